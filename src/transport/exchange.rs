//! One request on its way and its answer.

use std::cell::Cell;
use std::rc::Rc;

use causerie_core::http::{self, Body, Credentials, Failure, Method, Request, Response};
use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, File};

use super::download;
use super::upload::Upload;

type Answered = Box<dyn FnOnce(Result<Response, Failure>)>;

/// One request on its way; dropped, it is aborted and never answered.
pub(crate) struct Exchange {
    answered: Rc<Cell<Option<Answered>>>,
    way: Option<Way>,
}

/// How a request travels.
enum Way {
    Fetch(AbortController),
    Upload(Upload),
}

impl Exchange {
    /// Sends `request`; `answered` is called once, and never before this
    /// function returns. When the page is `leaving`, the request outlives it.
    pub(crate) fn begin(
        request: Request,
        leaving: bool,
        answered: impl FnOnce(Result<Response, Failure>) + 'static,
    ) -> Self {
        let answered = share(answered);
        let abort = AbortController::new().ok();
        let init = init(&request, leaving, abort.as_ref());
        let waiting = Rc::clone(&answered);
        spawn_local(async move {
            let answer = perform(&request, &init).await;
            tell(&waiting, answer);
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
        let answered = share(answered);
        let fields = match &request.body {
            Body::Form(fields, _) => fields.as_slice(),
            Body::None | Body::Text(_) => &[],
        };
        let waiting = Rc::clone(&answered);
        let done = move |answer| tell(&waiting, answer);
        let way = Upload::begin(request, fields, file, moved, done).map(Way::Upload);
        if way.is_none() {
            let waiting = Rc::clone(&answered);
            spawn_local(async move { tell(&waiting, None) });
        }
        Self { answered, way }
    }
}

fn share(answered: impl FnOnce(Result<Response, Failure>) + 'static) -> Rc<Cell<Option<Answered>>> {
    Rc::new(Cell::new(Some(Box::new(answered))))
}

fn tell(waiting: &Cell<Option<Answered>>, answer: Option<Response>) {
    if let Some(answered) = waiting.take() {
        answered(answer.ok_or(Failure::Network));
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        let unanswered = self.answered.take().is_some();
        match (unanswered, self.way.take()) {
            (true, Some(Way::Fetch(abort))) => abort.abort(),
            (true, Some(Way::Upload(upload))) => upload.abort(),
            _ => {}
        }
    }
}

async fn perform(request: &Request, init: &JsValue) -> Option<Response> {
    let window = web_sys::window()?;
    let answer = window.fetch_with_str_and_init(&request.url, init.unchecked_ref());
    let answer = JsFuture::from(answer).await.ok()?;
    let answer = answer.unchecked_into::<web_sys::Response>();
    let delay = answer.headers().get("Retry-After").ok().flatten();
    Some(Response {
        status: answer.status(),
        body: body(request, &answer).await?,
        retry_after: delay.and_then(|text| http::delay(&text)),
    })
}

/// The text of an answer; a file is handed to the visitor instead.
async fn body(request: &Request, answer: &web_sys::Response) -> Option<String> {
    if let Some(name) = request.save_as.as_deref().filter(|_| answer.ok()) {
        let file = JsFuture::from(answer.blob().ok()?).await.ok()?;
        download::save(file.unchecked_ref(), name)?;
        return Some(String::new());
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}

fn init(request: &Request, leaving: bool, abort: Option<&AbortController>) -> JsValue {
    let headers = Object::new();
    for (name, value) in &request.headers {
        set(&headers, name, &JsValue::from_str(value));
    }
    let signal = abort.map(AbortController::signal);
    let body = match &request.body {
        Body::Form(..) | Body::None => JsValue::UNDEFINED,
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
