//! `reproduce`: whether the module is the same when it is compiled in another folder.

use crate::project;
use crate::wasm::{compile, compiler};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Copies the sources into another folder, compiles the module there, and says whether it is the same, byte by byte.
pub fn reproduce() -> Result<ExitCode> {
    let folder = std::env::temp_dir().join(format!("boussole-elsewhere-{}", std::process::id()));
    let sources = folder.join("under/another/name");
    let copied = ["Cargo.toml", "Cargo.lock", ".cargo", "src", "tests/cli", "tests/wasm", "tests/widget"];
    let outcome = copied
        .iter()
        .try_for_each(|name| copy(&project::root().join(name), &sources.join(name)))
        .and_then(|()| compiler(&sources, &[]))
        .and_then(|mut command| {
            // Its own folder for what is compiled, kept: the dependencies are the same each time.
            let target = project::target()?.join("elsewhere");
            project::run(command.current_dir(&sources).env("CARGO_TARGET_DIR", &target))?;
            compile(&[])?;
            let compiled = |target: PathBuf| {
                let path = target.join("wasm32-unknown-unknown/web/boussole.wasm");
                project::read_bytes(&path)
            };
            Ok((compiled(target)?, compiled(project::target()?)?))
        });
    let _ = std::fs::remove_dir_all(&folder);
    let (there, here) = outcome?;
    println!(
        "{} bytes here, {} bytes compiled in another folder: {}",
        here.len(),
        there.len(),
        if here == there { "the same" } else { "not the same" }
    );
    Ok(if here == there { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A file, or a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let name = || from.display().to_string();
    if !from.is_dir() {
        project::create_folder(to.parent().unwrap_or(to))?;
        return std::fs::copy(from, to).map(|_| ()).with_context(name);
    }
    let entries = std::fs::read_dir(from).with_context(name)?;
    entries.flatten().try_for_each(|entry| copy(&entry.path(), &to.join(entry.file_name())))
}
