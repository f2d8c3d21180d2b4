//! A thesaurus made ready for queries: which terms are used for the same, and which for something close.
//!
//! It is asked, not the documents that are changed: a document is found by its own words and those of its keywords, and a
//! query by all the terms of a group. So the index holds no word that no text has, one thesaurus serves every catalogue,
//! and it can be told which term found what.

use crate::Ranking;
use crate::index::Asked;
use crate::stem::{english, french};
use crate::words::{joined, words};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Terms by what they mean.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Synonyms {
    /// Words are compared by their English stems; else by their French ones.
    is_english: bool,
    /// Sorted by key, each once.
    terms: Vec<Term>,
    groups: Vec<Group>,
}

/// A term of a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Term {
    /// The stems of the words in it that say something, parted by spaces.
    key: String,
    /// As people write it; empty for another spelling of the one that stands beside it.
    name: String,
    group: u16,
}

/// What means the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Group {
    /// The places of its terms, the one it is named after first.
    terms: Vec<u16>,
    /// The places of the groups that are close.
    near: Vec<u16>,
}

/// A group as editors write it: the term it is named after, those used for the same, those used for something close.
pub type Gathered<'a> = (&'a str, Vec<&'a str>, Vec<&'a str>);

/// A term that only stands close to others leads to no more groups than this: more would be no help.
const LED_TO: usize = 6;

impl Synonyms {
    /// Makes it of groups. A term that stands close to others, and in no group, is a group of its own that leads to them.
    #[must_use]
    pub fn of(is_english: bool, gathered: &[Gathered<'_>], ranking: &Ranking) -> Self {
        let of = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        let key = |term: &str| key(term, is_english, ranking);
        let mut groups: Vec<(Vec<String>, Vec<u16>)> = Vec::new();
        let mut known: BTreeMap<String, (String, u16)> = BTreeMap::new();
        for (group, (term, same, _)) in gathered.iter().enumerate() {
            let mut own = Vec::new();
            for name in core::iter::once(term).chain(same) {
                for (spelling, name) in [(key(name), *name), (key(&one(name)), "")] {
                    if !spelling.is_empty() && !known.contains_key(&spelling) {
                        known.insert(spelling.clone(), (name.to_owned(), of(group)));
                        own.push(spelling);
                    }
                }
            }
            groups.push((own, Vec::new()));
        }
        for (group, (_, _, near)) in gathered.iter().enumerate() {
            for (name, key) in near.iter().map(|name| (*name, key(name))).filter(|(_, key)| !key.is_empty()) {
                let other = known.get(&key).map(|(_, group)| *group).unwrap_or_else(|| {
                    known.insert(key.clone(), (name.to_owned(), of(groups.len())));
                    groups.push((vec![key], Vec::new()));
                    of(groups.len() - 1)
                });
                let add = |from: usize, to: u16, most: usize| {
                    if let Some((_, near)) = groups.get_mut(from)
                        && usize::from(to) != from
                        && near.len() < most
                        && !near.contains(&to)
                    {
                        near.push(to);
                    }
                };
                let mut add = add;
                add(group, other, usize::MAX);
                if usize::from(other) >= gathered.len() {
                    add(usize::from(other), of(group), LED_TO);
                }
            }
        }
        let places: BTreeMap<&str, u16> = known.keys().enumerate().map(|(at, key)| (key.as_str(), of(at))).collect();
        let placed = |keys: &[String]| keys.iter().filter_map(|key| places.get(key.as_str()).copied()).collect();
        let groups = groups.iter().map(|(keys, near)| Group { terms: placed(keys), near: near.clone() }).collect();
        let terms =
            known.iter().map(|(key, (name, group))| Term { key: key.clone(), name: name.clone(), group: *group });
        Self { is_english, terms: terms.collect(), groups }
    }

    /// Tells the words of a query which group they name, the longest term first.
    pub(crate) fn tell(&self, asked: &mut [Asked]) {
        if self.terms.is_empty() {
            return;
        }
        /// No term has more words that say something.
        const LONGEST: usize = 8;
        let mut rest = asked;
        while !rest.is_empty() {
            let found = (1..=rest.len().min(LONGEST)).rev().find_map(|count| {
                let stems = rest.iter().take(count).map(|word| word.stem(self.is_english));
                let key = stems.collect::<Vec<_>>().join(" ");
                let at = self.terms.binary_search_by(|term| term.key.cmp(&key)).ok()?;
                Some((count, u16::try_from(at).ok()?))
            });
            let (count, term) = found.map_or((1, None), |(count, term)| (count, Some(term)));
            let (own, others) = rest.split_at_mut(count);
            own.iter_mut().for_each(|word| word.term = term);
            rest = others;
        }
    }

    /// The terms used for the same as one, but for itself: their keys, and how people write them.
    pub(crate) fn same(&self, term: u16) -> impl Iterator<Item = (&str, &str)> {
        let own = self.terms.get(usize::from(term)).and_then(|own| self.groups.get(usize::from(own.group)));
        own.into_iter().flat_map(move |group| self.written(group, Some(term)))
    }

    /// The terms used for something close.
    pub(crate) fn near(&self, term: u16) -> impl Iterator<Item = (&str, &str)> {
        let own = self.terms.get(usize::from(term)).and_then(|own| self.groups.get(usize::from(own.group)));
        let near = own.into_iter().flat_map(|group| &group.near);
        near.filter_map(|place| self.groups.get(usize::from(*place))).flat_map(|group| self.written(group, None))
    }

    fn written<'s>(&'s self, group: &'s Group, but: Option<u16>) -> impl Iterator<Item = (&'s str, &'s str)> + 's {
        let places = group.terms.iter().filter(move |place| Some(**place) != but);
        let terms = places.filter_map(|place| self.terms.get(usize::from(*place)));
        terms.map(|term| (term.key.as_str(), term.name.as_str()))
    }

    /// Whether a word of a text is the one with this stem.
    pub(crate) fn is(&self, stem: &str, word: &str) -> bool {
        word == stem || stem.len() >= 3 && stemmed(word, self.is_english) == stem
    }

    /// Whether a text holds every word of a term that people write so.
    #[must_use]
    pub fn holds(&self, text: &[String], name: &str, ranking: &Ranking) -> bool {
        let key = key(name, self.is_english, ranking);
        !key.is_empty() && key.split(' ').all(|stem| text.iter().any(|word| self.is(stem, word)))
    }
}

fn stemmed(word: &str, is_english: bool) -> Cow<'_, str> {
    if is_english { english(word) } else { french(word) }
}

/// What a term is compared as.
fn key(term: &str, is_english: bool, ranking: &Ranking) -> String {
    let words = words(term).into_iter().filter(|word| !ranking.stops(&word.text));
    words.map(|word| stemmed(&word.text, is_english).into_owned()).collect::<Vec<_>>().join(" ")
}

/// A term that a hyphen cuts, as one word; empty when none does.
fn one(term: &str) -> String {
    let words = words(term);
    let whole = joined(term, &words).into_iter().find(|(range, _)| range.len() == words.len());
    whole.map(|(_, one)| one).unwrap_or_default()
}
