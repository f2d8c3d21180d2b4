//! `build`: content into packs, Rust into wasm, all of it into a release of plain static files.

use super::content::{overlaid, packs};
use super::wasm::{compile, module};
use super::{bundle, minify, project};
use std::path::PathBuf;
use std::time::Instant;

/// What to build, when it is not what a release is.
#[derive(Default)]
pub struct Wanted {
    /// Into this folder.
    pub out: Option<PathBuf>,
    /// With a partner's own words.
    pub overlay: Option<PathBuf>,
    /// From other content and languages.
    pub www: Option<PathBuf>,
}

/// Builds into a folder and returns it.
pub fn build(wanted: &Wanted) -> Result<PathBuf, String> {
    let out = wanted.out.clone().unwrap_or_else(project::dist);
    let begun = Instant::now();
    let step = |text: &str| eprintln!("  {:>5.1} s  {text}", begun.elapsed().as_secs_f32());

    step("checking content");
    let mut packs = packs(&wanted.www.clone().unwrap_or_else(project::www))?;
    if let Some(path) = &wanted.overlay {
        packs = overlaid(&packs, path).map_err(|misfits| misfits.join("\n"))?;
    }
    project::ensure_wasm_target()?;
    step("compiling to wasm (the first time takes minutes)");
    compile(&[])?;
    let module = module()?;
    step("writing the release");
    bundle::write(&out, &packs, &module)?;
    minify::finish();
    step(&format!("done: {}", out.display()));
    Ok(out)
}
