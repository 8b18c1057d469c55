//! What happens when the widget itself fails.

use std::cell::Cell;

use causerie_core::config::Options;
use web_sys::Element;

use super::beside::Beside;
use super::{fallback, options};
use crate::console;

thread_local! {
    /// The widgets on the page. Never borrowed, only taken out and put back: a
    /// panic leaves everything that is borrowed locked.
    static MOUNTED: Cell<Vec<Mounted>> = const { Cell::new(Vec::new()) };
    static HOOKED: Cell<bool> = const { Cell::new(false) };
    static COUNT: Cell<u64> = const { Cell::new(0) };
}

struct Mounted {
    id: u64,
    host: Element,
    options: Options,
    #[expect(dead_code, reason = "held to be dropped")]
    beside: Beside,
}

/// Replaces a widget by a note if there is a panic, and takes away what it has beside the chat,
/// until it is dropped.
pub(super) struct Watch {
    id: u64,
}

impl Watch {
    pub(super) fn over(host: &Element, options: &Options, beside: Beside) -> Self {
        if !HOOKED.replace(true) {
            hook();
        }
        let id = COUNT.replace(COUNT.get() + 1);
        let mut mounted = MOUNTED.take();
        mounted.push(Mounted {
            id,
            host: host.clone(),
            options: options.clone(),
            beside,
        });
        MOUNTED.set(mounted);
        Self { id }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let mut mounted = MOUNTED.take();
        mounted.retain(|one| one.id != self.id);
        MOUNTED.set(mounted);
    }
}

/// Puts itself before the hook that is there, which may be the page's.
fn hook() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        console::panicked(panic);
        for one in MOUNTED.take() {
            fallback::replace(&one.host, &options::without(&one.options, &[]));
        }
        before(panic);
    }));
}
