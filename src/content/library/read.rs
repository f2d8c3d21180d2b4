//! Answering from the pieces that are there, and naming those that are lacking.

use super::{Card, Entry, List, MAX_REQUESTS, MIN_PREFIX_LEN, Manifest, Shard, ShardError, Spelling, Words};
use crate::search::QueryTerm;
use crate::search::Ranking;
use crate::search::index::postings;
use crate::search::index::{idf, parse_query};
use crate::search::rank::{corrected_query, title_bonus};
use crate::search::stem::{english, french};
use crate::search::words::{Tokens, is_number, within_one_edit, within_two_edits};
use core::cmp::Reverse;
use std::rc::Rc;

/// How many pieces are kept: more than any query needs, little enough for a phone.
const CACHE_CAPACITY: usize = 64;

/// A library of which some pieces are there. Cloning it copies no piece.
#[derive(Clone, Debug)]
pub struct RemoteCatalogue {
    root: Rc<Manifest>,
    held: Vec<(Shard, CachedShard)>,
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
    pub held: Vec<u8>,
    /// How many were found.
    pub found: u32,
    /// There are no more than those: a list that is kept in part makes this untrue.
    pub counted: bool,
    /// The words of the query that say something, the longest of them when there are many.
    pub asked: Vec<QueryTerm>,
    /// The query with its typing mistakes mended, when it has some.
    pub meant: Option<String>,
    /// What is needed to say it all; the reply is of what is there.
    pub needs: Vec<Shard>,
    /// What is needed and cannot be had.
    pub fault: Option<(Shard, ShardError)>,
    /// Another page would bring more.
    pub more: bool,
    /// The words are too short to begin with.
    pub short: bool,
}

/// How resources answer one word.
struct Answer {
    /// By number, each [`joined`] with what it is worth.
    worth: Vec<u64>,
    found: u32,
    counted: bool,
}

impl Answer {
    /// By number, of those of one resource the one that is worth most.
    fn of(mut worth: Vec<u64>) -> Vec<u64> {
        worth.sort_unstable();
        let last = |at: usize, own: &u64| worth.get(at + 1).is_none_or(|next| parts(*next).0 != parts(*own).0);
        worth.iter().enumerate().filter(|(at, own)| last(*at, own)).map(|(_, own)| *own).collect()
    }

    /// The resources that answer either.
    fn join(&mut self, other: Self) {
        self.worth.extend(other.worth);
        self.worth = Self::of(core::mem::take(&mut self.worth));
        self.counted &= other.counted;
        self.found = number(self.worth.len()).max(self.found).max(other.found);
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl RemoteCatalogue {
    /// A library of which nothing is there but its root.
    #[must_use]
    pub fn new(root: Manifest) -> Self {
        Self { root: Rc::new(root), held: Vec::new() }
    }

    /// Root of the library.
    #[must_use]
    pub fn root(&self) -> &Manifest {
        &self.root
    }

    /// Takes a piece that came, inflated, or why it did not; returns why it is no use, if it is none.
    pub fn take(&mut self, piece: Shard, came: Result<&[u8], ShardError>) -> Option<ShardError> {
        let held = came.and_then(|bytes| self.root.body(piece, bytes)).and_then(|body| opened(piece, body));
        self.held.retain(|(other, _)| *other != piece);
        if self.held.len() >= CACHE_CAPACITY {
            self.held.remove(0);
        }
        let fault = held.as_ref().err().copied();
        self.held.push((piece, held.unwrap_or_else(CachedShard::ShardError)));
        fault
    }

    /// Forgets what could not be had, so that it is asked for again.
    pub fn clear_failures(&mut self) {
        self.held.retain(|(_, held)| !matches!(held, CachedShard::ShardError(_)));
    }

    /// What it says to a query, `pages` pages of `ranking.page` results.
    #[must_use]
    pub fn query(&self, query: &str, ranking: &Ranking, pages: usize) -> QueryResult {
        let mut reply = QueryResult { asked: parse_query(query, ranking), ..QueryResult::default() };
        // The longest words say most.
        while reply.asked.len() > MAX_REQUESTS {
            let shortest = reply.asked.iter().enumerate().min_by_key(|(_, word)| word.text.len());
            let Some(at) = shortest.map(|(at, _)| at) else { break };
            reply.asked.remove(at);
        }
        let mut used: Vec<Shard> = Vec::new();
        let mut answers = Vec::new();
        for at in 0..reply.asked.len() {
            let Some(word) = reply.asked.get(at).map(|word| word.text.clone()) else { continue };
            let mut answer = self.answer(&self.stem(&word), &word, ranking, &mut used, &mut reply);
            let none = answer.as_ref().is_some_and(|answer| answer.worth.is_empty());
            let mistyped = none && !is_number(&word) && ranking.typo > 0 && word.chars().count() >= ranking.typo_from;
            if mistyped && let Some((key, form)) = self.nearest(&self.stem(&word), ranking, &mut used, &mut reply) {
                answer = self.answer(&key, &form, ranking, &mut used, &mut reply).map(|answer| {
                    let less = |of: u64| joined(parts(of).0, parts(of).1 * ranking.typo / 1000);
                    Answer { worth: answer.worth.into_iter().map(less).collect(), ..answer }
                });
                if let Some(word) = reply.asked.get_mut(at) {
                    word.meant = Some(form);
                }
            }
            answers.extend(answer);
        }
        // Other spellings take what requests are left.
        for (at, answer) in answers.iter_mut().enumerate() {
            let word = reply.asked.get(at).map(|word| word.others.clone()).unwrap_or_default();
            for other in word.into_iter().filter(|other| other.is_likely) {
                let found = self.answer(&self.stem(&other.text), &other.text, ranking, &mut used, &mut reply);
                if let Some(found) = found.filter(|found| !found.worth.is_empty()) {
                    answer.join(found);
                }
            }
            if let Some(word) = reply.asked.get_mut(at) {
                word.documents = answer.found as usize;
            }
        }
        if answers.len() < reply.asked.len() || answers.is_empty() {
            return reply;
        }
        self.put_together(&answers, ranking, pages, &used, &mut reply);
        let titles: Vec<&str> = reply.cards.iter().map(|(_, card)| card.title.as_str()).collect();
        reply.meant = corrected_query(query, &reply.asked, &titles);
        reply
    }

    fn stem(&self, word: &str) -> String {
        if self.root.language == "en" { english(word) } else { french(word) }.into_owned()
    }

    fn held(&self, piece: Shard) -> Option<&CachedShard> {
        self.held.iter().find(|(other, _)| *other == piece).map(|(_, held)| held)
    }

    /// What is held of a piece; asked for when it is not, as long as there are requests left.
    fn needed(&self, piece: Shard, used: &mut Vec<Shard>, reply: &mut QueryResult) -> Option<&CachedShard> {
        if !used.contains(&piece) {
            if used.len() >= MAX_REQUESTS {
                return None;
            }
            used.push(piece);
        }
        match self.held(piece) {
            Some(CachedShard::ShardError(fault)) => {
                reply.fault = Some((piece, *fault));
                None
            }
            None => {
                reply.needs.push(piece);
                None
            }
            held => held,
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
        if self.root.words.pieces == 0 {
            return Some(Answer { worth: Vec::new(), found: 0, counted: true });
        }
        let Some(CachedShard::Words(words)) = self.needed(Shard::Postings(self.root.words.piece(key)), used, reply)
        else {
            return None;
        };
        let begins = typed.chars().count() >= MIN_PREFIX_LEN;
        let lists = lists(words, key, typed, begins, ranking);
        reply.short |= lists.is_empty() && !begins;
        let found = lists.iter().map(|(list, _)| list.resources).max().unwrap_or(0);
        let idf = idf(self.root.resources as usize, found as usize);
        let mut worth: Vec<u64> = Vec::new();
        let mut counted = true;
        for (list, share) in lists {
            let before = worth.len();
            postings(&list.kept, |number, level| worth.push(joined(number, level * idf * share / 1000)));
            counted &= worth.len() - before >= list.resources as usize;
        }
        let worth = Answer::of(worth);
        let found = if counted { number(worth.len()) } else { found };
        Some(Answer { worth, found, counted })
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
        let places = [
            Shard::Spelling(self.root.forwards.piece(&half(typed))),
            Shard::SpellingReversed(self.root.backwards.piece(&half(&backwards))),
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
        if self.root.forwards.pieces == 0 {
            return None;
        }
        let mut best: Option<(u8, Reverse<u32>, &str, &str)> = None;
        let mut whole = true;
        for place in places {
            let Some(CachedShard::Spelling(spelling)) = self.needed(place, used, reply) else {
                whole = false;
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
        (whole || how == 0).then(|| (stem.to_owned(), form.to_owned()))
    }

    /// What several words have in common, and the cards of the best of it.
    fn put_together(
        &self,
        answers: &[Answer],
        ranking: &Ranking,
        pages: usize,
        used: &[Shard],
        reply: &mut QueryResult,
    ) {
        let mut all: Vec<u64> = answers.iter().flat_map(|answer| answer.worth.iter().copied()).collect();
        all.sort_unstable();
        let runs = all.chunk_by(|a, b| parts(*a).0 == parts(*b).0);
        let mut hits: Vec<Hit> = runs
            .map(|run| Hit {
                number: run.first().map_or(0, |own| parts(*own).0),
                worth: run.iter().map(|own| parts(*own).1).sum(),
                holds: run.len(),
            })
            .collect();
        let whole = hits.iter().filter(|hit| hit.holds == answers.len()).count();
        let least = if whole >= ranking.few { answers.len() } else { answers.len().div_ceil(2) };
        hits.retain(|hit| hit.holds >= least);
        in_order(&mut hits);
        let limit = pages * ranking.page;
        let alone = answers.len() == 1;
        reply.found = match answers.first() {
            Some(answer) if alone => answer.found,
            _ => u32::try_from(hits.len()).unwrap_or(u32::MAX),
        };
        reply.counted = answers.iter().all(|answer| answer.counted);

        let mut cards: Vec<&[(u32, Card)]> = Vec::new();
        for (piece, held) in &self.held {
            if let CachedShard::Words(words) = held
                && used.contains(piece)
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
        let there = hits.len() - hits.iter().filter(lacks).count();
        if there < limit.min(hits.len()) {
            let lacking = hits.iter().filter(lacks).take(limit * 4);
            let budget = (MAX_REQUESTS - used.len().min(MAX_REQUESTS)) + MAX_REQUESTS * (pages - 1);
            let blocks = fullest(lacking.map(|hit| u64::from(hit.number / self.root.card_block)).collect());
            for block in blocks.into_iter().take(budget) {
                match self.held(Shard::Resources(block)) {
                    Some(CachedShard::Cards(block)) => cards.push(block),
                    Some(CachedShard::ShardError(fault)) => reply.fault = Some((Shard::Resources(block), *fault)),
                    _ => reply.needs.push(Shard::Resources(block)),
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
            let found = cards.iter().flat_map(|cards| cards.iter()).find(|(own, _)| *own == number);
            found.map(|(_, card)| card.clone()).unwrap_or_default()
        };
        let mut row = Tokens::default();
        for hit in &mut best {
            row.read(&card(hit.number).title);
            row.without(|word| ranking.stops(word));
            let added = title_bonus(&reply.asked, &row, ranking);
            hit.worth += hit.worth.saturating_mul(added) / 1000;
        }
        in_order(&mut best);
        let held = |hit: &Hit| if hit.holds == answers.len() { 0 } else { u8::try_from(hit.holds).unwrap_or(u8::MAX) };
        reply.held = best.iter().map(held).collect();
        reply.more = hits.len() > best.len();
        reply.cards = best.into_iter().map(|hit| (hit.number, card(hit.number))).collect();
    }
}

/// Two numbers as one, which sorts by the first: all sorting here is of one type, since each type that is sorted
/// costs a visitor some kilobytes.
fn joined(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

#[allow(clippy::cast_possible_truncation)] // The two halves.
fn parts(of: u64) -> (u32, u32) {
    ((of >> 32) as u32, of as u32)
}

/// A resource that answers some of the words.
#[derive(Clone, Copy)]
struct Hit {
    number: u32,
    worth: u32,
    holds: usize,
}

/// Sorts the hits: those that hold most words first, then the worthiest, then the latest.
fn in_order(hits: &mut Vec<Hit>) {
    let mut keys: Vec<u64> = hits
        .iter()
        .enumerate()
        .map(|(at, hit)| {
            let first = (MAX_REQUESTS - hit.holds.min(MAX_REQUESTS)) as u64;
            // The hits are by number, or in this order already: their places tell the rest.
            first << 60 | u64::from(u32::MAX - hit.worth) << 28 | at as u64
        })
        .collect();
    keys.sort_unstable();
    #[allow(clippy::cast_possible_truncation)] // The place it was made from.
    let places = keys.into_iter().map(|key| (key & 0xfff_ffff) as usize);
    *hits = places.filter_map(|at| hits.get(at).copied()).collect();
}

/// The distinct ones of these, the commonest first: cards that lie together cost one request.
fn fullest(mut blocks: Vec<u64>) -> Vec<u32> {
    blocks.sort_unstable();
    let runs = blocks.chunk_by(|a, b| a == b);
    let mut counted: Vec<u64> = runs
        .filter_map(|run| Some((*run.first()?, u32::try_from(run.len()).ok()?)))
        .map(|(block, count)| joined(u32::MAX - count, parts(block).1))
        .collect();
    counted.sort_unstable();
    counted.into_iter().map(|key| parts(key).1).collect()
}

/// A body as what it holds.
fn opened(piece: Shard, body: &[u8]) -> Result<CachedShard, ShardError> {
    let held = match piece {
        Shard::Manifest => return Err(ShardError::Malformed),
        Shard::Postings(_) => postcard::from_bytes(body).map(|words| CachedShard::Words(Rc::new(words))),
        Shard::Resources(_) => postcard::from_bytes(body).map(|cards| CachedShard::Cards(Rc::new(cards))),
        Shard::Spelling(_) | Shard::SpellingReversed(_) => {
            postcard::from_bytes(body).map(|spelling| CachedShard::Spelling(Rc::new(spelling)))
        }
    };
    held.map_err(|_| ShardError::Malformed)
}

/// The lists that answer a word, each with its share, per mille.
fn lists<'w>(words: &'w Words, key: &str, typed: &str, begins: bool, ranking: &Ranking) -> Vec<(&'w List, u32)> {
    let from = words.entries.partition_point(|entry| entry.key.as_str() < key);
    let after = words.entries.get(from..).unwrap_or_default();
    let own = after.first().filter(|entry| entry.key == key);
    let there = |list: &List| list.resources > 0;
    if let Some(Entry { word, begun: Some(begun), .. }) = own {
        // What begins so has its share in its levels.
        let begun = begins.then_some((begun, 1000));
        return [Some((word, ranking.exact)), begun].into_iter().flatten().filter(|(list, _)| there(list)).collect();
    }
    if !begins {
        return own.map(|own| (&own.word, ranking.exact)).into_iter().filter(|(list, _)| there(list)).collect();
    }
    let begun: Vec<(&List, u32)> = after
        .iter()
        .take_while(|entry| entry.key.starts_with(key))
        .filter(|entry| there(&entry.word))
        .map(|entry| (&entry.word, share(key, &entry.key, ranking)))
        .collect();
    if !begun.is_empty() {
        return begun;
    }
    // A word that is being typed may be longer than its stem: "associatio".
    let before = words.entries.get(..from).unwrap_or_default();
    let stem = before.iter().rev().find(|entry| typed.starts_with(&entry.key) && there(&entry.word));
    let near = stem.filter(|entry| entry.key.len() > MIN_PREFIX_LEN && entry.key.len() + 3 >= typed.len());
    near.map(|entry| (&entry.word, ranking.stem)).into_iter().collect()
}

/// What a stem is worth to whoever typed its beginning, per mille.
#[must_use]
pub fn share(typed: &str, stem: &str, ranking: &Ranking) -> u32 {
    let part = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    if typed == stem { ranking.exact } else { ranking.prefix * part(typed.len()) / part(stem.len()).max(1) }
}
