//! Full-text search over the catalogue: an index built ahead, read where it lies.
//!
//! [`words`] folds and splits text, [`stem`] brings the forms of a word together, [`index`] reads an index
//! that was made elsewhere and finds, `memo` remembers the last words, [`rank`] orders, [`Ranking`]
//! holds every weight, [`synonyms`] knows which terms mean the same. Integers only: the same
//! query on the same bytes gives the same order on every machine.
//!
//! A package of its own, since all the rest of the module is compiled for few bytes, and this for speed. It knows nothing
//! of the compass.
//!
//! # What a weight does at its extremes
//! - `title`, `summary`, `keywords`, `tags`: 0 leaves the field out of the index; ten times the others makes
//!   a word in that field win whatever else matches.
//! - `exact`, `stem`, `prefix`, `typo` (per mille, of a match of that kind): 0 turns the kind off; all at
//!   1000 ranks "partner" typed for "partenariat" as high as the word itself.
//! - `same`, `near` (per mille, of a term that the thesaurus gives for the same, for something close): 0 turns it off;
//!   1000 ranks what only a synonym finds like what the word itself finds.
//! - `phrase`, `opening` (per mille, added when the words follow each other in the title, when they
//!   open it): 0 ignores their order; 10000 puts every title that holds the phrase before all others.
//! - `coverage` (per mille, for the share of the title that the words fill): 0 treats long titles like short
//!   ones; 10000 puts a title of one matching word before everything.
//! - `saturation`: 1 counts a word once however often it comes; 100 makes repetition win.
//! - `mix` (0 to 100, the slider's resting place): 0 ranks by the words alone, 100 by the visitor's answers.

mod folds;
pub mod index;
mod memo;
pub mod rank;
pub mod stem;
pub mod synonyms;
pub mod words;

pub use index::{Asked, Found, Hit, Index};
pub use rank::{marked, meant, ranked};
pub use synonyms::Synonyms;

use serde::{Deserialize, Serialize};

/// Every weight of search. Values are content (`www/content/rules.json`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Ranking {
    /// A word of the title.
    pub title: u32,
    /// A word of the summary.
    pub summary: u32,
    /// A word of the keywords: what people type to find it, and what no text shows.
    pub keywords: u32,
    /// A word of the publisher, or of the name of a kind, domain, objective, profile or level.
    pub tags: u32,
    /// The word itself, per mille.
    pub exact: u32,
    /// Another form of the word, per mille.
    pub stem: u32,
    /// A word that it begins, per mille of the part typed.
    pub prefix: u32,
    /// A word one letter away, per mille.
    pub typo: u32,
    /// A term used for the same, per mille.
    pub same: u32,
    /// A term used for something close, per mille: looked for when there are few of the others.
    pub near: u32,
    /// Words of at least so many letters may have a typo.
    pub typo_from: usize,
    /// With at least so many letters, the beginning of a word may have one too: fewer begin too many words for
    /// a mistake in them to tell which.
    pub typo_begun_from: usize,
    /// Words of at least so many letters may have two.
    pub typos_from: usize,
    /// With fewer documents than this, those that hold half of the words come too.
    pub few: usize,
    /// The words follow each other in the title, per mille added.
    pub phrase: u32,
    /// They open the title, per mille added.
    pub opening: u32,
    /// The words fill the whole title, per mille added; half of it, half of that.
    pub coverage: u32,
    /// How much weight a word has in a text before more of it counts half.
    pub saturation: u32,
    /// How much the visitor's answers count beside her words at first, per cent.
    pub mix: u8,
    /// What a resource like one that a visitor wants less of is still worth, per mille.
    pub less: u32,
    /// How many resources a page of results shows.
    pub page: usize,
    /// Words that tell nothing, in all languages, sorted.
    pub stop: Vec<String>,
}

impl Ranking {
    /// Whether a folded word tells nothing.
    #[must_use]
    pub fn stops(&self, word: &str) -> bool {
        self.stop.binary_search_by(|stop| stop.as_str().cmp(word)).is_ok()
    }
}
