//! WebDriver's orders that the client library has no words for.

use std::sync::Arc;

use http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::session::handle::SessionHandle;
use thirtyfour::{ElementId, RequestData, SessionId};

use crate::Failure;

/// An order below `/session/{id}/`.
#[derive(Debug)]
pub(crate) struct Endpoint {
    method: Method,
    path: String,
    body: Option<Value>,
}

impl Endpoint {
    /// A method of the Chrome DevTools Protocol.
    pub(crate) fn devtools(method: &str, parameters: Value) -> Self {
        let body = json!({ "cmd": method, "params": parameters });
        Self::post("goog/cdp/execute", body)
    }

    /// From now on, scripts run in this half of Firefox: `chrome` or `content`.
    pub(crate) fn half(name: &str) -> Self {
        Self::post("moz/context", json!({ "context": name }))
    }

    /// What assistive technology is told about an element: its `role` or its `label`.
    pub(crate) fn computed(what: &str, element: &ElementId) -> Self {
        Self {
            method: Method::GET,
            path: format!("element/{element}/computed{what}"),
            body: None,
        }
    }

    /// Gives the order and waits for the answer.
    pub(crate) async fn send(self, session: &Arc<SessionHandle>) -> Result<Value, Failure> {
        Ok(session.cmd(self).await?.value()?)
    }

    fn post(path: &str, body: Value) -> Self {
        Self {
            method: Method::POST,
            path: path.to_owned(),
            body: Some(body),
        }
    }
}

impl FormatRequestData for Endpoint {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let path = format!("/session/{session}/{}", self.path);
        let request = RequestData::new(self.method.clone(), path);
        match &self.body {
            Some(body) => request.add_body(body.clone()),
            None => request,
        }
    }
}
