//! Where the keyboard is.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, FocusEvent, Node};

use crate::call::EventListener;
use crate::ui::Focus;

const WINDOW: &str = "[role=dialog]";

/// What a window is entered by, best first.
const ENTRANCES: &str = "[data-first] button, .form :is(input, select, .box), textarea";

/// Where the keyboard is, and where it goes.
pub(super) struct Keyboard {
    place: Element,
    /// Whether the visitor was in the window last.
    inside: Rc<Cell<bool>>,
    #[expect(dead_code, reason = "held to be dropped")]
    listeners: [EventListener; 2],
}

impl Keyboard {
    pub(super) fn of(place: &Element) -> Self {
        let inside = Rc::new(Cell::new(false));
        Self {
            place: place.clone(),
            listeners: [entering(place, &inside), leaving(place, &inside)],
            inside,
        }
    }

    pub(super) fn follow(&self, focus: Focus) {
        match focus {
            Focus::Composer => self.enter("textarea"),
            Focus::Fault => self.enter("[aria-invalid=true]"),
            Focus::Files => self.enter("[type=file]"),
            Focus::Keep if self.inside.get() && !self.is_held() => self.enter(ENTRANCES),
            Focus::Keep => {}
            Focus::Launcher => put(self.find("[aria-haspopup]")),
            Focus::Window => self.enter(ENTRANCES),
        }
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.place.query_selector(selector).ok().flatten()
    }

    /// Whether the keyboard is on something in the window; the window itself is
    /// only a place to wait at.
    fn is_held(&self) -> bool {
        let held = self
            .find(WINDOW)
            .map(|window| window.query_selector(":focus"));
        matches!(held, Some(Ok(Some(_))))
    }

    fn enter(&self, entrances: &str) {
        let Some(window) = self.find(WINDOW) else {
            return;
        };
        let entrance = window.query_selector(entrances).ok().flatten();
        put(entrance.or(Some(window)));
    }
}

/// An element that went in between costs the focus only.
pub(super) fn put(element: Option<Element>) {
    if let Some(element) = element {
        let _ = show(&element);
    }
}

/// The visitor comes into the window.
fn entering(place: &Element, inside: &Rc<Cell<bool>>) -> EventListener {
    let inside = Rc::clone(inside);
    EventListener::new(place, "focusin", move |event| {
        // Only an element has the keyboard.
        let element = event
            .target()
            .map(|target| target.unchecked_into::<Element>());
        if element.is_some_and(|element| matches!(element.closest(WINDOW), Ok(Some(_)))) {
            inside.set(true);
        }
    })
}

/// The visitor goes elsewhere; or the place where they were goes, which is not
/// the same.
fn leaving(place: &Element, inside: &Rc<Cell<bool>>) -> EventListener {
    let (inside, root) = (Rc::clone(inside), place.clone());
    EventListener::new(place, "focusout", move |event| {
        let to = event.unchecked_ref::<FocusEvent>().related_target();
        let to = to.map(|to| to.unchecked_into::<Node>());
        let window = root.query_selector(WINDOW).ok().flatten();
        if to.is_some() && !window.is_some_and(|window| window.contains(to.as_ref())) {
            inside.set(false);
        }
    })
}

// As `www/written.js`.
#[cfg_attr(feature = "yew", wasm_bindgen(module = "/www/shown.js"))]
#[cfg_attr(not(feature = "yew"), wasm_bindgen)]
extern "C" {
    /// Puts the keyboard on it, and scrolls so that all of it is seen.
    #[wasm_bindgen(catch)]
    fn show(element: &Element) -> Result<(), JsValue>;
}
