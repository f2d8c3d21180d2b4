//! Journeys that a visitor keeps on this device, in a storage of the page. Each has an entry of its own, so that two tabs
//! cannot overwrite each other's.
//!
//! An entry is `boussole:1:KEY:ID`, with the widget's key in the fragment; its value is
//! `{"name":…,"link":…,"turn":…,"made":…}`: the revision and the time of creation bear the names of the first release,
//! since visitors have such entries. What writes and reads the JSON is the browser's own, and `Storage` is called through
//! `web-sys`: `gloo-storage` would bring `serde_json` into the module, which parses no JSON otherwise, and gives what
//! failed as a text, in which a full storage must be told from a forbidden one.

use super::js_value;
use crate::app::features::share::StorageError;
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Storage, window};

/// What the entries of all widgets begin with.
const KEY_PREFIX: &str = "boussole:1:";

/// A storage that a page may offer its visitors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageKind {
    /// Until the tab is closed.
    Session,
    /// Until the visitor deletes it.
    Local,
}

/// A journey as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredJourney {
    /// Key of the journey.
    pub id: String,
    /// Name of the journey.
    pub name: String,
    /// Link with all that the journey holds.
    pub link: String,
    /// Number that grows each time the journey is saved, in whichever tab.
    pub revision: f64,
    /// Time of creation, in milliseconds since 1970.
    pub created: f64,
}

impl StoredJourney {
    /// A journey that was never saved, under a key of its own: two tabs make two, whenever they do.
    #[must_use]
    pub fn named(name: String) -> Self {
        /// All that six digits in base 36 hold.
        const SALT: f64 = 2_176_782_336.0;
        let id = base36(js_sys::Date::now()) + &base36(js_sys::Math::random() * SALT);
        Self { id, name, link: String::new(), revision: 0.0, created: 0.0 }
    }

    /// The journey as it is now, by its whole link, with a revision that no tab has given it.
    #[must_use]
    fn revised(self, link: String) -> Self {
        let now = js_sys::Date::now();
        Self {
            link,
            // Larger than any before, in this tab or another.
            revision: now.max(self.revision + 1.0),
            created: if self.created.abs() > 0.0 { self.created } else { now },
            ..self
        }
    }

    /// The value of an entry, without its key.
    #[must_use]
    pub fn to_js(&self) -> JsValue {
        // Without a prototype: what a page has put there is not written.
        let entry = Object::create(JsValue::NULL.unchecked_ref());
        let fields: [(&str, JsValue); 4] = [
            ("name", self.name.as_str().into()),
            ("link", self.link.as_str().into()),
            ("turn", self.revision.into()),
            ("made", self.created.into()),
        ];
        for (name, value) in fields {
            js_value::define_property(&entry, name, &value);
        }
        entry.into()
    }

    /// The journey that an entry holds, if it is one.
    #[must_use]
    pub fn from_js(id: &str, entry: &JsValue) -> Option<Self> {
        let field = |name: &str| Reflect::get(entry, &name.into()).ok();
        Some(Self {
            id: id.to_owned(),
            name: field("name")?.as_string()?,
            link: field("link")?.as_string()?,
            revision: field("turn")?.as_f64().unwrap_or_default(),
            created: field("made")?.as_f64().unwrap_or_default(),
        })
    }
}

/// Journeys of a storage, the oldest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JourneyList {
    /// Entries that can be read.
    pub journeys: Vec<StoredJourney>,
    /// How many entries cannot.
    pub corrupt: usize,
}

/// Why a storage did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StorageFailure {
    /// In the words of the model.
    pub error: StorageError,
    /// In the words of the browser.
    pub reason: String,
}

impl From<JsValue> for StorageFailure {
    fn from(error: JsValue) -> Self {
        let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
        let is_full = name.as_deref() == Some("QuotaExceededError");
        Self {
            error: if is_full { StorageError::QuotaExceeded } else { StorageError::Denied },
            reason: js_value::reason(&error),
        }
    }
}

/// The journeys of one widget in a storage of its page.
#[derive(Clone, Debug)]
pub struct JourneyStorage {
    storage: Storage,
    /// What the entries of this widget begin with.
    prefix: String,
}

impl JourneyStorage {
    /// Opens a storage for the widget with this key; nothing where the browser or a sandbox forbids it.
    #[must_use]
    pub fn open(kind: StorageKind, key: &str) -> Option<Self> {
        let window = window()?;
        let storage = match kind {
            StorageKind::Session => window.session_storage(),
            StorageKind::Local => window.local_storage(),
        };
        let storage = storage.ok()??;
        // Some browsers give a storage and refuse each question.
        storage.get_item(KEY_PREFIX).ok()?;
        Some(Self { storage, prefix: format!("{KEY_PREFIX}{key}:") })
    }

    /// The journeys that are stored now.
    #[must_use]
    pub fn list(&self) -> JourneyList {
        let mut list = JourneyList::default();
        for key in self.keys() {
            let Some(journey) = self.read(&key) else {
                list.corrupt += 1;
                continue;
            };
            // They are few: a sort would weigh more than it saves.
            let is_older = |own: &StoredJourney| (own.created, &own.id) < (journey.created, &journey.id);
            let place = list.journeys.iter().take_while(|own| is_older(own)).count();
            list.journeys.insert(place, journey);
        }
        list
    }

    /// The journey with this id, if it is there and can be read.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<StoredJourney> {
        self.read(&self.key(id))
    }

    /// The revision of a stored journey, which is no number when the entry has none.
    ///
    /// # Errors
    /// The journey was deleted, the storage forbids to read it, or the entry is not JSON.
    pub fn revision(&self, id: &str) -> Result<f64, StorageFailure> {
        let deleted = || StorageFailure { error: StorageError::Deleted, reason: String::new() };
        let entry = JSON::parse(&self.storage.get_item(&self.key(id))?.ok_or_else(deleted)?)?;
        if entry.is_falsy() {
            return Err(deleted());
        }
        Ok(Reflect::get(&entry, &"turn".into()).ok().and_then(|revision| revision.as_f64()).unwrap_or(f64::NAN))
    }

    /// Saves a journey over the one with its id, if any.
    ///
    /// # Errors
    /// There is no room, or the browser forbids it.
    pub fn save(&self, journey: &StoredJourney) -> Result<(), StorageFailure> {
        let text = JSON::stringify(&journey.to_js())?.as_string().unwrap_or_default();
        Ok(self.storage.set_item(&self.key(&journey.id), &text)?)
    }

    /// Saves a journey as it is now, with its whole link.
    ///
    /// # Errors
    /// There is no room, or the browser forbids it.
    pub fn save_as(&self, journey: StoredJourney, link: String) -> Result<StoredJourney, StorageFailure> {
        let saved = journey.revised(link);
        self.save(&saved).map(|()| saved)
    }

    /// Deletes the journey with this id.
    ///
    /// # Errors
    /// The browser forbids it.
    pub fn delete(&self, id: &str) -> Result<(), StorageFailure> {
        Ok(self.storage.remove_item(&self.key(id))?)
    }

    /// Deletes all journeys of this widget, those that cannot be read too.
    ///
    /// # Errors
    /// The browser forbids it.
    pub fn delete_all(&self) -> Result<(), StorageFailure> {
        for key in self.keys() {
            self.storage.remove_item(&key)?;
        }
        Ok(())
    }

    fn key(&self, id: &str) -> String {
        format!("{}{id}", self.prefix)
    }

    /// The keys of this widget's entries.
    fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        for place in 0..self.storage.length().unwrap_or_default() {
            if let Ok(Some(key)) = self.storage.key(place)
                && key.starts_with(&self.prefix)
            {
                keys.push(key);
            }
        }
        keys
    }

    fn read(&self, key: &str) -> Option<StoredJourney> {
        let entry = JSON::parse(&self.storage.get_item(key).ok()??).ok()?;
        StoredJourney::from_js(key.strip_prefix(&self.prefix)?, &entry)
    }
}

/// A whole number in base 36, as `toString(36)` writes it.
fn base36(number: f64) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Times and parts of one.
    let mut rest = number as u64;
    let mut digits = Vec::new();
    loop {
        digits.extend(u32::try_from(rest % 36).ok().and_then(|digit| char::from_digit(digit, 36)));
        rest /= 36;
        if rest == 0 {
            return digits.iter().rev().collect();
        }
    }
}
