//! Both clocks of the browser.

use causerie_core::time::{Monotonic, Now, Wall};

use crate::window::window;

/// This moment. Where the page has no `performance`, civil time stands in.
pub(crate) fn now() -> Now {
    let wall = js_sys::Date::now();
    let performance = window().and_then(|window| window.performance());
    let monotonic = performance.map_or(wall, |performance| performance.now());
    Now {
        monotonic: Monotonic::from_millis(monotonic as u64),
        wall: Wall::from_millis(wall as i64),
    }
}
