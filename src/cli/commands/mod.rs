//! The commands, as `clap` reads them. No other module names one: what two of them need stands below.

mod bench;
mod check;
mod coverage;
mod csv;
mod fuzz;
mod gallery;
mod generate;
mod index;
mod links;
mod release;
mod replay;
mod reproduce;
mod review_pack;
mod rgaa;
mod score;
mod search;
mod serve;
mod sizes;
mod test;
mod translate;
mod versions;

use anyhow::Result;
use clap::{ArgGroup, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// The compass of SDG 17. Without a command: builds, then serves the demo partner page.
#[derive(Parser)]
#[command(name = "boussole", bin_name = "cargo run --", version, disable_help_subcommand = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Everything that the command line can do.
#[derive(Subcommand)]
pub enum Command {
    /// Build the release
    Build {
        /// Into this folder [default: www/dist]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// With a partner's own words in it
        #[arg(long, value_name = "FILE")]
        overlay: Option<PathBuf>,
        /// With other content and languages
        #[arg(long, value_name = "DIR")]
        www: Option<PathBuf>,
    },
    /// Lay out the channels vX.Y.Z (never changes) and vX (floats)
    Release {
        /// In this folder
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Serve what was built
    Serve {
        /// On this port, or the next one that is free
        #[arg(long, value_name = "N", default_value_t = serve::DEFAULT_PORT)]
        port: u16,
    },
    /// Run every test there is, or those named
    Test {
        /// Native tests (native), wasm tests (wasm), files of tests/browser (keep first)
        names: Vec<String>,
    },
    /// Validate content; exit 1 when something is wrong
    Check {
        /// The content [default: www]
        path: Option<PathBuf>,
        /// Also a partner's own words
        #[arg(long, value_name = "FILE")]
        overlay: Option<PathBuf>,
        /// Findings as JSON
        #[arg(long)]
        json: bool,
    },
    /// The resources as a spreadsheet, or a spreadsheet as the whole list of resources
    #[command(group = ArgGroup::new("direction").args(["out", "table"]).required(true))]
    Csv {
        /// Write the spreadsheet
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Read a spreadsheet, when nothing is wrong with it
        #[arg(long = "in", value_name = "FILE")]
        table: Option<PathBuf>,
        /// Also when resources are missing from it
        #[arg(long)]
        replace: bool,
        /// Of other content
        #[arg(long, value_name = "DIR")]
        www: Option<PathBuf>,
    },
    /// Which profile, kind, need and objective nothing serves
    Coverage {
        /// As JSON
        #[arg(long)]
        json: bool,
        /// Of other content
        #[arg(long, value_name = "DIR")]
        www: Option<PathBuf>,
    },
    /// Begin a language, or bring its file up to date: www/i18n/CODE.json
    Translate {
        /// The code of the language
        code: String,
        /// Of other content
        #[arg(long, value_name = "DIR")]
        www: Option<PathBuf>,
        /// The language made up for the tests.
        #[arg(long, hide = true)]
        made_up: bool,
        /// The language made up for the tests, read from right to left.
        #[arg(long, hide = true)]
        made_up_from_right_to_left: bool,
    },
    /// Ask each address whether it answers
    Links {
        /// Of other content
        #[arg(long, value_name = "DIR")]
        www: Option<PathBuf>,
    },
    /// Answers (JSON) in, boussole/result/1 out; exit 2 on bad answers
    Score {
        /// The answers; - or nothing is standard input
        file: Option<PathBuf>,
        /// Also print the dated milestones, when there is a start
        #[arg(long)]
        milestones: bool,
    },
    /// Compute an exported result again: the same? under which content?
    Replay {
        /// The result
        file: PathBuf,
    },
    /// What the widget finds, the best first
    #[command(group = ArgGroup::new("asked").args(["words", "queries"]).required(true))]
    Search {
        /// What is looked for
        words: Vec<String>,
        /// The ids found for each query of a JSON list
        #[arg(long, value_name = "FILE")]
        queries: Option<PathBuf>,
        /// What a library answers, and what that costs a visitor
        #[arg(long, value_name = "DIR", requires = "words")]
        library: Option<PathBuf>,
    },
    /// What a visitor downloads, and what weighs in it
    Sizes {
        /// Over the budget, or not as written: exit 1
        #[arg(long)]
        check: bool,
    },
    /// Every view as people see it, in one page to look at: narrow and wide, by day and by night
    Gallery {
        /// The views, when not all
        views: Vec<String>,
        /// In this folder [default: target/gallery]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Writes the picture of the README instead (`www/docs/images`)
        #[arg(long, conflicts_with_all = ["views", "out"])]
        readme: bool,
    },
    /// Ours beside its peers, in one browser
    Bench {
        /// load, search, page, library, clicks; by name alone: cold, suite; report writes tests/bench/RESULTS.md anew
        parts: Vec<String>,
        /// How often
        #[arg(long, value_name = "N")]
        runs: Option<u32>,
        /// Where the random order begins
        #[arg(long, value_name = "N")]
        seed: Option<u32>,
        /// One network of load: slow, full, slower, 3g
        #[arg(long, value_name = "NAME")]
        network: Option<String>,
        /// Smaller catalogues, two networks, fewer clicks
        #[arg(long)]
        trial: bool,
        /// The figures elsewhere than in tests/bench
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// A library: up to a million resources as static files
    Index {
        /// The resources
        list: PathBuf,
        /// Where its files go
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Whose words it has
        #[arg(long, value_name = "CODE", default_value = "fr")]
        language: String,
    },
    /// What the benchmark searches in.
    #[command(hide = true)]
    BenchIndex {
        list: PathBuf,
        #[arg(long)]
        out: PathBuf,
    },
    /// What Le RAMEAU has to confirm, and trials with people
    ReviewPack {
        /// In this folder [default: target/review]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Coverage-guided fuzzing of every reader; found something: exit 1
    Fuzz {
        /// For so long
        #[arg(default_value_t = 60)]
        seconds: u32,
    },
    /// Compile the module in another folder: the same bytes? if not: exit 1
    Reproduce,
    /// What earlier versions promised, held against this one; stale: exit 1
    Versions {
        /// Of other content
        #[arg(long, value_name = "DIR")]
        www: Option<PathBuf>,
    },
    /// The 106 criteria of RGAA 4.1.2 as HTML and CSV
    Rgaa {
        /// In this folder [default: target/rgaa]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// From another record of tests than the last run's
        #[arg(long, value_name = "FILE")]
        results: Option<PathBuf>,
    },
    /// Write what is generated from content types and messages
    Generate,
    /// What the tests hold beside the browser's own rules.
    #[command(hide = true)]
    LanguageRules { code: String },
}

/// Does what a command asks.
pub fn run(command: Command) -> Result<ExitCode> {
    let success = |()| ExitCode::SUCCESS;
    match command {
        Command::Build { out, overlay, www } => {
            crate::release::build(&crate::release::BuildOptions { out, overlay, www }).map(|_| ExitCode::SUCCESS)
        }
        Command::Release { out } => release::release(&out).map(success),
        Command::Serve { port } => serve::serve(port),
        Command::Test { names } => test::test(&names),
        Command::Check { path, overlay, json } => check::check(path, overlay.as_deref(), json),
        Command::Csv { out: Some(out), www, .. } => csv::export(www.as_deref(), &out),
        Command::Csv { table, replace, www, .. } => csv::import(www.as_deref(), &table.unwrap_or_default(), replace),
        Command::Coverage { json, www } => coverage::coverage(www.as_deref(), json),
        Command::Translate { code, www, made_up, made_up_from_right_to_left: right_to_left } => {
            let words = if made_up || right_to_left {
                translate::Words::MadeUp { right_to_left }
            } else {
                translate::Words::Translated
            };
            translate::translate(www.as_deref(), &code, words)
        }
        Command::Links { www } => links::links(www.as_deref()),
        Command::Score { file, milestones } => Ok(score::score(file.map(PathBuf::into_os_string), milestones)),
        Command::Replay { file } => replay::replay(&file),
        Command::Search { queries: Some(queries), .. } => search::all(&queries),
        Command::Search { words, library: Some(library), .. } => index::search(&library, &words.join(" ")),
        Command::Search { words, .. } => search::search(&words.join(" ")),
        Command::Sizes { check } => sizes::sizes(check),
        Command::Gallery { readme: true, .. } => gallery::readme(),
        Command::Gallery { views, out, .. } => gallery::gallery(&views, out),
        Command::Bench { parts, runs, seed, network, trial, out } => {
            bench::bench(&bench::BenchOptions { parts, runs, seed, network, trial, out })
        }
        Command::Index { list, out, language } => index::index(&list, &out, &language),
        Command::BenchIndex { list, out } => bench::index(&list, &out),
        Command::ReviewPack { out } => review_pack::pack(out).map(success),
        Command::Fuzz { seconds } => fuzz::fuzz(seconds),
        Command::Reproduce => reproduce::reproduce(),
        Command::Versions { www } => versions::versions(www),
        Command::Rgaa { out, results } => rgaa::rgaa(out, results).map(success),
        Command::Generate => generate::generate().map(success),
        Command::LanguageRules { code } => translate::rules(&code),
    }
}

/// Does what the command line does without a command.
pub fn build_and_serve() -> Result<ExitCode> {
    crate::release::build(&crate::release::BuildOptions::default())?;
    serve::serve(serve::DEFAULT_PORT)
}
