//! What holds of every request, and how answers are written in an input.

use std::rc::Rc;

use causerie_core::config::{Config, Options};
use causerie_core::http::{Body, Failure, Request, Response};

/// The options of a page, by the letter that stands for them.
pub(crate) fn config(letter: char) -> Rc<Config> {
    let options = match letter {
        'a' => options("gms-v1").with("serviceKind", "advanced"),
        'A' => options("gms-v1")
            .with("delivery", "cometd")
            .with("user", "BuzzBrain"),
        '2' => options("gms-v2").with("readReceipts", true),
        'B' => options("gms-v2")
            .with("delivery", "cometd")
            .with("typingPreview", true),
        'g' => options("gws"),
        'w' => options("web-api"),
        _ => options("gms-v1"),
    };
    Rc::new(Config::new(&options).expect("valid options"))
}

fn options(backend: &str) -> Options {
    Options::new().with("backend", backend).with("url", "/base")
}

/// An answer: a letter for how it came, and its body.
pub(crate) fn answer(letter: char, body: &str) -> Result<Response, Failure> {
    let status = match letter {
        'n' => return Err(Failure::Network),
        't' => return Err(Failure::Timeout),
        '3' => 302,
        '4' => 400,
        '5' => 500,
        'g' => 404,
        'b' => 503,
        'x' => 0,
        _ => 200,
    };
    Ok(Response {
        status,
        body: body.to_owned(),
        retry_after: None,
    })
}

/// A request that a browser can make, to the server that the page named.
pub(crate) fn assert_sound(request: &Request, config: &Config) {
    let url = &request.url;
    assert!(url.starts_with(&config.url), "goes elsewhere: {url}");
    let own = url.strip_prefix(&config.url).unwrap_or_default();
    let clean = own.bytes().all(|byte| byte.is_ascii_graphic());
    assert!(clean, "an address with {url:?}");
    let mut kind = None;
    for (name, value) in &request.headers {
        let bad = |letter: char| matches!(letter, '\r' | '\n' | '\0');
        assert!(
            !name.contains(bad) && !value.contains(bad),
            "{name:?}: {value:?}"
        );
        if name.eq_ignore_ascii_case("content-type") {
            kind = Some(value.as_str());
        }
    }
    if let (Body::Text(body), Some("application/json")) = (&request.body, kind) {
        let read = serde_json::from_str::<serde_json::Value>(body);
        assert!(read.is_ok(), "not JSON: {body}");
    }
}
