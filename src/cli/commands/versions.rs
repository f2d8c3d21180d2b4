//! `versions`: whether this tree may be released.

use crate::project;
use crate::release::contract;
use anyhow::Result;
use std::path::PathBuf;
use std::process::ExitCode;

/// Says what is stale or broken; exit 1 when something is.
pub fn versions(www: Option<PathBuf>) -> Result<ExitCode> {
    let problems = contract::find_problems(&www.unwrap_or_else(project::www))?;
    for problem in &problems {
        println!("{problem}");
    }
    println!("{}: {} problems", env!("CARGO_PKG_VERSION"), problems.len());
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
