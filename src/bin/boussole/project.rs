//! Where the project stands, and the tools it calls.

use boussole::catalogue::encoding::{self, Foreign};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder of `Cargo.toml`.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
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
pub fn target() -> Result<PathBuf, String> {
    let output = cargo()
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo metadata: {error}"))?;
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: {error}"))?;
    metadata
        .get("target_directory")
        .and_then(serde_json::Value::as_str)
        .map(PathBuf::from)
        .ok_or_else(|| "cargo metadata names no target directory".to_owned())
}

/// The text of a file.
pub fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// The text of a file of any encoding, or what it is when it is no text.
pub fn read_any(path: &Path) -> Result<Result<String, Foreign>, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(encoding::text(&bytes, None, &encoding::decode))
}

/// What a JSON file holds.
pub fn json<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, String> {
    serde_json::from_str(&read(path)?).map_err(|error| format!("{}: {error}", path.display()))
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Result<(), String> {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name} ended with {status}")),
        Err(error) => Err(format!("{name} cannot be run: {error}")),
    }
}

/// Installs the wasm target when it is missing.
pub fn ensure_wasm_target() -> Result<(), String> {
    let output = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", "wasm32-unknown-unknown"])
        .output()
        .map_err(|error| format!("rustc cannot be run: {error}"))?;
    let libraries = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    if output.status.success() && libraries.is_dir() {
        return Ok(());
    }
    eprintln!("  installing the wasm target (once)");
    run(Command::new("rustup").args(["target", "add", "wasm32-unknown-unknown"])).map_err(|_| {
        "the wasm target is missing: install it with `rustup target add wasm32-unknown-unknown`".to_owned()
    })
}
