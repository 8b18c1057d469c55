//! The widget on a page: its options, its shadow root, its events, and what is
//! left of it when it cannot go on.

mod events;
mod face;
mod fallback;
mod mount;
mod options;
mod shadow;
mod start;
mod watch;
#[cfg(feature = "yew")]
mod widget;

pub use start::{destroy, start, tell};
#[cfg(feature = "yew")]
pub use widget::{Widget, WidgetProps};
