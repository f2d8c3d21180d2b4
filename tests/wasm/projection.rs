//! A projection turned by keys.

use crate::{evaluate, root};
use boussole::element::projection::follow;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn keys_press_what_shows_and_nothing_else() {
    let root = root();
    root.set_id("projected");
    root.set_inner_html(
        "<button data-projection='back' hidden></button><button data-projection='on'></button>
        <button data-projection='leave'></button>",
    );
    let following = follow(&root);
    let typed = "const root = document.getElementById('projected'), pressed = [];
        root.onclick = (event) => pressed.push(event.target.dataset.projection);
        for (const key of ['PageDown', 'PageUp', 'a', 'Escape']) {
            const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
            root.dispatchEvent(event);
            pressed.push(event.defaultPrevented);
        }
        return pressed.join();";
    assert_eq!(evaluate(typed), JsValue::from("on,true,false,false,leave,true"));
    // Who leaves the whole screen by the browser's own key leaves the projection.
    let left = "const root = document.getElementById('projected'); let left = 0;
        root.onclick = () => { left += 1; };
        root.dispatchEvent(new Event('fullscreenchange'));
        return left;";
    assert_eq!(evaluate(left), JsValue::from(1));
    drop(following);
    assert_eq!(evaluate(typed), JsValue::from("false,false,false,false"));
}
