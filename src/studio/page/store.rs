//! Files that come and go, and what is kept on this device.

use super::dom::document;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Storage, Url};

/// The key of the project on this device.
const KEY: &str = "boussole-studio";

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The project that was kept on this device, as the text of its file.
pub fn kept() -> Option<String> {
    storage()?.get_item(KEY).ok()?
}

/// Keeps the text of a project's file; whether there was room.
pub fn keep(text: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(KEY, text).is_ok())
}

/// Keeps nothing any more.
pub fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(KEY);
    }
}

/// Hands a file over to the browser's downloads.
pub fn download(name: &str, media: &str, bytes: &[u8]) -> Option<()> {
    let kind = BlobPropertyBag::new();
    kind.set_type(media);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // What is downloaded holds the bytes itself once it has begun.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Some(())
}

/// The bytes of a file that somebody brings.
pub async fn read_file(file: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
