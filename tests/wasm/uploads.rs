//! Files that somebody brings.

use crate::{ENGLISH, evaluate, get, instance, port};
use boussole::element::{Content, Instance};
use js_sys::{Array, JSON, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// A file with what this expression gives in it.
fn file(content: &str) -> JsValue {
    evaluate(&format!("return new File([{content}], 'brought.txt')"))
}

/// A file that was moved since it was chosen.
fn lost() -> JsValue {
    evaluate(
        "return { size: 1, name: 'lost', arrayBuffer: async () => { throw new DOMException('gone', 'NotReadableError') } }",
    )
}

async fn settled(promise: Promise) -> JsValue {
    JsFuture::from(promise).await.unwrap()
}

fn upload(instance: &Instance, purpose: &str, file: JsValue) -> Promise {
    instance.upload(purpose.to_owned(), Array::of1(&file))
}

/// The link of a journey with this answer.
fn link(answer: &str) -> String {
    let (other, _) = instance();
    other.propose(answer);
    other.whole_link()
}

fn profile(instance: &Instance) -> JsValue {
    get(&instance.answers(), "profile")
}

#[wasm_bindgen_test]
async fn a_file_of_a_journey_is_taken_up_whichever_program_saved_it() {
    let link = link("profile=media");
    for content in [
        format!("'{link}'"),
        format!("'boussole-link:{link}\\n'"),
        format!("Uint8Array.from('\\ufeff{link}', (letter) => letter.charCodeAt(0) & 0xff)"),
        // An image, with letters in it.
        format!(
            "new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00]), 'boussole-link:{link}\\n', new Uint8Array([0xfe])"
        ),
    ] {
        let (instance, _) = instance();
        assert_eq!(settled(upload(&instance, "", file(&content))).await, JsValue::TRUE, "{content}");
        assert_eq!(profile(&instance), JsValue::from("media"), "{content}");
    }
}

#[wasm_bindgen_test]
async fn a_file_that_is_no_journey_changes_nothing() {
    let (instance, _) = instance();
    instance.propose("profile=media");
    for file in [file("'a shopping list'"), file("new Uint8Array(20000001)"), lost()] {
        assert_eq!(settled(upload(&instance, "resume", file)).await, JsValue::FALSE);
    }
    assert_eq!(profile(&instance), JsValue::from("media"));
}

#[wasm_bindgen_test]
async fn a_workshop_takes_links_and_files_and_counts_them() {
    let (instance, _) = instance();
    let (first, second) = (link("profile=media"), link("profile=association"));
    let sources = Array::of4(&first.into(), &file(&format!("'{second}'")), &file("new Uint8Array(20000001)"), &lost());
    assert_eq!(settled(instance.upload("workshop".to_owned(), sources)).await, JsValue::from(2));
}

#[wasm_bindgen_test]
async fn a_catalogue_is_read_or_the_page_says_why_not() {
    let instance = Instance::new(&Content::new(ENGLISH).unwrap(), port(&Array::new()));
    let root = instance.mount(crate::root(), false);
    instance.show("explore");
    let read = settled(upload(&instance, "catalogue", file(r#"'{"items":[]}'"#))).await;
    assert_eq!(JSON::stringify(&read).unwrap(), r#"{"items":[]}"#);
    assert_eq!(settled(upload(&instance, "catalogue", file("'title;kind'"))).await, JsValue::from("title;kind"));
    for (file, told) in
        [(file("'{'"), "JSON"), (file("'%PDF-1.7'"), "PDF"), (file("new Uint8Array(5000001)"), "5"), (lost(), "lost")]
    {
        assert!(settled(upload(&instance, "catalogue", file)).await.is_undefined());
        let is_told = || root.text_content().unwrap().contains(told);
        crate::until(is_told).await;
        assert!(is_told(), "{told}");
    }
    instance.unmount();
}

#[wasm_bindgen_test]
fn words_and_resources_are_objects_or_their_texts() {
    let content = Content::new(ENGLISH).unwrap();
    let catalogue = r#"{"schema":"boussole/catalogue/1","items":[{"title":"One","kind":"outils"}]}"#;
    let problems = |overlay: &str, catalogue: &str| {
        let given = |text: &str| if text.is_empty() { JsValue::UNDEFINED } else { text.into() };
        content.with(&given(overlay), &given(catalogue)).err().map(|problems| problems.join("; ").as_string().unwrap())
    };
    assert_eq!(problems("", catalogue), None);
    assert_eq!(problems("", "title;kind\nOne;outils\n"), None);
    assert!(problems("", "{").unwrap().contains("JSON"));
    assert!(problems("{", catalogue).unwrap().contains("JSON"));
    assert_eq!(problems(r#"{"schema":"boussole/overlay/1"}"#, catalogue), None);
}
