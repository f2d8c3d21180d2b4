//! The address of the page, as far as links stand in its fragment: [`crate::app::journey::fragment`] says where, what is here asks
//! the browser for it and writes it there.

use super::js_value;
use crate::app::journey::fragment::{self, Gap};
use gloo::events::EventListener;
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use web_sys::{Window, window};

thread_local! {
    /// Where links stood that were taken out of the fragment, each with its key.
    static GAPS: RefCell<Vec<(String, Gap)>> = const { RefCell::new(Vec::new()) };
}

/// The window whose address leads to the page that a widget stands on.
#[derive(Clone, Debug)]
pub struct Address(Window);

impl Address {
    /// The address that leads to the page.
    #[must_use]
    pub fn of_page() -> Option<Self> {
        window().and_then(Self::of)
    }

    /// The address that leads to a window. A frame without one of its own (`srcdoc`, `blob:`, `data:`, written by its
    /// page) has that of the page around it, where the browser lets it be asked; else there is none.
    #[must_use]
    pub fn of(window: Window) -> Option<Self> {
        let mut place = window;
        loop {
            // A page may have put something else there.
            let parent = place.parent().ok().flatten();
            let own = address(&place)?;
            // That of another site cannot be asked.
            let around = parent.as_ref().and_then(address);
            let is_top = parent.as_ref().is_some_and(|parent| JsValue::from(&place) == JsValue::from(parent));
            let is_inherited = ["about:", "blob:", "data:", "javascript:"].iter().any(|scheme| own.starts_with(scheme));
            if !is_inherited && (is_top || around.as_ref() != Some(&own)) {
                return Some(Self(place));
            }
            place = parent.filter(|_| !is_top && around.is_some())?;
        }
    }

    /// Whether the address is that of the page itself, which stands in no frame.
    #[must_use]
    pub fn is_of_top_page(&self) -> bool {
        let is_own = |page: &Window| JsValue::from(page) == JsValue::from(&self.0);
        window().is_some_and(|page| is_own(&page) && page.parent().ok().flatten().is_some_and(|parent| is_own(&parent)))
    }

    /// The fragment, without its sign.
    #[must_use]
    pub fn fragment(&self) -> String {
        let hash = self.0.location().hash().unwrap_or_default();
        hash.strip_prefix('#').map(str::to_owned).unwrap_or_default()
    }

    /// The link under a key.
    #[must_use]
    pub fn link(&self, key: &str) -> Option<String> {
        fragment::link(&self.fragment(), key)
    }

    /// What links under a key begin with.
    #[must_use]
    pub fn prefix(&self, key: &str) -> String {
        fragment::prefix(&address(&self.0).unwrap_or_default(), &self.fragment(), key)
    }

    /// Puts a link under a key into the fragment, or takes it out when it is empty: the rest of the fragment, and the
    /// page's history, stay as they are.
    ///
    /// # Errors
    /// Why it cannot be done, in words for an integrator.
    pub fn set_link(&self, key: &str, link: &str) -> Result<(), String> {
        let before = self.fragment();
        let gap = GAPS.with_borrow(|gaps| gaps.iter().find(|(own, _)| own == key).map(|(_, gap)| gap.clone()));
        let change = fragment::change(&before, key, link, gap.as_ref())
            .ok_or_else(|| format!("#{before} is the page's own."))?;
        if let Some(gap) = change.gap {
            GAPS.with_borrow_mut(|gaps| {
                gaps.retain(|(own, _)| own != key);
                gaps.push((key.to_owned(), gap));
            });
        }
        if change.fragment == before {
            return Ok(());
        }
        let sign = if change.fragment.is_empty() { "" } else { "#" };
        // The whole address: with a base of another site, or two slashes, a path alone would be somebody else's.
        let whole = format!("{}{sign}{}", address(&self.0).unwrap_or_default(), change.fragment);
        let replaced = self.0.history().and_then(|history| {
            let state = history.state()?;
            history.replace_state_with_url(&state, "", Some(&whole))
        });
        replaced.map_err(|error| js_value::reason(&error))
    }

    /// Hears when the fragment becomes another without another page, until what is returned is dropped.
    pub fn on_change(&self, heard: impl Fn() + 'static) -> EventListener {
        EventListener::new(&self.0, "hashchange", move |_| heard())
    }
}

/// The address of a window without its fragment, where the browser lets it be asked.
fn address(window: &Window) -> Option<String> {
    let href = window.location().href().ok()?;
    href.split('#').next().map(str::to_owned)
}
