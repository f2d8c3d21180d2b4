//! The sums in the address of a catalogue's root.

/// What a browser is to hold a file against, from the fragment of its address: `#sha384-SUM`, or the sums of the file as it is
/// sent and as it is decompressed, joined by a comma. Empty when the address is not
/// sealed. A browser ignores sums that it does not know.
#[must_use]
pub fn integrity_in(fragment: &str) -> String {
    let sums = fragment.strip_prefix('#').filter(|sums| sums.starts_with("sha") && sums.contains('-'));
    sums.unwrap_or_default().replace(',', " ")
}

#[cfg(test)]
mod tests {
    use super::integrity_in;

    #[test]
    fn sums_are_what_a_browser_takes_and_other_fragments_are_none() {
        assert_eq!(integrity_in("#sha384-ab+/="), "sha384-ab+/=");
        assert_eq!(integrity_in("#sha384-a,sha384-b"), "sha384-a sha384-b");
        for other in ["", "#", "#sha384", "#top", "sha384-a"] {
            assert_eq!(integrity_in(other), "", "{other}");
        }
    }
}
