//! How chats and services end, and who ends them.

use crate::rig::{Rig, listed};
use crate::{AgentError, ChatId, ChatState, EndedBy, Now, Request, Settings};
use serde_json::json;
use std::time::Duration;

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
    assert_eq!(
        rig.post("/refresh", "").status,
        400,
        "it was the agent who ended it"
    );

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
    let unknown = ChatId::new("none");
    let wrong = rig.center.join(&unknown, "ksippo", rig.now);
    assert_eq!(wrong, Err(AgentError::UnknownChat(unknown)));
    assert_eq!(rig.transcript().len(), 2);
}

#[test]
fn participants_are_numbered_as_they_join_and_nobody_twice() {
    let mut rig = Rig::chatting();
    let chat = rig.chat();
    for _ in 0..2 {
        rig.center.join(&chat, "ksippo", rig.now).unwrap();
        rig.center.leave(&chat, "ksippo", rig.now).unwrap();
    }
    rig.ask("/send", "message=x");
    let numbers: Vec<_> = rig
        .transcript()
        .iter()
        .map(|event| event.participant.0)
        .collect();
    assert_eq!(numbers, [1, 2, 2, 3, 3, 1]);
}

#[test]
fn a_supervisor_does_what_agents_do_and_is_shown_as_one() {
    let mut rig = Rig::chatting();
    let chat = rig.chat();
    rig.center
        .join_as_supervisor(&chat, "eve", rig.now)
        .unwrap();
    let twice = rig.center.join(&chat, "eve", rig.now);
    assert_eq!(twice, Err(AgentError::AlreadyIn("eve".to_owned())));
    rig.center.say(&chat, "eve", "hello", rig.now).unwrap();
    rig.center
        .send_custom_notice(&chat, "eve", "{}", rig.now)
        .unwrap();
    rig.center.end(&chat, rig.now).unwrap();
    let reply = rig.refresh();
    let events = reply["transcriptToShow"].as_array().unwrap();
    assert!(events.iter().all(|event| event[4] == "AGENT"));
    let kinds: Vec<_> = listed(&reply).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(
        kinds,
        [
            "Notice.Joined",
            "Message.Text",
            "Notice.Custom",
            "Notice.Left"
        ]
    );
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
