//! The widget for pages that are not written in Rust: what `www/element.js` calls.

use std::cell::Cell;
use std::rc::Rc;

use causerie_core::config::{OptionError, Options};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{CssStyleSheet, Element};

use super::mount::Mount;
use super::options;
use super::refusal::Refusal;
use crate::console;
use crate::ui::STYLE;

thread_local! {
    /// The widgets that such pages had, each at its number. Never borrowed, only taken
    /// out and put back: whatever is done with one may come back with more.
    static PLACED: Cell<Vec<Option<Rc<Mount>>>> = const { Cell::new(Vec::new()) };
}

/// Puts a widget at `place` and its style into `sheet`; returns its number. What happens
/// in it is told at `host`, which holds the place.
///
/// `options` is a JSON object; its fields are the widget's options, in camel case.
///
/// # Errors
/// With a name, a colon and a sentence, when the options are at fault; each fault is told
/// in the console.
#[wasm_bindgen]
#[expect(
    clippy::needless_pass_by_value,
    reason = "what is borrowed from JavaScript costs more bytes"
)]
pub fn mount(
    host: Element,
    place: Element,
    sheet: CssStyleSheet,
    options: &str,
) -> Result<usize, JsValue> {
    // As it is published a panic is a trap and calls no hook. What else is to be done about either
    // is done in JavaScript.
    if cfg!(not(panic = "immediate-abort")) {
        std::panic::set_hook(Box::new(console::panicked));
    }
    let options = Options::from_json(options);
    let options = options.inspect_err(options::tell).map_err(refused)?;
    let mount = Mount::at(&host, &place, &options);
    let mount = mount.map_err(|faults| faults.into_iter().next().map_or(JsValue::NULL, refused))?;
    sheet.replace_sync(STYLE)?;
    Ok(with(|all| {
        all.push(Some(Rc::new(mount)));
        all.len() - 1
    }))
}

/// Does with a widget what the page asks for. The `name` is that of a command; `argument`
/// is JSON, or `nothing`.
///
/// `destroy` ends everything that the widget listens to and waits for. Its chat goes on for
/// as long as the server waits, and another widget takes it up.
///
/// # Errors
/// With a name, a colon and a sentence; then nothing was done.
#[wasm_bindgen]
pub fn command(widget: usize, name: &str, argument: &str) -> Result<(), JsValue> {
    if name == "destroy" {
        drop(with(|all| all.get_mut(widget)?.take()));
        return Ok(());
    }
    let mount = with(|all| all.get(widget)?.clone());
    let mount = mount.ok_or(Refusal::NoWidget)?;
    Ok(mount.command(name, argument)?)
}

fn refused(fault: OptionError) -> JsValue {
    Refusal::Argument(fault).into()
}

fn with<T>(change: impl FnOnce(&mut Vec<Option<Rc<Mount>>>) -> T) -> T {
    let mut all = PLACED.take();
    let result = change(&mut all);
    PLACED.set(all);
    result
}
