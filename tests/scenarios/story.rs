//! Both sides of a chat as lines to compare.

use causerie_core::session::View;
use causerie_core::transcript::{Delivery, Entry, Portion};
use causerie_emulator::{Chat, Event, EventType, UserType};

/// What the visitor sees, a line a row; own messages with their delivery
/// unless they are sent.
pub fn shown(view: &View) -> Vec<String> {
    let rows = view.rows.0.iter();
    rows.map(|row| match (&row.entry, row.delivery()) {
        (Entry::File { portion, .. }, _) if *portion == Portion::Gone => {
            format!("[{} removed]", row.text())
        }
        (Entry::File { file, .. }, Some(Delivery::Sent)) => format!("me: [{}]", file.name),
        (Entry::File { file, .. }, Some(delivery)) => format!("me: [{}] ({delivery:?})", file.name),
        (Entry::File { from, file, .. }, None) => format!("{}: [{}]", from.nickname, file.name),
        (Entry::Joined(who), _) => format!("+ {}", who.nickname),
        (Entry::Left(who), _) => format!("- {}", who.nickname),
        (Entry::Renamed(who, name), _) => format!("{} = {name}", who.nickname),
        (Entry::PushedUrl(who, url), _) => format!("{} -> {}", who.nickname, url.as_str()),
        (Entry::Message { text, .. }, Some(Delivery::Sent)) => format!("me: {text}"),
        (Entry::Message { text, .. }, Some(delivery)) => format!("me: {text} ({delivery:?})"),
        (Entry::Message { from, text, .. }, None) => format!("{}: {text}", from.nickname),
    })
    .collect()
}

/// What the server has that a visitor should see, in the same words.
pub fn served(chat: &Chat) -> Vec<String> {
    let events = chat.transcript().iter();
    let is_gone = |file: &Event| {
        let mut events = chat.transcript().iter();
        let id = file.data.get("file-id");
        events.any(|event| event.kind == EventType::FileDeleted && event.data.get("file-id") == id)
    };
    // What somebody was called just before.
    let former = |event: &Event| {
        let before = |other: &&Event| {
            other.participant == event.participant && other.position < event.position
        };
        let last = chat.transcript().iter().rfind(before);
        last.map(|other| other.nickname.clone()).unwrap_or_default()
    };
    events
        .filter_map(|event| {
            let (name, text) = (&event.nickname, &event.text);
            match (&event.kind, event.user_type) {
                (EventType::Text, UserType::Client) => Some(format!("me: {text}")),
                (EventType::Text, _) => Some(format!("{name}: {text}")),
                (EventType::FileUploaded, _) if is_gone(event) => Some(format!("[{text} removed]")),
                (EventType::FileUploaded, UserType::Client) => Some(format!("me: [{text}]")),
                (EventType::FileUploaded, _) => Some(format!("{name}: [{text}]")),
                (EventType::Joined, user) if user.is_staff() => Some(format!("+ {name}")),
                (EventType::Left, user) if user.is_staff() => Some(format!("- {name}")),
                (EventType::NicknameUpdated, user) if user.is_staff() => {
                    Some(format!("{} = {text}", former(event)))
                }
                (EventType::PushUrl, _) => Some(format!("{name} -> {text}")),
                _ => None,
            }
        })
        .collect()
}
