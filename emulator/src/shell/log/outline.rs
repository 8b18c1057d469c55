//! What a request is made of, told by names and lengths alone.
//!
//! A name is told when one of the documents gives it. Any other is somebody's choice, or a piece
//! of a message that was not encoded as it should be.

use crate::http::Request;
use crate::multipart;
use serde_json::Value;
use std::fmt::Write;

/// Most fields that are told of one request.
const MOST: usize = 40;

/// Names of the documents: GMS, the Web API Server and GWS, its agents, then Bayeux.
#[rustfmt::skip]
const KNOWN: [&str; 69] = [
    "_verbose", "alias", "applicationName", "applicationVersion", "authentication", "chatId",
    "chatSessionId", "customHttpHeaders", "email", "emailAddress", "file", "fileDescription",
    "fileId", "fldnEmailAddress", "fldnFirstName", "fldnLastName", "firstName", "from", "index",
    "interactionId", "lastName", "message", "messageType", "nickname", "notify_by", "operation",
    "operationName", "pushUrl", "secureKey", "serviceName", "subject", "tenantName", "text",
    "timeZoneOffset", "transcriptPosition", "type", "url", "userData", "userId",
    "agentId", "disposition", "documentId", "eventId", "keys", "name", "notifcation",
    "notification", "noticeText", "place", "skill", "targetAgentId", "targetId", "treatAs",
    "visibility",
    "ack", "advice", "channel", "clientId", "connectionType", "data", "error", "ext", "id",
    "interval", "minimumVersion", "subscription", "supportedConnectionTypes", "timeout", "version",
];

/// `message(11) _verbose(4) ?(7)`: fields of a query or a form in their order.
pub(super) fn of_form(form: &[u8]) -> String {
    let mut outline = Outline::default();
    for (name, value) in form_urlencoded::parse(form) {
        outline.field(&name, value.len());
    }
    outline.text
}

/// The same for header lines, whose names nobody makes up while chatting.
pub(super) fn of_headers(headers: &[(String, String)]) -> String {
    let mut outline = Outline::default();
    for (name, value) in headers {
        outline.add(name, value.len());
    }
    outline.text
}

/// The same for a body, whatever it is. Its content type is not trusted: servers of these APIs
/// read JSON under any.
pub(super) fn of_body(request: &Request) -> String {
    let mut outline = Outline::default();
    let kind = request.header("content-type").unwrap_or_default();
    if let Ok(value) = serde_json::from_slice(&request.body) {
        outline.value("", &value);
    } else if let Some(parts) = multipart::read(kind, &request.body) {
        for part in parts {
            outline.field(&part.name, part.bytes.len());
        }
    } else {
        return of_form(&request.body);
    }
    outline.text
}

#[derive(Debug, Default)]
struct Outline {
    text: String,
    fields: usize,
}

impl Outline {
    /// A field and the length of its value in bytes.
    fn field(&mut self, name: &str, length: usize) {
        let known = known(name);
        // What has no known name may be all name and no value.
        let unsaid = if known.starts_with('?') {
            name.len()
        } else {
            0
        };
        self.add(&known, length.saturating_add(unsaid));
    }

    fn value(&mut self, path: &str, value: &Value) {
        if self.is_full() {
            return;
        }
        match value {
            Value::Object(fields) if !fields.is_empty() => {
                for (name, value) in fields {
                    let dot = if path.is_empty() { "" } else { "." };
                    self.value(&format!("{path}{dot}{}", known(name)), value);
                }
            }
            Value::Array(values) if !values.is_empty() => {
                for value in values {
                    self.value(&format!("{path}[]"), value);
                }
            }
            Value::String(text) => self.add(path, text.len()),
            other => self.add(path, other.to_string().len()),
        }
    }

    fn add(&mut self, name: &str, length: usize) {
        if self.is_full() {
            return;
        }
        self.fields += 1;
        let space = if self.text.is_empty() { "" } else { " " };
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{space}{name}({length})");
        if self.is_full() {
            self.text.push_str(" …");
        }
    }

    fn is_full(&self) -> bool {
        self.fields >= MOST
    }
}

/// The name, if a document gives it; `userData[key]` shows where a key is, but not which.
fn known(name: &str) -> String {
    let (outer, inner) = name
        .split_once('[')
        .map_or((name, None), |(outer, inner)| (outer, Some(inner)));
    let outer = if KNOWN.contains(&outer) { outer } else { "?" };
    let place = if inner.is_some() { "[?]" } else { "" };
    format!("{outer}{place}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(kind: &str, body: &str) -> String {
        let mut request = Request::post("/x", body);
        request.headers = vec![("Content-Type".to_owned(), kind.to_owned())];
        of_body(&request)
    }

    #[test]
    fn every_format_is_told_by_names_and_lengths() {
        let form = "message=hello+agent&_verbose=true&userData%5Bvip%5D=yes&Otto=7";
        assert_eq!(
            posted("application/x-www-form-urlencoded", form),
            "message(11) _verbose(4) userData[?](3) ?(5)"
        );
        let json = r#"[{"channel":"/meta/connect","data":{"Otto":[true,null],"message":"hello"}}]"#;
        assert_eq!(
            posted("text/plain", json),
            "[].channel(13) [].data.?[](4) [].data.?[](4) [].data.message(5)"
        );
        let multipart =
            "--X\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhello\r\n--X--";
        assert_eq!(
            posted("multipart/form-data; boundary=X", multipart),
            "text(5)"
        );
    }

    #[test]
    fn what_is_no_field_is_told_by_its_length() {
        assert_eq!(posted("text/plain", "hello agent"), "?(11)");
        assert_eq!(posted("application/json", r#""hello""#), "(5)");
        assert_eq!(posted("application/json", r#"{"message":"hel"#), "?(15)");
        assert_eq!(posted("", ""), "");
    }

    #[test]
    fn a_long_list_ends_somewhere() {
        let form = "text=a&".repeat(10_000);
        let told = posted("", &form);
        assert_eq!(told.matches("text(1)").count(), MOST);
        assert!(told.ends_with(" …"));
        let json = format!("[{}0]", "0,".repeat(10_000));
        assert!(posted("", &json).ends_with(" …"));
    }
}
