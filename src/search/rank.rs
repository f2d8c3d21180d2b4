//! The order of what was found: the index's scores, then what only the titles themselves tell.

use crate::index::{Hit, Index, Matches};
use crate::query::QueryTerm;
use crate::ranking::Ranking;
use crate::words::{Tokens, small, tokenize};
use std::collections::BinaryHeap;

/// How many of the best are looked at again and put in order: reading a title costs more than reading a
/// posting, and sorting what nobody sees costs too. Documents; measured, see the README.
pub const RERANK_TOP: usize = 40;

/// One word with fewer letters begins too much for a title to tell more of it. Bytes, folded.
const MIN_RERANK_LEN: usize = 3;

/// What a query finds: the best [`RERANK_TOP`] first and in order, the others after them in none. `title` gives
/// the title of a document.
#[must_use]
pub fn ranked<'t>(index: &Index, query: &str, ranking: &Ranking, title: impl Fn(usize) -> &'t str) -> Option<Matches> {
    let mut found = index.find(query, ranking)?;
    let looked_at = found.hits.len().min(RERANK_TOP);
    if found.hits.len() > looked_at {
        // Hits are in the order of their documents, so that their places part those that are worth the same.
        let mut keys = found.hits.iter().zip(0..).map(|(hit, place)| key(hit, place));
        let mut best: BinaryHeap<u64> = keys.by_ref().take(looked_at).collect();
        for key in keys {
            // Most are worth less than the least of the best.
            if let Some(mut least) = best.peek_mut().filter(|least| key < **least) {
                *least = key;
            }
        }
        let mut places: Vec<u64> = best.into_iter().map(place_in).collect();
        places.sort_unstable();
        // None of them stands before where it goes.
        for (to, place) in places.into_iter().filter_map(|place| usize::try_from(place).ok()).enumerate() {
            found.hits.swap(to, place);
        }
    }
    let rest = found.hits.split_off(looked_at);
    let telling = !matches!(found.words.as_slice(), [only] if only.text.len() < MIN_RERANK_LEN);
    for hit in found.hits.iter_mut().filter(|_| telling) {
        let more =
            index.memo.title(hit.document, title(hit.document), ranking, |row| title_bonus(&found.words, row, ranking));
        let share = u64::from(hit.score) * u64::from(more.unwrap_or_default()) / 1000;
        hit.score = hit.score.saturating_add(u32::try_from(share).unwrap_or(u32::MAX));
    }
    // Numbers are what is sorted, here as everywhere: one routine for all.
    let mut keys: Vec<u64> = found.hits.iter().zip(0..).map(|(hit, place)| key(hit, place)).collect();
    keys.sort_unstable();
    let ordered = keys.into_iter().filter_map(|key| found.hits.get(usize::try_from(place_in(key)).ok()?).copied());
    found.hits = ordered.chain(rest).collect();
    Some(found)
}

/// The worthiest first, then the first.
fn key(hit: &Hit, place: u64) -> u64 {
    u64::from(u32::MAX - hit.score) << 32 | place
}

fn place_in(key: u64) -> u64 {
    key & u64::from(u32::MAX)
}

/// What a title adds, per mille: the words follow each other in it, open it, and fill it. The row is without the words
/// that tell nothing.
#[must_use]
pub fn title_bonus(asked: &[QueryTerm], row: &Tokens, ranking: &Ranking) -> u32 {
    // Most titles hold nothing of what was asked: the text found it elsewhere.
    if matches(asked, row).next().is_none() {
        return 0;
    }
    let follows = |from: usize| {
        let mut at = from;
        asked.iter().all(|asked| {
            let taken = taken(asked, row, at);
            at += taken;
            // Or it is one word with the one before.
            taken > 0
                || at.checked_sub(1).and_then(|before| row.joined(before, 1)).is_some_and(|word| asked.is_spelt(word))
        })
    };
    let mut bonus = 0;
    if follows(0) {
        bonus += ranking.opening;
    }
    if asked.len() > 1 && (0..row.count()).any(follows) {
        bonus += ranking.phrase;
    }
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let filled: usize = matches(asked, row).map(|(_, taken)| taken).sum();
    bonus + ranking.coverage * count(filled) / count(row.count()).max(1)
}

/// How many words from a place on answer one that was asked: none, one, or two that a hyphen may join.
fn taken(asked: &QueryTerm, row: &Tokens, at: usize) -> usize {
    (1..=2).find(|count| row.joined(at, *count).is_some_and(|word| asked.is(word))).unwrap_or(0)
}

/// Where words that were asked stand among others: the place, and how many there.
fn matches<'w>(asked: &'w [QueryTerm], row: &'w Tokens) -> impl Iterator<Item = (usize, usize)> + 'w {
    let mut at = 0;
    core::iter::from_fn(move || {
        while at < row.count() {
            let here = at;
            let taken = asked.iter().map(|asked| taken(asked, row, here)).max().unwrap_or(0);
            at += taken.max(1);
            if taken > 0 {
                return Some((here, taken));
            }
        }
        None
    })
}

/// The places of a text that answer a query, in bytes, in order: what to mark in it.
#[must_use]
pub fn highlight_ranges(asked: &[QueryTerm], text: &str) -> Vec<core::ops::Range<usize>> {
    let words = tokenize(text);
    let mut row = Tokens::default();
    row.read(text);
    let place = |(from, taken): (usize, usize)| {
        let (first, last) = (words.get(from)?, words.get(from + taken - 1)?);
        Some(first.range.start..last.range.end)
    };
    let mut marked = 0;
    let apart = |place: core::ops::Range<usize>| {
        // One letter may be two words: "㎡".
        let apart = place.start.max(marked)..place.end;
        marked = marked.max(place.end);
        (!apart.is_empty()).then_some(apart)
    };
    matches(asked, &row).filter_map(place).filter_map(apart).collect()
}

/// The query with the words that were meant instead of those that nothing has, each as texts that have it
/// mostly spell it; `None` when every word was found as it is.
#[must_use]
pub fn corrected_query(query: &str, asked: &[QueryTerm], texts: &[&str]) -> Option<String> {
    let mut out = String::new();
    let mut at = 0;
    for word in asked {
        let Some(meant) = &word.meant else { continue };
        out.push_str(query.get(at..word.range.start)?);
        match meant.split_once(' ') {
            Some((before, after)) => {
                out.push_str(&[&usual_spelling(before, texts), " ", &usual_spelling(after, texts)].concat());
            }
            None => out.push_str(&usual_spelling(meant, texts)),
        }
        at = word.range.end;
    }
    if at == 0 {
        return None;
    }
    out.push_str(query.get(at..)?);
    Some(out)
}

/// A folded word as texts mostly spell it, in small letters.
fn usual_spelling(word: &str, texts: &[&str]) -> String {
    let mut spellings: Vec<(String, usize)> = Vec::new();
    for text in texts {
        for found in tokenize(text).into_iter().filter(|found| found.text == word) {
            let spelling = small(text.get(found.range).unwrap_or_default());
            match spellings.iter_mut().find(|(known, _)| *known == spelling) {
                Some((_, count)) => *count += 1,
                None => spellings.push((spelling, 1)),
            }
        }
    }
    // Between two that are as common, the one with more accents: capitals often go without.
    spellings
        .into_iter()
        .max_by_key(|(spelling, count)| (*count, spelling.len()))
        .map_or_else(|| word.to_owned(), |(spelling, _)| spelling)
}
