//! What the words of a query found last, and the titles that were looked at. Whoever types changes one word at a time,
//! comes back to beginnings that were there before, and sees the same titles again: only what is new is looked for.

use crate::query::QueryTerm;
use crate::ranking::Ranking;
use crate::words::Tokens;
use core::cell::RefCell;

/// So many documents are remembered in all, eight bytes each: every first letter of a catalogue like ours, and of a large
/// one the words that tell something. Measured, see the README.
const MOST: usize = 32_768;

/// So many titles are remembered: those that a few words look at.
const TITLES: usize = 256;

/// What words found, and titles. It is none of what an index is: a copy has none, and all are equal.
#[derive(Debug, Default)]
pub struct QueryCache {
    kept: RefCell<Entries>,
    titles: RefCell<Titles>,
}

#[derive(Debug, Default)]
struct Titles {
    all: Vec<Title>,
    stops: BloomFilter,
}

/// Which words may tell nothing: most are told apart by their first letter, their last and their length, and need not be
/// looked for in a list.
#[derive(Debug, Default)]
struct BloomFilter([u64; 16]);

impl BloomFilter {
    fn of(words: &[String]) -> Self {
        let mut sieve = Self::default();
        for word in words {
            let (place, bit) = Self::place(word);
            if let Some(bits) = sieve.0.get_mut(place) {
                *bits |= bit;
            }
        }
        sieve
    }

    fn may_contain(&self, word: &str) -> bool {
        let (place, bit) = Self::place(word);
        self.0.get(place).is_some_and(|bits| bits & bit != 0)
    }

    fn place(word: &str) -> (usize, u64) {
        let letter = |letter: Option<&u8>| letter.copied().map_or(0, usize::from);
        let (first, last) = (letter(word.as_bytes().first()), letter(word.as_bytes().last()));
        let sum = first.wrapping_mul(7) ^ last.wrapping_mul(31) ^ word.len().wrapping_mul(97);
        (sum / 64 % 16, 1 << (sum % 64))
    }
}

/// A title as it is compared.
#[derive(Clone, Debug, Default)]
struct Title {
    document: usize,
    text: String,
    row: Tokens,
}

#[derive(Debug, Default)]
struct Entries {
    /// The weights that it was found with.
    weights: [u64; 10],
    /// What was asked for last stands at the end.
    words: Vec<Word>,
    documents: usize,
}

/// What a word found.
#[derive(Debug)]
pub struct Word {
    /// All the ways to write it.
    pub typed: String,
    /// How it was understood.
    pub asked: QueryTerm,
    /// The documents in no order, and what each is worth.
    pub found: Vec<(u32, u32)>,
}

impl QueryCache {
    /// Hands over what a word found, if that is known; whether it is.
    pub fn recall(&self, typed: &str, ranking: &Ranking, take: impl FnOnce(&Word)) -> bool {
        let mut kept = self.kept.borrow_mut();
        if kept.weights != weights(ranking) {
            *kept = Entries { weights: weights(ranking), ..Entries::default() };
            self.titles.borrow_mut().all.clear();
        }
        let Some(place) = kept.words.iter().rposition(|word| word.typed == typed) else { return false };
        let word = kept.words.remove(place);
        take(&word);
        kept.words.push(word);
        true
    }

    /// Hands over a title in words, without those that tell nothing.
    pub fn title<T>(
        &self,
        document: usize,
        text: &str,
        ranking: &Ranking,
        take: impl FnOnce(&Tokens) -> T,
    ) -> Option<T> {
        let mut titles = self.titles.borrow_mut();
        let Titles { all, stops } = &mut *titles;
        if all.is_empty() {
            all.resize(TITLES, Title::default());
            *stops = BloomFilter::of(&ranking.stop);
        }
        let title = all.get_mut(document % TITLES)?;
        if title.document != document || title.text != text {
            title.document = document;
            text.clone_into(&mut title.text);
            title.row.read(text);
            title.row.without(|word| stops.may_contain(word) && ranking.stops(word));
        }
        Some(take(&title.row))
    }

    /// Remembers what a word found, and forgets what was asked for longest ago. What would take it all is not kept.
    pub fn keep(&self, word: Word) {
        let mut kept = self.kept.borrow_mut();
        if word.found.len() > MOST / 4 {
            return;
        }
        kept.documents += word.found.len();
        kept.words.push(word);
        while kept.documents > MOST || kept.words.len() > 64 {
            let oldest = kept.words.remove(0);
            kept.documents -= oldest.found.len();
        }
    }
}

/// All that what a word finds depends on.
fn weights(ranking: &Ranking) -> [u64; 10] {
    let of = |letters: usize| letters as u64;
    [
        ranking.exact.into(),
        ranking.stem.into(),
        ranking.prefix.into(),
        ranking.typo.into(),
        ranking.same.into(),
        ranking.near.into(),
        of(ranking.typo_from),
        of(ranking.typo_begun_from),
        of(ranking.typos_from),
        of(ranking.stop.len()),
    ]
}

impl Clone for QueryCache {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for QueryCache {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for QueryCache {}
