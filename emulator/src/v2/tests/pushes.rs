//! Operations and news over CometD.

use super::talker::{CHANNEL, Talker, data, listed};
use crate::{Book, CometdSettings, DigitalSettings, ReplyPlace, Scripts, Settings};
use serde_json::json;

fn placed(reply_place: ReplyPlace) -> Talker {
    Talker::connected(Settings {
        cometd: CometdSettings {
            reply_place,
            ..CometdSettings::default()
        },
        ..Settings::unscripted()
    })
}

#[test]
fn a_chat_is_requested_without_any_subscription() {
    let mut talker = Talker::connected(Settings::unscripted());
    let replies = talker.publish(
        json!({"operation": "requestChat", "chatId": "", "alias": "",
        "secureKey": "", "userId": "", "nickname": "JD", "firstName": "John", "text": "",
        "userData": {"plan": "gold", "nested": {"a": 1}}}),
    );
    let reply = &replies[0]["data"];
    let chat = talker.one.center.chats()[0];
    let expected = json!({
        "statusCode": 0, "alias": "117", "chatEnded": false, "nextPosition": 2,
        "userId": reply["userId"], "secureKey": reply["secureKey"], "chatId": chat.id().as_str(),
        "messages": [{
            "from": {"nickname": "JD", "participantId": 1, "type": "Client"},
            "index": 1, "type": "ParticipantJoined",
            "utcTime": chat.started().seconds() * 1000,
        }],
    });
    assert_eq!(*reply, expected);
    assert_eq!(chat.data()["nested[a]"], "1");
    let ack = json!({"channel": CHANNEL, "id": "x", "successful": true});
    assert_eq!(replies, [json!({"channel": CHANNEL, "data": reply}), ack]);
}

#[test]
fn the_event_may_come_after_the_acknowledgement_or_with_a_connect() {
    let request = json!({"operation": "requestChat", "nickname": "JD"});
    let mut talker = placed(ReplyPlace::AfterAck);
    let replies = talker.publish(request.clone());
    assert_eq!(
        (&replies[0]["successful"], replies.len()),
        (&json!(true), 2)
    );
    assert!(replies[1].get("data").is_some());

    let mut talker = placed(ReplyPlace::OverConnect);
    let held = talker.one.hold();
    assert_eq!(talker.publish(request).len(), 1);
    let released = talker.one.answered(held);
    assert_eq!(data(&released)[0]["statusCode"], 0);
}

#[test]
fn with_acknowledgements_everything_goes_by_connects() {
    let mut talker = Talker::connected(Settings::unscripted());
    talker.one.shake_hands(json!({"ext": {"ack": true}}));
    talker.one.poll(json!({}));
    let replies = talker.publish(json!({"operation": "requestChat", "nickname": "JD"}));
    assert_eq!(replies.len(), 1);
    assert_eq!(talker.news().len(), 1);
}

#[test]
fn operations_that_make_events_are_answered_by_them_once() {
    let mut talker = Talker::chatting();
    let held = talker.one.hold();
    let sent = talker.operate(
        "sendMessage",
        json!({"message": "hi", "messageType": "text"}),
    );
    assert_eq!(sent.len(), 1);
    assert_eq!(listed(&sent[0]), ["2 Message"]);
    assert_eq!(sent[0]["nextPosition"], 3);
    assert_eq!(sent[0]["messages"][0]["messageType"], "text");
    for (operation, more, event) in [
        ("startTyping", json!({"message": "he"}), "3 TypingStarted"),
        ("stopTyping", json!({}), "4 TypingStopped"),
        ("pushUrl", json!({"pushUrl": "https://x"}), "5 PushUrl"),
        (
            "updateNickname",
            json!({"nickname": "J"}),
            "6 NicknameUpdated",
        ),
    ] {
        let told = talker.operate(operation, more);
        assert_eq!(told.len(), 1, "{operation}");
        assert_eq!(listed(&told[0]), [event]);
    }
    assert!(talker.one.center.is_held(held));
    assert!(talker.one.released().is_empty());
}

#[test]
fn operations_that_make_none_are_acknowledged_only() {
    let mut talker = Talker::chatting();
    assert!(
        talker
            .operate("customNotice", json!({"message": "notice-1"}))
            .is_empty()
    );
    assert!(
        talker
            .operate("updateData", json!({"userData": {"k1": "v1"}}))
            .is_empty()
    );
    let chat = talker.one.center.chats()[0];
    assert_eq!(chat.notices(), ["notice-1"]);
    assert_eq!(chat.data()["k1"], "v1");
    talker.one.hold();
}

#[test]
fn a_position_asks_for_everything_from_there() {
    let mut talker = Talker::chatting();
    talker.operate("sendMessage", json!({"message": "two"}));
    let again = json!({"message": "three", "transcriptPosition": 2});
    let told = talker.operate("sendMessage", again);
    assert_eq!(told.len(), 1);
    assert_eq!(listed(&told[0]), ["2 Message", "3 Message"]);
}

#[test]
fn the_key_is_enough_and_what_else_is_shown_must_fit() {
    let mut talker = Talker::chatting();
    let key = talker.shown["secureKey"].clone();
    let said = |more: &str| json!({"operation": "sendMessage", "secureKey": key, "message": more});
    assert_eq!(data(&talker.publish(said("one")))[0]["statusCode"], 0);
    for name in ["alias", "chatId", "userId"] {
        let mut wrong = said("x");
        wrong[name] = "0".into();
        let refused = json!({"statusCode": 2, "chatEnded": true, "messages": []});
        assert_eq!(data(&talker.publish(wrong)), [refused], "{name}");
    }
    let elsewhere = talker.publish_on("/service/chatV2/sales", said("x"));
    assert_eq!(elsewhere[0]["data"]["statusCode"], 2);
    assert_eq!(talker.one.center.chats()[0].transcript().len(), 2);
}

#[test]
fn what_is_wrong_is_told_as_an_event() {
    let mut talker = Talker::connected(Settings::unscripted());
    let no_name = talker.publish(json!({"operation": "requestChat", "subject": "x"}));
    let error = &data(&no_name)[0];
    assert_eq!(error["errors"][0]["code"], 161);
    assert_eq!(error["statusCode"], 2);
    for wrong in [
        json!(null),
        json!([]),
        json!("x"),
        json!({}),
        json!({"operation": "fly"}),
    ] {
        let told = data(&talker.publish(wrong.clone()));
        assert_eq!(
            (told.len(), &told[0]["statusCode"]),
            (1, &json!(2)),
            "{wrong}"
        );
    }
    let mut talker = Talker::chatting();
    let told = talker.operate("fly", json!({}));
    assert_eq!(told[0]["error"], "unknown operation");
}

#[test]
fn an_unknown_client_and_other_services_change_nothing() {
    let mut talker = Talker::chatting();
    let session = std::mem::replace(&mut talker.one.client, "gone".to_owned());
    let refused = talker.publish(json!({"operation": "requestChat", "nickname": "JD"}));
    assert_eq!(refused[0]["error"], "402::Unknown client");
    talker.one.client = session;
    let other = talker.publish_on("/service/echo", json!({"operation": "requestChat"}));
    assert_eq!(other.len(), 1);
    assert_eq!(talker.one.center.chats().len(), 1);
}

#[test]
fn without_notification_mode_publications_come_to_nothing() {
    let mut talker = Talker::connected(Settings {
        digital: DigitalSettings {
            notification_mode: false,
            ..DigitalSettings::default()
        },
        ..Settings::unscripted()
    });
    let replies = talker.publish(json!({"operation": "requestChat", "nickname": "JD"}));
    assert_eq!(replies.len(), 1);
    assert!(talker.one.center.chats().is_empty());
}

#[test]
fn what_agents_do_releases_the_held_connect() {
    let mut talker = Talker::chatting();
    let held = talker.one.hold();
    talker.one.join("Alice");
    let told = data(&talker.one.answered(held));
    assert_eq!(listed(&told[0]), ["2 ParticipantJoined"]);
    assert_eq!(told[0]["nextPosition"], 3);
    talker.one.say("Alice", "one");
    talker.one.say("Alice", "two");
    let told = talker.news();
    assert_eq!(
        told.iter().map(listed).collect::<Vec<_>>(),
        [["3 Message"], ["4 Message"]]
    );
}

#[test]
fn what_waits_goes_before_the_answer_to_an_operation() {
    let mut talker = Talker::chatting();
    talker.one.join("Alice");
    let told = talker.operate("sendMessage", json!({"message": "hi"}));
    assert_eq!(
        told.iter().map(listed).collect::<Vec<_>>(),
        [["2 ParticipantJoined"], ["3 Message"]]
    );
}

#[test]
fn a_disconnect_is_told_with_the_own_leaving() {
    let mut talker = Talker::chatting();
    let told = talker.operate("disconnect", json!({}));
    assert_eq!(listed(&told[0]), ["2 ParticipantLeft"]);
    assert_eq!(told[0]["chatEnded"], true);
    assert!(talker.operate("disconnect", json!({})).is_empty());
    talker.one.hold();
}

#[test]
fn the_end_by_the_agent_is_told_even_without_an_event() {
    let mut talker = Talker::chatting();
    let (chat, now) = (talker.chat(), talker.one.now);
    talker.one.center.end(&chat, now).unwrap();
    let told = talker.news();
    assert_eq!(
        (&told[0]["chatEnded"], &told[0]["messages"]),
        (&json!(true), &json!([]))
    );
    let late = talker.operate("sendMessage", json!({"message": "x"}));
    assert_eq!(late[0]["statusCode"], 2);
}

#[test]
fn a_subscription_is_allowed_and_doubles_nothing() {
    let mut talker = Talker::connected(Settings::unscripted());
    let reply = talker.one.subscribe(CHANNEL);
    assert_eq!(reply["successful"], true);
    talker.one.subscribe("/**");
    let replies = talker.publish(json!({"operation": "requestChat", "nickname": "JD"}));
    assert_eq!(replies.len(), 2);
    talker.one.join("Alice");
    assert_eq!(talker.news().len(), 1);
}

#[test]
fn the_scripted_agent_is_pushed_when_it_acts() {
    let script =
        "agents = [\"Ann\"]\n[pace]\njoins_after = [1000, 1000]\n[system]\nwelcome = \"Welcome!\"";
    let mut talker = Talker::chatting_with(Settings {
        script: Some(Scripts::only(Book::read(script).unwrap())),
        ..Settings::default()
    });
    let welcome = talker.news();
    assert_eq!(listed(&welcome[0]), ["2 ParticipantJoined", "3 Message"]);
    let held = talker.one.hold();
    talker.one.wait(1000);
    assert_eq!(
        listed(&data(&talker.one.answered(held))[0]),
        ["4 ParticipantJoined"]
    );
}

#[test]
fn a_chat_goes_on_as_long_as_a_session_hears_of_it() {
    let mut talker = Talker::chatting();
    for _ in 0..4 {
        talker.one.hold();
        talker.one.wait(60_000);
        talker.one.released();
    }
    assert!(talker.one.center.chats()[0].is_live());
    talker.one.wait(10_000);
    talker.one.wait(120_000);
    assert!(!talker.one.center.chats()[0].is_live());
}

#[test]
fn a_lost_push_is_lost_and_told_again_to_one_who_asks() {
    let mut talker = Talker::chatting();
    talker.one.lose_next_push();
    talker.one.join("Alice");
    talker.one.say("Alice", "hello");
    let told = talker.news();
    assert_eq!(told.iter().map(listed).collect::<Vec<_>>(), [["3 Message"]]);
    let again = talker.operate("requestNotifications", json!({"transcriptPosition": 2}));
    assert_eq!(listed(&again[0]), ["2 ParticipantJoined", "3 Message"]);
}
