//! A term as people read it, and where it comes from.

use serde::{Deserialize, Serialize};

/// One term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The id used in data, links and results.
    pub id: String,
    /// Name of the term.
    pub label: String,
    /// One sentence.
    pub description: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a fact comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Lines of the report (`seed:L811`), addresses of pages, or what it was inferred from.
    pub source: Vec<String>,
    /// Shown as "à confirmer": Le RAMEAU has not stated it.
    pub to_confirm: bool,
}
