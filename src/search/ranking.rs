//! The weights of search.

use serde::{Deserialize, Serialize};

/// Every weight of search. Values are content (`www/content/rules.json`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// Per mille added when the words open the title.
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
    pub fn is_stop_word(&self, word: &str) -> bool {
        self.stop.binary_search_by(|stop| stop.as_str().cmp(word)).is_ok()
    }
}
