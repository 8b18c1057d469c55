//! Numbers, lists and the time of day, as people write them where the visitor is.

use wasm_bindgen::prelude::wasm_bindgen;

// What loads the widget on other pages is one file with `www/written.js`; wasm-bindgen brings it
// to a page in Yew.
#[cfg_attr(feature = "yew", wasm_bindgen(module = "/www/written.js"))]
#[cfg_attr(not(feature = "yew"), wasm_bindgen)]
extern "C" {
    /// Writes a number into a pattern, as people do who speak that language.
    pub(crate) fn written(pattern: &str, number: f64, locale: &str) -> String;
}
