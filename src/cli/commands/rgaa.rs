//! `rgaa`: the 106 criteria of RGAA 4.1.2, each with its state and how it is known, as a page and as a table that a
//! public body can paste into its own declaration.
//!
//! What a criterion rests on is content (`www/conformity`): tests by the ids that end their titles
//! (`[rgaa:headings]`), checks that only people can do, or the reason why it does not apply. A test counts when the last
//! `cargo run -- test` saw it pass.

use crate::html_report::{STYLE, escaped};
use crate::project;
use crate::test_record::{self, TestRun};
use anyhow::{Context, Result};
use boussole_content::typography;
use boussole_domain::rounding::round_div;
use serde::Deserialize;
use std::fmt::Write as _;
use std::path::PathBuf;

/// `www/conformity/rgaa.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Standard {
    #[serde(rename = "standard")]
    name: String,
    source: String,
    scope: String,
    topics: Vec<String>,
    criteria: Vec<Criterion>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Criterion {
    /// `6.1`: the topic, from 1, and the place in it.
    number: String,
    level: String,
    title: String,
    /// Why it does not apply.
    not_applicable: Option<String>,
    /// Ids of tests, as they end their titles; all that end so must pass.
    #[serde(default)]
    tests: Vec<String>,
    /// Ids of checks by people.
    #[serde(default)]
    people: Vec<String>,
    note: Option<String>,
}

/// `www/conformity/checks.json`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    /// Screen reader and browser.
    pairs: Vec<String>,
    checks: Vec<Check>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Check {
    id: String,
    title: String,
    steps: Vec<String>,
    expected: String,
    /// What people found: one for each pair at most.
    results: Vec<Seen>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seen {
    pair: String,
    conform: bool,
    by: String,
    date: String,
    note: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Conform,
    NotConform,
    NotApplicable,
    NotVerified,
}

impl State {
    const fn text(self) -> &'static str {
        match self {
            Self::Conform => "conforme",
            Self::NotConform => "non conforme",
            Self::NotApplicable => "non applicable",
            Self::NotVerified => "non vérifié",
        }
    }
}

/// Writes `rgaa.html` and `rgaa.csv` into a folder, `target/rgaa` by default, from a record of tests, the last by default.
pub fn rgaa(out: Option<PathBuf>, results: Option<PathBuf>) -> Result<()> {
    let folder = project::www().join("conformity");
    let standard: Standard = project::json(&folder.join("rgaa.json"))?;
    let script: Script = project::json(&folder.join("checks.json"))?;
    let run: TestRun = match results {
        Some(path) => project::json(&path)?,
        None => project::json(&test_record::path()?).unwrap_or_else(|_| {
            eprintln!("  no record of tests: run `cargo run -- test` first; what rests on tests is not verified");
            TestRun::default()
        }),
    };
    let out = out.map_or_else(|| project::target().map(|target| target.join("rgaa")), Ok)?;
    let states: Vec<State> = standard.criteria.iter().map(|criterion| state(criterion, &script, &run)).collect();
    let written = |name: &str, text: String| {
        let path = out.join(name);
        project::create_folder(&out)?;
        project::write(&path, typography::french_spacing(&text))?;
        println!("{}", path.display());
        anyhow::Ok(())
    };
    written("rgaa.html", page(&standard, &script, &run, &states))?;
    written("rgaa.csv", table(&standard, &script, &run, &states)?)?;
    println!("{}", counted(&states));
    Ok(())
}

/// A criterion is conform when nothing it rests on is missing, and all of it was seen to hold.
fn state(criterion: &Criterion, script: &Script, run: &TestRun) -> State {
    if criterion.not_applicable.is_some() {
        return State::NotApplicable;
    }
    let mut verified = true;
    for id in &criterion.tests {
        let ending = format!("[rgaa:{id}]");
        let tests = run.tests.iter().filter(|(title, _)| title.ends_with(&ending));
        let seen: Vec<&str> = tests.map(|(_, state)| state.as_str()).collect();
        if seen.contains(&"failed") {
            return State::NotConform;
        }
        verified &= !seen.is_empty() && seen.iter().all(|state| *state == "passed");
    }
    for check in criterion.people.iter().map(|id| script.checks.iter().find(|check| check.id == *id)) {
        let results = check.map_or(&[][..], |check| &check.results);
        if results.iter().any(|seen| !seen.conform) {
            return State::NotConform;
        }
        verified &= script.pairs.iter().all(|pair| results.iter().any(|seen| seen.pair == *pair));
    }
    // What rests on nothing is known by nobody.
    verified &= !criterion.tests.is_empty() || !criterion.people.is_empty();
    if verified { State::Conform } else { State::NotVerified }
}

/// How a criterion is known, in words; ids of tests are English, and `english` marks them so.
fn proof(criterion: &Criterion, script: &Script, english: fn(&str) -> String) -> String {
    if let Some(why) = &criterion.not_applicable {
        return why.clone();
    }
    let mut parts = Vec::new();
    if !criterion.tests.is_empty() {
        let ids: Vec<String> = criterion.tests.iter().map(|id| format!("« {} »", english(id))).collect();
        parts.push(format!("{} {}", if ids.len() == 1 { "Test" } else { "Tests" }, ids.join(", ")));
    }
    let checks: Vec<String> = script
        .checks
        .iter()
        .enumerate()
        .filter(|(_, check)| criterion.people.contains(&check.id))
        .map(|(index, check)| format!("{} ({})", index + 1, check.title))
        .collect();
    if !checks.is_empty() {
        parts.push(format!("{} {}", if checks.len() == 1 { "Essai" } else { "Essais" }, checks.join(", ")));
    }
    let mut text = parts.join(". ");
    text.push('.');
    if let Some(note) = &criterion.note {
        text.push(' ');
        text.push_str(note);
    }
    text
}

fn count(states: &[State], wanted: State) -> usize {
    states.iter().filter(|state| **state == wanted).count()
}

fn counted(states: &[State]) -> String {
    [State::Conform, State::NotConform, State::NotVerified, State::NotApplicable]
        .map(|state| format!("{} : {}", state.text(), count(states, state)))
        .join(", ")
}

/// The conclusion a declaration needs, or why there is none yet.
fn conclusion(states: &[State]) -> String {
    let (good, bad, unknown) =
        (count(states, State::Conform), count(states, State::NotConform), count(states, State::NotVerified));
    if unknown > 0 {
        return format!(
            "Le taux de conformité n’est pas établi : {unknown} critères attendent un essai. Une déclaration qui s’appuie sur ce relevé ne peut pas annoncer une conformité totale."
        );
    }
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let rate = round_div(small(good), small(good + bad), 1000);
    format!("{},{} % des critères applicables sont conformes.", rate / 10, rate % 10)
}

fn table(standard: &Standard, script: &Script, run: &TestRun, states: &[State]) -> Result<String> {
    fn cell(text: &str) -> String {
        format!("\"{}\"", text.replace('"', "\"\""))
    }
    // The mark that makes a spreadsheet read UTF-8.
    let mut csv = "\u{feff}critère;niveau;thème;intitulé;état;preuve;date des tests\r\n".to_owned();
    for (criterion, state) in standard.criteria.iter().zip(states) {
        let topic = topic(standard, criterion)?;
        let cells = [
            &criterion.number,
            &criterion.level,
            topic,
            &criterion.title,
            state.text(),
            &proof(criterion, script, str::to_owned),
            &run.date,
        ]
        .map(cell);
        csv.push_str(&cells.join(";"));
        csv.push_str("\r\n");
    }
    Ok(csv)
}

fn topic<'a>(standard: &'a Standard, criterion: &Criterion) -> Result<&'a str> {
    let index: Option<usize> = criterion.number.split('.').next().and_then(|topic| topic.parse().ok());
    index
        .and_then(|index| standard.topics.get(index.checked_sub(1)?))
        .map(String::as_str)
        .with_context(|| format!("criterion {} has no topic", criterion.number))
}

fn page(standard: &Standard, script: &Script, run: &TestRun, states: &[State]) -> String {
    let mut html = format!(
        "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Boussole {version} : relevé {standard}</title><style>{STYLE}tbody th{{width:48%}}</style></head><body><main>\n<h1>Boussole {version} : relevé {standard}</h1>\n<p>{scope}</p>\n<p>Ce relevé est produit par le projet lui-même. Ce n’est pas un audit. {tested}</p>\n<ul>{counts}</ul>\n<p>{conclusion}</p>\n",
        version = env!("CARGO_PKG_VERSION"),
        standard = escaped(&standard.name),
        scope = escaped(&standard.scope),
        tested = if run.tests.is_empty() {
            "Aucun test n’a été lancé avant lui : ce qui s’appuie sur des tests est « non vérifié ».".to_owned()
        } else {
            format!("Tests lancés le {}.", escaped(&run.date))
        },
        counts = counted(states).split(", ").map(|part| ["<li>", part, "</li>"].concat()).collect::<Vec<_>>().concat(),
        conclusion = conclusion(states),
    );
    // Writing into a String cannot fail.
    for (index, topic) in standard.topics.iter().enumerate() {
        let number = format!("{}.", index + 1);
        let _ = writeln!(
            html,
            "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{topic}\"><table><caption>{number} {topic}</caption><thead><tr><th scope=\"col\">Critère</th><th scope=\"col\">État</th><th scope=\"col\">Comment on le sait</th></tr></thead><tbody>",
            topic = escaped(topic),
        );
        for (criterion, state) in
            standard.criteria.iter().zip(states).filter(|(criterion, _)| criterion.number.starts_with(&number))
        {
            let _ = writeln!(
                html,
                "<tr><th scope=\"row\">{} ({}) {}</th><td>{}</td><td>{}</td></tr>",
                criterion.number,
                escaped(&criterion.level),
                escaped(&criterion.title),
                state.text(),
                proof(criterion, script, |name| format!("<span lang=\"en\">{}</span>", escaped(name))),
            );
        }
        html.push_str("</tbody></table></div>\n");
    }
    html.push_str("<h2>Ce que seule une personne peut vérifier</h2>\n<p>Quinze essais, chacun avec chaque lecteur d’écran. Une réponse s’ajoute dans <code>www/conformity/checks.json</code>.</p>\n<p>Les tests <span lang=\"en\">heard-by-orca</span> font parler un vrai lecteur d’écran, Orca, dans Firefox et Chromium, et comparent ce qui est dit à ce qui doit l’être. Ils ne remplacent aucun de ces essais.</p>\n".replace("Quinze", &script.checks.len().to_string()).as_str());
    for (index, check) in script.checks.iter().enumerate() {
        let steps: Vec<String> = check.steps.iter().map(|step| format!("<li>{}</li>", escaped(step))).collect();
        let steps = steps.concat();
        let _ = write!(
            html,
            "<h3>{}. {}</h3>\n<ol>{steps}</ol>\n<p>Attendu : {}</p>\n<ul>",
            index + 1,
            escaped(&check.title),
            escaped(&check.expected)
        );
        for pair in &script.pairs {
            let finding = check.results.iter().find(|seen| seen.pair == *pair).map_or_else(
                || State::NotVerified.text().to_owned(),
                |seen| {
                    let state = if seen.conform { State::Conform } else { State::NotConform };
                    let note = seen.note.as_ref().map(|note| format!(" : {note}")).unwrap_or_default();
                    escaped(&format!("{}, {}, {}{note}", state.text(), seen.by, seen.date))
                },
            );
            let _ = write!(html, "<li>{} : {finding}</li>", escaped(pair));
        }
        html.push_str("</ul>\n");
    }
    let _ = writeln!(html, "<p>{}.</p>\n</main></body></html>", escaped(&standard.source));
    html
}
