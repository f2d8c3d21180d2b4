//! What each version promised (`www/versions`), held against what this one has; and all that makes a
//! release stale.

use super::{docs, sbom};
use crate::{artifact, content, project};
use anyhow::{Context, Error, Result, bail};
use boussole_authoring::codegen;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

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

/// What a partner may rely on: names by kind, and of each event those of its details.
#[derive(Deserialize)]
pub struct Contract {
    pub(super) events: BTreeMap<String, Vec<String>>,
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

    /// The names of a kind.
    pub(super) fn of(&self, kind: &str) -> &[String] {
        self.names.get(kind).map_or(&[], Vec::as_slice)
    }
}

/// Where attributes of the element are listed, or asked for by their names.
const ELEMENT_SOURCES: [&str; 8] = [
    "www/loader/boot/element.js",
    "www/loader/boot/render-root.js",
    "www/loader/widget/inputs.js",
    "www/loader/widget/session.js",
    "src/element/attributes.rs",
    "src/element/files.rs",
    "src/element/host_content.rs",
    "src/element/store.rs",
];

/// Why this tree must not be released.
pub fn find_problems(www: &Path) -> Result<Vec<String>> {
    let root = project::root();
    // Below `www` is what may stand elsewhere; the rest is the project's.
    let read = |path: &str| {
        let below = path.strip_prefix("www/").map(|below| www.join(below)).filter(|path| path.exists());
        project::read(&below.unwrap_or_else(|| root.join(path)))
    };
    let all = read_versions(www)?;
    let mut problems = Vec::new();
    for (path, text) in codegen::generated_files(www).map_err(Error::msg)? {
        if read(&path).ok().as_deref() != Some(&text) {
            problems.push(format!("{path} is stale: cargo run -- generate"));
        }
    }
    problems.extend(sbom::find_problems()?);
    let Some(now) = all.iter().find(|version| version.number == env!("CARGO_PKG_VERSION")) else {
        problems.push(format!("www/versions/{}.json is missing: what changed?", env!("CARGO_PKG_VERSION")));
        return Ok(problems);
    };
    let file = format!("www/versions/{}.json", now.number);
    let packs = content::compile_packs(www)?;
    let Some(pack) = packs.first() else { bail!("content has no language") };
    let hash = &pack.content_hash;
    if now.content != *hash {
        problems.push(format!("{file}: the content is {hash} now: write its sum, and in \"content\" what changed"));
    }
    if now.changes.widget.is_empty() && now.changes.content.is_empty() {
        problems.push(format!("{file}: nothing changed?"));
    }
    let major = |version: &str| version.split('.').next().map(str::to_owned);
    for before in all.iter().filter(|version| major(&version.number) == major(&now.number)) {
        for (kind, name) in before.contract.all() {
            if !now.contract.all().any(|promise| promise == (kind.clone(), name)) {
                problems.push(format!("{kind}: {} promised {name}, and {file} has it no more", before.number));
            }
        }
    }
    problems.extend(inconsistencies(now, &read)?);
    Ok(problems)
}

/// Where the contract, the pages for integrators, the types and the loader do not say the same.
fn inconsistencies(now: &Version, read: &impl Fn(&str) -> Result<String>) -> Result<Vec<String>> {
    let page = |language: &str| -> Result<(String, String)> {
        let files = docs::PAGES.iter().map(|name| read(&format!("www/docs/{language}/{name}.md")));
        Ok((format!("www/docs/{language}"), files.collect::<Result<String>>()?))
    };
    let pages = docs::LANGUAGES.iter().map(|language| page(language)).collect::<Result<Vec<_>>>()?;
    let types = read("www/npm/index.d.ts")?;
    let sources = ELEMENT_SOURCES.iter().map(|file| read(file)).collect::<Result<String>>()?;
    let mut problems = Vec::new();
    for (kind, name) in now.contract.all() {
        // A whole word of it, in code or not.
        let is_outside =
            |letter: Option<char>| letter.is_none_or(|letter| !letter.is_ascii_alphanumeric() && letter != '-');
        let is_documented = |text: &str| {
            text.match_indices(name).any(|(at, _)| {
                let (before, after) = (text.get(..at), text.get(at + name.len()..));
                is_outside(before.and_then(|text| text.chars().next_back()))
                    && is_outside(after.and_then(|text| text.chars().next()))
            })
        };
        for (folder, text) in &pages {
            if !is_documented(text) && !kind.starts_with("details of boussole-result") {
                problems.push(format!("{folder} does not tell of {kind}: {name}"));
            }
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
    // The other way round: an attribute that is asked for is promised, and stands in the table.
    for call in ["getAttribute(\"", "hasAttribute(\"", ".choice(\"", "attribute(\""] {
        for (_, after) in sources.match_indices(call).map(|(at, _)| sources.split_at(at + call.len())) {
            let name = after.split('"').next().unwrap_or_default();
            if !now.contract.of("attributes").iter().any(|promised| promised == name) {
                problems.push(format!("the element is asked for {name}, which www/versions does not promise"));
            }
            for (folder, _) in pages.iter().filter(|(_, text)| !text.contains(&format!("\n| `{name}` |"))) {
                problems.push(format!("{folder} has no row for the attribute {name}"));
            }
        }
    }
    problems.extend(unlisted_attributes(&now.contract, &sources, &types));
    problems.sort();
    problems.dedup();
    Ok(problems)
}

/// Where an attribute is promised, and one of the lists that it must stand in forgets it; or stands in one, and is not
/// promised.
fn unlisted_attributes(contract: &Contract, sources: &str, types: &str) -> Vec<String> {
    const ELEMENT: &str = "www/loader/boot/element.js";
    let promised = contract.of("attributes");
    let reflected = strings_of(sources, "const REFLECTED_ATTRIBUTES = [");
    let lists = [
        (ELEMENT, "REFLECTED_ATTRIBUTES", reflected.clone()),
        (ELEMENT, "observedAttributes", strings_of(sources, "observedAttributes() {\n      return [")),
        ("src/element/files.rs", "PAGE_ATTRIBUTES", strings_of(sources, "const PAGE_ATTRIBUTES: &[&str] = &[")),
    ];
    let mut problems = Vec::new();
    for (file, list, names) in lists {
        if names.is_empty() {
            problems.push(format!("{file} has no list {list}"));
        }
        for name in names.into_iter().filter(|name| !promised.iter().any(|promised| promised == name)) {
            problems.push(format!("{list} of {file} has {name}, which www/versions does not promise"));
        }
    }
    let block = |name: &str| {
        let (_, after) = types.split_once(&format!("interface {name} ")).unwrap_or_default();
        after.split_once("\n}").map_or("", |(block, _)| block)
    };
    let (attributes, element) = (block("BoussoleAttributes"), block("BoussoleElement"));
    // `catalogue` is an object too, so that its property is no text of the attribute; `state` only tells.
    for name in promised.iter().filter(|name| !["catalogue", "state"].contains(&name.as_str())) {
        if !reflected.contains(&name.as_str()) {
            problems.push(format!("REFLECTED_ATTRIBUTES of {ELEMENT} lacks {name}"));
        }
        if ![format!("\n  {name}?:"), format!("\n  \"{name}\"?:")].iter().any(|typed| attributes.contains(typed)) {
            problems.push(format!("BoussoleAttributes of www/npm/index.d.ts lacks {name}"));
        }
        let property = camel(name);
        // Every element has this property: none is declared.
        if name == "lang" {
            continue;
        }
        if !contract.of("properties").contains(&property) {
            problems.push(format!("www/versions promises the attribute {name} without its property {property}"));
        }
        if !element.contains(&format!("get {property}(")) {
            problems.push(format!("BoussoleElement of www/npm/index.d.ts lacks {property}"));
        }
    }
    problems
}

/// The texts of a list of a script, by what opens it.
fn strings_of<'t>(script: &'t str, opening: &str) -> Vec<&'t str> {
    let (_, after) = script.split_once(opening).unwrap_or_default();
    after.split(']').next().unwrap_or_default().split('"').skip(1).step_by(2).collect()
}

/// `start-view` is `startView`.
fn camel(name: &str) -> String {
    let mut parts = name.split('-');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let (letter, rest) = part.split_at_checked(1).unwrap_or_default();
        [&text, &*letter.to_uppercase(), rest].concat()
    })
}

/// What this version promises.
pub fn current(www: &Path) -> Result<Contract> {
    let mut all = read_versions(www)?.into_iter();
    let now = all.find(|version| version.number == env!("CARGO_PKG_VERSION"));
    Ok(now.context("www/versions does not tell of this version")?.contract)
}

/// All versions, the newest first.
fn read_versions(www: &Path) -> Result<Vec<Version>> {
    let folder = www.join("versions");
    let mut all: Vec<Version> =
        artifact::list_files(&folder)?.iter().map(|path| project::json(path)).collect::<Result<_>>()?;
    let key =
        |version: &Version| version.number.split('.').map(|part| part.parse::<u32>().unwrap_or(0)).collect::<Vec<_>>();
    all.sort_by_key(|version| std::cmp::Reverse(key(version)));
    Ok(all)
}

/// The journal of all versions, for a partner, in Markdown.
pub fn changelog(www: &Path) -> Result<String> {
    let mut text = "# Boussole : ce qui a changé\n".to_owned();
    for version in read_versions(www)? {
        let day = version.released.as_deref().unwrap_or("à paraître");
        let _ = writeln!(text, "\n## {} ({day})", version.number);
        let parts = [
            ("L’outil", &version.changes.widget),
            ("Le contenu", &version.changes.content),
            ("Pour migrer", &version.migration),
        ];
        for (title, lines) in parts.into_iter().filter(|(_, lines)| !lines.is_empty()) {
            let _ = writeln!(text, "\n{title} :\n");
            for line in lines {
                let _ = writeln!(text, "- {line}");
            }
        }
    }
    Ok(text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn problems(contract: &Contract, change: impl Fn(&str, String) -> String) -> Vec<String> {
        let read = |path: &str| change(path, project::read(&project::root().join(path)).unwrap());
        let sources = ELEMENT_SOURCES.map(read).concat();
        unlisted_attributes(contract, &sources, &read("www/npm/index.d.ts"))
    }

    #[test]
    fn an_attribute_that_one_of_its_lists_forgets_is_named() {
        let contract = current(&project::root().join("www")).unwrap();
        assert_eq!(problems(&contract, |_, text| text), [""; 0]);
        for (file, from, to, problem) in [
            ("element.js", "  \"theme\",\n", "", "REFLECTED_ATTRIBUTES of www/loader/boot/element.js lacks theme"),
            (
                "element.js",
                "\"theme\", \"catalogue\"",
                "\"density\", \"catalogue\"",
                "observedAttributes of www/loader/boot/element.js has density, which www/versions does not promise",
            ),
            (
                "files.rs",
                "\"theme\"",
                "\"density\"",
                "PAGE_ATTRIBUTES of src/element/files.rs has density, which www/versions does not promise",
            ),
            (
                "index.d.ts",
                "  theme?: \"auto\"",
                "  thema?: \"auto\"",
                "BoussoleAttributes of www/npm/index.d.ts lacks theme",
            ),
            ("index.d.ts", "get theme()", "get thema()", "BoussoleElement of www/npm/index.d.ts lacks theme"),
        ] {
            let change = |path: &str, text: String| if path.ends_with(file) { text.replace(from, to) } else { text };
            assert_eq!(problems(&contract, change), [problem], "{file}: {from}");
        }
        let mut without = current(&project::root().join("www")).unwrap();
        without.names.get_mut("properties").unwrap().retain(|name| name != "startView");
        let expected = "www/versions promises the attribute start-view without its property startView";
        assert_eq!(problems(&without, |_, text| text), [expected]);
    }
}
