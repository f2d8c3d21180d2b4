//! Rust into WebAssembly, and what binds it to JavaScript.

use crate::{bindgen_patch, function_order, needle, project};
use anyhow::{Context, Result};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// The widget as WebAssembly, and the JavaScript that binds it.
pub struct Module {
    /// Classic JavaScript that defines `wasm_bindgen`.
    pub glue: String,
    /// The module, without the names of its functions.
    pub wasm: Vec<u8>,
    /// The rules of the heading alone.
    pub needle: Vec<u8>,
}

/// The module that was compiled last.
pub fn link_module() -> Result<Module> {
    let (glue, wasm) = run_wasm_bindgen(false)?;
    let [wasm, needle] = [&wasm, &needle::compile()?].map(|module| function_order::arrange(module));
    Ok(Module { glue, wasm: wasm?, needle: needle? })
}

/// Compiles the module with these features and no others.
pub fn compile(features: &[&str]) -> Result<()> {
    project::run(compiler(&project::root(), features)?.current_dir(project::root()))
}

/// Compiles the studio, which is a module of its own: classic JavaScript that defines `wasm_bindgen`, and the module.
pub fn compile_studio() -> Result<(String, Vec<u8>)> {
    let mut command = package("boussole-studio", &project::root())?;
    project::run(command.current_dir(project::root()))?;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(project::target()?.join("wasm32-unknown-unknown/web/boussole_studio.wasm"))
        .no_modules(true)
        .context("wasm-bindgen")?
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .typescript(false);
    let mut output = bindgen.generate_output().context("wasm-bindgen")?;
    Ok((output.js().to_owned(), output.wasm_mut().emit_wasm()))
}

/// What compiles the module whose sources stand in a folder.
pub fn compiler(sources: &Path, features: &[&str]) -> Result<Command> {
    let mut command = package("boussole", sources)?;
    command.args(["--no-default-features", "--features", &[&["element"], features].concat().join(",")]);
    Ok(command)
}

/// What compiles a package as a module that is shipped.
///
/// The manifests ask for no `cdylib`: as a dependency of the studio the widget would be linked too, into the file that it
/// is shipped from, and each build would compile both anew.
fn package(name: &str, sources: &Path) -> Result<Command> {
    let mut command = project::cargo();
    command
        .args(["rustc", "--quiet", "--package", name, "--lib", "--crate-type", "cdylib"])
        .args(["--target", "wasm32-unknown-unknown", "--profile", "web"])
        .args([
            "--config",
            &format!("target.wasm32-unknown-unknown.rustflags={}", json!(reproducible_rustflags(sources)?)),
        ]);
    Ok(command)
}

/// The module that was compiled last, as the linker left it.
fn linked_wasm() -> Result<PathBuf> {
    Ok(project::target()?.join("wasm32-unknown-unknown/web/boussole.wasm"))
}

/// The module that was compiled last, in one piece, with its glue; with the names of its functions or without.
pub fn run_wasm_bindgen(names: bool) -> Result<(String, Vec<u8>)> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(linked_wasm()?)
        .no_modules(true)
        .context("wasm-bindgen")?
        .omit_default_module_path(true)
        .remove_name_section(!names)
        .remove_producers_section(true)
        .typescript(true);
    let mut output = bindgen.generate_output().context("wasm-bindgen")?;
    let glue = output.js().to_owned();
    write_types(output.ts().unwrap_or_default())?;
    let wasm = output.wasm_mut();
    let glue = bindgen_patch::shorten_imports_and_exports(&glue, wasm)?;
    Ok((glue, wasm.emit_wasm()))
}

/// Writes the types of what the module exports, for who checks the loader: it imports them as `boussole:wasm`.
fn write_types(types: &str) -> Result<()> {
    let (_, after) = types.split_once("declare namespace wasm_bindgen {").context("wasm-bindgen declares no types")?;
    let (inner, _) = after.split_once("\n}\ndeclare type").context("wasm-bindgen declares types otherwise")?;
    project::write(&project::target()?.join("web/wasm.d.ts"), inner.as_bytes())
}

/// Where this machine keeps sources says nothing to a visitor: the same bytes whatever the folder.
fn reproducible_rustflags(sources: &Path) -> Result<Vec<String>> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let registries = home.map(|home| home.join("registry/src")).and_then(|sources| std::fs::read_dir(sources).ok());
    let mut folders: Vec<PathBuf> = registries.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.push(sources.to_path_buf());
    folders.sort();
    let remap = |folder: &PathBuf| folder.to_str().map(|path| format!("--remap-path-prefix={path}/="));
    let unnamed = |folder: &PathBuf| format!("{}: not a name in UTF-8", folder.display());
    // Names say for which type a function was made: `sizes` tells whose it is. None of it is shipped.
    let mangling = Ok("-Csymbol-mangling-version=v0".to_owned());
    folders.iter().map(|folder| remap(folder).with_context(|| unnamed(folder))).chain([mangling]).collect()
}
