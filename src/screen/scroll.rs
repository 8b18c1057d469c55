//! Where the conversation is being read.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, ResizeObserver};

use super::focus::put;
use crate::call::{Call, call};
use crate::ui::Sight;

/// What is scrolled.
const LOG: &str = "[role=log]";

/// The gap behind the rows that are painted.
const BELOW: &str = "*+[width]";

/// What stands for rows that are not painted.
const GAP: &str = "[width]";

/// The row that was painted last, or what stands for it.
const LAST: &str = ":scope>:last-child";

/// A row that is in the midst of them where there are gaps.
const MIDDLE: &str = ":scope>:nth-child(76)";

/// The row that the keyboard is on, or in.
const HELD: &str = ":scope>:focus-within";

/// Fewer pixels than this above the end are at the end.
const NEAR: i32 = 32;

/// Where the conversation is being read; stays at the end when the window or
/// the composer changes its size.
#[derive(Default)]
pub(super) struct Scroll {
    at_end: Rc<Cell<bool>>,
    watch: RefCell<Option<Watch>>,
}

impl Scroll {
    /// Finds what is to be scrolled, now that something was painted.
    pub(super) fn watch(&self, place: &Element) {
        let log = place.query_selector(LOG).ok().flatten();
        let mut watch = self.watch.borrow_mut();
        let before = watch.as_ref().map(|watch| &watch.log);
        if before != log.as_ref() {
            *watch = log.and_then(|log| Watch::new(log, Rc::clone(&self.at_end)));
        }
    }

    fn log(&self) -> Option<Element> {
        let watch = self.watch.borrow();
        watch.as_ref().map(|watch| watch.log.clone())
    }

    pub(super) fn to_end(&self) {
        self.at_end.set(true);
        self.log().iter().for_each(to_end);
    }

    /// Shows the beginning, or what is painted nearest to the end; what is seen then.
    pub(super) fn go(&self, to_end: bool) -> Option<Sight> {
        let log = self.log()?;
        log.set_scroll_top(if to_end { log.scroll_height() } else { 0 });
        self.sight()
    }

    /// Moves the keyboard to the next row or the one before, at first to the last one that is seen;
    /// what is seen then.
    pub(super) fn step(&self, down: bool) -> Option<Sight> {
        let log = self.log()?;
        let row = match log.query_selector(HELD).ok()? {
            Some(held) if down => held.next_element_sibling(),
            Some(held) => held.previous_element_sibling(),
            None => last_seen(&log),
        };
        // There is nothing to read in a gap.
        let row = row.filter(|row| !matches!(row.closest(GAP), Ok(Some(_))))?;
        row.set_attribute("tabindex", "-1").ok()?;
        put(Some(row));
        self.sight()
    }

    /// What is seen of it, now that the visitor has scrolled, or the browser has.
    pub(super) fn sight(&self) -> Option<Sight> {
        let log = self.log()?;
        let top = log.scroll_top();
        let at_end = log.scroll_height() - top - log.client_height() < NEAR;
        self.at_end.set(at_end);
        let gap = log.query_selector(BELOW).ok().flatten();
        let below = gap.map(|gap| {
            let seen = log.get_bounding_client_rect().bottom();
            (gap.get_bounding_client_rect().top() - seen) as i32
        });
        Some(Sight {
            at_end,
            top,
            below: below.unwrap_or(i32::MAX),
            held: is_held(&log),
        })
    }

    /// What is read, where the browser itself would not keep it in its place while something else
    /// is painted.
    pub(super) fn hold(&self) -> Option<Held> {
        if self.at_end.get() || supports("overflow-anchor:auto") {
            return None;
        }
        let log = self.log()?;
        let row = log.query_selector(MIDDLE).ok()??;
        let top = row.get_bounding_client_rect().top();
        Some(Held { log, row, top })
    }
}

/// A row that stays when others are drawn, and where it is.
pub(super) struct Held {
    log: Element,
    row: Element,
    top: f64,
}

impl Held {
    /// Scrolls so that what is read is seen where it was: not at the beginning, which is to be seen
    /// by whoever has gone there.
    pub(super) fn release(self) {
        let top = self.log.scroll_top();
        if top != 0 && self.row.is_connected() {
            let moved = self.row.get_bounding_client_rect().top() - self.top;
            self.log.set_scroll_top(top + moved.round() as i32);
        }
    }
}

/// Whether the keyboard is on something in it, or something is selected: where, not every browser
/// tells of a shadow root, but what.
fn is_held(log: &Element) -> bool {
    let focused = log.query_selector(":focus");
    let selected = || selection().is_some_and(|selection| !selection.text().is_empty());
    matches!(focused, Ok(Some(_))) || selected()
}

fn last_seen(log: &Element) -> Option<Element> {
    let end = log.get_bounding_client_rect().bottom();
    let mut row = log.query_selector(LAST).ok()??;
    while row.get_bounding_client_rect().top() > end {
        row = row.previous_element_sibling()?;
    }
    Some(row)
}

fn to_end(log: &Element) {
    log.set_scroll_top(log.scroll_height());
}

/// Watches the size of an element until it is dropped.
struct Watch {
    log: Element,
    observer: ResizeObserver,
    #[expect(dead_code, reason = "held for the browser to call")]
    changed: Call,
}

impl Watch {
    fn new(log: Element, at_end: Rc<Cell<bool>>) -> Option<Self> {
        let watched = log.clone();
        let changed = call(move |_| {
            if at_end.get() {
                to_end(&watched);
            }
        });
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        observer.observe(&log);
        Some(Self {
            log,
            observer,
            changed,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

#[wasm_bindgen]
extern "C" {
    type Selection;

    #[wasm_bindgen(js_namespace = CSS)]
    fn supports(condition: &str) -> bool;

    #[wasm_bindgen(js_name = getSelection)]
    fn selection() -> Option<Selection>;

    #[wasm_bindgen(method, structural, js_name = toString)]
    fn text(this: &Selection) -> String;
}
