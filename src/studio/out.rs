//! What an editor takes away, and brings again: one archive, or a link that holds small changes.

use crate::base::Base;
use crate::colour::{self, COLOURS};
use crate::project::file::{self, Refusal};
use crate::project::{Catalogue, Logo, Project, Row};
use crate::trial;
use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use boussole::app::features::content::{overlay, partner_catalogue};
use boussole_content::table::Table;
use boussole_domain::Date;
use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};
use std::rc::Rc;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The file of the archive that holds the project.
pub const PROJECT: &str = "boussole-studio.json";
/// The heaviest file that is read. Our limit: more than 20 000 resources weigh.
pub const MAX_BYTES: usize = 20_000_000;
/// The longest link that mail programs leave in one piece. Our limit.
pub const MAX_LINK: usize = 2_000;
/// What stands before a project in the fragment of an address.
const FRAGMENT: &str = "studio=";

/// Where the files of the release are, and which language a page speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The address of the release's folder, with `/` at its end.
    pub release: &'a str,
    /// The language of the page.
    pub language: &'a str,
    /// The name of the npm package's file.
    pub version: &'a str,
}

/// What is pasted, way by way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippets {
    /// Into a page.
    pub script: String,
    /// Where scripts are forbidden: the page of the archive in a frame.
    pub frame: String,
    /// Into `WordPress`.
    pub wordpress: String,
    /// Into an application.
    pub npm: String,
    /// What a content security policy needs.
    pub policy: String,
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// JSON that may stand in a page: no tag ends it.
fn block(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// The attributes of the element, as HTML; the resources come from a file beside the page.
fn attributes(project: &Project, language: &str) -> String {
    let mut text = journey_attributes(project, language);
    if !project.catalogue.rows.is_empty() {
        text.push_str(" catalogue=\"catalogue.json\"");
    }
    text
}

/// The attributes of the element that say how the journey goes, as HTML.
fn journey_attributes(project: &Project, language: &str) -> String {
    let mut text = String::new();
    let lang = project.journey.get("lang").map_or(language, String::as_str);
    let own = project.journey.iter().filter(|(name, _)| *name != "lang");
    let all = [("lang", lang)].into_iter().chain(own.map(|(name, value)| (name.as_str(), value.as_str())));
    for (name, value) in all {
        let _ = write!(text, " {name}=\"{}\"", escaped(value));
    }
    text
}

/// Her colours and letters as a style sheet; nothing when there are none.
#[must_use]
pub fn style(project: &Project) -> Option<String> {
    let mut text = String::from("boussole-odd17 {\n");
    // What the panel says is no colour is none in the file either.
    let properties = project
        .look
        .properties
        .iter()
        .filter(|(name, value)| !COLOURS.contains(&name.as_str()) || colour::read(value).is_some());
    for (name, value) in properties {
        // A value of ours has neither, and nothing else may end the rule.
        let value: String = value.chars().filter(|letter| !['{', '}', ';', '<'].contains(letter)).collect();
        let _ = writeln!(text, "  --boussole-{name}: {value};");
    }
    text.push_str("}\n");
    (!project.look.properties.is_empty()).then_some(text)
}

/// Whether what is pasted speaks French.
fn is_french(place: &Place<'_>) -> bool {
    place.language.starts_with("fr")
}

/// Where the words and the resources of an element stand.
#[derive(Clone, Copy, PartialEq)]
enum Given {
    /// All of it within the element: nothing is fetched.
    Within,
    /// The words within the element, the resources in a file.
    WordsWithin,
    /// The words are set by a script, the resources stand in a file.
    ByScript,
}

/// The element with all that stands in it.
fn element(project: &Project, place: &Place<'_>, given: Given) -> String {
    let attributes = match given {
        Given::Within => journey_attributes(project, place.language),
        Given::WordsWithin | Given::ByScript => attributes(project, place.language),
    };
    let mut text = format!("<boussole-odd17{attributes}>\n");
    if let Some(logo) = &project.look.logo {
        let _ =
            writeln!(text, "  <img slot=\"partner\" src=\"{}\" alt=\"{}\">", escaped(&logo.name), escaped(&logo.text));
    }
    let words = project.overlay().filter(|_| given != Given::ByScript).map(|words| words.to_string());
    let resources = project.catalogue_json().filter(|_| given == Given::Within);
    for (slot, json) in [("overlay", words), ("catalogue", resources)] {
        if let Some(json) = json {
            let _ = writeln!(text, "  <script type=\"application/json\" slot=\"{slot}\">{}</script>", block(&json));
        }
    }
    let label = if is_french(place) { "Ouvrir la boussole de l’ODD 17" } else { "Open the compass of SDG 17" };
    let _ = write!(text, "  <a href=\"{}app.html\">{label}</a>\n</boussole-odd17>", escaped(place.release));
    text
}

/// What is pasted.
#[must_use]
pub fn snippets(project: &Project, place: &Place<'_>) -> Snippets {
    let release = place.release;
    let origin = origin(release);
    let attributes = attributes(project, place.language);
    let in_app = element(project, place, Given::ByScript);
    let own = if project.catalogue.rows.is_empty() { "" } else { " 'self'" };
    let overlay = project.overlay().map(|_| "element.overlay = overlay;\n").unwrap_or_default();
    let import = project.overlay().map(|_| "import overlay from \"./overlay.json\";\n").unwrap_or_default();
    let (site, title) =
        if is_french(place) { ("VOTRE-SITE", "Boussole de l’ODD 17") } else { ("YOUR-SITE", "Compass of SDG 17") };
    Snippets {
        script: embedded(project, place, Given::WordsWithin),
        frame: format!(
            "<iframe src=\"https://{site}/boussole/page.html\" title=\"{title}\" width=\"100%\" height=\"760\" loading=\"lazy\"></iframe>\n"
        ),
        wordpress: format!("[boussole{attributes}]\n"),
        npm: format!(
            "npm install ./boussole-odd17-{}.tgz\n\nimport {{ define }} from \"boussole-odd17\";\n{import}define();\nconst element = document.querySelector(\"boussole-odd17\");\n{overlay}\n{in_app}\n",
            place.version
        ),
        policy: format!("script-src {origin} 'wasm-unsafe-eval'; connect-src {origin}{own}\n"),
    }
}

/// What stands in a page: style sheet, script and element.
fn embedded(project: &Project, place: &Place<'_>, given: Given) -> String {
    let style = style(project).map(|_| "<link rel=\"stylesheet\" href=\"boussole.css\">\n").unwrap_or_default();
    let element = element(project, place, given);
    format!("{style}<script src=\"{}boussole.js\" async></script>\n{element}\n", escaped(place.release))
}

/// The folder of a release, with `/` at its end, from its address as somebody types it: of the web, or of the same site and
/// then from `/` or `.` on. A file of the folder stands for it. `None` for all else.
#[must_use]
pub fn folder(typed: &str) -> Option<String> {
    let typed = typed.trim().split(['?', '#']).next().unwrap_or_default();
    let host = typed.strip_prefix("https://").or_else(|| typed.strip_prefix("http://"));
    let is_address = match host {
        Some(host) => !host.is_empty() && !host.starts_with('/'),
        None => typed.starts_with('/') || typed.starts_with('.'),
    };
    if !is_address || typed.contains(char::is_whitespace) {
        return None;
    }
    let (before, last) = typed.rsplit_once('/').unwrap_or(("", typed));
    let is_file = [".js", ".html", ".css", ".zip"].iter().any(|ending| last.ends_with(ending));
    Some(match (last.is_empty(), is_file) {
        (true, _) => typed.to_owned(),
        (false, true) => [before, "/"].concat(),
        (false, false) => [typed, "/"].concat(),
    })
}

/// The origin of the address of a folder as a policy names it.
fn origin(address: &str) -> &str {
    let Some(host) = address.find("://").map(|at| at + 3) else { return "'self'" };
    let end = address.get(host..).and_then(|rest| rest.find('/')).map_or(address.len(), |at| host + at);
    address.get(..end).unwrap_or(address)
}

/// A page with everything in it.
#[must_use]
pub fn page(project: &Project, place: &Place<'_>) -> String {
    let language = project.journey.get("lang").map_or(place.language, String::as_str);
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n</head>\n<body>\n{}</body>\n</html>\n",
        escaped(language.split("-x-").next().unwrap_or(language)),
        if language.starts_with("fr") { "Boussole de l’ODD 17" } else { "Compass of SDG 17" },
        embedded(project, place, Given::Within)
    )
}

/// Everything in one archive, as it is this day.
///
/// # Errors
/// Why it cannot be written.
pub fn archive(project: &Project, base: &Base, day: Date, place: &Place<'_>) -> Result<Vec<u8>, String> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files(project, base, day, place) {
        zip.start_file(name, SimpleFileOptions::default()).map_err(|error| error.to_string())?;
        zip.write_all(&bytes).map_err(|error| error.to_string())?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|error| error.to_string())
}

/// The files of the archive, by name.
fn files(project: &Project, base: &Base, day: Date, place: &Place<'_>) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![(PROJECT.to_owned(), file::write(project).into_bytes())];
    let mut add = |name: &str, text: String| files.push((name.to_owned(), text.into_bytes()));
    let pretty = |value: &Value| serde_json::to_string_pretty(value).unwrap_or_default() + "\n";
    // What is being written stays in the project alone.
    let ready = base.without_drafts(project);
    if let Some(words) = ready.overlay() {
        add("overlay.json", pretty(&words));
    }
    if let Some(catalogue) = project.catalogue_json() {
        add("catalogue.json", catalogue + "\n");
    }
    if let Some(style) = style(project) {
        add("boussole.css", style);
    }
    add("page.html", page(&ready, place));
    let pasted = snippets(&ready, place);
    add("snippets/script.html", pasted.script);
    add("snippets/frame.html", pasted.frame);
    add("snippets/wordpress.txt", pasted.wordpress);
    add("snippets/npm.txt", pasted.npm);
    add("snippets/policy.txt", pasted.policy);
    for instrument in &*ready.instruments {
        add(&format!("instruments/{}.json", instrument.id), pretty(&json!(instrument)));
    }
    // Without its reason the file is not made; the numbers are in the project.
    if let Ok(rules) = trial::file(base, &project.weights, day) {
        add("rules.json", rules);
    }
    if let Some(logo) = &project.look.logo
        && let Ok(bytes) = BASE64_STANDARD.decode(&logo.data)
    {
        files.push((logo.name.clone(), bytes));
    }
    files
}

/// A logo from the file that somebody chose; nothing when it is no picture that a page shows, or heavier than 200 kB.
#[must_use]
pub fn logo(name: &str, bytes: &[u8]) -> Option<Logo> {
    let ending = name.rsplit_once('.')?.1.to_lowercase();
    let begins = |with: &[u8]| bytes.starts_with(with);
    let text = core::str::from_utf8(bytes).unwrap_or_default();
    let media = match ending.as_str() {
        "png" if begins(b"\x89PNG") => "image/png",
        "jpg" | "jpeg" if begins(&[0xff, 0xd8]) => "image/jpeg",
        "webp" if begins(b"RIFF") => "image/webp",
        "svg" if text.contains("<svg") => "image/svg+xml",
        _ => return None,
    };
    let name = format!("logo.{ending}");
    (bytes.len() <= 200_000).then(|| Logo {
        name,
        media: media.to_owned(),
        data: BASE64_STANDARD.encode(bytes),
        text: String::new(),
    })
}

/// Reads what somebody brings: an archive or a file of ours, an overlay, a catalogue as JSON or as a table. What is no whole
/// project is laid over this one.
///
/// # Errors
/// Why it is not taken.
pub fn bring(bytes: &[u8], onto: &Project) -> Result<Project, Refusal> {
    if bytes.len() > MAX_BYTES {
        return Err(Refusal::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return from_archive(bytes);
    }
    let text = core::str::from_utf8(bytes).map_err(|_| Refusal::Foreign)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Ok(json) = serde_json::from_str::<Value>(text) else { return from_table(text, onto) };
    match json.get("schema").and_then(Value::as_str) {
        Some(overlay::SCHEMA) => with_overlay(&json, onto),
        Some(partner_catalogue::SCHEMA) => with_catalogue(&json, onto),
        Some(schema) if is_later(schema) => Err(Refusal::Later),
        _ => file::read(text),
    }
}

/// Whether a schema is one of those that are read here, and of a version that is not known yet.
fn is_later(schema: &str) -> bool {
    let version = ["boussole/overlay/", "boussole/catalogue/"].into_iter().find_map(|name| schema.strip_prefix(name));
    version.and_then(|version| version.parse::<u32>().ok()).is_some_and(|version| version > 1)
}

fn from_archive(bytes: &[u8]) -> Result<Project, Refusal> {
    let damaged = |error: zip::result::ZipError| Refusal::Damaged(error.to_string());
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let entry = zip.by_name(PROJECT).map_err(|_| Refusal::Foreign)?;
    // What it says of its size may be wrong: no more is unpacked than may be.
    let mut text = Vec::new();
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
    entry.take(limit + 1).read_to_end(&mut text).map_err(|error| Refusal::Damaged(error.to_string()))?;
    if text.len() > MAX_BYTES {
        return Err(Refusal::TooLarge);
    }
    file::read(core::str::from_utf8(&text).map_err(|_| Refusal::Foreign)?)
}

/// The words of an overlay, by their places.
fn with_overlay(json: &Value, onto: &Project) -> Result<Project, Refusal> {
    let mut project = onto.clone();
    let mut texts: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for (name, section) in json.as_object().into_iter().flatten() {
        match name.as_str() {
            "schema" | "$schema" => {}
            "circles" => {
                let circles = section.as_array().into_iter().flatten().filter_map(Value::as_str);
                Rc::make_mut(&mut project.catalogue).circles = circles.map(str::to_owned).collect();
            }
            "instruments" => {
                let read = serde_json::from_value(section.clone());
                let instruments = read.map_err(|error| Refusal::Damaged(format!("instruments: {error}")))?;
                project.instruments = Rc::new(instruments);
            }
            language => flatten("", section, texts.entry(language.to_owned()).or_default())
                .map_err(|path| Refusal::Damaged([language, &path].join("/")))?,
        }
    }
    project.texts = Rc::new(texts);
    Ok(project)
}

/// Texts by their places; or the place of what is none.
fn flatten(path: &str, value: &Value, texts: &mut BTreeMap<String, String>) -> Result<(), String> {
    match value {
        Value::String(text) => drop(texts.insert(path.to_owned(), text.clone())),
        Value::Object(entries) => {
            for (name, value) in entries {
                let path = if path.is_empty() { name.clone() } else { [path, name].join("/") };
                flatten(&path, value, texts)?;
            }
        }
        _ => return Err(path.to_owned()),
    }
    Ok(())
}

fn with_catalogue(json: &Value, onto: &Project) -> Result<Project, Refusal> {
    let items = json.get("items").and_then(Value::as_array).ok_or_else(|| Refusal::Damaged("items".to_owned()))?;
    let rows = items.iter().map(row).collect::<Option<Vec<_>>>().ok_or_else(|| Refusal::Damaged("items".to_owned()))?;
    let circles = json.get("circles").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let circles: Vec<String> = circles.map(str::to_owned).collect();
    let replaces = json.get("mode").and_then(Value::as_str) == Some("replace");
    Ok(Project { catalogue: Rc::new(Catalogue { replaces, circles, rows }), ..onto.clone() })
}

/// An item of a catalogue as a row of a table: the names of its languages end those of its columns.
fn row(item: &Value) -> Option<Rc<Row>> {
    let mut row = Row::new();
    for (name, value) in item.as_object()? {
        match value {
            Value::Null => {}
            Value::Object(languages) => {
                for (language, text) in languages {
                    row.insert([name, "_", language].concat(), cell(text)?);
                }
            }
            value => drop(row.insert(name.clone(), cell(value)?)),
        }
    }
    Some(Rc::new(row))
}

/// A value as the text of a cell.
fn cell(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(true) => Some("1".to_owned()),
        Value::Bool(false) | Value::Null => Some(String::new()),
        Value::Array(items) => items.iter().map(cell).collect::<Option<Vec<_>>>().map(|cells| cells.join("|")),
        Value::Object(_) => None,
    }
}

fn from_table(text: &str, onto: &Project) -> Result<Project, Refusal> {
    let table = Table::read(text).map_err(|_| Refusal::Foreign)?;
    if !table.faults.is_empty() || table.rows.is_empty() {
        return Err(Refusal::Foreign);
    }
    let row = |record: &boussole_content::csv::Record| {
        Rc::new(table.cells(record).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect::<Row>())
    };
    let mut catalogue = (*onto.catalogue).clone();
    catalogue.rows = table.rows.iter().map(row).collect();
    Ok(Project { catalogue: Rc::new(catalogue), ..onto.clone() })
}

/// The fragment of a link that holds the project; nothing when it holds too much.
#[must_use]
pub fn fragment(project: &Project) -> Option<String> {
    let text = serde_json::to_vec(&json!({ "schema": "boussole/studio/1", "project": project })).ok()?;
    let mut packed = Vec::new();
    DeflateEncoder::new(text.as_slice(), Compression::best()).read_to_end(&mut packed).ok()?;
    let fragment = format!("#{FRAGMENT}{}", BASE64_URL_SAFE_NO_PAD.encode(packed));
    (fragment.len() <= MAX_LINK).then_some(fragment)
}

/// The project that the fragment of an address holds; nothing when it holds none.
///
/// # Errors
/// Why it is not taken.
#[must_use]
pub fn from_fragment(fragment: &str) -> Option<Result<Project, Refusal>> {
    let packed = fragment.trim_start_matches('#').strip_prefix(FRAGMENT)?;
    let read = || {
        let damaged = |error: &dyn core::fmt::Display| Refusal::Damaged(error.to_string());
        let packed = BASE64_URL_SAFE_NO_PAD.decode(packed).map_err(|error| damaged(&error))?;
        let mut text = String::new();
        let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
        DeflateDecoder::new(packed.as_slice())
            .take(limit)
            .read_to_string(&mut text)
            .map_err(|error| damaged(&error))?;
        file::read(&text)
    };
    Some(read())
}
