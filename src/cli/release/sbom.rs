//! What a release is made of: a bill of materials (`CycloneDX`), the licences of everything that is shipped, and the
//! check that each of them may be.

use crate::artifact::{self, File};
use crate::project;
use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Licences of packages of npm that only build: nothing of them reaches a visitor.
const NPM_TOOL_LICENCES: [&str; 5] = ["MIT", "Apache-2.0", "MPL-2.0", "BSD-2-Clause", "0BSD"];

struct Package {
    name: String,
    version: String,
    licence: String,
    folder: PathBuf,
    checksum: Option<String>,
}

/// The two files for a release.
pub fn files() -> Result<Vec<File>> {
    let shipped = shipped_packages()?;
    let bill = serde_json::to_string_pretty(&cyclonedx(&shipped))? + "\n";
    Ok(vec![
        File { name: "sbom.cdx.json".to_owned(), bytes: bill.into_bytes() },
        File { name: "licences.txt".to_owned(), bytes: licence_texts(&shipped)?.into_bytes() },
    ])
}

/// What may not be shipped, and what of npm may not be used, in sentences. Crates that only build and test are
/// cargo-deny's (`.cargo/deny.toml`), which does not know what is shipped.
pub fn find_problems() -> Result<Vec<String>> {
    let allowed = runtime_licences()?;
    let crates = shipped_packages()?.into_iter().map(|package| (package.name, package.version, package.licence));
    let refused = crates.filter(|(_, _, licence)| !fits(licence, &allowed));
    let text = |tool: &Value, name: &str| tool.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let tools = npm_tools()?.into_iter().map(|(path, tool)| (path, text(&tool, "version"), text(&tool, "license")));
    let refused_tools = tools.filter(|(_, _, licence)| !fits(licence, &NPM_TOOL_LICENCES));
    Ok(refused
        .chain(refused_tools)
        .map(|(name, version, licence)| {
            format!("{name} {version}: the licence {licence:?} is not one that may be used here")
        })
        .collect())
}

/// Licences under which a visitor's browser may be given code: they ask for their text, which `licences.txt` has.
fn runtime_licences() -> Result<Vec<String>> {
    const LIST: &str = "allow = [";
    let text = project::read(&project::root().join(".cargo/deny.toml"))?;
    let list = text.lines().find_map(|line| line.strip_prefix(LIST)).context(".cargo/deny.toml allows no licence")?;
    Ok(list.split('"').skip(1).step_by(2).map(str::to_owned).collect())
}

/// Whether a licence can be complied with under these alone.
fn fits(licence: &str, allowed: &[impl AsRef<str>]) -> bool {
    spdx::Expression::parse_mode(licence, spdx::ParseMode::LAX).is_ok_and(|expression| {
        expression.evaluate(|requirement| allowed.iter().any(|allowed| allowed.as_ref() == requirement.to_string()))
    })
}

/// The packages of npm that a build calls, by where they are installed.
fn npm_tools() -> Result<Map<String, Value>> {
    let lock: Value = project::json(&project::www().join("loader/package-lock.json"))?;
    let packages =
        lock.get("packages").and_then(Value::as_object).context("www/loader/package-lock.json: no packages")?;
    // The first is the list itself.
    Ok(packages.iter().filter(|(path, _)| !path.is_empty()).map(|(path, tool)| (path.clone(), tool.clone())).collect())
}

/// The packages that the module is compiled from.
fn shipped_packages() -> Result<Vec<Package>> {
    let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let metadata: Value = serde_json::from_str(&run_cargo(&["metadata", "--format-version", "1", "--locked"])?)
        .context("cargo metadata")?;
    let shipped = shipped_names()?;
    let sums = read_checksums()?;
    let all = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
    let mut packages: Vec<Package> = all
        // What has no source is our own.
        .filter(|package| package.get("source").is_some_and(|source| !source.is_null()))
        .map(|package| {
            let (name, version) = (text(package, "name"), text(package, "version"));
            Package {
                checksum: sums.get(&(name.clone(), version.clone())).cloned(),
                licence: text(package, "license").replace('/', " OR "),
                folder: PathBuf::from(text(package, "manifest_path"))
                    .parent()
                    .map(Path::to_path_buf)
                    .unwrap_or_default(),
                name,
                version,
            }
        })
        .filter(|package| shipped.contains(&(package.name.clone(), package.version.clone())))
        .collect();
    packages.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(packages)
}

/// The packages that the modules of the widget and of the studio are compiled from, by name and version, as cargo tells them. What builds, tests, or writes
/// code is not shipped.
fn shipped_names() -> Result<BTreeSet<(String, String)>> {
    let tree = ["tree", "--locked", "--package", "boussole", "--package", "boussole-studio"];
    let target = ["--no-default-features", "--target", "wasm32-unknown-unknown"];
    let format = ["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"];
    let lines = run_cargo(&[&tree[..], &target, &format].concat())?;
    // `serde v1.0.229`, or with a folder behind it.
    let named = |line: &str| {
        let mut words = line.split_whitespace();
        Some((words.next()?.to_owned(), words.next()?.trim_start_matches('v').to_owned()))
    };
    Ok(lines.lines().filter_map(named).collect())
}

/// Runs cargo, and returns what it prints.
fn run_cargo(args: &[&str]) -> Result<String> {
    let output = project::cargo().args(args).output().context("cargo cannot be run")?;
    ensure!(output.status.success(), "cargo {}: {}", args.join(" "), String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What `Cargo.lock` says of each package's bytes.
fn read_checksums() -> Result<BTreeMap<(String, String), String>> {
    let lock = project::read(&project::root().join("Cargo.lock"))?;
    let of = |block: &str, name: &str| {
        let line = block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \""))?;
        line.strip_suffix('"').map(str::to_owned)
    };
    let blocks = lock.split("[[package]]").skip(1);
    Ok(blocks.filter_map(|block| Some(((of(block, "name")?, of(block, "version")?), of(block, "checksum")?))).collect())
}

/// `CycloneDX` 1.5. Without a serial number and a date: the same release, the same bytes.
fn cyclonedx(packages: &[Package]) -> Value {
    let components = packages.iter().map(|package| {
        let purl = format!("pkg:cargo/{}@{}", package.name, package.version);
        let mut component = json!({
            "type": "library", "bom-ref": purl, "name": package.name, "version": package.version, "purl": purl,
            "licenses": [{ "expression": package.licence }],
        });
        if let (Some(sum), Some(fields)) = (&package.checksum, component.as_object_mut()) {
            fields.insert("hashes".to_owned(), json!([{ "alg": "SHA-256", "content": sum }]));
        }
        component
    });
    json!({
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": { "component": {
            "type": "library", "bom-ref": "boussole", "name": "boussole-odd17", "version": env!("CARGO_PKG_VERSION"),
            "licenses": [{ "license": { "id": "MIT" } }],
        } },
        "components": components.collect::<Vec<_>>(),
    })
}

/// The text of each licence once, under the names of the packages that come with it.
fn licence_texts(packages: &[Package]) -> Result<String> {
    let mut by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages {
        let named = format!("{} {} ({})", package.name, package.version, package.licence);
        by_text.entry(licence_text(&package.folder)?).or_default().push(named);
    }
    let mut text = format!(
        "Boussole {} : MIT. Le module contient aussi ce qui suit, et la bibliothèque standard de Rust (MIT OR Apache-2.0).\n",
        env!("CARGO_PKG_VERSION")
    );
    for (licence, names) in by_text {
        let licence = if licence.is_empty() {
            "Le paquet n’a pas de fichier de licence : seule sa mention en tient lieu.".to_owned()
        } else {
            licence
        };
        let _ = write!(text, "\n{}\n{}\n\n{licence}\n", "=".repeat(72), names.join("\n"));
    }
    Ok(text)
}

/// The licence that a package comes with; of two, MIT.
fn licence_text(folder: &Path) -> Result<String> {
    let mut found: Vec<PathBuf> = artifact::list_files(folder)?
        .into_iter()
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
            ["LICENSE", "LICENCE", "COPYING", "UNLICENSE"].iter().any(|begins| name.starts_with(begins))
        })
        .collect();
    found.sort_by_key(|path| !path.to_string_lossy().to_uppercase().contains("MIT"));
    let Some(first) = found.first() else { return Ok(String::new()) };
    let text = project::read_bytes(first)?;
    Ok(String::from_utf8_lossy(&text).replace('\r', "").trim().to_owned())
}
