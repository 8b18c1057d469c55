//! What only a window has: whether it is open, what was typed into the form.

use std::rc::Rc;

use causerie_core::chat::Form;
use yew::prelude::*;

/// What only a window has; closing it loses nothing.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Desk {
    pub(super) open: bool,
    /// Whether the visitor is asked if the chat is to end.
    pub(super) asking: bool,
    /// How often the visitor tried to send a form that will not do; from the
    /// first time on, faults are shown.
    pub(super) tries: u32,
    pub(super) answers: Form,
}

/// What changes it.
pub(super) enum Change {
    /// The field of that name was answered so.
    Answer(String, String),
    /// The visitor is to be asked if the chat is to end, or no longer.
    Ask(bool),
    /// A chat begins, or makes way for another.
    Begin,
    /// The window opens or closes.
    Open(bool),
    /// The form was sent and will not do.
    Try,
}

impl Reducible for Desk {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut desk = Rc::unwrap_or_clone(self);
        match change {
            Change::Answer(name, value) => desk.answers.set(&name, value),
            Change::Ask(asking) => desk.asking = asking,
            Change::Begin => (desk.asking, desk.tries) = (false, 0),
            Change::Open(open) => desk.open = open,
            Change::Try => desk.tries += 1,
        }
        Rc::new(desk)
    }
}

/// A desk that is always read as it is now, not as it was when it was shown.
pub(super) type DeskHandle = UseReducerHandle<Desk>;

/// A callback that makes a change.
pub(super) fn on<E: 'static>(
    desk: &DeskHandle,
    change: impl Fn(E) -> Change + 'static,
) -> Callback<E> {
    let desk = desk.dispatcher();
    Callback::from(move |event| desk.dispatch(change(event)))
}
