//! Where the keyboard is.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;

/// What a window is entered by, best first.
const ENTRANCES: &str = "[data-first] button, input, textarea";

/// Where the keyboard is, and where it goes.
#[derive(Default)]
pub(super) struct Focus {
    launcher: NodeRef,
    window: NodeRef,
    composer: NodeRef,
    was_open: Cell<bool>,
    tries: Cell<u32>,
    /// Whether the visitor was in the window last.
    inside: Rc<Cell<bool>>,
    /// Whether the window has been seen at all.
    begun: Cell<bool>,
}

impl Focus {
    pub(super) fn launcher(&self) -> NodeRef {
        self.launcher.clone()
    }

    pub(super) fn window(&self) -> NodeRef {
        self.window.clone()
    }

    pub(super) fn composer(&self) -> NodeRef {
        self.composer.clone()
    }

    /// The visitor has come into the window.
    pub(super) fn entered(&self) -> Callback<FocusEvent> {
        let inside = Rc::clone(&self.inside);
        Callback::from(move |_| inside.set(true))
    }

    /// The visitor has gone elsewhere; or the place where they were has gone.
    pub(super) fn left(&self) -> Callback<FocusEvent> {
        let (window, inside) = (self.window.clone(), Rc::clone(&self.inside));
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target();
            let to = to.and_then(|to| to.dyn_into::<Node>().ok());
            let window = window.get();
            if to.is_some() && !window.is_some_and(|window| window.contains(to.as_ref())) {
                inside.set(false);
            }
        })
    }

    /// Moves the keyboard in when the window opens, back when it closes, to the
    /// first fault when a form will not do, and on when the place where it was
    /// has gone; never away from the page, and not when the page is loaded.
    pub(super) fn follow(&self, open: bool, tries: u32) {
        let first = !self.begun.replace(true);
        let was_open = self.was_open.replace(open);
        let tried = self.tries.replace(tries) < tries;
        match (was_open, open) {
            _ if first => {}
            (false, true) => self.enter(ENTRANCES),
            (true, false) => focus(&self.launcher),
            (true, true) if tried => self.enter("[aria-invalid=true]"),
            (true, true) if self.inside.get() && !self.is_held() => self.enter(ENTRANCES),
            _ => {}
        }
    }

    /// Whether the keyboard is on something in the window; the window itself is
    /// only a place to wait at.
    fn is_held(&self) -> bool {
        let window = self.window.cast::<Element>();
        let held = window.and_then(|window| window.query_selector(":focus").ok()?);
        held.is_some()
    }

    fn enter(&self, entrances: &str) {
        let Some(window) = self.window.cast::<HtmlElement>() else {
            return;
        };
        let entrance = window.query_selector(entrances).ok().flatten();
        let entrance = entrance.and_then(|element| element.dyn_into::<HtmlElement>().ok());
        // An element that went in between costs the focus only.
        let _ = entrance.unwrap_or(window).focus();
    }
}

/// Puts the keyboard on that element, if it is there.
pub(super) fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let _ = element.focus();
    }
}
