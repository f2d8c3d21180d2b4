//! The only layer that touches the browser: what the loader (`www/loader/widget/session.js`) calls, and the
//! effects that [`crate::app`] asks for, a module a concern.
//!
//! The loader owns the custom element and its events; an [`Instance`] owns the state
//! and the drawing. The instance holds no reference to the element, only its [`Port`], and
//! lets go of the shadow tree when it is unmounted: a removed element can be collected.

#![allow(clippy::must_use_candidate)] // JavaScript is the caller.

mod attributes;
#[cfg(feature = "bench")]
mod bench;
pub mod camera;
mod clipboard;
mod content;
mod dynamic;
mod events;
pub mod files;
mod focus;
pub mod fragment;
pub mod history;
mod host_catalogue;
mod host_content;
mod instance;
mod js_value;
mod mount;
pub mod paint;
pub mod persistence;
mod port;
pub mod print;
pub mod projection;
pub mod remote;
mod saved_journeys;
mod sentences;
pub mod share_sheet;
pub mod storage;
mod store;
pub mod uploads;

pub use self::content::Content;
pub use self::instance::Instance;
pub use self::port::Port;

use js_sys::Function;
use wasm_bindgen::prelude::*;

/// Sets what is called, once, when Rust code panics: the whole module is then unusable.
#[wasm_bindgen(js_name = onPanic)]
pub fn on_panic(tell: Function) {
    yew::set_custom_panic_hook(Box::new(move |info| {
        let _ = tell.call1(&JsValue::NULL, &info.to_string().into());
    }));
}
