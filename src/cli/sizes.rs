//! `sizes`: what a visitor downloads, file by file and in sum, against the budget; and what each view, layer and
//! dependency weighs in the module. `--check` compares with what is written in `tests/data/sizes.md`.

use super::{artifact, project, wasm};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;
use std::process::ExitCode;

/// A part of the module may weigh so much more or less than is written, per mille, before the table is stale.
const DRIFT: usize = 30;
/// Parts under so many bytes are told together.
const TOLD: usize = 2_500;

/// Bytes as brotli 11 makes them: `tests/data/budget.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budget {
    /// The first script: the element, its start, the first view and its styles.
    script: usize,
    /// The second script: the rest of the first view, and what moves the needle there.
    needle_script: usize,
    /// The rules of the heading alone, as WebAssembly.
    needle: usize,
    /// All three: the code that the needle waits for.
    until_needle: usize,
    /// The third script: what binds the widget, and what it does in the page.
    widget_script: usize,
    /// The widget as WebAssembly.
    widget: usize,
    /// All code together.
    code: usize,
    /// The greatest content of one language.
    content: usize,
}

/// What one file weighs.
struct Weight {
    name: String,
    plain: usize,
    gzip: usize,
    brotli: usize,
}

impl Weight {
    fn of(name: &str, bytes: &[u8]) -> Result<Self, String> {
        Ok(Self {
            name: name.to_owned(),
            plain: bytes.len(),
            gzip: artifact::gzipped(bytes)?.len(),
            brotli: artifact::brotli(bytes),
        })
    }
}

/// Prints the tables of a release; with `check`, compares and exits 1 when something is over the budget or stale.
pub fn sizes(check: bool) -> Result<ExitCode, String> {
    let (tables, wrong) = weighed()?;
    println!("{tables}");
    if !check {
        return Ok(ExitCode::SUCCESS);
    }
    for problem in &wrong {
        eprintln!("{problem}");
    }
    Ok(if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Nothing of what was built is over its budget, and the table is true.
pub fn fresh() -> Result<(), String> {
    let (_, wrong) = weighed()?;
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

/// The tables, and what is over the budget or not as written.
fn weighed() -> Result<(String, Vec<String>), String> {
    let budget: Budget = serde_json::from_str(&project::read(&project::root().join("tests/data/budget.json"))?)
        .map_err(|error| format!("budget.json: {error}"))?;
    let weights = weights(&project::dist())?;
    let one = |wanted: &str| weights.iter().find(|own| own.name == wanted).map_or(0, |own| own.brotli);
    let (script, needle_script, needle) = (one("boussole.js"), one("needle-*.js"), one("needle-*.bin"));
    let (widget_script, widget) = (one("widget-*.js"), one("widget-*.bin"));
    let until_needle = script + needle_script + needle;
    let content = weights.iter().filter(|own| own.name.starts_with("content")).map(|own| own.brotli).max().unwrap_or(0);
    let rows = [
        ("boussole.js", script, budget.script),
        ("needle-*.js", needle_script, budget.needle_script),
        ("needle-*.bin", needle, budget.needle),
        ("jusqu’à l’aiguille", until_needle, budget.until_needle),
        ("widget-*.js", widget_script, budget.widget_script),
        ("widget-*.bin", widget, budget.widget),
        ("tout le code", until_needle + widget_script + widget, budget.code),
        ("contenu", content, budget.content),
    ];
    let mut text = "| fichier | entier | gzip 9 | brotli 11 |\n|---|---|---|---|\n".to_owned();
    for Weight { name, plain, gzip, brotli } in &weights {
        let _ = writeln!(text, "| {name} | {plain} | {gzip} | {brotli} |");
    }
    text.push_str("\n| brotli 11 | pèse | budget |\n|---|---|---|\n");
    for (name, weighs, most) in rows {
        let _ = writeln!(text, "| {name} | {weighs} | {most} |");
    }
    let parts = parts(&wasm::bound(true)?.1)?;
    let mut table = "| partie du module | octets |\n|---|---|\n".to_owned();
    for (name, bytes) in &parts {
        let _ = writeln!(table, "| {name} | {bytes} |");
    }
    let mut wrong: Vec<String> = rows
        .iter()
        .filter(|(_, weighs, most)| weighs > most)
        .map(|(name, weighs, most)| format!("{name} weighs {weighs}, and {most} is what it may"))
        .collect();
    wrong.extend(stale(&parts)?);
    Ok((format!("{text}\n{table}"), wrong))
}

/// Every file that the first visit asks for, as it is inside.
fn weights(dist: &Path) -> Result<Vec<Weight>, String> {
    let manifest: Value = serde_json::from_str(&project::read(&dist.join("manifest.json"))?)
        .map_err(|error| format!("manifest.json: {error}"))?;
    let listed = manifest.get("files").and_then(Value::as_array).into_iter().flatten();
    let names = listed.filter_map(|file| file.get("name").and_then(Value::as_str));
    let mut weights = Vec::new();
    for name in names {
        let (stem, ending) = (artifact::stem(name), Path::new(name).extension().unwrap_or_default());
        let is_code = artifact::CODE.contains(&stem);
        let bytes = || std::fs::read(dist.join(name)).map_err(|error| format!("{name}: {error}"));
        if name == "boussole.js" {
            weights.push(Weight::of(name, &bytes()?)?);
        } else if ending == "js" && is_code {
            weights.push(Weight::of(&format!("{stem}-*.js"), &bytes()?)?);
        } else if ending == "bin" {
            let mut inside = Vec::new();
            flate2::read::GzDecoder::new(bytes()?.as_slice())
                .read_to_end(&mut inside)
                .map_err(|error| format!("{name}: {error}"))?;
            let name = if is_code { format!("{stem}-*.bin") } else { stem.to_owned() };
            weights.push(Weight::of(&name, &inside)?);
        }
    }
    Ok(weights)
}

/// The parts of a module that still has its names, the heaviest first: bytes of code by who wrote it, and of data.
fn parts(wasm: &[u8]) -> Result<Vec<(String, usize)>, String> {
    let mut names: BTreeMap<u32, String> = BTreeMap::new();
    let (mut imported, mut bodies, mut data) = (0_u32, Vec::new(), 0);
    for payload in wasmparser::Parser::new(0).parse_all(wasm) {
        match payload.map_err(|error| error.to_string())? {
            wasmparser::Payload::ImportSection(section) => imported = section.count(),
            wasmparser::Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
            wasmparser::Payload::DataSection(section) => data = section.range().len(),
            wasmparser::Payload::CustomSection(section) => {
                if let wasmparser::KnownCustom::Name(reader) = section.as_known() {
                    for part in reader.into_iter().flatten() {
                        if let wasmparser::Name::Function(map) = part {
                            names.extend(map.into_iter().flatten().map(|own| (own.index, own.name.to_owned())));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut sums: BTreeMap<String, usize> = BTreeMap::new();
    for (place, bytes) in (imported..).zip(bodies) {
        let name = names.get(&place).map_or("", String::as_str);
        *sums.entry(writer(&plain(name))).or_default() += bytes;
    }
    sums.insert("data".to_owned(), data);
    let small: usize = sums.values().filter(|bytes| **bytes < TOLD).sum();
    sums.retain(|_, bytes| *bytes >= TOLD);
    sums.insert("others".to_owned(), small);
    let mut parts: Vec<(String, usize)> = sums.into_iter().collect();
    parts.sort_by(|(a, x), (b, y)| y.cmp(x).then(a.cmp(b)));
    Ok(parts)
}

/// A name without the hash of each crate in it: `core[0123456789abcdef]::option` is `core::option`.
pub fn plain(name: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(name));
    let mut pieces = name.split('[');
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once(']') {
            Some((hash, rest)) if hash.len() == 16 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()) => {
                plain.push_str(rest);
            }
            _ => plain.extend(["[", piece]),
        }
    }
    plain
}

/// Of our own code the module, of others' the crate. What is generic counts for whom it was made.
fn writer(name: &str) -> String {
    if let Some((_, own)) = name.split_once("boussole::") {
        let mut words = own.split(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != ':');
        let mut words = words.next().unwrap_or_default().split("::");
        return ["boussole", words.next().unwrap_or_default(), words.next().unwrap_or_default()].join("::");
    }
    let path = name.trim_start_matches(['<', '&', '[', '(', '*']).trim_start_matches("dyn ").trim_start_matches("mut ");
    let path = path.split([' ', '<', '>', '{', '[']).next().unwrap_or_default();
    let mut words = path.split("::");
    let first = words.next().unwrap_or_default();
    if ["core", "alloc", "std", "compiler_builtins", "str"].contains(&first) {
        "std".to_owned()
    } else {
        first.to_owned()
    }
}

/// What is not as it is written any more.
fn stale(parts: &[(String, usize)]) -> Result<Vec<String>, String> {
    let path = project::root().join("tests/data/sizes.md");
    let table = project::read(&path)?;
    let written: BTreeMap<&str, usize> = table
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('|').map(str::trim).skip(1);
            Some((cells.next()?, cells.next()?.parse().ok()?))
        })
        .collect();
    let far = |now: usize, then: usize| now.abs_diff(then) * 1000 > then.max(now) * DRIFT && now.abs_diff(then) > 500;
    let mut found = Vec::new();
    for (name, bytes) in parts {
        match written.get(name.as_str()) {
            Some(then) if !far(*bytes, *then) => {}
            Some(then) => found.push(format!("{name} weighs {bytes}, {then} is written")),
            None if *bytes > TOLD + 500 => found.push(format!("{name} weighs {bytes}, and is not written")),
            None => {}
        }
    }
    if !found.is_empty() {
        found.push(format!("write it anew: cargo run -- sizes > {}", path.display()));
    }
    Ok(found)
}
