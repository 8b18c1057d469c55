//! The time of day, as people write it where the visitor is.

use causerie_core::time::Wall;
use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// The time of day in that language, or in the browser's own.
pub(crate) fn hours(at: Wall, locale: Option<&str>) -> String {
    let date = Date::new(at.as_millis() as f64);
    let locale = locale.map_or(JsValue::UNDEFINED, JsValue::from);
    let style = Object::new();
    let _ = Reflect::set(&style, &"timeStyle".into(), &"short".into());
    let local = date.time(&locale, &style);
    // A browser refuses languages it cannot read.
    let local = local.or_else(|_| date.time(&JsValue::UNDEFINED, &style));
    local.unwrap_or_default()
}

#[wasm_bindgen]
extern "C" {
    type Date;

    #[wasm_bindgen(constructor)]
    fn new(millis: f64) -> Date;

    #[wasm_bindgen(method, catch, js_name = toLocaleTimeString)]
    fn time(this: &Date, locale: &JsValue, style: &Object) -> Result<String, JsValue>;
}
