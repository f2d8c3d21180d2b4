//! What the words of a query found last, and the titles that were looked at. Whoever types changes one word at a time,
//! comes back to beginnings that were there before, and sees the same titles again: only what is new is looked for.

use crate::query::QueryTerm;
use crate::ranking::Ranking;
use crate::tokens::Tokens;
use core::cell::RefCell;

/// So many documents are remembered in all, eight bytes each: every first letter of a catalogue like ours, and of a large
/// one the words that tell something. Measured, see `tests/bench/RESULTS.md`.
const MAX_CACHED_POSTINGS: usize = 32_768;

/// So many titles are remembered: those that a few words look at.
const MAX_CACHED_TITLES: usize = 256;

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
    fn from_words(words: &[String]) -> Self {
        let mut sieve = Self::default();
        for word in words {
            let (index, bit) = Self::bit_of(word);
            if let Some(bits) = sieve.0.get_mut(index) {
                *bits |= bit;
            }
        }
        sieve
    }

    fn may_contain(&self, word: &str) -> bool {
        let (index, bit) = Self::bit_of(word);
        self.0.get(index).is_some_and(|bits| bits & bit != 0)
    }

    fn bit_of(word: &str) -> (usize, u64) {
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
    words: Vec<CachedQuery>,
    documents: usize,
}

/// What a word found.
#[derive(Debug)]
pub struct CachedQuery {
    /// All the ways to write it.
    pub typed: String,
    /// How it was understood.
    pub asked: QueryTerm,
    /// The documents in no order, and what each is worth.
    pub found: Vec<(u32, u32)>,
}

impl QueryCache {
    /// Hands over what a word found, if that is known; whether it is.
    pub fn get(&self, typed: &str, ranking: &Ranking, visit: impl FnOnce(&CachedQuery)) -> bool {
        let mut entries = self.kept.borrow_mut();
        if entries.weights != weights(ranking) {
            *entries = Entries { weights: weights(ranking), ..Entries::default() };
            self.titles.borrow_mut().all.clear();
        }
        let Some(index) = entries.words.iter().rposition(|word| word.typed == typed) else { return false };
        let word = entries.words.remove(index);
        visit(&word);
        entries.words.push(word);
        true
    }

    /// Hands over a title in words, without those that tell nothing.
    pub fn title<T>(
        &self,
        document: usize,
        text: &str,
        ranking: &Ranking,
        visit: impl FnOnce(&Tokens) -> T,
    ) -> Option<T> {
        let mut titles = self.titles.borrow_mut();
        let Titles { all, stops } = &mut *titles;
        if all.is_empty() {
            all.resize(MAX_CACHED_TITLES, Title::default());
            *stops = BloomFilter::from_words(&ranking.stop);
        }
        let title = all.get_mut(document % MAX_CACHED_TITLES)?;
        if title.document != document || title.text != text {
            title.document = document;
            text.clone_into(&mut title.text);
            title.row.fill(text);
            title.row.remove_where(|word| stops.may_contain(word) && ranking.is_stop_word(word));
        }
        Some(visit(&title.row))
    }

    /// Remembers what a word found, and forgets what was asked for longest ago. What would take it all is not kept.
    pub fn insert(&self, word: CachedQuery) {
        let mut entries = self.kept.borrow_mut();
        if word.found.len() > MAX_CACHED_POSTINGS / 4 {
            return;
        }
        entries.documents += word.found.len();
        entries.words.push(word);
        while entries.documents > MAX_CACHED_POSTINGS || entries.words.len() > 64 {
            let oldest = entries.words.remove(0);
            entries.documents -= oldest.found.len();
        }
    }
}

/// All that what a word finds depends on.
fn weights(ranking: &Ranking) -> [u64; 10] {
    let to_u64 = |letters: usize| letters as u64;
    [
        ranking.exact.into(),
        ranking.stem.into(),
        ranking.prefix.into(),
        ranking.typo.into(),
        ranking.same.into(),
        ranking.near.into(),
        to_u64(ranking.typo_from),
        to_u64(ranking.typo_begun_from),
        to_u64(ranking.typos_from),
        to_u64(ranking.stop.len()),
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
