//! GWS `v2/chats`.

use super::{Ask, Chapter, asks, command, config, form, response, text, understands};
use causerie_core::config::Options;
use causerie_core::protocol::{Backend, Command, Outcome};
use causerie_core::time::Monotonic;
use serde_json::{Value, json};

const UNKNOWN: &str = "refused: the server no longer knows this chat";

pub(super) const CHAPTER: Chapter = Chapter {
    vectors: include_str!("../vectors/gws-v2-chats.json"),
    arrange,
    left_out: &[],
    lines: &[
        asks("RequestChat", Ask::Open, "done"),
        asks("GetChat while waiting", Ask::Look, "continue"),
        understands(
            "GetTranscript, unseen",
            Ask::Refresh,
            "done; 1 Visitor James joined; 2 System system joined",
        ),
        understands("GetTranscript again, nothing new", Ask::Refresh, "done"),
        asks("SendStartTypingNotification", Ask::Typing(true), "done"),
        asks("SendMessage", Ask::Send("Are you there?"), "done"),
        asks("SendStopTypingNotification", Ask::Typing(false), "done"),
        asks("GetChat after the agent joined", Ask::Look, "continue"),
        understands(
            "GetTranscript after the agent joined",
            Ask::Refresh,
            "done; 3 Visitor James types; 4 Visitor James: Are you there?; \
             5 Visitor James pauses; 6 Agent Roboto joined",
        ),
        asks("SendMessage, agent present", Ask::Send("Hello"), "done"),
        understands(
            "GetTranscript with the agent reply",
            Ask::Refresh,
            "done; 7 Visitor James: Hello; 8 Agent Roboto: Hello to you too!",
        ),
        asks(
            "GetTranscript index=1 (everything)",
            Ask::Refresh,
            "done; 1 Visitor James joined; 2 System system joined; 3 Visitor James types; \
             4 Visitor James: Are you there?; 5 Visitor James pauses; 6 Agent Roboto joined; \
             7 Visitor James: Hello; 8 Agent Roboto: Hello to you too!",
        ),
        understands("GetTranscript index=0", Ask::Refresh, "done"),
        asks("GetTranscript index beyond end", Ask::Refresh, "done"),
        understands("GetTranscript index not a number", Ask::Refresh, "done"),
        understands(
            "unknown operation",
            Ask::Send("x"),
            "refused: the server failed with HTTP status 405",
        ),
        // What is refused like this is looked into.
        understands("body is not JSON", Ask::Send("x"), "continue"),
        asks("Complete", Ask::End, "done"),
        asks("GetChat after Complete", Ask::Look, "continue"),
        asks("SendMessage after Complete", Ask::Send("after"), "continue"),
        understands(
            "GetTranscript after Complete",
            Ask::Refresh,
            "done; 9 Visitor James left",
        ),
        asks("GetChat, unknown id", Ask::Look, UNKNOWN),
        asks("SendMessage, unknown id", Ask::Send("x"), "continue"),
        // The browser asks this, and tells nobody.
        understands(
            "CORS preflight",
            Ask::Look,
            "refused: the server's answer could not be understood",
        ),
        understands(
            "RequestChat without subject",
            Ask::Open,
            "refused: the server could not be reached, or it does not allow this page (CORS)",
        ),
        asks("GetChat (documentation sample)", Ask::Look, "continue"),
    ],
};

fn arrange(entry: &Value, ask: Ask) -> (Backend, Command) {
    let options = Options::new().with("backend", "gws").with("url", "/api");
    let config = config(options);
    if ask == Ask::Open {
        return (Backend::new(&config), Command::Open(form(entry)));
    }
    let path = text(&entry["request"]["path"]);
    let (path, index) = path.split_once("?index=").unwrap_or((path, "1"));
    let id = path
        .trim_start_matches("/api/v2/chats")
        .trim_start_matches('/');
    let id = id.split('/').next().filter(|id| !id.is_empty());
    let key = json!(["gws", id.unwrap_or("none")]).to_string();
    let mut backend = Backend::resume(&config, &key).unwrap();
    if ask == Ask::Refresh {
        settle(&mut backend);
        if let Some(last) = index.parse::<u64>().ok().filter(|index| *index > 1) {
            let from = json!({"nickname": "x", "type": "Agent"});
            let event = json!({"from": from, "index": last - 1, "type": "TypingStopped"});
            tell(&mut backend, &json!({"messages": [event]}));
        }
    }
    (backend, command(ask))
}

/// Lets the state be known, which is asked for first.
fn settle(backend: &mut Backend) {
    let outcome = tell(
        backend,
        &json!({"chat": {"state": "Chatting"}, "statusCode": 0}),
    );
    assert_eq!(outcome, Outcome::Continue);
}

fn tell(backend: &mut Backend, body: &Value) -> Outcome {
    backend.request(&Command::Refresh, Monotonic::default());
    let answer = response(200, &body.to_string());
    backend.answer(&Command::Refresh, Ok(&answer))
}
