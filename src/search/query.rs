//! The words of a query, as they were understood.

use crate::stem::{english, french};
use core::ops::Range;

/// A word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryTerm {
    /// Folded.
    pub text: String,
    /// Where it stands in the query, in bytes.
    pub range: Range<usize>,
    /// No document has it, but has this one, a letter away, or these two, which are that one parted.
    pub correction: Option<String>,
    /// How many documents have it, what was meant, or a term for the same.
    pub documents: usize,
    /// Some text has it, in some form.
    pub is_found: bool,
    /// Terms used for the same that some text has, as people write them.
    pub same: Vec<String>,
    /// Terms used for something close that some text has; only where there were few of the others.
    pub near: Vec<String>,
    /// The place of the term of the thesaurus that it is, or is a word of.
    pub(crate) term: Option<u16>,
    pub(crate) stems: [String; 2],
    /// Other ways to write it, or it and its neighbour; once it was looked for, those that were found.
    pub others: Vec<Spelling>,
}

/// Another way to write a word, or it and its neighbour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// Folded.
    pub text: String,
    /// Whoever writes the one may well mean the other; else it is rare.
    pub is_likely: bool,
    pub(crate) stems: [String; 2],
}

impl Spelling {
    pub(crate) fn new(text: String, is_likely: bool) -> Self {
        Self { stems: stems(&text), text, is_likely }
    }
}

/// The French stem, and the English.
pub(crate) fn stems(word: &str) -> [String; 2] {
    [french(word).into_owned(), english(word).into_owned()]
}

impl QueryTerm {
    /// All the ways to write it, and the term that it is.
    pub(crate) fn spellings(&self) -> String {
        let others = self.others.iter().map(|other| other.text.as_str());
        let term = self.term.map(|term| term.to_string());
        core::iter::once(self.text.as_str()).chain(others).chain(term.as_deref()).collect::<Vec<_>>().join(" ")
    }

    /// Whether it belongs to the same term of the thesaurus as another.
    #[must_use]
    pub fn is_of_term(&self, other: &Self) -> bool {
        self.term.is_some() && self.term == other.term
    }

    /// Stem of the word, in English or in French.
    pub(crate) fn stem(&self, is_english: bool) -> &str {
        let [french, english] = &self.stems;
        if is_english { english } else { french }
    }

    /// Whether a folded word of a text is it in another spelling.
    #[must_use]
    pub fn is_spelt(&self, word: &str) -> bool {
        self.others.iter().any(|other| word.starts_with(&other.text) || is_form(&other.stems, word))
    }

    /// Whether a folded word of a text is what was asked for, in any of the ways that find it.
    #[must_use]
    pub fn matches(&self, word: &str) -> bool {
        if self.is_spelt(word) {
            return true;
        }
        // Whatever finds it begins with the same letter.
        let expected = self.correction.as_ref().unwrap_or(&self.text);
        if expected.as_bytes().first() != word.as_bytes().first() {
            return false;
        }
        match &self.correction {
            Some(correction) => word == correction || is_form(&self.stems, word),
            None => word.starts_with(&self.text) || is_form(&self.stems, word),
        }
    }
}

/// Whether a word as it stands in an index is a form of one with these stems. Most are told apart by their beginning, and
/// need not be read.
pub(crate) fn is_form_in(stems: &[String; 2], word: &[u8]) -> bool {
    let may = |stem: &String| stem.len() >= 3 && word.first() == stem.as_bytes().first();
    stems.iter().any(may) && core::str::from_utf8(word).is_ok_and(|word| is_form(stems, word))
}

fn is_form([in_french, in_english]: &[String; 2], word: &str) -> bool {
    // A stem begins its word, but for the last letter of "-al" where the word has "-aux": most words are
    // told apart by that, and need no stem of their own.
    let may = |stem: &str| {
        let all_but_last = || stem.char_indices().next_back().map_or(0, |(last, _)| last);
        stem.len() >= 3 && word.starts_with(stem.get(..all_but_last()).unwrap_or_default())
    };
    (may(in_french) && *in_french == french(word)) || (may(in_english) && *in_english == english(word))
}
