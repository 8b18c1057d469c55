//! A chat without an interface: what `www/npm/chat.js` calls.

use std::cell::RefCell;
use std::rc::Rc;

use causerie_core::chat::{ChosenFile, Form, Remark};
use causerie_core::config::{self, OptionError, Options};
use causerie_core::error::Trouble;
use causerie_core::session::Act;
use causerie_core::text::decimal;
use causerie_core::transcript::{Delivery, Row, RowKey};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{EventTarget, File};

use super::chat::Chat;
use super::events::Events;
use super::numbered::Numbered;
use super::options;
use super::refusal::Refusal;
use super::snapshot::Snapshots;
use crate::console;
use crate::driver::{News, Subscription};
use crate::ui;

/// What agents see of a visitor who is typing and shows nothing of it, and what is kept of it.
const UNSHOWN: &str = "…";

thread_local! {
    static HELD: Numbered<Headless> = const { Numbered::new() };
}

/// A chat without an interface; dropped, it stops.
struct Headless {
    chat: Chat,
    snapshots: RefCell<Snapshots>,
    #[expect(dead_code, reason = "held to be dropped")]
    told: Subscription,
}

/// Sets a chat in motion; returns its number. What happens in it is told at `target`.
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
pub fn chat(target: EventTarget, options: &str) -> Result<usize, JsValue> {
    // As in `mount`.
    if cfg!(not(panic = "immediate-abort")) {
        std::panic::set_hook(Box::new(console::panicked));
    }
    let options = Options::from_json(options);
    let options = options.inspect_err(options::tell).map_err(refused)?;
    let config = options::read(&options);
    let config =
        config.map_err(|faults| faults.into_iter().next().map_or(JsValue::NULL, refused))?;
    let events = Events::of(&target);
    let chat = Chat::start(Rc::new(config));
    let told = chat.driver().subscribe(move |news| match news {
        News::Announced(announcement) => events.announce(announcement),
        News::Changed => events.changed(),
    });
    let snapshots = RefCell::default();
    let headless = Headless {
        chat,
        snapshots,
        told,
    };
    Ok(HELD.with(|all| all.add(headless)))
}

/// Does with a chat what the page asks for. The `name` is that of a command; `argument` is
/// JSON, or `nothing`.
///
/// `destroy` ends everything that the chat listens to and waits for. It goes on for as long as
/// the server waits, and another takes it up.
///
/// # Errors
/// With a name, a colon and a sentence; then nothing was done.
#[wasm_bindgen]
pub fn chat_command(chat: usize, name: &str, argument: &str) -> Result<(), JsValue> {
    if name == "destroy" {
        drop(HELD.with(|all| all.remove(chat)));
        return Ok(());
    }
    Ok(held(chat)?.command(name, argument)?)
}

/// Sends a file.
///
/// # Errors
/// With a name, a colon and a sentence; then nothing was done.
#[wasm_bindgen]
pub fn chat_attach(chat: usize, file: File) -> Result<(), JsValue> {
    Ok(held(chat)?.attach(file)?)
}

/// What is to be seen of a chat: the same object for as long as nothing else is.
///
/// # Errors
/// With a name, a colon and a sentence, when there is no such chat.
#[wasm_bindgen]
pub fn chat_view(chat: usize) -> Result<JsValue, JsValue> {
    let held = held(chat)?;
    let snapshots = held.snapshots.try_borrow_mut();
    Ok(snapshots.map_or(JsValue::NULL, |mut snapshots| {
        snapshots.of(held.chat.driver().view())
    }))
}

fn held(chat: usize) -> Result<Rc<Headless>, Refusal> {
    HELD.with(|all| all.get(chat)).ok_or(Refusal::NoWidget)
}

fn refused(fault: OptionError) -> JsValue {
    Refusal::Argument(fault).into()
}

impl Headless {
    fn command(&self, name: &str, argument: &str) -> Result<(), Refusal> {
        match name {
            "discard" | "download" | "remove" | "retry" => {
                self.act_on_row(name, RowKey(config::key(argument)?))
            }
            "end" => self.chat.end(),
            "open" => self.open(config::answers(argument)?),
            "seen" => self.act(Act::Seen(config::seen(argument)?)),
            "send" => self.send(config::words(argument)?),
            "set" => self.chat.set(&Options::from_json(argument)?).map(drop),
            "tell" => self.chat.tell(Remark::from_json(argument)?),
            "typing" => self.typing(config::draft(argument)?),
            _ => self.act(Act::TryAgain),
        }
    }

    fn act(&self, act: Act) -> Result<(), Refusal> {
        self.chat.driver().act(act);
        Ok(())
    }

    /// Begins a chat with these answers, and what is known without them.
    fn open(&self, answers: Vec<(String, String)>) -> Result<(), Refusal> {
        if !self.chat.is_free() {
            return Err(Refusal::Chat);
        }
        let mut form = Form::clone(&self.chat.driver().view().form);
        for (name, answer) in answers {
            form.set(&name, answer);
        }
        let form = ui::complete(&self.chat.config().fields, &form).ok_or(Refusal::Form)?;
        self.chat.driver().act(Act::Restart);
        self.act(Act::Open(form))
    }

    fn send(&self, words: String) -> Result<(), Refusal> {
        self.chat.send(words)?;
        if *self.chat.driver().view().draft == *UNSHOWN {
            self.chat.driver().act(Act::Draft(String::new()));
        }
        Ok(())
    }

    fn typing(&self, draft: Option<String>) -> Result<(), Refusal> {
        if self.chat.is_free() {
            return Err(Refusal::NoChat);
        }
        self.act(Act::Draft(draft.unwrap_or_else(|| UNSHOWN.to_owned())))
    }

    /// A file that is too large, and the like, has a row that says so.
    fn attach(&self, file: File) -> Result<(), Refusal> {
        let (driver, name) = (self.chat.driver(), file.name());
        if !self.chat.is_live() {
            return Err(Refusal::NoChat);
        }
        let dialect = self.chat.config().dialect;
        // The same back ends take both.
        if !dialect.hears_remarks() {
            return Err(Refusal::Unsupported(Trouble::Unsupported(dialect.name())));
        }
        if driver.view().files.is_none() {
            return Err(unfit("file", "a file", "none while `view.files` is null"));
        }
        let chosen = ChosenFile {
            name: name.into(),
            size: file.size() as u64,
        };
        self.act(Act::Attach(driver.hold(file), chosen))
    }

    fn act_on_row(&self, name: &str, key: RowKey) -> Result<(), Refusal> {
        let view = self.chat.driver().view();
        let row = view.rows.0.iter().find(|row| row.key == key);
        let removes = view.files.as_ref().is_some_and(|limits| limits.removes);
        let (act, fits): (_, fn(&Row) -> bool) = match name {
            "discard" => (Act::Discard(key), is_open),
            "download" => (Act::Fetch(key), is_file),
            "remove" if removes => (Act::Remove(key), is_sent_file),
            "remove" => (Act::Remove(key), |_| false),
            _ => (Act::Retry(key), Row::is_failed),
        };
        if !row.is_some_and(|row| fits(row)) {
            return Err(unfit("key", &decimal(key.0), "that of a row that fits"));
        }
        self.act(act)
    }
}

/// An argument that cannot be used at present.
fn unfit(argument: &str, found: &str, allowed: &str) -> Refusal {
    Refusal::Argument(OptionError {
        what: "argument",
        option: argument.to_owned(),
        found: found.to_owned(),
        allowed: allowed.to_owned(),
    })
}

/// Whether it was not sent, or is a file that is not yet.
fn is_open(row: &Row) -> bool {
    let sent = row.delivery() == Some(Delivery::Sent);
    row.is_failed() || (row.is_own() && !row.is_message() && !sent)
}

const fn is_file(row: &Row) -> bool {
    matches!(row.entry, causerie_core::transcript::Entry::File { .. })
}

fn is_sent_file(row: &Row) -> bool {
    is_file(row) && row.delivery() == Some(Delivery::Sent)
}
