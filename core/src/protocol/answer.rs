//! What an answer comes to, as far as that is the same in every dialect.

use crate::error::{Rejection, Trouble};
use crate::http::{Failure, Response};
use crate::json::{self, Object, Value};
use crate::text;

/// The JSON object in a good answer.
pub(super) fn object(answer: Result<&Response, Failure>) -> Result<Object, Trouble> {
    match answer {
        Ok(response) if response.is_success() => {
            json::object(&response.body).ok_or(Trouble::Garbled)
        }
        other => Err(trouble(other)),
    }
}

/// The same for the first request to `url`, which may turn out to be no place
/// where chats are made.
pub(super) fn first(answer: Result<&Response, Failure>, url: &str) -> Result<Object, Trouble> {
    let misconfigured = |status| Trouble::Misconfigured {
        url: url.to_owned(),
        status,
    };
    object(answer).map_err(|trouble| match (trouble, answer) {
        (Trouble::Gone, _) => misconfigured(404),
        (Trouble::Server(status @ 400..=499), _) => misconfigured(status),
        // A cut body may be whole next time; a web page will not turn into a service.
        (Trouble::Garbled, Ok(Response { status, body, .. })) if !is_cut(body) => {
            misconfigured(*status)
        }
        (trouble, _) => trouble,
    })
}

fn is_cut(body: &str) -> bool {
    let body = text::trim(body);
    body.is_empty() || body.starts_with('{')
}

/// What an answer that is not good stands for.
pub(super) fn trouble(answer: Result<&Response, Failure>) -> Trouble {
    let response = match answer {
        Ok(response) => response,
        Err(failure) => return failure.into(),
    };
    match response.status {
        408 | 429 | 503 => Trouble::Busy,
        400 | 413..=415 | 422 => rejection(&json::object(&response.body).unwrap_or_default()),
        404 | 410 => Trouble::Gone,
        status => Trouble::Server(status),
    }
}

/// Why something was not accepted: a `message`, or the first of the `errors` that
/// GMS Chat API v2 lists.
pub(super) fn rejection(object: &Object) -> Trouble {
    let Some(error) = first_error(object) else {
        return Trouble::Rejected(Rejection {
            field: None,
            words: prose(object, "message"),
        });
    };
    let field = match json::text(error, "code").as_deref() {
        Some("102" | "161") => Some("firstName"),
        Some("103") => Some("lastName"),
        Some("364") => Some("email"),
        // No chat can be started now.
        Some("240") => return Trouble::Busy,
        _ => None,
    };
    // The advice may be a sentence, but also a limit or the name of a field.
    let words = prose(error, "advice").filter(|words| text::has(words, b' '));
    Trouble::Rejected(Rejection { field, words })
}

/// The first of the `errors`, each `{"code","advice"}`.
pub(super) fn first_error(object: &Object) -> Option<&Object> {
    match json::field(object, "errors")?.as_array()?.first()? {
        Value::Object(error) => Some(error),
        _ => None,
    }
}

/// So many letters of prose are shown to people.
const LONGEST: u32 = 200;

/// A field that says something to people: short, and no markup.
pub(super) fn prose(object: &Object, name: &str) -> Option<String> {
    let text = text::trim(&json::text(object, name)?).to_owned();
    let short = text
        .chars()
        .zip(0..=LONGEST)
        .all(|(_, place)| place < LONGEST);
    let plain = !text.is_empty() && short && !text::has(&text, b'<');
    plain.then_some(text)
}
