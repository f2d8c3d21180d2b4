//! What editors know of the element: a Custom Elements Manifest, VS Code's custom data and the web-types of IDEs by `JetBrains`. The names
//! come from the contract of this version, what they mean from the page for integrators: each is written once.

use super::contract::Contract;
use crate::artifact::File;
use crate::project;
use anyhow::{Context, Result};
use serde_json::{Value, json};

/// The element, as HTML knows it.
const TAG: &str = "boussole-odd17";
/// The class of the element in the types of the package (`www/npm/index.d.ts`).
const CLASS: &str = "BoussoleElement";
const SUMMARY: &str = "The compass of SDG 17: everything is computed in the page, nothing leaves it.";
/// Attributes whose values are a list, which an editor may offer.
const ENUMERATED: [&str; 7] = ["lang", "start-view", "theme", "loading", "share", "history", "storage"];
/// What no page may set.
const READ_ONLY: [&str; 4] = ["result", "version", "whenReady", "state"];

/// A name of the contract, and what the page says of it.
struct Documented<'a> {
    name: &'a str,
    description: String,
    /// What an editor may offer; none where anything goes.
    values: Vec<String>,
    default: String,
}

/// The files of the npm package.
pub fn files(contract: &Contract) -> Result<Vec<File>> {
    let page = project::read(&project::www().join("docs/en/integrate.md"))?;
    let attributes = documented(&page, contract.of("attributes"))?;
    let properties = documented(&page, contract.of("properties"))?;
    let methods = documented(&page, contract.of("methods"))?;
    let slots = documented(&page, contract.of("slots"))?;
    let styles = documented(&page, contract.of("styles"))?;
    let events = documented(&page, contract.events.keys())?;
    let parts: Vec<Value> = contract.of("parts").iter().map(|name| json!({ "name": name })).collect();
    let named = |all: &[Documented]| -> Vec<Value> {
        all.iter().map(|one| json!({ "name": one.name, "description": one.description })).collect()
    };

    let field = |one: &Documented| {
        let readonly = READ_ONLY.contains(&one.name);
        json!({ "kind": "field", "name": one.name, "description": one.description, "readonly": readonly })
    };
    let method = |one: &Documented| json!({ "kind": "method", "name": one.name, "description": one.description });
    let members: Vec<Value> = properties.iter().map(field).chain(methods.iter().map(method)).collect();
    let event = |one: &Documented| json!({ "name": one.name, "description": one.description, "type": { "text": "CustomEvent" } });
    let declared = |one: &Documented| {
        json!({
            "name": one.name, "description": one.description, "fieldName": camel_case(one.name),
            "type": { "text": type_of(one) }, "default": one.default,
        })
    };
    let manifest = json!({
        "schemaVersion": "1.0.0",
        "readme": "README.md",
        "modules": [{
            "kind": "javascript-module",
            "path": "element.js",
            "declarations": [{
                "kind": "class", "customElement": true, "tagName": TAG, "name": CLASS, "description": SUMMARY,
                "superclass": { "name": "HTMLElement", "package": "global:" },
                "attributes": attributes.iter().map(declared).collect::<Vec<_>>(),
                "members": members,
                "events": events.iter().map(event).collect::<Vec<_>>(),
                "slots": std::iter::once(json!({ "name": "", "description": "the fallback" })).chain(named(&slots)).collect::<Vec<_>>(),
                "cssProperties": named(&styles),
                "cssParts": parts,
            }],
            "exports": [{ "kind": "custom-element-definition", "name": TAG, "declaration": { "name": CLASS, "module": "element.js" } }],
        }],
    });

    let offered = |one: &Documented| {
        let values: Vec<Value> = one.values.iter().map(|value| json!({ "name": value })).collect();
        json!({ "name": one.name, "description": one.description, "values": values })
    };
    let custom_data = json!({
        "version": 1.1,
        "tags": [{ "name": TAG, "description": SUMMARY, "attributes": attributes.iter().map(offered).collect::<Vec<_>>() }],
    });

    let typed = |one: &Documented| json!({ "name": one.name, "description": one.description, "value": { "type": type_of(one) }, "default": one.default });
    let web_types = json!({
        "$schema": "https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json",
        "name": TAG,
        "version": env!("CARGO_PKG_VERSION"),
        "description-markup": "markdown",
        "contributions": { "html": { "elements": [{
            "name": TAG, "description": SUMMARY,
            "attributes": attributes.iter().map(typed).collect::<Vec<_>>(),
            "slots": named(&slots),
            "js": { "properties": named(&properties), "events": named(&events) },
            "css": { "properties": named(&styles), "parts": parts },
        }] } },
    });

    [("custom-elements.json", manifest), ("vscode.html-custom-data.json", custom_data), ("web-types.json", web_types)]
        .into_iter()
        .map(|(name, data)| Ok(File { name: name.to_owned(), bytes: serde_json::to_vec_pretty(&data)? }))
        .collect()
}

/// The rows of the page's tables that tell of these names.
fn documented<'a>(page: &str, names: impl IntoIterator<Item = &'a String>) -> Result<Vec<Documented<'a>>> {
    names
        .into_iter()
        .map(|name| row(page, name).with_context(|| format!("www/docs/en/integrate.md: no row for {name}")))
        .collect()
}

/// The row that tells of a name: of an attribute before a property of the same name, of its own before one it shares.
fn row<'a>(page: &str, name: &'a str) -> Option<Documented<'a>> {
    let rows = || page.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let cells = |row: &'_ str| row.split(" | ").map(plain).collect::<Vec<_>>();
    let first = |row: &str| row.split(" | ").next().unwrap_or_default().to_owned();
    let own = rows().find(|row| first(row) == format!("`{name}`"));
    let shared = || rows().find(|row| code_spans(&first(row)).iter().any(|code| code.split('(').next() == Some(name)));
    // Each attribute has a property, which no row tells of.
    let attribute = || rows().find(|row| first(row) == format!("`{}`", kebab_case(name)));
    let row = own.or_else(shared).or_else(attribute)?;
    let cells = cells(row);
    let values = if ENUMERATED.contains(&name) {
        let cell = row.split(" | ").nth(1).unwrap_or_default();
        let is_word = |code: &String| code.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
        let listed = code_spans(cell).into_iter().filter(is_word);
        // What a value does is told behind a colon, with names of other things in it.
        let told = ["share", "history"].contains(&name);
        listed.take(if told { 2 } else { usize::MAX }).collect()
    } else if name == "heading-level" {
        ('2'..='5').map(String::from).collect()
    } else {
        Vec::new()
    };
    Some(Documented {
        name,
        // Of an event, what it carries comes first and when it is heard last.
        description: if name.starts_with("boussole-") {
            cells.iter().skip(1).rev().cloned().collect::<Vec<_>>().join("; ")
        } else {
            cells.get(1).cloned().unwrap_or_default()
        },
        values,
        default: cells.get(2).cloned().unwrap_or_default(),
    })
}

/// What stands in code in a text.
fn code_spans(text: &str) -> Vec<String> {
    text.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// A cell without its links, which lead nowhere from an editor.
fn plain(cell: &str) -> String {
    let mut text = String::new();
    let mut rest = cell;
    while let Some((before, link)) = rest.split_once('[') {
        let Some((label, (_, after))) =
            link.split_once("](").and_then(|(label, to)| Some((label, to.split_once(')')?)))
        else {
            break;
        };
        text.push_str(before);
        text.push_str(label);
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The type of an attribute, as TypeScript writes it.
fn type_of(one: &Documented) -> String {
    if one.values.is_empty() {
        return "string".to_owned();
    }
    let quoted: Vec<String> = one.values.iter().map(|value| format!("'{value}'")).collect();
    quoted.join(" | ")
}

/// `start-view` as the property that it is.
fn camel_case(name: &str) -> String {
    let mut parts = name.split('-');
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        whole.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        whole.push_str(letters.as_str());
    }
    whole
}

/// `startView` as the attribute that it is.
fn kebab_case(name: &str) -> String {
    name.chars()
        .flat_map(|letter| [letter.is_ascii_uppercase().then_some('-'), Some(letter.to_ascii_lowercase())])
        .flatten()
        .collect()
}
