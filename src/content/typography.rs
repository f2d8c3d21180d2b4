//! French spacing, so that editors type plain spaces and visitors read correct pages.

/// The narrow no-break space that stands before `;`, `!`, `?` and inside guillemets.
const NARROW_NO_BREAK_SPACE: char = '\u{202f}';
/// The no-break space that stands before `:` and `%`.
const NO_BREAK_SPACE: char = '\u{a0}';

/// The text with no-break spaces where French typography asks for them. A space must already stand
/// there: nothing is inserted, so that addresses and code keep their form.
#[must_use]
pub fn french_spacing(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let letter_at = |index: Option<usize>| index.and_then(|index| letters.get(index)).copied();
    letters
        .iter()
        .enumerate()
        .map(|(index, letter)| match (*letter, letter_at(index.checked_sub(1)), letter_at(index.checked_add(1))) {
            (' ', _, Some(';' | '!' | '?' | '»')) | (' ', Some('«'), _) => NARROW_NO_BREAK_SPACE,
            (' ', _, Some(':' | '%' | '€')) => NO_BREAK_SPACE,
            ('\'', Some(before), Some(after)) if before.is_alphabetic() && after.is_alphanumeric() => '’',
            (plain, _, _) => plain,
        })
        .collect()
}

/// The text with the apostrophes of English print.
#[must_use]
pub fn english_apostrophes(text: &str) -> String {
    let mut before = ' ';
    let typographic = |letter| {
        let is_apostrophe = letter == '\'' && before.is_alphabetic();
        before = letter;
        if is_apostrophe { '’' } else { letter }
    };
    text.chars().map(typographic).collect()
}

#[cfg(test)]
mod tests {
    use super::{english_apostrophes, french_spacing};

    #[test]
    fn spaces_before_high_signs_do_not_break() {
        let check = |text, expected| assert_eq!(french_spacing(text), expected);
        check("Pourquoi ?", "Pourquoi\u{202f}?");
        check("« cap »", "«\u{202f}cap\u{202f}»");
        check("Cap : 60 %", "Cap\u{a0}: 60\u{a0}%");
        check("l'été", "l’été");
        check("https://exemple.fr/a?b:c", "https://exemple.fr/a?b:c");
    }

    #[test]
    fn an_apostrophe_stands_after_a_letter() {
        assert_eq!(english_apostrophes("what's 'it', 90's"), "what’s 'it’, 90's");
    }
}
