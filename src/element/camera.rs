//! QR codes read by the camera, where the browser reads them itself; elsewhere links and files do.

use super::dynamic::{call, construct, delay, document, get, items, object, set, set_text, settled, spawn};
use super::store::Store;
use crate::app::Msg;
use crate::app::features::workshop::WorkshopMsg;
use js_sys::{Array, JsString, Promise, global};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

/// How often the picture is looked at.
const SCAN_INTERVAL_MS: u32 = 300;

impl Store {
    /// Brings the journeys to the workshop whose codes the camera sees.
    pub(super) fn scan(self: &Rc<Self>) {
        const BUTTON: &str = "[data-own=scan]";
        let (Some(container), Some(button)) = (self.find("[data-own=scanner]"), self.find(BUTTON)) else { return };
        if self.is_scanning.replace(true) {
            return;
        }
        let stop_label = button.get_attribute("data-stop").unwrap_or_default();
        let store = Rc::downgrade(self);
        spawn(async move {
            let scanned = scan(container, &stop_label, |text| {
                if let Some(store) = store.upgrade() {
                    store.send(Msg::Workshop(WorkshopMsg::JourneysAdded(vec![text])));
                }
            });
            let ended = scanned.await;
            let Some(store) = store.upgrade() else { return };
            store.is_scanning.set(false);
            if let Err(error) = ended {
                store.export_failed("The camera cannot be used", &error);
            } else if let Some(button) = store.find(BUTTON) {
                let _ = button.unchecked_into::<HtmlElement>().focus();
            }
        });
    }
}

/// Whether this browser reads codes and has a camera to give.
#[must_use]
pub fn can_scan() -> bool {
    let lends = devices().and_then(|devices| get(&devices, "getUserMedia"));
    get(&global(), "BarcodeDetector").is_ok_and(|detector| detector.is_function())
        && lends.is_ok_and(|lend| lend.is_truthy())
}

/// Shows the camera in an element until it is stopped there, or the element is gone, and hands on each text that it sees once.
///
/// # Errors
/// Why there is no picture: the visitor said no, or another program has the camera.
pub async fn scan(container: Element, stop_label: &str, on_code: impl FnMut(String)) -> Result<(), JsValue> {
    let video = object(&[("facingMode", &"environment".into())]);
    let camera = Camera(settled(&call(&devices()?, "getUserMedia", &[&object(&[("video", &video)])])?).await?);
    // The visitor may have left while she was asked.
    if !container.is_connected() {
        return Ok(());
    }
    let ended = show(&camera, &container, stop_label, on_code).await;
    call(&container, "replaceChildren", &[])?;
    ended
}

async fn show(
    camera: &Camera,
    container: &Element,
    stop_label: &str,
    mut on_code: impl FnMut(String),
) -> Result<(), JsValue> {
    let formats: Array = [JsValue::from("qr_code")].iter().collect();
    let detector = construct(&global(), "BarcodeDetector", &[&object(&[("formats", &formats)])])?;
    let document = document()?;
    let (video, button) = (document.create_element("video")?, document.create_element("button")?);
    for (name, value) in [("muted", &JsValue::TRUE), ("playsInline", &JsValue::TRUE), ("srcObject", &camera.0)] {
        set(&video, name, value)?;
    }
    for (name, value) in [("type", "button"), ("className", "button button-quiet"), ("textContent", stop_label)] {
        set_text(&button, name, value)?;
    }
    // Kept with the click, which is something; a while ends with nothing.
    let stopped = Promise::new(&mut |resolve, _| {
        let _ = button.add_event_listener_with_callback("click", &resolve);
    });
    call(container, "replaceChildren", &[&video, &button])?;
    settled(&call(&video, "play", &[])?).await?;
    let mut seen = Vec::new();
    loop {
        let either: Array = [&stopped, &delay(SCAN_INTERVAL_MS)].into_iter().collect();
        if settled(&Promise::race(&either)).await?.is_truthy() || !container.is_connected() {
            return Ok(());
        }
        // A picture that cannot be read holds no code.
        let Ok(codes) = settled(&call(&detector, "detect", &[&video])?).await else { continue };
        for code in items(&codes)? {
            let text = get(&code, "rawValue")?.dyn_into::<JsString>().map(String::from).unwrap_or_default();
            if !seen.contains(&text) {
                seen.push(text.clone());
                on_code(text);
            }
        }
    }
}

/// A camera that is on until it is let go of.
struct Camera(JsValue);

impl Drop for Camera {
    fn drop(&mut self) {
        let tracks = call(&self.0, "getTracks", &[]).and_then(|tracks| items(&tracks));
        for track in tracks.unwrap_or_default() {
            let _ = call(&track, "stop", &[]);
        }
    }
}

fn devices() -> Result<JsValue, JsValue> {
    get(&get(&global(), "navigator")?, "mediaDevices")
}
