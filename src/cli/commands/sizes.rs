//! `sizes`: what a visitor downloads, and whether that is within the budget.

use crate::release::budget;
use anyhow::Result;
use std::process::ExitCode;

/// Prints the tables of a release; with `check`, compares and exits 1 when something is over the budget or stale.
pub fn sizes(check: bool) -> Result<ExitCode> {
    let (tables, wrong) = budget::measure()?;
    println!("{tables}");
    if !check {
        return Ok(ExitCode::SUCCESS);
    }
    for problem in &wrong {
        eprintln!("{problem}");
    }
    Ok(if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
