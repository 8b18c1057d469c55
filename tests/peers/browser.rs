//! What a browser does for a visitor: it fetches, and keeps cookies.

use std::collections::BTreeMap;

use causerie_core::http::{self, Body, Credentials, Failure, Method, Request, Response};
use reqwest::header::{COOKIE, HeaderMap, RETRY_AFTER, SET_COOKIE};
use reqwest::{Client, RequestBuilder};

/// The browser of a visitor who goes to one server.
#[derive(Debug)]
pub(crate) struct Browser {
    http: Client,
    /// Names and values: one host, and no test outlives a cookie.
    cookies: BTreeMap<String, String>,
}

/// A response, and the cookies that came with it.
#[derive(Debug)]
pub(crate) struct Answer {
    response: Response,
    cookies: Vec<(String, String)>,
}

impl Browser {
    /// Sends a request; if what is returned is dropped, the connection is closed.
    pub(crate) fn fetch(
        &self,
        request: &Request,
    ) -> impl Future<Output = Result<Answer, Failure>> + use<> {
        let mut question = match request.method {
            Method::Get => self.http.get(&request.url),
            Method::Post => self.http.post(&request.url),
        };
        if let Body::Text(text) = &request.body {
            question = question.body(text.clone());
        }
        for (name, value) in &request.headers {
            question = question.header(name, value);
        }
        if request.credentials != Credentials::Omit && !self.cookies.is_empty() {
            question = question.header(COOKIE, self.cookies());
        }
        answer(question)
    }

    /// Keeps the cookies of an answer.
    pub(crate) fn keep(&mut self, answer: Answer) -> Response {
        self.cookies.extend(answer.cookies);
        answer.response
    }

    fn cookies(&self) -> String {
        let pairs = self.cookies.iter();
        let pairs: Vec<_> = pairs
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }
}

impl Default for Browser {
    fn default() -> Self {
        Self {
            http: Client::builder().no_proxy().build().unwrap(),
            cookies: BTreeMap::new(),
        }
    }
}

async fn answer(question: RequestBuilder) -> Result<Answer, Failure> {
    let answer = question.send().await.map_err(|_| Failure::Network)?;
    let cookies = cookies(answer.headers());
    let patience = answer.headers().get(RETRY_AFTER);
    let response = Response {
        status: answer.status().as_u16(),
        retry_after: patience.and_then(|value| http::delay(value.to_str().ok()?)),
        body: answer.text().await.map_err(|_| Failure::Network)?,
    };
    Ok(Answer { response, cookies })
}

fn cookies(headers: &HeaderMap) -> Vec<(String, String)> {
    let lines = headers.get_all(SET_COOKIE).iter();
    let pairs = lines.filter_map(|line| line.to_str().ok()?.split(';').next()?.split_once('='));
    pairs
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}
