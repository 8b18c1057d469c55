//! The states of the chapter about GMS Chat API v2 over CometD.

use super::{Chapter, Stage};
use causerie_emulator::{AdviceForm, CometdSettings, Settings};
use serde_json::{Value, json};
use std::time::Duration;

pub(super) const CHAPTER: Chapter = Chapter {
    vectors: include_str!("../vectors/gms-chat-v2-cometd.json"),
    arrangements: &[
        ("handshake", unmet),
        ("first connect", session),
        ("requestChat", unnamed),
        ("sendMessage", answered_elsewhere),
        ("customNotice", chat),
        ("updateData", chat),
        ("disconnect operation", four_events),
        ("meta disconnect", session),
        ("requestNotifications (resume)", spoken_elsewhere),
        ("fileGetLimits over chat-ntf", of_test),
        ("unknown client on publish", without_advice),
    ],
};

/// As the mock advised.
fn settings() -> Settings {
    let cometd = CometdSettings {
        timeout: Duration::from_secs(30),
        advice: AdviceForm::Every,
        ack: false,
        ..CometdSettings::default()
    };
    Settings {
        cometd,
        ..Settings::unscripted()
    }
}

fn nothing() -> Stage {
    Stage::new(settings())
}

/// The mock welcomed in a way of its own; ours welcomes as the document of v1 prints it.
fn unmet() -> Stage {
    let mut stage = nothing();
    stage.amend = |body| {
        body[0]["clientId"] = "eurw5vlezp5yn17z3cdrf3jxsc".into();
        body[0]["minimumVersion"] = "1.0".into();
        body[0]["supportedConnectionTypes"] = json!(["callback-polling", "long-polling"]);
    };
    stage
}

fn session() -> Stage {
    let mut stage = nothing();
    stage.shake_hands();
    stage
}

fn connected() -> Stage {
    let mut stage = session();
    poll(&mut stage);
    stage
}

/// It knew its customer under one name only.
fn unnamed() -> Stage {
    let mut stage = connected();
    stage.amend = |body| body[0]["data"]["messages"][0]["from"]["nickname"] = "JD".into();
    stage
}

fn chat() -> Stage {
    let mut stage = connected();
    stage.request_v2_chat();
    stage
}

/// Everything told.
fn four_events() -> Stage {
    let mut stage = chat();
    stage.publish_of_chat(json!({"operation": "sendMessage", "message": "hello agent"}));
    alice_answers(&mut stage);
    poll(&mut stage);
    stage
}

/// A chat that was requested over REST, so that nobody has heard what happened since.
fn elsewhere() -> Stage {
    let mut stage = Stage::with_v2_chat(settings(), "firstName=John&lastName=Doe");
    stage.shake_hands();
    poll(&mut stage);
    stage
}

/// It cut the customer's words, and forgot their type.
fn answered_elsewhere() -> Stage {
    let mut stage = elsewhere();
    alice_answers(&mut stage);
    stage.amend = |body| {
        let own = &mut body[0]["data"]["messages"][0];
        own["text"] = "hello agent + 100% & \"q\" \u{263a}".into();
        own["messageType"] = "text".into();
    };
    stage
}

fn spoken_elsewhere() -> Stage {
    let mut stage = elsewhere();
    stage.post_of_v2_chat("send", "message=hello+agent");
    alice_answers(&mut stage);
    stage
}

fn of_test() -> Stage {
    Stage::with_v2_chat(settings(), "nickname=test")
}

fn without_advice() -> Stage {
    let mut settings = settings();
    settings.cometd.quirks.unknown_without_advice = true;
    Stage::new(settings)
}

fn alice_answers(stage: &mut Stage) {
    let (chat, now) = (stage.chat(), stage.wait(9));
    stage.emulator.join(&chat, "Alice", now).expect("joins");
    let speaks = stage.emulator.say(&chat, "Alice", "hello customer", now);
    speaks.expect("speaks");
}

/// A connect that takes along what waits.
fn poll(stage: &mut Stage) -> Value {
    stage.tell(
        json!({"channel": "/meta/connect", "connectionType": "long-polling",
        "advice": {"timeout": 0}}),
    )
}
