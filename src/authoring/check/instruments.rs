//! What is wrong with the instruments.

use super::fields::{check_slug, check_source, check_text};
use crate::diagnostic::{Finding, Findings};
use crate::source::{Answers, Content, InstrumentFile, Term};
use boussole_content::instrument::{Condition, MAX_COLUMNS, MAX_ITEMS, ResultKind};
use boussole_domain::Date;
use boussole_domain::situation::Question;
use std::collections::BTreeSet;

/// Everything that is wrong with the instruments.
pub(super) fn check(content: &Content, views: &[&str], findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for instrument in &content.instruments {
        let is_taken = !seen.insert(instrument.id.as_str()) || views.contains(&instrument.id.as_str());
        check_one(content, instrument, is_taken, findings);
    }
}

/// Everything that is wrong with one instrument; `is_taken` when something else has its id.
pub(super) fn check_one(content: &Content, instrument: &InstrumentFile, is_taken: bool, findings: &mut Findings) {
    let file = format!("content/instruments/{}.json", instrument.id);
    let mut error = |item: &str, field: &str, problem: String| {
        findings.push(Finding::error(&file, problem).item(item).field(field));
    };
    if is_taken {
        error(&instrument.id, "id", "is the name of another view".to_owned());
    }
    if instrument.items() > 0 && !(2..=9).contains(&instrument.scale.len()) {
        error(&instrument.id, "scale", "needs two to nine levels".to_owned());
    }
    if instrument.items() > MAX_ITEMS {
        error(&instrument.id, "groups", format!("asks more than {MAX_ITEMS} items"));
    }
    if instrument.parties.is_some_and(|parties| !(2..=9).contains(&parties)) {
        error(&instrument.id, "parties", "is not 2 to 9".to_owned());
    }
    if instrument.feeds_maturity
        && (instrument.reading != ResultKind::Stage || instrument.groups.len() > content.maturity.len())
    {
        error(
            &instrument.id,
            "feeds_maturity",
            "needs the reading \"stage\", with no more groups than levels".to_owned(),
        );
    }
    if (instrument.reading == ResultKind::Accord) != instrument.agreed_from.is_some() {
        error(&instrument.id, "agreed_from", "goes with the reading \"accord\", and with no other".to_owned());
    }
    if instrument.agreed_from.is_some_and(|level| !(1..instrument.scale.len()).contains(&usize::from(level))) {
        error(&instrument.id, "agreed_from", "is no level above the lowest".to_owned());
    }
    for says in &instrument.says {
        for problem in impossible_conditions(instrument, &says.when) {
            error(&instrument.id, "says.when", problem);
        }
    }
    for worth in &instrument.worth {
        for (field, problem) in unknown_ids(content, &worth.when) {
            error(&instrument.id, &format!("worth.when.{field}"), problem);
        }
    }
    if let Some(grid) = &instrument.grid {
        let marks: Vec<&str> = grid.marks.iter().map(|mark| mark.id.as_str()).collect();
        let shaped = grid.example.len() == grid.rows.len()
            && grid.example.iter().all(|row| row.len() == grid.columns.len())
            && grid.example.iter().flatten().flatten().all(|mark| marks.contains(&mark.as_str()));
        for (field, id) in [("grid.steers", Some(&grid.steers)), ("grid.shares", grid.shares.as_ref())] {
            if let Some(id) = id.filter(|id| !marks.contains(&id.as_str())) {
                error(&instrument.id, field, format!("unknown id \"{id}\""));
            }
        }
        if grid.rows.len() > MAX_ITEMS || grid.columns.len() > MAX_COLUMNS {
            error(&instrument.id, "grid", format!("has more than {MAX_ITEMS} rows, or {MAX_COLUMNS} columns"));
        }
        if !shaped {
            error(&instrument.id, "grid.example", "must have a known mark or null for each row and column".to_owned());
        }
    }
    check_texts(instrument, &file, findings);
}

/// Why a condition can never hold.
fn impossible_conditions(instrument: &InstrumentFile, when: &Condition) -> Vec<String> {
    let groups: Vec<&str> = instrument.groups.iter().map(|group| group.id.as_str()).collect();
    let problem = match when {
        Condition::Least(group) if !groups.contains(&group.as_str()) => {
            format!("{group:?} is no group: there are {}", groups.join(", "))
        }
        Condition::Stage(_) if instrument.reading != ResultKind::Stage => {
            "a stage goes with the reading \"stage\"".to_owned()
        }
        Condition::Stage(stage) if *stage > groups.len() => {
            format!("stage {stage} can never be: there are 0 to {}", groups.len())
        }
        Condition::Agreed(_) if instrument.reading != ResultKind::Accord => {
            "agreement goes with the reading \"accord\"".to_owned()
        }
        Condition::Below(percent) | Condition::From(percent) | Condition::Agreed(percent) if *percent > 100 => {
            "a share goes from 0 to 100".to_owned()
        }
        Condition::All(conditions) => {
            return conditions.iter().flat_map(|condition| impossible_conditions(instrument, condition)).collect();
        }
        _ => return Vec::new(),
    };
    vec![problem]
}

/// The texts, ids, sources and dates.
fn check_texts(instrument: &InstrumentFile, file: &str, findings: &mut Findings) {
    check_slug(file, &instrument.id, findings);
    check_source(file, &instrument.id, &instrument.source, findings);
    let main_texts = [("label", &instrument.label), ("lead", &instrument.lead)].into_iter();
    let remarks = instrument.remarks.iter().map(|remark| ("remarks", remark));
    let scale = instrument.scale.iter().map(|level| ("scale", level));
    let says = instrument.says.iter().map(|says| ("says.text", &says.text));
    let worth = instrument.worth.iter().map(|worth| ("worth.because", &worth.because));
    let moments = instrument.moments.iter().map(|moment| ("moments.label", &moment.label));
    let facts = instrument.facts.iter().map(|facts| ("facts.label", &facts.label));
    let columns = instrument.grid.iter().flat_map(|grid| &grid.columns).map(|column| ("grid.columns", column));
    for (field, words) in
        main_texts.chain(remarks).chain(scale).chain(says).chain(worth).chain(moments).chain(facts).chain(columns)
    {
        check_text(file, &instrument.id, field, words, findings);
    }
    for group in &instrument.groups {
        check_slug(file, &group.id, findings);
        check_text(file, &group.id, "label", &group.label, findings);
        check_text(file, &group.id, "description", &group.description, findings);
        check_source(file, &group.id, &group.source, findings);
        if group.items.is_empty() {
            findings.push(Finding::error(file, "asks nothing").item(&group.id).field("items"));
        }
    }
    let item_texts = instrument.groups.iter().flat_map(|group| &group.items);
    let fact_texts = instrument.facts.iter().flat_map(|facts| &facts.items);
    let table = instrument.grid.iter().flat_map(|grid| grid.rows.iter().chain(&grid.marks));
    let mut seen = BTreeSet::new();
    for item in item_texts.chain(fact_texts).chain(table) {
        if !seen.insert(&item.id) {
            findings.push(Finding::error(file, "the id stands twice").item(&item.id).field("id"));
        }
        check_slug(file, &item.id, findings);
        check_text(file, &item.id, "label", &item.label, findings);
        if let Some(description) = &item.description {
            check_text(file, &item.id, "description", description, findings);
        }
        check_source(file, &item.id, &item.source, findings);
        for (field, date) in [("date", &item.date), ("until", &item.until)] {
            if let Some(date) = date.as_deref().filter(|date| Date::from_partial(date).is_none()) {
                findings.push(Finding::error(file, format!("\"{date}\" is no date")).item(&item.id).field(field));
            }
        }
    }
}

/// What a condition names and nothing has.
fn unknown_ids(content: &Content, when: &Answers) -> Vec<(&'static str, String)> {
    fn ids<T>(terms: &[Term<T>]) -> Vec<&str> {
        terms.iter().map(|term| term.id.as_str()).collect()
    }
    let questions: Vec<&str> = Question::ALL.iter().map(|question| question.id()).collect();
    let lists: [(&str, &[String], Vec<&str>); 5] = [
        ("profile", &when.profile, ids(&content.profiles)),
        ("objectives", &when.objectives, ids(&content.objectives)),
        ("usage", &when.usage, ids(&content.usages)),
        ("answered", &when.answered, questions.clone()),
        ("unanswered", &when.unanswered, questions),
    ];
    let unknown_ids = lists.into_iter().flat_map(|(field, used_ids, known)| {
        let strays = used_ids.iter().filter(move |id| !known.contains(&id.as_str()));
        strays.map(move |id| (field, format!("unknown id \"{id}\""))).collect::<Vec<_>>()
    });
    let levels = when.maturity.iter().filter(|level| **level == 0 || usize::from(**level) > content.maturity.len());
    unknown_ids.chain(levels.map(|level| ("maturity", format!("no level {level}")))).collect()
}
