//! Words in places where some letters mean something else.
//!
//! The first line names the back end and is followed by words of the visitor, which may have any
//! number of lines.

use std::borrow::Cow;

use causerie_core::chat::Form;
use causerie_core::http::Request;
use causerie_core::protocol::{Backend, Command};
use causerie_core::time::Monotonic;
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::line::head;
use crate::request::{answer, assert_sound, config};

pub(crate) fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (dialect, words) = head(&text);
    let dialect = match dialect {
        '2' | 'g' | 'w' => dialect,
        _ => '1',
    };
    let config = config(dialect);
    let mut backend = Backend::new(&config);
    let open = Command::Open(form(words));
    assert_says(&mut backend, &config, &open, words);
    if let Some(mut backend) = begun(dialect, words) {
        let send = Command::Send(words.to_owned());
        assert_says(&mut backend, &config, &send, words);
        assert_names_the_chat(&mut backend, words);
    }
}

fn form(words: &str) -> Form {
    let mut form = Form {
        first_name: words.to_owned(),
        last_name: words.to_owned(),
        ..Form::default()
    };
    form.set("plan", words.to_owned());
    form
}

/// A chat that its server calls by these words.
fn begun(dialect: char, words: &str) -> Option<Backend> {
    let config = config(dialect);
    let mut backend = Backend::new(&config);
    if dialect == '1' {
        return Backend::resume(&config, words);
    }
    let id = Value::from(words).to_string();
    let body = format!(
        r#"{{"statusCode":0,"chatId":{id},"id":{id},"alias":"1","userId":"u","secureKey":"k"}}"#
    );
    let open = Command::Open(Form::default());
    let response = answer('2', &body).ok()?;
    backend.request(&open, Monotonic::default());
    backend.answer(&open, Ok(&response));
    backend.key().is_some().then_some(backend)
}

/// Whoever decodes the request by the standards reads what was said.
fn assert_says(
    backend: &mut Backend,
    config: &causerie_core::config::Config,
    command: &Command,
    words: &str,
) {
    let request = backend.request(command, Monotonic::default());
    let request = request.expect("a polled dialect asks by itself");
    assert_sound(&request, config);
    // A form is sent in a second step, where there is a service first; blank words are none.
    let second = request.url.ends_with("/request-chat");
    if !words.trim().is_empty() && !second {
        let said = values(&request);
        assert!(said.iter().any(|one| one == words), "{words:?} in {said:?}");
    }
}

/// All texts in the body, by what it says to be.
fn values(request: &Request) -> Vec<String> {
    let body = request.body.as_str();
    match serde_json::from_str::<Value>(body) {
        Ok(value) => texts(&value),
        Err(_) => {
            let fields = form_urlencoded::parse(body.as_bytes());
            fields.map(|(_, value)| value.into_owned()).collect()
        }
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => fields.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

/// One segment of the path is the chat's name.
fn assert_names_the_chat(backend: &mut Backend, words: &str) {
    let request = backend.request(&Command::Refresh, Monotonic::default());
    let url = request.expect("a polled dialect asks by itself").url;
    let path = url.split('?').next().unwrap_or_default();
    let mut segments = path
        .split('/')
        .map(|part| percent_decode_str(part).decode_utf8());
    let named = segments.any(|part| part.is_ok_and(|part: Cow<'_, str>| part == words));
    assert!(named, "{words:?} is no part of {path}");
}
