//! The chat object and the replies of CometD mode.

use super::push::CHANNEL;
use super::route::Operation;
use crate::chat::Chat;
use crate::courier::Parcel;
use crate::event::{Event, EventType, Position};
use crate::http::Response;
use crate::id::ServiceId;
use crate::now::Now;
use crate::settings::{CometReply, PositionForm, Quirks, SessionIdForm, Settings, TypingSpelling};
use serde::Serialize;

/// The chat object, keys in the order of the samples.
#[derive(Serialize)]
pub(super) struct Reply {
    #[serde(rename = "chatIxnState")]
    state: &'static str,
    #[serde(rename = "chatSessionId", skip_serializing_if = "Option::is_none")]
    session_id: Option<String>,
    #[serde(rename = "transcriptPosition")]
    position: Number,
    #[serde(rename = "chatServiceMessage")]
    service_message: &'static str,
    #[serde(rename = "transcriptToShow", skip_serializing_if = "Option::is_none")]
    transcript: Option<Vec<Vec<String>>>,
    #[serde(rename = "startedAt", skip_serializing_if = "Option::is_none")]
    started_at: Option<String>,
    #[serde(flatten)]
    verbose: Option<Verbose>,
}

/// A position in one of the spellings that occur.
#[derive(Serialize)]
#[serde(untagged)]
enum Number {
    Plain(u32),
    Text(String),
}

/// What `_verbose=true` adds; every value is a string.
#[derive(Serialize)]
struct Verbose {
    #[serde(rename = "userId")]
    user_id: String,
    #[serde(rename = "secureKey")]
    secure_key: String,
    #[serde(rename = "checkChatServiceLoadBalancerPath")]
    balancer_path: &'static str,
    #[serde(rename = "chatServerLoadBalancerAlias")]
    balancer_alias: &'static str,
    #[serde(rename = "chatServerHost")]
    host: &'static str,
    #[serde(rename = "chatWebApiPort")]
    port: &'static str,
    #[serde(rename = "isTLSrequired")]
    tls_required: &'static str,
    #[serde(rename = "clientTimeZoneOffset")]
    time_zone_offset: &'static str,
    #[serde(rename = "_chatIxnAPI_SEND_URL")]
    send_url: String,
    #[serde(rename = "_chatIxnAPI_REFRESH_URL")]
    refresh_url: String,
    #[serde(rename = "_chatIxnAPI_START_TYPING_URL")]
    start_typing_url: String,
    #[serde(rename = "_chatIxnAPI_STOP_TYPING_URL")]
    stop_typing_url: String,
    #[serde(rename = "_chatIxnAPI_DISCONNECT_URL")]
    disconnect_url: String,
    #[serde(rename = "_chatIxnAPI_REFRESH_FROM_START_URL")]
    refresh_from_start_url: String,
}

/// The quick start's reply in CometD mode.
#[derive(Serialize)]
struct Channel<'a> {
    #[serde(rename = "_id")]
    id: &'a str,
    comet_channel: &'static str,
}

/// The note to the byte as printed, the escaped slash included.
const COMET_NOTE: &str =
    r#"{"message":"Messages will sent over CometD service channel \/_genesys"}"#;

/// Reply of a start, in the dialect of the chat.
pub(super) fn started(chat: &Chat, settings: &Settings, verbose: bool) -> Response {
    if !chat.is_live() {
        return Reply::finished(chat, settings, verbose).into_response();
    }
    match (chat.is_comet(), settings.comet_reply) {
        (false, _) => Reply::connected(chat, settings, verbose).into_response(),
        (true, CometReply::Note) => Response::raw_json(200, COMET_NOTE),
        (true, CometReply::QuickStart) => {
            Reply::quick_start(chat, settings, verbose).into_response()
        }
    }
}

/// Reply of a later operation in CometD mode: the events go another way.
pub(super) fn comet(chat: &Chat, settings: &Settings) -> Response {
    match settings.comet_reply {
        CometReply::Note => Response::raw_json(200, COMET_NOTE),
        CometReply::QuickStart => {
            let id = service_of(chat);
            Response::json(
                200,
                &Channel {
                    id,
                    comet_channel: CHANNEL,
                },
            )
        }
    }
}

impl Reply {
    fn connected(chat: &Chat, settings: &Settings, verbose: bool) -> Self {
        let quirks = &settings.quirks;
        Self {
            state: "CONNECTED",
            session_id: session_id(chat, quirks, true),
            position: number(chat.current(), quirks, !verbose),
            service_message: AVAILABLE,
            transcript: None,
            started_at: None,
            verbose: verbose.then(|| Verbose::of(chat)),
        }
    }

    fn quick_start(chat: &Chat, settings: &Settings, verbose: bool) -> Self {
        Self {
            session_id: session_id(chat, &settings.quirks, verbose),
            position: number(chat.current(), &settings.quirks, false),
            ..Self::connected(chat, settings, verbose)
        }
    }

    /// Events after `since`, or the news; after the end the state says so.
    pub(super) fn transcript(
        chat: &mut Chat,
        settings: &Settings,
        operation: Operation,
        since: Option<Position>,
        verbose: bool,
    ) -> Self {
        let started = chat.started();
        let events = tuples(chat.list(since), started, &settings.quirks);
        let printed = verbose || matches!(operation, Operation::Refresh | Operation::Send);
        Self::listing(chat, settings, events, printed, verbose)
    }

    /// What a push carries: as a refresh answers.
    pub(super) fn pushed(chat: &Chat, settings: &Settings, parcel: Parcel) -> Self {
        let events = chat.after(parcel.after);
        let events = tuples(events, chat.started(), &settings.quirks);
        Self::listing(chat, settings, events, true, parcel.verbose)
    }

    fn listing(
        chat: &Chat,
        settings: &Settings,
        events: Vec<Vec<String>>,
        printed: bool,
        verbose: bool,
    ) -> Self {
        let quirks = &settings.quirks;
        let (state, service_message) = if chat.is_live() {
            ("TRANSCRIPT", AVAILABLE)
        } else {
            ("DISCONNECTED", FINISHED)
        };
        Self {
            state,
            session_id: session_id(chat, quirks, printed),
            // Everything up to the end is listed, whatever the client asked from.
            position: number(chat.last(), quirks, false),
            service_message,
            transcript: Some(events),
            started_at: Some(chat.started().utc()),
            verbose: verbose.then(|| Verbose::of(chat)),
        }
    }

    /// Reply of a disconnect: no transcript, and the position of what was listed before.
    pub(super) fn finished(chat: &Chat, settings: &Settings, verbose: bool) -> Self {
        Self {
            state: "DISCONNECTED",
            session_id: session_id(chat, &settings.quirks, verbose),
            position: number(chat.current(), &settings.quirks, false),
            service_message: FINISHED,
            transcript: None,
            started_at: None,
            verbose: verbose.then(|| Verbose::of(chat)),
        }
    }

    pub(super) fn into_response(self) -> Response {
        Response::json(200, &self)
    }
}

impl Verbose {
    fn of(chat: &Chat) -> Self {
        let base = chat_url(service_of(chat));
        let credentials = chat.keyring.newest();
        Self {
            user_id: credentials.user_id.clone(),
            secure_key: credentials.secure_key.clone(),
            balancer_path: "/WebAPI812/SimpleSamples812/ChatHA/ChatLBServerInfo.jsp\
                            ?chatServerLoadBalancerAlias=350",
            balancer_alias: "350",
            host: "localhost",
            port: "4856",
            tls_required: "false",
            time_zone_offset: "-420",
            send_url: format!("{base}/send"),
            refresh_url: format!("{base}/refresh"),
            start_typing_url: format!("{base}/startTyping"),
            stop_typing_url: format!("{base}/stopTyping"),
            disconnect_url: format!("{base}/disconnect"),
            refresh_from_start_url: format!("{base}/refresh?transcriptPosition=1"),
        }
    }
}

/// The service of a chat; in this dialect each has one.
pub(super) fn service_of(chat: &Chat) -> &str {
    chat.service().map_or("", ServiceId::as_str)
}

/// Address of a service's chat, relative to the server as printed.
pub(super) fn chat_url(id: &str) -> String {
    format!("/genesys/1/service/{id}/ixn/chat")
}

const AVAILABLE: &str = "Chat service is available";
const FINISHED: &str = "Chat was finished";

fn session_id(chat: &Chat, quirks: &Quirks, printed: bool) -> Option<String> {
    let shown = match quirks.session_id {
        SessionIdForm::AsPrinted => printed,
        SessionIdForm::Always => true,
        SessionIdForm::Never => false,
    };
    shown.then(|| chat.id().to_string())
}

fn number(position: Position, quirks: &Quirks, printed_as_number: bool) -> Number {
    let Position(index) = position;
    match quirks.position {
        PositionForm::Number => Number::Plain(index),
        PositionForm::Mixed if printed_as_number => Number::Plain(index),
        PositionForm::Mixed | PositionForm::Text => Number::Text(index.to_string()),
        PositionForm::Damaged => Number::Text(format!("{index}\"")),
    }
}

fn tuples(events: &[Event], started: Now, quirks: &Quirks) -> Vec<Vec<String>> {
    let events = events.iter();
    events.map(|event| tuple(event, started, quirks)).collect()
}

/// `[event type, nickname, text, seconds since the start, type of user]`, all strings.
fn tuple(event: &Event, started: Now, quirks: &Quirks) -> Vec<String> {
    // Whole seconds on both sides, so that startedAt and the offset add up.
    let seconds = event.at.seconds().saturating_sub(started.seconds());
    let mut tuple = vec![
        type_name(&event.kind, quirks.typing),
        event.nickname.clone(),
        event.text.clone(),
        seconds.to_string(),
        event.user_type.as_str().to_owned(),
    ];
    if quirks.indexed_events {
        tuple.push(event.position.0.to_string());
    }
    tuple
}

fn type_name(kind: &EventType, typing: TypingSpelling) -> String {
    let name = match (kind, typing) {
        (EventType::Joined, _) => "Notice.Joined",
        (EventType::Left, _) => "Notice.Left",
        (EventType::PushUrl, _) => "Notice.PushUrl",
        (EventType::Text, _) => "Message.Text",
        (EventType::TypingStarted, TypingSpelling::Samples) => "Notice.TypingStarted",
        (EventType::TypingStarted, TypingSpelling::Prose) => "Notice.TypingStart",
        (EventType::TypingStopped, TypingSpelling::Samples) => "Notice.TypingStopped",
        (EventType::TypingStopped, TypingSpelling::Prose) => "Notice.TypingStop",
        (EventType::CustomNotice, _) => "Notice.Custom",
        (EventType::NicknameUpdated, _) => "Notice.NicknameUpdated",
        (EventType::FileUploaded, _) => "Notice.FileUploaded",
        (EventType::FileDeleted, _) => "Notice.FileDeleted",
        (EventType::Other(name), _) => name,
    };
    name.to_owned()
}
