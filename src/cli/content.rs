//! The content as editors write it, and the packs that it makes.

use crate::project;
use anyhow::{Error, Result, anyhow};
use boussole::app::features::content::{invalid_field::InvalidField, overlay};
use boussole::app::runtime::value::Value;
use boussole::view;
use boussole_authoring::diagnostic::{Finding, Findings};
use boussole_authoring::source::Content;
use boussole_authoring::{compile, load};
use boussole_content::pack::Pack;
use std::path::Path;
use std::process::ExitCode;

/// The packs of all languages, or all findings on standard error.
pub fn compile_packs(www: &Path) -> Result<Vec<Pack>> {
    load::load(www).and_then(|content| compile::compile(&content)).map_err(|findings: Findings| {
        for finding in findings.all() {
            eprintln!("{finding}");
        }
        anyhow!("content has {} errors", findings.errors())
    })
}

/// The packs with a partner's own words, or everything that is wrong with them.
pub fn with_overlay(packs: &[Pack], path: &Path) -> Result<Vec<Pack>, Vec<String>> {
    let named = |problem: String| format!("error {}: {problem}", path.display());
    let text = std::fs::read_to_string(path).map_err(|error| vec![named(error.to_string())])?;
    let overlay: Value = serde_json::from_str(&text).map_err(|error| vec![named(format!("is not JSON: {error}"))])?;
    let mut problems = Vec::new();
    let mut packs = packs.to_vec();
    for pack in &mut packs {
        for misfit in overlay::apply(pack, &overlay) {
            // Each pack checks every language: the same problem comes once for each.
            let problem = named(misfit.to_string());
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    }
    let known = |name: &str| {
        name.ends_with("schema") || name == "circles" || packs.iter().any(|pack| pack.messages.code == name)
    };
    if let Value::Map(entries) = &overlay {
        let strays = entries.iter().filter(|(name, _)| !known(name));
        problems.extend(strays.map(|(name, _)| named(format!("{name}: no such language"))));
    }
    if problems.is_empty() { Ok(packs) } else { Err(problems) }
}

/// The content below `www`, or all that is wrong with its shape.
pub fn load_sources(www: Option<&Path>) -> Result<Content> {
    load::load(&www.map_or_else(project::www, Path::to_path_buf)).map_err(|findings| findings_error(&findings))
}

/// All findings as one error, each on a line.
pub fn findings_error(findings: &Findings) -> Error {
    Error::msg(findings.all().iter().map(Finding::to_string).collect::<Vec<_>>().join("\n"))
}

/// Prints what is wrong with a table in the words that the page has for it.
pub fn print_problems(pack: Pack, misfits: &[InvalidField]) -> ExitCode {
    for sentence in view::problems::sentences(pack, misfits) {
        println!("{sentence}");
    }
    ExitCode::FAILURE
}
