//! `profile`: measures in a browser which functions of the module run until the needle turns, for `split`.

use super::{build, bundle, project, split, test};
use std::process::{Command, ExitCode, Stdio};

/// Writes `early.txt` from what ran of a module that remembers it.
pub fn profile() -> Result<ExitCode, String> {
    project::ensure_wasm_target()?;
    test::ensure_browser_tools()?;
    build::compile(&[])?;
    let folder = project::target()?.join("boussole-profile");
    bundle::write(&folder, &build::packs(&project::www())?, &build::instrumented()?)?;
    let output = Command::new("node")
        .arg("bench/profile.mjs")
        .current_dir(project::root().join("tests"))
        .env("BOUSSOLE_DIST", &folder)
        .env("BOUSSOLE_CHROMIUM", test::CHROMIUM)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("node: {error}"))?;
    let said = String::from_utf8_lossy(&output.stdout);
    let places: Vec<usize> = said
        .lines()
        .rev()
        .find_map(|line| serde_json::from_str(line).ok())
        .ok_or_else(|| format!("bench/profile.mjs named no functions\n{said}"))?;
    let (_, whole) = build::bound(true)?;
    split::Early::write(&whole, &places)?;
    println!("{} functions run early: build, then cargo run -- sizes > tests/data/sizes.md", places.len());
    Ok(ExitCode::SUCCESS)
}
