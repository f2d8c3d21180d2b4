//! What components share: words, fields, files, the clipboard, the focus.

use boussole_domain::Date;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Something that many components hold: two of them are the same when they are one.
#[derive(Debug)]
pub struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    /// Shares something.
    pub fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// The words of the page, by key (`www/i18n/studio`). The build refuses a key that no language has, and a word that nothing
/// names: keys are written out where they are asked for.
pub type Words = Shared<BTreeMap<String, String>>;

impl Words {
    /// The words of a key.
    #[must_use]
    pub fn word(&self, key: &str) -> AttrValue {
        self.get(key).cloned().unwrap_or_default().into()
    }
}

/// A text with its places filled in.
#[must_use]
pub fn fill(text: &str, places: &[(&str, &str)]) -> AttrValue {
    places.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value)).into()
}

/// What stands in the field that an event comes from.
#[must_use]
pub fn input_value(event: &web_sys::Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    if let Some(field) = target.dyn_ref::<HtmlInputElement>() {
        return field.value();
    }
    if let Some(field) = target.dyn_ref::<HtmlTextAreaElement>() {
        return field.value();
    }
    target.dyn_ref::<HtmlSelectElement>().map(HtmlSelectElement::value).unwrap_or_default()
}

/// Whether the box that an event comes from is ticked.
#[must_use]
pub fn is_ticked(event: &web_sys::Event) -> bool {
    event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()).is_some_and(|field| field.checked())
}

/// The file that a field of files holds; the field is emptied, so that the same file may come again.
#[must_use]
pub fn first_file(event: &web_sys::Event) -> Option<web_sys::File> {
    let field = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = field.files()?.get(0);
    field.set_value("");
    file
}

/// Puts a text on the clipboard.
pub fn copy(text: &str) {
    if let Some(window) = web_sys::window() {
        let writing = window.navigator().clipboard().write_text(text);
        // A browser that refuses leaves the text on the page, to be copied by hand.
        wasm_bindgen_futures::spawn_local(async move { drop(wasm_bindgen_futures::JsFuture::from(writing).await) });
    }
}

/// The folder that this page stands in: that of the release.
#[must_use]
pub fn page_folder() -> String {
    let address = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    let address = address.split(['#', '?']).next().unwrap_or_default();
    address.rsplit_once('/').map_or_else(String::new, |(folder, _)| [folder, "/"].concat())
}

/// The editor's calendar day, by the clock of her device; the first that there is where that is wrong.
#[must_use]
pub fn today() -> Date {
    let now = js_sys::Date::new_0();
    let day =
        i32::try_from(now.get_full_year()).ok().and_then(|year| Date::new(year, now.get_month() + 1, now.get_date()));
    day.unwrap_or_else(|| Date::from_unix_day(0))
}

/// When what a change comes to is drawn.
const DRAWN_AFTER_MS: u32 = 50;

/// Puts the focus on an element, once what shows it is drawn.
pub fn focus(id: &str) {
    let id = id.to_owned();
    gloo::timers::callback::Timeout::new(DRAWN_AFTER_MS, move || {
        let found = document().and_then(|document| document.get_element_by_id(&id));
        if let Some(element) = found.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            element.scroll_into_view();
            let _ = element.focus();
        }
    })
    .forget();
}

/// Keeps the focus where it was when the button that has it goes with what it takes away: on the button that stands next,
/// else on the one before. Without that it falls to the top of the page, and a keyboard begins anew.
pub fn keep_focus(event: &web_sys::Event) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(button) = target.and_then(|target| target.closest("button").ok().flatten()) else { return };
    // What stands around the button now, from near to far: nobody can tell once it is gone.
    let around = std::iter::successors(Some(button.clone()), |around| around.parent_element())
        .take_while(|around| around.id() != "panel")
        .map(|around| (around.next_element_sibling(), around.previous_element_sibling()))
        .collect::<Vec<_>>();
    gloo::timers::callback::Timeout::new(DRAWN_AFTER_MS, move || {
        let is_left = !button.is_connected();
        let has_focus =
            document().and_then(|document| document.active_element()).is_some_and(|it| it.local_name() != "body");
        if !is_left || has_focus {
            return;
        }
        let beside = around.iter().flat_map(|(next, before)| [next, before]).flatten();
        let buttons = beside.filter(|one| one.is_connected()).filter_map(last_button);
        if let Some(other) = buttons.into_iter().next() {
            let _ = other.focus();
        }
    })
    .forget();
}

/// The last button of an element, or the element where it is one.
fn last_button(element: &web_sys::Element) -> Option<web_sys::HtmlElement> {
    let found = if element.local_name() == "button" {
        Some(element.clone())
    } else {
        let buttons = element.query_selector_all("button:not(:disabled)").ok()?;
        buttons.get(buttons.length().checked_sub(1)?)?.dyn_into().ok()
    };
    found?.dyn_into().ok()
}

/// The document of the page.
#[must_use]
pub fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// A text without the spaces that a page may draw otherwise.
#[must_use]
pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
