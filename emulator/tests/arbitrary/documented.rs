//! What each API may answer.

use causerie_emulator::{Request, Response};
use serde_json::Value;

/// An API, by the paths under which it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Api {
    Agents,
    Cometd,
    Gws,
    V1,
    V2,
    Eservices,
}

/// Says what is wrong with an answer.
pub(crate) fn fault(request: &Request, response: &Response) -> Option<String> {
    let api = Api::of(&request.path);
    let statuses: &[u16] = match api {
        Api::Agents => &[200, 401, 404],
        Api::Cometd => &[200, 400, 401, 405],
        // "304 with no body" to a client that has it already.
        Api::Gws => &[200, 304, 400, 404, 405, 503],
        Api::V1 => &[200, 404, 405, 415, 503],
        Api::V2 | Api::Eservices => &[200, 400, 404, 405],
    };
    if !statuses.contains(&response.status) {
        return Some(format!("{api:?} answers {}", response.status));
    }
    let fault = match api {
        Api::Agents => agents(request, response),
        Api::Cometd => cometd(response),
        Api::V2 | Api::Eservices => digital(response),
        Api::Gws | Api::V1 => refused(response),
    };
    fault.or_else(|| lines(response))
}

/// Both in words, for whoever looks for the reason.
pub(crate) fn told(request: &Request, response: &Response) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    format!(
        "{} {}?{} {:?}\n{:.2000}\nanswered: {} {:?}\n{:.2000}",
        request.method,
        request.path,
        request.query,
        request.headers,
        text(&request.body),
        response.status,
        response.headers,
        text(&response.body)
    )
}

impl Api {
    fn of(path: &str) -> Self {
        let below = |root: &str| {
            let rest = path.strip_prefix(root);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let suffixes = ["", "/", "/connect", "/disconnect", "/handshake"];
        let speaks = |root: &str| {
            let rest = path.strip_prefix(root);
            rest.is_some_and(|rest| suffixes.contains(&rest))
        };
        if ["/genesys/cometd", "/notifications", "/api/v2/notifications"]
            .map(speaks)
            .contains(&true)
        {
            Self::Cometd
        } else if ["/me", "/api/v2/me", "/api/v2/users"]
            .map(below)
            .contains(&true)
        {
            Self::Agents
        } else if below("/api/v2/chats") {
            Self::Gws
        } else if path.starts_with("/genesys/2/chat/") || path == "/genesys/2/chat-ntf" {
            Self::V2
        } else if below("/eservices/api/v2/chats") {
            Self::Eservices
        } else {
            Self::V1
        }
    }
}

/// The return codes of 6.3, told in one place, with a sentence where they are not 0.
fn agents(request: &Request, response: &Response) -> Option<String> {
    let Some(body) = object(response) else {
        return Some("no object".to_owned());
    };
    let is_older = request.path.starts_with("/me/interactions/");
    let code = match (body.get("statusCode"), body.get("status")) {
        (Some(code), None) => code,
        (None, Some(code)) if is_older && *code == 0 => code,
        _ => return Some("no code, or two".to_owned()),
    };
    let codes: &[u64] = match response.status {
        401 => &[20],
        404 => &[6],
        _ => &[0, 1, 2, 3, 4, 6],
    };
    let Some(code) = code.as_u64().filter(|code| codes.contains(code)) else {
        return Some(format!("code {code}"));
    };
    let message = body.get("statusMessage").and_then(Value::as_str);
    match (code, message) {
        (0, None) => None,
        (0, Some(_)) => Some("an explanation of success".to_owned()),
        (_, Some(message)) if message.len() > 10 && message.ends_with('.') => None,
        _ => Some("no explanation".to_owned()),
    }
}

/// Messages, of which those that failed have an error in the specification's form.
fn cometd(response: &Response) -> Option<String> {
    if response.status != 200 {
        return refused(response);
    }
    let Ok(Value::Array(messages)) = serde_json::from_slice(&response.body) else {
        return Some("no array".to_owned());
    };
    let wrong = messages.iter().find(|message| {
        let error = message["error"].as_str().unwrap_or_default();
        let is_error = error.split(':').count() >= 3;
        let says = message["data"]["statusCode"].as_u64().unwrap_or(0) == 0;
        message["channel"].is_null()
            || (message["successful"] == false && !is_error)
            || !(says || is_digital(&message["data"]))
    });
    wrong.map(|wrong| format!("a message is not as it should be: {wrong}"))
}

/// The codes of "API Responses": 0, and 2 with a reason; what was asked for may be a file.
fn digital(response: &Response) -> Option<String> {
    if response.status == 404 || response.status == 405 {
        return refused(response);
    }
    if response.header("Content-Disposition").is_some() {
        return None;
    }
    let Some(body) = object(response) else {
        return Some("no object".to_owned());
    };
    match (response.status, body["statusCode"].as_u64()) {
        (200, Some(0)) => None,
        (200 | 400, Some(2)) if is_digital(&body) => refused(response),
        (_, code) => Some(format!("code {code:?}")),
    }
}

/// Whether a failure has a known code and advice, or an error in words, or says that the chat is
/// over.
fn is_digital(body: &Value) -> bool {
    let known = [102, 103, 161, 201, 202, 203, 204, 240, 364];
    let code = body["errors"][0]["code"].as_u64();
    let has_words = |value: &Value| value.as_str().is_some_and(|words| !words.is_empty());
    let is_coded = code.is_some_and(|code| known.contains(&code));
    (is_coded && has_words(&body["errors"][0]["advice"]))
        || has_words(&body["error"])
        || body["chatEnded"] == true
}

/// Whoever is refused is told why: in the body or, where that is documented to say nothing, beside
/// it.
fn refused(response: &Response) -> Option<String> {
    let is_good = matches!(response.status, 200 | 304) && response.header("Warning").is_none();
    let is_told = !response.body.is_empty() || response.header("Warning").is_some();
    (!is_good && !is_told).then(|| "no explanation".to_owned())
}

/// What stands in a header line cannot end it.
fn lines(response: &Response) -> Option<String> {
    let mut lines = response.headers.iter();
    let wrong = lines.find(|(_, value)| !value.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
    wrong.map(|(name, _)| format!("header {name}"))
}

fn object(response: &Response) -> Option<Value> {
    let body: Option<Value> = serde_json::from_slice(&response.body).ok();
    body.filter(Value::is_object)
}
