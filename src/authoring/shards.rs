//! Making the files of a library.

use boussole_content::index::level;
use boussole_content::library::read::share;
use boussole_content::library::{
    CARDS_PER_LIST, Card, Entry, Hash, List, MAGIC, MAX_POSTINGS, MIN_PREFIX_LEN, Manifest, SHARDS_PER_HASH_GROUP,
    Shard, ShardSet, Spelling, Words, hash,
};
use boussole_content::search::Ranking;
use boussole_content::search::index::varint;
use boussole_content::search::stem::{english, french};
use boussole_content::search::words::words_and_joined;
use core::cmp::Reverse;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;

/// What a card weighs in a piece, compressed, in bytes: measured, and only used to part the pieces.
const CARD_BYTES: usize = 42;
/// What an entry weighs besides its lists.
const ENTRY_BYTES: usize = 12;
/// What a piece of the words may weigh, compressed, in bytes, as far as that can be told ahead.
const MAX_SHARD_BYTES: usize = 34_000;
/// Words that begin alike and weigh more than this are too many for one piece: their beginning has a list.
const MAX_PREFIX_BYTES: usize = 14_000;
/// How many stems a piece of the spelling holds.
const STEMS_PER_SHARD: usize = 2500;
/// How many cards a piece holds.
const CARDS_PER_SHARD: usize = 512;

/// A resource of a library.
#[derive(Clone, Debug, Default)]
pub struct Resource {
    /// What is shown.
    pub card: Card,
    /// What is only searched in.
    pub summary: String,
}

/// What a library came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BuildReport {
    /// How many pieces, with the root.
    pub pieces: usize,
    /// What they weigh together.
    pub bytes: u64,
    /// What the root weighs.
    pub root: usize,
    /// What the heaviest piece of the words weighs.
    pub heaviest: usize,
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

/// Makes a library; `write` takes each file: its name (the root's is empty) and its bytes. The root comes last and
/// names the folder for the others, which is not known before.
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
    let mut made = BuildReport::default();
    let mut out = |piece: Shard, bytes: &[u8]| {
        made.pieces += 1;
        made.bytes += bytes.len() as u64;
        if matches!(piece, Shard::Postings(_)) {
            made.heaviest = made.heaviest.max(bytes.len());
        }
        write(piece, bytes)
    };
    let root = Manifest {
        folder: String::new(),
        language: language.to_owned(),
        resources: number(cards.len()),
        card_block: number(CARDS_PER_SHARD),
        words: words(&stems, &cards, ranking, &mut out)?,
        cards: family(
            cards.chunks(CARDS_PER_SHARD).enumerate().map(|(at, block)| {
                (String::new(), (at * CARDS_PER_SHARD..).map(number).zip(block.iter().cloned()).collect::<Vec<_>>())
            }),
            Shard::Resources,
            &mut out,
        )?,
        forwards: spelling(&stems, false, &mut out)?,
        backwards: spelling(&stems, true, &mut out)?,
    };
    let mut sum = Sha256::new();
    for family in [&root.words, &root.cards, &root.forwards, &root.backwards] {
        sum.update(&family.groups);
    }
    let folder = sum.finalize().iter().take(8).fold(String::new(), |folder, byte| folder + &format!("{byte:02x}"));
    let root = Manifest { folder, ..root };
    let bytes = gzip(&[&MAGIC[..], &body(&root)?].concat())?;
    out(Shard::Manifest, &bytes)?;
    made.root = bytes.len();
    Ok((root, made))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn stems(resources: &[Resource], language: &str, ranking: &Ranking) -> BTreeMap<String, Stem> {
    let mut stems = BTreeMap::<String, Stem>::new();
    let stem = if language == "en" { english } else { french };
    for (at, Resource { card, summary }) in resources.iter().enumerate() {
        let fields = [(&card.title, ranking.title), (summary, ranking.summary), (&card.publisher, ranking.tags)];
        for (text, weight) in fields.into_iter().filter(|(_, weight)| *weight > 0) {
            for word in words_and_joined(text).into_iter().filter(|word| !ranking.stops(word)) {
                let own = stems.entry(stem(&word).into_owned()).or_default();
                match own.resources.last_mut() {
                    Some((last, sum)) if *last == number(at) => *sum += weight,
                    _ => own.resources.push((number(at), weight)),
                }
                // The form of the majority, without counting each.
                if own.form == word {
                    own.lead += 1;
                } else if own.lead == 0 {
                    own.form = word;
                    own.lead = 1;
                } else {
                    own.lead -= 1;
                }
            }
        }
    }
    for own in stems.values_mut() {
        for (_, weight) in &mut own.resources {
            *weight = level(*weight, ranking);
        }
    }
    stems
}

/// The resources of a list that are kept, and the best of them in order.
fn list(mut of: Vec<(u32, u32)>, resources: usize, place: &mut impl FnMut(u32) -> u16) -> List {
    let order = |(number, worth): &(u32, u32)| (Reverse(*worth), *number);
    if of.len() > MAX_POSTINGS {
        of.select_nth_unstable_by_key(MAX_POSTINGS, order);
        of.truncate(MAX_POSTINGS);
    }
    of.sort_unstable_by_key(order);
    let best = of.iter().take(CARDS_PER_LIST).map(|(number, _)| place(*number)).collect();
    of.sort_unstable_by_key(|(number, _)| *number);
    let (mut kept, mut last) = (Vec::new(), 0);
    for (number, worth) in of {
        varint(u64::from(number - last) * 16 + u64::from((worth / 1000).clamp(1, 15)), &mut kept);
        last = number;
    }
    List { resources: number(resources), kept, best }
}

/// What a list of so many resources weighs.
fn weight(resources: usize) -> usize {
    resources.min(MAX_POSTINGS) * 2 + resources.min(CARDS_PER_LIST) * CARD_BYTES
}

fn words(
    stems: &BTreeMap<String, Stem>,
    cards: &[Card],
    ranking: &Ranking,
    write: &mut impl FnMut(Shard, &[u8]) -> Result<(), String>,
) -> Result<ShardSet, String> {
    let beginnings = |key: &str| -> Vec<String> {
        let ends = key.char_indices().map(|(at, _)| at).chain([key.len()]).skip(MIN_PREFIX_LEN);
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
    let mut pieces: Vec<Vec<&str>> = Vec::new();
    let mut filled = usize::MAX;
    let mut units: Vec<(Option<String>, Vec<&str>, usize)> = Vec::new();
    for key in keys {
        let own = stems.get(key).map_or(0, |stem| weight(stem.resources.len()));
        let begun = if alike.contains_key(key) { weight(usize::MAX) } else { 0 };
        let weight = ENTRY_BYTES + key.len() + own + begun;
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
        match pieces.last_mut() {
            Some(piece) if filled.saturating_add(weight) <= MAX_SHARD_BYTES => {
                piece.extend(keys);
                filled += weight;
            }
            _ => {
                pieces.push(keys);
                filled = weight;
            }
        }
    }
    let mut scores = vec![0_u32; cards.len()];
    let bodies = pieces.into_iter().map(|keys| {
        let first = keys.first().copied().unwrap_or_default().to_owned();
        let last = keys.last().copied().unwrap_or_default().to_owned();
        let mut places = HashMap::<u32, u16>::new();
        let mut shown = Vec::new();
        let mut place = |number: u32| {
            *places.entry(number).or_insert_with(|| {
                shown.push((number, cards.get(number as usize).cloned().unwrap_or_default()));
                u16::try_from(shown.len() - 1).unwrap_or(u16::MAX)
            })
        };
        let entries = keys.into_iter().map(|key| Entry {
            key: key.to_owned(),
            word: stems.get(key).map_or_else(List::default, |stem| {
                let of = stem.resources.iter().map(|(number, level)| (*number, level * 1000)).collect();
                list(of, stem.resources.len(), &mut place)
            }),
            begun: alike.contains_key(key).then(|| begun(key, stems, ranking, &mut scores, &mut place)),
        });
        let entries = entries.collect();
        ((first, last), Words { cards: shown, entries })
    });
    parted(bodies, Shard::Postings, write)
}

/// The resources with a word that begins so.
fn begun(
    key: &str,
    stems: &BTreeMap<String, Stem>,
    ranking: &Ranking,
    scores: &mut [u32],
    place: &mut impl FnMut(u32) -> u16,
) -> List {
    let mut touched = Vec::new();
    for (stem, own) in stems.range(key.to_owned()..).take_while(|(stem, _)| stem.starts_with(key)) {
        let share = share(key, stem, ranking);
        for (number, level) in &own.resources {
            if let Some(score) = scores.get_mut(*number as usize) {
                if *score == 0 {
                    touched.push(*number);
                }
                *score = (*score).max((level * share).max(1));
            }
        }
    }
    let of: Vec<(u32, u32)> =
        touched.into_iter().map(|at| (at, scores.get_mut(at as usize).map_or(0, core::mem::take))).collect();
    let resources = of.len();
    list(of, resources, place)
}

fn spelling(
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
        let end = |of: Option<&(String, &String, &Stem)>| of.map(|(sorted, ..)| sorted.clone()).unwrap_or_default();
        let body: Spelling = chunk
            .iter()
            .map(|(_, key, stem)| ((*key).clone(), stem.form.clone(), number(stem.resources.len())))
            .collect();
        ((end(chunk.first()), end(chunk.last())), body)
    });
    parted(bodies, if backwards { Shard::SpellingReversed } else { Shard::Spelling }, write)
}

/// Pieces that are found by key: with the shortest text that parts each from the one before.
fn parted<B: Serialize>(
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
            let shared = (0..=shared).rev().find(|at| next.is_char_boundary(*at)).unwrap_or(0);
            starts.push((u8::try_from(shared).unwrap_or(0), next.get(shared..).unwrap_or_default().to_owned()));
            start = next;
        }
        (first, body)
    });
    let family = family(bodies, name, write)?;
    Ok(ShardSet { starts, ..family })
}

/// Writes the pieces of a family, a group at a time.
fn family<B: Serialize>(
    mut bodies: impl Iterator<Item = (String, B)>,
    name: impl Fn(u32) -> Shard,
    write: &mut impl FnMut(Shard, &[u8]) -> Result<(), String>,
) -> Result<ShardSet, String> {
    let mut family = ShardSet::default();
    loop {
        let group: Vec<Vec<u8>> =
            bodies.by_ref().take(SHARDS_PER_HASH_GROUP).map(|(_, own)| body(&own)).collect::<Result<_, String>>()?;
        if group.is_empty() {
            return Ok(family);
        }
        let hashes: Vec<Hash> = group.iter().map(|body| hash(body)).collect();
        let table = hashes.concat();
        family.groups.extend(hash(&table));
        for own in group {
            write(name(family.pieces), &gzip(&[table.as_slice(), &own].concat())?)?;
            family.pieces += 1;
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
