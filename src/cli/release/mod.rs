//! `build`: content into packs, Rust into wasm, all of it into a release of plain static files.

pub mod budget;
pub mod bundle;
pub mod contract;
mod docs;
mod editor_data;
mod embed;
mod package;
mod sbom;
mod studio;
mod wordpress;

use crate::content::{compile_packs, with_overlay};
use crate::wasm::{compile, link_module};
use crate::{minify, project};
use anyhow::{Error, Result};
use std::path::PathBuf;
use std::time::Instant;

/// What to build, when it is not what a release is.
#[derive(Default)]
pub struct BuildOptions {
    /// Into this folder.
    pub out: Option<PathBuf>,
    /// With a partner's own words.
    pub overlay: Option<PathBuf>,
    /// From other content and languages.
    pub www: Option<PathBuf>,
}

/// Builds into a folder and returns it.
pub fn build(options: &BuildOptions) -> Result<PathBuf> {
    let out = options.out.clone().unwrap_or_else(project::dist);
    let begun = Instant::now();
    let step = |text: &str| eprintln!("  {:>5.1} s  {text}", begun.elapsed().as_secs_f32());

    step("checking content");
    let mut packs = compile_packs(&options.www.clone().unwrap_or_else(project::www))?;
    if let Some(path) = &options.overlay {
        packs = with_overlay(&packs, path).map_err(|misfits| Error::msg(misfits.join("\n")))?;
    }
    project::ensure_wasm_target()?;
    step("compiling to wasm (the first time takes minutes)");
    compile(&[])?;
    let module = link_module()?;
    let studio = studio::Module::build(&options.www.clone().unwrap_or_else(project::www))?;
    step("writing the release");
    bundle::write(&out, &packs, &module, &studio)?;
    minify::finish();
    step(&format!("done: {}", out.display()));
    Ok(out)
}
