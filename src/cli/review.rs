//! `review-pack`: everything that Le RAMEAU has still to confirm, with where it comes from and how sure we are, on one
//! page to send; the same as a table to send back; and the script of trials with five people.

use super::{paper, project};
use boussole_content::csv;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// How sure something is when nobody has to be asked about it: the report says it, or a public page does.
const SURE: [&str; 2] = ["stated", "high"];

/// Something to confirm.
struct Doubt {
    file: String,
    place: String,
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
struct Trials {
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

/// Writes `a-confirmer.html`, `a-confirmer.csv` and `essais.html` into a folder, `target/review` by default.
pub fn pack(out: Option<PathBuf>) -> Result<(), String> {
    let out = match out {
        Some(out) => out,
        None => project::target()?.join("review"),
    };
    let folder = project::www().join("conformity");
    let names: Names = project::json(&folder.join("review.json"))?;
    let trials: Trials = project::json(&folder.join("usability.json"))?;
    let doubts = doubts(&project::www().join("content"), &names.names)?;
    std::fs::create_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    let files = [
        ("a-confirmer.html", confirmation(&doubts)),
        ("a-confirmer.csv", answers(&doubts)),
        ("essais.html", script(&trials)),
    ];
    for (name, text) in files {
        let path = out.join(name);
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
        println!("{}", path.display());
    }
    let held = trials.people.iter().filter(|person| person.done.is_some()).count();
    println!("{} things to confirm; {held} of {} trials held", doubts.len(), trials.people.len());
    Ok(())
}

/// All that is not sure in the content, in the order of its files.
fn doubts(content: &Path, names: &BTreeMap<String, String>) -> Result<Vec<Doubt>, String> {
    let mut found = Vec::new();
    let mut paths = super::artifact::files(content)?;
    paths.extend(super::artifact::files(&content.join("instruments"))?);
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

fn walk(file: &str, place: &str, value: &Value, names: &BTreeMap<String, String>, found: &mut Vec<Doubt>) {
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                let name = item.get("id").and_then(Value::as_str).map_or_else(|| (at + 1).to_string(), str::to_owned);
                walk(file, &joined(place, &name), item, names, found);
            }
        }
        Value::Object(fields) => {
            // The numbers of the rules are proposals also where nothing says so.
            let unsaid = file == "rules.json" && place.matches(" › ").count() == 0 && !place.is_empty();
            let confidence = fields.get("confidence").and_then(Value::as_str).or(unsaid.then_some("low"));
            if let Some(confidence) = confidence.filter(|own| !SURE.contains(own)) {
                found.push(Doubt {
                    file: file.to_owned(),
                    place: if unsaid { named(place, names) } else { place.to_owned() },
                    says: said(value, names),
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
                walk(file, &if name == "items" { place.to_owned() } else { joined(place, name) }, inner, names, found);
            }
        }
        _ => {}
    }
}

/// What of a resource nobody has read: its summary, when it rests on the title alone; its title, when it was read in an
/// address.
fn readings(file: &str, item: &Value) -> Vec<Doubt> {
    let text = |at: &str| item.pointer(at).and_then(Value::as_str).unwrap_or_default();
    let doubt = |field: &str, says: String, source: String, confidence: &str| Doubt {
        file: file.to_owned(),
        place: joined(text("/id"), field),
        says,
        source,
        confidence: confidence.to_owned(),
    };
    let mut found = Vec::new();
    if text("/basis") == "title" {
        let says = format!("{} : {}", text("/title"), text("/summary/fr"));
        found.push(doubt("summary", says, source(item), "tiré du titre seul"));
    }
    if text("/title_basis") == "address" {
        let says = text("/title").to_owned();
        found.push(doubt("title", says, text("/url").to_owned(), "tiré de l’adresse, accents et majuscules rétablis"));
    }
    found
}

/// The tags of a resource are our reading: of a page, or of its title and where it was found.
fn tags(file: &str, item: &Value) -> Doubt {
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
    let tags = tags
        .into_iter()
        .filter_map(|(name, told)| Some(format!("{told} : {}", plain(item.get(name)?, &BTreeMap::new()))));
    Doubt {
        file: file.to_owned(),
        place: item.get("id").and_then(Value::as_str).unwrap_or_default().to_owned(),
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

fn joined(place: &str, name: &str) -> String {
    if place.is_empty() { name.to_owned() } else { format!("{place} › {name}") }
}

/// What something says, in French where it has words; the numbers of a rule otherwise.
fn said(value: &Value, names: &BTreeMap<String, String>) -> String {
    let words = ["label", "title", "description", "text"].into_iter().filter_map(|name| value.get(name));
    let words = words.filter_map(|text| text.get("fr").unwrap_or(text).as_str());
    let words: Vec<&str> = words.collect();
    if words.is_empty() { plain(value, names) } else { words.join(" : ") }
}

fn source(value: &Value) -> String {
    value
        .get("source")
        .map(|own| plain(own, &BTreeMap::new()))
        .filter(|own| !own.is_empty())
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
            let told = fields.map(|(name, value)| {
                let inner = plain(value, names);
                let inner = if value.is_object() && name != "label" { format!("({inner})") } else { inner };
                let between = if value.is_object() || name == "fr" || name == "label" { " " } else { " : " };
                [named(name, names), inner]
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join(between)
            });
            told.collect::<Vec<_>>().join(" ; ")
        }
        other => other.to_string(),
    }
}

fn confirmation(doubts: &[Doubt]) -> String {
    let mut body = format!(
        "<p>Boussole {}. Voici les {} points que nous avons déduits ou proposés, et que Le RAMEAU n’a pas encore confirmés : listes, poids et constantes, étiquettes des ressources. Les sources « seed:L… » sont les lignes du rapport d’activité ; « inference » est notre déduction. Répondez dans la dernière colonne, ou dans le tableau qui accompagne cette page.</p>\n",
        env!("CARGO_PKG_VERSION"),
        doubts.len()
    );
    let mut rest = doubts;
    while let Some(first) = rest.first() {
        let length = rest.iter().take_while(|own| own.file == first.file).count();
        let (own, others) = rest.split_at(length);
        rest = others;
        let rows: Vec<Vec<String>> = own
            .iter()
            .map(|doubt| {
                [&doubt.place, &doubt.says, &doubt.source, &doubt.confidence]
                    .map(|cell| paper::escaped(cell))
                    .into_iter()
                    .chain(["oui ☐ non ☐".to_owned()])
                    .collect()
            })
            .collect();
        let columns = ["Où", "Ce que dit la boussole", "Source", "Confiance", "Confirmé ?"];
        body.push_str(&paper::table(&format!("{} ({length})", first.file), &columns, &rows));
    }
    paper::page("Boussole : ce que Le RAMEAU doit confirmer", &body)
}

fn answers(doubts: &[Doubt]) -> String {
    let head = ["fichier", "où", "dit", "source", "confiance", "confirmé (oui, non)", "à la place"].map(str::to_owned);
    let rows = doubts.iter().map(|doubt| {
        let cells = [&doubt.file, &doubt.place, &doubt.says, &doubt.source, &doubt.confidence].map(Clone::clone);
        cells.into_iter().chain([String::new(), String::new()]).collect()
    });
    csv::write(&std::iter::once(head.to_vec()).chain(rows).collect::<Vec<_>>())
}

fn script(trials: &Trials) -> String {
    let list = |items: &[String], tag: &str| {
        let items: Vec<String> = items.iter().map(|item| ["<li>", &paper::escaped(item), "</li>"].concat()).collect();
        format!("<{tag}>{}</{tag}>\n", items.concat())
    };
    let mut body = vec![format!("<p>À dire en accueillant : « {} »</p>\n", paper::escaped(&trials.welcome))];
    for person in &trials.people {
        let state = person.done.as_deref().map_or_else(|| "non fait".to_owned(), |day| format!("fait le {day}"));
        body.push(format!("<h2>{} : {}</h2>\n", paper::escaped(&person.who), paper::escaped(&state)));
        body.push(list(&person.tasks, "ol"));
        body.push(format!("<p>Réussi quand : {}</p>\n", paper::escaped(&person.succeeds)));
        if !person.found.is_empty() {
            body.push(list(&person.found, "ul"));
        }
    }
    body.push("<h2>À la fin, les mêmes questions à chacun</h2>\n".to_owned());
    body.push(list(&trials.questions, "ol"));
    paper::page("Boussole : essais avec cinq personnes", &body.concat())
}
