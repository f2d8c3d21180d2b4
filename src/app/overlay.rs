//! A partner's own words over ours: labels, introduction, contact, the names of terms. A plain value,
//! `boussole/overlay/1`, taken whole or not at all; every problem is named with its place.

use super::value::Value;
use crate::catalogue::address::opens;
use crate::catalogue::pack::{Contact, Entry, Pack};
use crate::catalogue::typography::french;
use crate::i18n::{Key, places};
use core::fmt;

/// The schema id that every overlay carries.
pub const SCHEMA: &str = "boussole/overlay/1";
/// The longest text, in characters (Unicode scalar values). Our limit.
pub const LONGEST: usize = 2000;

/// One thing that is wrong with an overlay or a catalogue, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Where: `fr › messages › step-path`.
    pub place: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with one part of an overlay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It is not of this form.
    Expected(Form),
    /// Nothing has this name.
    Unknown,
    /// It has no letter, or more than may be shown.
    Length(usize),
    /// The message has no such place to fill.
    Place(String),
    /// It is no address that may be opened.
    Address,
}

/// A form that something should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
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
    /// Ids, parted by |.
    Ids,
    /// Whole numbers from 1 to 4, parted by |.
    Maturity,
    /// Quotes that close.
    Quotes,
    /// JSON that can be read, or a spreadsheet.
    Json,
    /// A file of 5 MB at most.
    Light,
}

impl Form {
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
            Self::Ids => "ids, parted by |",
            Self::Maturity => "whole numbers from 1 to 4, parted by |",
            Self::Quotes => "quotes that close",
            Self::Json => "JSON that can be read, or a spreadsheet",
            Self::Light => "a file of 5 MB at most",
        }
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.place)?;
        match &self.problem {
            Problem::Expected(form) => write!(f, "expected {}", form.in_english()),
            Problem::Unknown => f.write_str("nothing has this name"),
            Problem::Length(length) => write!(f, "{length} characters: between 1 and {LONGEST} can be shown"),
            Problem::Place(name) => write!(f, "the message has no place {{{name}}}"),
            Problem::Address => f.write_str("only https:, mailto: and tel: addresses can be opened"),
        }
    }
}

/// Puts the overlay's words for the pack's language over its own; the other languages are checked all
/// the same. When there is a problem the pack is half done: it is to be dropped.
#[must_use]
pub fn apply(pack: &mut Pack, overlay: &Value) -> Vec<Misfit> {
    let mut reader = Reader { misfits: Vec::new(), in_french: false, own: false };
    let entries = reader.map("overlay", overlay, Form::Object);
    if !entries.iter().any(|(name, value)| name == "schema" && *value == Value::text(SCHEMA)) {
        reader.misfit("schema", Problem::Expected(Form::Overlay));
    }
    for (code, section) in entries.iter().filter(|(name, _)| !["schema", "$schema"].contains(&name.as_str())) {
        reader.in_french = code.starts_with("fr");
        reader.own = *code == pack.messages.code;
        reader.section(pack, code, section);
    }
    reader.misfits
}

struct Reader {
    misfits: Vec<Misfit>,
    /// The words of this section follow French typography.
    in_french: bool,
    /// The words of this section are taken, not only checked.
    own: bool,
}

impl Reader {
    fn misfit(&mut self, place: &str, problem: Problem) {
        self.misfits.push(Misfit { place: place.to_owned(), problem });
    }

    fn map<'v>(&mut self, place: &str, value: &'v Value, form: Form) -> &'v [(String, Value)] {
        if let Value::Map(entries) = value {
            return entries;
        }
        self.misfit(place, Problem::Expected(form));
        &[]
    }

    /// Reads a text to where it belongs.
    fn text(&mut self, place: &str, value: &Value, ours: &mut String) {
        let Value::Text(text) = value else {
            return self.misfit(place, Problem::Expected(Form::Text));
        };
        let length = text.trim().chars().count();
        if length == 0 || length > LONGEST {
            self.misfit(place, Problem::Length(length));
        } else if self.own {
            *ours = if self.in_french { french(text.trim()) } else { text.trim().to_owned() };
        }
    }

    fn section(&mut self, pack: &mut Pack, code: &str, section: &Value) {
        for (name, value) in self.map(code, section, Form::Words) {
            let place = below(code, name);
            let terms = match name.as_str() {
                "messages" => {
                    self.messages(&mut pack.messages.texts, &place, value);
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
                "profiles" => &mut pack.vocabulary.profiles,
                "domains" => &mut pack.vocabulary.domains,
                "levels" => &mut pack.vocabulary.levels,
                "maturity" => &mut pack.vocabulary.maturity,
                "objectives" => &mut pack.vocabulary.objectives,
                "usages" => &mut pack.vocabulary.usages,
                _ => {
                    self.misfit(&place, Problem::Unknown);
                    continue;
                }
            };
            self.terms(terms, &place, value);
        }
    }

    fn messages(&mut self, texts: &mut [String], place: &str, value: &Value) {
        for (slug, value) in self.map(place, value, Form::Messages) {
            let place = below(place, slug);
            let key = Key::ALL.into_iter().find(|key| key.slug() == slug);
            let Some(ours) = key.and_then(|key| texts.get_mut(key as usize)) else {
                self.misfit(&place, Problem::Unknown);
                continue;
            };
            if let Value::Text(text) = value
                && let Some(stray) = places(text).find(|name| !places(ours).any(|known| known == *name))
            {
                self.misfit(&place, Problem::Place(stray.to_owned()));
            } else {
                self.text(&place, value, ours);
            }
        }
    }

    fn terms(&mut self, entries: &mut [Entry], place: &str, value: &Value) {
        for (id, words) in self.map(place, value, Form::Terms) {
            let place = below(place, id);
            let Some(entry) = entries.iter_mut().find(|entry| entry.id == *id) else {
                self.misfit(&place, Problem::Unknown);
                continue;
            };
            for (name, value) in self.map(&place, words, Form::Term) {
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
        let entries = self.map(place, value, Form::Contact);
        if !entries.iter().any(|(name, _)| name == "label") {
            self.misfit(&below(place, "label"), Problem::Expected(Form::Text));
        }
        let contact = ours.get_or_insert_default();
        for (name, value) in entries {
            let place = below(place, name);
            match (name.as_str(), value) {
                ("label", _) => self.text(&place, value, &mut contact.label),
                ("address", Value::Text(address)) if opens(address) => {
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
