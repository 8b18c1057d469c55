//! Requests, from such as clients send to such as nobody would.

use crate::field::{self, anything, operation};
use causerie_emulator::Request;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// A request, and how long before it nothing was asked.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) wait: u64,
    pub(crate) request: Request,
}

const CHATS: [&str; 10] = [
    "/api/v2/me/chats/<gws>",
    "/api/v2/me/chats/<gws>",
    "/me/interactions/<gws>",
    "/me/interactions/<gws>",
    "/api/v2/me/chats/<offered>",
    "/me/interactions/<offered>",
    "/me/interactions/<ended>",
    "/api/v2/me/chats/<ended>",
    "/api/v2/me/chats/guessed",
    "/api/v2/me/chats/<v2>",
];

const WORK: [&str; 3] = ["/api/v2/me", "/me", "/api/v2/me/channels/chat"];

/// What agents read.
const RESOURCES: [&str; 8] = [
    "/api/v2/me",
    "/api/v2/me/chats",
    "/api/v2/me/chats/<gws>",
    "/api/v2/me/chats/<gws>/messages",
    "/api/v2/me/chats/<gws>/messages?index=2",
    "/api/v2/users",
    "/api/v2/users/<paul>",
    "/api/v2/me/devices",
];

const DOCUMENTS: [&str; 2] = ["/api/v2/me/documents?name=plan.pdf", "/api/v2/me/documents"];

const GWS: [&str; 5] = [
    "/api/v2/chats",
    "/api/v2/chats/<gws>",
    "/api/v2/chats/<gws>",
    "/api/v2/chats/<ended>",
    "/api/v2/chats/guessed",
];

/// What customers read.
const TRANSCRIPTS: [&str; 6] = [
    "/api/v2/chats/<gws>",
    "/api/v2/chats/<gws>/messages",
    "/api/v2/chats/<gws>/messages?index=x",
    "/api/v2/chats/<ended>/messages?index=1",
    "/api/v2/chats/guessed",
    "/eservices/api/v2/chats/<web>",
];

const WEB_API: [&str; 6] = [
    "/eservices/api/v2/chats",
    "/eservices/api/v2/chats/",
    "/eservices/api/v2/chats/<web>",
    "/eservices/api/v2/chats/<web>",
    "/eservices/api/v2/chats/<web>/messages",
    "/eservices/api/v2/chats/guessed",
];

const V2: [&str; 19] = [
    "/genesys/2/chat/customer-support",
    "/genesys/2/chat/customer-support/",
    "/genesys/2/chat/nothing",
    "/genesys/2/chat/customer-support/<v2>/send",
    "/genesys/2/chat/customer-support/<v2>/refresh",
    "/genesys/2/chat/customer-support/<v2>/startTyping",
    "/genesys/2/chat/customer-support/<v2>/stopTyping",
    "/genesys/2/chat/customer-support/<v2>/disconnect",
    "/genesys/2/chat/customer-support/<v2>/pushUrl",
    "/genesys/2/chat/customer-support/<v2>/updateNickname",
    "/genesys/2/chat/customer-support/<v2>/updateData",
    "/genesys/2/chat/customer-support/<v2>/customNotice",
    "/genesys/2/chat/customer-support/<v2>/readReceipt",
    "/genesys/2/chat/customer-support/<v2>/file",
    "/genesys/2/chat/customer-support/<v2>/file/limits",
    "/genesys/2/chat/customer-support/<v2>/file/<file>/download",
    "/genesys/2/chat/customer-support/<v2>/file/<file>/delete",
    "/genesys/2/chat/customer-support/guessed/send",
    "/genesys/2/chat-ntf",
];

const V1: [&str; 11] = [
    "/genesys/1/service/request-chat",
    "/genesys/1/service/request-chat-poll?_verbose=true",
    "/genesys/1/service/<advanced>/status",
    "/genesys/1/service/<advanced>/ixn/chat",
    "/genesys/1/service/<service>/ixn/chat",
    "/genesys/1/service/<service>/ixn/chat/refresh",
    "/genesys/1/service/<service>/ixn/chat/send?transcriptPosition=1",
    "/genesys/1/service/<service>/ixn/chat/startTyping",
    "/genesys/1/service/<service>/ixn/chat/stopTyping",
    "/genesys/1/service/<service>/ixn/chat/disconnect",
    "/genesys/1/service/guessed/ixn/chat/refresh",
];

const COMETD: [&str; 5] = [
    "/genesys/cometd",
    "/genesys/cometd/connect",
    "/api/v2/notifications",
    "/api/v2/notifications/handshake",
    "/notifications",
];

/// The channels of Bayeux, those of every API, and some that are none.
const CHANNELS: [&str; 12] = [
    "/meta/handshake",
    "/meta/connect",
    "/meta/subscribe",
    "/meta/unsubscribe",
    "/meta/disconnect",
    "/meta/dance",
    "/service/chatV2/customer-support",
    "/service/chatV2/nothing",
    "/_genesys",
    "/v2/me/chats",
    "/**",
    "",
];

const CREDENTIALS: [&str; 6] = [
    // anna, twice as often; paul; mary; anna with a wrong password; nobody.
    "Basic YW5uYTphbm5h",
    "Basic YW5uYTphbm5h",
    "Basic cGF1bDpwYXVs",
    "Basic bWFyeTptYXJ5",
    "Basic YW5uYTp3cm9uZw==",
    "",
];

const METHODS: [&str; 8] = [
    "POST", "GET", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "",
];

/// Any request.
pub(crate) fn given() -> impl Strategy<Value = Given> {
    let asked = prop_oneof![
        8 => (select(&CHATS[..]), json_body(&field::AGENTS)).prop_map(of),
        1 => (select(&WORK[..]), json_body(&field::WORK)).prop_map(of),
        1 => (select(&DOCUMENTS[..]), any_body()).prop_map(of),
        2 => (select(&RESOURCES[..]), nothing()).prop_map(of),
        2 => (select(&GWS[..]), json_body(&field::CUSTOMERS)).prop_map(of),
        2 => (select(&WEB_API[..]), json_body(&field::CUSTOMERS)).prop_map(of),
        1 => (select(&TRANSCRIPTS[..]), nothing()).prop_map(of),
        4 => (select(&V2[..]), form_body()).prop_map(of),
        3 => (select(&V1[..]), form_body()).prop_map(of),
        3 => (select(&COMETD[..]), messages()).prop_map(of),
        1 => (path(), any_body()).prop_map(of),
    ];
    let twist = option::weighted(0.2, twist());
    let wait = prop_oneof![6 => 0..500_u64, 1 => 0..70_000_u64, 1 => 0..4_000_000_u64];
    (asked, select(&CREDENTIALS[..]), twist, wait).prop_map(|(mut request, shown, twist, wait)| {
        let line = ("Authorization".to_owned(), shown.to_owned());
        request.headers.push(line);
        if let Some(twist) = twist {
            twist.apply(&mut request);
        }
        Given { wait, request }
    })
}

/// Something that is not as it should be.
#[derive(Debug, Clone)]
enum Twist {
    Method(String),
    Path(String),
    Line(String, String),
    Body(Vec<u8>),
}

impl Twist {
    fn apply(self, request: &mut Request) {
        match self {
            Self::Method(method) => request.method = method,
            Self::Path(more) => request.path += &more,
            Self::Line(name, value) => request.headers.insert(0, (name, value)),
            Self::Body(body) => request.body = body,
        }
    }
}

fn twist() -> impl Strategy<Value = Twist> {
    let names = [
        "content-type",
        "gms_user",
        "cookie",
        "x-requested-with",
        "Host",
    ];
    prop_oneof![
        select(&METHODS[..]).prop_map(|method| Twist::Method(method.to_owned())),
        "/?[a-zA-Z0-9%./ ]{0,8}".prop_map(Twist::Path),
        (select(names.to_vec()), "\\PC{0,20}")
            .prop_map(|(name, value)| Twist::Line(name.to_owned(), value)),
        any_body().prop_map(|(_, body)| Twist::Body(body)),
    ]
}

/// Media type and content.
type Content = (&'static str, Vec<u8>);

fn of((target, (kind, body)): (impl AsRef<str>, Content)) -> Request {
    let reads = body.is_empty();
    let mut request = match reads {
        true => Request::get(target.as_ref()),
        false => Request::post(target.as_ref(), ""),
    };
    request.headers = vec![("Content-Type".to_owned(), kind.to_owned())];
    request.body = body;
    request
}

/// An operation with the keys of the chat of the Web API.
fn json_body(names: &'static [&'static str]) -> impl Strategy<Value = Content> {
    let shown = [
        ("secureKey", "<web key>"),
        ("userId", "<web user>"),
        ("alias", "117"),
    ];
    operation("operationName", names).prop_map(move |mut fields| {
        for (name, value) in shown {
            fields.entry(name).or_insert_with(|| json!(value));
        }
        let body = Value::from(fields).to_string();
        ("application/json", body.into_bytes())
    })
}

fn nothing() -> impl Strategy<Value = Content> {
    Just(("", Vec::new()))
}

/// The same as a form of either kind, with the keys of the chat of v2.
fn form_body() -> impl Strategy<Value = Content> {
    let shown = [
        ("secureKey", "<v2 key>"),
        ("userId", "<v2 user>"),
        ("alias", "117"),
    ];
    // What one path or another needs.
    let needed = ["message", "nickname", "pushUrl"].map(field::mostly);
    let fields = (operation("operation", &field::FILES), needed);
    let fields = fields.prop_map(move |(fields, needed)| {
        let fields = needed.into_iter().flatten().chain(fields);
        let mut pairs: Vec<_> = fields.map(|(name, value)| (name, plain(value))).collect();
        pairs.extend(shown.map(|(name, value)| (name.to_owned(), value.to_owned())));
        pairs
    });
    (fields, any::<bool>()).prop_map(|(fields, in_parts)| match in_parts {
        true => ("multipart/form-data; boundary=b", parts(&fields)),
        false => ("application/x-www-form-urlencoded", form(&fields)),
    })
}

fn plain(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

fn form(fields: &[(String, String)]) -> Vec<u8> {
    let escape = |text: &str| {
        text.replace('%', "%25")
            .replace('&', "%26")
            .replace('+', "%2B")
    };
    let pairs = fields.iter();
    let pairs = pairs.map(|(name, value)| format!("{}={}", escape(name), escape(value)));
    pairs.collect::<Vec<_>>().join("&").into_bytes()
}

fn parts(fields: &[(String, String)]) -> Vec<u8> {
    let part = |name: &str, value: &str| {
        format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let mut body: String = fields
        .iter()
        .map(|(name, value)| part(name, value))
        .collect();
    body += &part("file\"; filename=\"plan.pdf", "plan");
    (body + "--b--\r\n").into_bytes()
}

/// Bayeux messages.
fn messages() -> impl Strategy<Value = Content> {
    let body = vec(message(), 1..4).prop_map(|messages| Value::from(messages).to_string());
    body.prop_map(|body| ("application/json", body.into_bytes()))
}

fn message() -> impl Strategy<Value = Value> {
    let clients = ["<client>", "<client>", "<desk>", "<desk>", "guessed"];
    let data = prop_oneof![
        5 => operation("operation", &field::PUBLISHED).prop_map(Value::from),
        1 => anything()
    ];
    let parts = (select(&CHANNELS[..]), select(&CHANNELS[..]));
    let more = option::weighted(0.2, anything());
    (parts, select(clients.to_vec()), data, more).prop_map(
        |((channel, topic), client, data, more)| {
            let mut data = data;
            if let Some(fields) = data.as_object_mut() {
                let keys = [("secureKey", json!("<v2 key>")), ("chatId", json!("<v2>"))];
                fields.extend(keys.map(|(name, value)| (name.to_owned(), value)));
            }
            let mut message = Map::new();
            for (name, value) in [
                ("channel", json!(channel)),
                ("clientId", json!(client)),
                ("subscription", json!(topic)),
                ("connectionType", json!("long-polling")),
                ("advice", json!({"timeout": 0})),
                ("data", data),
            ] {
                message.insert(name.to_owned(), value);
            }
            for name in [
                "subscription",
                "ext",
                "id",
                "advice",
                "supportedConnectionTypes",
            ] {
                if let Some(more) = more.clone() {
                    message.insert(name.to_owned(), more);
                }
            }
            message.into()
        },
    )
}

fn path() -> impl Strategy<Value = String> {
    prop_oneof!["/[a-z0-9/%.~?=]{0,24}", "\\PC{0,16}"]
}

fn any_body() -> impl Strategy<Value = Content> {
    let bytes = prop_oneof![
        vec(any::<u8>(), 0..64),
        anything().prop_map(|value| value.to_string().into_bytes()),
        Just(b"[".repeat(10_000)),
    ];
    (select(vec!["application/json", "text/plain", ""]), bytes)
}
