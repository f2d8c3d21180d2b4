//! Which texts of the widget do not fit into their place, as the preview draws them.

use super::dom::squeezed;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// So much further than its place a text may be drawn, in CSS pixels: edges of letters are rounded.
const TOLERANCE_PX: f64 = 1.0;

/// The texts of a widget that are cut, or reach beyond it; each once, in the order of the page.
#[must_use]
pub fn overflowing_texts(widget: &Element) -> Vec<String> {
    let Some(found) = widget.shadow_root().and_then(|root| root.query_selector_all("*").ok()) else {
        return Vec::new();
    };
    let place = widget.get_bounding_client_rect();
    let mut texts: Vec<String> = Vec::new();
    for node in (0..found.length()).filter_map(|index| found.get(index)) {
        let Ok(element) = node.dyn_into::<Element>() else { continue };
        // The innermost element is the one whose text it is.
        if element.first_element_child().is_some() {
            continue;
        }
        let text = squeezed(&element.text_content().unwrap_or_default());
        let drawn = element.get_bounding_client_rect();
        // What is for screen readers alone is a pixel wide.
        if text.is_empty() || drawn.width() <= TOLERANCE_PX || drawn.height() <= TOLERANCE_PX {
            continue;
        }
        let is_cut =
            f64::from(element.scroll_width() - element.client_width()) > TOLERANCE_PX && element.client_width() > 0;
        let is_beyond = drawn.right() > place.right() + TOLERANCE_PX || drawn.left() < place.left() - TOLERANCE_PX;
        if (is_cut || is_beyond) && is_seen(&element) && !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// Whether an element is painted: a word of the dial that does not hold just now is there, and not seen.
fn is_seen(element: &Element) -> bool {
    let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok()?);
    let is = |property: &str, value: &str| {
        style.as_ref().and_then(|style| style.get_property_value(property).ok()).is_some_and(|now| now == value)
    };
    !is("opacity", "0") && !is("visibility", "hidden") && !is("fill", "none")
}
