//! Plain values to and from JavaScript.

use crate::app::runtime::value::Value;
use js_sys::{Array, JsString, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Nothing a host may pass is deeper than a condition of a sentence of an instrument in an overlay, of a few parts: what is
/// deeper is not read.
const MAX_DEPTH: u8 = 12;
/// More names than any object that a host may pass has.
const MAX_KEYS: usize = 512;
/// The longest list that any of them takes, and one more to be refused.
const MAX_LIST_LEN: u32 = 20_001;

/// A plain object, made of own properties only.
#[must_use]
pub fn to_js(value: &Value) -> JsValue {
    match value {
        Value::Null => JsValue::NULL,
        Value::Bool(value) => JsValue::from(*value),
        #[allow(clippy::cast_precision_loss)] // Our numbers are small.
        Value::Integer(value) => JsValue::from(*value as f64),
        Value::Decimal(value) => JsValue::from(*value),
        Value::Text(text) => JsValue::from(text.as_str()),
        Value::List(items) => items.iter().map(to_js).collect::<Array>().into(),
        Value::Map(entries) => {
            let object = Object::new();
            for (name, value) in entries {
                define_property(&object, name, &to_js(value));
            }
            object.into()
        }
    }
}

/// Gives an object a property of its own, whatever setters a page has put into `Object.prototype`.
pub fn define_property(object: &Object, name: &str, value: &JsValue) {
    let descriptor = Object::create(JsValue::NULL.unchecked_ref());
    for (name, value) in [
        ("value", value),
        ("writable", &JsValue::TRUE),
        ("enumerable", &JsValue::TRUE),
        ("configurable", &JsValue::TRUE),
    ] {
        // A descriptor's own fields: set on an object that inherits nothing.
        let _ = Reflect::set(&descriptor, &name.into(), value);
    }
    let _ = Reflect::define_property(object, &name.into(), &descriptor);
}

/// Whether an object is no list, date or other thing with more in it than its properties: nothing stands behind its
/// prototype.
#[must_use]
pub fn is_plain(object: &Object) -> bool {
    let prototype = Object::get_prototype_of(object);
    prototype.is_null() || Object::get_prototype_of(&prototype).is_null()
}

/// What a host passed. What is no plain value becomes a number that no question takes.
#[must_use]
pub fn from_js(value: &JsValue) -> Value {
    read(value, MAX_DEPTH)
}

fn read(value: &JsValue, depth: u8) -> Value {
    const NOT_PLAIN: Value = Value::Decimal(f64::NAN);
    if value.is_null() || value.is_undefined() {
        return Value::Null;
    }
    if let Some(value) = value.as_bool() {
        return Value::Bool(value);
    }
    if let Some(number) = value.as_f64() {
        // Whole numbers that a double holds exactly.
        #[allow(clippy::cast_possible_truncation)]
        return if number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_991.0 {
            Value::Integer(number as i64)
        } else {
            Value::Decimal(number)
        };
    }
    if let Some(text) = value.dyn_ref::<JsString>() {
        return Value::Text(String::from(text));
    }
    let Some(depth) = depth.checked_sub(1) else {
        return NOT_PLAIN;
    };
    // A proxy answers what it likes, and may throw at each question: none is asked that cannot be refused.
    if !value.is_object() || value.is_function() {
        return NOT_PLAIN;
    }
    let Ok(length) = Reflect::get(value, &"length".into()) else { return NOT_PLAIN };
    if Array::is_array(value) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Cut to what is read of it.
        let length = (length.as_f64().unwrap_or_default() as u32).min(MAX_LIST_LEN);
        let item = |index: u32| Reflect::get_u32(value, index).map_or(NOT_PLAIN, |item| read(&item, depth));
        return Value::List((0..length).map(item).collect());
    }
    let Ok(names) = Reflect::own_keys(value) else { return NOT_PLAIN };
    let entries = names.iter().filter_map(|name| name.as_string().map(|text| (name, text))).take(MAX_KEYS);
    let entries = entries.map(|(name, text)| {
        // A getter that throws gives nothing that could be taken.
        (text, Reflect::get(value, &name).map_or(NOT_PLAIN, |value| read(&value, depth)))
    });
    Value::Map(entries.collect())
}

/// What an exception says, as its `toString` would: asked field by field, since a page's own may throw at that.
#[must_use]
pub fn reason(error: &JsValue) -> String {
    let field = |name: &str| Reflect::get(error, &name.into()).ok().and_then(|text| text.as_string());
    match (field("name"), field("message")) {
        (Some(name), Some(message)) if !message.is_empty() => format!("{name}: {message}"),
        (Some(text), _) | (None, Some(text)) => text,
        (None, None) => error.as_string().unwrap_or_default(),
    }
}
