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
    body: Value,
}

impl Endpoint {
    /// A method of the Chrome DevTools Protocol.
    pub(crate) fn devtools(method: &str, parameters: Value) -> Self {
        Self {
            body: json!({ "cmd": method, "params": parameters }),
        }
    }

    /// Gives the order and waits for the answer.
    pub(crate) async fn send(self, session: &Arc<SessionHandle>) -> Result<Value, Failure> {
        Ok(session.cmd(self).await?.value()?)
    }
}

impl FormatRequestData for Endpoint {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let path = format!("/session/{session}/goog/cdp/execute");
        RequestData::new(Method::POST, path).add_body(self.body.clone())
    }
}
