//! Where the conversation is being read.

use std::cell::Cell;
use std::rc::Rc;

use causerie_core::session::Rows;
use causerie_core::transcript::RowKey;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

/// Fewer pixels than this above the end are at the end.
const NEAR: i32 = 32;

/// Where the conversation is being read.
pub(super) struct Scroll {
    pub(super) node: NodeRef,
    at_end: Rc<Cell<bool>>,
    /// Whether something came while the visitor was reading above.
    behind: UseStateHandle<bool>,
}

impl Scroll {
    pub(super) fn is_behind(&self) -> bool {
        *self.behind
    }

    /// The visitor has scrolled, or the browser has.
    pub(super) fn moved(&self) -> Callback<Event> {
        let (node, at_end) = (self.node.clone(), Rc::clone(&self.at_end));
        let behind = self.behind.clone();
        Callback::from(move |_| {
            at_end.set(node.cast().is_none_or(|log| is_at_end(&log)));
            if at_end.get() && *behind {
                behind.set(false);
            }
        })
    }

    /// Goes to the end.
    pub(super) fn to_end(&self) -> Callback<MouseEvent> {
        let node = self.node.clone();
        Callback::from(move |_| to_end(&node))
    }
}

fn is_at_end(log: &Element) -> bool {
    log.scroll_height() - log.scroll_top() - log.client_height() < NEAR
}

fn to_end(node: &NodeRef) {
    if let Some(log) = node.cast::<Element>() {
        log.set_scroll_top(log.scroll_height());
    }
}

/// Stays at the end of the conversation while the visitor is there, and goes
/// there when the visitor says something.
#[hook]
pub(super) fn use_scroll(rows: &Rows) -> Scroll {
    let scroll = Scroll {
        node: use_node_ref(),
        at_end: use_memo((), |()| Cell::new(true)),
        behind: use_state(|| false),
    };
    let last = use_memo((), |()| Cell::new(None::<RowKey>));
    let (node, at_end) = (scroll.node.clone(), Rc::clone(&scroll.at_end));
    let behind = scroll.behind.clone();
    use_effect_with(rows.clone(), move |rows| {
        let row = rows.0.last();
        let news = row.filter(|row| last.replace(Some(row.key)) != Some(row.key));
        if at_end.get() || news.is_some_and(|row| row.is_own()) {
            to_end(&node);
        } else if news.is_some() {
            behind.set(true);
        }
    });
    use_size(&scroll);
    scroll
}

/// Stays at the end when the window or the composer changes its size.
#[hook]
fn use_size(scroll: &Scroll) {
    let (node, at_end) = (scroll.node.clone(), Rc::clone(&scroll.at_end));
    use_effect_with((), move |()| {
        let watched = node.cast::<Element>();
        let watch = watched.and_then(|element| {
            Watch::new(&element, move || {
                if at_end.get() {
                    to_end(&node);
                }
            })
        });
        move || drop(watch)
    });
}

/// Watches the size of an element until it is dropped.
struct Watch {
    observer: ResizeObserver,
    #[expect(dead_code, reason = "held for the browser to call")]
    changed: Closure<dyn FnMut()>,
}

impl Watch {
    fn new(element: &Element, changed: impl FnMut() + 'static) -> Option<Self> {
        let changed = Closure::<dyn FnMut()>::new(changed);
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, changed })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
