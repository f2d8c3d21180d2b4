//! What a page may have replaced, or a sandbox may refuse, read and called so that what is thrown there is an error here:
//! an exception in a plain import would make the whole module fall.

use super::js_value::define_property;
use core::pin::Pin;
use js_sys::{Array, Function, Object, Promise, Reflect, global};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{Document, window};

/// The property of an object.
///
/// # Errors
/// What the getter throws, or that this is no object.
pub fn get(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(object, &name.into())
}

/// Sets a property of an object.
///
/// # Errors
/// What the setter throws.
pub fn set(object: &JsValue, name: &str, value: &JsValue) -> Result<(), JsValue> {
    Reflect::set(object, &name.into(), value).map(|_| ())
}

/// Sets a property of an object to a text.
///
/// # Errors
/// What the setter throws.
pub fn set_text(object: &JsValue, name: &str, text: &str) -> Result<(), JsValue> {
    set(object, name, &text.into())
}

/// Calls a method of an object.
///
/// # Errors
/// What it throws, or that there is no such method.
pub fn call(object: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    function(object, name)?.apply(object, &list(arguments))
}

/// Makes an instance of a class that a window has.
///
/// # Errors
/// What its constructor throws, or that there is no such class.
pub fn construct(window: &JsValue, name: &str, arguments: &[&JsValue]) -> Result<JsValue, JsValue> {
    Reflect::construct(&function(window, name)?, &list(arguments))
}

/// The page's document.
///
/// # Errors
/// Nothing, where there is none.
pub fn document() -> Result<Document, JsValue> {
    window().and_then(|window| window.document()).ok_or(JsValue::UNDEFINED)
}

/// What can be gone through, as a list.
///
/// # Errors
/// What the browser throws at what cannot.
pub fn items(iterable: &JsValue) -> Result<Array, JsValue> {
    call(&get(&global(), "Array")?, "from", &[iterable]).map(JsCast::unchecked_into)
}

/// A plain object with these properties.
#[must_use]
pub fn object(properties: &[(&str, &JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        define_property(&object, name, value);
    }
    object.into()
}

/// What a promise brings or is rejected with, or a value that is none.
#[must_use]
pub fn settled(value: &JsValue) -> JsFuture {
    Promise::resolve(value).into()
}

/// Runs what takes a while, without anybody waiting for it. Boxed, here and in [`promise`]: what runs a future is compiled for
/// each type of it.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    let task: Pin<Box<dyn Future<Output = ()>>> = Box::pin(task);
    spawn_local(task);
}

/// A promise of what a future comes to.
pub fn promise(task: impl Future<Output = Result<JsValue, JsValue>> + 'static) -> Promise {
    let task: Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>> = Box::pin(task);
    future_to_promise(task)
}

/// A promise that is kept after a while, with nothing.
pub fn delay(milliseconds: u32) -> Promise {
    Promise::new(&mut |resolve, _| {
        let _ = call(&global(), "setTimeout", &[&resolve, &milliseconds.into()]);
    })
}

/// Whether a value is something.
#[must_use]
pub fn is_present(value: &JsValue) -> bool {
    !value.is_null() && !value.is_undefined()
}

/// What an error says of itself.
#[must_use]
pub fn message(error: &JsValue) -> String {
    get(error, "message").ok().and_then(|message| message.as_string()).unwrap_or_default()
}

fn function(object: &JsValue, name: &str) -> Result<Function, JsValue> {
    get(object, name)?.dyn_into().map_err(|_| js_sys::TypeError::new(&format!("{name} is not a function")).into())
}

fn list(items: &[&JsValue]) -> Array {
    items.iter().copied().collect()
}
