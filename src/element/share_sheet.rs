//! The device's own sheet to share a text with: it opens by a press, never by itself.

use super::dynamic::{call, get, object, settled, spawn};
use super::store::Store;
use crate::app::Msg;
use crate::app::features::share::ShareMsg;
use boussole_content::i18n::Key;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::window;

/// Whether there is a sheet that takes texts. A page may have forbidden it, a frame most of all: `canShare` says so.
#[must_use]
pub fn is_there() -> bool {
    call(&navigator(), "canShare", &[&shared("Boussole", "Boussole")]).is_ok_and(|answer| answer.is_truthy())
}

impl Store {
    /// Opens the sheet. Who closes it has said what she wants; any other refusal is told.
    pub(super) fn open_share_sheet(self: &Rc<Self>, text: &str) {
        // Called at once: a browser opens it for a press alone.
        let title = self.model().content.messages.get(Key::SendSubject).to_owned();
        let opened = call(&navigator(), "share", &[&shared(&title, text)]);
        let store = self.clone();
        spawn(async move {
            let ended = match opened {
                Ok(promise) => settled(&promise).await,
                refused => refused,
            };
            if let Err(error) = ended
                && get(&error, "name").is_ok_and(|name| name != "AbortError")
            {
                store.send(Msg::Share(ShareMsg::ShareSheetFailed));
            }
        });
    }
}

fn shared(title: &str, text: &str) -> JsValue {
    object(&[("title", &title.into()), ("text", &text.into())])
}

fn navigator() -> JsValue {
    window().map(|window| window.navigator().into()).unwrap_or_default()
}
