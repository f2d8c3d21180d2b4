//! Where the project stands, and the tools it calls.

use anyhow::{Context, Result, ensure};
use boussole_content::encoding::{self, UnsupportedFormat};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What installs the tools that run on Node.js, as the system calls it.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// The first Node.js that runs them, of which `NODE_MISSING` tells.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// What to do without it.
const NODE_MISSING: &str = "Node.js 20.19 or later is missing, or its npm: install both from nodejs.org or your \
                            system's packages (scripts and styles are made short there, and browser tests run there)";

/// The folder of the project, which this crate stands two folders below.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new(".")).to_path_buf()
}

/// The folder of content, words, styles and the loader.
pub fn www() -> PathBuf {
    root().join("www")
}

/// Where a build goes unless told otherwise.
pub fn dist() -> PathBuf {
    www().join("dist")
}

/// Cargo, in the project's folder.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Cargo's target directory, which may be anywhere.
pub fn target() -> Result<PathBuf> {
    let output = cargo()
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .stderr(Stdio::inherit())
        .output()
        .context("cargo metadata")?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).context("cargo metadata")?;
    metadata
        .get("target_directory")
        .and_then(serde_json::Value::as_str)
        .map(PathBuf::from)
        .context("cargo metadata names no target directory")
}

/// The text of a file.
pub fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| path.display().to_string())
}

/// The bytes of a file.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| path.display().to_string())
}

/// Writes a file.
pub fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<()> {
    std::fs::write(path, content).with_context(|| path.display().to_string())
}

/// Makes a folder, and those it stands in.
pub fn create_folder(path: &Path) -> Result<()> {
    std::fs::create_dir_all(path).with_context(|| path.display().to_string())
}

/// The text of a file of any encoding, or what it is when it is no text.
pub fn read_any(path: &Path) -> Result<Result<String, UnsupportedFormat>> {
    let bytes = read_bytes(path)?;
    Ok(encoding::decode_text(&bytes, None, &encoding::decode))
}

/// What a JSON file holds.
pub fn json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T> {
    serde_json::from_str(&read(path)?).with_context(|| path.display().to_string())
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Result<()> {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{name} cannot be run"))?;
    ensure!(status.success(), "{name} ended with {status}");
    Ok(())
}

/// Whether a command can be run, and ends well.
pub fn works(program: &str, args: &[&str]) -> bool {
    Command::new(program)
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Whether Node.js is there, and new enough for the tools.
fn has_node() -> bool {
    let version = Command::new("node").arg("--version").output().map(|output| output.stdout).unwrap_or_default();
    let version = String::from_utf8_lossy(&version);
    let mut numbers = version.trim_start_matches('v').split('.').map_while(|number| number.parse::<u32>().ok());
    numbers.next().zip(numbers.next()).is_some_and(|version| version >= OLDEST_NODE)
}

/// Installs what a folder's `package-lock.json` names, unless it stands there.
pub fn ensure_packages(folder: &Path) -> Result<()> {
    ensure!(has_node(), NODE_MISSING);
    // The lock file it was installed from stays beside it.
    let lock = |path: &str| std::fs::read(folder.join(path)).ok();
    if lock("node_modules/.boussole-lock").is_some_and(|installed| Some(installed) == lock("package-lock.json")) {
        return Ok(());
    }
    ensure!(works(NPM, &["--version"]), NODE_MISSING);
    eprintln!("  installing the tools of {} (once)", folder.display());
    // On standard error: what a command writes is on standard output.
    let npm = &mut Command::new(NPM);
    run(npm.current_dir(folder).args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).stdout(std::io::stderr()))?;
    std::fs::copy(folder.join("package-lock.json"), folder.join("node_modules/.boussole-lock"))
        .map(|_| ())
        .context("node_modules")
}

/// Installs the wasm target when it is missing.
pub fn ensure_wasm_target() -> Result<()> {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", "wasm32-unknown-unknown"])
        .output()
        .context("rustc cannot be run")?;
    let libraries = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    if output.status.success() && libraries.is_dir() {
        return Ok(());
    }
    eprintln!("  installing the wasm target (once)");
    run(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"]))
        .context("the wasm target is missing: install it with `rustup target add wasm32-unknown-unknown`")
}
