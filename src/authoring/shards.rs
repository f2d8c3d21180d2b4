//! Making the files of a library.

use boussole_content::index::level;
use boussole_content::library::read::prefix_score;
use boussole_content::library::{
    CARDS_PER_LIST, Card, Entry, Hash, MAGIC, MAX_POSTINGS, MIN_PREFIX_LEN, Manifest, PostingList,
    SHARDS_PER_HASH_GROUP, Shard, ShardSet, Spelling, Words, hash,
};
use boussole_content::search::Ranking;
use boussole_content::search::index::varint;
use boussole_content::search::stem::{english, french};
use boussole_content::search::tokens::words_and_compounds;
use core::cmp::Reverse;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;

/// What a card weighs in a shard, compressed, in bytes: measured, and only used to part the shards.
const CARD_BYTES: usize = 42;
/// What an entry weighs besides its lists.
const ENTRY_BYTES: usize = 12;
/// What a shard of the words may weigh, compressed, in bytes, as far as that can be told ahead.
const MAX_SHARD_BYTES: usize = 34_000;
/// Words that begin alike and weigh more than this are too many for one shard: their beginning has a list.
const MAX_PREFIX_BYTES: usize = 14_000;
/// How many stems a shard of the spelling holds.
const STEMS_PER_SHARD: usize = 2500;
/// How many cards a shard holds.
const CARDS_PER_SHARD: usize = 512;

/// A resource of a library.
#[derive(Clone, Debug, Default)]
pub struct Resource {
    /// What is shown.
    pub card: Card,
    /// What is only searched in.
    pub summary: String,
}

/// What was made of a remote catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BuildReport {
    /// How many shards, with the manifest.
    pub shards: usize,
    /// What they weigh together.
    pub bytes: u64,
    /// What the manifest weighs.
    pub manifest_bytes: usize,
    /// What the heaviest shard of the words weighs.
    pub max_shard_bytes: usize,
}

/// A stem in the making.
#[derive(Default)]
struct Stem {
    /// By number, each with the weight of the word in it.
    resources: Vec<(u32, u32)>,
    /// A form of it, and by how much it leads.
    form: String,
    lead: u32,
}

/// Makes the shards of a remote catalogue; `write` takes each shard and its bytes. The manifest comes last and names the
/// folder of the others, which is not known before.
///
/// # Errors
/// What `write` says.
pub fn build(
    mut resources: Vec<Resource>,
    language: &str,
    ranking: &Ranking,
    mut write: impl FnMut(Shard, &[u8]) -> Result<(), String>,
) -> Result<(Manifest, BuildReport), String> {
    // The latest first: among those that fit alike they are the best, and what is asked for together lies together.
    resources.sort_by(|a, b| b.card.date.cmp(&a.card.date).then_with(|| a.card.title.cmp(&b.card.title)));
    let stems = stems(&resources, language, ranking);
    let cards: Vec<Card> = resources.into_iter().map(|resource| resource.card).collect();
    let mut report = BuildReport::default();
    let mut out = |shard: Shard, bytes: &[u8]| {
        report.shards += 1;
        report.bytes += bytes.len() as u64;
        if matches!(shard, Shard::Postings(_)) {
            report.max_shard_bytes = report.max_shard_bytes.max(bytes.len());
        }
        write(shard, bytes)
    };
    let manifest = Manifest {
        folder: String::new(),
        language: language.to_owned(),
        resources: number(cards.len()),
        card_block: number(CARDS_PER_SHARD),
        words: write_postings(&stems, &cards, ranking, &mut out)?,
        cards: write_shard_set(
            cards.chunks(CARDS_PER_SHARD).enumerate().map(|(index, block)| {
                (String::new(), (index * CARDS_PER_SHARD..).map(number).zip(block.iter().cloned()).collect::<Vec<_>>())
            }),
            Shard::Resources,
            &mut out,
        )?,
        forwards: write_spelling(&stems, false, &mut out)?,
        backwards: write_spelling(&stems, true, &mut out)?,
    };
    let mut sum = Sha256::new();
    for set in [&manifest.words, &manifest.cards, &manifest.forwards, &manifest.backwards] {
        sum.update(&set.groups);
    }
    let folder = sum.finalize().iter().take(8).fold(String::new(), |folder, byte| folder + &format!("{byte:02x}"));
    let manifest = Manifest { folder, ..manifest };
    let bytes = gzip(&[&MAGIC[..], &body(&manifest)?].concat())?;
    out(Shard::Manifest, &bytes)?;
    report.manifest_bytes = bytes.len();
    Ok((manifest, report))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn stems(resources: &[Resource], language: &str, ranking: &Ranking) -> BTreeMap<String, Stem> {
    let mut stems = BTreeMap::<String, Stem>::new();
    let stem = if language == "en" { english } else { french };
    for (index, Resource { card, summary }) in resources.iter().enumerate() {
        let fields = [(&card.title, ranking.title), (summary, ranking.summary), (&card.publisher, ranking.tags)];
        for (text, weight) in fields.into_iter().filter(|(_, weight)| *weight > 0) {
            for word in words_and_compounds(text).into_iter().filter(|word| !ranking.is_stop_word(word)) {
                let entry = stems.entry(stem(&word).into_owned()).or_default();
                match entry.resources.last_mut() {
                    Some((last, sum)) if *last == number(index) => *sum += weight,
                    _ => entry.resources.push((number(index), weight)),
                }
                // The form of the majority, without counting each.
                if entry.form == word {
                    entry.lead += 1;
                } else if entry.lead == 0 {
                    entry.form = word;
                    entry.lead = 1;
                } else {
                    entry.lead -= 1;
                }
            }
        }
    }
    for entry in stems.values_mut() {
        for (_, weight) in &mut entry.resources {
            *weight = level(*weight, ranking);
        }
    }
    stems
}

/// The resources of a list that are kept, and the best of them in order.
fn posting_list(mut scored: Vec<(u32, u32)>, resources: usize, index_of: &mut impl FnMut(u32) -> u16) -> PostingList {
    let order = |(number, score): &(u32, u32)| (Reverse(*score), *number);
    if scored.len() > MAX_POSTINGS {
        scored.select_nth_unstable_by_key(MAX_POSTINGS, order);
        scored.truncate(MAX_POSTINGS);
    }
    scored.sort_unstable_by_key(order);
    let best = scored.iter().take(CARDS_PER_LIST).map(|(number, _)| index_of(*number)).collect();
    scored.sort_unstable_by_key(|(number, _)| *number);
    let (mut postings, mut last) = (Vec::new(), 0);
    for (number, score) in scored {
        varint(u64::from(number - last) * 16 + u64::from((score / 1000).clamp(1, 15)), &mut postings);
        last = number;
    }
    PostingList { resources: number(resources), postings, top: best }
}

/// What a list of so many resources weighs.
fn weight(resources: usize) -> usize {
    resources.min(MAX_POSTINGS) * 2 + resources.min(CARDS_PER_LIST) * CARD_BYTES
}

fn write_postings(
    stems: &BTreeMap<String, Stem>,
    cards: &[Card],
    ranking: &Ranking,
    write: &mut impl FnMut(Shard, &[u8]) -> Result<(), String>,
) -> Result<ShardSet, String> {
    let beginnings = |key: &str| -> Vec<String> {
        let ends = key.char_indices().map(|(index, _)| index).chain([key.len()]).skip(MIN_PREFIX_LEN);
        ends.filter_map(|end| key.get(..end).map(str::to_owned)).collect()
    };
    let mut alike = HashMap::<String, usize>::new();
    for (key, stem) in stems {
        for beginning in beginnings(key) {
            *alike.entry(beginning).or_default() += ENTRY_BYTES + key.len() + weight(stem.resources.len());
        }
    }
    alike.retain(|_, weight| *weight > MAX_PREFIX_BYTES);
    let keys: BTreeSet<&str> = stems.keys().chain(alike.keys()).map(String::as_str).collect();

    // Words that a query may need together stay together: those below the shortest beginning without a list.
    let unit = |key: &str| beginnings(key).into_iter().find(|beginning| !alike.contains_key(beginning));
    let mut shards: Vec<Vec<&str>> = Vec::new();
    let mut filled = usize::MAX;
    let mut units: Vec<(Option<String>, Vec<&str>, usize)> = Vec::new();
    for key in keys {
        let postings = stems.get(key).map_or(0, |stem| weight(stem.resources.len()));
        let prefix_weight = if alike.contains_key(key) { weight(usize::MAX) } else { 0 };
        let weight = ENTRY_BYTES + key.len() + postings + prefix_weight;
        let unit = unit(key);
        match units.last_mut() {
            Some((last, keys, sum)) if unit.is_some() && *last == unit => {
                keys.push(key);
                *sum += weight;
            }
            _ => units.push((unit, vec![key], weight)),
        }
    }
    for (_, keys, weight) in units {
        match shards.last_mut() {
            Some(shard) if filled.saturating_add(weight) <= MAX_SHARD_BYTES => {
                shard.extend(keys);
                filled += weight;
            }
            _ => {
                shards.push(keys);
                filled = weight;
            }
        }
    }
    let mut scores = vec![0_u32; cards.len()];
    let bodies = shards.into_iter().map(|keys| {
        let first = keys.first().copied().unwrap_or_default().to_owned();
        let last = keys.last().copied().unwrap_or_default().to_owned();
        let mut indices = HashMap::<u32, u16>::new();
        let mut shown = Vec::new();
        let mut index_of = |number: u32| {
            *indices.entry(number).or_insert_with(|| {
                shown.push((number, cards.get(number as usize).cloned().unwrap_or_default()));
                u16::try_from(shown.len() - 1).unwrap_or(u16::MAX)
            })
        };
        let entries = keys.into_iter().map(|key| Entry {
            key: key.to_owned(),
            word: stems.get(key).map_or_else(PostingList::default, |stem| {
                let scored = stem.resources.iter().map(|(number, level)| (*number, level * 1000)).collect();
                posting_list(scored, stem.resources.len(), &mut index_of)
            }),
            prefix: alike.contains_key(key).then(|| prefix_list(key, stems, ranking, &mut scores, &mut index_of)),
        });
        let entries = entries.collect();
        ((first, last), Words { cards: shown, entries })
    });
    partition(bodies, Shard::Postings, write)
}

/// The resources with a word that begins so.
fn prefix_list(
    key: &str,
    stems: &BTreeMap<String, Stem>,
    ranking: &Ranking,
    scores: &mut [u32],
    index_of: &mut impl FnMut(u32) -> u16,
) -> PostingList {
    let mut touched = Vec::new();
    for (stem, entry) in stems.range(key.to_owned()..).take_while(|(stem, _)| stem.starts_with(key)) {
        let share = prefix_score(key, stem, ranking);
        for (number, level) in &entry.resources {
            if let Some(score) = scores.get_mut(*number as usize) {
                if *score == 0 {
                    touched.push(*number);
                }
                *score = (*score).max((level * share).max(1));
            }
        }
    }
    let scored: Vec<(u32, u32)> =
        touched.into_iter().map(|index| (index, scores.get_mut(index as usize).map_or(0, core::mem::take))).collect();
    let resources = scored.len();
    posting_list(scored, resources, index_of)
}

fn write_spelling(
    stems: &BTreeMap<String, Stem>,
    backwards: bool,
    write: &mut impl FnMut(Shard, &[u8]) -> Result<(), String>,
) -> Result<ShardSet, String> {
    let sorted = |key: &str| if backwards { key.chars().rev().collect() } else { key.to_owned() };
    // A mistyped number is another number.
    let mut all: Vec<(String, &String, &Stem)> = stems
        .iter()
        .filter(|(key, _)| !key.starts_with(|letter: char| letter.is_ascii_digit()))
        .map(|(key, stem)| (sorted(key), key, stem))
        .collect();
    all.sort_unstable_by(|(a, ..), (b, ..)| a.cmp(b));
    let bodies = all.chunks(STEMS_PER_SHARD).map(|chunk| {
        let end = |spelling: Option<&(String, &String, &Stem)>| {
            spelling.map(|(sorted, ..)| sorted.clone()).unwrap_or_default()
        };
        let body: Spelling = chunk
            .iter()
            .map(|(_, key, stem)| ((*key).clone(), stem.form.clone(), number(stem.resources.len())))
            .collect();
        ((end(chunk.first()), end(chunk.last())), body)
    });
    partition(bodies, if backwards { Shard::SpellingReversed } else { Shard::Spelling }, write)
}

/// Pieces that are found by key: with the shortest text that parts each from the one before.
fn partition<B: Serialize>(
    bodies: impl Iterator<Item = ((String, String), B)>,
    name: impl Fn(u32) -> Shard,
    write: &mut impl FnMut(Shard, &[u8]) -> Result<(), String>,
) -> Result<ShardSet, String> {
    let mut starts = Vec::new();
    let (mut before, mut start) = (None::<String>, String::new());
    let bodies = bodies.map(|((first, last), body)| {
        if let Some(before) = before.replace(last) {
            let same = first.chars().zip(before.chars()).take_while(|(a, b)| a == b).count();
            let next: String = first.chars().take(same + 1).collect();
            let shared = next.bytes().zip(start.bytes()).take_while(|(a, b)| a == b).count().min(255);
            // Cut between letters.
            let shared = (0..=shared).rev().find(|index| next.is_char_boundary(*index)).unwrap_or(0);
            starts.push((u8::try_from(shared).unwrap_or(0), next.get(shared..).unwrap_or_default().to_owned()));
            start = next;
        }
        (first, body)
    });
    let set = write_shard_set(bodies, name, write)?;
    Ok(ShardSet { starts, ..set })
}

/// Writes the shards of a set, a group at a time.
fn write_shard_set<B: Serialize>(
    mut bodies: impl Iterator<Item = (String, B)>,
    name: impl Fn(u32) -> Shard,
    write: &mut impl FnMut(Shard, &[u8]) -> Result<(), String>,
) -> Result<ShardSet, String> {
    let mut set = ShardSet::default();
    loop {
        let group: Vec<Vec<u8>> =
            bodies.by_ref().take(SHARDS_PER_HASH_GROUP).map(|(_, item)| body(&item)).collect::<Result<_, String>>()?;
        if group.is_empty() {
            return Ok(set);
        }
        let hashes: Vec<Hash> = group.iter().map(|body| hash(body)).collect();
        let table = hashes.concat();
        set.groups.extend(hash(&table));
        for content in group {
            write(name(set.shards), &gzip(&[table.as_slice(), &content].concat())?)?;
            set.shards += 1;
        }
    }
}

fn body<B: Serialize>(body: &B) -> Result<Vec<u8>, String> {
    postcard::to_allocvec(body).map_err(|error| error.to_string())
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(bytes).and_then(|()| encoder.finish()).map_err(|error| error.to_string())
}
