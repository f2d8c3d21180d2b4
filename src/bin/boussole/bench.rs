//! `bench`: ours beside its peers, in one browser, in one run. `index`: what the search of it searches in.

use super::{build, project, test};
use boussole::catalogue::index::{self, Builder};
use boussole::catalogue::search::Index;
use boussole::catalogue::{load, thesaurus};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, ExitCode};

/// Makes an index of a JSON list of `{"title": …, "summary": …, "keywords": …}`, with the weights and the thesaurus of the
/// content.
pub fn index(list: &Path, out: &Path) -> Result<ExitCode, String> {
    let content =
        load::load(&project::www()).map_err(|findings| format!("content has {} errors", findings.errors()))?;
    let synonyms = thesaurus::synonyms(&content, "fr");
    let ranking = content.rules.search;
    let list: Value =
        serde_json::from_str(&project::read(list)?).map_err(|error| format!("{}: {error}", list.display()))?;
    let items = list.as_array().ok_or_else(|| "the list is no list".to_owned())?;
    let mut builder = Builder::new(&ranking);
    let text = |item: &Value, name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    for item in items {
        builder.add(&[
            (&text(item, "title"), ranking.title),
            (&text(item, "summary"), ranking.summary),
            (&text(item, "keywords"), ranking.keywords),
        ]);
    }
    let index = Index::open(builder.build()).ok_or_else(|| "the index made is none".to_owned())?;
    let bytes = index::written(&(&ranking, &synonyms), index).map_err(|error| error.to_string())?;
    std::fs::write(out, &bytes).map_err(|error| format!("{}: {error}", out.display()))?;
    println!("{}: {} resources, {} bytes", out.display(), items.len(), bytes.len());
    Ok(ExitCode::SUCCESS)
}

/// What is measured, by name: the search engine alone, a cold start, the whole page while somebody searches, a million
/// resources.
const PARTS: [&str; 4] = ["search", "load", "page", "library"];

/// Measures the parts that are named; without a name, all.
pub fn bench(names: &[String]) -> Result<ExitCode, String> {
    if let Some(unknown) = names.iter().find(|name| !PARTS.contains(&name.as_str())) {
        return Err(format!("bench has {}, and no {unknown}", PARTS.join(", ")));
    }
    let wanted = |part: &str| names.is_empty() || names.iter().any(|name| name == part);
    project::ensure_wasm_target()?;
    test::ensure_browser_tools()?;
    let folder = project::target()?.join("boussole-bench");
    if wanted("search") {
        engine(&folder)?;
    }
    let release = build::build(&build::Wanted::default())?;
    let tests = project::root().join("tests");
    test::ensure_packages(&tests.join("bench/peers"))?;
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    for part in PARTS.into_iter().filter(|part| wanted(part)) {
        let (what, arguments): (_, &[&str]) = match part {
            "search" => ("The search engine alone:", &["bench/search.mjs"]),
            "load" => ("How soon somebody can answer, beside other tools:", &["bench/load.mjs"]),
            "page" => ("The whole page, with a partner's catalogue:", &["bench/page.mjs"]),
            _ => (
                "A million resources as static files, on nginx:",
                &["--test", "--test-concurrency=1", "--test-reporter=spec", "browser/library.test.mjs"],
            ),
        };
        println!("{what}");
        let mut node = Command::new("node");
        node.current_dir(&tests)
            .args(arguments)
            .env("LIBRARY_SIZE", "1000000")
            .env("BOUSSOLE_BIN", &program)
            .env("BOUSSOLE_BENCH", &folder)
            .env("BOUSSOLE_DIST", &release)
            .env("BOUSSOLE_CHROMIUM", test::CHROMIUM);
        project::run(&mut node)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Builds the engine as a module of its own.
fn engine(folder: &Path) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    build::compile(&["bench"])?;
    let (glue, wasm) = build::bound(false)?;
    let save =
        |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).map_err(|error| format!("{name}: {error}"));
    save("finder.js", glue.as_bytes())?;
    save("finder.wasm", &wasm)
}
