//! Fields of requests: what the documents want there, and everything else.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// The operations of each API; some are not there.
pub(crate) const AGENTS: [&str; 32] = [
    "Accept",
    "Reject",
    "SendMessage",
    "SendMessage",
    "SendNotification",
    "SendStartTypingNotification",
    "SendStopTypingNotification",
    "SendStartTypingToAgentsNotification",
    "SendStopTypingToAgentsNotification",
    "SendCustomNotice",
    "SendCustomNoticeToAgents",
    "SendUrl",
    "AddAttachment",
    "RequestChatHistory",
    "SetDisposition",
    "AttachUserData",
    "UpdateUserData",
    "DeleteUserData",
    "Complete",
    "StopProcessing",
    "Leave",
    "Transfer",
    "Invite",
    "Consult",
    "StartChatConsultation",
    "InitiateConsulation",
    "CompleteTransfer",
    "CompleteConference",
    "LeaveChatConsultation",
    "InFocus",
    "SetInFocus",
    "Dance",
];
pub(crate) const WORK: [&str; 5] = [
    "Ready",
    "NotReady",
    "StartContactCenterSession",
    "EndContactCenterSession",
    "Dance",
];
pub(crate) const CUSTOMERS: [&str; 6] = [
    "RequestChat",
    "SendMessage",
    "SendStartTypingNotification",
    "SendStopTypingNotification",
    "Complete",
    "Dance",
];
pub(crate) const PUBLISHED: [&str; 13] = [
    "requestChat",
    "sendMessage",
    "startTyping",
    "stopTyping",
    "disconnect",
    "pushUrl",
    "updateNickname",
    "updateData",
    "customNotice",
    "requestNotifications",
    "fileUpload",
    "fileDownload",
    "dance",
];
pub(crate) const FILES: [&str; 5] = [
    "fileUpload",
    "fileDownload",
    "fileDelete",
    "fileGetLimits",
    "dance",
];

const NAMES: [&str; 33] = [
    "nickname",
    "text",
    "message",
    "noticeText",
    "notifcation",
    "notification",
    "messageType",
    "treatAs",
    "visibility",
    "url",
    "pushUrl",
    "documentId",
    "name",
    "mime",
    "eventId",
    "index",
    "transcriptPosition",
    "disposition",
    "userData",
    "userData[a]",
    "keys",
    "agentId",
    "targetId",
    "skill",
    "subject",
    "firstName",
    "lastName",
    "email",
    "emailAddress",
    "tenantName",
    "notify_by",
    "_verbose",
    "fileId",
];

/// Fields of an operation, whose name is one of these and stands in the field of that name.
pub(crate) fn operation(
    place: &'static str,
    names: &'static [&'static str],
) -> impl Strategy<Value = Map<String, Value>> {
    select(names).prop_flat_map(move |name| {
        let needed: Vec<_> = needed(name).iter().map(|field| mostly(field)).collect();
        let name = prop_oneof![12 => Just(json!(name)), 1 => anything()];
        (name, vec(any_field(), 0..4), needed).prop_map(move |(name, more, needed)| {
            let needed = needed.into_iter().flatten();
            let mut all: Map<_, _> = more.into_iter().chain(needed).collect();
            all.insert(place.to_owned(), name);
            all
        })
    })
}

/// What an operation cannot do without.
fn needed(operation: &str) -> &'static [&'static str] {
    match operation {
        "Accept" | "updateNickname" | "requestChat" => &["nickname"],
        "RequestChat" => &["nickname", "subject"],
        "SendMessage" => &["text"],
        "sendMessage" | "customNotice" => &["message"],
        "SendNotification" => &["notifcation"],
        "SendCustomNotice" | "SendCustomNoticeToAgents" => &["noticeText"],
        "SendUrl" => &["url"],
        "pushUrl" => &["pushUrl"],
        "AddAttachment" => &["documentId"],
        "SetDisposition" => &["disposition"],
        "AttachUserData" | "UpdateUserData" | "updateData" => &["userData"],
        "DeleteUserData" => &["keys"],
        "fileDownload" | "fileDelete" => &["fileId"],
        "Transfer" | "Invite" | "Consult" | "StartChatConsultation" | "InitiateConsulation" => {
            &["agentId"]
        }
        _ => &[],
    }
}

/// A field that is there as it should be, mostly.
pub(crate) fn mostly(name: &'static str) -> impl Strategy<Value = Option<(String, Value)>> {
    let value = prop_oneof![12 => select(wanted(name)), 1 => anything(), 2 => oversized()];
    let field = value.prop_map(move |value| (name.to_owned(), value));
    option::weighted(0.9, field)
}

/// One field, as wanted or not. What stands in angle brackets is replaced by an id of the contact
/// centre that is asked.
fn any_field() -> impl Strategy<Value = (String, Value)> {
    select(&NAMES[..]).prop_flat_map(|name| {
        let value = prop_oneof![5 => select(wanted(name)), 3 => anything(), 1 => oversized()];
        value.prop_map(move |value| (name.to_owned(), value))
    })
}

fn wanted(name: &str) -> Vec<Value> {
    match name {
        "notifcation" | "notification" => vec![json!("TypingStarted"), json!("TypingStopped")],
        "treatAs" => vec![json!("Normal"), json!("System")],
        "visibility" => vec![json!("All"), json!("Agents")],
        "url" | "pushUrl" => vec![json!("https://example.test/"), json!("javascript:alert(1)")],
        "documentId" => vec![json!("<document>")],
        "fileId" => vec![json!("<file>")],
        "eventId" | "index" | "transcriptPosition" => {
            vec![json!(0), json!(3), json!("3"), json!(4_294_967_296_u64)]
        }
        "userData" => vec![json!({"a": "b"}), json!({"a": {"b": [1]}, "c": null})],
        "keys" => vec![json!(["a"]), json!([])],
        "agentId" | "targetId" => vec![json!("<anna>"), json!("<paul>"), json!("<mary>")],
        "email" | "emailAddress" => vec![json!("james@example.test"), json!("nobody")],
        "notify_by" => vec![json!("comet"), json!("pigeon")],
        "_verbose" => vec![json!("true"), json!(true)],
        _ => vec![
            json!("Anna"),
            json!("Paul"),
            json!("hello"),
            json!("system"),
        ],
    }
}

/// Any JSON at all.
pub(crate) fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        select(vec!["", " ", "\0", "\r\nX: y", "\u{202e}", "💩", "<gws>"]).prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        oversized(),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec(("[a-z]{0,4}", inner), 0..4).prop_map(|fields| Map::from_iter(fields).into()),
        ]
    })
}

/// Longer than a name, than a message, than business data may be.
fn oversized() -> impl Strategy<Value = Value> {
    select(vec![300, 17_000, 66_000]).prop_map(|length| "x".repeat(length).into())
}
