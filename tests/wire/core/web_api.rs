//! The Web API Server's chat.

use super::{Ask, Chapter, asks, flex, text};
use causerie_core::config::Options;
use causerie_core::protocol::{Backend, Command};
use serde_json::Value;

pub(super) const CHAPTER: Chapter = Chapter {
    vectors: include_str!("../vectors/webapi-v2-chats.json"),
    arrange,
    // Later documents say `tenantName`.
    left_out: &["tenantId="],
    lines: &[
        asks("request chat", Ask::Open, "done"),
        asks(
            "send message",
            Ask::Send("I need help with account"),
            "done",
        ),
        asks("start typing", Ask::Typing(true), "done"),
        asks("stop typing", Ask::Typing(false), "done"),
        asks(
            "get messages",
            Ask::Refresh,
            "done; 1 Visitor nickname joined 22:11:17; 2 System system joined 22:11:20; \
             3 System system: agent will be with you shortly ... 22:11:20; \
             4 System system: agent will be with you shortly ... 22:11:38; \
             5 System system: agent will be with you shortly ... 22:11:56; \
             6 Visitor nickname: I need help with account 22:12:05",
        ),
        asks("complete", Ask::End, "done"),
        asks("status matrix 0/False", Ask::Refresh, "done"),
        asks(
            "status matrix 0/True",
            Ask::Refresh,
            "done; ended ByContactCentre",
        ),
        asks(
            "status matrix 1/False",
            Ask::Refresh,
            "refused: the contact centre had a recoverable error",
        ),
        asks("status matrix 2/True", Ask::Refresh, "done; ended Lost"),
        asks("status matrix 2/False", Ask::Refresh, "done; ended Lost"),
    ],
};

fn arrange(entry: &Value, ask: Ask) -> (Backend, Command) {
    let path = text(&entry["request"]["path"]);
    let (base, rest) = path.split_once("/v2/chats").unwrap();
    let chat = rest.trim_start_matches('/').split('/').next();
    let options = Options::new().with("url", base);
    flex::arrange(entry, ask, ("web-api", options), chat.unwrap_or_default())
}
