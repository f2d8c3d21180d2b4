//! The order of what was found: the index's scores, then what only the titles themselves tell.

use crate::index::{Hit, Index, Matches};
use crate::query::QueryTerm;
use crate::ranking::Ranking;
use crate::tokens::{Tokens, lowercase, tokenize};
use std::collections::BinaryHeap;

/// How many of the best are looked at again and put in order: reading a title costs more than reading a
/// posting, and sorting what nobody sees costs too. Documents; measured, see `tests/bench/RESULTS.md`.
pub const RERANK_TOP: usize = 40;

/// One word with fewer letters begins too much for a title to tell more of it. Bytes, folded.
const MIN_RERANK_LEN: usize = 3;

/// What a query finds: the best [`RERANK_TOP`] first and in order, the others after them in none. `title` gives
/// the title of a document.
#[must_use]
pub fn find_ranked<'t>(
    index: &Index,
    query: &str,
    ranking: &Ranking,
    title: impl Fn(usize) -> &'t str,
) -> Option<Matches> {
    let mut matches = index.find(query, ranking)?;
    let looked_at = matches.hits.len().min(RERANK_TOP);
    if matches.hits.len() > looked_at {
        // Hits are in the order of their documents, so that their places part those that are worth the same.
        let mut keys = matches.hits.iter().zip(0..).map(|(hit, position)| key(hit, position));
        let mut best: BinaryHeap<u64> = keys.by_ref().take(looked_at).collect();
        for key in keys {
            // Most are worth less than the least of the best.
            if let Some(mut lowest) = best.peek_mut().filter(|lowest| key < **lowest) {
                *lowest = key;
            }
        }
        let mut indices: Vec<u64> = best.into_iter().map(index_in).collect();
        indices.sort_unstable();
        // None of them stands before where it goes.
        for (to, position) in indices.into_iter().filter_map(|position| usize::try_from(position).ok()).enumerate() {
            matches.hits.swap(to, position);
        }
    }
    let rest = matches.hits.split_off(looked_at);
    let telling = !matches!(matches.words.as_slice(), [only] if only.text.len() < MIN_RERANK_LEN);
    for hit in matches.hits.iter_mut().filter(|_| telling) {
        let more = index
            .cache
            .title(hit.document, title(hit.document), ranking, |row| title_bonus(&matches.words, row, ranking));
        let share = u64::from(hit.score) * u64::from(more.unwrap_or_default()) / 1000;
        hit.score = hit.score.saturating_add(u32::try_from(share).unwrap_or(u32::MAX));
    }
    // Numbers are what is sorted, here as everywhere: one routine for all.
    let mut keys: Vec<u64> = matches.hits.iter().zip(0..).map(|(hit, position)| key(hit, position)).collect();
    keys.sort_unstable();
    let ordered = keys.into_iter().filter_map(|key| matches.hits.get(usize::try_from(index_in(key)).ok()?).copied());
    matches.hits = ordered.chain(rest).collect();
    Some(matches)
}

/// The worthiest first, then the first.
fn key(hit: &Hit, index: u64) -> u64 {
    u64::from(u32::MAX - hit.score) << 32 | index
}

fn index_in(key: u64) -> u64 {
    key & u64::from(u32::MAX)
}

/// What a title adds, per mille: the words follow each other in it, open it, and fill it. The row is without the words
/// that tell nothing.
#[must_use]
pub fn title_bonus(terms: &[QueryTerm], row: &Tokens, ranking: &Ranking) -> u32 {
    // Most titles hold nothing of what was asked: the text found it elsewhere.
    if matches(terms, row).next().is_none() {
        return 0;
    }
    let follows = |from: usize| {
        let mut index = from;
        terms.iter().all(|term| {
            let length = match_len(term, row, index);
            index += length;
            // Or it is one word with the one before.
            length > 0
                || index
                    .checked_sub(1)
                    .and_then(|before| row.compound(before, 1))
                    .is_some_and(|word| term.is_spelt(word))
        })
    };
    let mut bonus = 0;
    if follows(0) {
        bonus += ranking.opening;
    }
    if terms.len() > 1 && (0..row.count()).any(follows) {
        bonus += ranking.phrase;
    }
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let filled: usize = matches(terms, row).map(|(_, length)| length).sum();
    bonus + ranking.coverage * count(filled) / count(row.count()).max(1)
}

/// How many words from a place on answer one that was asked: none, one, or two that a hyphen may join.
fn match_len(terms: &QueryTerm, row: &Tokens, index: usize) -> usize {
    (1..=2).find(|count| row.compound(index, *count).is_some_and(|word| terms.matches(word))).unwrap_or(0)
}

/// Where words that were asked stand among others: the place, and how many there.
fn matches<'w>(terms: &'w [QueryTerm], row: &'w Tokens) -> impl Iterator<Item = (usize, usize)> + 'w {
    let mut index = 0;
    core::iter::from_fn(move || {
        while index < row.count() {
            let here = index;
            let length = terms.iter().map(|term| match_len(term, row, here)).max().unwrap_or(0);
            index += length.max(1);
            if length > 0 {
                return Some((here, length));
            }
        }
        None
    })
}

/// The places of a text that answer a query, in bytes, in order: what to mark in it.
#[must_use]
pub fn highlight_ranges(terms: &[QueryTerm], text: &str) -> Vec<core::ops::Range<usize>> {
    let words = tokenize(text);
    let mut row = Tokens::default();
    row.fill(text);
    let range = |(from, length): (usize, usize)| {
        let (first, last) = (words.get(from)?, words.get(from + length - 1)?);
        Some(first.range.start..last.range.end)
    };
    let mut marked = 0;
    let apart = |range: core::ops::Range<usize>| {
        // One letter may be two words: "㎡".
        let apart = range.start.max(marked)..range.end;
        marked = marked.max(range.end);
        (!apart.is_empty()).then_some(apart)
    };
    matches(terms, &row).filter_map(range).filter_map(apart).collect()
}

/// The query with the words that were meant instead of those that nothing has, each as texts that have it
/// mostly spell it; `None` when every word was found as it is.
#[must_use]
pub fn corrected_query(query: &str, terms: &[QueryTerm], texts: &[&str]) -> Option<String> {
    let mut out = String::new();
    let mut index = 0;
    for word in terms {
        let Some(correction) = &word.correction else { continue };
        out.push_str(query.get(index..word.range.start)?);
        match correction.split_once(' ') {
            Some((before, after)) => {
                out.push_str(&[&usual_spelling(before, texts), " ", &usual_spelling(after, texts)].concat());
            }
            None => out.push_str(&usual_spelling(correction, texts)),
        }
        index = word.range.end;
    }
    if index == 0 {
        return None;
    }
    out.push_str(query.get(index..)?);
    Some(out)
}

/// A folded word as texts mostly spell it, in small letters.
fn usual_spelling(word: &str, texts: &[&str]) -> String {
    let mut spellings: Vec<(String, usize)> = Vec::new();
    for text in texts {
        for token in tokenize(text).into_iter().filter(|token| token.text == word) {
            let spelling = lowercase(text.get(token.range).unwrap_or_default());
            match spellings.iter_mut().find(|(other, _)| *other == spelling) {
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
