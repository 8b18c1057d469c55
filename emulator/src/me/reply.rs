//! Bodies that say how it went.

use crate::http::{Request, Response};
use serde_json::{Map, Value, json};

/// It was done. The operations about consultations are answered by another key in the older
/// form, as printed.
pub(super) fn done(request: &Request, about_consultation: bool) -> Response {
    let is_older = !request.path.starts_with("/api/");
    let key = if is_older && about_consultation {
        "status"
    } else {
        "statusCode"
    };
    let body = Map::from_iter([(key.to_owned(), json!(0))]);
    Response::json(200, &body)
}

/// `{"statusCode": 0, key: value}`
pub(super) fn with(key: &str, value: Value) -> Response {
    let body = Map::from_iter([("statusCode".to_owned(), json!(0)), (key.to_owned(), value)]);
    Response::json(200, &body)
}

pub(super) fn refused(status: u16, code: u8, message: &str) -> Response {
    Response::json(
        status,
        &json!({"statusCode": code, "statusMessage": message}),
    )
}
