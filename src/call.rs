//! What the browser calls: functions of one kind, since each kind has code and glue of its own.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget};

/// A function of one argument; what it gives is of interest to promises only. Dropped, it is not
/// to be called any more.
pub(crate) type Call = Closure<dyn FnMut(JsValue) -> JsValue>;

/// One that may be called again and again.
pub(crate) fn call(mut to: impl FnMut(JsValue) + 'static) -> Call {
    Call::new(move |value| {
        to(value);
        JsValue::UNDEFINED
    })
}

/// One that is called once at most, and is the browser's own.
pub(crate) fn once(to: impl FnOnce(JsValue) + 'static) -> JsValue {
    once_giving(move |value| {
        to(value);
        JsValue::UNDEFINED
    })
}

/// The same of which a promise is made.
pub(crate) fn once_giving(to: impl FnOnce(JsValue) -> JsValue + 'static) -> JsValue {
    Call::once_into_js(to)
}

/// Hears of one kind of event until it is dropped.
pub(crate) struct EventListener {
    target: EventTarget,
    kind: &'static str,
    heard: Call,
    first: bool,
}

impl EventListener {
    /// Hears of events at `target`, and of those that rise to it.
    pub(crate) fn new(
        target: &EventTarget,
        kind: &'static str,
        heard: impl FnMut(&Event) + 'static,
    ) -> Self {
        Self::at(target, kind, false, heard)
    }

    /// Hears of them before all that is within `target` does.
    #[cfg(any(feature = "page", feature = "yew"))]
    pub(crate) fn before_others(
        target: &EventTarget,
        kind: &'static str,
        heard: impl FnMut(&Event) + 'static,
    ) -> Self {
        Self::at(target, kind, true, heard)
    }

    fn at(
        target: &EventTarget,
        kind: &'static str,
        first: bool,
        mut heard: impl FnMut(&Event) + 'static,
    ) -> Self {
        let heard = call(move |event| heard(event.unchecked_ref()));
        let listening = target.unchecked_ref::<Listening>();
        listening.add(kind, heard.as_ref(), first);
        Self {
            target: target.clone(),
            kind,
            heard,
            first,
        }
    }
}

impl Drop for EventListener {
    fn drop(&mut self) {
        let listening = self.target.unchecked_ref::<Listening>();
        listening.remove(self.kind, self.heard.as_ref(), self.first);
    }
}

#[wasm_bindgen]
extern "C" {
    // Those of web_sys are ready for an error that neither ever raises.
    type Listening;

    #[wasm_bindgen(method, js_name = addEventListener)]
    fn add(this: &Listening, kind: &str, heard: &JsValue, first: bool);

    #[wasm_bindgen(method, js_name = removeEventListener)]
    fn remove(this: &Listening, kind: &str, heard: &JsValue, first: bool);
}
