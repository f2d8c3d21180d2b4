//! Paper: a frame of its own, so that the host's page stays out of it.

use super::dynamic::{call, construct, document, get, set, set_text, settled, spawn};
use super::store::Store;
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DocumentFragment, Element, HtmlIFrameElement, window};

impl Store {
    /// Prints what is marked for paper. Addresses and dates are waited for; paper without them says so.
    pub(super) fn print(self: &Rc<Self>) {
        if self.model().content.is_detailed {
            return self.print_now();
        }
        let details = self.port.details();
        let store = Rc::downgrade(self);
        spawn(async move {
            if let Ok(details) = details {
                let _ = settled(&details).await;
            }
            if let Some(painted) = store.upgrade().and_then(|store| store.port.painted().ok()) {
                let _ = settled(&painted).await;
            }
            if let Some(store) = store.upgrade() {
                store.print_now();
            }
        });
    }

    fn print_now(self: &Rc<Self>) {
        let Some(paper) = self.find("[data-paper]") else { return };
        let styles = self.port.styles();
        let lang = &self.model().content.messages.code;
        if let Err(error) = styles.and_then(|styles| print(&paper, lang, &styles)) {
            self.export_failed("Nothing can be printed here", &error);
        }
    }
}

/// Prints an element of a shadow tree, in a frame that stands beside it until it is printed.
///
/// # Errors
/// What a sandbox throws that keeps even an empty frame from us.
pub fn print(paper: &Element, lang: &str, styles: &str) -> Result<(), JsValue> {
    let shadow: DocumentFragment = paper.get_root_node().unchecked_into();
    let document = document()?;
    let frame: HtmlIFrameElement = document.create_element("iframe")?.unchecked_into();
    let heading = paper.query_selector("h1, h2, h3, h4, h5, h6")?;
    frame.set_class_name("paper-frame");
    frame.set_title(&heading.and_then(|heading| heading.text_content()).unwrap_or_default());
    frame.set_attribute("aria-hidden", "true")?;
    shadow.append_child(&frame)?;
    if let Err(error) = fill(&frame, paper, lang, styles) {
        frame.remove();
        return Err(error);
    }
    // Where nothing tells that printing ended, the frame goes with the next one.
    let frames = shadow.query_selector_all(".paper-frame")?;
    for other in (0..frames.length()).filter_map(|place| frames.get(place)) {
        if !other.is_same_node(Some(&frame)) {
            other.unchecked_into::<Element>().remove();
        }
    }
    Ok(())
}

fn fill(frame: &HtmlIFrameElement, paper: &Element, lang: &str, styles: &str) -> Result<(), JsValue> {
    let page = get(frame, "contentWindow")?;
    let sheet = construct(&page, "CSSStyleSheet", &[])?;
    // The tokens stand on the host of the shadow tree, which a page has not.
    call(&sheet, "replaceSync", &[&styles.replace(":host", ":root").into()])?;
    let document = get(&page, "document")?;
    set(&document, "adoptedStyleSheets", &[sheet].iter().collect::<Array>())?;
    set_text(&document, "title", &frame.title())?;
    set_text(&get(&document, "documentElement")?, "lang", lang)?;
    let body = get(&document, "body")?;
    set_text(&body, "className", "root paper")?;
    call(&body, "append", &[&call(&document, "importNode", &[paper, &JsValue::TRUE])?])?;
    // A closure of ours would hold the frame, and with it the element, until somebody prints: methods of the browser, bound,
    // are held by the frame alone. It may not go before its event has ended.
    let remove = call(&get(frame, "remove")?, "bind", &[frame])?;
    let window = window().map_or(JsValue::UNDEFINED, JsValue::from);
    let remove_later = call(&get(&window, "setTimeout")?, "bind", &[&window, &remove, &0.into()])?;
    call(&page, "addEventListener", &[&"afterprint".into(), &remove_later])?;
    call(&page, "focus", &[])?;
    call(&page, "print", &[])?;
    Ok(())
}
