//! `check`: every finding with its file, item and field; exit 1 when one of them is an error.

use crate::{content, project};
use anyhow::Result;

use boussole_authoring::diagnostic::Severity;
use boussole_authoring::{check, compile, load};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Validates the content below a folder such as `www`, and a partner's own words.
#[allow(clippy::unnecessary_wraps)] // The shape of all commands.
pub fn check(path: Option<PathBuf>, overlay: Option<&Path>, as_json: bool) -> Result<ExitCode> {
    let www = path.unwrap_or_else(project::www);
    let (findings, packs) = match load::load(&www) {
        Ok(content) => (check::check(&content), compile::compile(&content).unwrap_or_default()),
        Err(findings) => (findings, Vec::new()),
    };
    // Words are checked against content that is itself right.
    let misfits = match overlay {
        Some(overlay) if findings.errors() == 0 => content::with_overlay(&packs, overlay).err().unwrap_or_default(),
        _ => Vec::new(),
    };
    let errors = findings.errors() + misfits.len();
    let warnings = findings.all().len() - findings.errors();
    if as_json {
        println!(
            "{}",
            json!({ "errors": errors, "warnings": warnings, "findings": findings.all(), "overlay": misfits })
        );
    } else {
        // What must be mended stands last, where it is seen.
        let (wrong, doubtful): (Vec<_>, Vec<_>) =
            findings.all().iter().partition(|finding| finding.severity == Severity::Error);
        for finding in doubtful.iter().chain(&wrong) {
            println!("{finding}");
        }
        for misfit in &misfits {
            println!("{misfit}");
        }
        let counted = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        println!("{}: {}, {}", www.display(), counted(errors, "error"), counted(warnings, "warning"));
    }
    Ok(if errors == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
