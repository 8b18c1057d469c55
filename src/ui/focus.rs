//! Where the keyboard is.

use std::cell::Cell;
use std::mem::Discriminant;
use std::rc::Rc;

use causerie_core::session::Stage;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};
use yew::prelude::*;

/// What a window is entered by, best first.
const ENTRANCES: &str = "[data-first], input, textarea";

/// Where the keyboard is, and where it goes.
#[derive(Clone, PartialEq)]
pub(super) struct Focus {
    launcher: NodeRef,
    window: NodeRef,
    /// Whether the visitor was in the window last.
    inside: Rc<Cell<bool>>,
}

impl Focus {
    pub(super) fn launcher(&self) -> NodeRef {
        self.launcher.clone()
    }

    pub(super) fn window(&self) -> NodeRef {
        self.window.clone()
    }

    /// The visitor has come into the window.
    pub(super) fn entered(&self) -> Callback<FocusEvent> {
        let inside = Rc::clone(&self.inside);
        Callback::from(move |_| inside.set(true))
    }

    /// The visitor has gone elsewhere; or the place where they were has gone.
    pub(super) fn left(&self) -> Callback<FocusEvent> {
        let Self { window, inside, .. } = self.clone();
        Callback::from(move |event: FocusEvent| {
            let to = event
                .related_target()
                .and_then(|to| to.dyn_into::<Node>().ok());
            let window = window.get();
            if to.is_some() && !window.is_some_and(|window| window.contains(to.as_ref())) {
                inside.set(false);
            }
        })
    }

    fn follow(&self, was_open: bool, open: bool) {
        match (was_open, open) {
            (false, true) => self.enter(),
            (true, false) => focus(&self.launcher),
            (true, true) if self.inside.get() && !self.is_held() => self.enter(),
            _ => {}
        }
    }

    fn is_held(&self) -> bool {
        let window = self.window.cast::<Element>();
        window.is_some_and(|window| window.matches(":focus-within").unwrap_or(true))
    }

    fn enter(&self) {
        let Some(window) = self.window.cast::<HtmlElement>() else {
            return;
        };
        let entrance = window.query_selector(ENTRANCES).ok().flatten();
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

/// Moves the keyboard in when the window opens, back when it closes, and on
/// when the place where it was has gone; never away from the page.
#[hook]
pub(super) fn use_focus(open: bool, stage: Discriminant<Stage>, confirming: bool) -> Focus {
    let focus = Focus {
        launcher: use_node_ref(),
        window: use_node_ref(),
        inside: use_memo((), |()| Cell::new(false)),
    };
    let before = use_memo((), |()| Cell::new(open));
    let following = focus.clone();
    use_effect_with((open, stage, confirming), move |(open, ..)| {
        following.follow(before.replace(*open), *open);
    });
    focus
}
