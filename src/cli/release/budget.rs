//! What a visitor downloads, file by file and in sum, against the budget; and what each view, layer and
//! dependency weighs in the module. `sizes --check` compares with what is written in `tests/data/sizes.md`.

use crate::{artifact, project, wasm};
use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

/// A part of the module may weigh so much more or less than is written, per mille, before the table is stale.
const TOLERANCE_PERMILLE: usize = 30;
/// Parts under so many bytes are told together.
const SMALLEST_LISTED: usize = 2_500;

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
    /// The studio, which no visitor downloads: its script, with its module and the sources of the content.
    studio: usize,
}

/// What one file weighs.
struct FileSize {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl FileSize {
    fn of(name: &str, bytes: &[u8]) -> Result<Self> {
        Ok(Self {
            name: name.to_owned(),
            raw: bytes.len(),
            gzip: artifact::gzip(bytes)?.len(),
            brotli: artifact::brotli(bytes),
        })
    }
}

/// The tables, and what is over the budget or not as written.
pub fn measure() -> Result<(String, Vec<String>)> {
    let budget: Budget = project::json(&project::root().join("tests/data/budget.json"))?;
    let sizes = file_sizes(&project::dist())?;
    let one = |wanted: &str| sizes.iter().find(|file| file.name == wanted).map_or(0, |file| file.brotli);
    let (script, needle_script, needle) = (one("boussole.js"), one("needle-*.js"), one("needle-*.bin"));
    let (widget_script, widget) = (one("widget-*.js"), one("widget-*.bin"));
    let until_needle = script + needle_script + needle;
    let content =
        sizes.iter().filter(|file| file.name.starts_with("content")).map(|file| file.brotli).max().unwrap_or(0);
    let rows = [
        ("boussole.js", script, budget.script),
        ("needle-*.js", needle_script, budget.needle_script),
        ("needle-*.bin", needle, budget.needle),
        ("jusqu’à l’aiguille", until_needle, budget.until_needle),
        ("widget-*.js", widget_script, budget.widget_script),
        ("widget-*.bin", widget, budget.widget),
        ("tout le code", until_needle + widget_script + widget, budget.code),
        ("contenu", content, budget.content),
        ("studio-*.js", one("studio-*.js"), budget.studio),
    ];
    let mut text = "| fichier | entier | gzip 9 | brotli 11 |\n|---|---|---|---|\n".to_owned();
    for FileSize { name, raw, gzip, brotli } in &sizes {
        let _ = writeln!(text, "| {name} | {raw} | {gzip} | {brotli} |");
    }
    text.push_str("\n| brotli 11 | pèse | budget |\n|---|---|---|\n");
    for (name, weighs, most) in rows {
        let _ = writeln!(text, "| {name} | {weighs} | {most} |");
    }
    let parts = parts(&wasm::run_wasm_bindgen(true)?.1)?;
    let mut table = "| partie du module | octets |\n|---|---|\n".to_owned();
    for (name, bytes) in &parts {
        let _ = writeln!(table, "| {name} | {bytes} |");
    }
    let mut wrong: Vec<String> = rows
        .iter()
        .filter(|(_, weighs, most)| weighs > most)
        .map(|(name, weighs, most)| format!("{name} weighs {weighs}, and {most} is what it may"))
        .collect();
    wrong.extend(outdated_rows(&parts)?);
    Ok((format!("{text}\n{table}"), wrong))
}

/// Every file that the first visit asks for, as it is inside, and the script of the studio.
fn file_sizes(dist: &Path) -> Result<Vec<FileSize>> {
    let manifest: Value = project::json(&dist.join("manifest.json"))?;
    let listed = manifest.get("files").and_then(Value::as_array).into_iter().flatten();
    let names = listed.filter_map(|file| file.get("name").and_then(Value::as_str));
    let mut sizes = Vec::new();
    for name in names {
        let (stem, ending) = (artifact::stem(name), Path::new(name).extension().unwrap_or_default());
        let is_code = artifact::CODE.contains(&stem);
        let bytes = || project::read_bytes(&dist.join(name));
        if name == "boussole.js" {
            sizes.push(FileSize::of(name, &bytes()?)?);
        } else if ending == "js" && (is_code || stem == "studio") {
            sizes.push(FileSize::of(&format!("{stem}-*.js"), &bytes()?)?);
        } else if ending == "bin" {
            let mut inside = Vec::new();
            flate2::read::GzDecoder::new(bytes()?.as_slice())
                .read_to_end(&mut inside)
                .with_context(|| name.to_owned())?;
            let name = if is_code { format!("{stem}-*.bin") } else { stem.to_owned() };
            sizes.push(FileSize::of(&name, &inside)?);
        }
    }
    Ok(sizes)
}

/// The parts of a module that still has its names, the heaviest first: bytes of code by who wrote it, and of data.
fn parts(wasm: &[u8]) -> Result<Vec<(String, usize)>> {
    let mut names: BTreeMap<u32, String> = BTreeMap::new();
    let (mut imported, mut bodies, mut data) = (0_u32, Vec::new(), 0);
    for payload in wasmparser::Parser::new(0).parse_all(wasm) {
        match payload? {
            wasmparser::Payload::ImportSection(section) => imported = section.count(),
            wasmparser::Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
            wasmparser::Payload::DataSection(section) => data = section.range().len(),
            wasmparser::Payload::CustomSection(section) => {
                if let wasmparser::KnownCustom::Name(reader) = section.as_known() {
                    for part in reader.into_iter().flatten() {
                        if let wasmparser::Name::Function(map) = part {
                            names
                                .extend(map.into_iter().flatten().map(|naming| (naming.index, naming.name.to_owned())));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut sums: BTreeMap<String, usize> = BTreeMap::new();
    for (index, bytes) in (imported..).zip(bodies) {
        let name = names.get(&index).map_or("", String::as_str);
        *sums.entry(attribute(&demangle(name))).or_default() += bytes;
    }
    sums.insert("data".to_owned(), data);
    let small: usize = sums.values().filter(|bytes| **bytes < SMALLEST_LISTED).sum();
    sums.retain(|_, bytes| *bytes >= SMALLEST_LISTED);
    sums.insert("others".to_owned(), small);
    let mut parts: Vec<(String, usize)> = sums.into_iter().collect();
    parts.sort_by(|(a, x), (b, y)| y.cmp(x).then(a.cmp(b)));
    Ok(parts)
}

/// A name without the hash of each crate in it: `core[0123456789abcdef]::option` is `core::option`.
pub fn demangle(name: &str) -> String {
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
fn attribute(name: &str) -> String {
    if let Some((_, path)) = name.split_once("boussole::") {
        let mut words = path.split(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != ':');
        let path: Vec<&str> = words.next().unwrap_or_default().split("::").collect();
        // Folders of many modules: which of them says more.
        let is_folder = matches!(path.as_slice(), ["app", "features" | "journey" | "runtime", ..]);
        let module = path.into_iter().take(if is_folder { 3 } else { 2 });
        return core::iter::once("boussole").chain(module).collect::<Vec<_>>().join("::");
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
fn outdated_rows(parts: &[(String, usize)]) -> Result<Vec<String>> {
    let path = project::root().join("tests/data/sizes.md");
    let table = project::read(&path)?;
    let written: BTreeMap<&str, usize> = table
        .lines()
        .filter_map(|line| {
            let mut cells = line.split('|').map(str::trim).skip(1);
            Some((cells.next()?, cells.next()?.parse().ok()?))
        })
        .collect();
    let far = |now: usize, then: usize| {
        now.abs_diff(then) * 1000 > then.max(now) * TOLERANCE_PERMILLE && now.abs_diff(then) > 500
    };
    let mut found = Vec::new();
    for (name, bytes) in parts {
        match written.get(name.as_str()) {
            Some(then) if !far(*bytes, *then) => {}
            Some(then) => found.push(format!("{name} weighs {bytes}, {then} is written")),
            None if *bytes > SMALLEST_LISTED + 500 => found.push(format!("{name} weighs {bytes}, and is not written")),
            None => {}
        }
    }
    if !found.is_empty() {
        found.push(format!("write it anew: cargo run -- sizes > {}", path.display()));
    }
    Ok(found)
}
