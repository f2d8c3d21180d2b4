//! A project as a file, `boussole/studio/1`: what is written is read again without loss, and what is not ours is refused
//! before anything is changed.

use super::Project;
use serde_json::{Value, json};

/// The schema id of a project's file, up to its version.
const SCHEMA: &str = "boussole/studio/";
/// The version that is written, and the last that is read.
const VERSION: u32 = 1;

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The file is none of the studio's.
    Foreign,
    /// The file was written by a later version of the studio.
    Later,
    /// The file is the studio's, and damaged: where.
    Damaged(String),
    /// The file is heavier than any of ours.
    TooLarge,
}

/// A project as the text of its file.
#[must_use]
pub fn write(project: &Project) -> String {
    let file = json!({ "schema": format!("{SCHEMA}{VERSION}"), "project": project });
    serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
}

/// Reads the text of a project's file.
///
/// # Errors
/// Why it is not taken.
pub fn read(text: &str) -> Result<Project, Refusal> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file: Value = serde_json::from_str(text).map_err(|_| Refusal::Foreign)?;
    let schema = file.get("schema").and_then(Value::as_str).unwrap_or_default();
    let version: u32 = schema.strip_prefix(SCHEMA).and_then(|version| version.parse().ok()).ok_or(Refusal::Foreign)?;
    if version > VERSION {
        return Err(Refusal::Later);
    }
    let project = file.get("project").ok_or_else(|| Refusal::Damaged("project".to_owned()))?;
    Project::deserialize_from(project).map_err(Refusal::Damaged)
}

impl Project {
    fn deserialize_from(project: &Value) -> Result<Self, String> {
        serde_json::from_value(project.clone()).map_err(|error| error.to_string())
    }
}
