//! Files that somebody brings: journeys, and catalogues to try.

use super::content;
use super::dynamic::{call, get, promise, settled};
use super::instance::Instance;
use super::remote::MAX_CATALOGUE_BYTES;
use super::store::Store;
use crate::app::features::content::invalid_field::{Expected, InvalidField, Problem};
use crate::app::features::share::ShareMsg;
use crate::app::features::workshop::WorkshopMsg;
use crate::app::{ContentMsg, Msg, UploadedCatalogue};
use js_sys::{Array, Promise, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// What is heavier is no file of ours.
const MAX_JOURNEY_BYTES: usize = 20_000_000;

#[wasm_bindgen]
impl Instance {
    /// Takes what somebody brings, files and links: a promise of what it came to. A `catalogue` to try gives what was read, or
    /// nothing; the page says then why. Journeys for a `workshop` give how many were taken. A journey gives whether it is one;
    /// where the visitor asked to `resume` it, the page says why it is none.
    pub fn upload(&self, purpose: String, sources: Array) -> Promise {
        let store = Rc::downgrade(&self.0);
        promise(async move {
            let is_catalogue = purpose == "catalogue";
            let max_bytes = if is_catalogue { MAX_CATALOGUE_BYTES } else { MAX_JOURNEY_BYTES };
            let mut texts = Vec::new();
            for source in sources.iter() {
                let size = get(&source, "size").ok().and_then(|size| size.as_f64()).unwrap_or_default();
                #[allow(clippy::cast_precision_loss)] // A few millions.
                let bytes = if size > max_bytes as f64 {
                    None
                } else if let Some(link) = source.as_string() {
                    Some(link.into_bytes())
                } else {
                    // One that was moved since it was chosen has nothing in it.
                    let reading = call(&source, "arrayBuffer", &[]).unwrap_or_default();
                    Some(Uint8Array::new(&settled(&reading).await.unwrap_or_default()).to_vec())
                };
                if is_catalogue {
                    return Ok(store.upgrade().map(|store| store.read_catalogue(&source, bytes)).unwrap_or_default());
                }
                texts.push(bytes.map(|bytes| journey_text(&bytes)));
            }
            Ok(store.upgrade().map(|store| store.take_journeys(&purpose, texts)).unwrap_or_default())
        })
    }
}

impl Store {
    /// Shows what became of the catalogue that somebody tries, or of the host's own.
    pub(super) fn set_tried_catalogue(self: &Rc<Self>, uploaded: UploadedCatalogue) {
        self.send(Msg::Content(ContentMsg::UploadedCatalogueSet(uploaded)));
    }

    fn read_catalogue(self: &Rc<Self>, file: &JsValue, bytes: Option<Vec<u8>>) -> JsValue {
        let read = || {
            let bytes = bytes.ok_or(Problem::Expected(Expected::FileUnder5Mb))?;
            let text = content::decode(&bytes, None).map_err(Problem::File)?;
            content::parse_catalogue(&text).map_err(|_| Problem::Expected(Expected::Json))
        };
        read().unwrap_or_else(|problem| {
            let name = get(file, "name").ok().and_then(|name| name.as_string()).unwrap_or_default();
            self.set_tried_catalogue(UploadedCatalogue::Rejected(vec![InvalidField::at(name, problem)]));
            JsValue::UNDEFINED
        })
    }

    /// Takes journeys by their texts; one that is too heavy has none.
    fn take_journeys(self: &Rc<Self>, purpose: &str, mut texts: Vec<Option<String>>) -> JsValue {
        if purpose == "workshop" {
            let texts = texts.into_iter().map(Option::unwrap_or_default).collect();
            self.send(Msg::Workshop(WorkshopMsg::JourneysAdded(texts)));
            return self.model().workshop.last.accepted.into();
        }
        let text = texts.pop().flatten();
        if text.is_none() {
            self.send(Msg::Share(ShareMsg::ImportTooLarge));
        }
        text.is_some_and(|text| self.persistence.resume(&text, purpose == "resume")).into()
    }
}

/// The letters of a file of ours, whichever program saved it again; an image carries its link as plain letters too.
fn journey_text(bytes: &[u8]) -> String {
    content::decode(bytes, None).unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned())
}
