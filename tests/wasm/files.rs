//! Files that a visitor takes away.

use crate::{evaluate, get, instance, instance_of, message_of};
use boussole::element::files::{blob, save, stringify_safely};
use js_sys::{JSON, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

async fn text_of(file: &JsValue) -> String {
    let text = get(file, "text").unchecked_into::<js_sys::Function>().call0(file).unwrap();
    JsFuture::from(text.unchecked_into::<Promise>()).await.unwrap().as_string().unwrap()
}

fn file_of(bytes: &[u8]) -> JsValue {
    blob(&Uint8Array::from(bytes), "").unwrap()
}

#[wasm_bindgen_test]
fn lists_are_written_as_lists_on_a_page_that_taught_them_otherwise() {
    evaluate("Object.defineProperty(Array.prototype, 'toJSON', { configurable: true, value() { return 'wild'; } });");
    let written = stringify_safely(&JSON::parse("[1,[2]]").unwrap(), 0).unwrap();
    let taught = evaluate("const wild = JSON.stringify([]); delete Array.prototype.toJSON; return wild;");
    assert_eq!(written, JsValue::from("[1,[2]]"));
    assert_eq!(taught, JsValue::from(r#""wild""#), "the page's own way is there again");
    let itself = evaluate("const itself = []; itself.push(itself); return itself;");
    assert!(stringify_safely(&itself, 2).is_err());
}

#[wasm_bindgen_test]
fn a_file_is_saved_under_its_name() {
    evaluate(
        "window.click = HTMLAnchorElement.prototype.click;
         HTMLAnchorElement.prototype.click = function () { window.saved = [this.download, this.protocol]; };",
    );
    save(&file_of(b"text"), "journey.json").unwrap();
    let saved = evaluate("HTMLAnchorElement.prototype.click = window.click; return window.saved.join()");
    assert_eq!(saved, JsValue::from("journey.json,blob:"));
}

#[wasm_bindgen_test]
async fn each_format_is_a_file_of_its_type_and_others_are_refused_by_name() {
    let (instance, _) = instance();
    let json = JsFuture::from(instance.export("json".to_owned())).await.unwrap();
    assert_eq!(get(&json, "type"), JsValue::from("application/json"));
    let data = JSON::parse(&text_of(&json).await).unwrap();
    assert_eq!(get(&data, "version"), JsValue::from(env!("CARGO_PKG_VERSION")));
    let csv = JsFuture::from(instance.export("csv".to_owned())).await.unwrap();
    assert_eq!(get(&csv, "type"), JsValue::from("text/csv"));
    let png = JsFuture::from(instance.export("png".to_owned())).await.unwrap();
    assert_eq!(get(&png, "type"), JsValue::from("image/png"));
    // The link stands in the picture as plain letters.
    assert!(text_of(&png).await.contains("tEXtboussole-link\0"));
    let refused = |format: &str| JsFuture::from(instance.export(format.to_owned()));
    let error = refused("pdf").await.unwrap_err();
    assert_eq!(get(&error, "name"), JsValue::from("RangeError"));
    assert_eq!(message_of(&error), r#"No format "pdf": there are json, csv, ics, svg, png, html."#);
    let error = refused("ics").await.unwrap_err();
    assert_eq!(message_of(&error), "A calendar needs a start date: there is none in `answers.start`.");
}

#[wasm_bindgen_test]
async fn the_page_of_a_journey_is_the_host_s_with_what_she_fixed_and_what_lies_over_the_content() {
    let (instance, _) = instance_of(
        "{ attributes: { preset: 'profile=\"a&b', theme: 'dark', history: 'views' },
           scripts: { catalogue: 'title;kind\\nNotre </script> guide;outils' } }",
    );
    crate::answer(&instance, r#"{"profile":"media"}"#);
    let html = JsFuture::from(instance.export("html".to_owned())).await.unwrap();
    assert_eq!(get(&html, "type"), JsValue::from("text/html"));
    let page = text_of(&html).await;
    let link = instance.whole_link();
    let element = format!(
        "<boussole-odd17 lang=\"fr\" loading=\"eager\" journey=\"{link}\" preset=\"profile=&quot;a&amp;b\" theme=\"dark\">\
         <script type=\"application/json\" slot=\"catalogue\">"
    );
    assert!(page.contains(&element), "{page}");
    assert!(page.contains(&format!("<!-- boussole-link:{link} -->")), "{page}");
    // Two scripts end: that of the page and that of the catalogue. What stands in them ends neither.
    assert_eq!(page.matches("</script").count(), 2, "{page}");
    assert!(page.contains(r#"alert("<\/script>")"#) && page.contains(r"Notre \u003c/script> guide"), "{page}");
}
