//! The states of the chapter about the Web API Server.

use super::{Chapter, Stage};
use causerie_emulator::{DigitalQuirks, DigitalSettings, Failure, Omitted, Settings};
use serde_json::{Value, json};

pub(super) const CHAPTER: Chapter = Chapter {
    vectors: include_str!("../vectors/webapi-v2-chats.json"),
    arrangements: &[
        ("request chat", nothing),
        ("send message", chat),
        ("start typing", chat),
        ("stop typing", chat),
        ("get messages", waited),
        ("complete", chat),
        ("status matrix 0/False", fresh),
        ("status matrix 0/True", completed),
        ("status matrix 1/False", recoverable),
        ("status matrix 2/True", ended),
        ("status matrix 2/False", open),
    ],
};

fn nothing() -> Stage {
    Stage::new(Settings::unscripted())
}

fn chat() -> Stage {
    Stage::with_web_api_chat(Settings::unscripted())
}

/// As the sample: it begins at 1 though 5 was asked for, and does not say whether the chat has
/// ended.
fn waited() -> Stage {
    let quirks = DigitalQuirks {
        from_first: true,
        omitted: Omitted {
            chat_ended: true,
            ..Omitted::default()
        },
        ..DigitalQuirks::default()
    };
    let mut stage = Stage::with_web_api_chat(Settings {
        digital: DigitalSettings {
            quirks,
            ..DigitalSettings::default()
        },
        ..Settings::unscripted()
    });
    let chat = stage.chat();
    for _ in 0..3 {
        let now = stage.wait(18);
        let words = "agent will be with you shortly ...";
        let speaks = stage.emulator.system_says(&chat, words, now);
        speaks.expect("speaks");
    }
    stage.operate_web_api("SendMessage", "I need help with account");
    stage
}

/// The matrix tells no events, but the customer's own are always there.
fn fresh() -> Stage {
    let mut stage = chat();
    stage.amend = |body| body["messages"] = json!([own(1, "ParticipantJoined")]);
    stage
}

fn completed() -> Stage {
    let mut stage = chat();
    stage.operate_web_api("Complete", "");
    stage.amend = |body| {
        body["messages"] = json!([own(1, "ParticipantJoined"), own(2, "ParticipantLeft")]);
    };
    stage
}

fn own(index: u32, kind: &str) -> Value {
    let from = json!({"nickname": "nickname", "participantId": 1, "type": "Client"});
    json!({"from": from, "index": index, "type": kind, "utcTime": 1_406_239_877_000_u64})
}

fn recoverable() -> Stage {
    failing(Failure::Recoverable)
}

fn ended() -> Stage {
    failing(Failure::Unrecoverable { chat_ended: true })
}

fn open() -> Stage {
    failing(Failure::Unrecoverable { chat_ended: false })
}

fn failing(failure: Failure) -> Stage {
    let mut stage = chat();
    stage.emulator.settings_mut().digital.failure = Some(failure);
    stage
}
