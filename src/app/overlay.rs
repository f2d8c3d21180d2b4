//! A partner's own words over ours: labels, introduction, contact, the names of terms; and which circles of resources
//! show. A plain value,
//! `boussole/overlay/1`, taken whole or not at all; every problem is named with its place.

use super::value::Value;
use boussole_content::encoding::Foreign;
use boussole_content::entry::Entry;
use boussole_content::i18n::{Key, places};
use boussole_content::pack::{Contact, Pack};
use boussole_content::safe_url::is_safe_link;
use boussole_content::typography::french_spacing;
use boussole_domain::vocabulary::Circle;
use core::fmt;
use std::rc::Rc;

/// The schema id that every overlay carries.
pub const SCHEMA: &str = "boussole/overlay/1";
/// The longest text, in characters (Unicode scalar values). Our limit.
pub const LONGEST: usize = 2000;

/// One thing that is wrong with an overlay or a catalogue, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidField {
    /// The rows of a table that have it, as the spreadsheet program numbers them; none when it is of no row.
    pub rows: Vec<usize>,
    /// Where: `fr › messages › step-path`, the field of a resource, `column D › colour`.
    pub place: String,
    /// What stands there, when that is what is wrong: no more than [`SHOWN`] of them are told.
    pub values: Vec<String>,
    /// What is wrong.
    pub problem: Problem,
}

/// So many values, and stretches of rows, are told of one problem. Our choice.
pub const SHOWN: usize = 5;

impl InvalidField {
    /// A problem of no row.
    #[must_use]
    pub fn at(place: impl Into<String>, problem: Problem) -> Self {
        Self { rows: Vec::new(), place: place.into(), values: Vec::new(), problem }
    }

    /// The rows in few words, `2–11, 14`, and how many more there are.
    #[must_use]
    pub fn stretches(&self) -> (String, usize) {
        let mut stretches: Vec<(usize, usize)> = Vec::new();
        for row in &self.rows {
            match stretches.last_mut() {
                Some((_, last)) if *last + 1 == *row => *last = *row,
                _ => stretches.push((*row, *row)),
            }
        }
        let count = |(first, last): &(usize, usize)| last - first + 1;
        // One stretch more is told rather than counted.
        let shown = if stretches.len() == SHOWN + 1 { SHOWN + 1 } else { SHOWN };
        let told = stretches.iter().take(shown).map(|(first, last)| match last - first {
            0 => first.to_string(),
            1 => format!("{first}, {last}"),
            _ => format!("{first}–{last}"),
        });
        (told.collect::<Vec<_>>().join(", "), stretches.iter().skip(shown).map(count).sum())
    }

    /// The values in few words.
    #[must_use]
    pub fn told_values(&self) -> String {
        let told = self.values.iter().take(SHOWN).map(String::as_str);
        told.chain((self.values.len() > SHOWN).then_some("…")).collect::<Vec<_>>().join(", ")
    }
}

/// Problems as they are found: what many rows have is one problem.
#[derive(Clone, Debug, Default)]
pub struct InvalidFields(Vec<InvalidField>);

impl InvalidFields {
    /// So many different problems are told apart, each with all its rows. Our limit: a hostile catalogue has any number.
    const MOST: usize = 500;

    /// Adds one.
    pub fn push(&mut self, row: Option<usize>, place: &str, value: Option<&str>, problem: Problem) {
        let like = |known: &InvalidField| known.place == place && known.problem.is_like(&problem);
        let at = self.0.iter().position(like).filter(|_| row.is_some()).unwrap_or(self.0.len());
        if at == self.0.len() && at < Self::MOST {
            self.0.push(InvalidField::at(place, problem));
        }
        let Some(known) = self.0.get_mut(at) else { return };
        if let Some(row) = row.filter(|row| known.rows.last() != Some(row)) {
            known.rows.push(row);
        }
        if let Some(value) = value
            && known.values.len() <= SHOWN
            && !known.values.iter().any(|known| known == value)
        {
            known.values.push(value.to_owned());
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one is of this place.
    #[must_use]
    pub fn has(&self, place: &str) -> bool {
        self.0.iter().any(|known| known.place == place)
    }

    /// All of them.
    #[must_use]
    pub fn all(self) -> Vec<InvalidField> {
        self.0
    }
}

/// What is wrong with one part of an overlay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The value is not of this form.
    Expected(Expected),
    /// Nothing has this name.
    Unknown,
    /// The text has no letter, or more than may be shown.
    Length(usize),
    /// The message has no such place to fill.
    FocusTarget(String),
    /// The address may not be opened.
    Address,
    /// The value is none of these names.
    Choice(Vec<&'static str>),
    /// The file is no table, but content of this kind.
    File(Foreign),
}

impl Problem {
    /// Whether many rows that have either have one problem.
    fn is_like(&self, other: &Self) -> bool {
        self == other || matches!((self, other), (Self::Length(_), Self::Length(_)))
    }
}

/// A form that something should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Boussole/overlay/1.
    Overlay,
    /// Boussole/catalogue/1.
    Catalogue,
    /// An object.
    Object,
    /// An object, or a spreadsheet.
    ObjectOrTable,
    /// An object of words for this language.
    Words,
    /// An object of texts by message key.
    Messages,
    /// An object of terms by id.
    Terms,
    /// An object with a label or a description.
    Term,
    /// An object with a label and an address.
    Contact,
    /// A text.
    Text,
    /// Merge or replace.
    Mode,
    /// A list of resources.
    Items,
    /// 20 000 resources at most.
    AtMost,
    /// One resource at least.
    AtLeast,
    /// An id that stands once.
    Once,
    /// One kind: methodes, exemples, donnees, outils or competences.
    Kind,
    /// Published, announced or retired.
    Status,
    /// A value: no resource goes without.
    Value,
    /// A year, a month or a day such as 2024, 2024-11, 2024-11-05.
    Date,
    /// Ids, separated by |.
    Ids,
    /// Words, separated by |.
    Keywords,
    /// A list of circles of resources.
    Circles,
    /// The id of another resource.
    Another,
    /// The id of a resource that repeats none itself.
    Original,
    /// Whole numbers from 1 to 4, separated by |.
    Maturity,
    /// Quotes that close.
    Quotes,
    /// A row of column names.
    Names,
    /// A column: no resource goes without.
    Column,
    /// A name above what stands in the column.
    Named,
    /// One column of this name.
    OneColumn,
    /// Yes, or nothing.
    Yes,
    /// JSON that can be read, or a spreadsheet.
    Json,
    /// A file of 5 MB at most.
    Light,
}

impl Expected {
    /// For integrators, who are told in English.
    #[must_use]
    pub fn in_english(self) -> &'static str {
        match self {
            Self::Overlay => "boussole/overlay/1",
            Self::Catalogue => "boussole/catalogue/1",
            Self::Object => "an object",
            Self::ObjectOrTable => "an object, or a spreadsheet",
            Self::Words => "an object of words for this language",
            Self::Messages => "an object of texts by message key",
            Self::Terms => "an object of terms by id",
            Self::Term => "an object with a label or a description",
            Self::Contact => "an object with a label and an address",
            Self::Text => "a text",
            Self::Mode => "merge or replace",
            Self::Items => "a list of resources",
            Self::AtMost => "20 000 resources at most",
            Self::AtLeast => "one resource at least",
            Self::Once => "an id that stands once",
            Self::Kind => "one kind: methodes, exemples, donnees, outils or competences",
            Self::Status => "published, announced or retired",
            Self::Value => "a value: no resource goes without",
            Self::Date => "a year, a month or a day such as 2024, 2024-11, 2024-11-05",
            Self::Ids => "ids, separated by |",
            Self::Keywords => "words, separated by |",
            Self::Circles => "a list of circles: rameau, third-party or both",
            Self::Another => "the id of another resource",
            Self::Original => "the id of a resource that repeats no other itself",
            Self::Maturity => "whole numbers from 1 to 4, separated by |",
            Self::Quotes => "quotes that close",
            Self::Names => "a row of column names, title and kind at least",
            Self::Column => "a column of this name: no resource goes without",
            Self::Named => "a name above what stands in this column",
            Self::OneColumn => "one column of this name",
            Self::Yes => "yes, or nothing",
            Self::Json => "JSON that can be read, or a spreadsheet",
            Self::Light => "a file of 5 MB at most",
        }
    }
}

impl fmt::Display for InvalidField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = match (self.stretches(), self.rows.len()) {
            (_, 0) => String::new(),
            ((rows, _), 1) => format!("row {rows}"),
            ((rows, 0), _) => format!("rows {rows}"),
            ((rows, more), _) => format!("rows {rows} and {more} more"),
        };
        let parts = [rows, self.place.clone(), self.told_values()];
        write!(f, "{}: ", parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › "))?;
        match &self.problem {
            Problem::File(foreign) => f.write_str(in_english(*foreign)),
            Problem::Expected(form) => write!(f, "expected {}", form.in_english()),
            Problem::Choice(names) => write!(f, "expected one of: {}", names.join(", ")),
            Problem::Unknown => f.write_str("nothing has this name"),
            Problem::Length(length) => write!(f, "{length} characters: between 1 and {LONGEST} can be shown"),
            Problem::FocusTarget(name) => write!(f, "the message has no place {{{name}}}"),
            Problem::Address => f.write_str("only https:, mailto: and tel: addresses can be opened"),
        }
    }
}

/// What is no table, for integrators.
#[must_use]
pub fn in_english(foreign: Foreign) -> &'static str {
    match foreign {
        Foreign::Empty => "the file is empty",
        Foreign::Workbook => "this is a workbook: save it as CSV UTF-8 in the spreadsheet program",
        Foreign::Document => "this is a text document: a CSV or JSON file is expected",
        Foreign::Picture => "this is a picture: a CSV or JSON file is expected",
        Foreign::Pdf => "this is a PDF: a CSV or JSON file is expected",
        Foreign::Page => "this is a web page, not the file: check its address",
        Foreign::Archive => "this is an archive: take the CSV or JSON file out of it",
        Foreign::Binary => "this is not text: a CSV or JSON file is expected",
        Foreign::Letters => "letters cannot be read: save it as CSV UTF-8 in the spreadsheet program",
    }
}

/// The circles that a value names, `None` when it is no list of some.
pub(super) fn circles(value: &Value) -> Option<Vec<Circle>> {
    let Value::List(items) = value else { return None };
    let named = |item: &Value| if let Value::Text(id) = item { Circle::from_id(id) } else { None };
    items.iter().map(named).collect::<Option<Vec<Circle>>>().filter(|circles| !circles.is_empty())
}

/// Leaves the resources of these circles and no others. Her content is another one then, and says so.
pub(super) fn keep_circles(pack: &mut Pack, kept: &[Circle]) {
    for circle in Circle::ALL {
        if !kept.contains(&circle) && !pack.left_out.contains(&circle) {
            pack.content_hash = [&pack.content_hash, "-", circle.id()].concat();
            pack.leave_out([circle]);
        }
    }
}

/// Puts the overlay's words for the pack's language over its own; the other languages are checked all
/// the same. When there is a problem the pack is half done: it is to be dropped.
#[must_use]
pub fn apply(pack: &mut Pack, overlay: &Value) -> Vec<InvalidField> {
    let mut reader = Reader { misfits: Vec::new(), in_french: false, own: false };
    let entries = reader.map("overlay", overlay, Expected::Object);
    if !entries.iter().any(|(name, value)| name == "schema" && *value == Value::text(SCHEMA)) {
        reader.misfit("schema", Problem::Expected(Expected::Overlay));
    }
    for (code, section) in entries.iter().filter(|(name, _)| !["schema", "$schema"].contains(&name.as_str())) {
        if code == "circles" {
            match circles(section) {
                Some(kept) => keep_circles(pack, &kept),
                None => reader.misfit(code, Problem::Expected(Expected::Circles)),
            }
            continue;
        }
        reader.in_french = code.starts_with("fr");
        reader.own = *code == pack.messages.code;
        reader.section(pack, code, section);
    }
    reader.misfits
}

struct Reader {
    misfits: Vec<InvalidField>,
    /// The words of this section follow French typography.
    in_french: bool,
    /// The words of this section are taken, not only checked.
    own: bool,
}

impl Reader {
    fn misfit(&mut self, place: &str, problem: Problem) {
        self.misfits.push(InvalidField::at(place, problem));
    }

    fn map<'v>(&mut self, place: &str, value: &'v Value, form: Expected) -> &'v [(String, Value)] {
        if let Value::Map(entries) = value {
            return entries;
        }
        self.misfit(place, Problem::Expected(form));
        &[]
    }

    /// Reads a text to where it belongs.
    fn text(&mut self, place: &str, value: &Value, ours: &mut String) {
        let Value::Text(text) = value else {
            return self.misfit(place, Problem::Expected(Expected::Text));
        };
        let length = text.trim().chars().count();
        if length == 0 || length > LONGEST {
            self.misfit(place, Problem::Length(length));
        } else if self.own {
            *ours = if self.in_french { french_spacing(text.trim()) } else { text.trim().to_owned() };
        }
    }

    fn section(&mut self, pack: &mut Pack, code: &str, section: &Value) {
        let vocabulary = Rc::make_mut(&mut pack.vocabulary);
        for (name, value) in self.map(code, section, Expected::Words) {
            let place = below(code, name);
            let terms = match name.as_str() {
                "messages" => {
                    self.messages(&mut Rc::make_mut(&mut pack.messages).texts, &place, value);
                    continue;
                }
                "introduction" => {
                    self.text(&place, value, pack.partner.introduction.get_or_insert_default());
                    continue;
                }
                "contact" => {
                    self.contact(&mut pack.partner.contact, &place, value);
                    continue;
                }
                "profiles" => &mut vocabulary.profiles,
                "domains" => &mut vocabulary.domains,
                "levels" => &mut vocabulary.levels,
                "maturity" => &mut vocabulary.maturity,
                "objectives" => &mut vocabulary.objectives,
                "usages" => &mut vocabulary.usages,
                _ => {
                    self.misfit(&place, Problem::Unknown);
                    continue;
                }
            };
            self.terms(terms, &place, value);
        }
    }

    fn messages(&mut self, texts: &mut [String], place: &str, value: &Value) {
        for (slug, value) in self.map(place, value, Expected::Messages) {
            let place = below(place, slug);
            let key = Key::of_slug(slug);
            let Some(ours) = key.and_then(|key| texts.get_mut(key as usize)) else {
                self.misfit(&place, Problem::Unknown);
                continue;
            };
            if let Value::Text(text) = value
                && let Some(stray) = places(text).find(|name| !places(ours).any(|known| known == *name))
            {
                self.misfit(&place, Problem::FocusTarget(stray.to_owned()));
            } else {
                self.text(&place, value, ours);
            }
        }
    }

    fn terms(&mut self, entries: &mut [Entry], place: &str, value: &Value) {
        for (id, words) in self.map(place, value, Expected::Terms) {
            let place = below(place, id);
            let Some(entry) = entries.iter_mut().find(|entry| entry.id == *id) else {
                self.misfit(&place, Problem::Unknown);
                continue;
            };
            for (name, value) in self.map(&place, words, Expected::Term) {
                let place = below(&place, name);
                match name.as_str() {
                    "label" => self.text(&place, value, &mut entry.label),
                    "description" => self.text(&place, value, &mut entry.description),
                    _ => self.misfit(&place, Problem::Unknown),
                }
            }
        }
    }

    fn contact(&mut self, ours: &mut Option<Contact>, place: &str, value: &Value) {
        let entries = self.map(place, value, Expected::Contact);
        if !entries.iter().any(|(name, _)| name == "label") {
            self.misfit(&below(place, "label"), Problem::Expected(Expected::Text));
        }
        let contact = ours.get_or_insert_default();
        for (name, value) in entries {
            let place = below(place, name);
            match (name.as_str(), value) {
                ("label", _) => self.text(&place, value, &mut contact.label),
                ("address", Value::Text(address)) if is_safe_link(address) => {
                    self.text(&place, value, contact.address.get_or_insert_default());
                }
                ("address", _) => self.misfit(&place, Problem::Address),
                _ => self.misfit(&place, Problem::Unknown),
            }
        }
    }
}

fn below(place: &str, name: &str) -> String {
    [place, name].join(" › ")
}
