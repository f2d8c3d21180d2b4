//! Paper in a frame of its own.

use crate::{evaluate, frame, shadow};
use boussole::element::print::print;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlIFrameElement, ShadowRoot};

/// Nothing is really printed: what would be is counted, or refused with these words.
fn with_printer(refusal: &str, act: impl FnOnce()) -> u32 {
    let original = evaluate(&format!(
        "const frames = HTMLIFrameElement.prototype;
         const original = Object.getOwnPropertyDescriptor(frames, 'contentWindow');
         window.printed = 0;
         Object.defineProperty(frames, 'contentWindow', {{ configurable: true, get() {{
           if ('{refusal}') throw new Error('{refusal}');
           const page = original.get.call(this);
           page.print = () => {{ window.printed += 1; }};
           return page;
         }} }});
         return original;"
    ));
    act();
    js_sys::Reflect::set(&js_sys::global(), &"original".into(), &original).unwrap();
    evaluate(
        "Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', window.original); return window.printed;",
    )
    .as_f64()
    .unwrap() as u32
}

fn paper(shadow: &ShadowRoot) -> Element {
    shadow.set_inner_html("<div><h2>My path</h2><p>One step</p></div>");
    shadow.first_element_child().unwrap()
}

fn frames(shadow: &ShadowRoot) -> Vec<HtmlIFrameElement> {
    let found = shadow.query_selector_all("iframe").unwrap();
    (0..found.length()).map(|place| found.get(place).unwrap().unchecked_into()).collect()
}

#[wasm_bindgen_test]
async fn paper_stands_in_a_frame_of_its_own_until_it_is_printed() {
    let shadow = shadow();
    let paper = paper(&shadow);
    assert_eq!(with_printer("", || print(&paper, "fr", ":host { --ink: red }").unwrap()), 1);
    let [frame_of_paper] = &frames(&shadow)[..] else { panic!("one frame") };
    let document = frame_of_paper.content_document().unwrap();
    assert_eq!(frame_of_paper.title(), "My path");
    assert_eq!(frame_of_paper.get_attribute("aria-hidden").as_deref(), Some("true"));
    assert_eq!(document.title(), "My path");
    assert_eq!(document.document_element().unwrap().get_attribute("lang").as_deref(), Some("fr"));
    assert_eq!(document.body().unwrap().inner_html(), "<div><h2>My path</h2><p>One step</p></div>");
    let rule = js_sys::Function::new_with_args("page", "return page.adoptedStyleSheets[0].cssRules[0].cssText");
    assert_eq!(rule.call1(&JsValue::NULL, &document).unwrap(), ":root { --ink: red; }");

    let ended = js_sys::Function::new_with_args("frame", "frame.contentWindow.dispatchEvent(new Event('afterprint'))");
    ended.call1(&JsValue::NULL, frame_of_paper).unwrap();
    assert_eq!(frames(&shadow).len(), 1, "it may not go within its own event");
    frame().await;
    assert_eq!(frames(&shadow).len(), 0);
}

#[wasm_bindgen_test]
fn a_frame_that_nothing_ended_goes_with_the_next_one() {
    let shadow = shadow();
    let paper = paper(&shadow);
    with_printer("", || print(&paper, "fr", "").unwrap());
    let first = frames(&shadow).remove(0);
    with_printer("", || print(&paper, "fr", "").unwrap());
    let [second] = &frames(&shadow)[..] else { panic!("one frame") };
    assert!(!second.is_same_node(Some(&first)));
}

#[wasm_bindgen_test]
fn a_sandbox_that_refuses_the_frame_leaves_none_and_its_words() {
    let shadow = shadow();
    let paper = paper(&shadow);
    with_printer("not in this sandbox", || {
        let error = print(&paper, "fr", "").unwrap_err();
        assert_eq!(error.unchecked_into::<js_sys::Error>().message(), "not in this sandbox");
    });
    assert_eq!(frames(&shadow).len(), 0);
}
