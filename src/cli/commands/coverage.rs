//! `coverage`: for whom and for what the catalogue has nothing.

use crate::content;
use anyhow::{Context, Result};
use boussole_authoring::{compile, coverage};
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

/// Prints which profile × kind × need × objective no resource serves, and how many serve the least served.
pub fn coverage(www: Option<&Path>, as_json: bool) -> Result<ExitCode> {
    let content = content::load_sources(www)?;
    let pack = compile::compile(&content).map_err(|findings| content::findings_error(&findings))?.into_iter().next();
    let pack = pack.context("content has no language")?;
    let words = &pack.vocabulary;
    let (gaps, all) = coverage::gaps(pack.attributes.iter(), words);
    let named = |[profile, kind, usage, objective]: [usize; 4]| {
        Some([
            &words.profiles.get(profile)?.id,
            &words.kinds.get(kind)?.id,
            &words.usages.get(usage)?.id,
            &words.objectives.get(objective)?.id,
        ])
    };
    let empty: Vec<_> = gaps.into_iter().filter_map(named).collect();
    if as_json {
        println!("{}", json!({ "combinations": all, "empty": empty }));
    } else {
        for [profile, kind, usage, objective] in &empty {
            println!("{profile} × {kind} × {usage} × {objective}");
        }
        println!("{} of {all} combinations have nothing", empty.len());
    }
    Ok(ExitCode::SUCCESS)
}
