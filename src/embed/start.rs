//! The widget for pages that are not written in Rust.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

use super::mount::Mount;
use super::options;
use crate::window::window;

/// Puts a widget at the end of the page.
///
/// `options` is an object; its fields are the widget's options, in camel case.
/// What is wrong with them is told in the console, and a note that chat is
/// unavailable takes the widget's place.
///
/// # Errors
/// When the document has no body yet.
#[wasm_bindgen]
pub fn start(options: &JsValue) -> Result<(), JsValue> {
    let options = options::decode(options);
    let options = options.inspect_err(options::tell).unwrap_or_default();
    let host = host().ok_or("causerie: the document has no body yet")?;
    // A page has it until it is left.
    std::mem::forget(Mount::on(&host, &options));
    Ok(())
}

fn host() -> Option<Element> {
    let document = window()?.document()?;
    let host = document.create_element("causerie-chat").ok()?;
    document.body()?.append_child(&host).ok()?;
    Some(host)
}
