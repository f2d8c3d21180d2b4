//! `fuzz`: coverage-guided fuzzing of every reader of what comes from outside (`tests/fuzz`). The corpus grows where it
//! stands; what makes a reader panic is written beside it, and tried again in each normal run.

use super::project;
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
pub fn fuzz(seconds: u32) -> Result<ExitCode, String> {
    let folder = project::root().join("tests/fuzz");
    let target = project::target()?.join("fuzz");
    let host = Command::new("rustc")
        .args(["--print", "host-tuple"])
        .output()
        .map_err(|error| format!("rustc cannot be run: {error}"))?;
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
    let (corpus, found) = (folder.join("corpus"), folder.join("found"));
    for folder in [&corpus, &found] {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let status = Command::new(target.join(host).join("release/fuzz"))
        .arg(&corpus)
        .args([format!("-max_total_time={seconds}"), format!("-artifact_prefix={}/", found.display())])
        .args(["-max_len=4096", "-timeout=5", "-rss_limit_mb=4096", "-print_final_stats=1"])
        .status()
        .map_err(|error| format!("the fuzzer cannot be run: {error}"))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
