//! The widget for pages that are not written in Rust: what `www/element.js` calls.

use causerie_core::chat::Remark;
use causerie_core::config::{self, OptionError, Options};
use causerie_core::session::Act;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

use super::mount::Mount;
use super::numbered::Numbered;
use super::options;
use super::refusal::Refusal;
use crate::console;
use crate::ui::{Deed, Entry};

thread_local! {
    /// The widgets that such pages had.
    static PLACED: Numbered<Mount> = const { Numbered::new() };
}

/// Puts a widget at `place`; returns its number. What happens in it is told at `host`, which holds
/// the place and has its style (`www/early.js`).
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
pub fn mount(host: Element, place: Element, options: &str) -> Result<usize, JsValue> {
    // As it is published a panic is a trap and calls no hook. What else is to be done about either
    // is done in JavaScript.
    if cfg!(not(panic = "immediate-abort")) {
        std::panic::set_hook(Box::new(console::panicked));
    }
    let options = Options::from_json(options);
    let options = options.inspect_err(options::tell).map_err(refused)?;
    let mount = Mount::at(&host, &place, &options);
    let mount = mount.map_err(|faults| faults.into_iter().next().map_or(JsValue::NULL, refused))?;
    Ok(PLACED.with(|all| all.add(mount)))
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
        drop(PLACED.with(|all| all.remove(widget)));
        return Ok(());
    }
    let mount = PLACED.with(|all| all.get(widget));
    let mount = mount.ok_or(Refusal::NoWidget)?;
    Ok(mount.command(name, argument)?)
}

fn refused(fault: OptionError) -> JsValue {
    Refusal::Argument(fault).into()
}

impl Mount {
    /// Does what the page asks for; the argument is JSON.
    ///
    /// # Errors
    /// When that cannot be; then nothing was done.
    fn command(&self, name: &str, argument: &str) -> Result<(), Refusal> {
        match name {
            "close" | "open" => {
                self.face.act_on(Deed::Open(name == "open"));
                Ok(())
            }
            "end" => self.chat.end(),
            "send" => self.chat.send(config::words(argument)?),
            "set" => self.set(&Options::from_json(argument)?),
            "start" => self.start(config::answers(argument)?),
            "whole" => {
                self.face.act_on(Deed::Whole(argument == "true"));
                Ok(())
            }
            _ => self.chat.tell(Remark::from_json(argument)?),
        }
    }

    /// Begins a chat, as if the visitor had sent the form with these answers.
    fn start(&self, answers: Vec<(String, String)>) -> Result<(), Refusal> {
        if !self.chat.is_free() {
            return Err(Refusal::Chat);
        }
        self.chat.driver().act(Act::Restart);
        for (name, answer) in answers {
            self.face.act_on(Deed::Write(Entry::Field(name), answer));
        }
        let sent = self.face.act_on(Deed::Submit);
        sent.then_some(()).ok_or(Refusal::Form)
    }

    /// Takes over what may change while the widget is on the page; what else `options` say
    /// is for the next chat.
    fn set(&self, options: &Options) -> Result<(), Refusal> {
        self.face.configure(self.chat.set(options)?);
        Ok(())
    }
}
