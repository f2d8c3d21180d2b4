//! Files that somebody brings.

use crate::{ENGLISH, evaluate, get, instance, port, replaced, root, says};
use boussole::element::{Content, Instance};
use js_sys::{Array, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

const MEDIA: &str = r#"{"profile":"media"}"#;

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

fn upload(instance: &Instance, purpose: &str, file: &JsValue) -> Promise {
    instance.upload(purpose.to_owned(), Array::of1(file))
}

/// The link of a journey with this answer.
fn link(answer: &str) -> String {
    let (other, _) = instance();
    crate::answer(&other, answer);
    other.whole_link()
}

fn profile(instance: &Instance) -> JsValue {
    get(&instance.answers(), "profile")
}

#[wasm_bindgen_test]
async fn a_file_of_a_journey_is_taken_up_whichever_program_saved_it() {
    let link = link(MEDIA);
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
        assert_eq!(settled(upload(&instance, "", &file(&content))).await, JsValue::TRUE, "{content}");
        assert_eq!(profile(&instance), JsValue::from("media"), "{content}");
    }
}

#[wasm_bindgen_test]
async fn a_file_that_is_no_journey_changes_nothing() {
    let (instance, _) = instance();
    crate::answer(&instance, MEDIA);
    let root = root();
    instance.mount(root.clone(), false);
    instance.show("keep");
    for (file, told) in [
        (file("'a shopping list'"), "Ce n’est ni un de nos liens"),
        (file("new Uint8Array(20000001)"), "Ce fichier est trop lourd"),
        (lost(), "Ce fichier n’a pas pu être lu"),
    ] {
        assert_eq!(settled(upload(&instance, "resume", &file)).await, JsValue::FALSE);
        assert!(says(&root, told).await, "{told}");
    }
    assert_eq!(profile(&instance), JsValue::from("media"));
}

#[wasm_bindgen_test]
async fn a_workshop_takes_links_and_files_and_counts_them() {
    let (instance, _) = instance();
    let (first, second) = (link(MEDIA), link(r#"{"profile":"association"}"#));
    let sources = Array::of4(&first.into(), &file(&format!("'{second}'")), &file("new Uint8Array(20000001)"), &lost());
    assert_eq!(settled(instance.upload("workshop".to_owned(), sources)).await, JsValue::from(2));
}

/// A widget on the page, at its list of resources.
fn exploring() -> (Instance, Array, Element) {
    let calls = Array::new();
    let instance = Instance::new(&Content::new(ENGLISH).unwrap(), port(&calls));
    let root = instance.mount(crate::root(), false);
    instance.connect();
    instance.show("explore");
    (instance, calls, root)
}

/// A field to choose files in, or a zone to drop them on.
async fn found(root: &Element, purpose: &str) -> Element {
    let selector = format!("[data-own={purpose}]");
    crate::until(|| root.query_selector(&selector).unwrap().is_some()).await;
    root.query_selector(&selector).unwrap().unwrap()
}

/// Does this with `target` and a `transfer` that holds `file`.
fn transferred(target: &Element, file: &JsValue, code: &str) -> JsValue {
    let code = format!("const transfer = new DataTransfer(); transfer.items.add(file); {code}");
    js_sys::Function::new_with_args("target, file", &code).call2(&JsValue::NULL, target, file).unwrap()
}

/// Chooses a file in a field, as a visitor does.
fn choose(field: &Element, file: &JsValue) {
    let code = "target.files = transfer.files; target.dispatchEvent(new Event('change', { bubbles: true }))";
    transferred(field, file, code);
}

/// Drops a file; whether the browser is kept from showing it in place of the page.
fn drop_file(target: &Element, file: &JsValue) -> bool {
    let code = "return !target.dispatchEvent(new DragEvent('drop',
        { bubbles: true, composed: true, cancelable: true, dataTransfer: transfer }))";
    transferred(target, file, code).is_truthy()
}

/// How many catalogues were tried.
fn tried(calls: &Array) -> usize {
    calls.iter().filter(|call| Array::from(call).get(0) == "catalogueTried").count()
}

#[wasm_bindgen_test]
async fn a_catalogue_that_is_chosen_joins_the_list_or_the_page_says_why_not() {
    let (instance, calls, root) = exploring();
    let field = found(&root, "file").await;
    for (file, told) in [
        (file("'{'"), "JSON"),
        (file("'%PDF-1.7'"), "PDF"),
        (file("new Uint8Array(5000001)"), "5"),
        (file("'title;kind\\nOne;nothing'"), "kind"),
    ] {
        choose(&field, &file);
        assert!(says(&root, told).await, "{told}");
    }
    let put_back = replaced("Blob.prototype", "arrayBuffer", "value: async () => { throw new DOMException() }");
    choose(&field, &file("'title;kind\\nOne;outils'"));
    assert!(says(&root, "could not be read").await);
    put_back();
    assert_eq!(tried(&calls), 0);
    choose(
        &field,
        &file(
            r#"'{"schema":"boussole/catalogue/1","items":[{"title":"My own one","kind":"outils","publisher":"My town"}]}'"#,
        ),
    );
    assert!(says(&root, "My town").await);
    choose(&field, &file("'title;kind;publisher\\nMy guide;outils;My table'"));
    assert!(says(&root, "My table").await);
    assert_eq!(tried(&calls), 2);
    instance.unmount();
}

#[wasm_bindgen_test]
async fn a_catalogue_is_dropped_on_its_zone_and_elsewhere_a_drop_is_the_page_s_affair() {
    let (instance, calls, root) = exploring();
    let zone = found(&root, "zone").await;
    let table = file("'title;kind;publisher\\nMy guide;outils;My table'");
    assert!(!drop_file(&root, &table));
    assert!(!drop_file(&crate::root(), &table));
    // A browser that blurs its clock tells the same time for the drag just before.
    let drag = "const time = { configurable: true, get: () => 7 };
        const events = ['dragover', 'drop'].map((type) => Object.defineProperty(new DragEvent(type,
            { bubbles: true, composed: true, cancelable: true, dataTransfer: transfer }), 'timeStamp', time));
        return events.every((event) => !target.dispatchEvent(event))";
    assert!(transferred(&zone, &table, drag).is_truthy());
    assert!(says(&root, "My table").await);
    assert_eq!(tried(&calls), 1, "window and drawing both hear of it");
    instance.disconnect();
    assert!(!drop_file(&zone, &table), "nobody listens for an element that stands nowhere");
    instance.unmount();
}

#[wasm_bindgen_test]
async fn a_journey_that_is_chosen_is_taken_up_where_its_field_stands() {
    let (instance, _, root) = exploring();
    instance.show("keep");
    let field = found(&root, "resume").await;
    choose(&field, &file(&format!("'{}'", link(MEDIA))));
    crate::until(|| profile(&instance) == "media").await;
    assert_eq!(profile(&instance), JsValue::from("media"));
    instance.unmount();
}
