//! GMS Chat API v2, REST.

use super::{Ask, Chapter, asks, fields, flex, response, text, understands};
use causerie_core::chat::ChosenFile;
use causerie_core::config::Options;
use causerie_core::http::{Body, FileKey};
use causerie_core::protocol::{Backend, Command, FileCommand, FileOutcome};
use serde_json::Value;

pub(super) const CHAPTER: Chapter = Chapter {
    vectors: include_str!("../vectors/gms-chat-v2-rest.json"),
    arrange,
    // Data that is nested: an option's value of that form stays one text.
    left_out: &["userData%5Bnested"],
    lines: &[
        asks(
            "v2 request chat (documentation sample)",
            Ask::Open,
            "done; 1 Visitor First Last joined 20:31:28",
        ),
        asks(
            "v2 request chat (widgets)",
            Ask::Open,
            "done; 1 Visitor John Doe joined 20:31:28",
        ),
        asks(
            "v2 first refresh",
            Ask::Refresh,
            "done; 1 Visitor John Doe joined 20:31:28",
        ),
        asks("v2 later refresh, nothing new", Ask::Refresh, "done"),
        asks("v2 start typing", Ask::Typing(true), "done"),
        asks(
            "v2 send",
            Ask::Send("hello agent + 100% & \"q\" ☺"),
            "done; 2 Visitor John Doe: hello agent + 100% & \"q\" ☺ 20:31:37; \
             3 Agent Alice joined 20:31:37; 4 Agent Alice types 20:31:37; \
             5 Agent Alice: hello customer 20:31:37",
        ),
        asks("v2 custom notice", Ask::Notice("notice-1"), "done"),
        asks("v2 update user data", Ask::Data("k1", "v1"), "done"),
        understands("v2 file limits", Ask::Refresh, "done"),
        asks(
            "v2 disconnect",
            Ask::End,
            "done; 6 Visitor John Doe left 20:31:48; ended ByContactCentre",
        ),
        understands("v2 file upload reply", Ask::Refresh, "done"),
        asks(
            "v2 FileUploaded event in a refresh",
            Ask::Refresh,
            "done; 6 Agent Alice shares plan.pdf as 00048aAPEQJ8ABCD 20:31:43",
        ),
        asks(
            "v2 recoverable failure",
            Ask::Refresh,
            "refused: the contact centre had a recoverable error",
        ),
        asks("v2 unrecoverable failure", Ask::Refresh, "done; ended Lost"),
        asks(
            "v2 validation failure",
            Ask::Open,
            "refused: the server did not accept what was entered",
        ),
    ],
};

fn arrange(entry: &Value, ask: Ask) -> (Backend, Command) {
    let path = text(&entry["request"]["path"]);
    let mut segments = path.trim_start_matches("/genesys/2/chat/").split('/');
    let (service, chat) = (segments.next().unwrap(), segments.next());
    let options = Options::new()
        .with("url", "/genesys")
        .with("messageType", "text")
        .with("typingPreview", true)
        .with("service", service);
    let chat = chat.unwrap_or_default();
    let (mut backend, command) = flex::arrange(entry, ask, ("gms-v2", options), chat);
    if let Some(draft) = entry["request"]["body"]["message"].as_str() {
        backend.preview(&draft.into());
    }
    (backend, command)
}

#[test]
fn files_are_asked_about_and_sent_as_recorded() {
    let plan = ChosenFile {
        name: "optional".into(),
        size: 1,
    };
    for (name, command) in [
        ("v2 file limits", FileCommand::Limits),
        (
            "v2 file upload reply",
            FileCommand::Upload(FileKey(0), plan),
        ),
    ] {
        let mut entries = CHAPTER.entries();
        let (entry, line) = entries.find(|(entry, _)| entry["name"] == name).unwrap();
        let (mut backend, _) = arrange(&entry, line.ask);
        let files = backend.files().unwrap();
        let request = files.file_request(&command).unwrap();
        assert_eq!(request.url, entry["request"]["path"], "{name}");
        let own = match &request.body {
            Body::Form(fields, _) => fields
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect(),
            other => fields(other.as_str()),
        };
        for field in fields(&entry["request"]["body"].to_string()) {
            let sent = own.contains(&field) || field.starts_with("file=");
            assert!(sent, "{name}: {field} is not among {own:?}");
        }
        let answer = response(200, &entry["response"]["body"].to_string());
        match files.file_answer(&command, Ok(&answer)) {
            FileOutcome::Limits(limits) => {
                assert_eq!((limits.files, limits.types.len()), (Some(5), 5));
                assert!(limits.removes);
            }
            FileOutcome::Uploaded(id, _) => assert_eq!(id.as_deref(), Some("00048aAPEQJ8ABCD")),
            other => panic!("{name}: {other:?}"),
        }
    }
}
