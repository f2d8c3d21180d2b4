//! `coverage`: for whom and for what the catalogue has nothing.

use crate::content;
use anyhow::{Context, Result};
use boussole_authoring::compile;
use serde_json::json;
use std::path::Path;
use std::process::ExitCode;

/// Prints which profile × kind × need × objective no resource serves, and how many serve the least served.
pub fn coverage(www: Option<&Path>, as_json: bool) -> Result<ExitCode> {
    let content = content::load_sources(www)?;
    let pack = compile::compile(&content).map_err(|findings| content::findings_error(&findings))?.into_iter().next();
    let pack = pack.context("content has no language")?;
    let words = &pack.vocabulary;
    let mut empty = Vec::new();
    let mut all = 0;
    for (profile, who) in words.profiles.iter().enumerate() {
        for (kind, what) in words.kinds.iter().enumerate() {
            for (usage, need) in words.usages.iter().enumerate() {
                for (objective, why) in words.objectives.iter().enumerate() {
                    all += 1;
                    let serves = pack.attributes.iter().any(|attributes| {
                        !attributes.retired
                            && !attributes.duplicate
                            && attributes.kind as usize == kind
                            && attributes.usages.contains_index(usage)
                            && (attributes.transversal || attributes.objectives.contains_index(objective))
                            && (attributes.every_profile || attributes.profiles.contains_index(profile))
                    });
                    if !serves {
                        empty.push([&who.id, &what.id, &need.id, &why.id]);
                    }
                }
            }
        }
    }
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
