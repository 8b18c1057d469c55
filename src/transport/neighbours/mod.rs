//! The other tabs of this site: the channel on which they speak, and the lock that makes one of
//! them lead.

mod lock;
mod mark;

use std::cell::RefCell;
use std::rc::Rc;

use causerie_core::config::Config;
use causerie_core::tabs::Input;
use causerie_core::text::concat;
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent, Window};

use crate::call::EventListener;
use crate::window::window;
use lock::Lock;
use mark::Mark;

/// Raised when tabs tell each other something else; other versions are not heard.
const VERSION: &str = "1";

/// Who is told what the others say, and what becomes of the lock.
type Told = Rc<dyn Fn(Input)>;

/// The other tabs of this site; dropped, they are heard no more, and another may lead.
///
/// The lock is the browser's where a page may have it, and otherwise a mark in its storage.
/// Where there is no channel or may be no mark, each tab leads for itself.
pub(crate) struct Neighbours {
    name: String,
    told: Told,
    channel: RefCell<Option<(BroadcastChannel, EventListener)>>,
    lead: Lead,
}

enum Lead {
    Alone,
    Lock(Rc<Lock>),
    Mark(Rc<Mark>),
}

impl Neighbours {
    /// Those who chat at the same address about the same service.
    pub(crate) fn of(config: &Config, told: impl Fn(Input) + 'static) -> Self {
        let name = concat(&["causerie ", VERSION, " ", &config.url, " ", &config.service]);
        let told: Told = Rc::new(told);
        let window = window().filter(|window| has(window, "BroadcastChannel"));
        let lead = window.map_or(Lead::Alone, |window| lead(&window, &name, &told));
        let channel = RefCell::default();
        Self {
            name,
            told,
            channel,
            lead,
        }
    }

    /// Asks for the lock; see [`Ask`](causerie_core::tabs::Output::Ask).
    pub(crate) fn ask(&self, steal: bool) {
        match &self.lead {
            Lead::Alone => return (self.told)(Input::Leads(true)),
            Lead::Lock(lock) => lock.ask(steal),
            Lead::Mark(mark) => mark.ask(steal),
        }
        let mut channel = self.channel.borrow_mut();
        if channel.is_none() {
            *channel = self.listen();
        }
    }

    fn listen(&self) -> Option<(BroadcastChannel, EventListener)> {
        let channel = BroadcastChannel::new(&self.name).ok()?;
        let told = Rc::clone(&self.told);
        let listener = EventListener::new(&channel, "message", move |event| {
            let text = event.unchecked_ref::<MessageEvent>().data().as_string();
            text.into_iter().for_each(|text| told(Input::Heard(text)));
        });
        Some((channel, listener))
    }

    /// Tells all others.
    pub(crate) fn post(&self, text: &str) {
        if let Some((channel, _)) = &*self.channel.borrow() {
            // Text is taken by every channel that is open.
            let _ = channel.post_message(&JsValue::from_str(text));
        }
    }

    /// Gives the lock up and hears no more.
    pub(crate) fn leave(&self) {
        match &self.lead {
            Lead::Alone => {}
            Lead::Lock(lock) => lock.leave(),
            Lead::Mark(mark) => mark.leave(),
        }
        if let Some((channel, _)) = self.channel.take() {
            channel.close();
        }
    }
}

impl Drop for Neighbours {
    fn drop(&mut self) {
        self.leave();
    }
}

fn has(object: &JsValue, name: &str) -> bool {
    Reflect::has(object, &JsValue::from_str(name)) == Ok(true)
}

/// Browsers have no locks for pages that came over an open connection.
fn lead(window: &Window, name: &str, told: &Told) -> Lead {
    let navigator = window.navigator();
    if has(&navigator, "locks") {
        return Lead::Lock(Lock::of(&navigator, name, told));
    }
    Mark::of(window, name, told).map_or(Lead::Alone, Lead::Mark)
}
