//! What a person does with what is painted.

use std::rc::{Rc, Weak};

use causerie_core::TAKES_FILES;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    ClipboardEvent, DragEvent, Element, Event, FileList, HtmlInputElement, KeyboardEvent,
};

use super::painted::Field;
use super::{Heard, Screen};
use crate::call::EventListener;
use crate::ui::Deed;
use crate::ui::tree::Handler;

const KINDS: [&str; 9] = [
    "change", "click", "dragover", "drop", "input", "keydown", "paste", "scroll", "submit",
];

/// The key code of browsers for keys that an input method has taken.
const TAKEN: u32 = 229;

/// Tells what a person does within `place`, by one listener for each kind of
/// event, however much is painted.
pub(super) fn to(
    screen: &Rc<Screen>,
    place: &Element,
    heard: impl Fn(Heard) + 'static,
) -> Vec<EventListener> {
    let heard = Rc::new(heard);
    let listener = |kind| {
        let (screen, heard) = (Rc::downgrade(screen), Rc::clone(&heard));
        // Scrolling is told to those above only on the way down.
        EventListener::before_others(place, kind, move |event| {
            if let Some(meaning) = meaning(&screen, kind, event) {
                heard(meaning);
            }
        })
    };
    KINDS.into_iter().map(listener).collect()
}

fn meaning(screen: &Weak<Screen>, kind: &'static str, event: &Event) -> Option<Heard> {
    let screen = screen.upgrade()?;
    let target = event.target()?;
    let spot = target.unchecked_ref::<web_sys::Node>();
    let heard = {
        let painted = screen.painted.try_borrow().ok()?;
        let mut heard = None;
        // The innermost first, as events rise.
        for element in painted.as_ref()?.holders(spot).iter().rev() {
            for handler in &element.handlers {
                heard = heard.or_else(|| understood(&screen, handler, kind, event));
            }
        }
        heard?
    };
    if matches!(kind, "dragover" | "drop" | "keydown" | "paste" | "submit") {
        event.prevent_default();
    }
    Some(heard)
}

fn understood(screen: &Screen, handler: &Handler, kind: &str, event: &Event) -> Option<Heard> {
    match (handler, kind) {
        (Handler::Files, "change" | "dragover" | "drop" | "paste") if TAKES_FILES => {
            files(kind, event)
        }
        (handler, kind) => deed(screen, handler, kind, event).map(Heard::Deed),
    }
}

/// The files that come with an event. What is dragged shows them when it is
/// dropped; until then it is enough to say that it may be.
fn files(kind: &str, event: &Event) -> Option<Heard> {
    let dragged = |event: &Event| event.unchecked_ref::<DragEvent>().data_transfer();
    let files: Option<FileList> = match kind {
        "dragover" => {
            let kinds = dragged(event)?.types();
            let files = kinds.includes(&JsValue::from_str("Files"), 0);
            return files.then(|| Heard::Files(Vec::new()));
        }
        "drop" => dragged(event)?.files(),
        "paste" => event
            .unchecked_ref::<ClipboardEvent>()
            .clipboard_data()?
            .files(),
        _ => event.target()?.unchecked_ref::<HtmlInputElement>().files(),
    };
    let files = files.filter(|files| files.length() > 0)?;
    let files = (0..files.length()).filter_map(|place| files.get(place));
    Some(Heard::Files(files.collect()))
}

fn deed(screen: &Screen, handler: &Handler, kind: &str, event: &Event) -> Option<Deed> {
    match (handler, kind) {
        (Handler::Click(deed), "click") | (Handler::Submit(deed), "submit") => Some(deed.clone()),
        (_, "keydown") => keyed(screen, handler, &key(event)?),
        (Handler::Input(entry), "input") => {
            let field = event.target()?.unchecked_into::<Field>();
            Some(Deed::Write(entry.clone(), field.value()))
        }
        (Handler::Scroll, "scroll") => screen.scroll.sight().map(Deed::Read),
        _ => None,
    }
}

fn keyed(screen: &Screen, handler: &Handler, key: &str) -> Option<Deed> {
    match (handler, key) {
        (Handler::Enter(deed), "Enter") | (Handler::Escape(deed), "Escape") => Some(deed.clone()),
        (Handler::Scroll, "End" | "Home") => screen.scroll.go(key == "End").map(Deed::Read),
        (Handler::Scroll, "ArrowDown" | "ArrowUp") => {
            screen.scroll.step(key == "ArrowDown").map(Deed::Read)
        }
        _ => None,
    }
}

/// The key that was pressed, alone, and not to an input method.
fn key(event: &Event) -> Option<String> {
    let event: &KeyboardEvent = event.unchecked_ref();
    let composing = event.is_composing() || event.key_code() == TAKEN;
    (!event.shift_key() && !composing).then(|| event.key())
}
