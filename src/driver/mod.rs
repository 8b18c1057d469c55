//! Owns the session and everything it asked for: one queue, one pump.

mod engine;
mod log;
mod observers;
mod page;
mod sign;

use std::rc::Rc;

use causerie_core::config::Config;
use causerie_core::http::FileKey;
use causerie_core::session::{self, Act, Announcement, View};
#[cfg(any(feature = "page", feature = "yew"))]
use causerie_core::tabs::{Input, Window};
use web_sys::File;

use engine::Engine;
pub(crate) use observers::Subscription;

/// What a session made known.
#[derive(Debug)]
pub(crate) enum News {
    /// Something worth telling the page.
    Announced(Announcement),
    /// There is something else to be seen.
    Changed,
}

/// A session in motion; it stops when the last clone is dropped.
#[derive(Clone)]
pub(crate) struct Driver(Rc<Engine>);

impl Driver {
    /// Sets a session in motion, with the chat of the last page load if one was
    /// kept.
    pub(crate) fn start(config: Rc<Config>) -> Self {
        Self(Engine::start(config))
    }

    /// Does what a person asks for.
    pub(crate) fn act(&self, act: Act) {
        self.0.feed(session::Input::Act(act));
    }

    /// Holds the next chat so; one that goes on stays as it is.
    pub(crate) fn configure(&self, config: Rc<Config>) {
        self.0.feed(session::Input::Config(config));
    }

    /// Holds a file that a person chose; its key stands for it.
    pub(crate) fn hold(&self, file: File) -> FileKey {
        self.0.hold(file)
    }

    /// The window stands so now, for all tabs of the site.
    #[cfg(any(feature = "page", feature = "yew"))]
    pub(crate) fn stand(&self, window: Window) {
        self.0.hear(Input::Window(window));
    }

    /// How the window stands in the tab that leads, where another does.
    #[cfg(any(feature = "page", feature = "yew"))]
    pub(crate) fn window(&self) -> Option<Window> {
        self.0.window()
    }

    /// What is to be seen now.
    pub(crate) fn view(&self) -> View {
        self.0.view()
    }

    /// Tells `observe` everything from now on, until the subscription is dropped.
    pub(crate) fn subscribe(&self, observe: impl Fn(&News) + 'static) -> Subscription {
        self.0.subscribe(Rc::new(observe))
    }
}

/// Equal when they drive the same session.
impl PartialEq for Driver {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
