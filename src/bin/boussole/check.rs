//! `check`: every finding with its file, item and field; exit 1 when one of them is an error.

use super::project;
use boussole::catalogue::{check, load};
use std::path::PathBuf;
use std::process::ExitCode;

/// Validates the content below a folder such as `www`.
#[allow(clippy::unnecessary_wraps)] // The shape of all commands.
pub fn check(path: Option<PathBuf>) -> Result<ExitCode, String> {
    let www = path.unwrap_or_else(project::www);
    let findings = match load::load(&www) {
        Ok(content) => check::check(&content),
        Err(findings) => findings,
    };
    for finding in findings.all() {
        println!("{finding}");
    }
    let errors = findings.errors();
    println!("{}: {errors} errors, {} warnings", www.display(), findings.all().len() - errors);
    Ok(if errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
