//! The catalogue that a page brings to a widget, or a visitor tries in it: fetched, shown, told of, taken away.

use super::dynamic::{message, spawn};
use super::host_content::catalogue_address;
use super::store::Store;
use super::{content, remote};
use crate::app::{ContentMsg, Msg, UploadedCatalogue};
use boussole_content::pack::Pack;
use std::rc::Rc;
use wasm_bindgen::JsValue;

impl Store {
    /// Shows other content of the release, with what the page gives now.
    pub(super) fn set_content(self: &Rc<Self>, base: &Rc<Pack>) {
        self.host_content.base.replace(base.clone());
        self.apply_host_content();
    }

    /// Reads again what the page gives.
    fn apply_host_content(self: &Rc<Self>) {
        let pack = self.host_content.apply(&self.port);
        self.send(Msg::Content(ContentMsg::ContentLoaded(pack)));
        self.tell_catalogue();
        // Words of the page may bring instruments, which the page may have named before.
        self.offer_views();
        self.load_details();
    }

    /// Tells visitors that they see our catalogue instead of the host's, or no longer; or what they tried before a crash.
    pub(super) fn tell_catalogue(self: &Rc<Self>) {
        let model = self.model();
        let told = &model.explore.uploaded;
        let uploaded = if self.host_content.is_rejected.get() {
            UploadedCatalogue::HostRejected
        } else if !matches!(told, UploadedCatalogue::None | UploadedCatalogue::HostRejected) {
            return;
        } else if self.host_content.tried.borrow().is_truthy() {
            accepted(&model.content)
        } else {
            UploadedCatalogue::None
        };
        if *told != uploaded {
            self.set_tried_catalogue(uploaded);
        }
    }

    /// Asks for what is shown of the resources besides their titles, which nothing before has to wait for.
    pub(super) fn load_details(&self) {
        if !self.model().content.is_detailed {
            let _ = self.port.part_requested("detailed");
        }
    }

    /// Fetches the catalogue that the page names, which the widget does not wait for; false when it names none.
    pub(super) fn fetch_catalogue(self: &Rc<Self>) -> bool {
        self.host_content.fetched.replace(JsValue::UNDEFINED);
        let address = catalogue_address(&self.port);
        self.host_content.address.replace(address.clone());
        let Some(address) = address else { return false };
        let (store, port) = (Rc::downgrade(self), self.port.clone());
        spawn(async move {
            let fetched = remote::fetch_catalogue(&address, &port).await;
            let Some(store) = store.upgrade() else { return };
            if *store.host_content.address.borrow() != Some(address) {
                return;
            }
            let problem = fetched.as_ref().err().map(message);
            store.host_content.fetched.replace(fetched.unwrap_or_default());
            // What it had before is not what the page asks for now.
            store.apply_host_content();
            if let Some(problem) = problem {
                store.host_content.reject(&port, &problem);
                store.tell_catalogue();
            }
        });
        true
    }

    /// Fetches the catalogue of another address that the page has named while it could not be heard.
    pub(super) fn follow_catalogue_address(self: &Rc<Self>) {
        if *self.host_content.address.borrow() != catalogue_address(&self.port) {
            self.fetch_catalogue();
        }
    }

    /// Tries a catalogue that the visitor brought: it joins the list, or the page says what is wrong with it.
    pub(super) fn try_catalogue(self: &Rc<Self>, catalogue: JsValue) {
        let host_content = &self.host_content;
        // The words were applied before.
        let overlay = content::parsed(&host_content.overlay.borrow()).unwrap_or_default();
        let base = host_content.base.borrow().clone();
        match content::merge_host_content(&base, &overlay, &catalogue) {
            Ok(pack) => {
                let _ = self.port.catalogue_tried(&catalogue);
                host_content.catalogue.replace(catalogue.clone());
                host_content.tried.replace(catalogue);
                let uploaded = accepted(&pack);
                self.send(Msg::Content(ContentMsg::ContentLoaded(pack)));
                self.set_tried_catalogue(uploaded);
                self.load_details();
            }
            Err(invalid_fields) => self.set_tried_catalogue(UploadedCatalogue::Rejected(invalid_fields)),
        }
    }

    /// Takes the catalogue away that the visitor tried: what the page brings shows again.
    pub(super) fn discard_tried_catalogue(self: &Rc<Self>) {
        let _ = self.port.catalogue_tried(&JsValue::UNDEFINED);
        self.host_content.tried.replace(JsValue::UNDEFINED);
        self.set_tried_catalogue(UploadedCatalogue::None);
        self.apply_host_content();
    }
}

/// What is said of a catalogue that joined the list.
fn accepted(pack: &Pack) -> UploadedCatalogue {
    UploadedCatalogue::Accepted(pack.resources.iter().filter(|resource| resource.from_partner).count())
}
