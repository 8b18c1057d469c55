//! One alarm.

use std::time::Duration;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::call::Call;

/// The longest wait a browser knows; an alarm that rings early is set anew.
const LONGEST: u32 = i32::MAX as u32;

/// One alarm; dropped, it does not ring.
pub(crate) struct Timer {
    id: JsValue,
    #[expect(dead_code, reason = "held for the browser to call")]
    ring: Call,
}

impl Timer {
    /// Calls `ring` once, after `wait`.
    pub(crate) fn after(wait: Duration, ring: impl FnOnce() + 'static) -> Self {
        let seconds = wait.as_secs().min(u64::from(LONGEST / 1000)) as u32;
        let millis = seconds * 1000 + wait.subsec_millis();
        let ring = Call::once(move |_| {
            ring();
            JsValue::UNDEFINED
        });
        let id = set_timeout(ring.as_ref(), millis.min(LONGEST));
        Self { id, ring }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        clear_timeout(&self.id);
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(ring: &JsValue, millis: u32) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(id: &JsValue);
}
