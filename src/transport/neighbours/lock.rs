//! The browser's own lock.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use causerie_core::tabs::Input;
use js_sys::{Function, Object, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, Navigator};

use super::Told;
use crate::call::{once, once_giving};
use crate::object::{bare, set};
use crate::transport::pledge::Pledge;

/// The browser's own lock, as far as this tab has it. It is had as long as a promise is not
/// kept, so that a tab that crashes leaves it to the next.
pub(super) struct Lock {
    locks: Locks,
    name: String,
    told: Told,
    /// What gives it up.
    held: RefCell<Option<Function>>,
    /// What ceases to wait for it.
    waits: RefCell<Option<AbortController>>,
    /// How often it was requested.
    requests: Cell<u32>,
    away: Cell<bool>,
}

impl Lock {
    pub(super) fn of(navigator: &Navigator, name: &str, told: &Told) -> Rc<Self> {
        Rc::new(Self {
            locks: navigator.unchecked_ref::<Locking>().locks(),
            name: name.to_owned(),
            told: Rc::clone(told),
            held: RefCell::default(),
            waits: RefCell::default(),
            requests: Cell::default(),
            away: Cell::default(),
        })
    }

    pub(super) fn ask(self: &Rc<Self>, steal: bool) {
        self.away.set(false);
        if self.is_held() {
            // What the browser has to tell of it comes before its answer.
            let lock = Rc::clone(self);
            let told = once(move |_| lock.tell());
            let asked = self.locks.query();
            return asked.unchecked_ref::<Pledge>().then(&told, &told);
        }
        let options = bare(&[]);
        if steal {
            self.cease();
            set(&options, "steal", &true.into());
        } else if self.waits.borrow().is_some() {
            return;
        } else if let Ok(abort) = AbortController::new() {
            set(&options, "signal", &abort.signal());
            self.waits.replace(Some(abort));
        }
        self.request(&options);
    }

    fn request(self: &Rc<Self>, options: &Object) {
        let request = self.requests.get() + 1;
        self.requests.set(request);
        let (lock, own) = (Rc::clone(self), Rc::clone(self));
        let granted = once_giving(move |_| lock.won());
        let lost = once(move |_| own.lost(request));
        match self.locks.request(&self.name, options, &granted) {
            Ok(asked) => {
                let kept = JsValue::UNDEFINED;
                asked.unchecked_ref::<Pledge>().then(&kept, &lost);
            }
            Err(_) => self.lost(request),
        }
    }

    fn is_held(&self) -> bool {
        self.held.borrow().is_some()
    }

    fn tell(&self) {
        if !self.away.get() {
            (self.told)(Input::Leads(self.is_held()));
        }
    }

    /// The lock is had until the promise is kept.
    fn won(&self) -> JsValue {
        if self.away.get() {
            return JsValue::UNDEFINED;
        }
        self.waits.take();
        let promise = Promise::new(&mut |keep, _| {
            self.held.replace(Some(keep.unchecked_into()));
        });
        self.tell();
        promise.into()
    }

    /// Another tab took it away; or the page may have none, such as one in a sandbox, and leads
    /// for itself. Where a later request of its own took it away, some browsers tell that after it
    /// is had again.
    fn lost(&self, request: u32) {
        if request != self.requests.get() {
            return;
        }
        let refused = self.held.take().is_none();
        if refused {
            self.waits.take();
        }
        if !self.away.get() {
            (self.told)(Input::Leads(refused));
        }
    }

    fn cease(&self) {
        if let Some(abort) = self.waits.take() {
            abort.abort();
        }
    }

    pub(super) fn leave(&self) {
        self.away.set(true);
        self.cease();
        if let Some(keep) = self.held.take() {
            // A promise's own function throws nothing.
            let _ = keep.call0(&JsValue::UNDEFINED);
        }
    }
}

#[wasm_bindgen]
extern "C" {
    type Locking;

    #[wasm_bindgen(method, getter)]
    fn locks(this: &Locking) -> Locks;

    type Locks;

    #[wasm_bindgen(method)]
    fn query(this: &Locks) -> Promise;

    #[wasm_bindgen(method, catch)]
    fn request(
        this: &Locks,
        name: &str,
        options: &Object,
        granted: &JsValue,
    ) -> Result<Promise, JsValue>;
}
