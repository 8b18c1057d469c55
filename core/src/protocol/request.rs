//! Requests as every dialect makes them.

mod escape;

use crate::chat::Form;
use crate::config::Config;
use crate::http::{Body, FileKey, Method, Request};
use crate::json::{Object, Value};
use crate::text;
pub(super) use escape::segment;

/// A POST of these fields as a form.
pub(super) fn form(config: &Config, url: String, fields: &[(&str, &str)]) -> Request {
    let body = escape::form(fields);
    post(config, url, "application/x-www-form-urlencoded", body)
}

/// A POST of this object as JSON.
pub(super) fn json(config: &Config, url: String, body: &Object) -> Request {
    post(config, url, "application/json", body.write())
}

/// A GET.
pub(super) fn get(config: &Config, url: String) -> Request {
    Request {
        method: Method::Get,
        url,
        headers: headers(config),
        body: Body::None,
        credentials: config.credentials,
        save_as: None,
    }
}

/// A POST of these fields and a file, as a form of several parts.
pub(super) fn upload(
    config: &Config,
    url: String,
    fields: &[(&str, &str)],
    file: FileKey,
) -> Request {
    let fields = fields.iter();
    let fields = fields.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let mut request = get(config, url);
    request.method = Method::Post;
    request.body = Body::Form(fields.collect(), file);
    request
}

fn post(config: &Config, url: String, kind: &str, body: String) -> Request {
    let kind = ("Content-Type".to_owned(), kind.to_owned());
    let mut request = get(config, url);
    request.method = Method::Post;
    request.body = Body::Text(body);
    request.headers.push(kind);
    request
}

/// The headers of every request.
pub(super) fn headers(config: &Config) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    if let Some(user) = &config.user {
        headers.push(("gms_user".to_owned(), user.clone()));
    }
    headers.extend(config.headers.clone());
    headers
}

/// What is attached to a chat beside its form.
pub(super) fn business_data<'a>(config: &'a Config, form: &'a Form) -> Vec<(&'a str, &'a str)> {
    let mut data = pairs(&config.user_data);
    data.extend(pairs(&form.user_data));
    data
}

/// Names and values, borrowed.
pub(super) fn pairs(owned: &[(String, String)]) -> Vec<(&str, &str)> {
    let owned = owned.iter();
    owned
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

/// The fields that were given.
pub(super) fn given<'a>(fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let given = fields.iter().filter(|(_, value)| !value.is_empty());
    given.copied().collect()
}

/// Fields of text as an object.
pub(super) fn object(fields: &[(&str, &str)]) -> Object {
    let fields = fields.iter();
    Object::of(
        fields
            .map(|(name, value)| (*name, Value::from(*value)))
            .collect(),
    )
}

/// The name to go by where one is required: that which was entered, and else
/// the one that the official sample client gives.
pub(super) fn nickname(form: &Form) -> String {
    let full = text::concat(&[&form.first_name, " ", &form.last_name]);
    let name = [text::trim(&form.nickname), text::trim(&full), "Anonymous"]
        .into_iter()
        .find(|name| !name.is_empty());
    name.unwrap_or_default().to_owned()
}
