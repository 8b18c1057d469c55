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
    memory: Rc<Memory>,
    /// Whether something came while the visitor was reading above.
    behind: UseStateHandle<bool>,
}

/// What is remembered from one rendering to the next.
struct Memory {
    log: NodeRef,
    at_end: Rc<Cell<bool>>,
    last: Cell<Option<RowKey>>,
    watched: Cell<bool>,
    watch: Cell<Option<Watch>>,
}

impl Scroll {
    pub(super) fn node(&self) -> NodeRef {
        self.memory.log.clone()
    }

    pub(super) fn is_behind(&self) -> bool {
        *self.behind
    }

    /// The visitor has scrolled, or the browser has.
    pub(super) fn moved(&self) -> Callback<Event> {
        let (memory, behind) = (Rc::clone(&self.memory), self.behind.clone());
        Callback::from(move |_| {
            let at_end = memory.log.cast().is_none_or(|log| is_at_end(&log));
            memory.at_end.set(at_end);
            if at_end && *behind {
                behind.set(false);
            }
        })
    }

    /// Goes to the end.
    pub(super) fn to_end(&self) -> Callback<MouseEvent> {
        let log = self.node();
        Callback::from(move |_| to_end(&log))
    }
}

impl Memory {
    fn new() -> Self {
        Self {
            log: NodeRef::default(),
            at_end: Rc::new(Cell::new(true)),
            last: Cell::new(None),
            watched: Cell::new(false),
            watch: Cell::new(None),
        }
    }

    /// Stays at the end while the visitor is there, and goes there when the
    /// visitor says something; returns whether something came elsewhere.
    fn follow(&self, rows: &Rows) -> bool {
        let last = rows.0.last();
        let key = last.map(|row| row.key);
        let news = self.last.replace(key) != key;
        let own = last.is_some_and(|row| row.is_own());
        if self.at_end.get() || (news && own) {
            to_end(&self.log);
            return false;
        }
        news
    }

    /// Stays at the end when the window or the composer changes its size.
    fn watch(&self) {
        if self.watched.replace(true) {
            return;
        }
        let (log, at_end) = (self.log.clone(), Rc::clone(&self.at_end));
        let resized = move || {
            if at_end.get() {
                to_end(&log);
            }
        };
        let log = self.log.cast::<Element>();
        let watch = log.and_then(|log| Watch::new(&log, resized));
        self.watch.set(watch);
    }
}

fn is_at_end(log: &Element) -> bool {
    log.scroll_height() - log.scroll_top() - log.client_height() < NEAR
}

fn to_end(log: &NodeRef) {
    if let Some(log) = log.cast::<Element>() {
        log.set_scroll_top(log.scroll_height());
    }
}

/// Follows the conversation as it grows.
#[hook]
pub(super) fn use_scroll(rows: &Rows) -> Scroll {
    let memory = use_memo((), |()| Memory::new());
    let behind = use_state(|| false);
    let scroll = Scroll {
        memory: Rc::clone(&memory),
        behind: behind.clone(),
    };
    use_effect_with(rows.clone(), move |rows| {
        if memory.follow(rows) {
            behind.set(true);
        }
        memory.watch();
    });
    scroll
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
