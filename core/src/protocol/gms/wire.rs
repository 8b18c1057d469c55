//! The JSON of GMS, read leniently: what is missing or odd is left out.

use super::super::answer::prose;
use crate::chat::{Content, Notice, Participant, Role, WebUrl};
use crate::json::{self, Object, Value};
use crate::text;
use crate::time::Wall;

/// The `chatIxnState` of a chat object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The chat goes on (`CONNECTED`, `TRANSCRIPT`, or a word unknown here).
    Live,
    /// The chat is over.
    Disconnected,
}

/// The chat object that every chat operation answers with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ChatObject {
    /// Missing in the acknowledgements of a chat bound to CometD.
    pub(super) state: Option<State>,
    /// `chatSessionId`; missing in many answers.
    pub(super) session: Option<String>,
    /// `transcriptPosition`: number, string, damaged or missing.
    pub(super) position: Option<u64>,
    /// `transcriptToShow`; an item that cannot be read keeps its place.
    pub(super) items: Vec<Option<Item>>,
}

/// One item of `transcriptToShow`:
/// `[type, nickname, text, seconds since the start, user type]`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) from: Participant,
    pub(super) content: Content,
    pub(super) at: Option<Wall>,
}

impl ChatObject {
    pub(super) fn of(object: &Object) -> Self {
        let started = json::text(object, "startedAt").and_then(|text| Wall::parse_utc(&text));
        let items = match json::field(object, "transcriptToShow") {
            Some(Value::Array(items)) => {
                items.iter().map(|item| Item::read(item, started)).collect()
            }
            _ => Vec::new(),
        };
        Self {
            state: json::text(object, "chatIxnState").map(|word| State::read(&word)),
            session: json::text(object, "chatSessionId"),
            position: json::field(object, "transcriptPosition").and_then(json::count),
            items,
        }
    }
}

impl State {
    fn read(word: &str) -> Self {
        let over = word.eq_ignore_ascii_case("DISCONNECTED");
        if over { Self::Disconnected } else { Self::Live }
    }
}

impl Item {
    fn read(item: &Value, started: Option<Wall>) -> Option<Self> {
        let Value::Array(parts) = item else {
            return None;
        };
        let part = |index: usize| parts.get(index).and_then(json::plain);
        let seconds = parts
            .get(3)
            .and_then(json::count)
            .and_then(|count| i64::try_from(count).ok());
        Some(Self {
            content: content(&part(0)?, part(2).unwrap_or_default())?,
            from: Participant {
                role: role(&part(4)?),
                id: None,
                nickname: part(1).unwrap_or_default().into(),
            },
            at: started
                .zip(seconds)
                .map(|(start, seconds)| start.plus_seconds(seconds)),
        })
    }
}

/// The prose of the documents says `Notice.TypingStart`, their samples say
/// `Notice.TypingStarted`; both are in the field.
fn content(kind: &str, text: String) -> Option<Content> {
    let notice = match kind {
        "Message.Text" => return Some(Content::Text(text)),
        "Notice.Joined" => Notice::Joined,
        "Notice.Left" => Notice::Left,
        "Notice.PushUrl" => Notice::PushedUrl(WebUrl::parse(&text)?),
        "Notice.TypingStart" | "Notice.TypingStarted" => Notice::TypingStarted,
        "Notice.TypingStop" | "Notice.TypingStopped" => Notice::TypingStopped,
        other if other.starts_with("Notice.") => Notice::Unknown,
        _ => return None,
    };
    Some(Content::Notice(notice))
}

/// An unknown kind of user, such as a supervisor, speaks for the contact centre.
fn role(word: &str) -> Role {
    match word {
        "CLIENT" => Role::Visitor,
        "EXTERNAL" => Role::System,
        _ => Role::Agent,
    }
}

/// The id in the answer to a service's creation.
pub(super) fn service_id(object: &Object) -> Option<String> {
    let id = json::text(object, "_id")?;
    (!text::is_blank(&id)).then(|| text::trim(&id).to_owned())
}

/// The status of an advanced service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// The chat may begin.
    Available,
    /// Not yet; with the service's own words, when it has any for people.
    Waiting(Option<String>),
}

impl Status {
    /// Reads `{"message":{"_status","_dialog"},"tag"}`; `None` when there is no
    /// status in it. A service may define other words for `_status`, which are
    /// for programs, and fields of its own: a `message` is taken for its words,
    /// or else a `_dialog` that is not the name of a page.
    pub(super) fn of(object: &Object) -> Option<Self> {
        let message = match json::field(object, "message") {
            Some(Value::Object(message)) => message,
            _ => object,
        };
        let status = json::text(message, "_status")?;
        if status.eq_ignore_ascii_case("available") {
            return Some(Self::Available);
        }
        let dialog = || prose(message, "_dialog").filter(|dialog| !is_page(dialog));
        Some(Self::Waiting(prose(message, "message").or_else(dialog)))
    }
}

/// Whether it names a page (`waiting_for_agent.html`, in one document with
/// spaces) or is a word for programs.
fn is_page(dialog: &str) -> bool {
    let one_word = dialog.is_ascii() && !text::has(dialog, b' ');
    let ending = text::pieces(dialog, b'.').fold("", |_, part| part);
    let letters = ending.bytes().all(|byte| byte.is_ascii_alphabetic());
    let name = dialog
        .strip_suffix(ending)
        .and_then(|name| name.strip_suffix('.'));
    let file = name.is_some_and(|name| {
        name.bytes()
            .last()
            .is_some_and(|byte| byte.is_ascii_alphanumeric())
    });
    one_word || (file && letters && !ending.is_empty())
}
