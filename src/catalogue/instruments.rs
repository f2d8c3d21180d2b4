//! The files of `www/content/instruments` as types (these types *are* the schema), what is wrong with them, and how
//! they become what the browser reads.

use super::assemble::{mask, origin, spoken};
use super::check::{Finding, Findings, slug, sourced, text};
use super::content::{Confidence, Content, LanguageFile, Term, Text};
use super::instrument::{Fact, Facts, Grid, Group, Instrument, Moment, Reading, Says, When, Worth};
use super::pack::{Entry, Word};
use crate::domain::situation::Question;
use crate::domain::vocabulary::Mask;
use crate::domain::{Date, Kind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A file: one instrument.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InstrumentFile {
    /// The address of the JSON Schema, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Stable: the name of the file, of the view, and of its answers.
    pub id: String,
    /// Its place among the others.
    pub order: u16,
    /// Its name.
    pub label: Text,
    /// What it is for, in one or two sentences.
    pub lead: Text,
    /// How long it takes.
    pub minutes: u8,
    /// Where it comes from.
    pub source: Vec<String>,
    /// How sure that is.
    pub confidence: Confidence,
    /// What its answers come to.
    pub reading: Reading,
    /// What to know of its limits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Text>,
    /// When it may be answered, if more than once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moments: Vec<MomentFile>,
    /// How many may answer side by side, 2 to 9.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 2, max = 9))]
    pub parties: Option<u8>,
    /// Whether each item takes a commitment in words.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub commits: bool,
    /// The levels of an item, the lowest first, 2 to 9.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scale: Vec<Text>,
    /// The level from which somebody has agreed to an item, 0 for the lowest: of the reading "accord".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_from: Option<u8>,
    /// What is asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<GroupFile>,
    /// Who does what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grid: Option<GridFile>,
    /// What is told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactsFile>,
    /// What to say of the result: all that fit are said, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub says: Vec<SaysFile>,
    /// Whether the stage reached may become the answer to *maturity*.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub feeds_maturity: bool,
    /// The kinds of resources it leads to; all when none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<Kind>,
    /// For whom it is worth doing next, and why: the first that fits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub worth: Vec<WorthFile>,
}

/// A time to answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MomentFile {
    /// Stable.
    pub id: String,
    /// Its name.
    pub label: Text,
    /// Months from the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
}

/// Something that is asked, told, or chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemFile {
    /// Stable, within its instrument.
    pub id: String,
    /// The words.
    pub label: Text,
    /// More of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
    /// Where it comes from.
    pub source: Vec<String>,
    /// How sure it is.
    pub confidence: Confidence,
    /// When, or from when: of a fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The day it is over: of a fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// A number worth drawing large: of a fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figure: Option<String>,
    /// The views where this word appears: of a word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub views: Vec<String>,
}

/// Items that go together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GroupFile {
    /// Stable, within its instrument.
    pub id: String,
    /// What they are about.
    pub label: Text,
    /// In one sentence.
    pub description: Text,
    /// Where it comes from.
    pub source: Vec<String>,
    /// How sure it is.
    pub confidence: Confidence,
    /// French words that find resources about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// What is asked.
    pub items: Vec<ItemFile>,
}

/// Who does what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GridFile {
    /// The matters.
    pub rows: Vec<ItemFile>,
    /// The bodies.
    pub columns: Vec<Text>,
    /// What a body may do.
    pub marks: Vec<ItemFile>,
    /// The id of the mark of whoever steers: each matter wants exactly one.
    pub steers: String,
    /// The id of the mark of those who steer together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shares: Option<String>,
    /// An example: per row, per column, the id of a mark.
    pub example: Vec<Vec<Option<String>>>,
}

/// Facts that go together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactsFile {
    /// What they are about.
    pub label: Text,
    /// In the order they show.
    pub items: Vec<ItemFile>,
}

/// Something to say of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SaysFile {
    /// When.
    pub when: When,
    /// What.
    pub text: Text,
}

/// For whom an instrument is worth doing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WorthFile {
    /// All that is named must fit; within a list, any.
    pub when: Answers,
    /// Why: a sentence that begins with a capital, without its full stop.
    pub because: Text,
}

/// Conditions on the visitor's answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Answers {
    /// Ids of `profiles.json`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub profile: Vec<String>,
    /// Ids of `objectives.json`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<String>,
    /// Ids of `usages.json`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub usage: Vec<String>,
    /// Levels, 1 to 4.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub maturity: Vec<u8>,
    /// Names of questions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answered: Vec<String>,
    /// Names of questions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unanswered: Vec<String>,
}

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

impl InstrumentFile {
    fn items(&self) -> usize {
        self.groups.iter().map(|group| group.items.len()).sum()
    }
}

/// The instruments in a language, in order.
pub(super) fn assemble(content: &Content, language: &LanguageFile) -> Vec<Instrument> {
    let mut all: Vec<&InstrumentFile> = content.instruments.iter().collect();
    all.sort_by_key(|one| (one.order, one.id.as_str()));
    all.into_iter().map(|one| assembled(content, language, one)).collect()
}

/// The words of the glossary that some view explains.
pub(super) fn words(content: &Content, language: &LanguageFile) -> Vec<Word> {
    let items = content.instruments.iter().flat_map(|one| &one.facts).flat_map(|facts| &facts.items);
    let explained = items.filter(|item| !item.views.is_empty());
    explained.map(|item| Word { entry: entry(language, item), views: item.views.clone() }).collect()
}

fn entry(language: &LanguageFile, item: &ItemFile) -> Entry {
    let say = |text: &Text| spoken(language, text).0;
    Entry {
        id: item.id.clone(),
        label: say(&item.label),
        description: item.description.as_ref().map(say).unwrap_or_default(),
        origin: origin(&item.source, item.confidence),
    }
}

fn assembled(content: &Content, language: &LanguageFile, one: &InstrumentFile) -> Instrument {
    let say = |text: &Text| spoken(language, text).0;
    let entry = |item: &ItemFile| entry(language, item);
    let group = |group: &GroupFile| Group {
        entry: Entry {
            id: group.id.clone(),
            label: say(&group.label),
            description: say(&group.description),
            origin: origin(&group.source, group.confidence),
        },
        words: group.words.clone(),
        items: group.items.iter().map(entry).collect(),
    };
    let fact = |item: &ItemFile| Fact {
        entry: entry(item),
        date: item.date.clone(),
        until: item.until.clone(),
        figure: item.figure.clone(),
    };
    let every = Mask::of(0..Kind::ALL.len());
    Instrument {
        id: one.id.clone(),
        label: say(&one.label),
        lead: say(&one.lead),
        minutes: one.minutes,
        origin: origin(&one.source, one.confidence),
        remarks: one.remarks.iter().map(say).collect(),
        reading: one.reading,
        moments: one
            .moments
            .iter()
            .map(|moment| Moment { id: moment.id.clone(), label: say(&moment.label), months: moment.months })
            .collect(),
        parties: one.parties.unwrap_or(1),
        commits: one.commits,
        scale: one.scale.iter().map(say).collect(),
        agreed_from: one.agreed_from.unwrap_or(u8::MAX),
        groups: one.groups.iter().map(group).collect(),
        grid: one.grid.as_ref().map(|grid| table(grid, &entry, &say)),
        facts: one
            .facts
            .iter()
            .map(|facts| Facts { label: say(&facts.label), items: facts.items.iter().map(fact).collect() })
            .collect(),
        says: one.says.iter().map(|says| Says { when: says.when.clone(), text: say(&says.text) }).collect(),
        feeds_maturity: one.feeds_maturity,
        kinds: if one.kinds.is_empty() { every } else { Mask::of(one.kinds.iter().map(|kind| *kind as usize)) },
        worth: one.worth.iter().map(|worth| worthy(content, worth, say(&worth.because))).collect(),
    }
}

fn table(file: &GridFile, entry: &dyn Fn(&ItemFile) -> Entry, say: &dyn Fn(&Text) -> String) -> Grid {
    let place =
        |id: &String| file.marks.iter().position(|mark| mark.id == *id).and_then(|place| u8::try_from(place).ok());
    Grid {
        rows: file.rows.iter().map(entry).collect(),
        columns: file.columns.iter().map(say).collect(),
        marks: file.marks.iter().map(entry).collect(),
        steers: place(&file.steers).unwrap_or(0),
        shares: file.shares.as_ref().and_then(place),
        example: file.example.iter().map(|row| row.iter().map(|id| id.as_ref().and_then(place)).collect()).collect(),
    }
}

fn worthy(content: &Content, worth: &WorthFile, because: String) -> Worth {
    let questions = |names: &[String]| {
        Mask::of(names.iter().filter_map(|name| Question::ALL.iter().position(|question| question.id() == name)))
    };
    let when = &worth.when;
    Worth {
        profiles: mask(&content.profiles, &when.profile),
        objectives: mask(&content.objectives, &when.objectives),
        usages: mask(&content.usages, &when.usage),
        maturity: Mask::of(when.maturity.iter().filter_map(|level| usize::from(*level).checked_sub(1))),
        answered: questions(&when.answered),
        unanswered: questions(&when.unanswered),
        because,
    }
}
