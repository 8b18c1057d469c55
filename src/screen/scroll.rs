//! Where the conversation is being read.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// What is scrolled.
const LOG: &str = "[role=log]";

/// Fewer pixels than this above the end are at the end.
const NEAR: i32 = 32;

/// Where the conversation is being read; stays at the end when the window or
/// the composer changes its size.
#[derive(Default)]
pub(super) struct Scroll {
    at_end: Rc<Cell<bool>>,
    watch: RefCell<Option<Watch>>,
}

impl Scroll {
    /// Finds what is to be scrolled, now that something was painted.
    pub(super) fn watch(&self, place: &Element) {
        let log = place.query_selector(LOG).ok().flatten();
        let mut watch = self.watch.borrow_mut();
        let before = watch.as_ref().map(|watch| &watch.log);
        if before != log.as_ref() {
            *watch = log.and_then(|log| Watch::new(log, Rc::clone(&self.at_end)));
        }
    }

    pub(super) fn to_end(&self) {
        self.at_end.set(true);
        if let Some(watch) = &*self.watch.borrow() {
            to_end(&watch.log);
        }
    }

    /// The visitor has scrolled, or the browser has.
    pub(super) fn moved(&self) {
        if let Some(watch) = &*self.watch.borrow() {
            let log = &watch.log;
            let below = log.scroll_height() - log.scroll_top() - log.client_height();
            self.at_end.set(below < NEAR);
        }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at_end.get()
    }
}

fn to_end(log: &Element) {
    log.set_scroll_top(log.scroll_height());
}

/// Watches the size of an element until it is dropped.
struct Watch {
    log: Element,
    observer: ResizeObserver,
    #[expect(dead_code, reason = "held for the browser to call")]
    changed: Closure<dyn FnMut()>,
}

impl Watch {
    fn new(log: Element, at_end: Rc<Cell<bool>>) -> Option<Self> {
        let watched = log.clone();
        let changed = Closure::<dyn FnMut()>::new(move || {
            if at_end.get() {
                to_end(&watched);
            }
        });
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        observer.observe(&log);
        Some(Self {
            log,
            observer,
            changed,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
