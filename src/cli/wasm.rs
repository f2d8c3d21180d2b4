//! Rust into WebAssembly, and what binds it to JavaScript.

use super::{glue, needle, project};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
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
pub fn module() -> Result<Module, String> {
    let (glue, wasm) = bound(false)?;
    Ok(Module { glue, wasm, needle: needle::module()? })
}

/// Compiles the module with these features and no others.
pub fn compile(features: &[&str]) -> Result<(), String> {
    project::run(compiler(&project::root(), features)?.current_dir(project::root()))
}

/// What compiles the module whose sources stand in a folder.
fn compiler(sources: &Path, features: &[&str]) -> Result<Command, String> {
    let mut command = project::cargo();
    command
        .args([
            "build",
            "--quiet",
            "--package",
            "boussole",
            "--lib",
            "--target",
            "wasm32-unknown-unknown",
            "--no-default-features",
        ])
        .args(["--profile", "web", "--features", &features.join(",")])
        .args(["--config", &format!("target.wasm32-unknown-unknown.rustflags={}", json!(nameless(sources)?))]);
    Ok(command)
}

/// Copies the sources into another folder, compiles the module there, and says whether it is the same, byte by byte.
pub fn reproduce() -> Result<ExitCode, String> {
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
                std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
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
fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{}: {error}", from.display());
    if !from.is_dir() {
        std::fs::create_dir_all(to.parent().unwrap_or(to)).map_err(told)?;
        return std::fs::copy(from, to).map(|_| ()).map_err(told);
    }
    let entries = std::fs::read_dir(from).map_err(told)?;
    entries.flatten().try_for_each(|entry| copy(&entry.path(), &to.join(entry.file_name())))
}

/// The module that was compiled last, as the linker left it.
fn partner_link() -> Result<PathBuf, String> {
    Ok(project::target()?.join("wasm32-unknown-unknown/web/boussole.wasm"))
}

/// The module that was compiled last, in one piece, with its glue; with the names of its functions or without.
pub fn bound(names: bool) -> Result<(String, Vec<u8>), String> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(partner_link()?)
        .no_modules(true)
        .map_err(bindings)?
        .omit_default_module_path(true)
        .remove_name_section(!names)
        .remove_producers_section(true)
        .typescript(false);
    let mut output = bindgen.generate_output().map_err(bindings)?;
    let glue = output.js().to_owned();
    let wasm = output.wasm_mut();
    let glue = glue::with_short_names(&glue, wasm)?;
    Ok((glue, wasm.emit_wasm()))
}

/// Where this machine keeps sources says nothing to a visitor: the same bytes whatever the folder.
fn nameless(sources: &Path) -> Result<Vec<String>, String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let registries = home.map(|home| home.join("registry/src")).and_then(|sources| std::fs::read_dir(sources).ok());
    let mut folders: Vec<PathBuf> = registries.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    folders.push(sources.to_path_buf());
    folders.sort();
    let told = |folder: &PathBuf| folder.to_str().map(|path| format!("--remap-path-prefix={path}/="));
    let unnamed = |folder: &PathBuf| format!("{}: not a name in UTF-8", folder.display());
    // Names say for which type a function was made: `sizes` tells whose it is. None of it is shipped.
    let mangling = Ok("-Csymbol-mangling-version=v0".to_owned());
    folders.iter().map(|folder| told(folder).ok_or_else(|| unnamed(folder))).chain([mangling]).collect()
}

fn bindings(error: impl std::fmt::Display) -> String {
    format!("wasm-bindgen: {error:#}")
}
