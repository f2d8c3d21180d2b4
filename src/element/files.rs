//! Files that a visitor takes away: made, and saved.

use super::dynamic::{call, construct, document, get, object, promise, set, set_text, settled, spawn};
use super::instance::Instance;
use super::js_value;
use super::paint;
use super::store::Store;
use crate::app::Msg;
use crate::app::features::share::ShareMsg;
use crate::view::export::{self, Format, png};
use js_sys::{Array, Error, JSON, Object, Promise, RangeError, Reflect, Uint8Array, global};
use std::rc::{Rc, Weak};
use wasm_bindgen::prelude::*;

/// How long the browser may take to begin saving a file.
const SAVE_DELAY_MS: u32 = 10_000;
/// Attributes that the page of a journey has too.
const PAGE_ATTRIBUTES: &[&str] = &["preset", "lock", "views", "heading-level", "theme", "partner"];

#[wasm_bindgen]
impl Instance {
    /// A file of the journey: a promise of a `Blob`.
    pub fn export(&self, format: String) -> Promise {
        let store = Rc::downgrade(&self.0);
        promise(async move { make(&store, &format).await })
    }
}

impl Store {
    /// Saves a file that the visitor asked for, unless the host says no.
    pub(super) fn save_export(self: &Rc<Self>, format: &'static str) {
        let detail = object(&[("format", &format.into())]);
        if !self.port.ask("boussole-export", &detail).unwrap_or_default() {
            return;
        }
        let name = export::file_name(format, self.model().host.today);
        let store = Rc::downgrade(self);
        spawn(async move {
            let saved = make(&store, format).await.and_then(|file| save(&file, &name));
            let Some(store) = store.upgrade() else { return };
            match saved {
                Ok(()) => store.send(Msg::Share(ShareMsg::ExportFinished(name))),
                Err(error) => store.export_failed(&format!("The {format} file cannot be made here"), &error),
            }
        });
    }

    /// Saves the catalogue that the visitor tried, in JSON.
    pub(super) fn save_tried_catalogue(&self) -> Result<(), JsValue> {
        let file = blob(&stringify_safely(&self.host_content.tried(), 2)?, Format::Json.media_type())?;
        save(&file, "catalogue.json")
    }

    /// The whole widget as a page of its own, with the journey in it: it is the host's, with her words, her resources, and what
    /// she fixed.
    fn standalone_page(&self, script: &str) -> Result<String, JsValue> {
        let model = self.model();
        let attributes = PAGE_ATTRIBUTES.iter().filter_map(|&name| Some((name, self.attribute(name)?)));
        let mut inline = Vec::new();
        for (slot, value) in self.host_content.applied() {
            if value.is_object() {
                inline.push((slot, stringify_safely(&value, 0)?.as_string().unwrap_or_default()));
            }
        }
        Ok(export::page(&model, &attributes.collect::<Vec<_>>(), &inline, script))
    }

    /// A file as text: `csv`, `ics`, `svg`, `workshop` (a table in CSV); `png` gives the drawing it is painted from; nothing
    /// for other formats, nor for a calendar without a start.
    fn file(self: &Rc<Self>, format: &str) -> Option<String> {
        // A calendar without a start would be empty: there is none.
        if Format::from_id(format) == Some(Format::Ics) && self.model().situation.start.is_some() {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            // A clock that is wrong gives another number.
            self.send(Msg::Share(ShareMsg::CalendarExported((js_sys::Date::now() / 1000.0) as u32)));
        }
        let model = self.model();
        if format == export::WORKSHOP {
            return Some(export::workshop(&model));
        }
        match Format::from_id(format)? {
            Format::Csv => Some(export::csv(&model)),
            Format::Ics => model.situation.start.map(|_| export::ics(&model)),
            Format::Svg | Format::Png => Some(export::svg(&model)),
            Format::Json | Format::Html => None,
        }
    }
}

fn expect(store: &Weak<Store>) -> Result<Rc<Store>, JsValue> {
    store.upgrade().ok_or_else(|| Error::new("This element was destroyed.").into())
}

/// A file of the journey, as a `Blob`. The instance is not held while something is on its way.
async fn make(store: &Weak<Store>, format: &str) -> Result<JsValue, JsValue> {
    let known = Format::from_id(format);
    let held = expect(store)?;
    match known {
        Some(Format::Json) => {
            let data = js_value::to_js(&export::json(&held.model(), env!("CARGO_PKG_VERSION")));
            return blob(&stringify_safely(&data, 2)?, Format::Json.media_type());
        }
        Some(Format::Html) => {
            let script = held.port.single_file_script()?;
            drop(held);
            let script = settled(&script).await?.as_string().unwrap_or_default();
            let page = expect(store)?.standalone_page(&script)?;
            return blob(&page.into(), Format::Html.media_type());
        }
        // The table has addresses and dates in it; the calendar has more to say with the sentences, and all its dates without.
        Some(Format::Csv | Format::Ics) if !held.model().content.is_detailed => {
            let details = held.port.details()?;
            drop(held);
            let arrived = settled(&details).await;
            if known == Some(Format::Csv) {
                arrived?;
            }
        }
        _ => {}
    }
    let held = expect(store)?;
    match (held.file(format), known) {
        (Some(drawing), Some(Format::Png)) => {
            let link = export::whole_link(&held.model());
            drop(held);
            let image = paint::png(&blob(&drawing.into(), Format::Svg.media_type())?).await?;
            blob(
                &Uint8Array::from(png::with_text(&image, "boussole-link", &format!("{link}\n")).as_slice()),
                "image/png",
            )
        }
        (Some(text), _) => blob(&text.into(), known.unwrap_or(Format::Csv).media_type()),
        (None, Some(Format::Ics)) => {
            Err(Error::new("A calendar needs a start date: there is none in `answers.start`.").into())
        }
        (None, _) => {
            let message = format!("No format \"{format}\": there are json, csv, ics, svg, png, html.");
            Err(RangeError::new(&message).into())
        }
    }
}

/// A value as JSON, as it should be also where an old library has taught lists to write themselves otherwise.
///
/// # Errors
/// What the browser throws at a value within itself.
pub fn stringify_safely(value: &JsValue, indent: u32) -> Result<JsValue, JsValue> {
    let lists = Object::get_prototype_of(&Array::new());
    let name = JsValue::from("toJSON");
    let taught = Reflect::get_own_property_descriptor(&lists, &name)?;
    if taught.is_object() {
        Reflect::delete_property(&lists, &name)?;
    }
    let text = JSON::stringify_with_replacer_and_space(value, &JsValue::UNDEFINED, &indent.into());
    if taught.is_object() {
        Reflect::define_property(&lists, &name, taught.unchecked_ref())?;
    }
    text.map(JsValue::from)
}

/// A file of a type, with this in it.
///
/// # Errors
/// What the page's own `Blob` throws.
pub fn blob(content: &JsValue, media_type: &str) -> Result<JsValue, JsValue> {
    let parts: Array = [content].into_iter().collect();
    construct(&global(), "Blob", &[&parts, &object(&[("type", &media_type.into())])])
}

/// Lets the visitor save a file.
///
/// # Errors
/// What the browser throws that keeps files from her.
pub fn save(file: &JsValue, name: &str) -> Result<(), JsValue> {
    let document = document()?;
    let link = document.create_element("a")?;
    let urls = get(&global(), "URL")?;
    let url = call(&urls, "createObjectURL", &[file])?;
    set(&link, "href", &url)?;
    set_text(&link, "download", name)?;
    call(&link, "click", &[])?;
    call(&global(), "setTimeout", &[&get(&urls, "revokeObjectURL")?, &SAVE_DELAY_MS.into(), &url])?;
    Ok(())
}
