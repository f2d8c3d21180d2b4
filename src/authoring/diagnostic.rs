//! What is wrong with content: *all* findings, each with its file, item and field.

use serde::Serialize;
use std::fmt;

/// Whether a finding stops the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The finding stops the build.
    Error,
    /// The finding does not stop the build.
    Warning,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// Whether it stops the build.
    pub severity: Severity,
    /// The file, from `www`.
    pub file: String,
    /// The id of the item, or its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What is wrong with it.
    pub problem: String,
}

impl Finding {
    /// A finding that stops the build.
    pub fn error(file: &str, problem: impl Into<String>) -> Self {
        Self { severity: Severity::Error, file: file.to_owned(), item: None, field: None, problem: problem.into() }
    }

    /// A finding that does not stop the build.
    pub fn warning(file: &str, problem: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(file, problem) }
    }

    /// The finding, in this item.
    #[must_use]
    pub fn item(mut self, id: &str) -> Self {
        self.item = Some(id.to_owned());
        self
    }

    /// The finding, in this field.
    #[must_use]
    pub fn field(mut self, name: &str) -> Self {
        self.field = Some(name.to_owned());
        self
    }
}

impl fmt::Display for Finding {
    /// `error content/resources.json › some-id › url: …`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        write!(f, "{severity} {}", self.file)?;
        for part in [&self.item, &self.field].into_iter().flatten() {
            write!(f, " › {part}")?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// Findings in the order they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// How many stop the build.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.0.iter().filter(|finding| finding.severity == Severity::Error).count()
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Finding] {
        &self.0
    }
}
