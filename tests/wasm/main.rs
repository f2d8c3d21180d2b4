//! The rules and the element's instance inside a browser.

#![cfg(target_arch = "wasm32")]
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]

mod attributes;
mod camera;
mod files;
mod fragment;
mod history;
mod host_content;
mod paint;
mod persistence;
mod print;
mod projection;
mod remote;
mod share_sheet;
mod storage;
mod uploads;

use boussole::element::{Content, Instance, Port};
use js_sys::{Array, Function, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, ShadowRoot, ShadowRootInit, ShadowRootMode, window};

wasm_bindgen_test_configure!(run_in_browser);

const VECTORS: &str = include_str!("../data/vectors.json");
/// The packs that the test command wrote before it called these tests.
const FRENCH: &[u8] = include_bytes!(concat!(env!("BOUSSOLE_PACKS"), "/fr.pack"));
const ENGLISH: &[u8] = include_bytes!(concat!(env!("BOUSSOLE_PACKS"), "/en.pack"));

fn get(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &name.into()).unwrap()
}

/// What an error says.
fn message_of(error: &JsValue) -> String {
    get(error, "message").as_string().unwrap()
}

fn root() -> Element {
    let document = window().unwrap().document().unwrap();
    let root = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&root).unwrap();
    root
}

/// A port that writes down each call: the event that was told, or the name of the method, with what came along.
fn port(calls: &Array) -> Port {
    port_of(calls, "{}")
}

/// Such a port of a page that has these `attributes`, `properties`, `scripts` by their slots, and `tried` catalogue: an expression.
/// The script of its single file is `alert("</script>")`.
fn port_of(calls: &Array, page: &str) -> Port {
    let recording = format!(
        "const page = {page};
        const called = (name) => (...args) => {{ calls.push([name, ...args]); }};
        const methods = {{
            attribute: (name) => page.attributes?.[name] ?? null,
            property: (name) => page.properties?.[name],
            script: (slot) => page.scripts?.[slot],
            triedCatalogue: () => page.tried,
            emit: (...args) => {{ calls.push(args); }},
            details: async () => {{}},
            singleFileScript: async () => 'alert(\"</script>\")',
            watchPolicy: () => ({{ violatedDirective: async () => window.directive || '', stop() {{}} }}),
        }};
        return new Proxy({{}}, {{ get: (_, name) => methods[name] ?? called(name) }});"
    );
    let port = Function::new_with_args("calls", &recording).call1(&JsValue::NULL, calls).unwrap();
    port.unchecked_into()
}

/// An instance, and the list of what it told its host.
fn instance() -> (Instance, Array) {
    instance_of("{}")
}

/// An instance in such a page, in French.
fn instance_of(page: &str) -> (Instance, Array) {
    let texts = Array::new();
    (Instance::new(&Content::new(FRENCH).unwrap(), port_of(&texts, page)), texts)
}

/// An instance that has begun, in such a page.
fn begun(page: &str) -> (Instance, Array) {
    let (instance, calls) = instance_of(page);
    instance.begin(&JsValue::UNDEFINED, None, &JsValue::UNDEFINED, false);
    instance.ready();
    (instance, calls)
}

/// The problems that a page was told with this code.
fn problems(calls: &Array, code: &str) -> Vec<String> {
    let calls = calls.iter().map(|call| Array::from(&call));
    let told = calls.filter(|call| call.get(0) == "problemFound" && call.get(1) == code);
    told.map(|call| call.get(2).as_string().unwrap()).collect()
}

/// Answers with an object in JSON.
fn answer(instance: &Instance, json: &str) {
    instance.set_answers(&json.into());
}

/// The shadow tree of an element on the page.
fn shadow() -> ShadowRoot {
    root().attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).unwrap()
}

/// What a function with this body returns.
fn evaluate(code: &str) -> JsValue {
    call(code).unwrap()
}

/// Runs code in the page.
fn call(code: &str) -> Result<JsValue, JsValue> {
    Function::new_no_args(code).call0(&JsValue::NULL)
}

/// Gives a thing of the page another property, `value(…) {…}` or `get() {…}`, where `before` is its descriptor; what is
/// returned puts it back.
fn replaced(object: &str, name: &str, property: &str) -> impl FnOnce() + use<> {
    let code = format!(
        "const before = Object.getOwnPropertyDescriptor({object}, '{name}');
        Object.defineProperty({object}, '{name}', {{ configurable: true, {property} }});
        return () => Object.defineProperty({object}, '{name}', before)"
    );
    let back: Function = call(&code).unwrap().unchecked_into();
    move || {
        back.call0(&JsValue::NULL).unwrap();
    }
}

/// The address of the page without its fragment.
fn url() -> String {
    window().unwrap().location().href().unwrap().split('#').next().unwrap().to_owned()
}

/// Gives the page another fragment, which nobody hears of.
fn set_fragment(fragment: &str) {
    let sign = if fragment.is_empty() { "" } else { "#" };
    let address = format!("{}{sign}{fragment}", url());
    window().unwrap().history().unwrap().replace_state_with_url(&JsValue::NULL, "", Some(&address)).unwrap();
}

/// A key of a widget that no other test has: all of them share a page.
fn storage_key() -> String {
    thread_local!(static COUNT: std::cell::Cell<u32> = const { std::cell::Cell::new(0) });
    COUNT.set(COUNT.get() + 1);
    format!("t{}", COUNT.get())
}

/// Whether two plain values are equal, whatever the order of their keys.
fn same(left: &JsValue, right: &JsValue) -> bool {
    if left.is_object() && right.is_object() {
        let keys = |value: &JsValue| Object::keys(value.unchecked_ref::<Object>());
        let (ours, theirs) = (keys(left), keys(right));
        return ours.length() == theirs.length()
            && ours.iter().all(|key| same(&Reflect::get(left, &key).unwrap(), &Reflect::get(right, &key).unwrap()));
    }
    left == right
}

async fn frame() {
    after(30).await;
}

async fn after(milliseconds: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(promise).await.unwrap();
}

/// Waits until the drawing has followed, at most three seconds: a busy machine draws later.
async fn until(drawn: impl Fn() -> bool) {
    for _ in 0..100 {
        if drawn() {
            return;
        }
        frame().await;
    }
}

/// Whether the page says this, soon.
async fn says(root: &Element, text: &str) -> bool {
    let is_said = || root.text_content().unwrap().contains(text);
    until(is_said).await;
    is_said()
}

#[wasm_bindgen_test]
fn every_worked_case_is_reproduced_through_the_instance() {
    let (instance, calls) = instance();
    let cases = Array::from(&JSON::parse(VECTORS).unwrap());
    assert_eq!(cases.length(), 35);
    for (index, case) in cases.iter().enumerate() {
        instance.set_answers(&get(&case, "answers"));
        assert_eq!(problems(&calls, "answers").len(), 0, "case {index}");
        let result = instance.result();
        assert!(same(&result, &case), "case {index}: {:?}", JSON::stringify(&result));
    }
}

#[wasm_bindgen_test]
fn answers_that_cannot_be_taken_change_nothing_and_name_the_field() {
    let (instance, texts) = instance();
    instance.set_answers(&JSON::parse(r#"{"profile":"media"}"#).unwrap());
    let count = texts.length();
    let strange = Function::new_no_args(
        "return { profile: () => 1, domains: ['d01', Symbol.iterator], maturity: NaN, start: new Date() }",
    );
    instance.set_answers(&strange.call0(&JsValue::NULL).unwrap());
    let told = problems(&texts, "answers").join("");
    let problems: Vec<&str> = told.split("; ").collect();
    assert_eq!(problems.len(), 4, "{problems:?}");
    for (problem, field) in problems.iter().zip(["profile", "domains", "maturity", "start"]) {
        assert!(problem.starts_with(field), "{problem}");
    }
    assert_eq!(get(&instance.answers(), "profile"), JsValue::from("media"));
    assert_eq!(texts.length(), count + 1, "nothing changed, nothing else is told");
}

#[wasm_bindgen_test]
fn a_getter_that_throws_or_a_loop_is_refused() {
    for code in [
        "return { get profile() { throw new Error('no') } }",
        "const a = {}; a.profile = a; return a",
        "const a = []; a.push(a); return { domains: a }",
        "return { maturity: 10n }",
    ] {
        let value = Function::new_no_args(code).call0(&JsValue::NULL).unwrap();
        let (instance, calls) = instance();
        instance.set_answers(&value);
        assert_eq!(problems(&calls, "answers").len(), 1, "{code}");
    }
}

#[wasm_bindgen_test]
async fn the_drawing_follows_the_answers_and_the_language() {
    let (instance, texts) = instance();
    let root = instance.mount(root(), false);
    let is_drawn = || root.query_selector("#view-title").unwrap().is_some();
    until(is_drawn).await;
    let title = || root.query_selector("#view-title").unwrap().unwrap().text_content().unwrap();
    assert_eq!(title(), "Se situer");
    let radio = root.query_selector("input[value=association]").unwrap().unwrap();
    radio.dyn_ref::<web_sys::HtmlElement>().unwrap().click();
    assert_eq!(get(&instance.answers(), "profile"), JsValue::from("association"));
    let names: Vec<String> = texts.iter().map(|pair| Array::from(&pair).get(0).as_string().unwrap()).collect();
    let public: Vec<&String> = names.iter().filter(|name| name.starts_with("boussole-")).collect();
    assert_eq!(public, ["boussole-change"]);
    assert!(names.iter().any(|name| name == "resultChanged"));

    assert!(instance.show("path"));
    assert!(!instance.show("nowhere"));
    until(|| title() == "S’équiper").await;
    assert_eq!(title(), "S’équiper");
    assert_eq!(root.query_selector_all(".column-main .resources > li").unwrap().length(), 9);

    instance.set_content(&Content::new(ENGLISH).unwrap());
    until(|| title() == "Get equipped").await;
    assert_eq!(title(), "Get equipped");
    assert_eq!(get(&instance.answers(), "profile"), JsValue::from("association"));

    instance.unmount();
    until(|| root.child_element_count() == 0).await;
    assert_eq!(root.child_element_count(), 0);
    let (other, _) = crate::instance();
    let theirs = crate::root();
    assert_eq!(other.mount(theirs.clone(), false), theirs, "a ground that stands on its page is the one to draw on");
    let again = instance.mount(window().unwrap().document().unwrap().create_element("div").unwrap(), false);
    assert_eq!(again, root, "what was let go of comes back");
    until(is_drawn).await;
    assert_eq!(title(), "Get equipped", "the state outlives the drawing");
}

#[wasm_bindgen_test]
async fn two_instances_are_independent() {
    let ((left, _), (right, _)) = (instance(), instance());
    let (left_root, right_root) = (left.mount(root(), false), right.mount(root(), false));
    answer(&left, r#"{"profile":"media","maturity":2}"#);
    let checked = |root: &Element| root.query_selector_all("input:checked").unwrap().length();
    until(|| checked(&left_root) == 2).await;
    assert_eq!(Object::keys(right.answers().unchecked_ref::<Object>()).length(), 0);
    assert_eq!((checked(&left_root), checked(&right_root)), (2, 0));
}

#[wasm_bindgen_test]
async fn views_that_come_and_go_leave_the_tree_whole() {
    // yewstack/yew#4092: siblings that render nothing must not stop the drawing.
    let (instance, _) = instance();
    let root = instance.mount(root(), false);
    let answers = [
        r#"{"maturity":1}"#,
        r#"{"maturity":1,"domains":["d01","d02","d03"],"start":"2026-09-01"}"#,
        r#"{"objectives":["hybrider","accelerer"],"horizons":[10,20,70]}"#,
    ];
    for _ in 0..3 {
        for answers in answers {
            for view in ["situate", "heading", "trajectory", "path", "method", "quick"] {
                answer(&instance, answers);
                instance.show(view);
                frame().await;
                let titled = || root.query_selector("#view-title").unwrap().is_some();
                until(titled).await;
                assert!(titled(), "{view}");
            }
        }
        instance.reset();
    }
}

#[wasm_bindgen_test]
fn bytes_that_are_no_pack_are_refused_with_a_sentence() {
    let refused = |bytes: &[u8]| Content::new(bytes).err().and_then(|error| error.as_string()).unwrap();
    assert_eq!(refused(b"<html>"), "not a content pack");
    assert_eq!(refused(&FRENCH[..100]), "content pack cut or changed on the way");
}
