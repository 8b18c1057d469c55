//! The states of the CometD chapter.

use super::{Chapter, Stage};
use causerie_emulator::Settings;
use serde_json::{Value, json};

pub(super) const CHAPTER: Chapter = Chapter {
    vectors: include_str!("../vectors/gms-chat-v1-cometd.json"),
    arrangements: &[
        ("handshake", nothing),
        ("first connect", session),
        ("subscribe", connected),
        ("idle long poll", subscribed),
        ("create service", subscribed),
        ("create chat interaction, comet mode", service),
        ("push 1: empty transcript", chat),
        ("push 2: agent joined", joined),
        ("push 3: agent typing", typing),
        ("push 4: agent message", answered),
        ("client message via refresh", read),
        ("push 5: echo of the own message, verbose fields", echoed),
        ("complete real push message", joined),
        (
            "background: disconnect with transcript position",
            subscribed,
        ),
        ("unknown client", nothing),
    ],
};

fn nothing() -> Stage {
    Stage::new(Settings::unscripted())
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

fn subscribed() -> Stage {
    let mut stage = connected();
    stage.tell(json!({"channel": "/meta/subscribe", "subscription": "/_genesys"}));
    stage
}

fn service() -> Stage {
    let mut stage = subscribed();
    stage.create("request-chat");
    stage
}

fn chat() -> Stage {
    let mut stage = service();
    let form = "notify_by=comet&firstName=Buzz&lastName=Brain&subject=French";
    stage.post("", form);
    stage
}

fn joined() -> Stage {
    let mut stage = chat();
    poll(&mut stage);
    let (chat, now) = (stage.chat(), stage.wait(6));
    stage.emulator.join(&chat, "ksippo", now).expect("joins");
    stage
}

fn typing() -> Stage {
    let mut stage = joined();
    poll(&mut stage);
    let (chat, now) = (stage.chat(), stage.wait(5));
    let types = stage.emulator.start_typing(&chat, "ksippo", now);
    types.expect("types");
    stage
}

fn answered() -> Stage {
    let mut stage = typing();
    poll(&mut stage);
    let (chat, now) = (stage.chat(), stage.wait(6));
    let speaks = stage.emulator.say(&chat, "ksippo", "hello customer", now);
    speaks.expect("speaks");
    stage
}

fn read() -> Stage {
    let mut stage = answered();
    poll(&mut stage);
    stage
}

fn echoed() -> Stage {
    let mut stage = read();
    stage.post("/refresh", "_verbose=true&message=hello agent");
    stage
}

/// A connect that takes along what waits.
fn poll(stage: &mut Stage) -> Value {
    stage.tell(
        json!({"channel": "/meta/connect", "connectionType": "long-polling",
        "advice": {"timeout": 0}}),
    )
}
