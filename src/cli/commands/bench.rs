//! `bench`: ours beside its peers, in one browser, in one run; figures in `tests/bench/RESULTS.md`. `index`: what the search of it searches in.

use crate::{browsers, project, release, wasm};
use anyhow::{Context, Result, anyhow, bail};
use boussole_authoring::{load, thesaurus};
use boussole_content::index::{self, Builder};
use boussole_content::search::Index;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Makes an index of a JSON list of `{"title": …, "summary": …, "keywords": …}`, with the weights and the thesaurus of the
/// content.
pub fn index(list: &Path, out: &Path) -> Result<ExitCode> {
    let content =
        load::load(&project::www()).map_err(|findings| anyhow!("content has {} errors", findings.errors()))?;
    let synonyms = thesaurus::build_synonyms(&content, "fr");
    let ranking = content.rules.search;
    let list: Value = project::json(list)?;
    let items = list.as_array().context("the list is no list")?;
    let mut builder = Builder::new(&ranking);
    let text = |item: &Value, name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    for item in items {
        builder.add(&[
            (&text(item, "title"), ranking.title),
            (&text(item, "summary"), ranking.summary),
            (&text(item, "keywords"), ranking.keywords),
        ]);
    }
    let index = Index::open(builder.build()).context("the index made is none")?;
    let bytes = index::encode(&(&ranking, &synonyms), index)?;
    project::write(out, &bytes)?;
    println!("{}: {} resources, {} bytes", out.display(), items.len(), bytes.len());
    Ok(ExitCode::SUCCESS)
}

/// What is measured, by name: a cold start, the search engine alone, the whole page while somebody searches, a million
/// resources, a day of clicks.
const PARTS: [&str; 5] = ["load", "search", "page", "library", "clicks"];
/// What takes longer than all of them, and is measured only when it is named: a first build, a first run of every test.
const NAMED_PARTS: [&str; 2] = ["cold", "suite"];
/// Writes the page anew from the figures there are.
const REPORT: &str = "report";

/// What to measure, and how.
#[derive(Default)]
pub struct BenchOptions {
    /// The parts; none is all of `PARTS`.
    pub parts: Vec<String>,
    /// How often each visit is made, when it is not as often as the goals are judged by.
    pub runs: Option<u32>,
    /// Where the random order of the visits begins.
    pub seed: Option<u32>,
    /// The one network of the cold start.
    pub network: Option<String>,
    /// Smaller catalogues, fewer networks and clicks: tries the bench itself.
    pub trial: bool,
    /// The folder of the figures, when it is not the project's own.
    pub out: Option<PathBuf>,
}

/// Measures, and writes `results.json` and `RESULTS.md`.
pub fn bench(options: &BenchOptions) -> Result<ExitCode> {
    let known = |name: &str| PARTS.contains(&name) || NAMED_PARTS.contains(&name) || name == REPORT;
    if let Some(unknown) = options.parts.iter().find(|name| !known(name)) {
        bail!("bench has {}, by name {}, and {REPORT}; no {unknown}", PARTS.join(", "), NAMED_PARTS.join(", "));
    }
    let parts: Vec<&str> = match options.parts.as_slice() {
        [] => PARTS.to_vec(),
        named => named.iter().map(String::as_str).collect(),
    };
    let tests = project::root().join("tests");
    let figures = options.out.clone().unwrap_or_else(|| tests.join("bench"));
    project::create_folder(&figures)?;
    let figures = figures.canonicalize().with_context(|| figures.display().to_string())?;
    let folder = project::target()?.join("boussole-bench");
    let program = std::env::current_exe()?;
    let node = |arguments: &[&str]| {
        let mut node = Command::new("node");
        node.current_dir(&tests)
            .args(arguments)
            .env("BOUSSOLE_BIN", &program)
            .env("BOUSSOLE_BENCH", &folder)
            .env("BOUSSOLE_DIST", project::dist())
            .env("BOUSSOLE_CHROMIUM", browsers::CHROMIUM)
            .env("BOUSSOLE_FIGURES", &figures)
            .envs(options.runs.map(|runs| ("BOUSSOLE_RUNS", runs.to_string())))
            .envs(options.seed.map(|seed| ("BOUSSOLE_SEED", seed.to_string())))
            .envs(options.network.as_ref().map(|network| ("BOUSSOLE_NETWORK", network)))
            .envs(options.trial.then_some(("BOUSSOLE_TRIAL", "1")));
        node
    };
    if parts.iter().any(|part| PARTS.contains(part)) {
        project::ensure_wasm_target()?;
        browsers::ensure()?;
        project::ensure_packages(&tests.join("bench/peers"))?;
        if parts.contains(&"search") {
            engine(&folder)?;
        }
        release::build(&release::BuildOptions::default())?;
    }
    for part in parts {
        println!("{part}:");
        match part {
            // Both are tests too: a goal that is missed fails them, when its figure is kept already.
            "library" => {
                let size = if options.trial { "20000" } else { "1000000" };
                judge(kept_by_test("library", "no query of many", &node).env("LIBRARY_SIZE", size))?;
            }
            "clicks" => {
                let clicks = (!options.trial).then_some(("BOUSSOLE_LONG", "1"));
                judge(kept_by_test("memory-leaks", "a day of clicks", &node).envs(clicks))?;
            }
            "suite" => project::run(&mut node(&["bench/cold.mjs", part]))?,
            REPORT => project::run(&mut node(&["bench/results.mjs"]))?,
            name => project::run(&mut node(&[&format!("bench/{name}.mjs")]))?,
        }
    }
    println!("{}", figures.join("RESULTS.md").display());
    Ok(ExitCode::SUCCESS)
}

/// What runs the one test of a file that keeps its figures.
fn kept_by_test(file: &str, name: &str, node: &impl Fn(&[&str]) -> Command) -> Command {
    let (file, name) = (format!("browser/{file}.test.mjs"), format!("--test-name-pattern={name}"));
    node(&["--test", "--test-reporter=spec", &name, &file])
}

/// Runs a test for its figures, whether it passes or not.
fn judge(test: &mut Command) -> Result<()> {
    let status = test.status().context("node cannot be run")?;
    if !status.success() {
        println!("  this test fails, and its figures say why");
    }
    Ok(())
}

/// Builds the engine as a module of its own.
fn engine(folder: &Path) -> Result<()> {
    project::create_folder(folder)?;
    wasm::compile(&["bench"])?;
    let (glue, wasm) = wasm::run_wasm_bindgen(false)?;
    let save = |name: &str, bytes: &[u8]| project::write(&folder.join(name), bytes);
    save("finder.js", glue.as_bytes())?;
    save("finder.wasm", &wasm)
}
