//! An embeddable customer-chat widget for Genesys contact centres.
//!
//! A page that is written in JavaScript has the element of `www/element.js`, which calls
//! `mount` when somebody wants to chat, and then `command` (feature `page`); one that is
//! written in Rust with Yew uses the component `Widget` (feature `yew`, on by default). A page
//! that draws the chat itself has the class `Chat` of `www/npm/chat.js`, for which there are
//! `chat` and what begins with it (feature `headless`).
//!
//! Rooms, in reading order: `embed` puts the widget on a page, `driver` keeps
//! the session of [`causerie_core`] in motion, `transport` is what the browser
//! lends, [`ui`] is what a person sees, `screen` paints it.

// Without any of these features nothing leaves this crate but the interface.
#![cfg_attr(
    not(any(feature = "headless", feature = "page", feature = "yew")),
    allow(dead_code)
)]

mod call;
mod console;
mod driver;
mod embed;
pub mod languages;
mod object;
#[cfg(any(feature = "page", feature = "yew"))]
mod screen;
mod transport;
pub mod ui;
mod window;

pub use causerie_core::config::Options;
#[cfg(feature = "yew")]
pub use embed::{Widget, WidgetProps};
#[cfg(feature = "headless")]
pub use embed::{chat, chat_attach, chat_command, chat_view};
#[cfg(feature = "page")]
pub use embed::{command, mount};

#[cfg(all(feature = "standalone", target_family = "wasm"))]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
