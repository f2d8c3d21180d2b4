//! Drawings painted as images.

use crate::{message_of, replaced};
use boussole::element::files::blob;
use boussole::element::paint::{NO_IMAGE, png};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const DRAWING: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="6"><path d="M0 0h10v6z"/></svg>"#;

async fn painted(drawing: &str) -> Result<Vec<u8>, JsValue> {
    png(&blob(&drawing.into(), "image/svg+xml").unwrap()).await
}

#[wasm_bindgen_test]
async fn a_drawing_is_painted_at_twice_its_size() {
    let file = painted(DRAWING).await.unwrap();
    assert_eq!(file[..8], *b"\x89PNG\r\n\x1a\n");
    // Width and height stand in the first chunk.
    assert_eq!(file[16..24], [0, 0, 0, 20, 0, 0, 0, 12]);
}

#[wasm_bindgen_test]
async fn what_is_no_drawing_is_refused_as_a_policy_refuses_it() {
    assert_eq!(message_of(&painted("no drawing").await.unwrap_err()), NO_IMAGE);
}

#[wasm_bindgen_test]
async fn a_browser_that_hides_what_was_painted_gives_no_picture() {
    let back = replaced(
        "CanvasRenderingContext2D.prototype",
        "getImageData",
        "value(...args) { const read = before.value.apply(this, args); read.data.fill(7); return read; }",
    );
    let refused = painted(DRAWING).await;
    back();
    assert_eq!(message_of(&refused.unwrap_err()), "canvas");
    assert!(painted(DRAWING).await.is_ok());
}
