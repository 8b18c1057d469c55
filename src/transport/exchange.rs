//! One request on its way and its answer.

use std::cell::Cell;
use std::rc::Rc;

use causerie_core::http::{self, Body, Credentials, Failure, Method, Request, Response};
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::AbortController;

type Answered = Box<dyn FnOnce(Result<Response, Failure>)>;

/// One request on its way; dropped, it is aborted and never answered.
pub(crate) struct Exchange {
    answered: Rc<Cell<Option<Answered>>>,
    abort: Option<AbortController>,
}

impl Exchange {
    /// Sends `request`; `answered` is called once, and never before this
    /// function returns. When the page is `leaving`, the request outlives it.
    pub(crate) fn begin(
        request: Request,
        leaving: bool,
        answered: impl FnOnce(Result<Response, Failure>) + 'static,
    ) -> Self {
        let answered: Answered = Box::new(answered);
        let answered = Rc::new(Cell::new(Some(answered)));
        let abort = AbortController::new().ok();
        let init = init(&request, leaving, abort.as_ref());
        let waiting = Rc::clone(&answered);
        spawn_local(async move {
            let answer = perform(&request.url, &init).await;
            if let Some(answered) = waiting.take() {
                answered(answer.ok_or(Failure::Network));
            }
        });
        Self { answered, abort }
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        let unanswered = self.answered.take().is_some();
        if let (true, Some(abort)) = (unanswered, &self.abort) {
            abort.abort();
        }
    }
}

async fn perform(url: &str, init: &JsValue) -> Option<Response> {
    let window = web_sys::window()?;
    let answer = window.fetch_with_str_and_init(url, init.unchecked_ref());
    let answer = JsFuture::from(answer).await.ok()?;
    let answer = answer.unchecked_into::<web_sys::Response>();
    let status = answer.status();
    let delay = answer.headers().get("Retry-After").ok().flatten();
    let body = JsFuture::from(answer.text().ok()?).await.ok()?;
    let body = body.as_string()?;
    Some(Response {
        status,
        body,
        retry_after: delay.and_then(|text| http::delay(&text)),
    })
}

fn init(request: &Request, leaving: bool, abort: Option<&AbortController>) -> JsValue {
    let headers = Object::new();
    for (name, value) in &request.headers {
        set(&headers, name, &JsValue::from_str(value));
    }
    let signal = abort.map(AbortController::signal);
    let body = match &request.body {
        Body::None => JsValue::UNDEFINED,
        Body::Text(text) => JsValue::from_str(text),
    };
    let init = Object::new();
    let fields = [
        ("method", method(request.method).into()),
        ("headers", headers.into()),
        ("body", body),
        ("credentials", credentials(request.credentials).into()),
        ("keepalive", leaving.into()),
        ("signal", signal.into()),
    ];
    for (name, value) in &fields {
        set(&init, name, value);
    }
    init.into()
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // A fresh object takes everything.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

const fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Post => "POST",
    }
}

const fn credentials(credentials: Credentials) -> &'static str {
    match credentials {
        Credentials::Omit => "omit",
        Credentials::SameOrigin => "same-origin",
        Credentials::Include => "include",
    }
}
