//! The projection of a workshop: on the whole screen where the browser can, turned and left by keys too.

use super::dynamic::{call, document, get, settled, spawn};
use super::store::Store;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

/// What keys press: Escape, and those of a presenter's remote.
const PRESSED_BY: [(&str, &str); 3] = [("Escape", "leave"), ("PageDown", "on"), ("PageUp", "back")];

impl Store {
    /// Shows the drawing on the whole screen, or no longer.
    pub(super) fn project(&self, is_projected: bool) {
        // Let go of before the browser is asked: what it calls may come back here.
        let root = {
            let mut drawn = self.drawn.borrow_mut();
            let Some(drawn) = drawn.as_mut() else { return };
            if is_projected {
                drawn.projection.get_or_insert_with(|| follow(&drawn.root));
            }
            drawn.root.clone()
        };
        // A frame may be refused it, and a telephone may have none.
        let asked = if is_projected {
            call(&root, "requestFullscreen", &[])
        } else if is_whole_screen(&root) {
            document().and_then(|document| call(&document, "exitFullscreen", &[]))
        } else {
            return;
        };
        if let Ok(asked) = asked {
            spawn(async move {
                let _ = settled(&asked).await;
            });
        }
    }
}

/// Follows the keys and the screen of a drawing, for as long as what is returned is held.
pub fn follow(root: &Element) -> [EventListener; 2] {
    let pressing = root.clone();
    let keys = EventListener::new_with_options(
        root,
        "keydown",
        EventListenerOptions::enable_prevent_default(),
        move |event| {
            let key = get(event, "key").ok().and_then(|key| key.as_string()).unwrap_or_default();
            let name = PRESSED_BY.iter().find(|(pressed, _)| *pressed == key).map(|(_, name)| *name);
            if name.is_some_and(|name| press(&pressing, name)) {
                event.prevent_default();
            }
        },
    );
    let leaving = root.clone();
    // The browser takes Escape for itself there.
    let screen = EventListener::new(root, "fullscreenchange", move |_| {
        if !is_whole_screen(&leaving) {
            press(&leaving, "leave");
        }
    });
    [keys, screen]
}

/// Presses a button of the projection; false where it does not show.
fn press(root: &Element, name: &str) -> bool {
    let button = root.query_selector(&format!("[data-projection=\"{name}\"]:not([hidden])"));
    let Some(button) = button.ok().flatten().and_then(|button| button.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    button.click();
    true
}

/// Whether an element has the whole screen, as its own tree tells.
fn is_whole_screen(root: &Element) -> bool {
    get(&root.get_root_node(), "fullscreenElement").is_ok_and(|whole| whole == JsValue::from(root))
}
