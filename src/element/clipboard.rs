//! The clipboard.

use super::store::Store;
use crate::app::Msg;
use crate::app::features::share::ShareMsg;
use js_sys::{Function, Reflect};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::window;

impl Store {
    /// Puts a text into the clipboard, and tells the visitor whether that was done: it is absent from insecure pages, and
    /// may refuse.
    pub(super) fn copy(self: &Rc<Self>, text: &str) {
        let written = window()
            .and_then(|window| Reflect::get(&window.navigator(), &"clipboard".into()).ok())
            .filter(|clipboard| Reflect::get(clipboard, &"writeText".into()).is_ok_and(|write| write.is_function()))
            .map(|_| window().map(|window| window.navigator().clipboard().write_text(text)));
        let Some(Some(promise)) = written else {
            self.send(Msg::Share(ShareMsg::CopyFinished(false)));
            return;
        };
        let ended = |done: bool| {
            let store = Rc::downgrade(self);
            Closure::once_into_js(move || {
                if let Some(store) = store.upgrade() {
                    store.send(Msg::Share(ShareMsg::CopyFinished(done)));
                }
            })
        };
        let (done, refused) = (ended(true), ended(false));
        let _ = Reflect::get(&promise, &"then".into())
            .and_then(JsCast::dyn_into::<Function>)
            .and_then(|then| then.call2(&promise, &done, &refused));
    }
}
