//! Answering from the pieces that are there, and naming those that are lacking.

use super::{Card, Entry, MAX_REQUESTS, MIN_PREFIX_LEN, Manifest, PostingList, Shard, ShardError, Spelling, Words};
use crate::decode::from_bytes;
use crate::search::index::{idf, parse_query, postings};
use crate::search::rank::{corrected_query, title_bonus};
use crate::search::stem::{english, french};
use crate::search::tokens::{Tokens, is_number, within_one_edit, within_two_edits};
use crate::search::{QueryTerm, Ranking};
use core::cmp::Reverse;
use std::rc::Rc;

/// How many pieces are kept: more than any query needs, little enough for a phone.
const CACHE_CAPACITY: usize = 64;

/// A library of which some pieces are there. Cloning it copies no piece.
#[derive(Clone, Debug)]
pub struct RemoteCatalogue {
    manifest: Rc<Manifest>,
    cache: Vec<(Shard, CachedShard)>,
}

#[derive(Clone, Debug)]
enum CachedShard {
    Words(Rc<Words>),
    Cards(Rc<Vec<(u32, Card)>>),
    Spelling(Rc<Spelling>),
    ShardError(ShardError),
}

/// What a library says to a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryResult {
    /// The best of what was found, in order: the number of each resource, and its card.
    pub cards: Vec<(u32, Card)>,
    /// How many words of the query each of them has that lacks some; 0 for the others.
    pub matched: Vec<u8>,
    /// How many were found.
    pub found: u32,
    /// There are no more than those: a list that is kept in part makes this untrue.
    pub is_exact: bool,
    /// The words of the query that say something, the longest of them when there are many.
    pub terms: Vec<QueryTerm>,
    /// The query with its typing mistakes mended, when it has some.
    pub suggestion: Option<String>,
    /// What is needed to say it all; the reply is of what is there.
    pub missing_shards: Vec<Shard>,
    /// What is needed and cannot be had.
    pub fault: Option<(Shard, ShardError)>,
    /// Another page would bring more.
    pub has_more: bool,
    /// The words are too short to begin with.
    pub is_too_short: bool,
}

/// How resources answer one word.
struct Answer {
    /// By number, each [`pack_hit`] with what it is worth.
    scores: Vec<u64>,
    found: u32,
    is_exact: bool,
}

impl Answer {
    /// By number, of those of one resource the one that is worth most.
    fn merged(mut scores: Vec<u64>) -> Vec<u64> {
        scores.sort_unstable();
        let last = |index: usize, packed: &u64| {
            scores.get(index + 1).is_none_or(|next| unpack_hit(*next).0 != unpack_hit(*packed).0)
        };
        scores.iter().enumerate().filter(|(index, packed)| last(*index, packed)).map(|(_, packed)| *packed).collect()
    }

    /// The resources that answer either.
    fn join(&mut self, other: Self) {
        self.scores.extend(other.scores);
        self.scores = Self::merged(core::mem::take(&mut self.scores));
        self.is_exact &= other.is_exact;
        self.found = number(self.scores.len()).max(self.found).max(other.found);
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl RemoteCatalogue {
    /// A library of which nothing is there but its root.
    #[must_use]
    pub fn new(manifest: Manifest) -> Self {
        Self { manifest: Rc::new(manifest), cache: Vec::new() }
    }

    /// Root of the library.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Takes a piece that came, inflated, or why it did not; returns why it is no use, if it is none.
    pub fn insert(&mut self, shard: Shard, response: Result<&[u8], ShardError>) -> Option<ShardError> {
        let content =
            response.and_then(|bytes| self.manifest.body(shard, bytes)).and_then(|body| decode_shard(shard, body));
        self.cache.retain(|(other, _)| *other != shard);
        if self.cache.len() >= CACHE_CAPACITY {
            self.cache.remove(0);
        }
        let fault = content.as_ref().err().copied();
        self.cache.push((shard, content.unwrap_or_else(CachedShard::ShardError)));
        fault
    }

    /// Forgets what could not be had, so that it is asked for again.
    pub fn clear_failures(&mut self) {
        self.cache.retain(|(_, content)| !matches!(content, CachedShard::ShardError(_)));
    }

    /// What it says to a query, `pages` pages of `ranking.page` results.
    #[must_use]
    pub fn query(&self, query: &str, ranking: &Ranking, pages: usize) -> QueryResult {
        let mut reply = QueryResult { terms: parse_query(query, ranking), ..QueryResult::default() };
        // The longest words say most.
        while reply.terms.len() > MAX_REQUESTS {
            let shortest = reply.terms.iter().enumerate().min_by_key(|(_, word)| word.text.len());
            let Some(index) = shortest.map(|(index, _)| index) else { break };
            reply.terms.remove(index);
        }
        let mut used: Vec<Shard> = Vec::new();
        let mut answers = Vec::new();
        for index in 0..reply.terms.len() {
            let Some(word) = reply.terms.get(index).map(|word| word.text.clone()) else { continue };
            let mut answer = self.answer(&self.stem(&word), &word, ranking, &mut used, &mut reply);
            let none = answer.as_ref().is_some_and(|answer| answer.scores.is_empty());
            let mistyped = none && !is_number(&word) && ranking.typo > 0 && word.chars().count() >= ranking.typo_from;
            if mistyped && let Some((key, form)) = self.nearest(&self.stem(&word), ranking, &mut used, &mut reply) {
                answer = self.answer(&key, &form, ranking, &mut used, &mut reply).map(|answer| {
                    let less = |packed: u64| pack_hit(unpack_hit(packed).0, unpack_hit(packed).1 * ranking.typo / 1000);
                    Answer { scores: answer.scores.into_iter().map(less).collect(), ..answer }
                });
                if let Some(word) = reply.terms.get_mut(index) {
                    word.correction = Some(form);
                }
            }
            answers.extend(answer);
        }
        // Other spellings take what requests are left.
        for (index, answer) in answers.iter_mut().enumerate() {
            let word = reply.terms.get(index).map(|word| word.others.clone()).unwrap_or_default();
            for other in word.into_iter().filter(|other| other.is_likely) {
                let other_answer = self.answer(&self.stem(&other.text), &other.text, ranking, &mut used, &mut reply);
                if let Some(other_answer) = other_answer.filter(|other_answer| !other_answer.scores.is_empty()) {
                    answer.join(other_answer);
                }
            }
            if let Some(word) = reply.terms.get_mut(index) {
                word.documents = answer.found as usize;
            }
        }
        if answers.len() < reply.terms.len() || answers.is_empty() {
            return reply;
        }
        self.combine(&answers, ranking, pages, &used, &mut reply);
        let titles: Vec<&str> = reply.cards.iter().map(|(_, card)| card.title.as_str()).collect();
        reply.suggestion = corrected_query(query, &reply.terms, &titles);
        reply
    }

    fn stem(&self, word: &str) -> String {
        if self.manifest.language == "en" { english(word) } else { french(word) }.into_owned()
    }

    fn cached(&self, shard: Shard) -> Option<&CachedShard> {
        self.cache.iter().find(|(other, _)| *other == shard).map(|(_, content)| content)
    }

    /// What is held of a piece; asked for when it is not, as long as there are requests left.
    fn cached_or_request(&self, shard: Shard, used: &mut Vec<Shard>, reply: &mut QueryResult) -> Option<&CachedShard> {
        if !used.contains(&shard) {
            if used.len() >= MAX_REQUESTS {
                return None;
            }
            used.push(shard);
        }
        match self.cached(shard) {
            Some(CachedShard::ShardError(fault)) => {
                reply.fault = Some((shard, *fault));
                None
            }
            None => {
                reply.missing_shards.push(shard);
                None
            }
            content => content,
        }
    }

    /// The resources that answer a word; `None` while its piece is not there.
    fn answer(
        &self,
        key: &str,
        typed: &str,
        ranking: &Ranking,
        used: &mut Vec<Shard>,
        reply: &mut QueryResult,
    ) -> Option<Answer> {
        if self.manifest.words.shards == 0 {
            return Some(Answer { scores: Vec::new(), found: 0, is_exact: true });
        }
        let Some(CachedShard::Words(words)) =
            self.cached_or_request(Shard::Postings(self.manifest.words.shard_of(key)), used, reply)
        else {
            return None;
        };
        let begins = typed.chars().count() >= MIN_PREFIX_LEN;
        let lists = posting_lists(words, key, typed, begins, ranking);
        reply.is_too_short |= lists.is_empty() && !begins;
        let total = lists.iter().map(|(list, _)| list.resources).max().unwrap_or(0);
        let idf = idf(self.manifest.resources as usize, total as usize);
        let mut scores: Vec<u64> = Vec::new();
        let mut counted = true;
        for (list, share) in lists {
            let before = scores.len();
            postings(&list.postings, |number, level| scores.push(pack_hit(number, level * idf * share / 1000)));
            counted &= scores.len() - before >= list.resources as usize;
        }
        let scores = Answer::merged(scores);
        let total = if counted { number(scores.len()) } else { total };
        Some(Answer { scores, found: total, is_exact: counted })
    }

    /// The stem that a mistyped one most likely is, and how it is written. A mistake is in one half of a word:
    /// the other half tells where to look.
    fn nearest(
        &self,
        typed: &str,
        ranking: &Ranking,
        used: &mut Vec<Shard>,
        reply: &mut QueryResult,
    ) -> Option<(String, String)> {
        let backwards: String = typed.chars().rev().collect();
        let half = |text: &str| text.chars().take(text.chars().count().div_ceil(2)).collect::<String>();
        let shards = [
            Shard::Spelling(self.manifest.forwards.shard_of(&half(typed))),
            Shard::SpellingReversed(self.manifest.backwards.shard_of(&half(&backwards))),
        ];
        let long = typed.chars().count() >= ranking.typos_from;
        let how = |stem: &str| {
            if within_one_edit(typed, stem, false) {
                Some(0)
            } else if typed.len() >= ranking.typo_begun_from && within_one_edit(typed, stem, true) {
                Some(1)
            } else {
                (long && within_two_edits(typed, stem)).then_some(2)
            }
        };
        if self.manifest.forwards.shards == 0 {
            return None;
        }
        let mut best: Option<(u8, Reverse<u32>, &str, &str)> = None;
        let mut is_complete = true;
        for shard in shards {
            let Some(CachedShard::Spelling(spelling)) = self.cached_or_request(shard, used, reply) else {
                is_complete = false;
                continue;
            };
            for (stem, form, resources) in spelling.iter() {
                if let Some(how) = how(stem) {
                    let this = (how, Reverse(*resources), stem.as_str(), form.as_str());
                    best = Some(best.map_or(this, |best| best.min(this)));
                }
            }
        }
        let (how, _, stem, form) = best?;
        // One letter apart in either half is good enough; less may be bettered by the other half.
        (is_complete || how == 0).then(|| (stem.to_owned(), form.to_owned()))
    }

    /// What several words have in common, and the cards of the best of it.
    fn combine(&self, answers: &[Answer], ranking: &Ranking, pages: usize, used: &[Shard], reply: &mut QueryResult) {
        let mut all: Vec<u64> = answers.iter().flat_map(|answer| answer.scores.iter().copied()).collect();
        all.sort_unstable();
        let runs = all.chunk_by(|a, b| unpack_hit(*a).0 == unpack_hit(*b).0);
        let mut hits: Vec<Hit> = runs
            .map(|run| Hit {
                number: run.first().map_or(0, |packed| unpack_hit(*packed).0),
                score: run.iter().map(|packed| unpack_hit(*packed).1).sum(),
                matched: run.len(),
            })
            .collect();
        let full_matches = hits.iter().filter(|hit| hit.matched == answers.len()).count();
        let min_terms = if full_matches >= ranking.few { answers.len() } else { answers.len().div_ceil(2) };
        hits.retain(|hit| hit.matched >= min_terms);
        best_hits(&mut hits);
        let limit = pages * ranking.page;
        let alone = answers.len() == 1;
        reply.found = match answers.first() {
            Some(answer) if alone => answer.found,
            _ => u32::try_from(hits.len()).unwrap_or(u32::MAX),
        };
        reply.is_exact = answers.iter().all(|answer| answer.is_exact);

        let mut cards: Vec<&[(u32, Card)]> = Vec::new();
        for (shard, content) in &self.cache {
            if let CachedShard::Words(words) = content
                && used.contains(shard)
            {
                cards.push(&words.cards);
            }
        }
        let here = |cards: &[&[(u32, Card)]]| {
            let numbers = cards.iter().flat_map(|cards| cards.iter()).map(|(number, _)| u64::from(*number));
            let mut numbers: Vec<u64> = numbers.collect();
            numbers.sort_unstable();
            numbers
        };
        let numbers = here(&cards);
        let lacks = |hit: &&Hit| numbers.binary_search(&u64::from(hit.number)).is_err();
        let available = hits.len() - hits.iter().filter(lacks).count();
        if available < limit.min(hits.len()) {
            let lacking = hits.iter().filter(lacks).take(limit * 4);
            let budget = (MAX_REQUESTS - used.len().min(MAX_REQUESTS)) + MAX_REQUESTS * (pages - 1);
            let blocks = longest_blocks(lacking.map(|hit| u64::from(hit.number / self.manifest.card_block)).collect());
            for block in blocks.into_iter().take(budget) {
                match self.cached(Shard::Resources(block)) {
                    Some(CachedShard::Cards(block)) => cards.push(block),
                    Some(CachedShard::ShardError(fault)) => reply.fault = Some((Shard::Resources(block), *fault)),
                    _ => reply.missing_shards.push(Shard::Resources(block)),
                }
            }
        }
        let numbers = here(&cards);
        let mut best: Vec<Hit> = hits
            .iter()
            .filter(|hit| numbers.binary_search(&u64::from(hit.number)).is_ok())
            .take(limit)
            .copied()
            .collect();
        let card = |number: u32| {
            let entry = cards.iter().flat_map(|cards| cards.iter()).find(|(other, _)| *other == number);
            entry.map(|(_, card)| card.clone()).unwrap_or_default()
        };
        let mut row = Tokens::default();
        for hit in &mut best {
            row.fill(&card(hit.number).title);
            row.remove_where(|word| ranking.is_stop_word(word));
            let added = title_bonus(&reply.terms, &row, ranking);
            hit.score += hit.score.saturating_mul(added) / 1000;
        }
        best_hits(&mut best);
        let matched =
            |hit: &Hit| if hit.matched == answers.len() { 0 } else { u8::try_from(hit.matched).unwrap_or(u8::MAX) };
        reply.matched = best.iter().map(matched).collect();
        reply.has_more = hits.len() > best.len();
        reply.cards = best.into_iter().map(|hit| (hit.number, card(hit.number))).collect();
    }
}

/// Two numbers as one, which sorts by the first: all sorting here is of one type, since each type that is sorted
/// costs a visitor some kilobytes.
fn pack_hit(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

#[allow(clippy::cast_possible_truncation)] // The two halves.
fn unpack_hit(packed: u64) -> (u32, u32) {
    ((packed >> 32) as u32, packed as u32)
}

/// A resource that answers some of the words.
#[derive(Clone, Copy)]
struct Hit {
    number: u32,
    score: u32,
    matched: usize,
}

/// Sorts the hits: those that hold most words first, then the worthiest, then the latest.
fn best_hits(hits: &mut Vec<Hit>) {
    let mut keys: Vec<u64> = hits
        .iter()
        .enumerate()
        .map(|(index, hit)| {
            let first = (MAX_REQUESTS - hit.matched.min(MAX_REQUESTS)) as u64;
            // The hits are by number, or in this order already: their places tell the rest.
            first << 60 | u64::from(u32::MAX - hit.score) << 28 | index as u64
        })
        .collect();
    keys.sort_unstable();
    #[allow(clippy::cast_possible_truncation)] // The place it was made from.
    let indices = keys.into_iter().map(|key| (key & 0xfff_ffff) as usize);
    *hits = indices.filter_map(|index| hits.get(index).copied()).collect();
}

/// The distinct ones of these, the commonest first: cards that lie together cost one request.
fn longest_blocks(mut blocks: Vec<u64>) -> Vec<u32> {
    blocks.sort_unstable();
    let runs = blocks.chunk_by(|a, b| a == b);
    let mut counted: Vec<u64> = runs
        .filter_map(|run| Some((*run.first()?, u32::try_from(run.len()).ok()?)))
        .map(|(block, count)| pack_hit(u32::MAX - count, unpack_hit(block).1))
        .collect();
    counted.sort_unstable();
    counted.into_iter().map(|key| unpack_hit(key).1).collect()
}

/// A body as what it holds.
fn decode_shard(shard: Shard, body: &[u8]) -> Result<CachedShard, ShardError> {
    let content = match shard {
        Shard::Manifest => return Err(ShardError::Malformed),
        Shard::Postings(_) => from_bytes(body).map(|block| CachedShard::Words(Rc::new(block))),
        Shard::Resources(_) => from_bytes(body).map(|cards| CachedShard::Cards(Rc::new(cards))),
        Shard::Spelling(_) | Shard::SpellingReversed(_) => {
            from_bytes(body).map(|spelling| CachedShard::Spelling(Rc::new(spelling)))
        }
    };
    content.ok_or(ShardError::Malformed)
}

/// The lists that answer a word, each with its share, per mille.
fn posting_lists<'w>(
    words: &'w Words,
    key: &str,
    typed: &str,
    begins: bool,
    ranking: &Ranking,
) -> Vec<(&'w PostingList, u32)> {
    let from = words.entries.partition_point(|entry| entry.key.as_str() < key);
    let after = words.entries.get(from..).unwrap_or_default();
    let exact = after.first().filter(|entry| entry.key == key);
    let has_resources = |list: &PostingList| list.resources > 0;
    if let Some(Entry { word, prefix: Some(prefixed), .. }) = exact {
        // What begins so has its share in its levels.
        let prefixed = begins.then_some((prefixed, 1000));
        return [Some((word, ranking.exact)), prefixed]
            .into_iter()
            .flatten()
            .filter(|(list, _)| has_resources(list))
            .collect();
    }
    if !begins {
        return exact
            .map(|entry| (&entry.word, ranking.exact))
            .into_iter()
            .filter(|(list, _)| has_resources(list))
            .collect();
    }
    let prefixed: Vec<(&PostingList, u32)> = after
        .iter()
        .take_while(|entry| entry.key.starts_with(key))
        .filter(|entry| has_resources(&entry.word))
        .map(|entry| (&entry.word, prefix_score(key, &entry.key, ranking)))
        .collect();
    if !prefixed.is_empty() {
        return prefixed;
    }
    // A word that is being typed may be longer than its stem: "associatio".
    let before = words.entries.get(..from).unwrap_or_default();
    let stem = before.iter().rev().find(|entry| typed.starts_with(&entry.key) && has_resources(&entry.word));
    let prefix_entry = stem.filter(|entry| entry.key.len() > MIN_PREFIX_LEN && entry.key.len() + 3 >= typed.len());
    prefix_entry.map(|entry| (&entry.word, ranking.stem)).into_iter().collect()
}

/// What a stem is worth to whoever typed its beginning, per mille.
#[must_use]
pub fn prefix_score(typed: &str, stem: &str, ranking: &Ranking) -> u32 {
    let part = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    if typed == stem { ranking.exact } else { ranking.prefix * part(typed.len()) / part(stem.len()).max(1) }
}
