//! What touches the browser: the page, its tabs, its preview, what is kept on the device.

mod choice;
mod dom;
mod overflow;
mod panel;
mod preview;
mod shell;
mod store;

pub use choice::Choice;
pub use dom::{
    Shared, Words, copy, document, fill, first_file, focus, input_value, is_ticked, keep_focus, page_folder, today,
};
pub use panel::{PanelProps, Picked, Place, findings_list};
pub use store::{download, read_file};

use crate::base::Base;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;

/// Draws the studio over the content of the release: its sources as an object by their names.
///
/// # Errors
/// Where the page lacks its place, or the content cannot be read.
#[wasm_bindgen]
pub fn start(sources: &str) -> Result<(), JsValue> {
    // Yew reports a crash once it draws: this one holds before that too.
    yew::set_custom_panic_hook(Box::new(|info| wasm_bindgen::throw_str(&info.to_string())));
    let place = |id: &str| document().and_then(|document| document.get_element_by_id(id)).ok_or("a place is missing");
    let words = place("words")?.text_content().unwrap_or_default();
    let words: PageWords = serde_json::from_str(&words).map_err(|error| error.to_string())?;
    let sources: BTreeMap<String, String> = serde_json::from_str(sources).map_err(|error| error.to_string())?;
    let base = Base::read(&sources).map_err(|_| "the content cannot be read")?;
    let props = shell::StudioProps { base: Shared::new(base), words: Shared::new(words.words) };
    yew::Renderer::<shell::Studio>::with_root_and_props(place("studio")?, props).render();
    Ok(())
}

/// The block of data that the build writes into the page.
#[derive(serde::Deserialize)]
struct PageWords {
    words: BTreeMap<String, String>,
}
