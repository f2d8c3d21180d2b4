//! What a partner may change, as she has changed it so far. What is shared is behind an [`Rc`]: a step of the history costs
//! what it changed, not the whole.

pub mod file;

use boussole::app::runtime::value::Value;
use boussole_authoring::source::InstrumentFile;
use serde::{Deserialize, Serialize};
use serde_json::{Map, json};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Texts by their place in an overlay: `messages/step-path`, `objectives/hybrider/label`, `introduction`.
pub type Texts = BTreeMap<String, String>;

/// A row of resources: cells by the name of their column, as a spreadsheet has them. An empty cell is none.
pub type Row = BTreeMap<String, String>;

/// Everything that a partner has changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Project {
    /// Her own texts, by language.
    #[serde(skip_serializing_if = "is_default")]
    pub texts: Rc<BTreeMap<String, Texts>>,
    /// Her colours, letters and logo.
    #[serde(skip_serializing_if = "is_default")]
    pub look: Rc<Look>,
    /// The attributes of the element, by name.
    #[serde(skip_serializing_if = "is_default")]
    pub journey: Rc<BTreeMap<String, String>>,
    /// Her resources.
    #[serde(skip_serializing_if = "is_default")]
    pub catalogue: Rc<Catalogue>,
    /// Her instruments.
    #[serde(skip_serializing_if = "is_default")]
    pub instruments: Rc<Vec<InstrumentFile>>,
    /// Weights of the rules that differ from ours.
    #[serde(skip_serializing_if = "is_default")]
    pub weights: Rc<Weights>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Colours, letters and logo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Look {
    /// The properties `--boussole-…` without that beginning: `accent`.
    #[serde(skip_serializing_if = "is_default")]
    pub properties: BTreeMap<String, String>,
    /// The logo, shown beside the title.
    #[serde(skip_serializing_if = "is_default")]
    pub logo: Option<Rc<Logo>>,
}

/// A picture that comes with the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Logo {
    /// The name of its file.
    pub name: String,
    /// The media type: `image/svg+xml`.
    pub media: String,
    /// The bytes of the file, in base64.
    pub data: String,
    /// What is said in its place.
    pub text: String,
}

/// A partner's resources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Catalogue {
    /// Whether they stand instead of ours.
    #[serde(skip_serializing_if = "is_default")]
    pub replaces: bool,
    /// The circles that show; all of them when none is named.
    #[serde(skip_serializing_if = "is_default")]
    pub circles: Vec<String>,
    /// The rows.
    #[serde(skip_serializing_if = "is_default")]
    pub rows: Vec<Rc<Row>>,
}

/// Weights of the rules that differ from ours.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    /// Numbers by their place in `rules.json`: `heading/weights/profile`.
    #[serde(skip_serializing_if = "is_default")]
    pub values: BTreeMap<String, i64>,
    /// Why, in a sentence.
    #[serde(skip_serializing_if = "is_default")]
    pub why: String,
}

impl Project {
    /// Whether nothing was changed yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Her text at a place.
    #[must_use]
    pub fn text(&self, language: &str, path: &str) -> Option<&str> {
        self.texts.get(language)?.get(path).map(String::as_str)
    }

    /// Her words and instruments as `boussole/overlay/1`; nothing when there are none.
    #[must_use]
    pub fn overlay(&self) -> Option<serde_json::Value> {
        let mut overlay = Map::new();
        overlay.insert("schema".to_owned(), json!(boussole::app::features::content::overlay::SCHEMA));
        if !self.catalogue.circles.is_empty() {
            overlay.insert("circles".to_owned(), json!(self.catalogue.circles));
        }
        if !self.instruments.is_empty() {
            overlay.insert("instruments".to_owned(), json!(*self.instruments));
        }
        for (language, texts) in self.texts.iter().filter(|(_, texts)| !texts.is_empty()) {
            let mut section = Map::new();
            for (path, text) in texts {
                let mut at = &mut section;
                let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
                for folder in folders.split('/').filter(|folder| !folder.is_empty()) {
                    let inner = at.entry(folder).or_insert_with(|| json!({}));
                    let inner = inner.as_object_mut()?;
                    at = inner;
                }
                at.insert(name.to_owned(), json!(text));
            }
            overlay.insert(language.clone(), section.into());
        }
        (overlay.len() > 1).then(|| overlay.into())
    }

    /// Her resources as a value of `boussole/catalogue/1`; nothing when there are none.
    #[must_use]
    pub fn catalogue_value(&self) -> Option<Value> {
        // A row of the grid where nothing stands yet is no resource.
        let filled: Vec<&Rc<Row>> =
            self.catalogue.rows.iter().filter(|row| row.values().any(|cell| !cell.trim().is_empty())).collect();
        if filled.is_empty() {
            return None;
        }
        let item = |row: &Rc<Row>| {
            let cells = row.iter().filter(|(_, cell)| !cell.trim().is_empty());
            Value::Map(cells.map(|(name, cell)| (name.clone(), Value::text(cell.as_str()))).collect())
        };
        let mode = if self.catalogue.replaces { "replace" } else { "merge" };
        Some(Value::map([
            ("schema", Value::text(boussole::app::features::content::partner_catalogue::SCHEMA)),
            ("mode", Value::text(mode)),
            ("items", Value::List(filled.into_iter().map(item).collect())),
        ]))
    }

    /// Her resources as JSON of `boussole/catalogue/1`; nothing when there are none.
    #[must_use]
    pub fn catalogue_json(&self) -> Option<String> {
        self.catalogue_value().and_then(|catalogue| serde_json::to_string(&catalogue).ok())
    }
}
