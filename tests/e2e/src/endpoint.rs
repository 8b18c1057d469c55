//! WebDriver's orders that the client library has no words for.

use std::sync::Arc;

use http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::session::handle::SessionHandle;
use thirtyfour::{RequestData, SessionId};

use crate::Failure;

/// An order below `/session/{id}/`.
#[derive(Debug)]
pub(crate) struct Endpoint {
    path: String,
    body: Option<Value>,
}

impl Endpoint {
    /// What the accessibility tree says of an element: `computedrole` or `computedlabel`.
    pub(crate) fn computed(element: &str, property: &str) -> Self {
        Self {
            path: format!("element/{element}/{property}"),
            body: None,
        }
    }

    /// A method of the Chrome DevTools Protocol.
    pub(crate) fn devtools(method: &str, parameters: Value) -> Self {
        let body = json!({ "cmd": method, "params": parameters });
        Self {
            path: "goog/cdp/execute".to_owned(),
            body: Some(body),
        }
    }

    /// Gives the order and waits for the answer.
    pub(crate) async fn send(self, session: &Arc<SessionHandle>) -> Result<Value, Failure> {
        Ok(session.cmd(self).await?.value()?)
    }
}

impl FormatRequestData for Endpoint {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let path = format!("/session/{session}/{}", self.path);
        match &self.body {
            None => RequestData::new(Method::GET, path),
            Some(body) => RequestData::new(Method::POST, path).add_body(body.clone()),
        }
    }
}
