//! The widget for pages that are not written in Rust.

use causerie_core::config::Options;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, HtmlElement};

use super::options;
use super::widget::{Widget, WidgetProps};
use wasm_bindgen::JsCast;

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
    mount(options).ok_or_else(|| JsValue::from_str("causerie: the document has no body yet"))
}

fn mount(options: Options) -> Option<()> {
    // Yew's own would print what the message quotes.
    yew::set_custom_panic_hook(Box::new(|_| {}));
    let body = web_sys::window()?.document()?.body()?;
    let root = root(&body)?;
    yew::Renderer::<Widget>::with_root_and_props(root, WidgetProps { options }).render();
    Some(())
}

/// An element that takes no part in the page's layout.
fn root(body: &HtmlElement) -> Option<Element> {
    let root = body.owner_document()?.create_element("div").ok()?;
    let root = root.dyn_into::<HtmlElement>().ok()?;
    root.style().set_property("display", "contents").ok()?;
    body.append_child(&root).ok()?;
    Some(root.into())
}
