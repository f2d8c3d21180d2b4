//! What a page lays over the content of the release: a partner's own words, and her resources. They come as properties, as
//! scripts in the element or from an address; a visitor may try other resources.

use super::content;
use super::dynamic::{get, is_present, message};
use super::port::Port;
use super::{js_value, sentences};
use crate::app::features::content::partner_catalogue;
use boussole_content::fetch;
use boussole_content::pack::Pack;
use js_sys::JSON;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// The content of the release, and what lies over it in one widget. Nothing is borrowed while the page is told something: it
/// may call back.
pub(super) struct HostContent {
    /// The content of the release in the language of the widget.
    pub(super) base: RefCell<Rc<Pack>>,
    /// The words and the resources that lie over it, as they were given; undefined where there are none.
    pub(super) overlay: RefCell<JsValue>,
    pub(super) catalogue: RefCell<JsValue>,
    /// The resources that the visitor tries.
    pub(super) tried: RefCell<JsValue>,
    /// The address that the page named last, and what came from it.
    pub(super) address: RefCell<Option<String>>,
    pub(super) fetched: RefCell<JsValue>,
    /// Whether the page's resources could not be taken.
    pub(super) is_rejected: Cell<bool>,
}

impl HostContent {
    /// Over the content of the release, nothing as yet but what was tried before the module crashed.
    pub(super) fn new(base: &Rc<Pack>, port: &Port) -> Self {
        Self {
            base: RefCell::new(base.clone()),
            overlay: RefCell::default(),
            catalogue: RefCell::default(),
            tried: RefCell::new(port.tried_catalogue().unwrap_or_default()),
            address: RefCell::default(),
            fetched: RefCell::default(),
            is_rejected: Cell::new(false),
        }
    }

    /// The content with what the page gives now. What is wrong is left out as a whole, and told.
    pub(super) fn apply(&self, port: &Port) -> Rc<Pack> {
        let property = |slot: &str| port.property(slot).ok().filter(JsValue::is_truthy);
        let script = |slot: &str| port.script(slot).unwrap_or_default();
        let mut pack = self.base.borrow().clone();
        let given = property("overlay").map(|given| content::object_in(&given)).transpose();
        let given = given.map(|given| given.unwrap_or_else(|| script("overlay")));
        let mut overlay = given.clone().unwrap_or_default();
        match given.and_then(|given| merged(&pack, &given, &JsValue::UNDEFINED)) {
            Ok(with_words) => pack = with_words,
            Err(problem) => {
                overlay = JsValue::UNDEFINED;
                let _ = port.problem_found("overlay", &["The overlay is left out: ", &problem].concat());
            }
        }
        self.overlay.replace(overlay);
        let sources = [
            // What somebody tries in the page goes before what the page brings.
            self.tried.borrow().clone(),
            property("catalogue").filter(|source| address_in(source).is_none()).unwrap_or_default(),
            script("catalogue"),
            self.fetched.borrow().clone(),
        ];
        let catalogue = sources.into_iter().find(JsValue::is_truthy).unwrap_or_default();
        match merged(&pack, &JsValue::UNDEFINED, &catalogue) {
            Ok(with_resources) => {
                self.is_rejected.set(false);
                self.catalogue.replace(catalogue);
                return with_resources;
            }
            Err(problem) => self.reject(port, &problem),
        }
        pack
    }

    /// Leaves the page's resources out.
    pub(super) fn reject(&self, port: &Port, problem: &str) {
        self.catalogue.replace(JsValue::UNDEFINED);
        self.is_rejected.set(true);
        let _ = port.problem_found("catalogue", &["The catalogue is left out: ", problem].concat());
    }

    /// Other content of the same language, with what lay over the one before.
    pub(super) fn with_base(&self, base: &Rc<Pack>, port: &Port) -> Rc<Pack> {
        self.base.replace(base.clone());
        merged(base, &self.overlay.borrow(), &self.catalogue.borrow()).unwrap_or_else(|problem| {
            self.reject(port, &problem);
            base.clone()
        })
    }

    /// What lies over the content, by its slot, as JSON has it.
    pub(super) fn applied(&self) -> [(&'static str, JsValue); 2] {
        [("overlay", as_json(&self.overlay.borrow())), ("catalogue", as_json(&self.catalogue.borrow()))]
    }

    /// The resources that the visitor tries, as JSON has them.
    pub(super) fn tried(&self) -> JsValue {
        as_json(&self.tried.borrow())
    }
}

/// Where the page says that its catalogue is: what its script says goes before the attribute.
pub(super) fn catalogue_address(port: &Port) -> Option<String> {
    match port.property("catalogue").ok().filter(JsValue::is_truthy) {
        Some(source) => address_in(&source),
        None => port.attribute("catalogue").ok().flatten().filter(|address| !address.is_empty()),
    }
}

/// The address that a page gives as a text or as a `URL`.
fn address_in(source: &JsValue) -> Option<String> {
    let text = if source.is_instance_of::<web_sys::Url>() { get(source, "href").ok()? } else { source.clone() };
    fetch::address_in(&text.as_string()?).map(str::to_owned)
}

/// A pack with words and resources over it, either of which may be missing.
///
/// # Errors
/// The problems, in a sentence.
fn merged(base: &Rc<Pack>, overlay: &JsValue, catalogue: &JsValue) -> Result<Rc<Pack>, String> {
    if !is_present(overlay) && !is_present(catalogue) {
        return Ok(base.clone());
    }
    let parsed = |given: &JsValue| content::parsed(given).map_err(|error| message(&error));
    content::merge_host_content(base, &parsed(overlay)?, &parsed(catalogue)?)
        .map_err(|invalid_fields| sentences::joined(&invalid_fields))
}

/// What was given, as JSON has it: parsed where it is a text, a table too; undefined where there is nothing.
fn as_json(given: &JsValue) -> JsValue {
    let Some(text) = given.as_string() else { return given.clone() };
    match partner_catalogue::json_in(&text) {
        Some(json) => JSON::parse(json).unwrap_or_default(),
        None => partner_catalogue::parse_spreadsheet(&text).map(|value| js_value::to_js(&value)).unwrap_or_default(),
    }
}
