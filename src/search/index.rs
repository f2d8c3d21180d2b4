//! Reading an index where it lies, and finding in it. Nothing is unpacked ahead: opening costs nothing,
//! and a query reads the blocks of the words it names. Bytes that are no index find nothing.

use crate::memo::{QueryCache, Word};
use crate::query::{QueryTerm, Spelling, is_form_in, stems};
use crate::ranking::Ranking;
use crate::synonyms::Synonyms;
use crate::words::{Gap, compounds, gap, is_number, tokenize, within_one_edit, within_two_edits};
use core::fmt;
use core::ops::Range;
use serde::de::{Error, Visitor};
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

/// An index, over its bytes, and the thesaurus that its queries are looked up in. Reading what is none is an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    bytes: Vec<u8>,
    documents: usize,
    heads: Range<usize>,
    names: Range<usize>,
    postings: usize,
    synonyms: Synonyms,
    pub(super) memo: QueryCache,
}

impl Default for Index {
    /// Of no document.
    fn default() -> Self {
        let (bytes, synonyms, memo) = (Vec::new(), Synonyms::default(), QueryCache::default());
        Self { bytes, documents: 0, heads: 0..0, names: 0..0, postings: 0, synonyms, memo }
    }
}

/// The bytes are no index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnIndex;

impl core::fmt::Display for NotAnIndex {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("not a search index")
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
struct Written(#[serde(deserialize_with = "bytes")] Vec<u8>, Synonyms);

impl<'de> Deserialize<'de> for Index {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written(bytes, synonyms) = Written::deserialize(deserializer)?;
        // The index of nothing is no byte at all.
        if bytes.is_empty() {
            return Ok(Self::default());
        }
        Self::open(bytes).map(|index| index.with(synonyms)).ok_or_else(|| Error::custom(NotAnIndex))
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
    /// The documents: by place as they come from [`Index::find`]; the best first after `rank::ranked`.
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
    pub whole: bool,
    /// How many of them it holds.
    pub held: u8,
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
    fn found(&mut self, documents: usize, matches: impl FnOnce(&mut dyn FnMut(&[u8], u32))) -> Vec<(u32, u32)> {
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
        let mut worth = |document: u32| {
            best.get_mut(document as usize).map(|best| core::mem::take(best) * tells / 1000).unwrap_or_default()
        };
        touched.drain(..).map(|document| (document, worth(document))).collect()
    }
}

/// More documents than this are not one index: bytes that claim so are none.
const MOST: usize = 2_000_000;
/// How many letters the forms of a word share: the least that a stem has.
const SHARED: usize = 4;
/// A word is parted into no fewer letters than this, in bytes.
const PART: usize = 2;

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
        let whole = postings <= bytes.len() && documents <= MOST;
        let (synonyms, memo) = (Synonyms::default(), QueryCache::default());
        if whole { Some(Self { bytes, documents, heads, names, postings, synonyms, memo }) } else { None }
    }

    /// The index with a thesaurus.
    #[must_use]
    pub fn with(self, synonyms: Synonyms) -> Self {
        Self { synonyms, ..self }
    }

    /// The thesaurus that its queries are looked up in.
    #[must_use]
    pub fn synonyms(&self) -> &Synonyms {
        &self.synonyms
    }

    /// Calls with each term in order, and its postings.
    pub fn each(&self, mut take: impl FnMut(&str, &[u8])) {
        self.from("", |text, _, term| {
            if let Ok(text) = core::str::from_utf8(text) {
                take(text, self.postings_of(term));
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
        let mut asked = parse_query(query, ranking);
        if asked.is_empty() {
            return None;
        }
        self.synonyms.tell(&mut asked, ranking);
        let mut total = vec![0_u32; self.documents];
        // By document, a bit for each word that it holds, and for each that it holds something close to.
        let (mut held, mut near) = (vec![0_u16; self.documents], vec![0_u16; self.documents]);
        let mut search = Search::default();
        for (at, word) in asked.iter_mut().enumerate() {
            self.recall(word, ranking, String::new(), &mut search, &mut |document, worth| {
                if let (Some(total), Some(held)) = (total.get_mut(document), held.get_mut(document)) {
                    *total += worth;
                    *held |= 1 << at;
                }
            });
        }
        let most = asked.len().try_into().unwrap_or(u32::MAX);
        let all = held.iter().filter(|held| held.count_ones() >= most).count();
        if all < ranking.few && ranking.near > 0 {
            for (at, word) in asked.iter_mut().enumerate().filter(|(_, word)| word.term.is_some()) {
                self.recall(word, ranking, "~".to_owned(), &mut search, &mut |document, worth| {
                    if let (Some(total), Some(near)) = (total.get_mut(document), near.get_mut(document))
                        && held.get(document).is_some_and(|held| held & 1 << at == 0)
                    {
                        *total += worth;
                        *near |= 1 << at;
                    }
                });
            }
        }
        // So many words that it holds will do; or so many that it holds or that are close.
        let hits = |least: u32, either: u32| -> Vec<Hit> {
            let scores = total.iter().zip(held.iter().zip(&near)).enumerate();
            let scores =
                scores.map(|(document, (total, (held, near)))| (document, total, held.count_ones(), near.count_ones()));
            let enough = scores.filter(|(_, _, held, near)| *held >= least || held + near >= either);
            let count = |count: u32| u8::try_from(count).unwrap_or(u8::MAX);
            let hit = |(document, total, held, near): (usize, &u32, u32, u32)| Hit {
                document,
                score: total * (held + near) / most,
                whole: held == most,
                held: count(held),
                near: count(near),
            };
            let mut hits = Vec::with_capacity(if least == most { all } else { 0 });
            hits.extend(enough.map(hit));
            hits
        };
        // Few documents with every word: those with half of them come too, for what they are worth.
        let hits = if all >= ranking.few {
            hits(most, most)
        } else {
            Some(hits(most.div_ceil(2), most)).filter(|hits| !hits.is_empty()).unwrap_or_else(|| hits(1, 1))
        };
        Some(Matches { hits, words: asked })
    }

    /// Calls with each document that a word finds, and what it is worth, remembered or looked for; behind a mark, those
    /// that what is close to it finds.
    fn recall(
        &self,
        word: &mut QueryTerm,
        ranking: &Ranking,
        mark: String,
        search: &mut Search,
        take: &mut dyn FnMut(usize, u32),
    ) {
        let mut add =
            |found: &[(u32, u32)]| found.iter().for_each(|(document, worth)| take(*document as usize, *worth));
        let is_near = !mark.is_empty();
        let (typed, range) = (mark + &word.spellings(), core::mem::take(&mut word.range));
        let known = self.memo.recall(&typed, ranking, |known| {
            *word = known.asked.clone();
            add(&known.found);
        });
        if !known {
            let found = if is_near {
                search.found(self.documents, |take| self.close(word, ranking, take))
            } else {
                let found = search.found(self.documents, |take| self.matches(word, ranking, take));
                word.documents = found.len();
                found
            };
            add(&found);
            self.memo.keep(Word { typed, asked: word.clone(), found });
        }
        word.range = range;
    }

    /// Calls with what a word stands for: its postings, and its share, per mille.
    fn matches(&self, word: &mut QueryTerm, ranking: &Ranking, take: &mut dyn FnMut(&[u8], u32)) {
        let mut found = self.spelt(&word.text, &word.stems, SHARED, ranking, take);
        word.others.retain(|other| {
            // What stands in for two words is rare: its stem tells soonest that there is none.
            let shared = other.stems.iter().map(String::len).min().unwrap_or(0);
            let is_there = self.spelt(&other.text, &other.stems, shared, ranking, take);
            found |= is_there;
            is_there
        });
        word.is_found = found;
        if let Some(term) = word.term.filter(|_| ranking.same > 0) {
            let same = self.synonyms.same(term).into_iter().filter(|(key, _)| self.holding(key, ranking.same, take));
            word.same = same.map(|(_, name)| name.to_owned()).filter(|name| !name.is_empty()).collect();
        }
        // A number with another digit is another number, and a word of the thesaurus is no mistake.
        if found || word.term.is_some() || is_number(&word.text) || ranking.typo == 0 {
            return;
        }
        if let Some((parts, postings)) = self.parted(&word.text, ranking) {
            word.meant = Some(parts);
            take(&postings, ranking.stem);
        } else if word.text.chars().count() >= ranking.typo_from {
            word.meant = self.nearest(&word.text, ranking);
            if let Some(meant) = word.meant.clone() {
                word.stems = stems(&meant);
                self.alike(&meant, SHARED, &mut |text, _, term| {
                    if core::str::from_utf8(text).is_ok_and(|text| word.is(text)) {
                        take(self.postings_of(term), ranking.typo);
                    }
                });
            }
        }
    }

    /// Calls with what the terms find that are used for something close to a word; where they find nothing, with what is
    /// close to those.
    fn close(&self, word: &mut QueryTerm, ranking: &Ranking, take: &mut dyn FnMut(&[u8], u32)) {
        let Some(term) = word.term else { return };
        let mut found = false;
        for steps in 1..=2 {
            for (key, name) in self.synonyms.near(term, steps) {
                if self.holding(key, ranking.near, take) {
                    found = true;
                    word.near.extend((!name.is_empty()).then(|| name.to_owned()));
                }
            }
            if found {
                return;
            }
        }
    }

    /// Calls with the postings of a term of the thesaurus: of the documents that hold all of its words, in some form; whether
    /// there are any.
    fn holding(&self, key: &str, share: u32, take: &mut dyn FnMut(&[u8], u32)) -> bool {
        let mut found = false;
        let each = |stem: &str, take: &mut dyn FnMut(&Term)| {
            self.alike(stem, SHARED, &mut |text, _, term| {
                if core::str::from_utf8(text).is_ok_and(|text| self.synonyms.is(stem, text)) {
                    take(term);
                }
            });
        };
        if !key.contains(' ') {
            each(key, &mut |term| {
                found = true;
                take(self.postings_of(term), share);
            });
            return found;
        }
        // Documents in order, each before its level: that of the word that it holds least of.
        let mut all: Option<Vec<u64>> = None;
        for stem in key.split(' ') {
            let mut own = Vec::new();
            each(stem, &mut |term| {
                postings(self.postings_of(term), |document, level| {
                    own.push(u64::from(document) * 16 + u64::from(level));
                });
            });
            own.sort_unstable();
            // Of one document the last, which is the highest level.
            own.dedup_by(|later, kept| {
                let is_same = *later / 16 == *kept / 16;
                *kept = if is_same { *later } else { *kept };
                is_same
            });
            if let Some(before) = &all {
                own.retain_mut(|own| {
                    let same = before.binary_search_by_key(&(*own / 16), |other| other / 16);
                    let Some(other) = same.ok().and_then(|at| before.get(at)) else { return false };
                    *own = *other.min(own);
                    true
                });
            }
            if own.is_empty() {
                return false;
            }
            all = Some(own);
        }
        let (mut both, mut last) = (Vec::new(), 0);
        for own in all.unwrap_or_default() {
            varint(own - last, &mut both);
            last = own / 16 * 16;
        }
        take(&both, share);
        true
    }

    /// Calls with the terms that a spelling finds: itself, its forms, and what it begins. Whether there is one. Not inlined:
    /// it would be in the module as often as it is called.
    #[inline(never)]
    fn spelt(
        &self,
        word: &str,
        stems: &[String; 2],
        shared: usize,
        ranking: &Ranking,
        take: &mut dyn FnMut(&[u8], u32),
    ) -> bool {
        let mut found = false;
        self.alike(word, shared, &mut |text, opened, term| {
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
                found = true;
                take(self.postings_of(term), share);
            }
        });
        found
    }

    /// The two words that a word is when it is parted, and the postings of the documents that have both.
    fn parted(&self, word: &str, ranking: &Ranking) -> Option<(String, Vec<u8>)> {
        let ends = word.char_indices().map(|(end, _)| end).filter(|end| *end >= PART && word.len() - end >= PART);
        ends.filter_map(|end| word.split_at_checked(end)).find_map(|(before, after)| {
            let first = self.term(before)?;
            let mut levels = Vec::new();
            self.spelt(after, &stems(after), SHARED, ranking, &mut |list, share| {
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
        let mut found = None;
        self.alike(word, word.len(), &mut |text, _, term| {
            if text.len() == word.len() {
                found = Some(term.clone());
            }
        });
        found
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
        let [a, b] = opening(typed.as_bytes());
        let mut best: Option<(u8, usize, String)> = None;
        self.from("", |bytes, _, term| {
            let [c, d] = opening(bytes);
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
            let better = best
                .as_ref()
                .is_none_or(|(least, documents, _)| how < *least || (how == *least && term.documents > *documents));
            if better {
                best = Some((how, term.documents, text.to_owned()));
            }
            true
        });
        best.map(|(_, _, text)| text)
    }

    /// Calls with each term that begins like a word, in so many letters, in how many bytes, and where its postings are: its
    /// forms and what it begins are among them.
    fn alike(&self, word: &str, shared: usize, take: &mut dyn FnMut(&[u8], usize, &Term)) {
        let end = word.char_indices().nth(shared).map_or(word.len(), |(end, _)| end);
        let opening = word.get(..end).unwrap_or_default();
        self.from(opening, |bytes, shared, term| {
            // What shares its beginning with the one before needs no look.
            let alike = shared >= end || bytes.starts_with(opening.as_bytes());
            if alike {
                take(bytes, end, term);
            }
            alike
        });
    }

    /// Calls with each term from a text on, in order, until told to stop; and with how many bytes it shares with the one
    /// before, none if that one was not called with.
    fn from(&self, start: &str, mut take: impl FnMut(&[u8], usize, &Term) -> bool) {
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
        let mut begun = false;
        for block in low.saturating_sub(1)..blocks {
            let Some(mut terms) = self.block(block, text) else { return };
            while let Some((text, shared, term)) = terms.next() {
                let shared = if begun { shared } else { 0 };
                begun = begun || text >= start;
                if begun && !take(text, shared, &term) {
                    return;
                }
            }
            text = terms.text;
        }
    }

    /// A block, with the memory for the text of its terms.
    fn block(&self, block: usize, text: Vec<u8>) -> Option<Block<'_>> {
        let at = self.heads.start.checked_add(block.checked_mul(8)?)?;
        let place = |at: usize| -> Option<usize> {
            let bytes: [u8; 4] = self.bytes.get(at..at + 4)?.try_into().ok()?;
            usize::try_from(u32::from_le_bytes(bytes)).ok()
        };
        let reader = Reader(self.bytes.get(self.names.start.checked_add(place(at)?)?..self.names.end)?);
        Some(Block { reader, postings: self.postings.checked_add(place(at + 4)?)?, text, left: BLOCK })
    }
}

/// Calls with each document of a list, and its level: (number − the one before) × 16 + level 1 to 15, as varints.
pub fn postings(list: &[u8], mut take: impl FnMut(u32, u32)) {
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
        take(document, number % 16);
    }
}

/// The first two letters, as bytes.
fn opening(word: &[u8]) -> [Option<&u8>; 2] {
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
        let own = self.reader.number()?;
        self.text.truncate(shared);
        self.text.extend(self.reader.take(own)?);
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
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }
}

/// So many words of a query count. Our limit: a sentence is shorter, and scores stay far from what 32 bits hold.
const MOST_WORDS: usize = 16;

/// The words of a query that say something. The last may be one in the making: it counts even when it
/// is a word that tells nothing, as long as nothing follows it.
#[must_use]
pub fn parse_query(query: &str, ranking: &Ranking) -> Vec<QueryTerm> {
    let all = tokenize(query);
    let ended = query.chars().next_back().is_none_or(|letter| !letter.is_alphanumeric());
    let last = all.len().saturating_sub(1);
    let says = |place: usize, text: &String| !ranking.stops(text) || (place == last && !ended && last == 0);
    let likely = |(range, other)| (range, Spelling::new(other, true));
    let mut others: Vec<(Range<usize>, Spelling)> = compounds(query, &all).into_iter().map(likely).collect();
    for (at, pair) in all.windows(2).enumerate() {
        // Parted by mistake: words that say nothing are so seldom, and numbers never.
        if let [a, b] = pair
            && gap(query, a, b) == Some(Gap::Blank)
            && [a, b].iter().all(|word| !is_number(&word.text) && !ranking.stops(&word.text))
        {
            let is_likely = a.text.len().min(b.text.len()) < SHARED;
            others.push((at..at + 2, Spelling::new([a.text.as_str(), &b.text].concat(), is_likely)));
        }
    }
    for (at, word) in all.iter().enumerate() {
        others.extend(ordinals(&word.text).into_iter().map(|other| likely((at..at + 1, other))));
    }
    let spelt = |place: usize| {
        let own = others.iter().filter(|(range, _)| range.contains(&place));
        own.map(|(_, other)| other.clone()).collect()
    };
    all.into_iter()
        .enumerate()
        .filter(|(place, word)| says(*place, &word.text))
        .take(MOST_WORDS)
        .map(|(place, word)| QueryTerm {
            stems: stems(&word.text),
            others: spelt(place),
            text: word.text,
            range: word.range,
            meant: None,
            documents: 0,
            is_found: false,
            same: Vec::new(),
            near: Vec::new(),
            term: None,
        })
        .collect()
}

/// The other ways to write an ordinal number, of those that are written as words.
fn ordinals(word: &str) -> Vec<String> {
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
    let number = |at: usize| [&(at + 1).to_string(), "e"].concat();
    if is_number(word) {
        let own = WORDS.into_iter().enumerate().find(|(at, _)| word == number(*at));
        return own.map(|(_, words)| words.iter().map(|own| (*own).to_owned()).collect()).unwrap_or_default();
    }
    let one = word.strip_suffix('s').unwrap_or(word);
    let is = |own: &&str| one.strip_prefix(*own).is_some_and(|rest| rest.is_empty() || rest == "e");
    WORDS.into_iter().position(|words| words.iter().any(is)).map(number).into_iter().collect()
}

/// How much a term tells: 64 × log2(1 + documents / those that hold it), in integers.
#[must_use]
pub fn idf(documents: usize, holding: usize) -> u32 {
    let ratio = 256 + documents as u64 * 256 / holding.max(1) as u64;
    let whole = ratio.ilog2();
    // Between two powers of two, a straight line.
    let fraction = (ratio << 6 >> whole) - 64;
    whole.saturating_sub(8) * 64 + u32::try_from(fraction).unwrap_or(0)
}
