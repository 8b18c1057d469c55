//! What the browser has promised.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// A promise that takes functions which are called at most once, whichever is.
    pub(super) type Pledge;

    #[wasm_bindgen(method)]
    pub(super) fn then(this: &Pledge, kept: &JsValue, broken: &JsValue);
}
