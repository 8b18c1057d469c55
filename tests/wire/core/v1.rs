//! GMS Chat API v1.

use super::{Ask, Chapter, asks, command, config, form, response, text, understands};
use causerie_core::config::Options;
use causerie_core::protocol::{Backend, Command, Outcome};
use serde_json::Value;

pub(super) const CHAPTER: Chapter = Chapter {
    vectors: include_str!("../vectors/gms-chat-v1.json"),
    arrange,
    left_out: &["_verbose=", "notify_by="],
    lines: &[
        asks("v1 create basic service, verbose", Ask::Open, "continue"),
        asks("v1 create basic service, plain", Ask::Open, "continue"),
        asks("v1 create chat interaction", Ask::Chat, "done"),
        asks("v1 create chat interaction, verbose", Ask::Chat, "done"),
        asks(
            "v1 create chat interaction, old reply without chatSessionId",
            Ask::Chat,
            "done",
        ),
        asks(
            "v1 refresh with message",
            Ask::Send("hello agent"),
            "done; 2 Agent ksippo joined +35s; 3 Agent ksippo types +42s; \
         4 Agent ksippo: hello customer +48s; 5 Visitor VasyaP: hello agent +71s",
        ),
        asks(
            "v1 refresh verbose",
            Ask::Send("hello agent"),
            "done; 2 Agent kSippO joined +15s; 3 Visitor VasyaP: hello agent +26s; \
         4 Agent ksippo types +57s; 5 Agent ksippo: hello customer +61s",
        ),
        asks(
            "v1 startTyping",
            Ask::Typing(true),
            "done; 8 Visitor VasyaP types +57s",
        ),
        asks(
            "v1 stopTyping",
            Ask::Typing(false),
            "done; 9 Visitor VasyaP pauses +77s",
        ),
        asks("v1 disconnect", Ask::End, "done; ended ByContactCentre"),
        asks(
            "v1 disconnect verbose (also direct, not pushed, in comet mode)",
            Ask::End,
            "done; ended ByContactCentre",
        ),
        asks(
            "v1 refresh reply when service is comet-bound (short form)",
            Ask::Send("hello agent"),
            "done",
        ),
        asks("v1 advanced create", Ask::Open, "continue"),
        asks("v1 advanced status waiting", Ask::Status, "wait"),
        asks("v1 advanced status available", Ask::Status, "continue"),
        asks(
            "v1 no agent yet",
            Ask::Chat,
            "refused: no agent is available yet",
        ),
        asks(
            "v1 missing or wrong value",
            Ask::Chat,
            "refused: the server did not accept what was entered",
        ),
        asks(
            "v1 refresh after the agent left, option _chat_400_response_on_disconnected=true",
            Ask::Refresh,
            "done; ended ByContactCentre",
        ),
        understands(
            "v1 JSON request bodies and GET create, as seen from field clients",
            Ask::Open,
            "continue",
        ),
    ],
};

fn arrange(entry: &Value, ask: Ask) -> (Backend, Command) {
    let path = text(&entry["request"]["path"]);
    let id = path.trim_start_matches("/genesys/1/service/");
    let id = id.split(['/', '?']).next().unwrap();
    let options = Options::new().with("url", "/genesys");
    let options = match ask {
        Ask::Open => options.with("service", id),
        Ask::Status => options.with("serviceKind", "advanced"),
        _ => options,
    };
    let config = config(options);
    let open = Command::Open(form(entry));
    match ask {
        Ask::Open => (Backend::new(&config), open),
        Ask::Chat | Ask::Status => {
            let mut backend = Backend::new(&config);
            let created = response(200, &format!(r#"{{"_id":"{id}"}}"#));
            assert_eq!(backend.answer(&open, Ok(&created)), Outcome::Continue);
            (backend, open)
        }
        _ => (Backend::resume(&config, id).unwrap(), command(ask)),
    }
}
