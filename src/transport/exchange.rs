//! One request on its way and its answer.

use std::cell::Cell;
use std::rc::Rc;

use causerie_core::http::{Credentials, Failure, Request, Response};
use gloo_net::Error;
use gloo_net::http::RequestBuilder;
use wasm_bindgen_futures::spawn_local;
use web_sys::{AbortController, AbortSignal, RequestCredentials};

type Answered = Box<dyn FnOnce(Result<Response, Failure>)>;

/// One request on its way; dropped, it is aborted and never answered.
pub(crate) struct Exchange {
    answered: Rc<Cell<Option<Answered>>>,
    abort: Option<AbortController>,
}

impl Exchange {
    /// Sends `request`; `answered` is called once, and never before this
    /// function returns.
    pub(crate) fn begin(
        request: Request,
        answered: impl FnOnce(Result<Response, Failure>) + 'static,
    ) -> Self {
        let answered: Answered = Box::new(answered);
        let answered = Rc::new(Cell::new(Some(answered)));
        let abort = AbortController::new().ok();
        let signal = abort.as_ref().map(AbortController::signal);
        let waiting = Rc::clone(&answered);
        spawn_local(async move {
            let answer = perform(&request, signal.as_ref()).await;
            if let Some(answered) = waiting.take() {
                answered(answer.map_err(|_| Failure::Network));
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

async fn perform(request: &Request, signal: Option<&AbortSignal>) -> Result<Response, Error> {
    let mut builder = RequestBuilder::new(&request.url)
        .method(gloo_net::http::Method::POST)
        .credentials(credentials(request.credentials))
        .abort_signal(signal);
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let response = builder.body(request.body.as_str())?.send().await?;
    Ok(Response {
        status: response.status(),
        body: response.text().await?,
    })
}

const fn credentials(credentials: Credentials) -> RequestCredentials {
    match credentials {
        Credentials::Omit => RequestCredentials::Omit,
        Credentials::SameOrigin => RequestCredentials::SameOrigin,
        Credentials::Include => RequestCredentials::Include,
    }
}
