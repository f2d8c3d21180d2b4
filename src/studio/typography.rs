//! French typography, offered for what an editor typed: curved apostrophes, guillemets, dots of omission, spaces that do
//! not break.

use boussole_content::typography::french_spacing;

/// The text as French typography has it.
#[must_use]
pub fn french(text: &str) -> String {
    let dotted = text.replace("...", "…");
    let mut quoted = String::with_capacity(dotted.len());
    let mut opens = true;
    let count = dotted.matches('"').count();
    for letter in dotted.chars() {
        match letter {
            // Quotes that do not pair are something else: inches, a slip.
            '"' if count.is_multiple_of(2) => {
                quoted.push_str(if opens { "« " } else { " »" });
                opens = !opens;
            }
            other => quoted.push(other),
        }
    }
    french_spacing(&spaced(&quoted))
}

/// The text with a space before each high sign that ends a word: the build makes it one that does not break.
fn spaced(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| letters.get(index));
        let ends = letters.get(index + 1).is_none_or(|after| after.is_whitespace() || *after == '»');
        let is_word = before.is_some_and(|before| before.is_alphanumeric() || ['»', ')', '}'].contains(before));
        if matches!(letter, ';' | '!' | '?' | ':') && ends && is_word {
            out.push(' ');
        }
        out.push(*letter);
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::french;

    #[test]
    fn what_was_typed_plainly_reads_as_in_print() {
        let check = |text, expected| assert_eq!(french(text), expected);
        check("Qu'est-ce que c'est?", "Qu’est-ce que c’est\u{202f}?");
        check("Dites \"oui\" !", "Dites «\u{202f}oui\u{202f}»\u{202f}!");
        check("Attendez...", "Attendez…");
        check("Voir https://exemple.fr/a?b:c", "Voir https://exemple.fr/a?b:c");
        check("à 10:30", "à 10:30");
        check("un écran de 15\"", "un écran de 15\"");
        check("{count} textes:", "{count} textes\u{a0}:");
    }

    #[test]
    fn what_is_right_already_stays() {
        let text = "«\u{202f}cap\u{202f}»\u{a0}: l’été\u{202f}!";
        assert_eq!(french(text), text);
        assert_eq!(french(&french("L'un: \"a\", l'autre!")), french("L'un: \"a\", l'autre!"));
    }
}
