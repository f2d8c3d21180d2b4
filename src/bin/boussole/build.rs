//! `build`: content into packs, Rust into wasm, all of it into a release of plain static files.

use super::{bundle, glue, minify, needle, project, sizes, versions};
use boussole::app::overlay;
use boussole::app::value::Value;
use boussole::catalogue::pack::Pack;
use boussole::catalogue::{assemble, check, load};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;
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

/// Builds, then lays the release out by channel; refuses when something is stale, and says all that is.
pub fn release(out: &Path) -> Result<(), String> {
    let problems = versions::problems(&project::www())?;
    if !problems.is_empty() {
        return Err(format!("nothing was released\n{}", problems.join("\n")));
    }
    let built = build(&Wanted::default())?;
    sizes::fresh().map_err(|problem| format!("nothing was released\n{problem}"))?;
    bundle::channels(&built, out)
}

/// The packs of all languages, or all findings on standard error.
pub fn packs(www: &Path) -> Result<Vec<Pack>, String> {
    load::load(www).and_then(|content| assemble::packs(&content)).map_err(|findings: check::Findings| {
        for finding in findings.all() {
            eprintln!("{finding}");
        }
        format!("content has {} errors", findings.errors())
    })
}

/// The packs with a partner's own words, or everything that is wrong with them.
pub fn overlaid(packs: &[Pack], path: &Path) -> Result<Vec<Pack>, Vec<String>> {
    let named = |problem: String| format!("error {}: {problem}", path.display());
    let text = std::fs::read_to_string(path).map_err(|error| vec![named(error.to_string())])?;
    let overlay: Value = serde_json::from_str(&text).map_err(|error| vec![named(format!("is not JSON: {error}"))])?;
    let mut problems = Vec::new();
    let mut packs = packs.to_vec();
    for pack in &mut packs {
        for misfit in overlay::apply(pack, &overlay) {
            // Each pack checks every language: the same problem comes once for each.
            let problem = named(misfit.to_string());
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
    }
    let known = |name: &str| {
        name.ends_with("schema") || name == "circles" || packs.iter().any(|pack| pack.messages.code == name)
    };
    if let Value::Map(entries) = &overlay {
        let strays = entries.iter().filter(|(name, _)| !known(name));
        problems.extend(strays.map(|(name, _)| named(format!("{name}: no such language"))));
    }
    if problems.is_empty() { Ok(packs) } else { Err(problems) }
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
        .args(["build", "--quiet", "--lib", "--target", "wasm32-unknown-unknown", "--no-default-features"])
        .args(["--profile", "web", "--features", &features.join(",")])
        .args(["--config", &format!("target.wasm32-unknown-unknown.rustflags={}", json!(nameless(sources)?))]);
    Ok(command)
}

/// Copies the sources into another folder, compiles the module there, and says whether it is the same, byte by byte.
pub fn reproduce() -> Result<ExitCode, String> {
    let folder = std::env::temp_dir().join(format!("boussole-elsewhere-{}", std::process::id()));
    let sources = folder.join("under/another/name");
    let copied = ["Cargo.toml", "Cargo.lock", ".cargo", "src", "tests/it", "tests/wasm"];
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
fn linked() -> Result<PathBuf, String> {
    Ok(project::target()?.join("wasm32-unknown-unknown/web/boussole.wasm"))
}

/// The module that was compiled last, in one piece, with its glue; with the names of its functions or without.
pub fn bound(names: bool) -> Result<(String, Vec<u8>), String> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(linked()?)
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
