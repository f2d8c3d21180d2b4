//! A link as a code to scan, drawn here: a service that draws codes would see the link.

use super::markup::html;
use core::fmt::Write;
use qrcodegen::{QrCode, QrCodeEcc};
use yew::Html;

/// Codes that hold more than this are too fine for the camera of a phone, in bytes.
const MAX_LINK_BYTES: usize = 1200;
/// White around a code, in its own units: readers want four.
const QUIET_ZONE: i32 = 4;

/// The drawing; nothing when the text is too long to be scanned.
#[must_use]
pub fn qr_code(text: &str, label: String) -> Option<Html> {
    if text.len() > MAX_LINK_BYTES {
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
                let _ = write!(path, "M{} {}h{}v1h-{}z", from + QUIET_ZONE, y + QUIET_ZONE, x - from, x - from);
            }
            x += 1;
        }
    }
    let side = size + 2 * QUIET_ZONE;
    Some(html! {
        <svg class="code" viewBox={format!("0 0 {side} {side}")} role="img" aria-label={label} focusable="false" shape-rendering="crispEdges">
            <rect class="code-ground" width={side.to_string()} height={side.to_string()} />
            <path class="code-dark" d={path} />
        </svg>
    })
}
