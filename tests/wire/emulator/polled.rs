//! The states of the chapters about poll mode.

use super::{Chapter, Stage};
use causerie_emulator::{CometReply, PositionForm, Quirks, Settings};

pub(super) const CHAPTER: Chapter = Chapter {
    vectors: include_str!("../vectors/gms-chat-v1.json"),
    arrangements: &[
        ("v1 create basic service, verbose", nothing),
        ("v1 create basic service, plain", nothing),
        ("v1 create chat interaction", service),
        ("v1 create chat interaction, verbose", service),
        (
            "v1 create chat interaction, old reply without chatSessionId",
            quick_start,
        ),
        ("v1 refresh with message", answered_by_number),
        ("v1 refresh verbose", answered),
        ("v1 startTyping", six_messages),
        ("v1 stopTyping", six_messages_and_typing),
        ("v1 disconnect", eight_events),
        (
            "v1 disconnect verbose (also direct, not pushed, in comet mode)",
            five_events_over_comet,
        ),
        (
            "v1 refresh reply when service is comet-bound (short form)",
            quick_start_chat,
        ),
        ("v1 advanced create", nothing),
        ("v1 advanced status waiting", advanced),
        ("v1 advanced status available", advanced_available),
        ("v1 no agent yet", nobody),
        ("v1 missing or wrong value", subject_required),
        (
            "v1 refresh after the agent left, option _chat_400_response_on_disconnected=true",
            ended_by_agent,
        ),
        (
            "v1 JSON request bodies and GET create, as seen from field clients",
            nothing,
        ),
    ],
};

const NAMES: &str = "firstName=Vasya&lastName=Pupkin&subject=test";

fn nothing() -> Stage {
    Stage::new(Settings::unscripted())
}

fn service() -> Stage {
    Stage::with_service(Settings::unscripted(), "request-chat")
}

fn quick_start_settings() -> Settings {
    Settings {
        comet_reply: CometReply::QuickStart,
        ..Settings::unscripted()
    }
}

fn quick_start() -> Stage {
    Stage::with_service(quick_start_settings(), "request-chat")
}

fn quick_start_chat() -> Stage {
    Stage::with_chat(quick_start_settings(), &format!("notify_by=comet&{NAMES}"))
}

/// An agent has joined, typed and spoken, and none of it was listed yet.
fn answered() -> Stage {
    answered_with(Settings::unscripted())
}

fn answered_by_number() -> Stage {
    let quirks = Quirks {
        position: PositionForm::Number,
        ..Quirks::default()
    };
    answered_with(Settings {
        quirks,
        ..Settings::unscripted()
    })
}

fn answered_with(settings: Settings) -> Stage {
    let mut stage = Stage::with_chat(settings, NAMES);
    let chat = stage.chat();
    let now = stage.wait(35);
    stage.emulator.join(&chat, "ksippo", now).expect("joins");
    let now = stage.wait(7);
    stage
        .emulator
        .start_typing(&chat, "ksippo", now)
        .expect("types");
    let now = stage.wait(6);
    stage
        .emulator
        .say(&chat, "ksippo", "hello customer", now)
        .expect("speaks");
    stage.wait(23);
    stage
}

fn messages(settings: Settings, form: &str, count: usize) -> Stage {
    let mut stage = Stage::with_chat(settings, form);
    for _ in 0..count {
        stage.post("/send", "message=x");
    }
    stage
}

fn six_messages() -> Stage {
    messages(Settings::unscripted(), NAMES, 6)
}

fn six_messages_and_typing() -> Stage {
    let mut stage = six_messages();
    stage.post("/startTyping", "");
    stage
}

fn eight_events() -> Stage {
    let mut stage = six_messages_and_typing();
    stage.post("/stopTyping", "");
    stage
}

fn five_events_over_comet() -> Stage {
    messages(
        Settings::unscripted(),
        &format!("notify_by=comet&{NAMES}"),
        5,
    )
}

fn advanced() -> Stage {
    Stage::with_service(Settings::unscripted(), "request-chat-poll")
}

fn advanced_available() -> Stage {
    let mut stage = advanced();
    stage.wait(5);
    stage
}

fn nobody() -> Stage {
    let settings = Settings {
        agent_available: false,
        ..Settings::unscripted()
    };
    Stage::with_service(settings, "request-chat")
}

fn subject_required() -> Stage {
    let settings = Settings {
        subject_required: true,
        ..Settings::unscripted()
    };
    Stage::with_service(settings, "request-chat")
}

fn ended_by_agent() -> Stage {
    let settings = Settings {
        chat_400_response_on_disconnected: true,
        ..Settings::unscripted()
    };
    let mut stage = Stage::with_chat(settings, NAMES);
    let (chat, now) = (stage.chat(), stage.now);
    stage.emulator.join(&chat, "ksippo", now).expect("joins");
    stage.emulator.end(&chat, now).expect("ends");
    stage
}
