//! What an editor does to a project: every change is one of these, so that every change can be undone.

use crate::project::{Catalogue, Logo, Project, Row};
use boussole_authoring::source::InstrumentFile;
use std::rc::Rc;

/// A change.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A text in a language; nothing takes ours again.
    Text {
        /// The code of the language.
        language: String,
        /// The place of the text in an overlay, below the language.
        path: String,
        /// The text.
        text: Option<String>,
    },
    /// A property `--boussole-…`; nothing takes ours again.
    Property {
        /// What follows `--boussole-`.
        name: &'static str,
        /// A value of CSS.
        value: Option<String>,
    },
    /// The logo.
    Logo(Option<Rc<Logo>>),
    /// An attribute of the element; nothing takes the default again.
    Attribute {
        /// An attribute of the contract: `start-view`.
        name: String,
        /// What stands in it.
        value: Option<String>,
    },
    /// The resources.
    Catalogue(CatalogueEdit),
    /// An instrument, in place of the one that has its id.
    Instrument(Box<InstrumentFile>),
    /// The instrument of this id goes.
    RemoveInstrument(String),
    /// A number of the rules, by its place in `rules.json`; nothing takes ours again.
    Weight {
        /// A place in `rules.json`.
        path: String,
        /// The number.
        value: Option<i64>,
    },
    /// Why the numbers were changed.
    Why(String),
    /// Everything at once: a file was opened, or all was put back.
    Replace(Box<Project>),
}

/// A change of the resources.
#[derive(Clone, Debug, PartialEq)]
pub enum CatalogueEdit {
    /// A cell.
    Cell {
        /// The row, from 0.
        row: usize,
        /// The name of its column.
        column: String,
        /// What stands in it; nothing empties it.
        text: String,
    },
    /// Several cells at once, as they are pasted: rows that are missing are added.
    Cells(Vec<(usize, String, String)>),
    /// Rows, before the one at this place.
    Insert {
        /// The place.
        at: usize,
        /// The rows.
        rows: Vec<Rc<Row>>,
    },
    /// So many rows from this one go.
    Remove {
        /// The first of them.
        from: usize,
        /// How many.
        count: usize,
    },
    /// All rows are others.
    Rows(Vec<Rc<Row>>),
    /// Whether they stand instead of ours.
    Replaces(bool),
    /// The circles that show.
    Circles(Vec<String>),
}

impl Edit {
    /// What is edited, where edits of it one after the other are one step: a text as it is typed.
    #[must_use]
    pub fn target(&self) -> Option<String> {
        match self {
            Self::Text { language, path, .. } => Some(format!("text {language} {path}")),
            Self::Property { name, .. } => Some(format!("property {name}")),
            Self::Attribute { name, .. } => Some(format!("attribute {name}")),
            Self::Catalogue(CatalogueEdit::Cell { row, column, .. }) => Some(format!("cell {row} {column}")),
            Self::Instrument(instrument) => Some(format!("instrument {}", instrument.id)),
            Self::Weight { path, .. } => Some(format!("weight {path}")),
            Self::Why(_) => Some("why".to_owned()),
            _ => None,
        }
    }

    /// The project after this change.
    #[must_use]
    pub fn apply(self, project: &Project) -> Project {
        let mut project = project.clone();
        match self {
            Self::Text { language, path, text } => {
                let languages = Rc::make_mut(&mut project.texts);
                set(languages.entry(language.clone()).or_default(), path, text);
                languages.retain(|_, texts| !texts.is_empty());
            }
            Self::Property { name, value } => {
                set(&mut Rc::make_mut(&mut project.look).properties, name.to_owned(), value);
            }
            Self::Logo(logo) => Rc::make_mut(&mut project.look).logo = logo,
            Self::Attribute { name, value } => set(Rc::make_mut(&mut project.journey), name, value),
            Self::Catalogue(edit) => edit.apply(Rc::make_mut(&mut project.catalogue)),
            Self::Instrument(instrument) => {
                let instruments = Rc::make_mut(&mut project.instruments);
                match instruments.iter_mut().find(|other| other.id == instrument.id) {
                    Some(other) => *other = *instrument,
                    None => instruments.push(*instrument),
                }
            }
            Self::RemoveInstrument(id) => Rc::make_mut(&mut project.instruments).retain(|other| other.id != id),
            Self::Weight { path, value } => {
                let values = &mut Rc::make_mut(&mut project.weights).values;
                match value {
                    Some(value) => drop(values.insert(path, value)),
                    None => drop(values.remove(&path)),
                }
            }
            Self::Why(why) => Rc::make_mut(&mut project.weights).why = why,
            Self::Replace(other) => project = *other,
        }
        project
    }
}

/// Puts a value under a name, or takes it away.
fn set(map: &mut std::collections::BTreeMap<String, String>, name: String, value: Option<String>) {
    match value {
        Some(value) => drop(map.insert(name, value)),
        None => drop(map.remove(&name)),
    }
}

impl CatalogueEdit {
    fn apply(self, catalogue: &mut Catalogue) {
        let rows = &mut catalogue.rows;
        match self {
            Self::Cell { row, column, text } => put(rows, row, column, text),
            Self::Cells(cells) => cells.into_iter().for_each(|(row, column, text)| put(rows, row, column, text)),
            Self::Insert { at, rows: added } => {
                let at = at.min(rows.len());
                rows.splice(at..at, added);
            }
            Self::Remove { from, count } => {
                let from = from.min(rows.len());
                rows.drain(from..from.saturating_add(count).min(rows.len()));
            }
            Self::Rows(others) => *rows = others,
            Self::Replaces(replaces) => catalogue.replaces = replaces,
            Self::Circles(circles) => catalogue.circles = circles,
        }
    }
}

fn put(rows: &mut Vec<Rc<Row>>, row: usize, column: String, text: String) {
    if rows.len() <= row {
        rows.resize_with(row + 1, Rc::default);
    }
    let Some(row) = rows.get_mut(row) else { return };
    set(Rc::make_mut(row), column, Some(text).filter(|text| !text.is_empty()));
}
