//! Plain objects for JavaScript.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A plain object with these fields.
pub(crate) fn object(fields: &[(&str, JsValue)]) -> Object {
    with(Object::new(), fields)
}

/// One that inherits nothing, whatever the page has every object inherit.
pub(crate) fn bare(fields: &[(&str, JsValue)]) -> Object {
    with(Object::create(JsValue::NULL.unchecked_ref()), fields)
}

fn with(object: Object, fields: &[(&str, JsValue)]) -> Object {
    for (name, value) in fields {
        set(&object, name, value);
    }
    object
}

/// Sets a field.
pub(crate) fn set(object: &Object, name: &str, value: &JsValue) {
    // A fresh object takes everything.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}
