//! A thesaurus made ready for queries: which terms are used for the same, and which for something close.
//!
//! It is asked, not the documents that are changed: a document is found by its own words and those of its keywords, and a
//! query by all the terms of a group. So the index holds no word that no text has, one thesaurus serves every catalogue,
//! and it can be told which term found what.

use crate::query::QueryTerm;
use crate::ranking::Ranking;
use crate::stem::{english, french};
use crate::tokens::{compounds, tokenize};
use core::cell::OnceCell;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Terms by what they mean.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Synonyms {
    /// Words are compared by their English stems; else by their French ones.
    is_english: bool,
    groups: Vec<Group>,
    /// Made of the groups for the first query, and in no file: made anew, it weighs nothing.
    #[serde(skip)]
    keys: OnceCell<Keys>,
}

/// What means the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Group {
    /// Terms of the group as people write them, the one it is named after first.
    names: Vec<String>,
    /// The places of the groups that are close.
    near: Vec<u16>,
}

/// Where each term is found.
#[derive(Clone, Debug, Default)]
struct Keys {
    /// Sorted by key, each once.
    terms: Vec<Term>,
    /// By group, the places of its terms.
    members: Vec<Vec<u16>>,
}

/// A term of a group.
#[derive(Clone, Debug, Default)]
struct Term {
    /// The stems of the words in it that say something, parted by spaces.
    key: String,
    group: u16,
    /// Place of the term among the names of the group; none for another spelling of one that stands there.
    name: Option<usize>,
}

/// Thesauri are the same when their groups are, whether or not somebody looked into them.
impl PartialEq for Synonyms {
    fn eq(&self, other: &Self) -> bool {
        self.is_english == other.is_english && self.groups == other.groups
    }
}

impl Eq for Synonyms {}

/// A group as editors write it: the term it is named after, those used for the same, those used for something close.
pub type SourceGroup<'a> = (&'a str, Vec<&'a str>, Vec<&'a str>);

/// A term that only stands close to others leads to no more groups than this: more would be no help.
const MAX_RELATED_GROUPS: usize = 6;

/// The place of a key, or the one where it belongs.
fn find(terms: &[Term], key: &str) -> Result<usize, usize> {
    terms.binary_search_by(|term| term.key.as_str().cmp(key))
}

fn to_u16(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

impl Synonyms {
    /// Makes it of groups. A term that stands close to others, and in no group, is a group of its own that leads to them.
    #[must_use]
    pub fn from_groups(is_english: bool, gathered: &[SourceGroup<'_>], ranking: &Ranking) -> Self {
        let key = |term: &str| key(term, is_english, ranking);
        let mut group_by_key: BTreeMap<String, u16> = BTreeMap::new();
        let mut groups: Vec<Group> = Vec::new();
        for (term, same, _) in gathered {
            // Forms of one word are one term.
            let mut is_new = |name: &&&str| {
                let key = key(name);
                !key.is_empty()
                    && !group_by_key.contains_key(&key)
                    && group_by_key.insert(key, to_u16(groups.len())).is_none()
            };
            let names = core::iter::once(term).chain(same).filter(&mut is_new).map(|name| (*name).to_owned()).collect();
            groups.push(Group { names, near: Vec::new() });
        }
        for (group, (_, _, near)) in gathered.iter().enumerate() {
            for (name, key) in near.iter().map(|name| (*name, key(name))).filter(|(_, key)| !key.is_empty()) {
                let other = *group_by_key.entry(key).or_insert_with(|| {
                    groups.push(Group { names: vec![name.to_owned()], near: Vec::new() });
                    to_u16(groups.len() - 1)
                });
                let mut add = |from: usize, to: u16, limit: usize| {
                    if let Some(Group { near, .. }) = groups.get_mut(from)
                        && usize::from(to) != from
                        && near.len() < limit
                        && !near.contains(&to)
                    {
                        near.push(to);
                    }
                };
                add(group, other, usize::MAX);
                if usize::from(other) >= gathered.len() {
                    add(usize::from(other), to_u16(group), MAX_RELATED_GROUPS);
                }
            }
        }
        Self { is_english, groups, keys: OnceCell::new() }
    }

    /// Where each term is found, with the words of a ranking that tell nothing left out.
    fn keys(&self, ranking: &Ranking) -> &Keys {
        self.keys.get_or_init(|| {
            let mut terms: Vec<Term> = Vec::new();
            let mut add = |term: &str, group: usize, name: Option<usize>| {
                let key = key(term, self.is_english, ranking);
                if !key.is_empty()
                    && let Err(place) = find(&terms, &key)
                {
                    terms.insert(place, Term { key, group: to_u16(group), name });
                }
            };
            let names = || {
                self.groups.iter().enumerate().flat_map(|(group, item)| {
                    item.names.iter().enumerate().map(move |(index, name)| (group, index, name))
                })
            };
            names().for_each(|(group, index, name)| add(name, group, Some(index)));
            names().for_each(|(group, _, name)| add(&joined_word(name), group, None));
            let mut members = vec![Vec::new(); self.groups.len()];
            // In the order of their names: what is told first is what the group is named after. As numbers, the name before
            // the place.
            let name_key = |term: &Term| u64::from(term.name.map_or(u16::MAX, to_u16));
            let mut order: Vec<u64> =
                terms.iter().zip(0..).map(|(term, index): (_, u64)| name_key(term) << 32 | index).collect();
            order.sort_unstable();
            for index in order.into_iter().filter_map(|key| usize::try_from(key & u64::from(u32::MAX)).ok()) {
                let group = terms.get(index).and_then(|term| members.get_mut(usize::from(term.group)));
                if let Some(group) = group {
                    group.push(to_u16(index));
                }
            }
            Keys { terms, members }
        })
    }

    /// Tells the words of a query which term they are, the longest first.
    pub(crate) fn annotate(&self, query: &mut [QueryTerm], ranking: &Ranking) {
        /// No term has more words that say something.
        const MAX_TERM_WORDS: usize = 8;
        if self.groups.is_empty() {
            return;
        }
        let Keys { terms, .. } = self.keys(ranking);
        let mut rest = query;
        while !rest.is_empty() {
            let longest = (1..=rest.len().min(MAX_TERM_WORDS)).rev().find_map(|count| {
                let stems = rest.iter().take(count).map(|word| word.stem(self.is_english));
                let key = stems.collect::<Vec<_>>().join(" ");
                Some((count, to_u16(find(terms, &key).ok()?)))
            });
            let (count, term) = longest.map_or((1, None), |(count, term)| (count, Some(term)));
            let (head, others) = rest.split_at_mut(count);
            for word in head {
                word.term = term;
            }
            rest = others;
        }
    }

    /// The terms used for the same as one, but for itself: their keys, and how people write them.
    pub(crate) fn same(&self, term: u16) -> Vec<(&str, &str)> {
        let group = self.group(term);
        group.map(|group| self.names(group, Some(term)).collect()).unwrap_or_default()
    }

    /// The terms used for something close, so many steps away.
    pub(crate) fn near(&self, term: u16, steps: usize) -> Vec<(&str, &str)> {
        let mut seen: Vec<u16> = self.group(term).into_iter().collect();
        let mut last = seen.clone();
        for _ in 0..steps {
            let is_near = |index: &u16| {
                last.iter()
                    .any(|item| self.groups.get(usize::from(*item)).is_some_and(|group| group.near.contains(index)))
            };
            last = (0..to_u16(self.groups.len())).filter(|index| !seen.contains(index) && is_near(index)).collect();
            seen.extend(&last);
        }
        last.into_iter().flat_map(|group| self.names(group, None)).collect()
    }

    fn group(&self, term: u16) -> Option<u16> {
        Some(self.keys.get()?.terms.get(usize::from(term))?.group)
    }

    fn names(&self, group: u16, but: Option<u16>) -> impl Iterator<Item = (&str, &str)> {
        let (keys, group_entry) = (self.keys.get(), self.groups.get(usize::from(group)));
        let members = keys.and_then(|keys| keys.members.get(usize::from(group))).into_iter().flatten();
        let terms = members.filter(move |index| Some(**index) != but);
        terms.filter_map(move |index| {
            let term = keys?.terms.get(usize::from(*index))?;
            let name = term.name.and_then(|position| group_entry?.names.get(position));
            Some((term.key.as_str(), name.map_or("", String::as_str)))
        })
    }

    /// Whether a word of a text is the one with this stem.
    pub(crate) fn is_stem_of(&self, stem: &str, word: &str) -> bool {
        word == stem || stem.len() >= 3 && stemmed(word, self.is_english) == stem
    }

    /// Whether a text holds every word of a term that people write so.
    #[must_use]
    pub fn occurs_in(&self, text: &[String], name: &str, ranking: &Ranking) -> bool {
        let key = key(name, self.is_english, ranking);
        !key.is_empty() && key.split(' ').all(|stem| text.iter().any(|word| self.is_stem_of(stem, word)))
    }
}

fn stemmed(word: &str, is_english: bool) -> Cow<'_, str> {
    if is_english { english(word) } else { french(word) }
}

/// What a term is compared as.
fn key(term: &str, is_english: bool, ranking: &Ranking) -> String {
    let words = tokenize(term).into_iter().filter(|word| !ranking.is_stop_word(&word.text));
    words.map(|word| stemmed(&word.text, is_english).into_owned()).collect::<Vec<_>>().join(" ")
}

/// A term that a hyphen cuts, as one word; empty when none does.
fn joined_word(term: &str) -> String {
    let words = tokenize(term);
    let compound = compounds(term, &words).into_iter().find(|(range, _)| range.len() == words.len());
    compound.map(|(_, one)| one).unwrap_or_default()
}
