//! `versions`: what each version promised (`www/versions`), held against what this one has; and all that makes a
//! release stale.

use super::{content, project, supply};
use boussole_authoring::codegen;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A version: what changed, and what a partner may rely on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Version {
    /// `1.2.0`.
    #[serde(rename = "version")]
    number: String,
    /// The day it was published, as an ISO date; none before.
    released: Option<String>,
    /// The sum of its content.
    content: String,
    /// What changed, in French.
    changes: Changes,
    /// What a partner has to do, coming from the version before.
    migration: Vec<String>,
    /// Names by kind: attributes, events…; events have the names of their details.
    contract: Contract,
}

/// What changed, the content apart: a partner takes a new widget for other reasons than a new catalogue.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Changes {
    widget: Vec<String>,
    content: Vec<String>,
}

#[derive(Deserialize)]
struct Contract {
    events: BTreeMap<String, Vec<String>>,
    #[serde(flatten)]
    names: BTreeMap<String, Vec<String>>,
}

impl Contract {
    /// Everything in it, told by its kind: `attributes: lang`.
    fn all(&self) -> impl Iterator<Item = (String, &str)> {
        let names = self.names.iter().flat_map(|(kind, names)| names.iter().map(move |name| (kind.clone(), &**name)));
        let events = self.events.iter().flat_map(|(event, details)| {
            let details = details.iter().map(move |name| (format!("details of {event}"), &**name));
            std::iter::once(("events".to_owned(), &**event)).chain(details)
        });
        names.chain(events)
    }

    fn of(&self, kind: &str) -> &[String] {
        self.names.get(kind).map_or(&[], Vec::as_slice)
    }
}

/// Says what is stale or broken; exit 1 when something is.
pub fn versions(www: Option<PathBuf>) -> Result<ExitCode, String> {
    let problems = problems(&www.unwrap_or_else(project::www))?;
    for problem in &problems {
        println!("{problem}");
    }
    println!("{}: {} problems", env!("CARGO_PKG_VERSION"), problems.len());
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Why this tree must not be released.
pub fn problems(www: &Path) -> Result<Vec<String>, String> {
    let root = project::root();
    // Below `www` is what may stand elsewhere; the rest is the project's.
    let read = |path: &str| {
        let below = path.strip_prefix("www/").map(|below| www.join(below)).filter(|path| path.exists());
        project::read(&below.unwrap_or_else(|| root.join(path)))
    };
    let all = all(www)?;
    let mut problems = Vec::new();
    for (path, text) in codegen::files(www)? {
        if read(&path).ok().as_deref() != Some(&text) {
            problems.push(format!("{path} is stale: cargo run -- generate"));
        }
    }
    problems.extend(supply::problems()?);
    let Some(now) = all.iter().find(|own| own.number == env!("CARGO_PKG_VERSION")) else {
        problems.push(format!("www/versions/{}.json is missing: what changed?", env!("CARGO_PKG_VERSION")));
        return Ok(problems);
    };
    let file = format!("www/versions/{}.json", now.number);
    let packs = content::packs(www)?;
    let Some(pack) = packs.first() else { return Err("content has no language".to_owned()) };
    let hash = &pack.content_hash;
    if now.content != *hash {
        problems.push(format!("{file}: the content is {hash} now: write its sum, and in \"content\" what changed"));
    }
    if now.changes.widget.is_empty() && now.changes.content.is_empty() {
        problems.push(format!("{file}: nothing changed?"));
    }
    let major = |version: &str| version.split('.').next().map(str::to_owned);
    for before in all.iter().filter(|own| major(&own.number) == major(&now.number)) {
        for (kind, name) in before.contract.all() {
            if !now.contract.all().any(|own| own == (kind.clone(), name)) {
                problems.push(format!("{kind}: {} promised {name}, and {file} has it no more", before.number));
            }
        }
    }
    problems.extend(untrue(now, &read)?);
    Ok(problems)
}

/// Where the contract, the README, the types and the loader do not say the same.
fn untrue(now: &Version, read: &impl Fn(&str) -> Result<String, String>) -> Result<Vec<String>, String> {
    let readme = read("README.md")?;
    let types = read("www/npm/index.d.ts")?;
    let loader = read("www/loader/element.js")? + &read("www/loader/stage.js")? + &read("www/loader/session.js")?;
    let mut problems = Vec::new();
    for (kind, name) in now.contract.all() {
        // A whole word of it, in code or not.
        let beside = |letter: Option<char>| letter.is_none_or(|own| !own.is_ascii_alphanumeric() && own != '-');
        let told = readme.match_indices(name).any(|(at, _)| {
            let (before, after) = (readme.get(..at), readme.get(at + name.len()..));
            beside(before.and_then(|text| text.chars().next_back()))
                && beside(after.and_then(|text| text.chars().next()))
        });
        if !told && !kind.starts_with("details of boussole-result") {
            problems.push(format!("README.md does not tell of {kind}: {name}"));
        }
    }
    for name in now.contract.events.keys().chain(now.contract.of("codes")) {
        if !types.contains(&format!("\"{name}\"")) {
            problems.push(format!("www/npm/index.d.ts does not know {name}"));
        }
    }
    for name in now.contract.of("methods").iter().chain(now.contract.of("properties")) {
        let known = ["(", ":", "?:"].iter().any(|after| types.contains(&format!(" {name}{after}")));
        // What every element has.
        if !known && name != "focus" {
            problems.push(format!("www/npm/index.d.ts does not know {name}"));
        }
    }
    // The other way round: an attribute that the loader asks for is promised, and stands in the table.
    for call in ["getAttribute(\"", "hasAttribute(\"", ".choice(\""] {
        for (_, after) in loader.match_indices(call).map(|(at, _)| loader.split_at(at + call.len())) {
            let name = after.split('"').next().unwrap_or_default();
            if !now.contract.of("attributes").iter().any(|own| own == name) {
                problems.push(format!("the loader asks for {name}, which www/versions does not promise"));
            } else if !readme.contains(&format!("\n| `{name}` |")) {
                problems.push(format!("README.md has no row for the attribute {name}"));
            }
        }
    }
    problems.sort();
    problems.dedup();
    Ok(problems)
}

/// All versions, the newest first.
fn all(www: &Path) -> Result<Vec<Version>, String> {
    let folder = www.join("versions");
    let mut all: Vec<Version> =
        super::artifact::files(&folder)?.iter().map(|path| project::json(path)).collect::<Result<_, String>>()?;
    let key = |own: &Version| own.number.split('.').map(|part| part.parse::<u32>().unwrap_or(0)).collect::<Vec<_>>();
    all.sort_by_key(|own| std::cmp::Reverse(key(own)));
    Ok(all)
}

/// The journal of all versions, for a partner, in Markdown.
pub fn journal(www: &Path) -> Result<String, String> {
    let mut text = "# Boussole : ce qui a changé\n".to_owned();
    for own in all(www)? {
        let day = own.released.as_deref().unwrap_or("à paraître");
        let _ = writeln!(text, "\n## {} ({day})", own.number);
        let parts =
            [("L’outil", &own.changes.widget), ("Le contenu", &own.changes.content), ("Pour migrer", &own.migration)];
        for (title, lines) in parts.into_iter().filter(|(_, lines)| !lines.is_empty()) {
            let _ = writeln!(text, "\n{title} :\n");
            for line in lines {
                let _ = writeln!(text, "- {line}");
            }
        }
    }
    Ok(text)
}
