//! A text in its languages, and how sure it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A text in each language. French is the reference; a missing one falls back to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// French.
    pub fr: String,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

/// How sure a fact is. Below `high` it is shown "à confirmer".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// A best guess.
    Low,
    /// One indirect source or a natural reading.
    Medium,
    /// Several sources agree.
    High,
    /// The source says so in these words.
    Stated,
}

impl Confidence {
    /// Whether it is shown "à confirmer".
    #[must_use]
    pub fn to_confirm(self) -> bool {
        self < Self::High
    }
}
