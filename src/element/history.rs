//! The history of the page, where the host lets the widget use it: an entry for each view that a visitor goes to, so that
//! the browser's Back leads to the view before.
//!
//! What an entry holds stands in the state of the page's own entries, under one property, beside what the page has there.
//! The widget's side is an `impl` of [`Persistence`], which knows the attributes and the state.

use super::js_value;
use super::persistence::Persistence;
use crate::view::export::whole_link;
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{History, window};

/// The property of `history.state` that holds an entry for each key.
const PROPERTY: &str = "boussole";

/// What an entry of the history holds of one widget.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The name of the view.
    pub view: String,
    /// The link of all that was answered; empty when nothing was.
    pub link: String,
}

impl Persistence {
    /// From now on each view is an entry of the page's history, where the host lets it be: this one is in the present.
    pub fn record_views(&self) {
        self.records_views.set(true);
        self.update_history();
    }

    /// Another view shows.
    pub fn view_changed(&self) {
        if self.records_views.get() {
            self.write_history(push);
        }
    }

    /// The entry of this widget, where the host lets it have some.
    pub(super) fn history_entry(&self) -> Option<HistoryEntry> {
        let attributes = self.attributes();
        attributes.uses_history().then(|| current(attributes.key())).flatten()
    }

    /// The present entry holds what there is now, once views are recorded.
    pub(super) fn update_history(&self) {
        if self.records_views.get() {
            self.write_history(replace);
        }
    }

    /// The visitor went back, or forward again: the view is that of the entry, what she has answered stays. The addresses
    /// of entries hold older answers: this one holds the present ones at once.
    pub(super) fn follow_history(&self) {
        // An entry of the page's own has none of ours: the view stays.
        let Some(entry) = self.history_entry() else { return };
        if !self.records_views.replace(false) {
            return;
        }
        (self.owner.show)(&entry.view, true);
        self.records_views.set(true);
        self.unsaved.replace((self.owner.model)());
        self.flush();
    }

    fn write_history(&self, write: fn(&str, &HistoryEntry) -> Result<(), String>) {
        let attributes = self.attributes();
        let Some(model) = (self.owner.model)().filter(|_| attributes.uses_history()) else { return };
        let link = if model.has_user_data() { whole_link(&model) } else { String::new() };
        let entry = HistoryEntry { view: model.view.id(&model.content).to_owned(), link };
        if let Err(why) = write(attributes.key(), &entry)
            && !std::mem::replace(&mut self.state.borrow_mut().is_history_told, true)
        {
            self.report("link", format!("The history of this page does not follow the views: {why}"));
        }
    }
}

/// The entry of a widget, by its key, in the page's present one.
#[must_use]
pub fn current(key: &str) -> Option<HistoryEntry> {
    let state = history()?.state().ok()?;
    let entry = get(&get(&state, PROPERTY)?, key)?;
    let text = |name: &str| get(&entry, name)?.as_string();
    Some(HistoryEntry { view: text("view")?, link: text("link")? })
}

/// Writes an entry into the page's present one.
///
/// # Errors
/// Why it cannot be done, in words for an integrator.
pub fn replace(key: &str, entry: &HistoryEntry) -> Result<(), String> {
    write(key, entry, |history, state| history.replace_state_with_url(state, "", None))
}

/// Puts a new entry of the page behind the present one: the same address, and the same state but for this widget.
///
/// # Errors
/// Why it cannot be done, in words for an integrator.
pub fn push(key: &str, entry: &HistoryEntry) -> Result<(), String> {
    write(key, entry, |history, state| history.push_state_with_url(state, "", None))
}

fn write(
    key: &str,
    entry: &HistoryEntry,
    put: impl FnOnce(&History, &JsValue) -> Result<(), JsValue>,
) -> Result<(), String> {
    let history = history().ok_or("this page has no history.")?;
    let before = history.state().map_err(|error| js_value::reason(&error))?;
    let state = copy(&before).ok_or("the page keeps something else than a plain object in history.state.")?;
    let widgets = get(&before, PROPERTY).and_then(|widgets| copy(&widgets)).unwrap_or_default();
    let own = Object::new();
    js_value::define_property(&own, "view", &entry.view.as_str().into());
    js_value::define_property(&own, "link", &entry.link.as_str().into());
    js_value::define_property(&widgets, key, &own);
    js_value::define_property(&state, PROPERTY, &widgets);
    put(&history, &state).map_err(|error| js_value::reason(&error))
}

/// A copy of a plain object; an empty one of nothing, and none of anything else.
fn copy(value: &JsValue) -> Option<Object> {
    if value.is_null() || value.is_undefined() {
        return Some(Object::new());
    }
    let object: &Object = value.unchecked_ref();
    if !value.is_object() || !js_value::is_plain(object) {
        return None;
    }
    let copied = Object::new();
    for name in Object::keys(object).iter() {
        let value = Reflect::get(object, &name).ok()?;
        js_value::define_property(&copied, &name.as_string()?, &value);
    }
    Some(copied)
}

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|value| !value.is_undefined())
}

fn history() -> Option<History> {
    window()?.history().ok()
}
