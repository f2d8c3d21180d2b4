//! Making an index, which [`super::search`] reads. Here and not there, since nobody waits for it at a keystroke: this is
//! compiled for few bytes. What it makes:
//!
//! | part | what |
//! |---|---|
//! | `BOIX`, 1 | magic and format |
//! | documents, terms, blocks | three varints |
//! | per block | the place of its terms and of its postings, two `u32`, little-endian |
//! | terms | in blocks of 16: shared letters, own letters, their bytes, documents, bytes of postings (varints) |
//! | postings | per term: varints of (document − the one before) × 16 + level 1 to 15 |

use super::decode::take_from_bytes;
use super::search::index::{BLOCK, MAGIC, postings, varint};
use super::search::tokens::{Gap, compounds, gap, is_number, tokenize};
use super::search::{Index, Ranking};
use boussole_domain::order;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// The highest level of a term in a document.
pub const MAX_LEVEL: u32 = 15;

/// Reads a file that is one value in `postcard`, then an index to its end, which keeps the memory that the file came in:
/// copied out of it, a large one would be there twice, and a module never gives memory back.
#[must_use]
pub fn decode<T: DeserializeOwned>(mut file: Vec<u8>) -> Option<(T, Index)> {
    let (before, rest) = take_from_bytes(&file)?;
    let read = file.len() - rest.len();
    file.drain(..read);
    Some((before, Index::open(file)?))
}

/// Writes such a file.
///
/// # Errors
/// When postcard cannot, which no value of ours makes happen.
#[cfg(feature = "write")]
pub fn encode<T: serde::Serialize>(before: &T, index: Index) -> Result<Vec<u8>, postcard::Error> {
    Ok([postcard::to_allocvec(before)?, index.into()].concat())
}

/// An index in the making.
pub struct Builder<'a> {
    ranking: &'a Ranking,
    documents: u32,
    terms: BTreeMap<String, Vec<(u32, u32)>>,
    /// What words with a blank between are as one.
    pairs: BTreeMap<String, Vec<(u32, u32)>>,
}

/// Of two words that were parted by mistake, the first has no more letters than this: "co", "inter", "contre". In bytes.
const MAX_SPLIT_PREFIX_BYTES: usize = 6;

impl<'a> Builder<'a> {
    /// An empty one.
    #[must_use]
    pub fn new(ranking: &'a Ranking) -> Self {
        Self { ranking, documents: 0, terms: BTreeMap::new(), pairs: BTreeMap::new() }
    }

    /// A builder that holds the documents of an index, each where `place` says that it stands now; none where it is
    /// gone. Their order stays.
    #[must_use]
    pub fn from_index(index: &Index, ranking: &'a Ranking, renumber: impl Fn(u32) -> Option<u32>) -> Self {
        // A level says all of a weight that it keeps.
        let weights: Vec<u32> = (0..=MAX_LEVEL)
            .map(|wanted| (0..1000).find(|weight| level(*weight, ranking) >= wanted).unwrap_or(1000))
            .collect();
        let mut builder = Self::new(ranking);
        let documents = 0..u32::try_from(index.documents()).unwrap_or(u32::MAX);
        builder.documents = documents.filter_map(&renumber).max().map_or(0, |last| last + 1);
        index.for_each_term(|term, list| {
            let mut kept = Vec::new();
            postings(list, |document, level| {
                if let (Some(document), Some(weight)) = (renumber(document), weights.get(level as usize)) {
                    kept.push((document, *weight));
                }
            });
            if !kept.is_empty() {
                builder.terms.insert(term.to_owned(), kept);
            }
        });
        builder
    }

    /// The next document: its texts, each with the weight of a word in it.
    pub fn add(&mut self, fields: &[(&str, u32)]) {
        self.add_at(self.documents, fields);
    }

    /// A document at a place; those before it that are not told are without words.
    pub fn add_at(&mut self, document: u32, fields: &[(&str, u32)]) {
        self.documents = self.documents.max(document + 1);
        for (text, weight) in fields.iter().filter(|(_, weight)| *weight > 0) {
            let all = tokenize(text);
            let says = |word: &str| !self.ranking.is_stop_word(word);
            for pair in all.windows(2) {
                if let [a, b] = pair
                    && a.text.len() <= MAX_SPLIT_PREFIX_BYTES
                    && gap(text, a, b) == Some(Gap::Blank)
                    && [a, b].iter().all(|word| !is_number(&word.text) && says(&word.text))
                {
                    let one = [a.text.as_str(), &b.text].concat();
                    add(self.pairs.entry(one).or_default(), document, *weight);
                }
            }
            let joined = compounds(text, &all).into_iter().map(|(_, joined)| joined);
            for word in all.into_iter().map(|word| word.text).chain(joined).filter(|word| says(word)) {
                add(self.terms.entry(word).or_default(), document, *weight);
            }
        }
    }

    /// Two words with a blank between are also the one that they make, where other texts have that one.
    fn join(&mut self) {
        for (word, more) in core::mem::take(&mut self.pairs) {
            let Some(postings) = self.terms.get_mut(&word) else { continue };
            let mut more = more.into_iter().peekable();
            for (document, weight) in core::mem::take(postings) {
                while let Some((before, weight)) = more.next_if(|(other, _)| *other < document) {
                    add(postings, before, weight);
                }
                add(postings, document, weight);
            }
            more.for_each(|(document, weight)| add(postings, document, weight));
        }
    }

    /// The bytes of the index.
    #[must_use]
    pub fn build(mut self) -> Vec<u8> {
        // Documents may have come between those of another index.
        for documents in self.terms.values_mut() {
            if !documents.is_sorted() {
                order::sort_by_key(documents, |(document, _)| *document);
            }
        }
        self.join();
        let (mut heads, mut names, mut postings) = (Vec::new(), Vec::new(), Vec::new());
        let mut before = String::new();
        for (index, (term, documents)) in self.terms.iter().enumerate() {
            if index % BLOCK == 0 {
                before.clear();
                heads.push((names.len(), postings.len()));
            }
            let shared = term.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count();
            let from = postings.len();
            let mut last = 0;
            for (document, weight) in documents {
                let level = level(*weight, self.ranking);
                varint(u64::from(document - last) * 16 + u64::from(level), &mut postings);
                last = *document;
            }
            let suffix = term.as_bytes().get(shared..).unwrap_or_default();
            for number in [shared, suffix.len()] {
                varint(number as u64, &mut names);
            }
            names.extend(suffix);
            for number in [documents.len(), postings.len() - from] {
                varint(number as u64, &mut names);
            }
            before.clone_from(term);
        }
        let mut bytes = MAGIC.to_vec();
        for number in [self.documents as usize, self.terms.len(), heads.len()] {
            varint(number as u64, &mut bytes);
        }
        for (name, posting) in heads {
            for offset in [name, posting] {
                bytes.extend(u32::try_from(offset).unwrap_or(u32::MAX).to_le_bytes());
            }
        }
        // Where the terms end is where the postings begin.
        varint(names.len() as u64, &mut bytes);
        bytes.extend(names);
        bytes.extend(postings);
        bytes
    }
}

/// Adds the weight of a word in a document, which is the last of these or comes after it.
fn add(postings: &mut Vec<(u32, u32)>, document: u32, weight: u32) {
    match postings.last_mut() {
        Some((last, sum)) if *last == document => *sum += weight,
        _ => postings.push((document, weight)),
    }
}

/// The level of a word of so much weight in a document.
#[must_use]
pub fn level(weight: u32, ranking: &Ranking) -> u32 {
    (MAX_LEVEL * weight).div_ceil(weight + ranking.saturation).clamp(1, MAX_LEVEL)
}
