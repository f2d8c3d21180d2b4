//! `search`: what a query finds, the best first, as the widget finds it.

use crate::{content, project};
use anyhow::{Context, Result};
use boussole_content::pack::Pack;
use boussole_content::search;
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;

/// Prints the resources that a query finds.
pub fn search(query: &str) -> Result<ExitCode> {
    let packs = content::compile_packs(&project::www())?;
    let pack = spoken(&packs, "fr")?;
    match search::find_ranked(&pack.index, query, &pack.ranking, |index| title(pack, index)) {
        None => println!("no word to look for"),
        Some(found) => {
            for hit in found.hits.iter().take(pack.ranking.page) {
                println!(
                    "{:>6} {} {}",
                    hit.score,
                    if hit.is_full_match { ' ' } else { '~' },
                    title(pack, hit.document)
                );
            }
            let whole = found.hits.iter().filter(|hit| hit.is_full_match).count();
            println!("{whole} resources have every word, {} have some (~)", found.hits.len() - whole);
            let nowhere = found.words.iter().filter(|word| word.documents == 0);
            for word in nowhere.filter_map(|word| query.get(word.range.clone())) {
                println!("no resource has {word}");
            }
            let titles: Vec<&str> =
                found.hits.iter().take(pack.ranking.page).map(|hit| title(pack, hit.document)).collect();
            if let Some(meant) = search::corrected_query(query, &found.words, &titles) {
                println!("taken for: {meant}");
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints, as JSON, the ids that each query of a file finds: `[{"query": …, "language": …}]` in (French where it is not
/// said), a list of lists out.
pub fn all(file: &Path) -> Result<ExitCode> {
    let packs = content::compile_packs(&project::www())?;
    let queries: Value = project::json(file)?;
    let found = |each: &Value| -> Result<Vec<&str>> {
        let text = |name: &str| each.get(name).and_then(Value::as_str);
        let pack = spoken(&packs, text("language").unwrap_or("fr"))?;
        let query = text("query").unwrap_or_default();
        let found =
            search::find_ranked(&pack.index, query, &pack.ranking, |index| title(pack, index)).unwrap_or_default();
        let id = |hit: &search::Hit| pack.resources.get(hit.document).map(|resource| resource.id.as_str());
        Ok(found.hits.iter().filter_map(id).collect())
    };
    let found: Vec<Vec<&str>> = queries.as_array().into_iter().flatten().map(found).collect::<Result<_, _>>()?;
    println!("{}", json!(found));
    Ok(ExitCode::SUCCESS)
}

fn spoken<'p>(packs: &'p [Pack], language: &str) -> Result<&'p Pack> {
    packs.iter().find(|pack| pack.messages.code == language).with_context(|| format!("no language {language}"))
}

fn title(pack: &Pack, index: usize) -> &str {
    pack.resources.get(index).map_or("", |resource| &resource.title)
}
