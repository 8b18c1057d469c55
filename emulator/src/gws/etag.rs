//! Answers that a client need not be given twice.

use crate::http::{Request, Response};
use std::hash::{DefaultHasher, Hasher};

/// The response with its tag; without its body, as a 304, where the client has just this one.
pub(super) fn conditional(request: &Request, response: Response) -> Response {
    let tag = tag_of(&response.body);
    let known = request.header("if-none-match").unwrap_or_default();
    if !is_among(&tag, known) {
        return response.with("ETag", &tag);
    }
    let unchanged = Response {
        status: 304,
        ..Response::default()
    };
    unchanged.with("ETag", &tag)
}

fn tag_of(body: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(body);
    format!("\"{:016x}\"", hasher.finish())
}

/// Whether the list names the tag; weak tags count as well, as HTTP says for this header.
fn is_among(tag: &str, list: &str) -> bool {
    let mut named = list.split(',').map(str::trim);
    named.any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}
