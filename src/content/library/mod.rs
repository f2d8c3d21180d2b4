//! A catalogue of up to a million resources, as files on any static host: the browser fetches the few pieces
//! that a query needs, checks each, and never the whole.
//!
//! `boussole_authoring::shards` makes the files, [`read`] answers from those that are there and names those it lacks.
//!
//! # The files
//! A root, and four families of pieces in a folder named after the root's content:
//!
//! | piece | holds |
//! |---|---|
//! | `w` words | per stem, the resources that have it, and the cards of the best; the same for beginnings that many words share |
//! | `c` cards | the cards of [`Manifest::card_block`] resources in a row, the latest first |
//! | `f`, `b` spelling | every stem, forwards and backwards: where a mistyped word is looked for |
//!
//! Each file is gzip. A piece is the hashes of its group of [`SHARDS_PER_HASH_GROUP`], then its own body: the root has the hash
//! of each group, so that one request brings a piece and its proof. That is why a word costs one request.
//!
//! # What is left out, and when
//! A list keeps the [`MAX_POSTINGS`] best of its resources (all, when they are fewer) and the cards of the [`CARDS_PER_LIST`]
//! best. So one word is always answered in full order; several words that are each in more than
//! [`MAX_POSTINGS`] resources find those that are among the best of each.

pub mod read;
mod seal;

pub use self::seal::integrity_in;
use super::decode::from_bytes;
pub use super::digest::{Hash, hash};
use core::fmt;
use serde::{Deserialize, Serialize};

/// The first bytes of every root.
pub const MAGIC: [u8; 5] = *b"BOLI\x01";
/// How many pieces share a table of hashes. This and what follows: chosen on a million resources, see `tests/bench/RESULTS.md`.
pub const SHARDS_PER_HASH_GROUP: usize = 64;
/// How many resources the list of a word keeps.
pub const MAX_POSTINGS: usize = 4096;
/// How many of them have their card beside the list.
pub const CARDS_PER_LIST: usize = 64;
/// Beginnings of words of at least so many letters are answered.
pub const MIN_PREFIX_LEN: usize = 3;
/// A query costs no more requests than this, after the root; more results may cost as many again.
pub const MAX_REQUESTS: usize = 4;

/// What tells where everything is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The folder of the pieces.
    pub folder: String,
    /// The language whose stems these are.
    pub language: String,
    /// How many resources there are.
    pub resources: u32,
    /// How many cards a piece of the family `c` holds.
    pub card_block: u32,
    /// The words.
    pub words: ShardSet,
    /// The cards.
    pub cards: ShardSet,
    /// The spelling, forwards.
    pub forwards: ShardSet,
    /// The spelling, backwards.
    pub backwards: ShardSet,
}

/// The pieces of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShardSet {
    /// How many pieces.
    pub shards: u32,
    /// Per piece but the first, how many bytes its first key shares with the one before, and the others: what
    /// parts them and no more. Empty for cards, which are found by number.
    pub starts: Vec<(u8, String)>,
    /// The hash of each group's table, one after the other.
    pub groups: Vec<u8>,
}

impl ShardSet {
    /// The piece that holds a key when any does.
    #[must_use]
    fn shard_of(&self, key: &str) -> u32 {
        let mut start: Vec<u8> = Vec::new();
        let mut shard = 0;
        for (shared, suffix) in &self.starts {
            start.truncate(usize::from(*shared));
            start.extend(suffix.as_bytes());
            if start.as_slice() > key.as_bytes() {
                break;
            }
            shard += 1;
        }
        shard
    }
}

/// What one piece of the words holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Cards, each with the number of its resource.
    pub cards: Vec<(u32, Card)>,
    /// Sorted by key.
    pub entries: Vec<Entry>,
}

/// A stem, or the beginning of many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Folded.
    pub key: String,
    /// The resources that have the word.
    pub word: PostingList,
    /// The resources that have a word which begins so: only where too many words do for one piece.
    pub prefix: Option<PostingList>,
}

/// Resources that have something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingList {
    /// How many there are.
    pub resources: u32,
    /// The resources that are kept, by number: (number − the one before) × 16 + level 1 to 15, as varints.
    pub postings: Vec<u8>,
    /// The best, in order: places in [`Words::cards`].
    pub top: Vec<u16>,
}

/// What is shown of a resource.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The place of its kind in [`boussole_domain::Kind::ALL`].
    pub kind: u8,
    /// Title of the resource.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; empty when unknown.
    pub date: String,
    /// Where it is; empty when nowhere.
    pub url: String,
    /// `fr`, `en`.
    pub language: String,
}

/// One piece of the spelling: keys, a form of each that people write, and how many resources have it.
pub type Spelling = Vec<(String, String, u32)>;

/// A file of a library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shard {
    /// What tells where the others are.
    Manifest,
    /// Of the words.
    Postings(u32),
    /// Of the cards.
    Resources(u32),
    /// Of the spelling, forwards.
    Spelling(u32),
    /// Of the spelling, backwards.
    SpellingReversed(u32),
}

impl Shard {
    /// The name of its file in the folder; empty for the root, whose address the host gives.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Manifest => String::new(),
            Self::Postings(index) => format!("w{index}.bin"),
            Self::Resources(index) => format!("c{index}.bin"),
            Self::Spelling(index) => format!("f{index}.bin"),
            Self::SpellingReversed(index) => format!("b{index}.bin"),
        }
    }

    /// The piece with a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        if name.is_empty() {
            return Some(Self::Manifest);
        }
        let index = name.get(1..)?.strip_suffix(".bin")?.parse().ok()?;
        [Self::Postings(index), Self::Resources(index), Self::Spelling(index), Self::SpellingReversed(index)]
            .into_iter()
            .find(|shard| shard.name() == name)
    }
}

/// Why a piece is no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShardError {
    /// The shard is not what its root says.
    HashMismatch,
    /// The shard is nothing that this version reads.
    Malformed,
    /// The shard could not be fetched.
    Unavailable,
    /// The shard did not come in time.
    TimedOut,
}

impl fmt::Display for ShardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::HashMismatch => "is not the file its library was made with",
            Self::Malformed => "is nothing that this version reads",
            Self::Unavailable => "cannot be had",
            Self::TimedOut => "did not come in time",
        })
    }
}

impl Manifest {
    /// Reads a root, inflated.
    ///
    /// # Errors
    /// [`ShardError::Malformed`].
    pub fn open(bytes: &[u8]) -> Result<Self, ShardError> {
        let body = bytes.strip_prefix(&MAGIC).ok_or(ShardError::Malformed)?;
        let manifest: Self = from_bytes(body).ok_or(ShardError::Malformed)?;
        // The folder becomes part of an address.
        let is_alphanumeric = manifest.folder.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if is_alphanumeric && !manifest.folder.is_empty() && manifest.card_block > 0 {
            Ok(manifest)
        } else {
            Err(ShardError::Malformed)
        }
    }

    fn family(&self, shard: Shard) -> Option<(&ShardSet, u32)> {
        match shard {
            Shard::Manifest => None,
            Shard::Postings(index) => Some((&self.words, index)),
            Shard::Resources(index) => Some((&self.cards, index)),
            Shard::Spelling(index) => Some((&self.forwards, index)),
            Shard::SpellingReversed(index) => Some((&self.backwards, index)),
        }
    }

    /// The body of a piece, inflated, when it is the one that this root was made with.
    ///
    /// # Errors
    /// [`ShardError::HashMismatch`].
    pub fn body<'b>(&self, shard: Shard, bytes: &'b [u8]) -> Result<&'b [u8], ShardError> {
        let proven = || {
            let (family, index) = self.family(shard)?;
            let (index, shards) = (usize::try_from(index).ok()?, usize::try_from(family.shards).ok()?);
            let group =
                family.groups.get(index / SHARDS_PER_HASH_GROUP * size_of::<Hash>()..)?.get(..size_of::<Hash>())?;
            let members =
                shards.checked_sub(index / SHARDS_PER_HASH_GROUP * SHARDS_PER_HASH_GROUP)?.min(SHARDS_PER_HASH_GROUP);
            let (table, body) = bytes.split_at_checked(members * size_of::<Hash>())?;
            let expected = table.get(index % SHARDS_PER_HASH_GROUP * size_of::<Hash>()..)?.get(..size_of::<Hash>())?;
            (hash(table) == *group && hash(body) == *expected).then_some(body)
        };
        proven().ok_or(ShardError::HashMismatch)
    }
}
