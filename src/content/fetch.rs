//! Files of other hosts, as far as something is decided about them without a browser: why one is not taken, in a sentence for
//! the page's developer, and what its host says of its letters.

/// Why a file of another host was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// The address is of no kind that can be fetched.
    NotFetchable,
    /// The host answers something else, with this status.
    Answered(u16),
    /// The file weighs more than this.
    TooHeavy(&'static str),
    /// The file took more seconds than this.
    TimedOut(u32),
    /// The page's policy refuses it by this directive.
    Refused(String),
}

impl FetchError {
    /// The error as a sentence about the file of this name.
    #[must_use]
    pub fn sentence(&self, name: &str) -> String {
        let (before, between, value, after) = match self {
            Self::NotFetchable => ("", " is not an address that can be fetched", String::new(), "."),
            Self::Answered(status) => ("", " answered ", status.to_string(), "."),
            Self::TooHeavy(limit) => ("", " is heavier than ", (*limit).to_owned(), "."),
            Self::TimedOut(seconds) => ("", " did not come within ", seconds.to_string(), " seconds."),
            Self::Refused(directive) => ("The page's policy refuses ", ": add its origin to ", directive.clone(), "."),
        };
        [before, name, between, &value, after].concat()
    }
}

/// Whether what stands at an address of this scheme can be fetched: no file of the visitor's, no text in the address itself.
#[must_use]
pub fn is_fetchable(scheme: &str) -> bool {
    matches!(scheme, "http:" | "https:")
}

/// The address that a text is: one line, which neither JSON nor a table is. A table may have its header alone.
#[must_use]
pub fn address_in(text: &str) -> Option<&str> {
    let address = text.strip_prefix('\u{feff}').unwrap_or(text).trim();
    let is_one_line = !address.is_empty() && !address.bytes().any(|letter| matches!(letter, b'\n' | b'\r'));
    let first_sign = address.bytes().find(|letter| b"/.;,|\t".contains(letter));
    let is_table = !matches!(first_sign, None | Some(b'/' | b'.'));
    (is_one_line && !address.starts_with(['{', '[']) && !is_table).then_some(address)
}

/// The encoding that the type of a file names (`text/csv; charset="utf-8"`).
#[must_use]
pub fn charset_in(content_type: &str) -> Option<&str> {
    let parameters = content_type.split(';').filter_map(|parameter| parameter.trim().split_once('='));
    let mut named = parameters.filter(|(name, _)| name.eq_ignore_ascii_case("charset"));
    named.next().map(|(_, charset)| charset.trim_matches('"')).filter(|charset| !charset.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{FetchError, address_in, charset_in, is_fetchable};

    #[test]
    fn the_encoding_is_what_the_type_of_a_file_names() {
        for (content_type, charset) in [
            ("text/csv; charset=windows-1252", Some("windows-1252")),
            ("text/csv;CHARSET=\"UTF-8\"", Some("UTF-8")),
            ("text/csv; charset=utf-8; header=present", Some("utf-8")),
            ("text/csv; charset=", None),
            ("text/csv; charset=\"\"", None),
            ("text/csv", None),
            ("", None),
        ] {
            assert_eq!(charset_in(content_type), charset, "{content_type}");
        }
    }

    #[test]
    fn an_address_is_one_line_that_is_neither_json_nor_a_table() {
        for text in ["catalogue.csv", " /catalogue.json\n", "https://a.example/a;b,c", "catalogue", "\u{feff}a/b"] {
            assert_eq!(address_in(text), Some(text.trim_matches(['\u{feff}', ' ', '\n'])), "{text}");
        }
        for text in ["", " ", "{}", " [1]", "title;kind", "title,url\nOne,https://a.example", "title\tkind", "one\ntwo"]
        {
            assert_eq!(address_in(text), None, "{text}");
        }
    }

    #[test]
    fn only_what_a_host_serves_is_fetched() {
        assert!(["http:", "https:"].into_iter().all(is_fetchable));
        assert!(!["file:", "data:", "blob:", "javascript:", ""].into_iter().any(is_fetchable));
    }

    #[test]
    fn each_error_names_the_file() {
        let told = [
            FetchError::NotFetchable,
            FetchError::Answered(404),
            FetchError::TooHeavy("5 MB"),
            FetchError::TimedOut(10),
            FetchError::Refused("connect-src".to_owned()),
        ]
        .map(|error| error.sentence("a.csv"));
        assert_eq!(
            told,
            [
                "a.csv is not an address that can be fetched.",
                "a.csv answered 404.",
                "a.csv is heavier than 5 MB.",
                "a.csv did not come within 10 seconds.",
                "The page's policy refuses a.csv: add its origin to connect-src.",
            ]
        );
    }
}
