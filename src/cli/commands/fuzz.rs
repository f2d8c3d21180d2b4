//! `fuzz`: coverage-guided fuzzing of every reader of what comes from outside (`tests/fuzz`). What reaches new
//! code is kept (`corpus.txt`), what makes a reader panic too (`found`): both are tried again in each normal run.

use crate::project;
use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::path::Path;
use std::process::{Command, ExitCode};

/// What makes LLVM count which code an input reaches: what `cargo fuzz` sets, without its nightly compiler.
const COUNTED: [&str; 5] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=3",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
];

/// Fuzzes for so many seconds; exit 1 when something was found. Needs a C++ compiler.
pub fn fuzz(seconds: u32) -> Result<ExitCode> {
    let folder = project::root().join("tests/fuzz");
    let target = project::target()?.join("fuzz");
    let host = Command::new("rustc").args(["--print", "host-tuple"]).output().context("rustc cannot be run")?;
    let host = String::from_utf8_lossy(&host.stdout).trim().to_owned();
    eprintln!("  compiling the readers with their counters (the first time takes minutes)");
    // For the target alone: tools and macros of the build stay as they are.
    project::run(
        project::cargo()
            .current_dir(&folder)
            .args(["build", "--quiet", "--release", "--target", &host])
            .env("CARGO_TARGET_DIR", &target)
            .env("RUSTFLAGS", COUNTED.join(" ")),
    )?;
    let (corpus, least, found) = (target.join("corpus"), target.join("least"), folder.join("found"));
    let _ = std::fs::remove_dir_all(&least);
    for folder in [&corpus, &least, &found] {
        project::create_folder(folder)?;
    }
    for (number, input) in kept(&folder)?.iter().enumerate() {
        let path = corpus.join(format!("kept-{number}"));
        project::write(&path, input)?;
    }
    let program = target.join(host).join("release/fuzz");
    let status = Command::new(&program)
        .arg(&corpus)
        .args([format!("-max_total_time={seconds}"), format!("-artifact_prefix={}/", found.display())])
        .args(["-max_len=4096", "-timeout=5", "-rss_limit_mb=4096", "-print_final_stats=1"])
        .status()
        .context("the fuzzer cannot be run")?;
    // What reaches as much with less is what is kept.
    project::run(Command::new(&program).args(["-merge=1", "-max_len=160"]).args([&least, &corpus]))?;
    let mut lines = crate::artifact::list_files(&least)?
        .iter()
        .map(|path| project::read_bytes(path).map(|input| BASE64_STANDARD.encode(input)))
        .collect::<Result<Vec<String>>>()?;
    lines.sort();
    let path = folder.join(KEPT);
    project::write(&path, lines.join("\n") + "\n")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Inputs that reach code which no other reaches, one to a line in base64.
const KEPT: &str = "corpus.txt";

fn kept(folder: &Path) -> Result<Vec<Vec<u8>>> {
    let text = project::read(&folder.join(KEPT))?;
    text.lines().map(|line| BASE64_STANDARD.decode(line).context(KEPT)).collect()
}
