//! Paints trees on the page and hears what a person does with them: all that
//! touches the document, and nothing that knows of a chat.

mod focus;
mod listen;
mod painted;
mod scroll;
mod written;

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::{Element, File};

use crate::call::EventListener;
use crate::ui::tree::Node;
use crate::ui::{Deed, Focus};
use focus::Keyboard;
use painted::Painted;
use scroll::{Held, Scroll};
pub(crate) use written::written;

/// What is heard from a screen.
pub(crate) enum Heard {
    /// A person did this.
    Deed(Deed),
    /// A person gave these files.
    Files(Vec<File>),
}

/// A place on the page that a tree is painted in; dropped, it hears no more.
pub(crate) struct Screen {
    place: Element,
    painted: RefCell<Option<Painted>>,
    keyboard: Keyboard,
    scroll: Scroll,
    listeners: RefCell<Vec<EventListener>>,
}

impl Screen {
    /// An empty place, and whom to tell what a person does in it.
    pub(crate) fn at(place: &Element, heard: impl Fn(Heard) + 'static) -> Rc<Self> {
        let screen = Rc::new(Self {
            place: place.clone(),
            painted: RefCell::new(None),
            keyboard: Keyboard::of(place),
            scroll: Scroll::default(),
            listeners: RefCell::default(),
        });
        *screen.listeners.borrow_mut() = listen::to(&screen, place, heard);
        screen
    }

    /// Shows this tree in place of the last one; what is the same stays.
    pub(crate) fn paint(&self, tree: &Node) {
        // What the page does in the midst of it is shown by the next tree.
        if let Ok(mut painted) = self.painted.try_borrow_mut() {
            let held = self.scroll.hold();
            paint(&self.place, &mut painted, tree);
            held.into_iter().for_each(Held::release);
        }
        self.scroll.watch(&self.place);
    }

    /// Moves the keyboard.
    pub(crate) fn focus(&self, focus: Focus) {
        self.keyboard.follow(focus);
    }

    /// Shows the end of what is scrolled.
    pub(crate) fn to_end(&self) {
        self.scroll.to_end();
    }
}

/// Paints a tree that nobody listens to.
#[cfg(feature = "yew")]
pub(crate) fn paint_once(place: &Element, tree: &Node) {
    paint(place, &mut None, tree);
}

fn paint(place: &Element, painted: &mut Option<Painted>, tree: &Node) {
    let before = painted.take().into_iter().collect();
    let after = painted::arrange(place, before, std::slice::from_ref(tree));
    *painted = after.into_iter().next();
}
