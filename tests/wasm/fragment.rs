//! Links in the address of the page: found, put there and taken out by the browser.

use crate::{call, frame, replaced, set_fragment, url};
use boussole::element::fragment::Address;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlIFrameElement, Window, window};

fn page() -> Address {
    Address::of_page().unwrap()
}

fn history_length() -> u32 {
    window().unwrap().history().unwrap().length().unwrap()
}

/// A window that this code makes.
fn window_of(code: &str) -> Window {
    call(code).unwrap().unchecked_into()
}

/// The window of a frame in this page.
fn frame_of(code: &str) -> (HtmlIFrameElement, Window) {
    let element: HtmlIFrameElement = call(code).unwrap().unchecked_into();
    let window = element.content_window().unwrap();
    (element, window)
}

#[wasm_bindgen_test]
fn the_page_has_its_own_address() {
    set_fragment("");
    assert_eq!(page().prefix("b"), format!("{}#b=", url()));
    assert!(page().is_of_top_page());
}

#[wasm_bindgen_test]
fn a_page_that_puts_something_else_under_the_name_of_its_parent_keeps_its_address() {
    let restore = replaced("window", "parent", "get() { return null }");
    let address = Address::of_page();
    restore();
    assert!(address.is_some());
}

#[wasm_bindgen_test]
async fn a_srcdoc_frame_has_the_address_of_the_page_around_it() {
    set_fragment("b=1.a");
    let (element, window) = frame_of(
        "const frame = document.createElement('iframe'); frame.srcdoc = '<p>x'; document.body.append(frame); return frame",
    );
    for _ in 0..20 {
        frame().await;
        if window.location().href().unwrap() == "about:srcdoc" {
            break;
        }
    }
    assert_eq!(window.location().href().unwrap(), "about:srcdoc");
    let address = Address::of(window).unwrap();
    assert_eq!(address.link("b").as_deref(), Some("1.a"));
    assert!(address.is_of_top_page());
    element.remove();
}

#[wasm_bindgen_test]
fn a_frame_that_its_page_wrote_has_the_address_of_that_page() {
    set_fragment("b=1.a");
    let (element, window) = frame_of(
        "const frame = document.createElement('iframe'); document.body.append(frame);
        const page = frame.contentDocument; page.open(); page.write('<p>x'); page.close(); return frame",
    );
    assert_eq!(window.location().href().unwrap().split('#').next(), Some(url().as_str()), "the browser says the same");
    let address = Address::of(window).unwrap();
    assert_eq!(address.prefix("b"), format!("{}#b=", url()));
    assert!(address.is_of_top_page(), "not that of the frame, which nobody sees");
    element.remove();
}

#[wasm_bindgen_test]
fn a_frame_in_a_frame_without_addresses_has_that_of_the_page_around_both() {
    let address = Address::of(window_of(
        "const top = { location: { href: 'https://a.org/p#x', hash: '#x' } }; top.parent = top;
        const outer = { location: { href: 'blob:https://a.org/1' }, parent: top };
        return { location: { href: 'about:srcdoc' }, parent: outer }",
    ));
    assert_eq!(address.unwrap().prefix("b"), "https://a.org/p#x&b=");
}

#[wasm_bindgen_test]
fn a_frame_without_an_address_on_a_page_of_another_site_has_none() {
    let inside = |own: &str| {
        window_of(&format!(
            "const far = {{ location: {{ get href() {{ throw new DOMException('no', 'SecurityError') }} }} }};
            return {{ location: {{ href: '{own}', hash: '' }}, parent: far }}"
        ))
    };
    for own in ["about:srcdoc", "about:blank", "data:text/html,x", "blob:https://a.org/1", "javascript:0"] {
        assert!(Address::of(inside(own)).is_none(), "{own}");
    }
    let address = Address::of(inside("https://b.org/p"));
    assert_eq!(address.unwrap().prefix("b"), "https://b.org/p#b=", "one with an address keeps it");
}

#[wasm_bindgen_test]
fn a_page_without_an_address_in_no_frame_has_none() {
    let address =
        Address::of(window_of("const top = { location: { href: 'data:text/html,x' } }; top.parent = top; return top"));
    assert!(address.is_none());
}

#[wasm_bindgen_test]
fn a_link_goes_into_the_address_and_the_history_stays_as_it_is() {
    set_fragment("");
    call("history.replaceState({ own: 7 }, '')").unwrap();
    let before = history_length();
    for link in ["1.a", "1.b", ""] {
        assert_eq!(page().set_link("b", link), Ok(()));
        assert_eq!(page().link("b").unwrap_or_default(), link);
    }
    assert_eq!(history_length(), before);
    assert_eq!(call("return history.state.own").unwrap(), JsValue::from(7), "nor does the page lose its state");
    assert_eq!(call("return location.href").unwrap(), JsValue::from(url()), "nothing left when there is nothing");
}

#[wasm_bindgen_test]
fn a_fragment_of_the_page_itself_is_left_alone_and_the_reason_named() {
    for own in ["section-2", "/route/of/a/router"] {
        set_fragment(own);
        assert_eq!(page().set_link("b", "1.a"), Err(format!("#{own} is the page's own.")));
        assert_eq!(page().fragment(), own);
    }
    assert_eq!(page().prefix("b"), format!("{}#/route/of/a/router?b=", url()), "a link may still be given with it");
    set_fragment("");
}

#[wasm_bindgen_test]
fn two_widgets_and_the_page_have_values_side_by_side() {
    set_fragment("x=1");
    page().set_link("b", "1.a").unwrap();
    page().set_link("c", "1.c").unwrap();
    page().set_link("b", "1.b").unwrap();
    assert_eq!(page().fragment(), "x=1&b=1.b&c=1.c");
    page().set_link("b", "").unwrap();
    assert_eq!(page().fragment(), "x=1&c=1.c");
    set_fragment("");
}

#[wasm_bindgen_test]
fn a_link_that_was_taken_out_of_a_route_comes_back_there() {
    set_fragment("/route?gap=1.a");
    page().set_link("gap", "").unwrap();
    assert_eq!(page().fragment(), "/route");
    page().set_link("gap", "1.b").unwrap();
    assert_eq!(page().fragment(), "/route?gap=1.b");
    page().set_link("gap", "").unwrap();
    set_fragment("/other");
    assert!(page().set_link("gap", "1.b").is_err(), "not into another route");
    set_fragment("");
}

#[wasm_bindgen_test]
fn a_link_that_was_encoded_on_its_way_is_found() {
    set_fragment("b%253D1.a%252Cb");
    assert_eq!(page().link("b").as_deref(), Some("1.a,b"));
    set_fragment("");
}

#[wasm_bindgen_test]
fn a_base_of_another_site_takes_the_address_nowhere() {
    set_fragment("");
    call("const base = document.createElement('base'); base.id = 'base'; base.href = 'https://a.org/'; document.head.append(base)")
        .unwrap();
    assert_eq!(page().set_link("b", "1.a"), Ok(()));
    assert_eq!(call("return location.href").unwrap(), JsValue::from(format!("{}#b=1.a", url())));
    call("document.getElementById('base').remove()").unwrap();
    set_fragment("");
}

#[wasm_bindgen_test]
fn a_page_that_refuses_another_address_is_quoted() {
    set_fragment("");
    call("history.replaceState = () => { throw new DOMException('too often', 'SecurityError') }").unwrap();
    let refused = page().set_link("b", "1.a");
    call("delete history.replaceState").unwrap();
    assert_eq!(refused, Err("SecurityError: too often".to_owned()));
}

#[wasm_bindgen_test]
async fn another_fragment_is_heard_until_nobody_listens() {
    set_fragment("");
    let heard = Rc::new(Cell::new(0));
    let counted = heard.clone();
    let listener = page().on_change(move || counted.set(counted.get() + 1));
    let turn = |fragment: &str| window().unwrap().location().set_hash(fragment).unwrap();
    turn("b=1.a");
    crate::until(|| heard.get() == 1).await;
    assert_eq!(heard.get(), 1);
    page().set_link("b", "1.b").unwrap();
    frame().await;
    assert_eq!(heard.get(), 1, "what is put there by us is no news");
    drop(listener);
    turn("b=1.c");
    frame().await;
    assert_eq!(heard.get(), 1);
    assert_eq!(Rc::strong_count(&heard), 1, "and what listened is gone");
    set_fragment("");
}
