//! How replies are spelled.

use crate::rig::{Rig, json, listed};
use crate::{CometReply, PositionForm, Quirks, Request, SessionIdForm, Settings, TypingSpelling};
use serde_json::json;

fn quirky(quirks: Quirks) -> Rig {
    Rig::chatting_with(Settings {
        quirks,
        ..Settings::unscripted()
    })
}

#[test]
fn replies_carry_the_documented_headers() {
    let mut rig = Rig::chatting();
    let response = rig.post("/refresh", "");
    let header = |name: &str| {
        let lines = response.headers.iter().filter(|(line, _)| line == name);
        lines.map(|(_, value)| value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(header("Pragma"), ["no-cache"]);
    assert_eq!(header("Cache-Control"), ["no-cache", "no-store"]);
    assert_eq!(header("Content-Type"), ["application/json"]);
}

#[test]
fn verbose_works_from_body_and_query_and_holds_only_strings() {
    let mut rig = Rig::chatting();
    for (operation, form) in [
        ("/refresh?_verbose=true", ""),
        ("/startTyping", "_verbose=true"),
    ] {
        let reply = rig.ask(operation, form);
        let object = reply.as_object().unwrap();
        let strings = object.iter().filter(|(key, _)| *key != "transcriptToShow");
        assert!(strings.clone().all(|(_, value)| value.is_string()));
        assert_eq!(object.len(), 20);
        let base = format!("/genesys/1/service/{}/ixn/chat/refresh", rig.service);
        assert_eq!(reply["_chatIxnAPI_REFRESH_URL"], base);
    }
    assert_eq!(
        rig.ask("/refresh", "_verbose=false")
            .as_object()
            .unwrap()
            .len(),
        6
    );
}

#[test]
fn positions_are_spelled_as_set() {
    let spelled = |position| {
        let mut rig = quirky(Quirks {
            position,
            ..Quirks::default()
        });
        rig.refresh()["transcriptPosition"].clone()
    };
    assert_eq!(spelled(PositionForm::Mixed), "1");
    assert_eq!(spelled(PositionForm::Text), "1");
    assert_eq!(spelled(PositionForm::Number), 1);
    assert_eq!(spelled(PositionForm::Damaged), "1\"");
}

#[test]
fn quirks_change_the_spelling_and_nothing_else() {
    let mut rig = quirky(Quirks {
        typing: TypingSpelling::Prose,
        indexed_events: true,
        session_id: SessionIdForm::Never,
        ..Quirks::default()
    });
    let reply = rig.ask("/startTyping", "");
    let expected = json!([[
        "Notice.TypingStart",
        "VasyaP",
        "is typing",
        "0",
        "CLIENT",
        "2"
    ]]);
    assert_eq!(reply["transcriptToShow"], expected);
    assert_eq!(
        rig.ask("/stopTyping", "")["transcriptToShow"][0][0],
        "Notice.TypingStop"
    );
    assert!(
        rig.ask("/refresh", "_verbose=true")
            .get("chatSessionId")
            .is_none()
    );

    let mut rig = quirky(Quirks {
        session_id: SessionIdForm::Always,
        ..Quirks::default()
    });
    assert!(rig.ask("/startTyping", "")["chatSessionId"].is_string());
}

#[test]
fn unknown_notices_are_injected_and_take_an_index() {
    let mut rig = quirky(Quirks {
        unknown_notices: true,
        ..Quirks::default()
    });
    let chat = rig.chat();
    rig.center.join(&chat, "ksippo", rig.now).unwrap();
    rig.center
        .inject(&chat, "Notice.Strange", "hm", rig.now)
        .unwrap();
    let reply = rig.refresh();
    let kinds: Vec<_> = listed(&reply).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["Notice.Joined", "Notice.Custom", "Notice.Strange"]);
    assert_eq!(reply["transcriptPosition"], "4");
}

#[test]
fn an_advanced_service_waits_and_then_is_available() {
    let mut rig = Rig::with_service(Settings::unscripted(), "advanced-chat-poll");
    let path = format!("/genesys/1/service/{}/status", rig.service);
    let waiting = json(&rig.send(&Request::post(&path, "_verbose=true")));
    assert_eq!(waiting["message"]["_status"], "waiting");
    assert_eq!(waiting["message"]["_session_comand_STATUS_URL"], path);
    assert!(waiting["message"].get("_chatIxnAPI_CREATE_URL").is_none());
    assert_eq!(rig.post("", "").status, 503);
    rig.wait(5000);
    let available = json(&rig.send(&Request::post(&path, "")));
    assert_eq!(available["message"]["_dialog"], "agent_available.html");
    assert_eq!(rig.post("", "").status, 200);
}

#[test]
fn comet_mode_answers_with_a_note_and_disconnects_directly() {
    let mut rig = Rig::new(Settings::unscripted());
    let note = r#"{"message":"Messages will sent over CometD service channel \/_genesys"}"#;
    for (operation, form) in [
        ("", "notify_by=comet"),
        ("/refresh", "message=x"),
        ("/startTyping", ""),
    ] {
        let response = rig.post(operation, form);
        assert_eq!(
            String::from_utf8(response.body).unwrap(),
            note,
            "{operation}"
        );
    }
    assert_eq!(rig.transcript().len(), 3);
    assert_eq!(rig.ask("/disconnect", "")["chatIxnState"], "DISCONNECTED");
}

#[test]
fn comet_mode_speaks_the_quick_start_dialect_when_set() {
    let settings = Settings {
        comet_reply: CometReply::QuickStart,
        ..Settings::unscripted()
    };
    let mut rig = Rig::new(settings);
    let started = rig.ask("", "notify_by=comet");
    let expected = json!({"chatIxnState": "CONNECTED", "transcriptPosition": "1",
        "chatServiceMessage": "Chat service is available"});
    assert_eq!(started, expected);
    let expected = json!({"_id": rig.service, "comet_channel": "/_genesys"});
    assert_eq!(rig.ask("/refresh", "message=hello agent"), expected);
}
