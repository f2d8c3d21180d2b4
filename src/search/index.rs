//! Reading an index where it lies, and finding in it. Nothing is unpacked ahead: opening costs nothing,
//! and a query reads the blocks of the words it names. Bytes that are no index find nothing.

use crate::cache::{CachedQuery, QueryCache};
use crate::query::{QueryTerm, Spelling, is_form_in, stems};
use crate::ranking::Ranking;
use crate::synonyms::Synonyms;
use crate::tokens::{Gap, compounds, gap, is_number, tokenize, within_one_edit, within_two_edits};
use core::fmt;
use core::ops::Range;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The first bytes of every index.
pub const MAGIC: [u8; 5] = *b"BOIX\x01";
/// How many terms share a block: more makes the index smaller and each look-up longer.
pub const BLOCK: usize = 16;

/// A number in as few bytes as it needs, seven bits each.
pub fn varint(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push((number & 0x7f) as u8);
}

/// An index, over its bytes, and the thesaurus that its queries are looked up in. Read from what is none, it is of no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    bytes: Vec<u8>,
    documents: usize,
    heads: Range<usize>,
    names: Range<usize>,
    postings: usize,
    synonyms: Synonyms,
    pub(super) cache: QueryCache,
}

impl Default for Index {
    /// Of no document.
    fn default() -> Self {
        let (bytes, synonyms, cache) = (Vec::new(), Synonyms::default(), QueryCache::default());
        Self { bytes, documents: 0, heads: 0..0, names: 0..0, postings: 0, synonyms, cache }
    }
}

impl Serialize for Index {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (Bytes(&self.bytes), &self.synonyms).serialize(serializer)
    }
}

/// Bytes as one piece.
struct Bytes<'a>(&'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

/// An index as it was written.
#[derive(Deserialize)]
struct BytesVisitor(#[serde(deserialize_with = "bytes")] Vec<u8>, Synonyms);

impl<'de> Deserialize<'de> for Index {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let BytesVisitor(bytes, synonyms) = BytesVisitor::deserialize(deserializer)?;
        // The index of nothing is no byte at all.
        Ok(Self::open(bytes).map(|index| index.with_synonyms(synonyms)).unwrap_or_default())
    }
}

/// Reads bytes as one piece: one by one, they would take longer to read than what is in them.
///
/// # Errors
/// Those of the deserializer, and of a value that is no bytes.
pub fn bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    struct Bytes;
    impl Visitor<'_> for Bytes {
        type Value = Vec<u8>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("bytes")
        }

        fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
            Ok(bytes.to_vec())
        }
    }
    deserializer.deserialize_bytes(Bytes)
}

impl From<Index> for Vec<u8> {
    fn from(index: Index) -> Self {
        index.bytes
    }
}

/// What a query finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matches {
    /// The documents: by place as they come from [`Index::find`]; the best first after `rank::find_ranked`.
    pub hits: Vec<Hit>,
    /// The words of the query that say something, as they were understood.
    pub words: Vec<QueryTerm>,
}

/// A document that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Place of the document.
    pub document: usize,
    /// How well: comparable within one query.
    pub score: u32,
    /// Whether the document holds every word of the query.
    pub is_full_match: bool,
    /// How many of them it holds.
    pub matched: u8,
    /// How many others it holds something close to.
    pub near: u8,
}

/// Where the postings of a term are, and how many documents they name.
#[derive(Clone)]
struct Term {
    documents: usize,
    postings: Range<usize>,
}

/// Where what a word finds is gathered.
#[derive(Default)]
struct Search {
    /// What each document is worth for the word.
    best: Vec<u32>,
    touched: Vec<u32>,
}

impl Search {
    /// The documents that a word finds, in no order, and what each is worth; `matches` calls with what finds it.
    ///
    /// A word tells as much as all that finds it: were it told for each form and each synonym, the rarest of them would be
    /// worth more than the word itself.
    fn collect(&mut self, documents: usize, matches: impl FnOnce(&mut dyn FnMut(&[u8], u32))) -> Vec<(u32, u32)> {
        let Self { best, touched } = self;
        best.resize(documents, 0);
        matches(&mut |list, share| {
            postings(list, |document, level| {
                if let Some(best) = best.get_mut(document as usize) {
                    if *best == 0 {
                        touched.push(document);
                    }
                    *best = (*best).max(level * share);
                }
            });
        });
        let tells = idf(documents, touched.len());
        let mut score = |document: u32| {
            best.get_mut(document as usize).map(|best| core::mem::take(best) * tells / 1000).unwrap_or_default()
        };
        touched.drain(..).map(|document| (document, score(document))).collect()
    }
}

/// More documents than this are not one index: bytes that claim so are none.
const MAX_DOCUMENTS: usize = 2_000_000;
/// How many letters the forms of a word share: the least that a stem has.
const MIN_SHARED_LETTERS: usize = 4;
/// A word is parted into no fewer letters than this, in bytes.
const MIN_PART_LETTERS: usize = 2;

impl Index {
    /// Opens an index; `None` when the bytes are none.
    #[must_use]
    pub fn open(bytes: Vec<u8>) -> Option<Self> {
        let mut reader = Reader(bytes.strip_prefix(&MAGIC)?);
        let read = |reader: &Reader| bytes.len() - reader.0.len();
        let documents = reader.number()?;
        let _terms = reader.number()?;
        let blocks = reader.number()?;
        let heads = read(&reader)..read(&reader).checked_add(blocks.checked_mul(8)?)?;
        reader.take(heads.len())?;
        let length = reader.number()?;
        let names = read(&reader)..read(&reader).checked_add(length)?;
        let postings = names.end;
        let is_valid = postings <= bytes.len() && documents <= MAX_DOCUMENTS;
        let (synonyms, cache) = (Synonyms::default(), QueryCache::default());
        if is_valid { Some(Self { bytes, documents, heads, names, postings, synonyms, cache }) } else { None }
    }

    /// The index with a thesaurus.
    #[must_use]
    pub fn with_synonyms(self, synonyms: Synonyms) -> Self {
        Self { synonyms, ..self }
    }

    /// The thesaurus that its queries are looked up in.
    #[must_use]
    pub fn synonyms(&self) -> &Synonyms {
        &self.synonyms
    }

    /// Calls with each term in order, and its postings.
    pub fn for_each_term(&self, mut visit: impl FnMut(&str, &[u8])) {
        self.for_each_from("", |text, _, term| {
            if let Ok(text) = core::str::from_utf8(text) {
                visit(text, self.postings_of(term));
            }
            true
        });
    }

    /// How many documents it knows.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.documents
    }

    /// The documents that hold every word of a query, in some form, and when they are few those that hold
    /// half of them. `None` when the query has no word.
    #[must_use]
    pub fn find(&self, query: &str, ranking: &Ranking) -> Option<Matches> {
        let mut terms = parse_query(query, ranking);
        if terms.is_empty() {
            return None;
        }
        self.synonyms.annotate(&mut terms, ranking);
        let mut total = vec![0_u32; self.documents];
        // By document, a bit for each word that it holds, and for each that it holds something close to.
        let (mut exact, mut near) = (vec![0_u16; self.documents], vec![0_u16; self.documents]);
        let mut search = Search::default();
        for (index, word) in terms.iter_mut().enumerate() {
            self.recall(word, ranking, String::new(), &mut search, &mut |document, score| {
                if let (Some(total), Some(exact)) = (total.get_mut(document), exact.get_mut(document)) {
                    *total += score;
                    *exact |= 1 << index;
                }
            });
        }
        let term_count = terms.len().try_into().unwrap_or(u32::MAX);
        let all = exact.iter().filter(|exact| exact.count_ones() >= term_count).count();
        if all < ranking.few && ranking.near > 0 {
            for (index, word) in terms.iter_mut().enumerate().filter(|(_, word)| word.term.is_some()) {
                self.recall(word, ranking, "~".to_owned(), &mut search, &mut |document, score| {
                    if let (Some(total), Some(near)) = (total.get_mut(document), near.get_mut(document))
                        && exact.get(document).is_some_and(|exact| exact & 1 << index == 0)
                    {
                        *total += score;
                        *near |= 1 << index;
                    }
                });
            }
        }
        // So many words that it holds will do; or so many that it holds or that are close.
        let hits = |min_exact: u32, either: u32| -> Vec<Hit> {
            let scores = total.iter().zip(exact.iter().zip(&near)).enumerate();
            let scores = scores
                .map(|(document, (total, (exact, near)))| (document, total, exact.count_ones(), near.count_ones()));
            let enough = scores.filter(|(_, _, exact, near)| *exact >= min_exact || exact + near >= either);
            let count = |count: u32| u8::try_from(count).unwrap_or(u8::MAX);
            let hit = |(document, total, exact, near): (usize, &u32, u32, u32)| Hit {
                document,
                score: total * (exact + near) / term_count,
                is_full_match: exact == term_count,
                matched: count(exact),
                near: count(near),
            };
            let mut hits = Vec::with_capacity(if min_exact == term_count { all } else { 0 });
            hits.extend(enough.map(hit));
            hits
        };
        // Few documents with every word: those with half of them come too, for what they are worth.
        let hits = if all >= ranking.few {
            hits(term_count, term_count)
        } else {
            Some(hits(term_count.div_ceil(2), term_count)).filter(|hits| !hits.is_empty()).unwrap_or_else(|| hits(1, 1))
        };
        Some(Matches { hits, words: terms })
    }

    /// Calls with each document that a word finds, and what it is worth, remembered or looked for; behind a mark, those
    /// that what is close to it finds.
    fn recall(
        &self,
        word: &mut QueryTerm,
        ranking: &Ranking,
        mark: String,
        search: &mut Search,
        visit: &mut dyn FnMut(usize, u32),
    ) {
        let mut add =
            |postings: &[(u32, u32)]| postings.iter().for_each(|(document, score)| visit(*document as usize, *score));
        let is_near = !mark.is_empty();
        let (typed, range) = (mark + &word.spellings(), core::mem::take(&mut word.range));
        let is_cached = self.cache.get(&typed, ranking, |cached| {
            *word = cached.asked.clone();
            add(&cached.found);
        });
        if !is_cached {
            let postings = if is_near {
                search.collect(self.documents, |visit| self.match_related(word, ranking, visit))
            } else {
                let postings = search.collect(self.documents, |visit| self.match_term(word, ranking, visit));
                word.documents = postings.len();
                postings
            };
            add(&postings);
            self.cache.insert(CachedQuery { typed, asked: word.clone(), found: postings });
        }
        word.range = range;
    }

    /// Calls with what a word stands for: its postings, and its share, per mille.
    fn match_term(&self, word: &mut QueryTerm, ranking: &Ranking, visit: &mut dyn FnMut(&[u8], u32)) {
        let mut is_found = self.match_spelling(&word.text, &word.stems, MIN_SHARED_LETTERS, ranking, visit);
        word.others.retain(|other| {
            // What stands in for two words is rare: its stem tells soonest that there is none.
            let shared = other.stems.iter().map(String::len).min().unwrap_or(0);
            let is_there = self.match_spelling(&other.text, &other.stems, shared, ranking, visit);
            is_found |= is_there;
            is_there
        });
        word.is_found = is_found;
        if let Some(term) = word.term.filter(|_| ranking.same > 0) {
            let same =
                self.synonyms.same(term).into_iter().filter(|(key, _)| self.match_phrase(key, ranking.same, visit));
            word.same = same.map(|(_, name)| name.to_owned()).filter(|name| !name.is_empty()).collect();
        }
        // A number with another digit is another number, and a word of the thesaurus is no mistake.
        if is_found || word.term.is_some() || is_number(&word.text) || ranking.typo == 0 {
            return;
        }
        if let Some((parts, postings)) = self.split_word(&word.text, ranking) {
            word.correction = Some(parts);
            visit(&postings, ranking.stem);
        } else if word.text.chars().count() >= ranking.typo_from {
            word.correction = self.nearest(&word.text, ranking);
            if let Some(correction) = word.correction.clone() {
                word.stems = stems(&correction);
                self.for_each_similar(&correction, MIN_SHARED_LETTERS, &mut |text, _, term| {
                    if core::str::from_utf8(text).is_ok_and(|text| word.matches(text)) {
                        visit(self.postings_of(term), ranking.typo);
                    }
                });
            }
        }
    }

    /// Calls with what the terms find that are used for something close to a word; where they find nothing, with what is
    /// close to those.
    fn match_related(&self, word: &mut QueryTerm, ranking: &Ranking, visit: &mut dyn FnMut(&[u8], u32)) {
        let Some(term) = word.term else { return };
        let mut is_found = false;
        for steps in 1..=2 {
            for (key, name) in self.synonyms.near(term, steps) {
                if self.match_phrase(key, ranking.near, visit) {
                    is_found = true;
                    word.near.extend((!name.is_empty()).then(|| name.to_owned()));
                }
            }
            if is_found {
                return;
            }
        }
    }

    /// Calls with the postings of a term of the thesaurus: of the documents that hold all of its words, in some form; whether
    /// there are any.
    fn match_phrase(&self, key: &str, share: u32, visit: &mut dyn FnMut(&[u8], u32)) -> bool {
        let mut is_found = false;
        let each = |stem: &str, visit: &mut dyn FnMut(&Term)| {
            self.for_each_similar(stem, MIN_SHARED_LETTERS, &mut |text, _, term| {
                if core::str::from_utf8(text).is_ok_and(|text| self.synonyms.is_stem_of(stem, text)) {
                    visit(term);
                }
            });
        };
        if !key.contains(' ') {
            each(key, &mut |term| {
                is_found = true;
                visit(self.postings_of(term), share);
            });
            return is_found;
        }
        // Documents in order, each before its level: that of the word that it holds least of.
        let mut all: Option<Vec<u64>> = None;
        for stem in key.split(' ') {
            let mut keys = Vec::new();
            each(stem, &mut |term| {
                postings(self.postings_of(term), |document, level| {
                    keys.push(u64::from(document) * 16 + u64::from(level));
                });
            });
            keys.sort_unstable();
            // Of one document the last, which is the highest level.
            keys.dedup_by(|later, previous| {
                let is_same = *later / 16 == *previous / 16;
                *previous = if is_same { *later } else { *previous };
                is_same
            });
            if let Some(before) = &all {
                keys.retain_mut(|key| {
                    let same = before.binary_search_by_key(&(*key / 16), |other| other / 16);
                    let Some(other) = same.ok().and_then(|index| before.get(index)) else { return false };
                    *key = *other.min(key);
                    true
                });
            }
            if keys.is_empty() {
                return false;
            }
            all = Some(keys);
        }
        let (mut both, mut last) = (Vec::new(), 0);
        for keys in all.unwrap_or_default() {
            varint(keys - last, &mut both);
            last = keys / 16 * 16;
        }
        visit(&both, share);
        true
    }

    /// Calls with the terms that a spelling finds: itself, its forms, and what it begins. Whether there is one. Not inlined:
    /// it would be in the module as often as it is called.
    #[inline(never)]
    fn match_spelling(
        &self,
        word: &str,
        stems: &[String; 2],
        shared: usize,
        ranking: &Ranking,
        visit: &mut dyn FnMut(&[u8], u32),
    ) -> bool {
        let mut is_found = false;
        self.for_each_similar(word, shared, &mut |text, opened, term| {
            // What begins like a short word begins with all of it: nothing to compare.
            let begun = word.len() <= opened || text.starts_with(word.as_bytes());
            let share = if begun && text.len() == word.len() {
                ranking.exact
            } else {
                let part = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
                let begun = if begun { ranking.prefix * part(word.len()) / part(text.len()).max(1) } else { 0 };
                if begun < ranking.stem && is_form_in(stems, text) { ranking.stem } else { begun }
            };
            if share > 0 {
                is_found = true;
                visit(self.postings_of(term), share);
            }
        });
        is_found
    }

    /// The two words that a word is when it is parted, and the postings of the documents that have both.
    fn split_word(&self, word: &str, ranking: &Ranking) -> Option<(String, Vec<u8>)> {
        let ends = word
            .char_indices()
            .map(|(end, _)| end)
            .filter(|end| *end >= MIN_PART_LETTERS && word.len() - end >= MIN_PART_LETTERS);
        ends.filter_map(|end| word.split_at_checked(end)).find_map(|(before, after)| {
            let first = self.term(before)?;
            let mut levels = Vec::new();
            self.match_spelling(after, &stems(after), MIN_SHARED_LETTERS, ranking, &mut |list, share| {
                // What only begins so is another word.
                if share >= ranking.stem {
                    postings(list, |document, level| levels.push((document, level)));
                }
            });
            let (mut both, mut last) = (Vec::new(), 0);
            postings(self.postings_of(&first), |document, level| {
                let others = levels.iter().filter(|(other, _)| *other == document);
                if let Some(other) = others.map(|(_, level)| *level).max() {
                    varint(u64::from(document - last) * 16 + u64::from(level.min(other)), &mut both);
                    last = document;
                }
            });
            (!both.is_empty()).then(|| ([before, " ", after].concat(), both))
        })
    }

    /// A term that is just so.
    fn term(&self, word: &str) -> Option<Term> {
        let mut result = None;
        self.for_each_similar(word, word.len(), &mut |text, _, term| {
            if text.len() == word.len() {
                result = Some(term.clone());
            }
        });
        result
    }

    fn postings_of(&self, term: &Term) -> &[u8] {
        self.bytes.get(term.postings.clone()).unwrap_or_default()
    }

    /// The term that a mistyped word most likely is: a letter away, or its beginning a letter away from the
    /// beginning of one, or two letters away when it is long; the commonest of those.
    fn nearest(&self, typed: &str, ranking: &Ranking) -> Option<String> {
        let long = typed.chars().count() >= ranking.typos_from;
        // Where a letter is wrong, one of the first two still stands in one of the first two places: most terms are told
        // apart by that.
        let [a, b] = first_two_bytes(typed.as_bytes());
        let mut best: Option<(u8, usize, String)> = None;
        self.for_each_from("", |bytes, _, term| {
            let [c, d] = first_two_bytes(bytes);
            let likely = a == c || b == d || a == d || b == c;
            let Some(text) = core::str::from_utf8(bytes).ok().filter(|_| likely) else { return true };
            let how = if within_one_edit(typed, text, false) {
                0
            } else if typed.len() >= ranking.typo_begun_from && within_one_edit(typed, text, true) {
                1
            } else if long && a == c && within_two_edits(typed, text) {
                2
            } else {
                return true;
            };
            let better = best.as_ref().is_none_or(|(distance, documents, _)| {
                how < *distance || (how == *distance && term.documents > *documents)
            });
            if better {
                best = Some((how, term.documents, text.to_owned()));
            }
            true
        });
        best.map(|(_, _, text)| text)
    }

    /// Calls with each term that begins like a word, in so many letters, in how many bytes, and where its postings are: its
    /// forms and what it begins are among them.
    fn for_each_similar(&self, word: &str, shared: usize, visit: &mut dyn FnMut(&[u8], usize, &Term)) {
        let end = word.char_indices().nth(shared).map_or(word.len(), |(end, _)| end);
        let opening = word.get(..end).unwrap_or_default();
        self.for_each_from(opening, |bytes, shared, term| {
            // What shares its beginning with the one before needs no look.
            let alike = shared >= end || bytes.starts_with(opening.as_bytes());
            if alike {
                visit(bytes, end, term);
            }
            alike
        });
    }

    /// Calls with each term from a text on, in order, until told to stop; and with how many bytes it shares with the one
    /// before, none if that one was not called with.
    fn for_each_from(&self, start: &str, mut visit: impl FnMut(&[u8], usize, &Term) -> bool) {
        let start = start.as_bytes();
        let blocks = self.heads.len() / 8;
        // The last block whose first term is not after the text.
        let (mut low, mut high) = (0, blocks);
        while low < high {
            let middle = usize::midpoint(low, high);
            let before = self
                .block(middle, Vec::new())
                .is_some_and(|mut block| block.next().is_some_and(|(text, _, _)| text < start));
            if before { low = middle + 1 } else { high = middle }
        }
        let mut text = Vec::new();
        let mut has_begun = false;
        for block in low.saturating_sub(1)..blocks {
            let Some(mut terms) = self.block(block, text) else { return };
            while let Some((text, shared, term)) = terms.next() {
                let shared = if has_begun { shared } else { 0 };
                has_begun = has_begun || text >= start;
                if has_begun && !visit(text, shared, &term) {
                    return;
                }
            }
            text = terms.text;
        }
    }

    /// A block, with the memory for the text of its terms.
    fn block(&self, block: usize, text: Vec<u8>) -> Option<Block<'_>> {
        let index = self.heads.start.checked_add(block.checked_mul(8)?)?;
        let offset_at = |index: usize| -> Option<usize> {
            let bytes: [u8; 4] = self.bytes.get(index..index + 4)?.try_into().ok()?;
            usize::try_from(u32::from_le_bytes(bytes)).ok()
        };
        let reader = Reader(self.bytes.get(self.names.start.checked_add(offset_at(index)?)?..self.names.end)?);
        Some(Block { reader, postings: self.postings.checked_add(offset_at(index + 4)?)?, text, left: BLOCK })
    }
}

/// Calls with each document of a list, and its level: (number − the one before) × 16 + level 1 to 15, as varints.
pub fn postings(list: &[u8], mut visit: impl FnMut(u32, u32)) {
    let mut document = 0_u32;
    let mut bytes = list.iter();
    // Written out: a search begins a thousand times as many of these as of anything else.
    while let Some(first) = bytes.next() {
        let (mut number, mut last, mut shift) = (u32::from(first & 0x7f), *first, 7_u32);
        while last >= 0x80 {
            let Some(next) = bytes.next() else { return };
            number |= u32::from(next & 0x7f).checked_shl(shift).unwrap_or(0);
            (last, shift) = (*next, shift + 7);
        }
        document = document.saturating_add(number / 16);
        visit(document, number % 16);
    }
}

/// The first two letters, as bytes.
fn first_two_bytes(word: &[u8]) -> [Option<&u8>; 2] {
    [word.first(), word.get(1)]
}

/// The terms of one block.
struct Block<'a> {
    reader: Reader<'a>,
    postings: usize,
    text: Vec<u8>,
    left: usize,
}

impl Block<'_> {
    /// The next term, and how many bytes it shares with the one before; its text, in UTF-8, is lent until the one after.
    fn next(&mut self) -> Option<(&[u8], usize, Term)> {
        self.left = self.left.checked_sub(1)?;
        let shared = self.reader.number()?;
        let suffix_len = self.reader.number()?;
        self.text.truncate(shared);
        self.text.extend(self.reader.take(suffix_len)?);
        let documents = self.reader.number()?;
        let length = self.reader.number()?;
        let postings = self.postings..self.postings.checked_add(length)?;
        self.postings = postings.end;
        Some((&self.text, shared, Term { documents, postings }))
    }
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Seven bits in each byte, the lowest first.
    #[inline]
    fn number(&mut self) -> Option<usize> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        // Most are one byte.
        if *byte < 0x80 { Some(usize::from(*byte)) } else { self.long_number(*byte) }
    }

    #[inline(never)]
    fn long_number(&mut self, first: u8) -> Option<usize> {
        let (mut number, mut shift) = (u64::from(first & 0x7f), 7_u32);
        loop {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if *byte < 0x80 {
                return usize::try_from(number).ok();
            }
            shift += 7;
        }
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(head)
    }
}

/// So many words of a query count. Our limit: a sentence is shorter, and scores stay far from what 32 bits hold.
const MAX_QUERY_WORDS: usize = 16;

/// The words of a query that say something. The last may be one in the making: it counts even when it
/// is a word that tells nothing, as long as nothing follows it.
#[must_use]
pub fn parse_query(query: &str, ranking: &Ranking) -> Vec<QueryTerm> {
    let all = tokenize(query);
    let ended = query.chars().next_back().is_none_or(|letter| !letter.is_alphanumeric());
    let last = all.len().saturating_sub(1);
    let says = |index: usize, text: &String| !ranking.is_stop_word(text) || (index == last && !ended && last == 0);
    let likely = |(range, other)| (range, Spelling::new(other, true));
    let mut others: Vec<(Range<usize>, Spelling)> = compounds(query, &all).into_iter().map(likely).collect();
    for (position, pair) in all.windows(2).enumerate() {
        // Parted by mistake: words that say nothing are so seldom, and numbers never.
        if let [a, b] = pair
            && gap(query, a, b) == Some(Gap::Blank)
            && [a, b].iter().all(|word| !is_number(&word.text) && !ranking.is_stop_word(&word.text))
        {
            let is_likely = a.text.len().min(b.text.len()) < MIN_SHARED_LETTERS;
            others.push((position..position + 2, Spelling::new([a.text.as_str(), &b.text].concat(), is_likely)));
        }
    }
    for (position, word) in all.iter().enumerate() {
        others.extend(ordinal_spellings(&word.text).into_iter().map(|other| likely((position..position + 1, other))));
    }
    let spelt = |index: usize| {
        let spellings = others.iter().filter(|(range, _)| range.contains(&index));
        spellings.map(|(_, other)| other.clone()).collect()
    };
    all.into_iter()
        .enumerate()
        .filter(|(index, word)| says(*index, &word.text))
        .take(MAX_QUERY_WORDS)
        .map(|(index, word)| QueryTerm {
            stems: stems(&word.text),
            others: spelt(index),
            text: word.text,
            range: word.range,
            correction: None,
            documents: 0,
            is_found: false,
            same: Vec::new(),
            near: Vec::new(),
            term: None,
        })
        .collect()
}

/// The other ways to write an ordinal number, of those that are written as words.
fn ordinal_spellings(word: &str) -> Vec<String> {
    /// From the first on, in both languages.
    const WORDS: [&[&str]; 10] = [
        &["premier", "premiere", "first"],
        &["deuxieme", "second"],
        &["troisieme", "third"],
        &["quatrieme", "fourth"],
        &["cinquieme", "fifth"],
        &["sixieme", "sixth"],
        &["septieme", "seventh"],
        &["huitieme", "eighth"],
        &["neuvieme", "ninth"],
        &["dixieme", "tenth"],
    ];
    let number = |index: usize| [&(index + 1).to_string(), "e"].concat();
    if is_number(word) {
        let entry = WORDS.into_iter().enumerate().find(|(index, _)| word == number(*index));
        return entry.map(|(_, words)| words.iter().map(|word| (*word).to_owned()).collect()).unwrap_or_default();
    }
    let one = word.strip_suffix('s').unwrap_or(word);
    let is = |item: &&str| one.strip_prefix(*item).is_some_and(|rest| rest.is_empty() || rest == "e");
    WORDS.into_iter().position(|words| words.iter().any(is)).map(number).into_iter().collect()
}

/// How much a term tells: 64 × log2(1 + documents / those that hold it), in integers.
#[must_use]
pub fn idf(documents: usize, holding: usize) -> u32 {
    let ratio = 256 + documents as u64 * 256 / holding.max(1) as u64;
    let exponent = ratio.ilog2();
    // Between two powers of two, a straight line.
    let fraction = (ratio << 6 >> exponent) - 64;
    exponent.saturating_sub(8) * 64 + u32::try_from(fraction).unwrap_or(0)
}
