//! One request on its way and its answer.

use std::cell::Cell;
use std::rc::Rc;

use causerie_core::TAKES_FILES;
use causerie_core::http::{self, Body, Credentials, Failure, Method, Request, Response};
use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortController, File};

use super::download;
use super::pledge::Pledge;
use super::upload::Upload;
use crate::call::once;
use crate::object::{bare, set};

type Answered = Box<dyn FnOnce(Result<Response, Failure>)>;

/// One request on its way; dropped, it is aborted and never answered.
pub(crate) struct Exchange {
    answered: Rc<Answer>,
    way: Option<Way>,
}

/// How a request travels.
enum Way {
    Fetch(AbortController),
    Upload(Upload),
}

/// Whom to tell, once.
struct Answer(Cell<Option<Answered>>);

impl Answer {
    fn to(answered: impl FnOnce(Result<Response, Failure>) + 'static) -> Rc<Self> {
        Rc::new(Self(Cell::new(Some(Box::new(answered)))))
    }

    fn tell(&self, answer: Option<Response>) {
        if let Some(answered) = self.0.take() {
            answered(answer.ok_or(Failure::Network));
        }
    }
}

impl Exchange {
    /// Sends `request`; `answered` is called once, and never before this
    /// function returns. When the page is `leaving`, the request outlives it.
    pub(crate) fn begin(
        request: Request,
        leaving: bool,
        answered: impl FnOnce(Result<Response, Failure>) + 'static,
    ) -> Self {
        let answered = Answer::to(answered);
        let abort = AbortController::new().ok();
        let init = init(&request, leaving, abort.as_ref());
        let told = Rc::clone(&answered);
        // A page may have put another function in its place, which may throw.
        let sent = fetch(&request.url, &init).unwrap_or_else(|fault| Promise::reject(&fault));
        settle(&sent, &answered, move |answer| {
            receive(answer, request, &told)
        });
        let way = abort.map(Way::Fetch);
        Self { answered, way }
    }

    /// Sends `request`, which takes `file` along; `moved` is told how many of a
    /// hundred parts have left.
    pub(crate) fn upload(
        request: &Request,
        file: &File,
        moved: impl Fn(u8) + 'static,
        answered: impl FnOnce(Result<Response, Failure>) + 'static,
    ) -> Self {
        let answered = Answer::to(answered);
        let fields = match &request.body {
            Body::Form(fields, _) => fields.as_slice(),
            Body::None | Body::Text(_) => &[],
        };
        let told = Rc::clone(&answered);
        let done = move |answer| told.tell(answer);
        let way = Upload::begin(request, fields, file, moved, done).map(Way::Upload);
        if way.is_none() {
            let told = Rc::clone(&answered);
            let failed = move |_| told.tell(None);
            settle(&Promise::resolve(&JsValue::UNDEFINED), &answered, failed);
        }
        Self { answered, way }
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        let unanswered = self.answered.0.take().is_some();
        match (unanswered, self.way.take()) {
            (true, Some(Way::Fetch(abort))) => abort.abort(),
            (true, Some(Way::Upload(upload))) if TAKES_FILES => upload.abort(),
            _ => {}
        }
    }
}

/// Goes on when a promise is kept; one that is broken is no answer.
fn settle(promise: &Promise, answer: &Rc<Answer>, kept: impl FnOnce(JsValue) + 'static) {
    let told = Rc::clone(answer);
    let broken = once(move |_| told.tell(None));
    let kept = once(kept);
    promise.unchecked_ref::<Pledge>().then(&kept, &broken);
}

fn receive(answer: JsValue, request: Request, told: &Rc<Answer>) {
    let answer = answer.unchecked_into::<web_sys::Response>();
    let saved = request.save_as.filter(|_| TAKES_FILES && answer.ok());
    let body = if saved.is_some() {
        answer.blob()
    } else {
        answer.text()
    };
    let Ok(body) = body else {
        return told.tell(None);
    };
    let done = Rc::clone(told);
    settle(&body, told, move |body| {
        done.tell(read(&answer, &body, saved.as_deref()));
    });
}

/// The text of an answer; a file is handed to the visitor instead.
fn read(answer: &web_sys::Response, body: &JsValue, save_as: Option<&str>) -> Option<Response> {
    let body = match save_as.filter(|_| TAKES_FILES) {
        Some(name) => download::save(body.unchecked_ref(), name).map(|()| String::new())?,
        None => body.as_string()?,
    };
    let delay = answer.headers().get("Retry-After").ok().flatten();
    Some(Response {
        status: answer.status(),
        body,
        retry_after: delay.and_then(|text| http::delay(&text)),
    })
}

fn init(request: &Request, leaving: bool, abort: Option<&AbortController>) -> JsValue {
    let headers = bare(&[]);
    for (name, value) in &request.headers {
        set(&headers, name, &JsValue::from_str(value));
    }
    let signal = abort.map(AbortController::signal);
    let body = match &request.body {
        Body::Form(..) | Body::None => JsValue::UNDEFINED,
        Body::Text(text) => JsValue::from_str(text),
    };
    let init = bare(&[
        ("method", method(request.method).into()),
        ("headers", headers.into()),
        ("body", body),
        ("credentials", credentials(request.credentials).into()),
        ("keepalive", leaving.into()),
        ("signal", signal.into()),
    ]);
    init.into()
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

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch)]
    fn fetch(url: &str, init: &JsValue) -> Result<Promise, JsValue>;
}
