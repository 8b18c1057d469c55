//! The widget on a page: its options, its events, and what the page asks of it.
//!
//! Its place, its shadow root and what is left of it when it cannot go on are made in
//! JavaScript (`www/`), for they must be there before the wasm is; for the component for Yew,
//! here.

mod events;
mod face;
mod mount;
mod options;
mod page;
mod refusal;

#[cfg(feature = "yew")]
mod fallback;
#[cfg(feature = "yew")]
mod shadow;
#[cfg(feature = "yew")]
mod watch;
#[cfg(feature = "yew")]
mod widget;

pub use page::{command, mount};
#[cfg(feature = "yew")]
pub use widget::{Widget, WidgetProps};
