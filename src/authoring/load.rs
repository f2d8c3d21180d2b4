//! Reading the content folder: every problem of shape is found, not only the first.

use super::diagnostic::{Finding, Findings};
use super::source::{Content, InstrumentFile, LanguageFile, List, ResourceFile, ResourcesFile, RulesFile};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// Reads `content/*.json` and `i18n/*.json` below `www`.
///
/// # Errors
/// All findings of shape, when there is at least one: unreadable files, bad JSON, missing, unknown or
/// ill-typed fields.
pub fn load(www: &Path) -> Result<Content, Findings> {
    load_from(&Source::Folder(www))
}

/// Reads the same files from memory, by their names below `www`: where there is no folder, in a browser.
///
/// # Errors
/// Those of [`load`].
pub fn load_files(files: &BTreeMap<String, String>) -> Result<Content, Findings> {
    load_from(&Source::Files(files))
}

/// The files that [`load`] reads, by their names below `www`: what [`load_files`] takes.
///
/// # Errors
/// Why a file of them cannot be read.
pub fn read_files(www: &Path) -> std::io::Result<BTreeMap<String, String>> {
    let source = Source::Folder(www);
    let folders = ["content", "content/instruments", "content/thesaurus", "i18n"];
    let names = folders
        .into_iter()
        .flat_map(|folder| source.names(folder).into_iter().map(move |name| [folder, "/", &name].concat()));
    names.map(|name| source.text(&name).map(|text| (name.clone(), text))).collect()
}

/// Where the files are.
enum Source<'a> {
    Folder(&'a Path),
    Files(&'a BTreeMap<String, String>),
}

impl Source<'_> {
    fn text(&self, name: &str) -> std::io::Result<String> {
        match self {
            Self::Folder(www) => std::fs::read_to_string(www.join(name)),
            Self::Files(files) => files.get(name).cloned().ok_or_else(|| std::io::ErrorKind::NotFound.into()),
        }
    }

    /// The names of the JSON files in a folder, sorted.
    fn names(&self, folder: &str) -> Vec<String> {
        let mut names: Vec<String> = match self {
            Self::Folder(www) => {
                let entries = std::fs::read_dir(www.join(folder)).ok();
                let names = entries.into_iter().flatten().flatten().map(|entry| entry.file_name());
                names.filter_map(|name| name.into_string().ok()).collect()
            }
            Self::Files(files) => {
                let within = |name: &String| name.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned);
                files.keys().filter_map(within).filter(|name| !name.contains('/')).collect()
            }
        };
        names.retain(|name| Path::new(name).extension().is_some_and(|ending| ending == "json"));
        names.sort();
        names
    }
}

fn load_from(source: &Source<'_>) -> Result<Content, Findings> {
    let mut reader = Reader { source, findings: Findings::default(), hash: Sha256::new() };
    let content = read(&mut reader);
    match content {
        Some(content) if reader.findings.errors() == 0 => Ok(content),
        _ => Err(reader.findings),
    }
}

fn read(reader: &mut Reader<'_>) -> Option<Content> {
    // Every file is read before any is given up, so that all findings are listed.
    let impacts = reader.list("impacts");
    let levers = reader.list("levers");
    let matrix = reader.list("matrix");
    let profiles = reader.list("profiles");
    let domains = reader.list("domains");
    let levels = reader.list("levels");
    let maturity = reader.list("maturity");
    let objectives = reader.list("objectives");
    let usages = reader.list("usages");
    let kinds = reader.list("kinds");
    let seasons = reader.list("seasons");
    let rules: Option<RulesFile> =
        reader.file("content/rules.json").and_then(|(file, value)| reader.deserialize(&file, None, &value));
    let resources: Option<(ResourcesFile, Vec<ResourceFile>)> = reader.framed("resources");
    let instruments = reader.folder("content/instruments");
    let thesauri = reader.by_language("content/thesaurus");
    let hash = reader.hash.clone().finalize();
    // What is drawn or said another way leaves the rules and the facts as they are.
    let pictures = reader.list("pictures");
    let portraits = reader.list("portraits");
    let gestures = reader.list("gestures");
    let contributions = reader.list("contributions");
    let workshop = reader.list("workshop");
    let languages = reader.languages();
    let (frame, resources) = resources?;
    Some(Content {
        impacts: impacts?,
        levers: levers?,
        matrix: matrix?,
        profiles: profiles?,
        domains: domains?,
        levels: levels?,
        maturity: maturity?,
        objectives: objectives?,
        usages: usages?,
        kinds: kinds?,
        seasons: seasons?,
        portraits: portraits?,
        gestures: gestures?,
        contributions: contributions?,
        workshop: workshop?,
        rules: rules?,
        resources,
        circles: frame.circles,
        instruments: instruments?,
        thesauri: thesauri?,
        pictures: pictures?,
        languages,
        hash: hash.iter().take(8).fold(String::new(), |hash, byte| hash + &format!("{byte:02x}")),
    })
}

struct Reader<'a> {
    source: &'a Source<'a>,
    findings: Findings,
    hash: Sha256,
}

impl Reader<'_> {
    fn file(&mut self, name: &str) -> Option<(String, Value)> {
        let text = match self.source.text(name) {
            Ok(text) => text,
            Err(error) => {
                self.findings.push(Finding::error(name, format!("cannot be read: {error}")));
                return None;
            }
        };
        self.hash.update(text.as_bytes());
        match serde_json::from_str(&text) {
            Ok(value) => Some((name.to_owned(), value)),
            Err(error) => {
                self.findings.push(Finding::error(name, format!("is not JSON: {error}")));
                None
            }
        }
    }

    /// A folder of lists, each named after its language.
    fn by_language<T: DeserializeOwned + Serialize>(&mut self, folder: &str) -> Option<BTreeMap<String, Vec<T>>> {
        let names = self.source.names(folder);
        let lists = names.iter().filter_map(|name| {
            let language = name.strip_suffix(".json")?;
            let list = self.list([folder.strip_prefix("content/")?, "/", language].concat().as_str())?;
            Some((language.to_owned(), list))
        });
        let lists: BTreeMap<_, _> = lists.collect();
        (lists.len() == names.len()).then_some(lists)
    }

    /// A folder of files, each named after the id in it.
    fn folder(&mut self, folder: &str) -> Option<Vec<InstrumentFile>> {
        let names = self.source.names(folder);
        let mut read = Vec::new();
        for name in &names {
            let Some((file, value)) = self.file(&format!("{folder}/{name}")) else { continue };
            let Some(typed) = self.deserialize::<InstrumentFile>(&file, None, &value) else { continue };
            if name.strip_suffix(".json") != Some(typed.id.as_str()) {
                self.findings.push(Finding::error(&file, "is not named after its id").field("id"));
            }
            read.push(typed);
        }
        (read.len() == names.len()).then_some(read)
    }

    /// A list file.
    fn list<T: DeserializeOwned + Serialize>(&mut self, name: &str) -> Option<Vec<T>> {
        self.framed::<List<T>, T>(name).map(|(_, items)| items)
    }

    /// A list file and what stands around the list: each item is read on its own.
    fn framed<F, T>(&mut self, name: &str) -> Option<(F, Vec<T>)>
    where
        F: DeserializeOwned + Serialize,
        T: DeserializeOwned + Serialize,
    {
        let (file, mut value) = self.file(&format!("content/{name}.json"))?;
        let Some(Value::Array(items)) = value.get_mut("items").map(Value::take) else {
            self.findings.push(Finding::error(&file, "has no list \"items\"").field("items"));
            return None;
        };
        if let Some(frame) = value.as_object_mut() {
            frame.insert("items".to_owned(), Value::Array(Vec::new()));
        }
        let frame: Option<F> = self.deserialize(&file, None, &value);
        let typed: Vec<T> = items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| {
                let id = item.get("id").or_else(|| item.get("term")).and_then(Value::as_str);
                let id = id.map_or_else(|| format!("#{index}"), str::to_owned);
                self.deserialize(&file, Some(&id), item)
            })
            .collect();
        frame.filter(|_| typed.len() == items.len()).map(|frame| (frame, typed))
    }

    fn deserialize<T: DeserializeOwned + Serialize>(
        &mut self,
        file: &str,
        item: Option<&str>,
        value: &Value,
    ) -> Option<T> {
        let located = |finding: Finding| match item {
            Some(id) => finding.item(id),
            None => finding,
        };
        let typed: T = match serde_path_to_error::deserialize(value) {
            Ok(typed) => typed,
            Err(error) => {
                let (field, finding) = (error.path().to_string(), Finding::error(file, error.inner().to_string()));
                // The whole of it, or of what is inlined in it, has no path.
                self.findings.push(located(if field == "." { finding } else { finding.field(&field) }));
                return None;
            }
        };
        // What the types do not keep is a field they do not know: a misspelt one would be lost in silence.
        let parsed = serde_json::to_value(&typed).unwrap_or(Value::Null);
        let mut unknown = Vec::new();
        find_lost_fields(value, &parsed, "", &mut unknown);
        for field in unknown {
            self.findings.push(located(Finding::error(file, "is not a known field").field(&field)));
        }
        Some(typed)
    }

    fn languages(&mut self) -> Vec<LanguageFile> {
        let mut names = self.source.names("i18n");
        names.sort_by_key(|name| (name != "fr.json", name.clone()));
        if names.first().map(String::as_str) != Some("fr.json") {
            self.findings.push(Finding::error("i18n/fr.json", "is missing: French is the reference"));
        }
        names
            .iter()
            .filter_map(|name| {
                let (file, value) = self.file(&format!("i18n/{name}"))?;
                self.deserialize(&file, None, &value)
            })
            .collect()
    }
}

/// The paths of `source` that `parsed` does not have, `null` apart.
fn find_lost_fields(source: &Value, parsed: &Value, path: &str, out: &mut Vec<String>) {
    match (source, parsed) {
        (Value::Object(source), Value::Object(parsed)) => {
            for (key, value) in source {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                match parsed.get(key) {
                    Some(parsed) => find_lost_fields(value, parsed, &path, out),
                    None if value.is_null() || *value == Value::Bool(false) || *value == Value::Array(Vec::new()) => {}
                    None => out.push(path),
                }
            }
        }
        (Value::Array(source), Value::Array(parsed)) => {
            for (source, parsed) in source.iter().zip(parsed) {
                find_lost_fields(source, parsed, path, out);
            }
        }
        _ => {}
    }
}
