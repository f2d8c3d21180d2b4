//! What is wrong with the instruments.

use super::fields::{slug, sourced, text};
use crate::diagnostic::{Finding, Findings};
use crate::source::{Answers, Content, InstrumentFile, Term};
use boussole_content::instrument::{Reading, When};
use boussole_domain::Date;
use boussole_domain::situation::Question;
use std::collections::BTreeSet;

/// Everything that is wrong with the instruments.
pub(super) fn check(content: &Content, views: &[&str], findings: &mut Findings) {
    let mut seen = BTreeSet::new();
    for one in &content.instruments {
        let file = format!("content/instruments/{}.json", one.id);
        let mut error = |item: &str, field: &str, problem: String| {
            findings.push(Finding::error(&file, problem).item(item).field(field));
        };
        if !seen.insert(one.id.as_str()) || views.contains(&one.id.as_str()) {
            error(&one.id, "id", "is the name of another view".to_owned());
        }
        if one.items() > 0 && !(2..=9).contains(&one.scale.len()) {
            error(&one.id, "scale", "needs two to nine levels".to_owned());
        }
        if one.parties.is_some_and(|parties| !(2..=9).contains(&parties)) {
            error(&one.id, "parties", "is not 2 to 9".to_owned());
        }
        if one.feeds_maturity && (one.reading != Reading::Stage || one.groups.len() > content.maturity.len()) {
            error(&one.id, "feeds_maturity", "needs the reading \"stage\", with no more groups than levels".to_owned());
        }
        if (one.reading == Reading::Accord) != one.agreed_from.is_some() {
            error(&one.id, "agreed_from", "goes with the reading \"accord\", and with no other".to_owned());
        }
        if one.agreed_from.is_some_and(|level| !(1..one.scale.len()).contains(&usize::from(level))) {
            error(&one.id, "agreed_from", "is no level above the lowest".to_owned());
        }
        for says in &one.says {
            for problem in impossible(one, &says.when) {
                error(&one.id, "says.when", problem);
            }
        }
        for worth in &one.worth {
            for (field, problem) in unknown(content, &worth.when) {
                error(&one.id, &format!("worth.when.{field}"), problem);
            }
        }
        if let Some(grid) = &one.grid {
            let marks: Vec<&str> = grid.marks.iter().map(|mark| mark.id.as_str()).collect();
            let shaped = grid.example.len() == grid.rows.len()
                && grid.example.iter().all(|row| row.len() == grid.columns.len())
                && grid.example.iter().flatten().flatten().all(|mark| marks.contains(&mark.as_str()));
            for (field, id) in [("grid.steers", Some(&grid.steers)), ("grid.shares", grid.shares.as_ref())] {
                if let Some(id) = id.filter(|id| !marks.contains(&id.as_str())) {
                    error(&one.id, field, format!("unknown id \"{id}\""));
                }
            }
            if !shaped {
                error(&one.id, "grid.example", "must have a known mark or null for each row and column".to_owned());
            }
        }
        worded(one, &file, findings);
    }
}

/// Why a condition can never hold.
fn impossible(one: &InstrumentFile, when: &When) -> Vec<String> {
    let groups: Vec<&str> = one.groups.iter().map(|own| own.id.as_str()).collect();
    let problem = match when {
        When::Least(group) if !groups.contains(&group.as_str()) => {
            format!("{group:?} is no group: there are {}", groups.join(", "))
        }
        When::Stage(_) if one.reading != Reading::Stage => "a stage goes with the reading \"stage\"".to_owned(),
        When::Stage(stage) if *stage > groups.len() => {
            format!("stage {stage} can never be: there are 0 to {}", groups.len())
        }
        When::Agreed(_) if one.reading != Reading::Accord => "agreement goes with the reading \"accord\"".to_owned(),
        When::Below(percent) | When::From(percent) | When::Agreed(percent) if *percent > 100 => {
            "a share goes from 0 to 100".to_owned()
        }
        When::All(conditions) => return conditions.iter().flat_map(|own| impossible(one, own)).collect(),
        _ => return Vec::new(),
    };
    vec![problem]
}

/// The texts, ids, sources and dates.
fn worded(one: &InstrumentFile, file: &str, findings: &mut Findings) {
    slug(file, &one.id, findings);
    sourced(file, &one.id, &one.source, findings);
    let whole = [("label", &one.label), ("lead", &one.lead)].into_iter();
    let remarks = one.remarks.iter().map(|remark| ("remarks", remark));
    let scale = one.scale.iter().map(|level| ("scale", level));
    let says = one.says.iter().map(|says| ("says.text", &says.text));
    let worth = one.worth.iter().map(|worth| ("worth.because", &worth.because));
    let moments = one.moments.iter().map(|moment| ("moments.label", &moment.label));
    let facts = one.facts.iter().map(|facts| ("facts.label", &facts.label));
    let columns = one.grid.iter().flat_map(|grid| &grid.columns).map(|column| ("grid.columns", column));
    for (field, words) in
        whole.chain(remarks).chain(scale).chain(says).chain(worth).chain(moments).chain(facts).chain(columns)
    {
        text(file, &one.id, field, words, findings);
    }
    for group in &one.groups {
        slug(file, &group.id, findings);
        text(file, &group.id, "label", &group.label, findings);
        text(file, &group.id, "description", &group.description, findings);
        sourced(file, &group.id, &group.source, findings);
        if group.items.is_empty() {
            findings.push(Finding::error(file, "asks nothing").item(&group.id).field("items"));
        }
    }
    let asked = one.groups.iter().flat_map(|group| &group.items);
    let told = one.facts.iter().flat_map(|facts| &facts.items);
    let table = one.grid.iter().flat_map(|grid| grid.rows.iter().chain(&grid.marks));
    let mut seen = BTreeSet::new();
    for item in asked.chain(told).chain(table) {
        if !seen.insert(&item.id) {
            findings.push(Finding::error(file, "the id stands twice").item(&item.id).field("id"));
        }
        slug(file, &item.id, findings);
        text(file, &item.id, "label", &item.label, findings);
        if let Some(description) = &item.description {
            text(file, &item.id, "description", description, findings);
        }
        sourced(file, &item.id, &item.source, findings);
        for (field, date) in [("date", &item.date), ("until", &item.until)] {
            if let Some(date) = date.as_deref().filter(|date| Date::first_of(date).is_none()) {
                findings.push(Finding::error(file, format!("\"{date}\" is no date")).item(&item.id).field(field));
            }
        }
    }
}

/// What a condition names and nothing has.
fn unknown(content: &Content, when: &Answers) -> Vec<(&'static str, String)> {
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
    let named = lists.into_iter().flat_map(|(field, given, known)| {
        let strays = given.iter().filter(move |id| !known.contains(&id.as_str()));
        strays.map(move |id| (field, format!("unknown id \"{id}\""))).collect::<Vec<_>>()
    });
    let levels = when.maturity.iter().filter(|level| **level == 0 || usize::from(**level) > content.maturity.len());
    named.chain(levels.map(|level| ("maturity", format!("no level {level}")))).collect()
}
