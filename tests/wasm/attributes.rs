//! What the page says by attributes, and what a widget begins with.

use crate::{begun, evaluate, get, instance_of, problems, root, until};
use boussole::element::Instance;
use js_sys::JSON;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const NOTHING: JsValue = JsValue::UNDEFINED;

fn answers(instance: &Instance) -> String {
    JSON::stringify(&instance.answers()).unwrap().into()
}

/// The view that shows.
async fn view(instance: &Instance) -> String {
    let root = instance.mount(root(), false);
    let shown = || root.query_selector("[data-view]").unwrap().and_then(|view| view.get_attribute("data-view"));
    until(|| shown().is_some()).await;
    let shown = shown().unwrap_or_default();
    instance.unmount();
    shown
}

#[wasm_bindgen_test]
fn a_preset_fills_what_is_unanswered_and_what_cannot_be_taken_is_told() {
    let (instance, calls) = instance_of("{ attributes: { preset: 'profile=media;maturity=9;colour=red' } }");
    instance.begin(&JSON::parse(r#"{"maturity":2}"#).unwrap(), None, &NOTHING, false);
    assert_eq!(answers(&instance), r#"{"profile":"media","maturity":2}"#);
    let told = problems(&calls, "attribute");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("preset: ") && told[0].contains("maturity") && told[0].contains("colour"), "{told:?}");
}

#[wasm_bindgen_test]
fn a_locked_answer_comes_from_the_preset_alone() {
    let (instance, calls) = instance_of("{ attributes: { preset: 'profile=media', lock: 'profile, hat' } }");
    instance.begin(&JSON::parse(r#"{"profile":"association","maturity":1}"#).unwrap(), None, &NOTHING, false);
    assert_eq!(answers(&instance), r#"{"profile":"media","maturity":1}"#);
    assert_eq!(problems(&calls, "attribute"), ["lock: no answer is named hat."]);
}

#[wasm_bindgen_test]
fn a_preset_that_changes_is_followed() {
    let calls = evaluate("return window.page = { attributes: {} }");
    let (instance, _) = begun("window.page");
    js_sys::Reflect::set(&get(&calls, "attributes"), &"preset".into(), &"maturity=3".into()).unwrap();
    instance.attribute_changed("preset");
    assert_eq!(answers(&instance), r#"{"maturity":3}"#);
}

#[wasm_bindgen_test]
async fn views_and_locks_that_change_are_followed() {
    let page = evaluate("return window.page = { attributes: { views: 'path' } }");
    let set = |name: &str, value: JsValue| {
        js_sys::Reflect::set(&get(&page, "attributes"), &name.into(), &value).unwrap();
    };
    let (instance, _) = begun("window.page");
    assert!(!instance.show("nowhere"));
    assert_eq!(view(&instance).await, "path");
    set("views", "heading summary".into());
    instance.attribute_changed("views");
    assert_eq!(view(&instance).await, "heading");
    set("views", NOTHING);
    instance.attribute_changed("views");
    instance.show("trajectory");
    assert_eq!(view(&instance).await, "trajectory");
    set("lock", "start".into());
    instance.attribute_changed("lock");
    let root = instance.mount(root(), false);
    until(|| root.query_selector("#start").unwrap().is_none()).await;
    assert!(root.query_selector("#start").unwrap().is_none(), "what is locked is not asked");
}

#[wasm_bindgen_test]
async fn views_that_are_unknown_are_told_once_and_the_first_of_the_others_shows() {
    let (instance, calls) = begun("{ attributes: { views: 'path nowhere heading' } }");
    assert_eq!(problems(&calls, "attribute"), ["views: no view is named nowhere."]);
    instance.set_content(&boussole::element::Content::new(crate::ENGLISH).unwrap());
    assert_eq!(problems(&calls, "attribute").len(), 1);
    assert_eq!(view(&instance).await, "heading");
}

#[wasm_bindgen_test]
async fn it_begins_where_the_page_says_and_a_view_that_there_is_not_is_told() {
    let (instance, calls) = begun("{ attributes: { 'start-view': 'path' } }");
    assert_eq!((view(&instance).await.as_str(), problems(&calls, "attribute").len()), ("path", 0));
    let (instance, calls) = begun("{ attributes: { 'start-view': 'nowhere' } }");
    assert_eq!(view(&instance).await, "situate");
    let told = problems(&calls, "attribute");
    assert!(told[0].starts_with("start-view=\"nowhere\" is not one of situate, heading, "), "{told:?}");
}

#[wasm_bindgen_test]
async fn a_view_that_the_page_asks_for_goes_before_and_waits_for_a_first_view() {
    let (instance, _) = instance_of("{ attributes: { 'start-view': 'path' } }");
    instance.begin(&NOTHING, Some("heading".to_owned()), &NOTHING, false);
    assert_eq!(view(&instance).await, "heading");
    let (instance, _) = instance_of("{}");
    instance.begin(&NOTHING, Some("heading".to_owned()), &NOTHING, true);
    assert_eq!(view(&instance).await, "situate");
    instance.ready();
    assert_eq!(view(&instance).await, "heading");
}

#[wasm_bindgen_test]
async fn after_a_crash_it_begins_with_what_was_there() {
    let (before, calls) = begun("{}");
    crate::answer(&before, r#"{"profile":"media"}"#);
    crate::after(20).await;
    let mut backups = calls.iter().map(|call| js_sys::Array::from(&call)).filter(|call| call.get(0) == "backedUp");
    let link = backups.next_back().unwrap().get(1).as_string().unwrap();
    let (instance, _) = instance_of("{ attributes: { preset: 'profile=association;maturity=1' } }");
    let before = evaluate(&format!("return {{ link: '{link}', view: 'path', recovery: undefined }}"));
    instance.begin(&NOTHING, None, &before, false);
    assert_eq!(get(&instance.answers(), "profile"), JsValue::from("media"));
    assert_eq!(view(&instance).await, "path");
}

#[wasm_bindgen_test]
async fn the_title_has_the_level_that_the_page_says() {
    for (level, tag) in [("4", "H4"), ("9", "H2"), ("", "H2")] {
        let (instance, _) = begun(&format!("{{ attributes: {{ 'heading-level': '{level}' }} }}"));
        let root = instance.mount(root(), false);
        let title = || root.query_selector("h2, h3, h4, h5, h6").unwrap();
        until(|| title().is_some()).await;
        assert_eq!(title().unwrap().tag_name(), tag, "{level}");
        instance.unmount();
    }
}
