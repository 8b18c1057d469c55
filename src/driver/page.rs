//! What happens to the page.

use std::rc::Rc;

use causerie_core::session::Page;
use gloo_events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Event, PageTransitionEvent, VisibilityState};

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
    listeners.extend(window.document().map(|document| {
        let tell = Rc::clone(tell);
        EventListener::new(&document, "visibilitychange", move |_| tell(visibility()))
    }));
    listeners
}

/// A page that comes back from the cache has slept.
fn returned(event: &Event) -> Option<Page> {
    let event = event.dyn_ref::<PageTransitionEvent>()?;
    event.persisted().then_some(Page::Returned)
}

fn visibility() -> Page {
    let document = window().and_then(|window| window.document());
    match document.map(|document| document.visibility_state()) {
        Some(VisibilityState::Hidden) => Page::Hidden,
        _ => Page::Shown,
    }
}
