//! Where the focus goes when what the visitor pressed is not there any more, or she asked for something.

use super::store::Store;
use crate::app::runtime::effect::FocusTarget;
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

/// How far down the window a new title or question may stand, as a part of its height: where the widget's head is out of
/// sight, or the title stands lower than that, it comes to the top of what is seen.
const LOW_FRACTION: f64 = 0.33;

impl Store {
    /// Puts the focus on something that the drawing to come will hold.
    pub(super) fn focus(self: &Rc<Self>, target: FocusTarget) {
        let selector = focus_selector(target);
        let store = Rc::downgrade(self);
        let soon = Timeout::new(0, move || {
            let Some(store) = store.upgrade() else { return };
            let Some(root) = store.drawn.borrow().as_ref().map(|drawn| drawn.root.clone()) else { return };
            let found = root.query_selector(&selector).ok().flatten();
            let top = |element: &Element| element.get_bounding_client_rect().top();
            let window_height =
                web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or(0.0);
            let leads = matches!(
                target,
                FocusTarget::Title | FocusTarget::Round | FocusTarget::InstrumentResult | FocusTarget::Question(_)
            );
            match &found {
                Some(title) if leads && (top(&root) < 0.0 || top(title) > window_height * LOW_FRACTION) => {
                    title.scroll_into_view();
                }
                _ if top(&root) < 0.0 => root.scroll_into_view(),
                _ => {}
            }
            if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
                // The title stays from view to view: where it has the focus already, it would not be heard.
                let _ = element.blur();
                let _ = element.focus();
            }
        });
        self.focusing.replace(Some(soon));
    }
}

/// Where a target stands in the drawing, as a CSS selector.
fn focus_selector(target: FocusTarget) -> String {
    let fixed = match target {
        FocusTarget::SearchInput => "#explore-words",
        FocusTarget::ActiveFilters => ".chosen button",
        FocusTarget::Comparison => "#comparison",
        FocusTarget::WhatIf => ".what-if select",
        FocusTarget::UploadInput => "#own-file",
        FocusTarget::LibraryResults => "#stacks",
        FocusTarget::PartyName => "#party-name",
        FocusTarget::SavedJourneys => "#device",
        FocusTarget::WorkshopField => "#workshop-links",
        FocusTarget::ProjectButton => "#workshop-project",
        FocusTarget::Title => "#view-title",
        FocusTarget::Round => ".round legend",
        FocusTarget::InstrumentResult => "#instrument-result",
        FocusTarget::Send => "#send",
        FocusTarget::Item(item) => return format!("#item-{item} legend"),
        FocusTarget::Result(index) => return format!("#result-{index}"),
        FocusTarget::LibraryResult(index) => return format!("#found-{index}"),
        FocusTarget::Question(question) => {
            let id = question.id();
            return format!("[data-question={id}] legend, [data-question={id}] :is(input, select)");
        }
    };
    fixed.to_owned()
}
