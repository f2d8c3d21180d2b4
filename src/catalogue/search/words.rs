//! Text into words: small letters, no accents, French elision undone, with the place of each in the text.

use core::ops::Range;

/// A word as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Folded: `a-z`, `0-9` and letters of other scripts.
    pub text: String,
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
}

/// What French elides before an apostrophe: it tells nothing.
const ELIDED: [&str; 13] = ["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// The words of a text, in order.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    split(text, &mut String::new(), &mut |letters, from, range| {
        out.push(Word { text: letters.split_off(from), range });
    });
    out
}

/// Folds the words of a text one after the other into `letters`; `take` is told where the last begins there, and where it
/// stands in the text, and may take it out again.
fn split(text: &str, letters: &mut String, take: &mut dyn FnMut(&mut String, usize, Range<usize>)) {
    let mut from = letters.len();
    let mut start = 0;
    let mut digits = false;
    let mut place = 0;
    // Most letters are one byte, and need no table.
    while let Some(first) = text.as_bytes().get(place) {
        if first.is_ascii_alphabetic() {
            // A run of plain letters is taken at once.
            if letters.len() > from && digits {
                take(letters, from, start..place);
                from = letters.len();
            }
            if letters.len() == from {
                start = place;
            }
            digits = false;
            let run = text.as_bytes().iter().skip(place).take_while(|byte| byte.is_ascii_alphabetic()).count();
            let begun = letters.len();
            letters.push_str(text.get(place..place + run).unwrap_or_default());
            letters.get_mut(begun..).unwrap_or_default().make_ascii_lowercase();
            place += run;
            continue;
        }
        let letter = if first.is_ascii() { char::from(*first) } else { next(text, place) };
        let begun = letters.len() > from;
        if letter.is_ascii_alphanumeric() || (!letter.is_ascii() && (letter.is_alphanumeric() || is_mark(letter))) {
            let mark = is_mark(letter);
            // "ODD17" is written "ODD 17" too.
            if begun && !mark && digits != letter.is_ascii_digit() {
                take(letters, from, start..place);
                from = letters.len();
            }
            if letters.len() == from {
                start = place;
            }
            digits = if mark { digits } else { letter.is_ascii_digit() };
            fold(letter, letters);
        } else if begun {
            let word = letters.get(from..).unwrap_or_default();
            if matches!(letter, '\'' | '’' | 'ʼ') && ELIDED.contains(&word) {
                letters.truncate(from);
            } else {
                take(letters, from, start..place);
                from = letters.len();
            }
        }
        place += letter.len_utf8();
    }
    if letters.len() > from {
        take(letters, from, start..place);
    }
}

fn next(text: &str, place: usize) -> char {
    text.get(place..).and_then(|rest| rest.chars().next()).unwrap_or(' ')
}

/// The words of a text, folded, side by side: read again and again without a piece of memory for each.
#[derive(Clone, Debug, Default)]
pub struct Row {
    letters: String,
    ends: Vec<usize>,
}

impl Row {
    /// Reads a text.
    pub fn read(&mut self, text: &str) {
        self.letters.clear();
        self.ends.clear();
        split(text, &mut self.letters, &mut |letters, _, _| self.ends.push(letters.len()));
    }

    /// Leaves words out.
    pub fn without(&mut self, stops: impl Fn(&str) -> bool) {
        let mut kept = Self::default();
        for word in (0..self.count()).filter_map(|at| self.joined(at, 1)).filter(|word| !stops(word)) {
            kept.letters.push_str(word);
            kept.ends.push(kept.letters.len());
        }
        *self = kept;
    }

    /// How many words it has.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// So many words from a place on, written as one; `None` when there are fewer.
    #[must_use]
    pub fn joined(&self, at: usize, count: usize) -> Option<&str> {
        let end = *self.ends.get((at + count).checked_sub(1)?)?;
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.letters.get(start..end)
    }
}

/// The words of a text, and those that a hyphen cuts also as one: "ultra-marin" is written "ultramarin" too.
#[must_use]
pub fn words_and_joined(text: &str) -> Vec<String> {
    let all = words(text);
    let joined = all.windows(2).filter_map(|pair| match pair {
        [a, b] if text.get(a.range.end..b.range.start) == Some("-") => Some([a.text.as_str(), &b.text].concat()),
        _ => None,
    });
    let joined: Vec<String> = joined.collect();
    all.into_iter().map(|word| word.text).chain(joined).collect()
}

/// A combining accent, as in text that was decomposed.
fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

/// A letter as it is compared, with those that others write for it.
fn fold(letter: char, out: &mut String) {
    if letter.is_ascii() {
        out.push(letter.to_ascii_lowercase());
        return;
    }
    for letter in letter.to_lowercase() {
        match letter {
            'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' => out.push('a'),
            'ç' => out.push('c'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'î' | 'ï' | 'í' | 'ì' => out.push('i'),
            'ñ' => out.push('n'),
            'ô' | 'ö' | 'ó' | 'ò' | 'õ' | 'ø' => out.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => out.push('u'),
            'ý' | 'ÿ' => out.push('y'),
            'œ' => out.push_str("oe"),
            'æ' => out.push_str("ae"),
            'ß' => out.push_str("ss"),
            mark if is_mark(mark) => {}
            plain => out.push(plain),
        }
    }
}

/// Whether two words are one letter apart: one more, one less, another, or two that changed places. With
/// `open`, the second may go on after that.
#[must_use]
pub fn one_apart(typed: &str, word: &str, open: bool) -> bool {
    let (typed, word) = (typed.as_bytes(), word.as_bytes());
    let same = typed.iter().zip(word).take_while(|(a, b)| a == b).count();
    let ends = |a: usize, b: usize| match (typed.get(a..), word.get(b..)) {
        (Some(left), Some(right)) if open => right.starts_with(left),
        (Some(left), Some(right)) => left == right,
        _ => false,
    };
    if same == typed.len() {
        return !open && word.len() == same + 1;
    }
    let swapped =
        typed.get(same) == word.get(same + 1) && typed.get(same + 1) == word.get(same) && same + 1 < typed.len();
    (swapped && ends(same + 2, same + 2)) || ends(same + 1, same + 1) || ends(same + 1, same) || ends(same, same + 1)
}

/// Whether two words are at most two letters apart.
#[must_use]
pub fn two_apart(typed: &str, word: &str) -> bool {
    let (typed, word): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    if typed.len().abs_diff(word.len()) > 2 {
        return false;
    }
    // The distances of the typed word's beginnings to the word's, row by row.
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (place, a) in typed.iter().enumerate() {
        let mut corner = place;
        let mut left = place + 1;
        let mut next = vec![left];
        for (b, above) in word.iter().zip(row.iter().skip(1)) {
            left = (corner + usize::from(a != b)).min(left + 1).min(above + 1);
            corner = *above;
            next.push(left);
        }
        row = next;
        if row.iter().all(|distance| *distance > 2) {
            return false;
        }
    }
    row.last().is_some_and(|distance| *distance <= 2)
}

#[cfg(test)]
mod tests {
    use super::{one_apart, two_apart, words, words_and_joined};

    #[test]
    fn french_text_is_folded_and_split() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<String> = words(text).into_iter().map(|word| word.text).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("L’œuvre d'intérêt général", &["oeuvre", "interet", "general"]);
        check("Qu'est-ce que l'ODD 17 ?", &["est", "ce", "que", "odd", "17"]);
        check("aujourd'hui, ÉLÈVE Ægir", &["aujourd", "hui", "eleve", "aegir"]);
        check("e\u{301}valuation", &["evaluation"]);
        check("COOPÉRER/s'unir", &["cooperer", "unir"]);
        check(" \u{0} …", &[]);
        check("l'", &[]);
        check("odd17.org, 81e", &["odd", "17", "org", "81", "e"]);
        check("日本 語", &["日本", "語"]);
    }

    #[test]
    fn two_letters_apart() {
        assert!(two_apart("partneriat", "partenariat"));
        assert!(two_apart("eqilibbre", "equilibre"));
        assert!(!two_apart("partenariat", "parlement"));
        assert!(!two_apart("abc", "abcdef"));
    }

    #[test]
    fn a_hyphen_may_be_left_out() {
        assert_eq!(words_and_joined("Cahier ultra-marin"), ["cahier", "ultra", "marin", "ultramarin"]);
    }

    #[test]
    fn each_word_knows_its_place() {
        let text = "L’été, à Évry";
        let found: Vec<&str> = words(text).iter().filter_map(|word| text.get(word.range.clone())).collect();
        assert_eq!(found, ["été", "à", "Évry"]);
    }

    #[test]
    fn one_letter_apart() {
        for (typed, word) in [
            ("partnariat", "partenariat"),
            ("partennariat", "partenariat"),
            ("pardenariat", "partenariat"),
            ("partenraiat", "partenariat"),
            ("artenariat", "partenariat"),
            ("evaluatio", "evaluation"),
        ] {
            assert!(one_apart(typed, word, false), "{typed} {word}");
        }
        for (typed, word) in [("partenariat", "partenariat"), ("prtenarait", "partenariat"), ("", "ab"), ("abc", "")] {
            assert!(!one_apart(typed, word, false), "{typed} {word}");
        }
        for (typed, word) in [("partna", "partenariat"), ("patre", "partenariat"), ("gouvre", "gouvernance")] {
            assert!(one_apart(typed, word, true), "{typed} {word}");
        }
        assert!(!one_apart("xyzzy", "partenariat", true));
    }
}
