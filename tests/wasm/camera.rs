//! Codes that the camera sees.

use crate::{evaluate, frame, message_of, root, until};
use boussole::element::camera::{can_scan, scan};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

/// A camera and a reader of codes in place of the browser's: `window.codes` is what it sees, `window.stopped` how many tracks
/// were stopped.
fn give_camera(refusal: &str) {
    evaluate(&format!(
        "window.codes = []; window.stopped = 0;
         window.BarcodeDetector = class {{
           async detect() {{ if (window.codes === 'blurred') throw new Error('blurred');
             return window.codes.map((rawValue) => ({{ rawValue }})); }}
         }};
         HTMLMediaElement.prototype.play = async () => {{}};
         Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {{ configurable: true, set() {{}} }});
         Object.defineProperty(navigator, 'mediaDevices', {{ configurable: true, value: {{
           getUserMedia: async () => {{
             if ('{refusal}') throw new Error('{refusal}');
             return {{ getTracks: () => [{{ stop() {{ window.stopped += 1; }} }}] }};
           }} }} }});"
    ));
}

/// What a scan has come to.
#[derive(Clone, Default)]
struct Scan {
    codes: Rc<RefCell<Vec<String>>>,
    ended: Rc<Cell<Option<Result<(), String>>>>,
}

fn start(container: &Element) -> Scan {
    let scan_so_far = Scan::default();
    let Scan { codes, ended } = scan_so_far.clone();
    let container = container.clone();
    spawn_local(async move {
        let result = scan(container, "Stop", |text| codes.borrow_mut().push(text)).await;
        ended.set(Some(result.map_err(|error| message_of(&error))));
    });
    scan_so_far
}

fn stopped_tracks() -> u32 {
    evaluate("return window.stopped").as_f64().unwrap() as u32
}

#[wasm_bindgen_test]
async fn each_code_is_told_once_until_the_button_stops_the_camera() {
    give_camera("");
    let container = root();
    let scan = start(&container);
    until(|| container.child_element_count() == 2).await;
    for codes in ["['a']", "'blurred'", "['a', 'b']"] {
        evaluate(&format!("window.codes = {codes}"));
        crate::after(400).await;
    }
    assert_eq!(*scan.codes.borrow(), ["a", "b"]);
    let button = container.query_selector("button").unwrap().unwrap();
    assert_eq!(button.text_content().as_deref(), Some("Stop"));
    button.unchecked_into::<HtmlElement>().click();
    frame().await;
    assert_eq!((scan.ended.take(), stopped_tracks(), container.child_element_count()), (Some(Ok(())), 1, 0));
}

#[wasm_bindgen_test]
async fn the_camera_goes_with_the_element_that_shows_it() {
    give_camera("");
    let container = root();
    let scan = start(&container);
    until(|| container.child_element_count() == 2).await;
    container.remove();
    until(|| stopped_tracks() == 1).await;
    assert_eq!((scan.ended.take(), stopped_tracks()), (Some(Ok(())), 1));
}

#[wasm_bindgen_test]
async fn a_visitor_who_left_while_she_was_asked_is_not_filmed() {
    give_camera("");
    let container = root();
    let scan = start(&container);
    container.remove();
    frame().await;
    assert_eq!((scan.ended.take(), stopped_tracks(), container.child_element_count()), (Some(Ok(())), 1, 0));
}

#[wasm_bindgen_test]
async fn a_refused_camera_is_an_error_in_its_own_words() {
    give_camera("Permission denied");
    let scan = start(&root());
    frame().await;
    assert_eq!(scan.ended.take(), Some(Err("Permission denied".to_owned())));
}

#[wasm_bindgen_test]
fn codes_are_offered_where_the_browser_reads_them_and_has_a_camera() {
    give_camera("");
    assert!(can_scan());
    evaluate("Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: undefined });");
    assert!(!can_scan());
    give_camera("");
    evaluate("window.BarcodeDetector = undefined;");
    assert!(!can_scan());
}
