//! The widget for pages that are not written in Rust.

use std::cell::Cell;
use std::rc::Rc;

use causerie_core::chat::Remark;
use causerie_core::config::Options;
use js_sys::Error;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

use super::mount::Mount;
use super::options;
use crate::window::window;

thread_local! {
    /// The widgets that such pages had, each at its number. Never borrowed, only taken
    /// out and put back: whatever is done with one may come back with more.
    static PLACED: Cell<Vec<Option<Rc<Placed>>>> = const { Cell::new(Vec::new()) };
}

/// A widget, or the note in its place, at the end of the page.
struct Placed {
    host: Element,
    mount: Option<Mount>,
}

/// Puts a widget at the end of the page, until it is [destroyed](destroy) or the page
/// is left; returns its number.
///
/// `options` is an object; its fields are the widget's options, in camel case.
/// What is wrong with them is told in the console, and a note that chat is
/// unavailable takes the widget's place.
///
/// # Errors
/// When the document has no body yet.
#[wasm_bindgen]
pub fn start(options: &JsValue) -> Result<usize, JsValue> {
    let options = Options::from_json(&options::json(options));
    let options = options.inspect_err(options::tell).unwrap_or_default();
    let host = host().ok_or("causerie: the document has no body yet")?;
    let mount = Mount::on(&host, &options);
    let placed = Rc::new(Placed { host, mount });
    Ok(with(|all| {
        all.push(Some(placed));
        all.len() - 1
    }))
}

/// Says something on the visitor's behalf, beside the conversation: `remark` is an
/// object with exactly one of `nickname`, `data`, `notice` and `url`.
///
/// # Errors
/// When it is something else, when there is no chat to say it in, and when the back end
/// has no such operation; with a sentence that says so.
#[wasm_bindgen]
pub fn tell(widget: usize, remark: &JsValue) -> Result<(), JsValue> {
    let remark = Remark::from_json(&options::json(remark));
    let remark = remark.map_err(|fault| error(&fault.to_string()))?;
    let placed = with(|all| all.get(widget)?.clone());
    let mount = placed.as_ref().and_then(|placed| placed.mount.as_ref());
    let mount = mount.ok_or_else(|| error("there is no such widget"))?;
    mount.tell(remark).map_err(|sentence| error(&sentence))
}

/// Takes a widget off the page, with everything that it listens to and waits for. Its
/// chat goes on for as long as the server waits, and another widget takes it up.
#[wasm_bindgen]
pub fn destroy(widget: usize) {
    if let Some(placed) = with(|all| all.get_mut(widget)?.take()) {
        placed.host.remove();
    }
}

fn with<T>(change: impl FnOnce(&mut Vec<Option<Rc<Placed>>>) -> T) -> T {
    let mut all = PLACED.take();
    let result = change(&mut all);
    PLACED.set(all);
    result
}

fn error(sentence: &str) -> JsValue {
    Error::new(&format!("causerie: {sentence}")).into()
}

fn host() -> Option<Element> {
    let document = window()?.document()?;
    let host = document.create_element("causerie-chat").ok()?;
    document.body()?.append_child(&host).ok()?;
    Some(host)
}
