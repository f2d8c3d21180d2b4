//! `review-pack`: everything that Le RAMEAU has still to confirm, with where it comes from and how sure we are, on one
//! page to send; the same as a table to send back; the script of trials with five people; and the sheets on which the
//! people concerned review the easy words.

use crate::{easy_sheets, html_report, project};
use anyhow::Result;
use boussole_content::csv;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How sure something is when nobody has to be asked about it: the report says it, or a public page does.
const CONFIRMED: [&str; 2] = ["stated", "high"];

/// Something to confirm.
struct Unconfirmed {
    file: String,
    location: String,
    says: String,
    source: String,
    confidence: String,
}

/// `www/conformity/review.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    /// For whoever changes them.
    #[serde(rename = "note")]
    _note: String,
    /// What the names of the rules are called in French.
    names: BTreeMap<String, String>,
}

/// `www/conformity/usability.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UsabilityScript {
    /// For whoever holds them.
    #[serde(rename = "note")]
    _note: String,
    welcome: String,
    questions: Vec<String>,
    people: Vec<Person>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Person {
    #[serde(rename = "id")]
    _id: String,
    who: String,
    tasks: Vec<String>,
    succeeds: String,
    /// The day of the trial, as an ISO date.
    done: Option<String>,
    found: Vec<String>,
}

/// Writes `a-confirmer.html`, `a-confirmer.csv`, `essais.html`, `facile-a-lire.html` and `facile-a-lire.csv` into a
/// folder, `target/review` by default.
pub fn pack(out: Option<PathBuf>) -> Result<()> {
    let out = match out {
        Some(out) => out,
        None => project::target()?.join("review"),
    };
    let folder = project::www().join("conformity");
    let names: Names = project::json(&folder.join("review.json"))?;
    let trials: UsabilityScript = project::json(&folder.join("usability.json"))?;
    let unconfirmed = find_unconfirmed(&project::www().join("content"), &names.names)?;
    let (easy_page, easy_table, easy_count) = easy_sheets::write(&project::www())?;
    project::create_folder(&out)?;
    let files = [
        ("a-confirmer.html", confirmation(&unconfirmed)),
        ("a-confirmer.csv", answers(&unconfirmed)),
        ("essais.html", script(&trials)),
        ("facile-a-lire.html", easy_page),
        ("facile-a-lire.csv", easy_table),
    ];
    for (name, text) in files {
        let path = out.join(name);
        project::write(&path, text)?;
        println!("{}", path.display());
    }
    let held = trials.people.iter().filter(|person| person.done.is_some()).count();
    println!(
        "{} things to confirm; {held} of {} trials held; {easy_count} easy texts to review",
        unconfirmed.len(),
        trials.people.len()
    );
    Ok(())
}

/// All that is not sure in the content, in the order of its files.
fn find_unconfirmed(content: &Path, names: &BTreeMap<String, String>) -> Result<Vec<Unconfirmed>> {
    let mut found = Vec::new();
    let mut paths = crate::artifact::list_files(content)?;
    paths.extend(crate::artifact::list_files(&content.join("instruments"))?);
    for path in paths {
        let file = path.strip_prefix(content).unwrap_or(&path).to_string_lossy().into_owned();
        let json: Value = project::json(&path)?;
        walk(&file, "", &json, names, &mut found);
        if file == "resources.json" {
            let items = json.get("items").and_then(Value::as_array).into_iter().flatten();
            found.extend(items.flat_map(|item| readings(&file, item).into_iter().chain([tags(&file, item)])));
        }
    }
    Ok(found)
}

fn walk(file: &str, location: &str, value: &Value, names: &BTreeMap<String, String>, found: &mut Vec<Unconfirmed>) {
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                let name = item.get("id").and_then(Value::as_str).map_or_else(|| (at + 1).to_string(), str::to_owned);
                walk(file, &joined(location, &name), item, names, found);
            }
        }
        Value::Object(fields) => {
            // The numbers of the rules are proposals also where nothing says so.
            let unsaid = file == "rules.json" && location.matches(" › ").count() == 0 && !location.is_empty();
            let confidence = fields.get("confidence").and_then(Value::as_str).or(unsaid.then_some("low"));
            if let Some(confidence) = confidence.filter(|confidence| !CONFIRMED.contains(confidence)) {
                found.push(Unconfirmed {
                    file: file.to_owned(),
                    location: if unsaid { named(location, names) } else { location.to_owned() },
                    says: text_of(value, names),
                    source: source(value),
                    confidence: match confidence {
                        "low" => "faible",
                        "medium" => "moyenne",
                        other => other,
                    }
                    .to_owned(),
                });
                if unsaid {
                    return;
                }
            }
            for (name, inner) in fields {
                walk(
                    file,
                    &if name == "items" { location.to_owned() } else { joined(location, name) },
                    inner,
                    names,
                    found,
                );
            }
        }
        _ => {}
    }
}

/// What of a resource nobody has read: its summary, when it rests on the title alone; its title, when it was read in an
/// address.
fn readings(file: &str, item: &Value) -> Vec<Unconfirmed> {
    let text = |at: &str| item.pointer(at).and_then(Value::as_str).unwrap_or_default();
    let unread = |field: &str, says: String, source: String, confidence: &str| Unconfirmed {
        file: file.to_owned(),
        location: joined(text("/id"), field),
        says,
        source,
        confidence: confidence.to_owned(),
    };
    let mut found = Vec::new();
    if text("/basis") == "title" {
        let says = format!("{} : {}", text("/title"), text("/summary/fr"));
        found.push(unread("summary", says, source(item), "tiré du titre seul"));
    }
    if text("/title_basis") == "address" {
        let says = text("/title").to_owned();
        found.push(unread("title", says, text("/url").to_owned(), "tiré de l’adresse, accents et majuscules rétablis"));
    }
    found
}

/// The tags of a resource are our reading: of a page, or of its title and where it was found.
fn tags(file: &str, item: &Value) -> Unconfirmed {
    let title = item.get("title").and_then(Value::as_str).unwrap_or_default();
    let tags = [
        ("kind", "sorte"),
        ("usages", "besoins"),
        ("objectives", "objectifs"),
        ("impacts", "impacts"),
        ("profiles", "profils"),
        ("domains", "domaines"),
        ("levels", "échelons"),
        ("maturity", "maturité"),
    ];
    let tags = tags.into_iter().filter_map(|(name, name_in_french)| {
        Some(format!("{name_in_french} : {}", plain(item.get(name)?, &BTreeMap::new())))
    });
    Unconfirmed {
        file: file.to_owned(),
        location: item.get("id").and_then(Value::as_str).unwrap_or_default().to_owned(),
        says: format!("{title} ({})", tags.collect::<Vec<_>>().join(" ; ")),
        source: source(item),
        confidence: match item.get("domains_basis").and_then(Value::as_str) {
            Some("stated") => "domaines dits par la source, le reste lu",
            Some("page") => "lecture de la page",
            _ => "lecture du titre",
        }
        .to_owned(),
    }
}

fn joined(location: &str, name: &str) -> String {
    if location.is_empty() { name.to_owned() } else { format!("{location} › {name}") }
}

/// What something says, in French where it has words; the numbers of a rule otherwise.
fn text_of(value: &Value, names: &BTreeMap<String, String>) -> String {
    let words = ["label", "title", "description", "text"].into_iter().filter_map(|name| value.get(name));
    let words = words.filter_map(|text| text.get("fr").unwrap_or(text).as_str());
    let words: Vec<&str> = words.collect();
    if words.is_empty() { plain(value, names) } else { words.join(" : ") }
}

fn source(value: &Value) -> String {
    value
        .get("source")
        .map(|source| plain(source, &BTreeMap::new()))
        .filter(|source| !source.is_empty())
        .unwrap_or_else(|| "proposition".to_owned())
}

fn named(name: &str, names: &BTreeMap<String, String>) -> String {
    names.get(name).map_or(name, String::as_str).to_owned()
}

fn plain(value: &Value, names: &BTreeMap<String, String>) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(|item| plain(item, names)).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let fields =
                fields.iter().filter(|(name, _)| !["source", "confidence", "id", "en"].contains(&name.as_str()));
            let parts = fields.map(|(name, value)| {
                let inner = plain(value, names);
                let inner = if value.is_object() && name != "label" { format!("({inner})") } else { inner };
                let between = if value.is_object() || name == "fr" || name == "label" { " " } else { " : " };
                [named(name, names), inner]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(between)
            });
            parts.collect::<Vec<_>>().join(" ; ")
        }
        other => other.to_string(),
    }
}

fn confirmation(unconfirmed: &[Unconfirmed]) -> String {
    let mut body = format!(
        "<p>Boussole {}. Voici les {} points que nous avons déduits ou proposés, et que Le RAMEAU n’a pas encore confirmés : listes, poids et constantes, étiquettes des ressources. Les sources « seed:L… » sont les lignes du rapport d’activité ; « inference » est notre déduction. Répondez dans la dernière colonne, ou dans le tableau qui accompagne cette page.</p>\n",
        env!("CARGO_PKG_VERSION"),
        unconfirmed.len()
    );
    let mut rest = unconfirmed;
    while let Some(first) = rest.first() {
        let length = rest.iter().take_while(|file_items| file_items.file == first.file).count();
        let (file_items, others) = rest.split_at(length);
        rest = others;
        let rows: Vec<Vec<String>> = file_items
            .iter()
            .map(|item| {
                [&item.location, &item.says, &item.source, &item.confidence]
                    .map(|cell| html_report::escaped(cell))
                    .into_iter()
                    .chain(["oui ☐ non ☐".to_owned()])
                    .collect()
            })
            .collect();
        let columns = ["Où", "Ce que dit la boussole", "Source", "Confiance", "Confirmé ?"];
        body.push_str(&html_report::table(&format!("{} ({length})", first.file), &columns, &rows));
    }
    html_report::page("Boussole : ce que Le RAMEAU doit confirmer", &body)
}

fn answers(unconfirmed: &[Unconfirmed]) -> String {
    let head = ["fichier", "où", "dit", "source", "confiance", "confirmé (oui, non)", "à la place"].map(str::to_owned);
    let rows = unconfirmed.iter().map(|item| {
        let cells = [&item.file, &item.location, &item.says, &item.source, &item.confidence].map(Clone::clone);
        cells.into_iter().chain([String::new(), String::new()]).collect()
    });
    csv::write(&std::iter::once(head.to_vec()).chain(rows).collect::<Vec<_>>())
}

fn script(trials: &UsabilityScript) -> String {
    let list = |items: &[String], tag: &str| {
        let items: Vec<String> =
            items.iter().map(|item| ["<li>", &html_report::escaped(item), "</li>"].concat()).collect();
        format!("<{tag}>{}</{tag}>\n", items.concat())
    };
    let mut body = vec![format!("<p>À dire en accueillant : « {} »</p>\n", html_report::escaped(&trials.welcome))];
    for person in &trials.people {
        let state = person.done.as_deref().map_or_else(|| "non fait".to_owned(), |day| format!("fait le {day}"));
        body.push(format!("<h2>{} : {}</h2>\n", html_report::escaped(&person.who), html_report::escaped(&state)));
        body.push(list(&person.tasks, "ol"));
        body.push(format!("<p>Réussi quand : {}</p>\n", html_report::escaped(&person.succeeds)));
        if !person.found.is_empty() {
            body.push(list(&person.found, "ul"));
        }
    }
    body.push("<h2>À la fin, les mêmes questions à chacun</h2>\n".to_owned());
    body.push(list(&trials.questions, "ol"));
    html_report::page("Boussole : essais avec cinq personnes", &body.concat())
}
