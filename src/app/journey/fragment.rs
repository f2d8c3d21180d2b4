//! Links in the fragment of a page's address: found, put in and taken out as text. The page may use its fragment too
//! (a section, a route of its router, a list of values), and somebody may have encoded all of it on its way.

/// A fragment may have been encoded so many times on its way. Our limit.
const MAX_ENCODINGS: usize = 4;

/// Signs of a link as they may be encoded.
const ENCODED_CHARS: [&str; 7] = ["%21", "%2a", "%2b", "%2c", "%2d", "%2e", "%5f"];

/// The key of a widget that names none, or none that is a name.
pub const DEFAULT_KEY: &str = "b";

/// A fragment around the link that stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Parts<'a> {
    /// All before the key.
    before: &'a str,
    link: &'a str,
    after: &'a str,
}

/// The place of a link that was taken out of a fragment: it comes back there as long as the rest is the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gap {
    before: String,
    after: String,
}

/// A fragment after a link was put in or taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The fragment, without its sign.
    pub fragment: String,
    /// Where the link stood, when it was taken out.
    pub gap: Option<Gap>,
}

/// The key for a widget whose attribute `hash-key` is this one: letters, digits and hyphens, a letter first.
#[must_use]
pub fn key(named: Option<&str>) -> &str {
    named.filter(|name| after_any_key(name) == Some("")).unwrap_or(DEFAULT_KEY)
}

/// The link under a key in a fragment, with all that stands behind it up to a `&`: what reads it knows where it ends.
#[must_use]
pub fn link(fragment: &str, key: &str) -> Option<String> {
    let mut text = fragment.to_owned();
    for _ in 0..=MAX_ENCODINGS {
        if let Some(parts) = split(&text, Some(key)) {
            return Some(format!("{}{}", parts.link, parts.after.split('&').next().unwrap_or_default()));
        }
        text = decoded(&text)?;
    }
    None
}

/// The fragment of a page without what widgets put there, under whatever key.
#[must_use]
pub fn without_links(fragment: &str) -> String {
    let mut text = fragment.to_owned();
    while let Some(parts) = split(&text, None) {
        text = without(parts.before, parts.after);
    }
    text
}

/// What links to a page begin with, up to the `=` behind the key: its address without a fragment, and its own fragment.
#[must_use]
pub fn prefix(address: &str, fragment: &str, key: &str) -> String {
    let own = without_links(fragment);
    // What stands behind a route is its query.
    let is_route = own.starts_with(['!', '/']) && !own.contains('?');
    let sign = match own.as_str() {
        "" => "",
        _ if is_route => "?",
        _ => "&",
    };
    format!("{address}#{own}{sign}{key}=")
}

/// The address of a page whose links begin with this prefix: all before the sign that joins the key.
#[must_use]
pub fn without_key(prefix: &str) -> &str {
    prefix.rfind(['#', '?', '&']).and_then(|sign| prefix.get(..sign)).unwrap_or(prefix)
}

/// The fragment of a page with a link under a key, or without one when the link is empty; the rest stays as it is.
/// Nothing when the fragment is the page's own and has no room for a link.
#[must_use]
pub fn change(fragment: &str, key: &str, link: &str, gap: Option<&Gap>) -> Option<Change> {
    let plain = decoded(fragment);
    // An encoded link that stands alone is ours; with anything around it, whose encoding it is cannot be told.
    let alone =
        || split(plain.as_deref()?, Some(key)).filter(|parts| parts.before.is_empty() && parts.after.is_empty());
    let parts = split(fragment, Some(key)).or_else(alone);
    let entry = if link.is_empty() { String::new() } else { format!("{key}={link}") };
    let fragment = match (parts, gap) {
        (Some(parts), _) if link.is_empty() => {
            let gap = Gap { before: parts.before.to_owned(), after: parts.after.to_owned() };
            return Some(Change { fragment: without(parts.before, parts.after), gap: Some(gap) });
        }
        (Some(parts), _) => format!("{}{entry}{}", parts.before, parts.after),
        (None, _) if link.is_empty() => fragment.to_owned(),
        (None, _) if fragment.is_empty() => entry,
        (None, Some(gap)) if without(&gap.before, &gap.after) == fragment => {
            format!("{}{entry}{}", gap.before, gap.after)
        }
        (None, _) if is_list(fragment) => format!("{fragment}&{entry}"),
        (None, _) => return None,
    };
    Some(Change { fragment, gap: None })
}

/// Finds the first link that stands behind a key, this one or any; the key stands at the beginning, or behind what is no
/// letter of a word.
fn split<'a>(text: &'a str, key: Option<&str>) -> Option<Parts<'a>> {
    let mut is_start = true;
    for (start, byte) in text.bytes().enumerate() {
        if std::mem::replace(&mut is_start, !is_of_word(byte))
            && let Some((before, rest)) = text.split_at_checked(start)
            && let Some(rest) = after_key(rest, key)
            && let Some(after) = after_link(rest)
        {
            return Some(Parts { before, link: rest.strip_suffix(after)?, after });
        }
    }
    None
}

/// What stands behind a key and its `=`, whatever its capitals.
fn after_key<'a>(text: &'a str, key: Option<&str>) -> Option<&'a str> {
    let Some(key) = key else { return after_any_key(text)?.strip_prefix('=') };
    let (own, rest) = text.split_at_checked(key.len())?;
    rest.strip_prefix('=').filter(|_| own.eq_ignore_ascii_case(key))
}

/// What stands behind the longest key at the beginning.
fn after_any_key(text: &str) -> Option<&str> {
    let rest = skip(text, |byte| byte.is_ascii_alphanumeric() || byte == b'-');
    text.bytes().next()?.is_ascii_alphabetic().then_some(rest)
}

/// What stands behind a link: a version, a stop, and letters, which may be encoded.
fn after_link(text: &str) -> Option<&str> {
    let digits = skip(text, |byte| byte.is_ascii_digit());
    let mut rest = digits.strip_prefix('.').filter(|_| digits.len() < text.len())?;
    loop {
        rest = skip(rest, is_of_link);
        let Some((code, after)) = rest.split_at_checked(3) else { return Some(rest) };
        // `!` is 21, `*` to `.` are 2a to 2e, `_` is 5f.
        if !ENCODED_CHARS.iter().any(|own| code.eq_ignore_ascii_case(own)) {
            return Some(rest);
        }
        rest = after;
    }
}

/// A text without the bytes of a kind that it begins with, all of them ASCII.
fn skip(text: &str, is_of_kind: fn(u8) -> bool) -> &str {
    let length = text.bytes().take_while(|byte| is_of_kind(*byte)).count();
    text.get(length..).unwrap_or_default()
}

fn is_of_link(byte: u8) -> bool {
    is_of_word(byte) || matches!(byte, b'.' | b',' | b'!' | b'+' | b'*')
}

fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// What stands around a link and its key, without the sign that joined them.
fn without(before: &str, after: &str) -> String {
    let (before, after) = match before.strip_suffix('&') {
        Some(before) => (before, after),
        None if after.is_empty() => (before.strip_suffix('?').unwrap_or(before), after),
        None => (before, after.strip_prefix('&').unwrap_or(after)),
    };
    format!("{before}{after}")
}

/// Whether a fragment is a list of values, so that one more changes nothing for whoever reads the others.
fn is_list(fragment: &str) -> bool {
    fragment.split('&').all(|part| {
        let rest = skip(part, |byte| is_of_word(byte) || matches!(byte, b'.' | b'~' | b'%'));
        rest.len() < part.len() && rest.starts_with('=') && !rest.contains('/')
    })
}

/// A text as it was before somebody encoded it on its way, once: nothing when it is not well encoded.
fn decoded(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let mut digit = || char::from(bytes.next()?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        out.push(if byte == b'%' { digit()? * 16 + digit()? } else { byte });
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{change, key, link, prefix, without_key, without_links};

    /// The fragment after a link was put in, where nothing was taken out before.
    fn put(fragment: &str, link: &str) -> Option<String> {
        change(fragment, "b", link, None).map(|change| change.fragment)
    }

    #[test]
    fn a_link_is_found_alone_and_among_what_others_put_there() {
        for (fragment, expected) in [
            ("b=1.media", "1.media"),
            ("b=1.a&c=1.b", "1.a"),
            ("c=1.b&b=1.a", "1.a"),
            ("/route?b=1.a", "1.a"),
            ("!/route&x=2&b=12.a,b!c+d*e-f_g.h", "12.a,b!c+d*e-f_g.h"),
            ("B=1.a", "1.a"),
            ("x=é&b=1.a", "1.a"),
            ("b=none&b=1.a", "1.a"),
            ("b=1.a;and what follows it&x=1", "1.a;and what follows it"),
        ] {
            assert_eq!(link(fragment, "b").as_deref(), Some(expected), "{fragment}");
        }
    }

    #[test]
    fn what_only_looks_like_a_link_is_none() {
        let fragments = [
            "",
            "b",
            "b=",
            "b=1",
            "b=.a",
            "b=x.1",
            "ab=1.a",
            "a-b=1.a",
            "a_b=1.a",
            "section-2",
            "%",
            "%b=1",
            "é",
            "/b/1.a",
        ];
        for fragment in fragments {
            assert_eq!(link(fragment, "b"), None, "{fragment}");
        }
        assert_eq!(link("b=1.a", "bb"), None);
        assert_eq!(link("b=1.a", "a much longer key"), None);
    }

    #[test]
    fn an_encoded_link_is_found_up_to_four_encodings_deep() {
        let encode = |text: &str| -> String {
            text.chars().fold(String::new(), |out, letter| match letter {
                '=' => out + "%3D",
                '%' => out + "%25",
                letter => out + &letter.to_string(),
            })
        };
        let mut fragment = "b=1.a".to_owned();
        for _ in 0..4 {
            fragment = encode(&fragment);
            assert_eq!(link(&fragment, "b").as_deref(), Some("1.a"), "{fragment}");
        }
        assert_eq!(link(&encode(&fragment), "b"), None, "a fifth is too deep");
    }

    #[test]
    fn letters_of_a_link_may_be_encoded_in_either_case() {
        for signs in ["%2C%2A%21%5F", "%2c%2a%21%5f"] {
            let fragment = format!("b=1.d01{signs}&c=1");
            assert_eq!(link(&fragment, "b"), Some(format!("1.d01{signs}")));
            assert_eq!(put(&fragment, "1.x").as_deref(), Some("b=1.x&c=1"), "and belong to it");
        }
        assert_eq!(put("b=1.a%2Fc", "1.x").as_deref(), Some("b=1.x%2Fc"), "an encoded slash does not");
    }

    #[test]
    fn what_is_not_well_encoded_stays_as_it_is() {
        for fragment in ["b%3D1.a%", "b%3D1.a%zz", "b%3D1.a%+f", "b%3D1.a%C3", "b%3D1.a%ED%A0%80", "b%3D1.a%é"] {
            assert_eq!(link(fragment, "b"), None, "{fragment}");
        }
    }

    #[test]
    fn a_link_goes_where_the_one_before_stood() {
        assert_eq!(put("", "1.x").as_deref(), Some("b=1.x"));
        assert_eq!(put("b=1.a", "1.x").as_deref(), Some("b=1.x"));
        assert_eq!(put("c=1.c&b=1.a&d=4", "1.x").as_deref(), Some("c=1.c&b=1.x&d=4"));
        assert_eq!(put("/route?b=1.a", "1.x").as_deref(), Some("/route?b=1.x"));
        assert_eq!(put("b%3D1.a", "1.x").as_deref(), Some("b=1.x"), "one that was encoded is written plainly");
    }

    #[test]
    fn a_link_joins_a_list_of_values_and_leaves_any_other_fragment_alone() {
        assert_eq!(put("x=1&y=", "1.x").as_deref(), Some("x=1&y=&b=1.x"));
        assert_eq!(put("c=1.c", "1.x").as_deref(), Some("c=1.c&b=1.x"));
        for own in ["section-2", "/route", "!/route?x=1", "x=/path", "=1", "x=1&", ":~:text=a", "b%3D1.a%26x"] {
            assert_eq!(put(own, "1.x"), None, "{own}");
            assert_eq!(put(own, "").as_deref(), Some(own), "nothing is put there either");
        }
    }

    #[test]
    fn a_link_is_taken_out_with_the_sign_that_joined_it() {
        for (fragment, rest) in [
            ("b=1.a", ""),
            ("b=1.a&c=1", "c=1"),
            ("c=1&b=1.a", "c=1"),
            ("c=1&b=1.a&d=2", "c=1&d=2"),
            ("/route?b=1.a", "/route"),
            ("/route?b=1.a&d=2", "/route?d=2"),
            ("b=1.a;x", ";x"),
            ("b%3D1.a", ""),
        ] {
            assert_eq!(put(fragment, "").as_deref(), Some(rest), "{fragment}");
        }
    }

    #[test]
    fn a_link_that_was_taken_out_comes_back_where_it_stood() {
        for fragment in ["/route?b=1.a", "b=1.a&c=1", "c=1&b=1.a&d=2", "section;b=1.a;end"] {
            let removed = change(fragment, "b", "", None).unwrap();
            let back = change(&removed.fragment, "b", "1.a", removed.gap.as_ref()).unwrap();
            assert_eq!(back.fragment, fragment);
        }
        let gap = change("/route?b=1.a", "b", "", None).unwrap().gap;
        assert_eq!(change("/other", "b", "1.a", gap.as_ref()), None, "the page went on: its route is its own");
    }

    #[test]
    fn links_begin_with_the_page_and_its_own_fragment() {
        for (fragment, begins) in [
            ("", "https://a.org/p#b="),
            ("b=1.a", "https://a.org/p#b="),
            ("b=1.a&other-key=1.c", "https://a.org/p#b="),
            ("section-2", "https://a.org/p#section-2&b="),
            ("x=1&b=1.a", "https://a.org/p#x=1&b="),
            ("/route", "https://a.org/p#/route?b="),
            ("!route?b=1.a", "https://a.org/p#!route?b="),
            ("/route?x=1", "https://a.org/p#/route?x=1&b="),
        ] {
            assert_eq!(prefix("https://a.org/p", fragment, "b"), begins, "{fragment}");
        }
    }

    #[test]
    fn the_address_of_a_page_is_what_links_begin_with_without_the_key() {
        for (begins, address) in [
            ("https://a.org/p#b=", "https://a.org/p"),
            ("https://a.org/p#section-2&b=", "https://a.org/p#section-2"),
            ("https://a.org/p#/route?b=", "https://a.org/p#/route"),
            ("", ""),
        ] {
            assert_eq!(without_key(begins), address);
        }
    }

    #[test]
    fn what_any_widget_put_there_is_not_the_page_s_own() {
        assert_eq!(without_links("a=1.a&x=1&b-2=1.b&c=1.c"), "x=1");
        assert_eq!(without_links("2b=1.a"), "2b=1.a", "a key begins with a letter");
    }

    #[test]
    fn a_key_is_a_name_or_the_default_one() {
        for name in ["c", "C", "my-key", "a1-"] {
            assert_eq!(key(Some(name)), name);
        }
        for name in ["", "ma_cle", "1a", "-a", "é", "a b", "a="] {
            assert_eq!(key(Some(name)), "b", "{name}");
        }
        assert_eq!(key(None), "b");
    }
}
