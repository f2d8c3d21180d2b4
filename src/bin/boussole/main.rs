//! `boussole`: builds, serves, tests and checks the compass, and scores answers from a file.

mod bench;
mod build;
mod bundle;
mod check;
mod editors;
mod fuzz;
mod generate;
mod glue;
mod index;
mod minify;
mod needle;
mod package;
mod paper;
mod project;
mod replay;
mod review;
mod rgaa;
mod score;
mod script;
mod search;
mod serve;
mod sizes;
mod supply;
mod test;
mod translate;
mod versions;
mod wordpress;

use lexopt::prelude::*;
use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "\
boussole: the compass of SDG 17

  cargo run                          build, then serve the demo partner page
  cargo run -- build [--out DIR]     build the release (default: www/dist)
      --overlay FILE                 with a partner's own words in it
      --www DIR                      with other content and languages
  cargo run -- release --out DIR     lay out the channels vX.Y.Z (never changes) and vX (floats)
  cargo run -- serve [--port N]      serve what was built (default: 8080, or the next port that is free)
  cargo run -- test                  run every test there is
  cargo run -- test NAME…            native tests (native), wasm tests (wasm), files of tests/browser (keep first)
  cargo run -- check [PATH]          validate content (default: www); exit 1 when something is wrong
      --overlay FILE                 also a partner's own words
      --json                         findings as JSON
  cargo run -- csv --out FILE        the resources as a spreadsheet
  cargo run -- csv --in FILE         a spreadsheet as the whole list of resources, when nothing is wrong with it
      --replace                      also when resources are missing from it
  cargo run -- coverage [--json]     which profile, kind, need and objective nothing serves
  cargo run -- translate CODE        begin a language, or bring its file up to date: www/i18n/CODE.json
  cargo run -- links                 ask each address whether it answers
                                     (csv, coverage, translate, links: --www DIR for other content)
  cargo run -- score [FILE|-]        answers (JSON) in, boussole/result/1 out; exit 2 on bad answers
      --milestones                   also print the dated milestones, when there is a start
  cargo run -- replay FILE           compute an exported result again: the same? under which content?
  cargo run -- search WORDS          what the widget finds, the best first
      --queries FILE                 the ids found for each query of a JSON list
      --library FOLDER               what a library answers, and what that costs a visitor
  cargo run -- sizes [--check]       what a visitor downloads, and what weighs in it; over the budget or not as
                                     written: exit 1
  cargo run -- bench [PART...]       ours beside its peers, in one browser: load, search, page, library, clicks;
                                     by name alone: cold, suite; report writes tests/bench/RESULTS.md anew
      --runs N --seed N              how often, and where the random order begins
      --network NAME                 one network of load: slow, full, slower, 3g
      --trial                        smaller catalogues, two networks, fewer clicks
      --out DIR                      the figures elsewhere than in tests/bench
  cargo run -- index LIST --out DIR  a library: up to a million resources as static files
      --language CODE                whose words it has (default: fr)
  cargo run -- review-pack [--out DIR]   what Le RAMEAU has to confirm, and trials with people (default: target/review)
  cargo run -- fuzz [SECONDS]        coverage-guided fuzzing of every reader; found something: exit 1 (default: 60)
  cargo run -- reproduce             compile the module in another folder: the same bytes? if not: exit 1
  cargo run -- versions              what earlier versions promised, held against this one; stale: exit 1
  cargo run -- rgaa [--out DIR]      the 106 criteria of RGAA 4.1.2 as HTML and CSV (default: target/rgaa)
      --results FILE                 from another record of tests than the last run's
  cargo run -- generate              write what is generated from content types and messages
";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(problem) => {
            eprintln!("boussole: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode, String> {
    let mut parser = lexopt::Parser::from_env();
    let command = match parser.next().map_err(text)? {
        None => return serve::build_and_serve(serve::DEFAULT_PORT),
        Some(Long("help") | Short('h')) => {
            print!("{HELP}");
            return Ok(ExitCode::SUCCESS);
        }
        Some(Value(command)) => command,
        Some(other) => return Err(text(other.unexpected())),
    };
    match command.to_str() {
        Some("build") => {
            let mut wanted = build::Wanted::default();
            while let Some(arg) = parser.next().map_err(text)? {
                match arg {
                    Long("out") => wanted.out = Some(parser.value().map_err(text)?.into()),
                    Long("overlay") => wanted.overlay = Some(parser.value().map_err(text)?.into()),
                    Long("www") => wanted.www = Some(parser.value().map_err(text)?.into()),
                    other => return Err(text(other.unexpected())),
                }
            }
            build::build(&wanted).map(|_| ExitCode::SUCCESS)
        }
        Some("release") => match parser.next().map_err(text)? {
            Some(Long("out")) => {
                let out: PathBuf = parser.value().map_err(text)?.into();
                none_left(&mut parser)?;
                build::release(&out).map(|()| ExitCode::SUCCESS)
            }
            _ => Err("release needs --out DIR".to_owned()),
        },
        Some("serve") => {
            let mut port = serve::DEFAULT_PORT;
            while let Some(arg) = parser.next().map_err(text)? {
                match arg {
                    Long("port") => port = parser.value().map_err(text)?.parse().map_err(text)?,
                    other => return Err(text(other.unexpected())),
                }
            }
            serve::serve(port)
        }
        Some("test") => {
            let names = parser.raw_args().map_err(text)?.map(|name| name.to_string_lossy().into_owned());
            test::test(&names.collect::<Vec<_>>())
        }
        Some("check") => {
            let (mut path, mut overlay, mut json) = (None::<PathBuf>, None::<PathBuf>, false);
            while let Some(arg) = parser.next().map_err(text)? {
                match arg {
                    Long("json") => json = true,
                    Long("overlay") => overlay = Some(parser.value().map_err(text)?.into()),
                    Value(operand) if path.is_none() => path = Some(operand.into()),
                    other => return Err(text(other.unexpected())),
                }
            }
            check::check(path, overlay.as_deref(), json)
        }
        Some("score") => {
            let (mut file, mut milestones) = (None, false);
            while let Some(arg) = parser.next().map_err(text)? {
                match arg {
                    Long("milestones") => milestones = true,
                    Value(path) if file.is_none() => file = Some(path),
                    other => return Err(text(other.unexpected())),
                }
            }
            Ok(score::score(file, milestones))
        }
        Some(command @ ("csv" | "coverage" | "links")) => edit(command, &mut parser),
        Some("sizes") => match parser.next().map_err(text)? {
            None => sizes::sizes(false),
            Some(Long("check")) => none_left(&mut parser).and_then(|()| sizes::sizes(true)),
            Some(other) => Err(text(other.unexpected())),
        },
        Some("bench") => measure(&mut parser),
        Some("index") => make_index(&mut parser, false),
        // What the benchmark searches in.
        Some("bench-index") => make_index(&mut parser, true),
        Some("replay") => {
            let file = parser.value().map_err(text)?;
            none_left(&mut parser)?;
            replay::replay(&PathBuf::from(file))
        }
        Some("search") => look(&mut parser),
        Some("translate") => translated(&mut parser),
        // What the tests hold beside the browser's own rules.
        Some("language-rules") => {
            let code = parser.value().map_err(text)?.to_string_lossy().into_owned();
            translate::rules(&code)
        }
        Some(command @ ("rgaa" | "review-pack" | "versions" | "reproduce" | "fuzz")) => declared(command, &mut parser),
        Some("generate") => {
            none_left(&mut parser)?;
            generate::generate().map(|()| ExitCode::SUCCESS)
        }
        _ => Err(format!("no command {}\n\n{HELP}", command.display())),
    }
}

/// `bench`, and how it measures.
fn measure(parser: &mut lexopt::Parser) -> Result<ExitCode, String> {
    let mut wanted = bench::Wanted::default();
    while let Some(arg) = parser.next().map_err(text)? {
        match arg {
            Long("runs") => wanted.runs = Some(parser.value().map_err(text)?.parse().map_err(text)?),
            Long("seed") => wanted.seed = Some(parser.value().map_err(text)?.parse().map_err(text)?),
            Long("network") => wanted.network = Some(parser.value().map_err(text)?.parse().map_err(text)?),
            Long("trial") => wanted.trial = true,
            Long("out") => wanted.out = Some(parser.value().map_err(text)?.into()),
            Value(part) => wanted.parts.push(part.to_string_lossy().into_owned()),
            other => return Err(text(other.unexpected())),
        }
    }
    bench::bench(&wanted)
}

/// `search`, in the content, in a library, or for a list of queries.
fn look(parser: &mut lexopt::Parser) -> Result<ExitCode, String> {
    match parser.next().map_err(text)? {
        Some(Long("queries")) => search::all(&PathBuf::from(parser.value().map_err(text)?)),
        Some(Value(first)) => {
            let (mut words, mut library) = (first.to_string_lossy().into_owned(), None::<PathBuf>);
            while let Some(arg) = parser.next().map_err(text)? {
                match arg {
                    Long("library") => library = Some(parser.value().map_err(text)?.into()),
                    Value(next) => words = [words, next.to_string_lossy().into_owned()].join(" "),
                    other => return Err(text(other.unexpected())),
                }
            }
            library.map_or_else(|| search::search(&words), |folder| index::search(&folder, &words))
        }
        _ => Err("search needs words, or --queries FILE".to_owned()),
    }
}

/// `translate`, and the language made up for the tests.
fn translated(parser: &mut lexopt::Parser) -> Result<ExitCode, String> {
    let (mut code, mut www, mut words) = (None::<String>, None::<PathBuf>, translate::Words::Translated);
    while let Some(arg) = parser.next().map_err(text)? {
        match arg {
            Long("www") => www = Some(parser.value().map_err(text)?.into()),
            Long("made-up") => words = translate::Words::MadeUp { right_to_left: false },
            Long("made-up-from-right-to-left") => words = translate::Words::MadeUp { right_to_left: true },
            Value(own) if code.is_none() => code = Some(own.to_string_lossy().into_owned()),
            other => return Err(text(other.unexpected())),
        }
    }
    translate::translate(www.as_deref(), &code.ok_or("translate needs the CODE of a language")?, words)
}

/// What the project says of itself, and what proves it.
fn declared(command: &str, parser: &mut lexopt::Parser) -> Result<ExitCode, String> {
    let (mut out, mut results, mut www) = (None::<PathBuf>, None::<PathBuf>, None::<PathBuf>);
    let mut seconds = 60;
    while let Some(arg) = parser.next().map_err(text)? {
        match arg {
            Value(own) if command == "fuzz" => seconds = own.parse().map_err(text)?,
            Long("www") if command == "versions" => www = Some(parser.value().map_err(text)?.into()),
            Long("out") if command == "rgaa" || command == "review-pack" => {
                out = Some(parser.value().map_err(text)?.into());
            }
            Long("results") if command == "rgaa" => results = Some(parser.value().map_err(text)?.into()),
            other => return Err(text(other.unexpected())),
        }
    }
    match command {
        "fuzz" => fuzz::fuzz(seconds),
        "reproduce" => build::reproduce(),
        "rgaa" => rgaa::rgaa(out, results).map(|()| ExitCode::SUCCESS),
        "review-pack" => review::pack(out).map(|()| ExitCode::SUCCESS),
        _ => versions::versions(www),
    }
}

/// `index`, and the index of the benchmark.
fn make_index(parser: &mut lexopt::Parser, single: bool) -> Result<ExitCode, String> {
    let (mut list, mut out, mut language) = (None::<PathBuf>, None::<PathBuf>, "fr".to_owned());
    while let Some(arg) = parser.next().map_err(text)? {
        match arg {
            Long("out") => out = Some(parser.value().map_err(text)?.into()),
            Long("language") if !single => language = parser.value().map_err(text)?.to_string_lossy().into_owned(),
            Value(path) if list.is_none() => list = Some(path.into()),
            other => return Err(text(other.unexpected())),
        }
    }
    let (list, out) = list.zip(out).ok_or("index needs LIST --out FOLDER")?;
    if single { bench::index(&list, &out) } else { index::index(&list, &out, &language) }
}

/// The commands of editors.
fn edit(command: &str, parser: &mut lexopt::Parser) -> Result<ExitCode, String> {
    let (mut www, mut out, mut table, mut json) = (None::<PathBuf>, None::<PathBuf>, None::<PathBuf>, false);
    let mut replace = false;
    while let Some(arg) = parser.next().map_err(text)? {
        match arg {
            Long("www") => www = Some(parser.value().map_err(text)?.into()),
            Long("out") if command == "csv" => out = Some(parser.value().map_err(text)?.into()),
            Long("in") if command == "csv" => table = Some(parser.value().map_err(text)?.into()),
            Long("replace") if command == "csv" => replace = true,
            Long("json") if command == "coverage" => json = true,
            other => return Err(text(other.unexpected())),
        }
    }
    match (command, out, table) {
        ("coverage", ..) => editors::coverage(www.as_deref(), json),
        ("links", ..) => editors::links(www.as_deref()),
        (_, Some(out), None) => editors::export(www.as_deref(), &out),
        (_, None, Some(table)) => editors::import(www.as_deref(), &table, replace),
        _ => Err("csv needs --out FILE or --in FILE".to_owned()),
    }
}

fn none_left(parser: &mut lexopt::Parser) -> Result<(), String> {
    parser.next().map_err(text)?.map_or(Ok(()), |arg| Err(text(arg.unexpected())))
}

#[allow(clippy::needless_pass_by_value)] // The shape that map_err takes.
fn text(error: impl std::fmt::Display) -> String {
    error.to_string()
}
