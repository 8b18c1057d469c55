//! Claims about the API, each from the document unless it says otherwise.

use crate::rig::{Rig, json, listed};
use crate::{
    AgentError, ChatState, CometReply, EndedBy, Now, PositionForm, Quirks, Request, SessionIdForm,
    Settings, TypingSpelling,
};
use serde_json::json;
use std::time::Duration;

fn quirky(quirks: Quirks) -> Rig {
    Rig::chatting_with(Settings {
        quirks,
        ..Settings::unscripted()
    })
}

#[test]
fn event_one_is_never_listed() {
    let mut rig = Rig::chatting();
    for form in ["", "transcriptPosition=0", "transcriptPosition=1"] {
        assert_eq!(
            rig.ask("/refresh", form)["transcriptToShow"],
            json!([]),
            "{form}"
        );
    }
    let own = &rig.transcript()[0];
    assert_eq!((own.position.0, own.nickname.as_str()), (1, "VasyaP"));
}

#[test]
fn refresh_position_is_exclusive() {
    let mut rig = Rig::chatting();
    for text in ["two", "three", "four"] {
        rig.ask("/send", &format!("message={text}"));
    }
    let reply = rig.ask("/refresh?transcriptPosition=2", "");
    let expected = [
        ("Message.Text".into(), "three".into()),
        ("Message.Text".into(), "four".into()),
    ];
    assert_eq!(listed(&reply), expected);
    assert_eq!(reply["transcriptPosition"], "4");
    assert_eq!(
        rig.ask("/refresh", "transcriptPosition=4")["transcriptToShow"],
        json!([])
    );
}

#[test]
fn reply_position_is_that_of_the_last_event_listed() {
    let mut rig = Rig::chatting();
    let chat = rig.chat();
    rig.center.join(&chat, "ksippo", rig.now).unwrap();
    rig.center.start_typing(&chat, "ksippo", rig.now).unwrap();
    rig.center
        .say(&chat, "ksippo", "hello customer", rig.now)
        .unwrap();
    let reply = rig.ask("/refresh", "message=hello agent");
    assert_eq!(reply["transcriptToShow"].as_array().unwrap().len(), 4);
    assert_eq!(reply["transcriptPosition"], "5");
}

#[test]
fn without_a_position_only_news_is_listed() {
    let mut rig = Rig::chatting();
    assert_eq!(listed(&rig.ask("/send", "message=one")).len(), 1);
    assert_eq!(listed(&rig.refresh()).len(), 0);
    let typing = rig.ask("/startTyping", "");
    assert_eq!(
        listed(&typing),
        [("Notice.TypingStarted".into(), "is typing".into())]
    );
    let stopped = rig.ask("/stopTyping", "");
    assert_eq!(
        listed(&stopped),
        [("Notice.TypingStopped".into(), "stopped typing".into())]
    );
    assert_eq!(
        listed(&rig.ask("/refresh", "transcriptPosition=1")).len(),
        3
    );
    assert_eq!(listed(&rig.refresh()).len(), 0);
}

#[test]
fn positions_beyond_the_end_list_nothing_and_do_not_move_the_cursor() {
    let mut rig = Rig::chatting();
    for absurd in ["99", "4294967295", "99999999999999999999999"] {
        let reply = rig.ask("/refresh", &format!("transcriptPosition={absurd}"));
        assert_eq!(reply["transcriptToShow"], json!([]));
        assert_eq!(reply["transcriptPosition"], "1");
    }
    assert_eq!(listed(&rig.ask("/send", "message=still here")).len(), 1);
}

#[test]
fn events_are_five_strings_and_seconds_count_from_started_at() {
    let mut rig = Rig::chatting();
    rig.wait(71_000);
    let reply = rig.ask("/refresh", "message=hello+agent");
    let expected = json!([["Message.Text", "VasyaP", "hello agent", "71", "CLIENT"]]);
    assert_eq!(reply["transcriptToShow"], expected);
    assert_eq!(reply["startedAt"], "2012-06-09T06:15:35Z");
}

#[test]
fn seconds_and_started_at_add_up_to_the_wall_clock() {
    let mut rig = Rig::chatting();
    // The chat starts at 35.25 s; 35.25 + 0.8 lies in second 36.
    rig.wait(800);
    assert_eq!(rig.ask("/send", "message=x")["transcriptToShow"][0][3], "1");
}

#[test]
fn a_clock_set_back_keeps_the_order() {
    let mut rig = Rig::chatting();
    rig.ask("/send", "message=one");
    rig.now = Now::from_millis(5);
    rig.ask("/send", "message=two");
    let times: Vec<_> = rig.transcript().iter().map(|event| event.at).collect();
    assert!(times.is_sorted());
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
fn names_make_the_nickname() {
    let cases = [
        ("firstName=Vasya&lastName=Pupkin", "VasyaP"),
        ("firstName=Buzz", "Buzz"),
        ("lastName=Brain", "Brain"),
        ("userDisplayName=The+Buzz&firstName=Buzz", "The Buzz"),
        ("firstName=&lastName=", "anonymous"),
        ("firstName=Zo%C3%AB&lastName=%C3%89mile", "ZoëÉ"),
    ];
    for (form, nickname) in cases {
        let mut rig = Rig::new(Settings::unscripted());
        rig.ask("", form);
        assert_eq!(rig.center.chats()[0].nickname(), nickname, "{form}");
    }
}

#[test]
fn personal_data_is_attached_under_its_documented_names() {
    let mut rig = Rig::new(Settings::unscripted());
    rig.ask(
        "?_verbose=true",
        "firstName=Buzz&email=b%40b&colour=blue&message=no",
    );
    let data = rig.center.services().next().unwrap().data().clone();
    let pairs: Vec<_> = data
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let expected = [
        ("colour", "blue"),
        ("fldnEmailAddress", "b@b"),
        ("fldnFirstName", "Buzz"),
    ];
    assert_eq!(pairs, expected);
}

#[test]
fn json_and_query_fields_are_read_and_the_body_wins() {
    let mut rig = Rig::chatting();
    let path = format!(
        "/genesys/1/service/{}/ixn/chat/refresh?message=query",
        rig.service
    );
    let mut request = Request::post(
        &path,
        r#"{"message":"body","transcriptPosition":1,"x":null}"#,
    );
    request.headers[0].1 = "application/json; charset=UTF-8".to_owned();
    assert_eq!(listed(&json(&rig.send(&request)))[0].1, "body");
    assert_eq!(listed(&rig.ask("/refresh?message=query", ""))[0].1, "query");
}

#[test]
fn hostile_text_travels_unchanged() {
    let mut rig = Rig::chatting();
    let form = "message=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E%22%5C%0A%00%E2%80%AE";
    let text = "<img src=x onerror=alert(1)>\"\\\n\0\u{202e}";
    assert_eq!(listed(&rig.ask("/send", form))[0].1, text);
}

#[test]
fn missing_and_wrong_values_are_415_and_change_nothing() {
    let mut rig = Rig::chatting();
    let long = format!("message={}", "x".repeat(16 * 1024 + 1));
    let cases = [
        ("/send", ""),
        ("/send", "message="),
        ("/send", "message=++%0A"),
        ("/send", long.as_str()),
        ("/refresh", long.as_str()),
        ("/refresh", "transcriptPosition=five&message=lost"),
        ("/refresh", "transcriptPosition=-1"),
        ("/refresh", "transcriptPosition=5%22"),
    ];
    for (operation, form) in cases {
        let response = rig.post(operation, form);
        assert_eq!(
            response.status,
            415,
            "{operation} {}",
            &form[..form.len().min(40)]
        );
        assert!(response.body.is_empty());
    }
    assert_eq!(rig.transcript().len(), 1);
}

#[test]
fn malformed_bodies_are_415() {
    let mut rig = Rig::chatting();
    let path = format!("/genesys/1/service/{}/ixn/chat/refresh", rig.service);
    let cases: [(&str, &[u8]); 5] = [
        ("application/json", b"{\"message\":"),
        ("application/json", b"[]"),
        ("application/json", b"\xff"),
        ("application/x-www-form-urlencoded", b"message=\xff"),
        ("text/xml", b"<message/>"),
    ];
    for (kind, body) in cases {
        let mut request = Request::post(&path, "");
        request.headers[0].1 = kind.to_owned();
        request.body = body.to_vec();
        assert_eq!(rig.send(&request).status, 415, "{kind}");
    }
}

#[test]
fn wrong_start_values_are_415() {
    let mut rig = Rig::new(Settings {
        subject_required: true,
        ..Settings::unscripted()
    });
    for form in ["", "subject=x&email=nobody", "subject=x&notify_by=pigeon"] {
        assert_eq!(rig.post("", form).status, 415, "{form}");
    }
    let heap = format!("subject={}", "x".repeat(70_000));
    assert_eq!(rig.post("", &heap).status, 415);
    assert!(rig.center.chats().is_empty());
    assert_eq!(rig.post("", "subject=x").status, 200);
}

#[test]
fn without_an_agent_a_start_is_503_with_an_empty_body() {
    let mut rig = Rig::new(Settings {
        agent_available: false,
        ..Settings::unscripted()
    });
    for operation in ["", "/refresh", "/send", "/startTyping", "/disconnect"] {
        let response = rig.post(operation, "message=x");
        assert_eq!(
            (response.status, response.body.len()),
            (503, 0),
            "{operation}"
        );
    }
    rig.center.settings_mut().agent_available = true;
    assert_eq!(rig.post("", "").status, 200);
}

#[test]
fn unknown_services_and_operations_are_404_with_a_reason() {
    let mut rig = Rig::chatting();
    let id = rig.service.clone();
    let paths = [
        "/genesys/1/service/unknown/ixn/chat/refresh".to_owned(),
        "/genesys/1/service/no-such-name".to_owned(),
        "/genesys/1/service/".to_owned(),
        format!("/genesys/1/service/{id}/ixn/chat/fly"),
        format!("/genesys/1/service/{id}/ixn/chat/refresh/"),
        format!("/genesys/1/service/{id}/ixn"),
        format!("/genesys/1/service/{id}/status"),
        "/genesys/9/service/request-chat".to_owned(),
        "/".to_owned(),
        "".to_owned(),
    ];
    for path in paths {
        let response = rig.send(&Request::post(&path, ""));
        assert_eq!(response.status, 404, "{path}");
        let body = json(&response);
        assert!(
            body["message"].is_string() && body["exception"].is_string(),
            "{path}"
        );
    }
}

#[test]
fn only_creation_may_be_a_get() {
    let mut rig = Rig::chatting();
    assert_eq!(
        rig.send(&Request::get(
            "/genesys/1/service/request-chat?_verbose=true"
        ))
        .status,
        200
    );
    let refresh = Request::get(&format!(
        "/genesys/1/service/{}/ixn/chat/refresh",
        rig.service
    ));
    let response = rig.send(&refresh);
    assert_eq!(
        (response.status, response.header("allow")),
        (405, Some("POST"))
    );
    let mut delete = Request::get("/genesys/1/service/request-chat");
    delete.method = "DELETE".to_owned();
    assert_eq!(rig.send(&delete).status, 405);
}

#[test]
fn a_repeated_start_answers_for_the_same_chat() {
    let mut rig = Rig::chatting();
    rig.ask("/send", "message=one");
    let again = rig.ask("", "firstName=Other");
    assert_eq!(again["chatIxnState"], "CONNECTED");
    assert_eq!(again["transcriptPosition"], 2);
    assert_eq!(rig.center.chats().len(), 1);
    rig.ask("/disconnect", "");
    assert_eq!(rig.ask("", "")["chatIxnState"], "DISCONNECTED");
}

#[test]
fn disconnect_repeats_the_position_and_lists_nothing() {
    let mut rig = Rig::chatting();
    rig.ask("/send", "message=bye");
    let reply = rig.ask("/disconnect", "");
    let expected = json!({"chatIxnState": "DISCONNECTED", "transcriptPosition": "2",
        "chatServiceMessage": "Chat was finished"});
    assert_eq!(reply, expected);
    let chats = rig.center.chats();
    assert_eq!(
        chats[0].state(),
        ChatState::Ended {
            by: EndedBy::Customer,
            at: rig.now
        }
    );
}

#[test]
fn after_the_end_refresh_says_so_with_what_is_new() {
    let mut rig = Rig::chatting();
    rig.ask("/disconnect", "");
    let reply = rig.ask("/refresh", "message=too late");
    assert_eq!(reply["chatIxnState"], "DISCONNECTED");
    assert_eq!(
        listed(&reply),
        [("Notice.Left".into(), "has left the session".into())]
    );
    for operation in ["/refresh", "/startTyping", "/stopTyping", "/disconnect"] {
        assert_eq!(
            rig.ask(operation, "")["chatIxnState"],
            "DISCONNECTED",
            "{operation}"
        );
    }
    assert_eq!(rig.transcript().len(), 2);
}

#[test]
fn option_400_refuses_refresh_only_after_the_agent_ended() {
    let settings = Settings {
        chat_400_response_on_disconnected: true,
        ..Settings::unscripted()
    };
    let mut rig = Rig::chatting_with(settings.clone());
    let chat = rig.chat();
    rig.center.join(&chat, "ksippo", rig.now).unwrap();
    assert_eq!(rig.post("/refresh", "").status, 200);
    rig.center.end(&chat, rig.now).unwrap();
    assert_eq!(rig.post("/refresh", "").status, 400);
    assert_eq!(rig.ask("/disconnect", "")["chatIxnState"], "DISCONNECTED");

    let mut rig = Rig::chatting_with(settings);
    rig.ask("/disconnect", "");
    assert_eq!(rig.post("/refresh", "").status, 200);
}

#[test]
fn an_agent_who_ends_the_chat_leaves_it_in_the_transcript() {
    let mut rig = Rig::chatting();
    let chat = rig.chat();
    rig.center.join(&chat, "ksippo", rig.now).unwrap();
    rig.center.end(&chat, rig.now).unwrap();
    let reply = rig.refresh();
    assert_eq!(reply["chatIxnState"], "DISCONNECTED");
    let kinds: Vec<_> = listed(&reply).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["Notice.Joined", "Notice.Left"]);
    assert_eq!(
        rig.center.say(&chat, "ksippo", "x", rig.now),
        Err(AgentError::Ended(chat))
    );
}

#[test]
fn a_transfer_is_left_and_joined_in_one_batch_and_no_end() {
    let mut rig = Rig::chatting();
    let chat = rig.chat();
    rig.center.join(&chat, "ksippo", rig.now).unwrap();
    rig.refresh();
    rig.center
        .transfer(&chat, "ksippo", "vhelp", rig.now)
        .unwrap();
    let reply = rig.refresh();
    assert_eq!(reply["chatIxnState"], "TRANSCRIPT");
    let names: Vec<_> = (0..2)
        .map(|event| reply["transcriptToShow"][event][1].as_str().unwrap())
        .collect();
    assert_eq!(names, ["ksippo", "vhelp"]);
    assert_eq!(reply["transcriptToShow"][0][0], "Notice.Left");
    assert_eq!(reply["transcriptToShow"][1][0], "Notice.Joined");
}

#[test]
fn agents_must_be_in_to_act() {
    let mut rig = Rig::chatting();
    let chat = rig.chat();
    let out = AgentError::NotIn("ksippo".to_owned());
    assert_eq!(
        rig.center.say(&chat, "ksippo", "x", rig.now),
        Err(out.clone())
    );
    assert_eq!(rig.center.leave(&chat, "ksippo", rig.now), Err(out));
    rig.center.join(&chat, "ksippo", rig.now).unwrap();
    let twice = rig.center.join(&chat, "ksippo", rig.now);
    assert_eq!(twice, Err(AgentError::AlreadyIn("ksippo".to_owned())));
    let unknown = crate::ChatId::new("none");
    let wrong = rig.center.join(&unknown, "ksippo", rig.now);
    assert_eq!(wrong, Err(AgentError::UnknownChat(unknown)));
    assert_eq!(rig.transcript().len(), 2);
}

#[test]
fn a_service_lives_for_an_hour_and_is_then_forgotten() {
    let mut rig = Rig::chatting();
    for _ in 0..60 {
        rig.wait(59_999);
        rig.refresh();
    }
    rig.wait(100);
    assert_eq!(rig.post("/refresh", "").status, 404);
    assert_eq!(rig.center.services().count(), 0);
    assert_eq!(rig.center.next_deadline(), None);
}

#[test]
fn a_client_that_stops_asking_leaves_the_chat() {
    let mut rig = Rig::chatting();
    rig.wait(119_000);
    rig.refresh();
    let due = rig.center.next_deadline().unwrap();
    assert_eq!(due, rig.now.after(Duration::from_secs(120)));
    rig.center.advance(due);
    let state = rig.center.chats()[0].state();
    assert_eq!(
        state,
        ChatState::Ended {
            by: EndedBy::Timeout,
            at: due
        }
    );
    assert_eq!(
        rig.transcript().last().unwrap().text,
        "has left the session"
    );
    assert_eq!(rig.refresh()["chatIxnState"], "DISCONNECTED");
}

#[test]
fn a_long_jump_of_the_clock_runs_each_deadline_at_its_own_time() {
    let mut rig = Rig::chatting();
    let started = rig.now;
    rig.wait(3_000_000);
    let at = started.after(Duration::from_secs(120));
    assert_eq!(
        rig.center.chats()[0].state(),
        ChatState::Ended {
            by: EndedBy::Timeout,
            at
        }
    );
    rig.center.advance(Now::from_millis(u64::MAX));
    assert!(rig.center.chats().is_empty());
}

#[test]
fn memory_is_bounded() {
    let settings = Settings {
        service_limit: 3,
        event_limit: 5,
        ..Settings::unscripted()
    };
    let mut rig = Rig::chatting_with(settings);
    let create = Request::post("/genesys/1/service/request-chat", "");
    let statuses: Vec<_> = (0..3).map(|_| rig.send(&create).status).collect();
    assert_eq!(statuses, [200, 200, 503]);
    for _ in 0..10 {
        rig.ask("/refresh", "message=x");
    }
    assert!(!rig.center.chats()[0].is_live());
    assert_eq!(rig.transcript().len(), 5);
}

#[test]
fn the_same_seed_gives_the_same_replies() {
    let run = || {
        let mut rig = Rig::chatting_with(Settings::default());
        rig.ask("/send", "message=hello");
        rig.live_through(20);
        (rig.service.clone(), rig.transcript())
    };
    assert_eq!(run(), run());
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
