//! What a browser does for a visitor: requests over connections that are used again. Cookies it
//! keeps none.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use causerie_core::http::{self, Body, Failure, Method, Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{HOST, RETRY_AFTER};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::task::AbortHandle;

use crate::error::Error;

type Question = hyper::Request<Full<Bytes>>;

/// Where all requests go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Host(String);

/// What all visitors together have asked.
#[derive(Debug, Default)]
pub(crate) struct Traffic {
    pub(crate) requests: Cell<u64>,
    /// Those that got no answer; what a visitor has called off is not among them.
    pub(crate) failures: Cell<u64>,
    pub(crate) connections: Cell<u64>,
}

/// The connections of one visitor.
#[derive(Debug)]
pub(crate) struct Wire {
    host: Rc<Host>,
    traffic: Rc<Traffic>,
    idle: RefCell<Vec<Connection>>,
}

/// A connection that is free; dropped, it is closed.
#[derive(Debug)]
struct Connection {
    sender: SendRequest<Full<Bytes>>,
    _driver: Driver,
}

#[derive(Debug)]
struct Driver(AbortHandle);

impl Drop for Driver {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Host {
    /// The host and port of an address such as `http://127.0.0.1:8888`.
    pub(crate) fn of(url: &str) -> Result<Self, Error> {
        let authority = url.strip_prefix("http://").unwrap_or_default();
        let has_port = authority
            .rsplit_once(':')
            .is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok());
        if has_port && !authority.contains(['/', '?', '#', '@']) {
            Ok(Self(authority.to_owned()))
        } else {
            Err(Error::Url(url.to_owned()))
        }
    }

    /// The path, and what stands behind it, of an address of this host.
    fn path<'a>(&self, url: &'a str) -> Option<&'a str> {
        let rest = url.strip_prefix("http://")?.strip_prefix(&self.0)?;
        rest.starts_with('/').then_some(rest)
    }
}

impl Wire {
    pub(crate) fn to(host: &Rc<Host>, traffic: &Rc<Traffic>) -> Self {
        Self {
            host: Rc::clone(host),
            traffic: Rc::clone(traffic),
            idle: RefCell::default(),
        }
    }

    /// Sends a request; if this is dropped, its connection is closed.
    pub(crate) async fn fetch(&self, request: &Request) -> Result<Response, Failure> {
        let traffic = &self.traffic;
        traffic.requests.set(traffic.requests.get() + 1);
        let answer = self.exchange(request).await;
        if answer.is_none() {
            traffic.failures.set(traffic.failures.get() + 1);
        }
        answer.ok_or(Failure::Network)
    }

    async fn exchange(&self, request: &Request) -> Option<Response> {
        let mut question = self.question(request)?;
        // A connection that was free may be closed by the server at any moment.
        while let Some(mut connection) = self.free() {
            if connection.sender.ready().await.is_err() {
                continue;
            }
            match connection.sender.try_send_request(question).await {
                Ok(answer) => return self.take_in(answer, connection).await,
                Err(mut refused) => question = refused.take_message()?,
            }
        }
        let mut connection = self.connect().await?;
        let answer = connection.sender.send_request(question).await.ok()?;
        self.take_in(answer, connection).await
    }

    fn free(&self) -> Option<Connection> {
        self.idle.borrow_mut().pop()
    }

    async fn connect(&self) -> Option<Connection> {
        let traffic = &self.traffic;
        traffic.connections.set(traffic.connections.get() + 1);
        let stream = TcpStream::connect(&self.host.0).await.ok()?;
        stream.set_nodelay(true).ok()?;
        let (sender, driving) = http1::handshake(TokioIo::new(stream)).await.ok()?;
        let driver = tokio::task::spawn_local(async {
            // How it ends is seen by whoever waits for an answer.
            let _ = driving.await;
        });
        Some(Connection {
            sender,
            _driver: Driver(driver.abort_handle()),
        })
    }

    async fn take_in(
        &self,
        answer: hyper::Response<Incoming>,
        connection: Connection,
    ) -> Option<Response> {
        let (head, body) = answer.into_parts();
        let body = body.collect().await.ok()?.to_bytes();
        self.idle.borrow_mut().push(connection);
        let patience = head.headers.get(RETRY_AFTER);
        Some(Response {
            status: head.status.as_u16(),
            body: String::from_utf8_lossy(&body).into_owned(),
            retry_after: patience.and_then(|value| http::delay(value.to_str().ok()?)),
        })
    }

    fn question(&self, request: &Request) -> Option<Question> {
        let method = match request.method {
            Method::Get => hyper::Method::GET,
            Method::Post => hyper::Method::POST,
        };
        let body = match &request.body {
            Body::Text(text) => Bytes::from(text.clone()),
            Body::None | Body::Form(..) => Bytes::new(),
        };
        let mut question = Question::new(Full::new(body));
        *question.method_mut() = method;
        *question.uri_mut() = self.host.path(&request.url)?.parse().ok()?;
        let headers = question.headers_mut();
        headers.insert(HOST, self.host.0.parse().ok()?);
        for (name, value) in &request.headers {
            let name = hyper::header::HeaderName::try_from(name.as_str()).ok()?;
            headers.append(name, value.parse().ok()?);
        }
        Some(question)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_host_and_a_port_and_no_more() {
        let host = Host::of("http://127.0.0.1:8888").unwrap();
        assert_eq!(host.path("http://127.0.0.1:8888/a?b"), Some("/a?b"));
        for other in ["http://127.0.0.1:88880/a", "http://127.0.0.2:8888/a", "/a"] {
            assert_eq!(host.path(other), None, "{other}");
        }
        for wrong in [
            "",
            "127.0.0.1:8888",
            "https://127.0.0.1:8888",
            "http://127.0.0.1",
            "http://:8888",
            "http://127.0.0.1:8888/genesys",
            "http://127.0.0.1:port",
        ] {
            assert!(Host::of(wrong).is_err(), "{wrong}");
        }
    }
}
