//! The device's own sheet to share a text with.

use super::call;
use boussole::element::share_sheet::is_there;
use wasm_bindgen_test::wasm_bindgen_test;

/// Gives the browser these two functions, in the place of its own.
fn give(share: &str, can_share: &str) {
    let define = |name: &str, value: &str| {
        call(&format!("Object.defineProperty(navigator, '{name}', {{ configurable: true, value: {value} }})")).unwrap();
    };
    define("share", share);
    define("canShare", can_share);
}

#[wasm_bindgen_test]
fn a_sheet_is_offered_where_the_browser_has_one_and_the_page_lets_it_open() {
    give("async () => {}", "(data) => Boolean(data.text)");
    assert!(is_there());
    for (share, can_share) in [
        ("async () => {}", "() => false"),
        ("async () => {}", "() => { throw new TypeError('no') }"),
        ("async () => {}", "undefined"),
    ] {
        give(share, can_share);
        assert!(!is_there(), "{share} {can_share}");
    }
    call("delete navigator.share; delete navigator.canShare").unwrap();
}
