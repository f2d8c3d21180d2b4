//! Which addresses may be offered as links.

/// The schemes that a link may have.
const ALLOWED_SCHEMES: [&str; 3] = ["https:", "mailto:", "tel:"];

/// Whether an address may be offered as a link: `https:`, `mailto:` or `tel:`, with nothing in it that
/// browsers drop or turn into something else before they read the scheme.
#[must_use]
pub fn is_safe_link(address: &str) -> bool {
    let is_printable = !address.chars().any(|letter| letter <= ' ' || letter == '\u{7f}' || letter == '\\');
    let scheme = |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    is_printable && ALLOWED_SCHEMES.into_iter().any(scheme) && (!scheme("https:") || address.get(6..8) == Some("//"))
}

/// Whether an address leads to a page that may be offered as a link: `https:` alone.
#[must_use]
pub fn is_page(address: &str) -> bool {
    is_safe_link(address) && address.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("https:"))
}

#[cfg(test)]
mod tests {
    use super::is_safe_link;

    #[test]
    fn only_what_can_do_no_harm_opens() {
        for good in ["https://exemple.org/a?b#c", "HTTPS://exemple.org", "mailto:a@exemple.org", "tel:+33123456789"] {
            assert!(is_safe_link(good), "{good}");
        }
        for bad in [
            "http://exemple.org",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "https:\n//exemple.org",
            "https:\\\\exemple.org",
            "https:exemple.org",
            "//exemple.org",
            "/chemin",
            "data:text/html,x",
            "vbscript:x",
            "blob:https://exemple.org/1",
            "é",
            "",
        ] {
            assert!(!is_safe_link(bad), "{bad:?}");
        }
    }
}
