//! What a page lays over the content: words, and resources.

use crate::{FRENCH, begun, evaluate, get, problems, replaced, root, says, until};
use boussole::element::{Content, Instance};
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

/// A catalogue with one resource, in JSON. All publishers stand in a list, so that the page says this one.
fn catalogue(publisher: &str) -> String {
    format!(
        r#"{{"schema":"boussole/catalogue/1","items":[{{"title":"Un guide","kind":"outils","publisher":"{publisher}"}}]}}"#
    )
}

/// Words over the title of the widget, in JSON.
fn overlay(title: &str) -> String {
    format!(r#"{{"schema":"boussole/overlay/1","fr":{{"messages":{{"widget-title":"{title}"}}}}}}"#)
}

/// A widget on the page, at its list of resources.
fn exploring(page: &str) -> (Instance, Array, Element) {
    let (instance, calls) = begun(page);
    let root = instance.mount(root(), false);
    instance.show("explore");
    (instance, calls, root)
}

#[wasm_bindgen_test]
async fn words_and_resources_are_objects_or_their_texts_as_properties_or_in_scripts() {
    let (words, resources) = (overlay("Notre boussole"), catalogue("Notre guide"));
    for page in [
        format!("{{ properties: {{ overlay: {words}, catalogue: {resources} }} }}"),
        format!("{{ properties: {{ overlay: '{words}', catalogue: '{resources}' }} }}"),
        format!("{{ scripts: {{ overlay: '{words}', catalogue: '{resources}' }} }}"),
        format!(
            "{{ properties: {{ overlay: '{words}' }}, scripts: {{ catalogue: 'title;kind;publisher\\nUn guide;outils;Notre guide' }} }}"
        ),
    ] {
        let (instance, calls, root) = exploring(&page);
        assert!(says(&root, "Notre guide").await, "{page}");
        assert!(says(&root, "Notre boussole").await, "{page}");
        assert_eq!(problems(&calls, "overlay").len() + problems(&calls, "catalogue").len(), 0, "{page}");
        instance.unmount();
    }
}

#[wasm_bindgen_test]
async fn what_is_wrong_is_left_out_and_told_and_the_other_stays() {
    let (words, resources) = (overlay("Notre boussole"), catalogue("Notre guide"));
    let (instance, calls, root) = exploring(&format!("{{ properties: {{ overlay: '{{', catalogue: {resources} }} }}"));
    assert!(says(&root, "Notre guide").await);
    assert!(problems(&calls, "overlay")[0].starts_with("The overlay is left out: "));
    assert_eq!(problems(&calls, "catalogue").len(), 0);
    instance.unmount();
    let (instance, calls, root) = exploring(&format!(
        "{{ properties: {{ overlay: {words} }}, scripts: {{ catalogue: 'title;kind\\nOne;nothing' }} }}"
    ));
    assert!(says(&root, "Notre boussole").await);
    let told = problems(&calls, "catalogue");
    assert!(told[0].starts_with("The catalogue is left out: ") && told[0].contains("kind"), "{told:?}");
    instance.unmount();
}

#[wasm_bindgen_test]
async fn what_a_visitor_tries_goes_before_a_property_and_that_before_a_script() {
    let page = evaluate(&format!(
        "return window.page = {{ tried: {}, properties: {{ catalogue: {} }}, scripts: {{ catalogue: '{}' }} }}",
        catalogue("Essai"),
        catalogue("Propriété"),
        catalogue("Script")
    ));
    let (instance, _, root) = exploring("window.page");
    assert!(says(&root, "Essai").await);
    // The last button takes it away.
    let buttons = root.query_selector_all(".own .banner button").unwrap();
    buttons.get(buttons.length() - 1).unwrap().unchecked_into::<HtmlElement>().click();
    assert!(says(&root, "Propriété").await);
    assert!(!root.text_content().unwrap().contains("Essai"));
    Reflect::set(&page, &"properties".into(), &JsValue::UNDEFINED).unwrap();
    instance.set_content(&Content::new(FRENCH).unwrap());
    assert!(says(&root, "Script").await);
    instance.unmount();
}

#[wasm_bindgen_test]
async fn a_catalogue_comes_from_an_address_unless_the_page_names_another_meanwhile() {
    let back = replaced(
        "window",
        "fetch",
        "value: async (url) => { await new Promise((done) => setTimeout(done, 20));
           return new Response('title;kind;publisher\\nUn guide;outils;' + String(url).split('/').pop(), { headers: { 'content-type': 'text/csv' } }) }",
    );
    let page = evaluate("return window.page = { attributes: { catalogue: 'https://a.example/First' } }");
    let (instance, calls, root) = exploring("window.page");
    Reflect::set(&get(&page, "attributes"), &"catalogue".into(), &"https://a.example/Second".into()).unwrap();
    assert!(instance.fetch_catalogue());
    assert!(says(&root, "Second").await);
    assert!(!root.text_content().unwrap().contains("First"));
    assert_eq!(problems(&calls, "catalogue").len(), 0);
    Reflect::set(&page, &"properties".into(), &evaluate("return { catalogue: new URL('https://a.example/Third') }"))
        .unwrap();
    assert!(instance.fetch_catalogue());
    assert!(says(&root, "Third").await);
    Reflect::set(
        &page,
        &"properties".into(),
        &JSON::parse(&format!(r#"{{"catalogue":{}}}"#, catalogue("Own"))).unwrap(),
    )
    .unwrap();
    assert!(!instance.fetch_catalogue(), "nothing to fetch");
    instance.unmount();
    back();
}

#[wasm_bindgen_test]
async fn a_catalogue_that_does_not_come_is_told_to_the_page_and_to_the_visitor() {
    let back = replaced("window", "fetch", "value: async () => new Response('', { status: 404 })");
    let (instance, calls, root) = exploring("{ attributes: { catalogue: 'https://a.example/none.csv' } }");
    until(|| !problems(&calls, "catalogue").is_empty()).await;
    assert_eq!(problems(&calls, "catalogue"), ["The catalogue is left out: https://a.example/none.csv answered 404."]);
    assert!(says(&root, "n’a pas pu être lu").await);
    instance.unmount();
    back();
}

#[wasm_bindgen_test]
fn answers_that_are_something_else_than_an_object_are_refused_and_told() {
    let (instance, calls) = begun("{}");
    crate::answer(&instance, r#"{"profile":"media"}"#);
    for given in ["Promise.resolve({})", "new Map([['profile', 'media']])", "document.body", "new FormData()", "[]"] {
        instance.set_answers(&evaluate(&format!("return {given}")));
        assert_eq!(get(&instance.answers(), "profile"), JsValue::from("media"), "{given}");
    }
    assert_eq!(problems(&calls, "answers").len(), 5);
    // What a class or a framework made, and holds answers by name, is one.
    instance.set_answers(&evaluate("return new (class { profile = 'etat' })()"));
    assert_eq!(get(&instance.answers(), "profile"), JsValue::from("etat"));
}
