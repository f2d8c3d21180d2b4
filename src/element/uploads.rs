//! Files that somebody brings: journeys, and catalogues to try.

use super::content;
use super::dynamic::{call, get, items, promise, settled, spawn};
use super::instance::Instance;
use super::remote::MAX_CATALOGUE_BYTES;
use super::store::Store;
use crate::app::features::content::invalid_field::{Expected, InvalidField, Problem};
use crate::app::features::share::ShareMsg;
use crate::app::features::workshop::WorkshopMsg;
use crate::app::{ContentMsg, Msg, UploadedCatalogue};
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use js_sys::{Array, Promise, Uint8Array};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, EventTarget};

/// What is heavier is no file of ours.
const MAX_JOURNEY_BYTES: usize = 20_000_000;

/// What is a zone to drop a catalogue on, and fields to choose a file with: `file` for a catalogue, `resume` and `workshop` for
/// journeys.
const PURPOSE: &str = "data-own";

#[wasm_bindgen]
impl Instance {
    /// Takes journeys, files and links: a promise of what it came to. For a `workshop` that is how many were taken; else whether
    /// it is one, and where the visitor asked to `resume` it the page says why it is none.
    pub fn upload(&self, purpose: String, sources: Array) -> Promise {
        let store = Rc::downgrade(&self.0);
        promise(async move {
            let mut texts = Vec::new();
            for source in sources.iter() {
                texts.push(bytes_of(&source, MAX_JOURNEY_BYTES).await.map(|bytes| journey_text(&bytes)));
            }
            Ok(store.upgrade().map(|store| store.take_journeys(&purpose, texts)).unwrap_or_default())
        })
    }
}

/// Why a file has no bytes for us.
#[derive(Clone, Copy)]
enum UploadProblem {
    /// The file is heavier than any of ours.
    TooLarge,
    /// The browser cannot read the file: it was moved since it was chosen, or lies in a cloud that does not answer.
    Unreadable,
}

/// The bytes of a file or a text.
async fn bytes_of(source: &JsValue, max_bytes: usize) -> Result<Vec<u8>, UploadProblem> {
    let size = get(source, "size").ok().and_then(|size| size.as_f64()).unwrap_or_default();
    #[allow(clippy::cast_precision_loss)] // A few millions.
    if size > max_bytes as f64 {
        return Err(UploadProblem::TooLarge);
    }
    if let Some(link) = source.as_string() {
        return Ok(link.into_bytes());
    }
    let reading = call(source, "arrayBuffer", &[]).map_err(|_| UploadProblem::Unreadable)?;
    let buffer = settled(&reading).await.map_err(|_| UploadProblem::Unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

impl Store {
    /// Hears of files, for as long as the drawing stands on the page.
    pub(super) fn follow_files(self: &Rc<Self>) {
        let Some(root) = self.drawn.borrow().as_ref().map(|drawn| drawn.root.clone()) else { return };
        let mut listeners = Vec::new();
        let store = Rc::downgrade(self);
        listeners.push(EventListener::new(&root, "change", move |event| {
            if let Some(store) = store.upgrade() {
                store.files_chosen(event);
            }
        }));
        // At the window too, where no host can stop it before: a file that is dropped into a page replaces it. Behind a closed
        // shadow root around ours, the window does not see our nodes.
        let window = root.owner_document().and_then(|document| document.default_view());
        let window = window.map(EventTarget::from);
        for (target, phase) in
            [(Some(EventTarget::from(root)), EventListenerPhase::Bubble), (window, EventListenerPhase::Capture)]
        {
            let Some(target) = target else { continue };
            for kind in ["dragover", "drop"] {
                let store = Rc::downgrade(self);
                let options = EventListenerOptions { phase, passive: false };
                listeners.push(EventListener::new_with_options(&target, kind, options, move |event| {
                    if let Some(store) = store.upgrade() {
                        store.file_dragged(event);
                    }
                }));
            }
        }
        self.file_listeners.replace(listeners);
    }

    /// Takes files that were chosen in a field for them.
    fn files_chosen(self: &Rc<Self>, event: &Event) {
        let Some(field) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let Some(purpose) = field.get_attribute(PURPOSE) else { return };
        let files = get(&field, "files").and_then(|files| items(&files)).unwrap_or_default();
        if files.length() == 0 {
            return;
        }
        if purpose == "file" {
            self.try_catalogue_file(files.get(0));
        } else {
            // Whoever brings one reads in the page what became of it.
            drop(Instance(self.clone()).upload(purpose, files));
        }
    }

    /// Tries a file dropped on the zone for it; elsewhere a drop is the page's affair.
    fn file_dragged(self: &Rc<Self>, event: &Event) {
        let Some(zone) = self.find("[data-own=zone]") else { return };
        let path = call(event, "composedPath", &[]).and_then(|path| items(&path)).unwrap_or_default();
        if !path.iter().any(|node| node == JsValue::from(&zone)) {
            return;
        }
        let Ok(transfer) = get(event, "dataTransfer").and_then(|transfer| get(&transfer, "files")) else { return };
        event.prevent_default();
        if event.type_() != "drop" {
            return;
        }
        // The drawing hears what the window has heard.
        let time_ms = event.time_stamp();
        if (self.last_drop_ms.replace(time_ms) - time_ms).abs() > 0.0 {
            let files = items(&transfer).unwrap_or_default();
            self.try_catalogue_file(files.get(0));
        }
    }

    /// Tries a catalogue in a file, or says why it cannot be read.
    fn try_catalogue_file(self: &Rc<Self>, file: JsValue) {
        if !file.is_object() {
            return;
        }
        let store = Rc::downgrade(self);
        spawn(async move {
            let bytes = bytes_of(&file, MAX_CATALOGUE_BYTES).await;
            let Some(store) = store.upgrade() else { return };
            match read_catalogue(bytes) {
                Ok(catalogue) => store.try_catalogue(catalogue),
                Err(problem) => {
                    let name = get(&file, "name").ok().and_then(|name| name.as_string()).unwrap_or_default();
                    store.set_tried_catalogue(UploadedCatalogue::Rejected(vec![InvalidField::at(name, problem)]));
                }
            }
        });
    }

    /// Shows what became of the catalogue that somebody tries, or of the host's own.
    pub(super) fn set_tried_catalogue(self: &Rc<Self>, uploaded: UploadedCatalogue) {
        self.send(Msg::Content(ContentMsg::UploadedCatalogueSet(uploaded)));
    }

    /// Takes journeys by their texts.
    fn take_journeys(self: &Rc<Self>, purpose: &str, mut texts: Vec<Result<String, UploadProblem>>) -> JsValue {
        if purpose == "workshop" {
            let texts = texts.into_iter().map(Result::unwrap_or_default).collect();
            self.send(Msg::Workshop(WorkshopMsg::JourneysAdded(texts)));
            return self.model().workshop.last.accepted.into();
        }
        let told = match texts.pop() {
            Some(Ok(text)) => return self.persistence.resume(&text, purpose == "resume").into(),
            Some(Err(UploadProblem::TooLarge)) | None => ShareMsg::ImportTooLarge,
            Some(Err(UploadProblem::Unreadable)) => ShareMsg::ImportUnreadable,
        };
        self.send(Msg::Share(told));
        JsValue::FALSE
    }
}

/// The catalogue in the bytes of a file.
fn read_catalogue(bytes: Result<Vec<u8>, UploadProblem>) -> Result<JsValue, Problem> {
    let bytes = bytes.map_err(|problem| {
        Problem::Expected(match problem {
            UploadProblem::TooLarge => Expected::FileUnder5Mb,
            UploadProblem::Unreadable => Expected::ReadableFile,
        })
    })?;
    let text = content::decode(&bytes, None).map_err(Problem::File)?;
    content::parse_catalogue(&text).map_err(|_| Problem::Expected(Expected::Json))
}

/// The letters of a file of ours, whichever program saved it again; an image carries its link as plain letters too.
fn journey_text(bytes: &[u8]) -> String {
    content::decode(bytes, None).unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned())
}
