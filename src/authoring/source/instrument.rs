//! A file of `www/content/instruments`.

use super::text::{Confidence, Text};
use boussole_content::instrument::{Condition, ResultKind};
use boussole_domain::Kind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A file: one instrument.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InstrumentFile {
    /// The address of the JSON Schema, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Stable: the name of the file, of the view, and of its answers.
    pub id: String,
    /// Place of the instrument among the others.
    pub order: u16,
    /// Name of the instrument.
    pub label: Text,
    /// What it is for, in one or two sentences.
    pub lead: Text,
    /// How long it takes.
    pub minutes: u8,
    /// Where it comes from.
    pub source: Vec<String>,
    /// How sure that is.
    pub confidence: Confidence,
    /// What its answers come to.
    pub reading: ResultKind,
    /// What to know of its limits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Text>,
    /// When it may be answered, if more than once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moments: Vec<MomentFile>,
    /// How many may answer side by side, 2 to 9.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 2, max = 9))]
    pub parties: Option<u8>,
    /// Whether each item takes a commitment in words.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub commits: bool,
    /// The levels of an item, the lowest first, 2 to 9.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scale: Vec<Text>,
    /// The level from which somebody has agreed to an item, 0 for the lowest: of the reading "accord".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_from: Option<u8>,
    /// What is asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupFile>,
    /// Who does what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grid: Option<GridFile>,
    /// What is told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactsFile>,
    /// What to say of the result: all that fit are said, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub says: Vec<InterpretationFile>,
    /// Whether the stage reached may become the answer to *maturity*.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub feeds_maturity: bool,
    /// The kinds of resources it leads to; all when none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// For whom it is worth doing next, and why: the first that fits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub worth: Vec<RecommendationFile>,
}

/// A time to answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MomentFile {
    /// Stable.
    pub id: String,
    /// Name of the moment.
    pub label: Text,
    /// Months from the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
}

/// Something that is asked, told, or chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemFile {
    /// Stable, within its instrument.
    pub id: String,
    /// The words.
    pub label: Text,
    /// More of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
    /// Where it comes from.
    pub source: Vec<String>,
    /// How sure it is.
    pub confidence: Confidence,
    /// When, or from when: of a fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The day it is over: of a fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// A number worth drawing large: of a fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
    /// The views where this word appears: of a word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<String>,
}

/// Items that go together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupFile {
    /// Stable, within its instrument.
    pub id: String,
    /// What they are about.
    pub label: Text,
    /// In one sentence.
    pub description: Text,
    /// Where it comes from.
    pub source: Vec<String>,
    /// How sure it is.
    pub confidence: Confidence,
    /// French words that find resources about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// What is asked.
    pub items: Vec<ItemFile>,
}

/// Who does what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GridFile {
    /// The matters.
    pub rows: Vec<ItemFile>,
    /// The bodies.
    pub columns: Vec<Text>,
    /// What a body may do.
    pub marks: Vec<ItemFile>,
    /// The id of the mark of whoever steers: each matter wants exactly one.
    pub steers: String,
    /// The id of the mark of those who steer together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shares: Option<String>,
    /// An example: per row, per column, the id of a mark.
    pub example: Vec<Vec<Option<String>>>,
}

/// Facts that go together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactsFile {
    /// What they are about.
    pub label: Text,
    /// In the order they show.
    pub items: Vec<ItemFile>,
}

/// Something to say of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "SaysFile")]
pub struct InterpretationFile {
    /// When.
    pub when: Condition,
    /// What.
    pub text: Text,
}

/// For whom an instrument is worth doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "WorthFile")]
pub struct RecommendationFile {
    /// All that is named must fit; within a list, any.
    pub when: Answers,
    /// Why: a sentence that begins with a capital, without its full stop.
    pub because: Text,
}

/// Conditions on the visitor's answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Answers {
    /// Ids of `profiles.json`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub profile: Vec<String>,
    /// Ids of `objectives.json`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<String>,
    /// Ids of `usages.json`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub usage: Vec<String>,
    /// Levels, 1 to 4.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub maturity: Vec<u8>,
    /// Names of questions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answered: Vec<String>,
    /// Names of questions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unanswered: Vec<String>,
}

impl InstrumentFile {
    /// How many items it asks.
    #[must_use]
    pub fn items(&self) -> usize {
        self.groups.iter().map(|group| group.items.len()).sum()
    }
}
