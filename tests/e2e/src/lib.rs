//! A stage for tests and benchmarks in a real browser: a driver, a fresh browser, an emulated contact centre.
//!
//! ```ignore
//! #[tokio::test]
//! async fn the_launcher_opens_the_window() -> Result<(), Failure> {
//!     Stage::named("launcher").play(async |page, _center| {
//!         page.open("/?backend=gms-v1&url=/genesys").await?;
//!         page.click("button", "Chat with us").await?;
//!         page.by_role("dialog", "Chat").await?;
//!         page.quiet().await
//!     }).await
//! }
//! ```
//!
//! A test says what a person would look for, a role and a name, and the browser's own
//! accessibility tree answers; shadow roots are no obstacle. Whatever happens, the browser and
//! the contact centre are closed, and a test that fails leaves a screenshot.
#![cfg(feature = "browser")]
#![forbid(unsafe_code)]

mod ability;
pub use ability::Ability;
mod engine;
pub use engine::Engine;

mod stage;
pub use stage::Stage;
mod page;
pub use page::Page;
mod element;
pub use element::Element;
mod center;
pub use center::Center;

mod console;
pub use console::{Entry, Level};
mod failure;
pub use failure::Failure;
mod name;
pub use name::Name;
mod spread;
pub use spread::Spread;
mod table;
pub use table::Table;
mod traffic;
pub use traffic::Traffic;
mod wait;
pub use wait::{LIMIT, until};

mod absence;
mod chromium;
mod driver;
mod endpoint;
mod firefox;
mod replica;
mod role;
mod surroundings;
mod webkit;
