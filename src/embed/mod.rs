//! The widget on a page: its options, its events, and what the page asks of it.
//!
//! Its place, its shadow root and what is left of it when it cannot go on are made in
//! JavaScript (`www/`), for they must be there before the wasm is; for the component for Yew,
//! here.

// What a page commands; one in Yew commands nothing.
#[cfg_attr(not(any(feature = "headless", feature = "page")), allow(dead_code))]
mod chat;
mod events;
mod options;
mod words;

#[cfg(any(feature = "page", feature = "yew"))]
mod face;
#[cfg(any(feature = "page", feature = "yew"))]
mod mount;

#[cfg(any(feature = "headless", feature = "page"))]
mod numbered;
#[cfg(feature = "page")]
mod page;
#[cfg_attr(not(any(feature = "headless", feature = "page")), allow(dead_code))]
mod refusal;

#[cfg(feature = "headless")]
mod headless;
#[cfg(feature = "headless")]
mod snapshot;

#[cfg(feature = "yew")]
mod beside;
#[cfg(feature = "yew")]
mod fallback;
#[cfg(feature = "yew")]
mod shadow;
#[cfg(feature = "yew")]
mod watch;
#[cfg(feature = "yew")]
mod widget;

#[cfg(feature = "headless")]
pub use headless::{chat, chat_attach, chat_command, chat_view};
#[cfg(feature = "page")]
pub use page::{command, mount};
#[cfg(feature = "yew")]
pub use widget::{Widget, WidgetProps};
