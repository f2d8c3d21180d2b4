//! The content that a module runs with: packs, and a partner's own words and resources over them.

use super::dynamic::{call, construct, is_present, object};
use super::js_value;
use crate::app::features::content::invalid_field::InvalidField;
use crate::app::features::content::{overlay, partner_catalogue};
use boussole_content::encoding::{self, UnsupportedFormat};
use boussole_content::pack::Pack;
use js_sys::{JSON, Object, Uint8Array, global};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// Words, rules and resources in one language.
#[wasm_bindgen]
pub struct Content(pub(super) Rc<Pack>);

#[wasm_bindgen]
impl Content {
    /// Reads a content pack.
    ///
    /// # Errors
    /// A sentence, when the bytes are not a whole pack of this version.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8]) -> Result<Content, JsValue> {
        Pack::read(bytes).map(|pack| Self(Rc::new(pack))).map_err(|error| error.to_string().into())
    }

    /// The content with the index of its words.
    ///
    /// # Errors
    /// A sentence, when it is not its index.
    pub fn indexed(&self, bytes: Vec<u8>) -> Result<Content, JsValue> {
        self.0.with_index(bytes).map(|pack| Self(Rc::new(pack))).ok_or_else(|| "not the index of this content".into())
    }

    /// The content with what is shown of its resources besides their titles.
    ///
    /// # Errors
    /// A sentence, when it is not of these resources.
    pub fn detailed(&self, bytes: &[u8]) -> Result<Content, JsValue> {
        self.0.with_details(bytes).map(|pack| Self(Rc::new(pack))).map_err(|error| error.to_string().into())
    }
}

/// A pack with a partner's own words over it, and her catalogue in it; either may be missing. Each is an object, a catalogue
/// also the text of a table.
///
/// # Errors
/// All that is wrong with one of them.
pub(super) fn merge_host_content(
    base: &Pack,
    overlay: &JsValue,
    catalogue: &JsValue,
) -> Result<Rc<Pack>, Vec<InvalidField>> {
    let mut pack = base.clone();
    let mut invalid_fields = Vec::new();
    if is_present(overlay) {
        invalid_fields = overlay::apply(&mut pack, &js_value::from_js(overlay));
    }
    if invalid_fields.is_empty() && is_present(catalogue) {
        let merged = match catalogue.as_string() {
            Some(text) => partner_catalogue::apply_spreadsheet(&mut pack, &text),
            None => partner_catalogue::apply_catalogue(&mut pack, &js_value::from_js(catalogue)),
        };
        invalid_fields = merged.err().unwrap_or_default();
    }
    if invalid_fields.is_empty() { Ok(Rc::new(pack)) } else { Err(invalid_fields) }
}

/// The text of a file of any encoding, with what its host says of it.
///
/// # Errors
/// What it is, when it is no text.
pub(super) fn decode(bytes: &[u8], charset: Option<&str>) -> Result<String, UnsupportedFormat> {
    let strictly = object(&[("fatal", &JsValue::TRUE)]);
    let decode = |name: &str, bytes: &[u8]| {
        let decoder = construct(&global(), "TextDecoder", &[&name.into(), &strictly]).ok()?;
        call(&decoder, "decode", &[&Uint8Array::from(bytes)]).ok()?.as_string()
    };
    encoding::decode_text(bytes, charset, &decode)
}

/// What a page gives, parsed where it is a text.
///
/// # Errors
/// What the browser says of JSON that is none.
pub(super) fn parsed(given: &JsValue) -> Result<JsValue, JsValue> {
    given.as_string().map_or_else(|| Ok(given.clone()), |text| parse_catalogue(&text))
}

/// What a page gives as an object, or as its text in JSON.
///
/// # Errors
/// What was expected.
pub(super) fn object_in(given: &JsValue) -> Result<JsValue, String> {
    let wrong = || "expected an object, or its text in JSON".to_owned();
    if let Some(text) = given.as_string() {
        return JSON::parse(&text).map_err(|_| wrong());
    }
    // What holds nothing by name, and is more than that, is something else: a promise that nobody waited for, a map, a form.
    let object = given.dyn_ref::<Object>();
    let is_other = object.is_some_and(|object| Object::keys(object).length() == 0 && !js_value::is_plain(object));
    if is_other { Err(wrong()) } else { Ok(given.clone()) }
}

/// A catalogue: an object where its text is JSON, else the text, of a table.
///
/// # Errors
/// What the browser says of JSON that is none.
pub(super) fn parse_catalogue(text: &str) -> Result<JsValue, JsValue> {
    partner_catalogue::json_in(text).map_or_else(|| Ok(text.into()), JSON::parse)
}
