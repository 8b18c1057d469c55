//! The page's window.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Window;

#[wasm_bindgen]
extern "C" {
    // web_sys::window() looks for the global object in four places, to find a window in workers
    // and in other engines too: 300 bytes of what a visitor downloads.
    #[wasm_bindgen(thread_local_v2, js_name = window)]
    static WINDOW: Option<Window>;
}

/// The page's window, where there is one.
pub(crate) fn window() -> Option<Window> {
    WINDOW.with(Option::clone)
}
