//! What is to be seen at a moment, and what is to be done about it.

use causerie_core::session::Act;
use causerie_core::tabs::Window;

use super::tree::Node;

/// What is to be seen at a moment, and what is to be done once it is seen.
#[derive(Debug)]
pub struct Frame {
    /// What is to be seen.
    pub tree: Node,
    /// What is to be done, in order.
    pub orders: Vec<Order>,
}

/// Something the interface wants done outside of itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Tell the chat.
    Act(Act),
    /// Move the keyboard.
    Focus(Focus),
    /// Show the end of the conversation.
    ToEnd,
    /// Tell the page that the window was opened or closed.
    Toggled(Window),
}

/// Where the keyboard goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// Where messages are written.
    Composer,
    /// The first answer that will not do.
    Fault,
    /// Where files are chosen.
    Files,
    /// Stay; but where the place is gone and the visitor was in the window, to
    /// its entrance.
    Keep,
    /// The button that opens the window.
    Launcher,
    /// What the window is entered by.
    Window,
}
