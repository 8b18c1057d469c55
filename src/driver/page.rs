//! What happens to the page.

use std::rc::Rc;

use causerie_core::session::Page;
use wasm_bindgen::JsCast;
use web_sys::{Document, Event, PageTransitionEvent, VisibilityState};

use crate::call::EventListener;
use crate::window::window;

/// How the page is now, as far as it is not as usual.
pub(super) fn now() -> Vec<Page> {
    let offline = window().is_some_and(|window| !window.navigator().on_line());
    let mut pages = Vec::new();
    pages.extend(offline.then_some(Page::Offline));
    pages.extend((visibility() == Page::Hidden).then_some(Page::Hidden));
    pages
}

/// Tells what happens to the page, until the listeners are dropped.
pub(super) fn listen(tell: &Rc<dyn Fn(Page)>) -> Vec<EventListener> {
    let Some(window) = window() else {
        return Vec::new();
    };
    let on = |name: &'static str, read: fn(&Event) -> Option<Page>| {
        let tell = Rc::clone(tell);
        EventListener::new(&window, name, move |event| {
            read(event).into_iter().for_each(|page| tell(page));
        })
    };
    let mut listeners = vec![
        on("online", |_| Some(Page::Online)),
        on("offline", |_| Some(Page::Offline)),
        on("pagehide", |_| Some(Page::Left)),
        on("pageshow", returned),
    ];
    let on = |document: &Document, name: &'static str, read: fn() -> Page| {
        let tell = Rc::clone(tell);
        EventListener::new(document, name, move |_| tell(read()))
    };
    listeners.extend(window.document().into_iter().flat_map(|document| {
        [
            on(&document, "visibilitychange", visibility),
            // A frozen page still hears other tabs, but nothing else, and no timer rings.
            on(&document, "freeze", || Page::Left),
            on(&document, "resume", || Page::Returned),
        ]
    }));
    listeners
}

/// A page that comes back from the cache has slept.
fn returned(event: &Event) -> Option<Page> {
    let event: &PageTransitionEvent = event.unchecked_ref();
    event.persisted().then_some(Page::Returned)
}

/// Whether it can be seen.
pub(super) fn visibility() -> Page {
    let document = window().and_then(|window| window.document());
    match document.map(|document| document.visibility_state()) {
        Some(VisibilityState::Hidden) => Page::Hidden,
        _ => Page::Shown,
    }
}
