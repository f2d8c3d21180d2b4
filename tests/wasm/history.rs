//! Entries of widgets in the history of the page, beside what the page keeps there.

use crate::call;
use boussole::element::history::{HistoryEntry, current, push, replace};
use js_sys::JSON;
use wasm_bindgen_test::wasm_bindgen_test;

fn entry(view: &str) -> HistoryEntry {
    HistoryEntry { view: view.to_owned(), link: "1.a".to_owned() }
}

fn state() -> String {
    let state = call("return history.state").unwrap();
    JSON::stringify(&state).unwrap().into()
}

fn set_state(code: &str) {
    call(&format!("history.replaceState({code}, '')")).unwrap();
}

#[wasm_bindgen_test]
fn a_page_without_a_state_has_no_entry_until_one_is_written() {
    set_state("null");
    assert_eq!(current("b"), None);
    replace("b", &entry("path")).unwrap();
    assert_eq!(current("b"), Some(entry("path")));
    assert_eq!(current("c"), None);
}

#[wasm_bindgen_test]
fn what_the_page_keeps_in_its_state_stays() {
    set_state("{ route: { name: 'home' }, boussole: { c: { view: 'explore', link: '' } } }");
    let before = call("return history.length").unwrap();
    push("b", &entry("heading")).unwrap();
    assert_eq!(current("c").unwrap().view, "explore");
    assert_eq!(
        state(),
        r#"{"route":{"name":"home"},"boussole":{"c":{"view":"explore","link":""},"b":{"view":"heading","link":"1.a"}}}"#
    );
    assert!(call("return history.length").unwrap().as_f64() > before.as_f64());
}

#[wasm_bindgen_test]
fn a_state_that_is_no_plain_object_stays_and_the_refusal_says_why() {
    for code in ["[1, 2]", "new Map([[1, 2]])", "new Date(0)", "'text'", "7"] {
        set_state(code);
        let before = state();
        assert!(replace("b", &entry("path")).unwrap_err().contains("plain object"), "{code}");
        assert_eq!(state(), before, "{code}");
        assert_eq!(current("b"), None, "{code}");
    }
    set_state("null");
}

#[wasm_bindgen_test]
fn an_entry_that_somebody_else_wrote_is_none() {
    for code in ["{ boussole: 7 }", "{ boussole: { b: {} } }", "{ boussole: { b: { view: 1, link: '' } } }"] {
        set_state(code);
        assert_eq!(current("b"), None, "{code}");
    }
    set_state("null");
}
