//! Text into words: small letters, no accents, what looks the same written the same, French elision undone, with the place
//! of each in the text.

use crate::folds::{LETTER_FOLDS, LIGATURE_FOLDS};
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
pub fn tokenize(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    split(text, &mut String::new(), &mut |letters, from, range| {
        out.push(Word { text: letters.split_off(from), range });
    });
    out
}

/// A text in small letters, each as it would stand alone: a Greek sigma at the end of a word is one as any other.
#[must_use]
pub fn lowercase(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// A word in the making.
struct PartialWord {
    /// Where it begins among the letters.
    from: usize,
    /// Where it stands in the text, in bytes.
    range: Range<usize>,
    /// Whether the word is a number.
    is_number: bool,
    /// How many letters it has since its beginning or its last dot.
    letters: usize,
    /// Whether the word is a number of several groups of digits.
    is_grouped: bool,
}

impl PartialWord {
    /// None yet; the next letter begins it.
    fn after(letters: &str) -> Self {
        Self { from: letters.len(), range: 0..0, is_number: false, letters: 0, is_grouped: false }
    }
}

/// Folds the words of a text one after the other into `letters`; `take` is told where the last begins there, and where it
/// stands in the text, and may take it out again.
fn split(text: &str, letters: &mut String, visit: &mut dyn FnMut(&mut String, usize, Range<usize>)) {
    let mut word = PartialWord::after(letters);
    let mut folded = String::new();
    let mut offset = 0;
    // Most letters are one byte, and need no table.
    while let Some(first) = text.as_bytes().get(offset) {
        let letter = if first.is_ascii() { char::from(*first) } else { next(text, offset) };
        let after = offset + letter.len_utf8();
        folded.clear();
        if first.is_ascii_alphanumeric() {
            folded.push(letter.to_ascii_lowercase());
        } else if !first.is_ascii() && is_silent(letter) {
            word.range.end = after;
            offset = after;
            continue;
        } else if first.is_ascii() || !fold(letter, &mut folded) {
            if letters.len() > word.from {
                let prefix = letters.get(word.from..).unwrap_or_default();
                if let Some((length, plural)) = inclusive(&word, text.get(offset..).unwrap_or_default()) {
                    offset += length;
                    word.range.end = offset;
                    if plural && !prefix.ends_with(['s', 'x']) {
                        letters.push('s');
                    }
                    visit(letters, word.from, word.range);
                    word = PartialWord::after(letters);
                    continue;
                }
                if continues_word(&word, prefix, letter, text.get(after..).unwrap_or_default()) {
                    word.letters = 0;
                    word.is_grouped = word.is_number;
                } else if is_elided(prefix, letter, text.get(after..).unwrap_or_default()) {
                    letters.truncate(word.from);
                    word = PartialWord::after(letters);
                } else {
                    visit(letters, word.from, word.range);
                    word = PartialWord::after(letters);
                }
            }
            offset = after;
            continue;
        }
        // "1er" and "2e" are numbers of their own; "ODD17" is written "ODD 17" too.
        if word.is_number
            && !folded.starts_with(|first: char| first.is_ascii_digit())
            && let Some(length) = ordinal(text.get(offset..).unwrap_or_default())
        {
            offset += length;
            letters.push('e');
            visit(letters, word.from, word.range.start..offset);
            word = PartialWord::after(letters);
            continue;
        }
        for folded_letter in folded.chars() {
            if letters.len() > word.from && word.is_number != folded_letter.is_ascii_digit() {
                visit(letters, word.from, word.range);
                word = PartialWord::after(letters);
            }
            if letters.len() == word.from {
                word.range.start = offset;
            }
            word.is_number = folded_letter.is_ascii_digit();
            word.letters += 1;
            letters.push(folded_letter);
        }
        offset = after;
        if first.is_ascii_alphabetic() {
            // A run of plain letters is taken at once.
            let run = text.as_bytes().iter().skip(offset).take_while(|byte| byte.is_ascii_alphabetic()).count();
            let prefix = letters.len();
            letters.push_str(text.get(offset..offset + run).unwrap_or_default());
            letters.get_mut(prefix..).unwrap_or_default().make_ascii_lowercase();
            word.letters += run;
            offset += run;
        }
        word.range.end = offset;
    }
    if letters.len() > word.from {
        visit(letters, word.from, word.range);
    }
}

fn next(text: &str, offset: usize) -> char {
    text.get(offset..).and_then(|rest| rest.chars().next()).unwrap_or(' ')
}

/// Whether a word before what is no letter tells nothing: "l’ESS", "n° 17", and "l ESS" where the apostrophe was lost.
fn is_elided(prefix: &str, letter: char, rest: &str) -> bool {
    let mut rest = rest.chars().flat_map(char::to_lowercase);
    match prefix {
        "n" if matches!(letter, '°' | 'º' | '˚') => true,
        "l" | "d" if letter == ' ' => rest.next().is_some_and(|first| "aàâeéèêëhiîïoôuùœ".contains(first)),
        _ => is_apostrophe(letter) && ELIDED.contains(&prefix),
    }
}

/// What else a word is written with for women and men: "salarié·e·s", "acteur.rice.s", "élu(e)s", "citoyen-ne-s"; how long
/// that is, and whether several are meant. The word is then the same as without.
fn inclusive(word: &PartialWord, rest: &str) -> Option<(usize, bool)> {
    // What stops and strokes may part, the middle dots and brackets part too, and more.
    const ENDINGS: [&str; 12] =
        ["e", "es", "ne", "nes", "rice", "rices", "trice", "trices", "euse", "euses", "ere", "eres"];
    const OTHERS: [&str; 13] = ["s", "x", "te", "tes", "le", "les", "se", "ses", "sse", "esse", "ve", "fe", "elle"];
    // In bytes.
    const LONGEST_ENDING: usize = 8;
    if word.is_number || word.letters < 2 {
        return None;
    }
    let (mut length, mut plural, mut parts) = (0, false, 0);
    let mut after = rest;
    let mut is_open = false;
    while let Some(sign) = after.chars().next() {
        let is_dot = matches!(sign, '·' | '•' | '⋅' | '∙' | '‧' | '・');
        let is_closed = is_open && sign == ')';
        if !(is_dot || is_closed || matches!(sign, '.' | '/' | '(') || is_joint(sign) && !is_apostrophe(sign)) {
            break;
        }
        let behind = after.get(sign.len_utf8()..).unwrap_or_default();
        let end = behind.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(behind.len());
        // Most words behind a sign are longer than any ending.
        if end > LONGEST_ENDING {
            break;
        }
        let (ending, next) = behind.split_at_checked(end)?;
        let ending: String = tokenize(ending).into_iter().map(|word| word.text).collect();
        let is_known =
            ENDINGS.contains(&ending.as_str()) || (is_dot || sign == '(') && OTHERS.contains(&ending.as_str());
        let is_last = parts > 0 && matches!(ending.as_str(), "s" | "x") || is_closed && ending.is_empty();
        if !(is_known || is_last) {
            // "com/e-mail"
            if end > 0 && is_joint(sign) && !is_dot {
                return None;
            }
            break;
        }
        is_open = sign == '(';
        if is_open && !next.starts_with(')') {
            return None;
        }
        parts += 1;
        plural |= ending.ends_with('s');
        length += sign.len_utf8() + end;
        after = next;
    }
    (parts > 0).then_some((length, plural))
}

/// Whether a word goes on after what is no letter: "E.S.S." and "R&D" are one word each, "10 000" is one number.
fn continues_word(word: &PartialWord, prefix: &str, letter: char, rest: &str) -> bool {
    if word.is_number {
        let parts = matches!(letter, ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' | '.' | ',' | '\'' | '’');
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        return parts && digits == 3 && (prefix.len() <= 3 || word.is_grouped);
    }
    // "A. N. C. T.": the blank before another letter with a dot.
    let is_blank = |letter: &char| matches!(letter, ' ' | '\u{a0}' | '\u{202f}');
    if is_blank(&letter) && word.letters == 0 {
        return true;
    }
    let blank = rest.chars().next().filter(is_blank).map_or(0, char::len_utf8);
    let spaced = rest.get(blank..).unwrap_or_default();
    let rest = if spaced.chars().nth(1) == Some('.') && letter == '.' { spaced } else { rest };
    let mut rest = rest.chars();
    matches!(letter, '.' | '&')
        && word.letters == 1
        && rest.next().is_some_and(char::is_alphabetic)
        && rest.next().is_none_or(|letter| !letter.is_alphanumeric())
}

/// How long the ending of an ordinal number is, when the text begins with one and no more of a word.
fn ordinal(text: &str) -> Option<usize> {
    const ENDINGS: [&str; 11] = ["e", "er", "re", "ere", "eme", "ieme", "nd", "nde", "st", "rd", "th"];
    let mut folded = String::new();
    let mut length = text.len();
    for (index, letter) in text.char_indices() {
        if is_silent(letter) {
            continue;
        }
        let is_part = if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
            letter.is_ascii_alphanumeric()
        } else {
            fold(letter, &mut folded)
        };
        if !is_part {
            if letter.is_ascii() {
                folded.pop();
            }
            length = index;
            break;
        }
        if folded.len() > 5 {
            return None;
        }
    }
    let one = folded.strip_suffix('s').unwrap_or(&folded);
    ENDINGS.contains(&one).then_some(length)
}

/// The words of a text, folded, side by side: read again and again without a piece of memory for each.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    letters: String,
    ends: Vec<usize>,
}

impl Tokens {
    /// Reads a text.
    pub fn fill(&mut self, text: &str) {
        self.letters.clear();
        self.ends.clear();
        split(text, &mut self.letters, &mut |letters, _, _| self.ends.push(letters.len()));
    }

    /// Leaves words out.
    pub fn remove_where(&mut self, stops: impl Fn(&str) -> bool) {
        let mut result = Self::default();
        for word in (0..self.count()).filter_map(|index| self.compound(index, 1)).filter(|word| !stops(word)) {
            result.letters.push_str(word);
            result.ends.push(result.letters.len());
        }
        *self = result;
    }

    /// How many words it has.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// So many words from a place on, written as one; `None` when there are fewer.
    #[must_use]
    pub fn compound(&self, index: usize, count: usize) -> Option<&str> {
        let end = *self.ends.get((index + count).checked_sub(1)?)?;
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.letters.get(start..end)
    }
}

/// The words of a text, and those that a hyphen or an apostrophe cuts also as one: "ultra-marin" is written "ultramarin"
/// too.
#[must_use]
pub fn words_and_compounds(text: &str) -> Vec<String> {
    let all = tokenize(text);
    let joined: Vec<String> = compounds(text, &all).into_iter().map(|(_, joined)| joined).collect();
    all.into_iter().map(|word| word.text).chain(joined).collect()
}

/// What words of a text are as one where a hyphen or an apostrophe joins them, two by two and all in a row; and which
/// words those are.
#[must_use]
pub fn compounds(text: &str, words: &[Word]) -> Vec<(Range<usize>, String)> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut add = |range: Range<usize>| {
        let parts = words.get(range.clone()).unwrap_or_default();
        // Years with a hyphen between are no number.
        if parts.iter().any(|word| !is_number(&word.text)) {
            out.push((range, parts.iter().map(|word| word.text.as_str()).collect()));
        }
    };
    for (index, pair) in words.windows(2).enumerate() {
        if matches!(pair, [a, b] if gap(text, a, b) == Some(Gap::Joint)) {
            add(index..index + 2);
        } else {
            if index > from + 1 {
                add(from..index + 1);
            }
            from = index + 1;
        }
    }
    if words.len() > from + 2 {
        add(from..words.len());
    }
    out
}

/// What stands between two words that may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// A hyphen, an apostrophe.
    Joint,
    /// Nothing but space.
    Blank,
}

/// What stands between two words of a text; `None` when they cannot be one.
#[must_use]
pub fn gap(text: &str, a: &Word, b: &Word) -> Option<Gap> {
    let mut result = None;
    for letter in text.get(a.range.end..b.range.start)?.chars().filter(|letter| !is_silent(*letter)) {
        result = match result {
            None if is_joint(letter) => Some(Gap::Joint),
            None | Some(Gap::Blank) if letter.is_whitespace() => Some(Gap::Blank),
            _ => return None,
        };
    }
    result
}

/// Whether a folded word is a number.
#[must_use]
pub fn is_number(word: &str) -> bool {
    word.starts_with(|first: char| first.is_ascii_digit())
}

/// Whether a letter is none to whoever reads: a combining accent, as in text that was decomposed, a soft hyphen, a mark of
/// direction. Those of Unicode's property `Default_Ignorable_Code_Point`, and the accents of alphabets that are read without.
fn is_silent(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}'
        | '\u{5c4}'..='\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{61c}' | '\u{640}' | '\u{64b}'..='\u{65f}'
        | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}'..='\u{6e8}' | '\u{6ea}'..='\u{6ed}'
        | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{20d0}'..='\u{20ff}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a letter looks like an apostrophe; Unicode counts some of them as letters.
fn is_apostrophe(letter: char) -> bool {
    matches!(letter,
        '\'' | '`' | '´' |  '\u{2b9}'..='\u{2d1}' | '\u{374}' | '\u{55a}' | '\u{5f3}' | '\u{1fbd}' | '\u{1fbf}' | '‘'..='’' | '‛' | '′'
        | '‵' | '\u{a78b}'..='\u{a78c}' | '＇')
}

/// Whether a sign between two words may be left out.
fn is_joint(letter: char) -> bool {
    let is_dash = matches!(letter, '-' | '\u{58a}' | '‐'..='―' | '⁃' | '−' | '﹘' | '﹣' | '－');
    is_dash || is_apostrophe(letter) || matches!(letter, '·' | '‧')
}

/// Adds what a letter that is not ASCII is compared as; `false` when it is no part of a word.
fn fold(letter: char, out: &mut String) -> bool {
    // As "n°", it tells nothing.
    if letter == '№' {
        return false;
    }
    if let Some(base) =
        lookup(&LETTER_FOLDS, letter).and_then(|(index, row)| row.chars().nth(index)).filter(|text| *text != ' ')
    {
        out.push(base);
    } else if let Some(base) = lookup(&LIGATURE_FOLDS, letter)
        .and_then(|(index, row)| row.split(' ').nth(index))
        .filter(|text| !text.is_empty())
    {
        out.push_str(base);
    } else if letter.is_alphanumeric() && letter != 'º' && !is_apostrophe(letter) {
        out.extend(letter.to_lowercase());
    } else {
        return false;
    }
    true
}

/// The row of a table that a letter may stand in, and its place there.
fn lookup(table: &'static [(char, &'static str)], letter: char) -> Option<(usize, &'static str)> {
    let (first, row) = table.get(table.partition_point(|(first, _)| *first <= letter).checked_sub(1)?)?;
    Some((usize::try_from(u32::from(letter) - u32::from(*first)).ok()?, row))
}

/// Whether two words are one letter apart: one more, one less, another, or two that changed places. With
/// `open`, the second may go on after that.
#[must_use]
pub fn within_one_edit(typed: &str, word: &str, open: bool) -> bool {
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
pub fn within_two_edits(typed: &str, word: &str) -> bool {
    let (typed, word): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    if typed.len().abs_diff(word.len()) > 2 {
        return false;
    }
    // The distances of the typed word's beginnings to the word's, row by row.
    let mut row: Vec<usize> = (0..=word.len()).collect();
    for (index, a) in typed.iter().enumerate() {
        let mut corner = index;
        let mut left = index + 1;
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
    use super::{fold, is_silent, tokenize, within_one_edit, within_two_edits, words_and_compounds};
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    fn folded(text: &str) -> Vec<String> {
        tokenize(text).into_iter().map(|word| word.text).collect()
    }

    /// Every character of Unicode, but those of private use, each with what its compatibility decomposition leaves in small
    /// letters and without accents.
    fn characters() -> impl Iterator<Item = (char, String)> {
        ('\u{80}'..'\u{20000}').map(|letter| {
            let apart = letter.nfkd().collect::<String>().to_lowercase();
            (letter, apart.nfkd().filter(|letter| !is_combining_mark(*letter)).collect())
        })
    }

    #[test]
    fn what_unicode_takes_for_plain_letters_is_folded_to_them() {
        // Signs that are read as signs: an ordinal that looks like a degree, trade marks, "No" that looks like "N°".
        const SIGNS: &str = "º™℠℡№";
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        let mut count = 0;
        for (letter, plain) in characters() {
            // Phonetic letters of a transcription, and what is written with two letters that belong to two words, aside.
            let aside = SIGNS.contains(letter) || ('\u{10780}'..='\u{107bf}').contains(&letter);
            let enclosed = plain.trim_matches(['(', ')', '.', ',', 'ʼ']);
            if aside || enclosed.is_empty() || !is_plain(enclosed) {
                continue;
            }
            let mut result = String::new();
            assert!(fold(letter, &mut result), "{letter:?} is no part of a word");
            assert_eq!(result, enclosed, "{letter:?}");
            count += 1;
        }
        assert!(count > 1800, "{count}");
    }

    #[test]
    fn a_latin_letter_with_anything_is_that_letter() {
        let mut count = 0;
        for (letter, plain) in characters() {
            let Some(name) = unicode_names2::name(letter).map(|name| name.to_string()) else { continue };
            let letter_name =
                name.strip_prefix("LATIN SMALL LETTER ").or_else(|| name.strip_prefix("LATIN CAPITAL LETTER "));
            let Some((base, _)) = letter_name.and_then(|letter_name| letter_name.split_once(" WITH ")) else {
                continue;
            };
            if base.len() > 2
                || name.contains("WITH SMALL LETTER")
                || ('\u{1df00}'..='\u{1dfff}').contains(&letter)
                || plain.contains('ʼ')
            {
                continue;
            }
            let mut result = String::new();
            assert!(fold(letter, &mut result), "{name}");
            assert_eq!(result, base.to_lowercase(), "{name}");
            count += 1;
        }
        assert!(count > 700, "{count}");
    }

    #[test]
    fn composed_and_decomposed_and_capital_letters_are_the_same() {
        for (letter, _) in characters() {
            let name = unicode_names2::name(letter).map(|name| name.to_string()).unwrap_or_default();
            if !["LATIN ", "GREEK ", "CYRILLIC "].iter().any(|script| name.starts_with(script))
                || !letter.is_alphabetic()
            {
                continue;
            }
            let expected = folded(&letter.to_string());
            let decomposed: String = letter.nfd().collect();
            assert_eq!(folded(&decomposed), expected, "{name}");
            assert_eq!(folded(&letter.to_lowercase().to_string()), expected, "{name}");
            // Historic forms of a Cyrillic letter have its capital, and are other letters.
            if letter.to_uppercase().flat_map(char::to_lowercase).eq([letter]) {
                assert_eq!(folded(&letter.to_uppercase().to_string()), expected, "{name}");
            }
        }
    }

    #[test]
    fn what_is_not_seen_changes_nothing() {
        for letter in ('\u{80}'..='\u{e0fff}').filter(|letter| is_silent(*letter)) {
            let text = format!("fi{letter}nance{letter}ment{letter}");
            assert_eq!(folded(&text), ["financement"], "{letter:?}");
            let range = tokenize(&text).first().map(|word| word.range.clone());
            assert_eq!(range, Some(0..text.len()), "{letter:?}");
        }
        assert_eq!(folded("\u{feff}Mission\u{2060}s"), ["missions"]);
        // A letter in a box, as a telephone draws it.
        assert_eq!(folded("ODD 1\u{fe0f}\u{20e3}7\u{fe0f}\u{20e3}"), ["odd", "17"]);
    }

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (one, other) in [
            ("ﬁnancement eﬃcace ﬂux diﬀusion", "financement efficace flux diffusion"),
            ("Ｂｏｕｓｓｏｌｅ　１７", "boussole 17"),
            ("𝐩𝐚𝐫𝐭𝐞𝐧𝐚𝐫𝐢𝐚𝐭 𝓅𝒶𝓇𝓉 𝟐𝟎𝟑𝟎", "partenariat part 2030"),
            ("Ⓞⓓⓓ ⑰ 🄾🅳🅳", "odd 17 odd"),
            ("m² km³ CO₂ ㎡", "m2 km3 co2 m2"),
            ("ĳsbeer Ǆ Ⅳ", "ijsbeer dz iv"),
            (
                "Łódź Čapek Bayrūt Øresund Đorđe Straße Þór Ærø ıstanbul İzmir Ðe",
                "lodz capek bayrut oresund dordje strasse thor aero istanbul izmir de",
            ),
            ("Việt Nam", "viet nam"),
            ("ᴇɴꜱᴇᴍʙʟᴇ", "ensemble"),
            ("Ἀθήνα Ёлка", "αθηνα елка"),
        ] {
            let other = other.replace("dordje", "dorde");
            assert_eq!(folded(one), folded(&other), "{one}");
        }
    }

    #[test]
    fn apostrophes_and_hyphens_are_the_same_whichever_they_are() {
        for apostrophe in "'’‘‛ʼʹˈ′`´＇ꞌ".chars() {
            assert_eq!(folded(&format!("l{apostrophe}ESS")), ["ess"], "{apostrophe:?}");
            let text = format!("presqu{apostrophe}île");
            assert_eq!(words_and_compounds(&text), ["presqu", "ile", "presquile"], "{apostrophe:?}");
        }
        for dash in "-‐‑‒–—―−﹣－·".chars() {
            assert_eq!(
                words_and_compounds(&format!("éco{dash}quartier")),
                ["eco", "quartier", "ecoquartier"],
                "{dash:?}"
            );
        }
        assert_eq!(words_and_compounds("mi\u{2060}-\u{2060}temps"), ["mi", "temps", "mitemps"]);
        assert_eq!(words_and_compounds("porte-à-porte"), ["porte", "a", "porte", "portea", "aporte", "porteaporte"]);
        assert_eq!(words_and_compounds("l’an - deux"), ["an", "deux"]);
        assert_eq!(words_and_compounds("2019-2021"), ["2019", "2021"]);
    }

    #[test]
    fn acronyms_and_numbers_are_one_word_each() {
        for (text, expected) in [
            ("E.S.S.", &["ess"][..]),
            ("l’E.S.S. et la S.C.I.C", &["ess", "et", "la", "scic"]),
            ("O.N.U", &["onu"]),
            ("R&D, Q & R", &["rd", "q", "r"]),
            ("M. Martin, n.b", &["m", "martin", "nb"]),
            ("l’A. N. C. T. et A. B", &["anct", "et", "a", "b"]),
            ("ODD n° 17, Nº17, n° A", &["odd", "17", "17", "a"]),
            ("plan d action, l ESS, d un, A d B", &["plan", "action", "ess", "un", "a", "d", "b"]),
            ("E.S.Sens", &["es", "sens"]),
            ("10 000 euros", &["10000", "euros"]),
            ("10\u{202f}000\u{a0}000", &["10000000"]),
            ("10.000 10,000 10’000", &["10000", "10000", "10000"]),
            ("2020 2021", &["2020", "2021"]),
            ("17 17", &["17", "17"]),
            ("01.02.2020", &["01", "02", "2020"]),
            ("1er 1ᵉʳ 1re 1ère 2e 2ème 2nd 3rd 21st", &["1e", "1e", "1e", "1e", "2e", "2e", "2e", "3e", "21e"]),
            ("2es, 3D, 4x4", &["2e", "3", "d", "4", "x", "4"]),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
        let text = "l’E.S.S., 1er";
        let indices: Vec<&str> = tokenize(text).iter().filter_map(|word| text.get(word.range.clone())).collect();
        assert_eq!(indices, ["E.S.S", "1er"]);
    }

    #[test]
    fn a_word_for_women_and_men_is_one_word() {
        for (text, expected) in [
            ("salarié·e·s salarie.e.s salarié(e)s salarié-e-s salarié•e•s salarié⋅es", &["salaries"; 6][..]),
            ("salarié/e/s, salarié(es). Salarié.es", &["salaries"; 3]),
            ("acteur·rice·s acteur(rice)s acteurs.rices", &["acteurs"; 3]),
            ("tou·te·s citoyen.ne.s professionnel·le·s projet(s)", &["tous", "citoyens", "professionnels", "projets"]),
            ("un·e élu·e (élu·e), heureux·euse", &["un", "elu", "elu", "heureux"]),
            (
                "col·lectiu est-ce donne-les fin.Les E.S.S. (s)",
                &["col", "lectiu", "est", "ce", "donne", "les", "fin", "les", "ess", "s"],
            ),
            ("pré(sent), site.com/e-mail 2.e", &["pre", "sent", "site", "com", "e", "mail", "2", "e"]),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
        let text = "des salarié(e)s, élu·e·s";
        let indices: Vec<&str> = tokenize(text).iter().filter_map(|word| text.get(word.range.clone())).collect();
        assert_eq!(indices, ["des", "salarié(e)s", "élu·e·s"]);
    }

    #[test]
    fn french_text_is_folded_and_split() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(folded(text), expected, "{text}");
        };
        check("L’œuvre d'intérêt général", &["oeuvre", "interet", "general"]);
        check("Qu'est-ce que l'ODD 17 ?", &["est", "ce", "que", "odd", "17"]);
        check("aujourd'hui, ÉLÈVE Ægir", &["aujourd", "hui", "eleve", "aegir"]);
        check("e\u{301}valuation", &["evaluation"]);
        check("COOPÉRER/s'unir", &["cooperer", "unir"]);
        check(" \u{0} …", &[]);
        check("l'", &[]);
        check("odd17.org, 81e", &["odd", "17", "org", "81e"]);
        check("日本 語", &["日本", "語"]);
    }

    #[test]
    fn two_letters_apart() {
        assert!(within_two_edits("partneriat", "partenariat"));
        assert!(within_two_edits("eqilibbre", "equilibre"));
        assert!(!within_two_edits("partenariat", "parlement"));
        assert!(!within_two_edits("abc", "abcdef"));
    }

    #[test]
    fn a_hyphen_may_be_left_out() {
        assert_eq!(words_and_compounds("Cahier ultra-marin"), ["cahier", "ultra", "marin", "ultramarin"]);
    }

    #[test]
    fn each_word_knows_its_place() {
        let text = "L’été, à Évry";
        let texts: Vec<&str> = tokenize(text).iter().filter_map(|word| text.get(word.range.clone())).collect();
        assert_eq!(texts, ["été", "à", "Évry"]);
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
            assert!(within_one_edit(typed, word, false), "{typed} {word}");
        }
        for (typed, word) in [("partenariat", "partenariat"), ("prtenarait", "partenariat"), ("", "ab"), ("abc", "")] {
            assert!(!within_one_edit(typed, word, false), "{typed} {word}");
        }
        for (typed, word) in [("partna", "partenariat"), ("patre", "partenariat"), ("gouvre", "gouvernance")] {
            assert!(within_one_edit(typed, word, true), "{typed} {word}");
        }
        assert!(!within_one_edit("xyzzy", "partenariat", true));
    }
}
