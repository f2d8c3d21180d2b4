//! What a release is made of: a bill of materials (`CycloneDX`), the licences of everything that is shipped, and the
//! check that each of them may be.

use super::artifact::File;
use super::project;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Licences under which a visitor's browser may be given code: they ask for their text, which `licences.txt` has.
const SHIPPED: [&str; 6] = ["MIT", "Apache-2.0", "BSL-1.0", "Unlicense", "Zlib", "Unicode-3.0"];
/// And those of tools that only build and test: nothing of them reaches a visitor.
const TOOLS: [&str; 9] = [
    "MIT-0",
    "MPL-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "CC0-1.0",
    "0BSD",
    "Unicode-DFS-2016",
    "Apache-2.0 WITH LLVM-exception",
];

struct Package {
    name: String,
    version: String,
    licence: String,
    folder: PathBuf,
    checksum: Option<String>,
}

/// The two files for a release.
pub fn files() -> Result<Vec<File>, String> {
    let shipped = packages(true)?;
    let bill = serde_json::to_string_pretty(&bill(&shipped)).map_err(|error| error.to_string())? + "\n";
    Ok(vec![
        File { name: "sbom.cdx.json".to_owned(), bytes: bill.into_bytes() },
        File { name: "licences.txt".to_owned(), bytes: texts(&shipped)?.into_bytes() },
    ])
}

/// What may not be shipped or used, in sentences.
pub fn problems() -> Result<Vec<String>, String> {
    let shipped = packages(true)?;
    let names: BTreeSet<(&str, &str)> = shipped.iter().map(|own| (&*own.name, &*own.version)).collect();
    let mut problems = Vec::new();
    let mut hold = |name: &str, version: &str, licence: &str| {
        let in_browser = names.contains(&(name, version));
        let may = |licence: &str| SHIPPED.contains(&licence) || (!in_browser && TOOLS.contains(&licence));
        let fits = spdx::Expression::parse_mode(licence, spdx::ParseMode::LAX)
            .is_ok_and(|licence| licence.evaluate(|own| may(&own.to_string())));
        if !fits {
            problems.push(format!("{name} {version}: the licence {licence:?} is not one that may be used here"));
        }
    };
    for Package { name, version, licence, .. } in packages(false)? {
        hold(&name, &version, &licence);
    }
    for (place, own) in build_tools()? {
        let text = |name: &str| own.get(name).and_then(Value::as_str).unwrap_or_default();
        hold(&place, text("version"), text("license"));
    }
    Ok(problems)
}

/// The packages of npm that a build calls, by where they are installed.
fn build_tools() -> Result<Map<String, Value>, String> {
    let lock: Value = project::json(&project::www().join("loader/package-lock.json"))?;
    let packages =
        lock.get("packages").and_then(Value::as_object).ok_or("www/loader/package-lock.json: no packages")?;
    // The first is the list itself.
    Ok(packages
        .iter()
        .filter(|(place, _)| !place.is_empty())
        .map(|(place, own)| (place.clone(), own.clone()))
        .collect())
}

/// The packages that the module is compiled from, or all that the project knows of.
fn packages(shipped: bool) -> Result<Vec<Package>, String> {
    let text = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let metadata: Value = serde_json::from_str(&told(&["metadata", "--format-version", "1", "--locked"])?)
        .map_err(|error| format!("cargo metadata: {error}"))?;
    let compiled = if shipped { Some(compiled()?) } else { None };
    let sums = checksums()?;
    let all = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
    let mut packages: Vec<Package> = all
        // What has no source is our own.
        .filter(|own| own.get("source").is_some_and(|source| !source.is_null()))
        .map(|own| {
            let (name, version) = (text(own, "name"), text(own, "version"));
            Package {
                checksum: sums.get(&(name.clone(), version.clone())).cloned(),
                licence: text(own, "license").replace('/', " OR "),
                folder: PathBuf::from(text(own, "manifest_path")).parent().map(Path::to_path_buf).unwrap_or_default(),
                name,
                version,
            }
        })
        .filter(|own| compiled.as_ref().is_none_or(|names| names.contains(&(own.name.clone(), own.version.clone()))))
        .collect();
    packages.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(packages)
}

/// The packages that the module is compiled from, by name and version, as cargo tells them. What builds, tests, or writes
/// code is not shipped.
fn compiled() -> Result<BTreeSet<(String, String)>, String> {
    let tree =
        ["tree", "--locked", "--package", "boussole", "--no-default-features", "--target", "wasm32-unknown-unknown"];
    let lines =
        told(&[&tree[..], &["--edges", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}"]].concat())?;
    // `serde v1.0.229`, or with a folder behind it.
    let named = |line: &str| {
        let mut words = line.split_whitespace();
        Some((words.next()?.to_owned(), words.next()?.trim_start_matches('v').to_owned()))
    };
    Ok(lines.lines().filter_map(named).collect())
}

/// What cargo says.
fn told(args: &[&str]) -> Result<String, String> {
    let output = project::cargo().args(args).output().map_err(|error| format!("cargo: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("cargo {}: {}", args.join(" "), String::from_utf8_lossy(&output.stderr)))
    }
}

/// What `Cargo.lock` says of each package's bytes.
fn checksums() -> Result<BTreeMap<(String, String), String>, String> {
    let lock = project::read(&project::root().join("Cargo.lock"))?;
    let of = |block: &str, name: &str| {
        let line = block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \""))?;
        line.strip_suffix('"').map(str::to_owned)
    };
    let blocks = lock.split("[[package]]").skip(1);
    Ok(blocks.filter_map(|own| Some(((of(own, "name")?, of(own, "version")?), of(own, "checksum")?))).collect())
}

/// `CycloneDX` 1.5. Without a serial number and a date: the same release, the same bytes.
fn bill(packages: &[Package]) -> Value {
    let components = packages.iter().map(|own| {
        let purl = format!("pkg:cargo/{}@{}", own.name, own.version);
        let mut component = json!({
            "type": "library", "bom-ref": purl, "name": own.name, "version": own.version, "purl": purl,
            "licenses": [{ "expression": own.licence }],
        });
        if let (Some(sum), Some(fields)) = (&own.checksum, component.as_object_mut()) {
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
fn texts(packages: &[Package]) -> Result<String, String> {
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
fn licence_text(folder: &Path) -> Result<String, String> {
    let mut found: Vec<PathBuf> = super::artifact::files(folder)?
        .into_iter()
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
            ["LICENSE", "LICENCE", "COPYING", "UNLICENSE"].iter().any(|begins| name.starts_with(begins))
        })
        .collect();
    found.sort_by_key(|path| !path.to_string_lossy().to_uppercase().contains("MIT"));
    let Some(first) = found.first() else { return Ok(String::new()) };
    let text = std::fs::read(first).map_err(|error| format!("{}: {error}", first.display()))?;
    Ok(String::from_utf8_lossy(&text).replace('\r', "").trim().to_owned())
}
