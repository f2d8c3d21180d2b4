//! A catalogue of up to a million resources, as files on any static host: the browser fetches the few pieces
//! that a query needs, checks each, and never the whole.
//!
//! [`build`] makes the files, [`read`] answers from those that are there and names those it lacks.
//!
//! # The files
//! A root, and four families of pieces in a folder named after the root's content:
//!
//! | piece | holds |
//! |---|---|
//! | `w` words | per stem, the resources that have it, and the cards of the best; the same for beginnings that many words share |
//! | `c` cards | the cards of [`Root::card_block`] resources in a row, the latest first |
//! | `f`, `b` spelling | every stem, forwards and backwards: where a mistyped word is looked for |
//!
//! Each file is gzip. A piece is the hashes of its group of [`GROUP`], then its own body: the root has the hash
//! of each group, so that one request brings a piece and its proof. That is why a word costs one request.
//!
//! # What is left out, and when
//! A list keeps the [`KEPT`] best of its resources (all, when they are fewer) and the cards of the [`SHOWN`]
//! best. So one word is always answered in full order; several words that are each in more than
//! [`KEPT`] resources find those that are among the best of each.

pub mod read;

pub use super::digest::{Hash, hash};
use core::fmt;
use serde::{Deserialize, Serialize};

/// The first bytes of every root.
pub const MAGIC: [u8; 5] = *b"BOLI\x01";
/// How many pieces share a table of hashes. This and what follows: chosen on a million resources, see the README.
pub const GROUP: usize = 64;
/// How many resources the list of a word keeps.
pub const KEPT: usize = 4096;
/// How many of them have their card beside the list.
pub const SHOWN: usize = 64;
/// Beginnings of words of at least so many letters are answered.
pub const BEGINNING: usize = 3;
/// A query costs no more requests than this, after the root; more results may cost as many again.
pub const REQUESTS: usize = 4;

/// What tells where everything is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// The folder of the pieces.
    pub folder: String,
    /// The language whose stems these are.
    pub language: String,
    /// How many resources there are.
    pub resources: u32,
    /// How many cards a piece of the family `c` holds.
    pub card_block: u32,
    /// The words.
    pub words: Family,
    /// The cards.
    pub cards: Family,
    /// The spelling, forwards.
    pub forwards: Family,
    /// The spelling, backwards.
    pub backwards: Family,
}

/// The pieces of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// How many pieces.
    pub pieces: u32,
    /// Per piece but the first, how many bytes its first key shares with the one before, and the others: what
    /// parts them and no more. Empty for cards, which are found by number.
    pub starts: Vec<(u8, String)>,
    /// The hash of each group's table, one after the other.
    pub groups: Vec<u8>,
}

impl Family {
    /// The piece that holds a key when any does.
    #[must_use]
    fn piece(&self, key: &str) -> u32 {
        let mut start: Vec<u8> = Vec::new();
        let mut piece = 0;
        for (shared, own) in &self.starts {
            start.truncate(usize::from(*shared));
            start.extend(own.as_bytes());
            if start.as_slice() > key.as_bytes() {
                break;
            }
            piece += 1;
        }
        piece
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
    pub word: List,
    /// The resources that have a word which begins so: only where too many words do for one piece.
    pub begun: Option<List>,
}

/// Resources that have something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// How many there are.
    pub resources: u32,
    /// The resources that are kept, by number: (number − the one before) × 16 + level 1 to 15, as varints.
    pub kept: Vec<u8>,
    /// The best, in order: places in [`Words::cards`].
    pub best: Vec<u16>,
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
pub enum Piece {
    /// What tells where the others are.
    Root,
    /// Of the words.
    Words(u32),
    /// Of the cards.
    Cards(u32),
    /// Of the spelling, forwards.
    Forwards(u32),
    /// Of the spelling, backwards.
    Backwards(u32),
}

impl Piece {
    /// The name of its file in the folder; empty for the root, whose address the host gives.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Root => String::new(),
            Self::Words(at) => format!("w{at}.bin"),
            Self::Cards(at) => format!("c{at}.bin"),
            Self::Forwards(at) => format!("f{at}.bin"),
            Self::Backwards(at) => format!("b{at}.bin"),
        }
    }

    /// The piece with a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        if name.is_empty() {
            return Some(Self::Root);
        }
        let at = name.get(1..)?.strip_suffix(".bin")?.parse().ok()?;
        [Self::Words(at), Self::Cards(at), Self::Forwards(at), Self::Backwards(at)]
            .into_iter()
            .find(|piece| piece.name() == name)
    }
}

/// Why a piece is no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The shard is not what its root says.
    Changed,
    /// The shard is nothing that this version reads.
    Unreadable,
    /// The shard could not be fetched.
    Missing,
    /// The shard did not come in time.
    Late,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Changed => "is not the file its library was made with",
            Self::Unreadable => "is nothing that this version reads",
            Self::Missing => "cannot be had",
            Self::Late => "did not come in time",
        })
    }
}

impl Root {
    /// Reads a root, inflated.
    ///
    /// # Errors
    /// [`Fault::Unreadable`].
    pub fn open(bytes: &[u8]) -> Result<Self, Fault> {
        let body = bytes.strip_prefix(&MAGIC).ok_or(Fault::Unreadable)?;
        let root: Self = postcard::from_bytes(body).map_err(|_| Fault::Unreadable)?;
        // The folder becomes part of an address.
        let plain = root.folder.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if plain && !root.folder.is_empty() && root.card_block > 0 { Ok(root) } else { Err(Fault::Unreadable) }
    }

    fn family(&self, piece: Piece) -> Option<(&Family, u32)> {
        match piece {
            Piece::Root => None,
            Piece::Words(at) => Some((&self.words, at)),
            Piece::Cards(at) => Some((&self.cards, at)),
            Piece::Forwards(at) => Some((&self.forwards, at)),
            Piece::Backwards(at) => Some((&self.backwards, at)),
        }
    }

    /// The body of a piece, inflated, when it is the one that this root was made with.
    ///
    /// # Errors
    /// [`Fault::Changed`].
    pub fn body<'b>(&self, piece: Piece, bytes: &'b [u8]) -> Result<&'b [u8], Fault> {
        let proven = || {
            let (family, at) = self.family(piece)?;
            let (at, pieces) = (usize::try_from(at).ok()?, usize::try_from(family.pieces).ok()?);
            let group = family.groups.get(at / GROUP * size_of::<Hash>()..)?.get(..size_of::<Hash>())?;
            let members = pieces.checked_sub(at / GROUP * GROUP)?.min(GROUP);
            let (table, body) = bytes.split_at_checked(members * size_of::<Hash>())?;
            let own = table.get(at % GROUP * size_of::<Hash>()..)?.get(..size_of::<Hash>())?;
            (hash(table) == *group && hash(body) == *own).then_some(body)
        };
        proven().ok_or(Fault::Changed)
    }
}
