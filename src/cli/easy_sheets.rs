//! The sheets on which the people concerned review the easy words, for `review-pack`: in big type, a text a line, each
//! with two boxes; and the same texts as a table, for whoever collects what they ticked.

use crate::{html_report, project};
use anyhow::{Context, Result};
use boussole_content::{csv, i18n};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// `www/conformity/easy-words.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheets {
    /// For whoever changes them.
    #[serde(rename = "note")]
    _note: String,
    welcome: Vec<String>,
    /// What stands above the list of the parts.
    parts_lead: String,
    parts: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    title: String,
    /// How the keys of its messages begin.
    messages: Vec<String>,
    /// Files of `www/content`.
    lists: Vec<String>,
}

/// A text to review, beside what it says in the usual words.
struct Line {
    usual: String,
    easy: String,
}

struct Section {
    title: String,
    lines: Vec<Line>,
}

/// Big, with room between the lines and around them; each part begins a page, the head of its table stands on each.
const STYLE: &str = "body{max-width:none;margin:1rem;font:1.375rem/1.6 Arial,Verdana,sans-serif;hyphens:manual}main{max-width:60rem;margin:auto}table{min-width:0}th,td{min-width:0;padding:.6rem .8rem;border-color:#1d2b33;overflow-wrap:normal}td:first-of-type{width:60%}td+td,thead th+th+th{text-align:center}.box{font-size:2.2rem;line-height:1}.name{border-bottom:1px solid;margin-top:2rem;padding-bottom:1.5rem}@media print{@page{margin:15mm}body{margin:0;font-size:16pt}h2{break-before:page}thead{display:table-header-group}.box{font-size:24pt}}";

/// The page to print and the table to fill in, with how many texts they hold.
pub(super) fn write(www: &Path) -> Result<(String, String, usize)> {
    let sheets: Sheets = project::json(&www.join("conformity").join("easy-words.json"))?;
    let sections = sections(www, &sheets)?;
    let count = sections.iter().map(|section| section.lines.len()).sum();
    Ok((page(&sheets.welcome, &sheets.parts_lead, &sections), table(&sections), count))
}

/// Each text once, in the part where a visitor meets it first.
fn sections(www: &Path, sheets: &Sheets) -> Result<Vec<Section>> {
    let language = |code: &str| -> Result<Value> { project::json(&www.join("i18n").join([code, ".json"].concat())) };
    let (usual, easy) = (language("fr")?, language("fr-x-falc")?);
    let words = |language: &Value, field: &str| language.get(field).and_then(Value::as_object).cloned();
    let usual = words(&usual, "messages").context("no messages in French")?;
    let messages = words(&easy, "messages").context("no messages in easy words")?;
    let texts = words(&easy, "texts").context("no texts in easy words")?;
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for (place, part) in sheets.parts.iter().enumerate() {
        let is_here = |key: &String| {
            let fits = |part: &Part| part.messages.iter().any(|start| key.starts_with(start.as_str()));
            sheets.parts.iter().position(fits) == Some(place)
        };
        let mut lines: Vec<Line> = messages
            .iter()
            .filter(|(key, _)| is_here(key))
            .filter_map(|(key, text)| {
                Some(Line { usual: usual.get(key)?.as_str()?.to_owned(), easy: text.as_str()?.to_owned() })
            })
            .collect();
        for file in &part.lists {
            lines.extend(of_list(&project::json(&www.join("content").join(file))?, &texts));
        }
        found.push(Section { title: part.title.clone(), lines });
        if part.messages.iter().any(|start| start == "instrument") {
            for path in crate::artifact::list_files(&www.join("content").join("instruments"))? {
                let lines = of_list(&project::json(&path)?, &texts);
                let title = lines.first().map(|line| line.easy.clone()).unwrap_or_default();
                found.push(Section { title, lines });
            }
        }
    }
    for section in &mut found {
        section.lines.retain(|line| says_something(&line.easy) && told.insert(line.easy.clone()));
    }
    found.retain(|section| !section.lines.is_empty());
    Ok(found)
}

/// What a file of content says in French, with its easy words.
fn of_list(value: &Value, texts: &Map<String, Value>) -> Vec<Line> {
    match value {
        Value::Object(fields) => match fields.get("fr").and_then(Value::as_str) {
            Some(french) => {
                let easy = texts.get(french).and_then(Value::as_str);
                easy.map(|easy| Line { usual: french.to_owned(), easy: easy.to_owned() }).into_iter().collect()
            }
            None => fields.values().flat_map(|value| of_list(value, texts)).collect(),
        },
        Value::Array(items) => items.iter().flat_map(|value| of_list(value, texts)).collect(),
        _ => Vec::new(),
    }
}

/// Whether there is a word to understand, beside places for numbers and names.
fn says_something(text: &str) -> bool {
    shown(text).chars().any(char::is_alphabetic)
}

/// As it is read: three dots where a number or a name will stand.
fn shown(text: &str) -> String {
    let places: Vec<&str> = i18n::placeholders(text).collect();
    let shown =
        places.into_iter().fold(text.to_owned(), |shown, place| shown.replace(&["{", place, "}"].concat(), "…"));
    shown.trim().to_owned()
}

fn page(welcome: &[String], parts_lead: &str, sections: &[Section]) -> String {
    let escaped = |text: &str| html_report::escaped(&boussole_content::typography::french_spacing(text));
    let welcome: Vec<String> = welcome.iter().map(|text| ["<p>", &escaped(text), "</p>\n"].concat()).collect();
    let mut body = welcome.concat();
    body.push_str("<p class=\"name\">Prénom :</p>\n<p class=\"name\">Date :</p>\n");
    let links = sections.iter().zip(1..).map(|(section, place)| {
        let (title, count) = (escaped(&section.title), section.lines.len());
        format!("<li><a href=\"#partie-{place}\">{title}</a> : {count}</li>\n")
    });
    let _ = write!(body, "<p>{}</p>\n<ol>{}</ol>\n", escaped(parts_lead), links.collect::<String>());
    let mut number = 0;
    for (section, place) in sections.iter().zip(1..) {
        let title = escaped(&section.title);
        let _ = write!(
            body,
            "<h2 id=\"partie-{place}\">{title}</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\"><table><thead><tr><th scope=\"col\">Numéro</th><th scope=\"col\">Le texte</th><th scope=\"col\">Je comprends</th><th scope=\"col\">Je ne comprends pas</th></tr></thead><tbody>\n",
        );
        for line in &section.lines {
            number += 1;
            let text = escaped(&shown(&line.easy)).replace('\n', "<br>");
            let boxed = "<td class=\"box\">☐</td>";
            let _ = writeln!(body, "<tr><th scope=\"row\">{number}</th><td>{text}</td>{boxed}{boxed}</tr>");
        }
        body.push_str("</tbody></table></div>\n");
    }
    html_report::page_with("Boussole : est-ce facile à lire ?", STYLE, &body)
}

fn table(sections: &[Section]) -> String {
    let head = ["numéro", "partie", "texte habituel", "texte facile à lire", "compris (oui, non)", "à la place"];
    let lines = sections.iter().flat_map(|section| section.lines.iter().map(move |line| (section, line)));
    let rows = lines.zip(1..).map(|((section, line), number)| {
        vec![
            number.to_string(),
            section.title.clone(),
            line.usual.clone(),
            line.easy.clone(),
            String::new(),
            String::new(),
        ]
    });
    csv::write(&std::iter::once(head.map(str::to_owned).to_vec()).chain(rows).collect::<Vec<_>>())
}
