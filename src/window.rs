//! The page's window.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Window;

// web_sys::window() looks for the global object in four places, to find a window in workers and in
// other engines too: 300 bytes of what a visitor downloads.
#[cfg(feature = "yew")]
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Option<Window>;
}

// `www/glued.js` says what it is.
#[cfg(not(feature = "yew"))]
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = SITE, js_name = window)]
    static WINDOW: Option<Window>;
}

/// The page's window, where there is one; or what `www/across.js` has in its place.
pub(crate) fn window() -> Option<Window> {
    WINDOW.with(Option::clone)
}
