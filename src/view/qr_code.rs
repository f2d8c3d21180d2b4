//! A link as a code to scan, drawn here: a service that draws codes would see the link.

use super::markup::html;
use core::fmt::Write;
use qrcodegen::{QrCode, QrCodeEcc};
use yew::Html;

/// Codes that hold more than this are too fine for the camera of a phone, in bytes.
const MOST: usize = 1200;
/// White around a code, in its own units: readers want four.
const QUIET: i32 = 4;

/// The drawing; nothing when the text is too long to be scanned.
#[must_use]
pub fn code(text: &str, label: String) -> Option<Html> {
    if text.len() > MOST {
        return None;
    }
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let from = x;
            while x < size && code.get_module(x, y) {
                x += 1;
            }
            if x > from {
                // One rectangle for each run of dark units.
                let _ = write!(path, "M{} {}h{}v1h-{}z", from + QUIET, y + QUIET, x - from, x - from);
            }
            x += 1;
        }
    }
    let side = size + 2 * QUIET;
    Some(html! {
        <svg class="code" viewBox={format!("0 0 {side} {side}")} role="img" aria-label={label} focusable="false" shape-rendering="crispEdges">
            <rect class="code-ground" width={side.to_string()} height={side.to_string()} />
            <path class="code-dark" d={path} />
        </svg>
    })
}
