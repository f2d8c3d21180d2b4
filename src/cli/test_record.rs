//! The record of a run of all tests: `test` writes it, `rgaa` reads it.

use crate::project;
use anyhow::Result;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What the last `cargo run -- test` saw.
#[derive(Default, Deserialize)]
pub struct TestRun {
    /// The day, as an ISO date.
    pub date: String,
    /// What became of each test, by its name: `passed`, `failed` or `skipped`.
    pub tests: BTreeMap<String, String>,
}

/// Where the record is kept.
pub fn path() -> Result<PathBuf> {
    Ok(project::target()?.join("boussole-tests.json"))
}

/// Writes down what a run of the tests saw, by name.
pub fn write(tests: &BTreeMap<String, &'static str>, date: &str) -> Result<()> {
    let path = path()?;
    let text = serde_json::to_string_pretty(&serde_json::json!({ "date": date, "tests": tests }) as &Value)?;
    project::write(&path, text)
}
