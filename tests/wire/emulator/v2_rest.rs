//! The states of the chapter about GMS Chat API v2 over REST.

use super::{Chapter, Stage};
use causerie_emulator::{DigitalQuirks, DigitalSettings, Failure, Omitted, Settings, Upload};

pub(super) const CHAPTER: Chapter = Chapter {
    vectors: include_str!("../vectors/gms-chat-v2-rest.json"),
    arrangements: &[
        ("v2 request chat (documentation sample)", sparing),
        ("v2 request chat (widgets)", nothing),
        ("v2 first refresh", chat),
        ("v2 later refresh, nothing new", chat),
        ("v2 start typing", quiet),
        ("v2 send", answered),
        ("v2 custom notice", five_events),
        ("v2 update user data", five_events),
        ("v2 file limits", of_test),
        ("v2 disconnect", five_events),
        ("v2 file upload reply", chat),
        ("v2 FileUploaded event in a refresh", with_file),
        ("v2 recoverable failure", failing),
        ("v2 unrecoverable failure", chat),
        ("v2 validation failure", untouched),
    ],
};

const NAMES: &str = "firstName=John&lastName=Doe";

fn with(quirks: DigitalQuirks) -> Settings {
    let digital = DigitalSettings {
        quirks,
        ..DigitalSettings::default()
    };
    Settings {
        digital,
        ..Settings::unscripted()
    }
}

fn untouched() -> Stage {
    Stage::new(Settings::unscripted())
}

/// The mock that answered knew its customer under one name only.
fn nothing() -> Stage {
    let mut stage = untouched();
    stage.amend = |body| body["messages"][0]["from"]["nickname"] = "JD".into();
    stage
}

fn sparing() -> Stage {
    let omitted = Omitted {
        chat_ended: true,
        next_position: true,
        ..Omitted::default()
    };
    Stage::new(with(DigitalQuirks {
        omitted,
        ..DigitalQuirks::default()
    }))
}

fn chat() -> Stage {
    Stage::with_v2_chat(Settings::unscripted(), NAMES)
}

fn of_test() -> Stage {
    Stage::with_v2_chat(Settings::unscripted(), "nickname=test")
}

/// Nobody hears of the own typing.
fn quiet() -> Stage {
    let settings = with(DigitalQuirks {
        quiet_typing: true,
        ..DigitalQuirks::default()
    });
    Stage::with_v2_chat(settings, NAMES)
}

/// An agent has joined, typed and spoken, and none of it was listed yet.
fn answered() -> Stage {
    let mut stage = chat();
    let (chat, now) = (stage.chat(), stage.wait(9));
    let center = &mut stage.emulator;
    center.join(&chat, "Alice", now).expect("joins");
    center.start_typing(&chat, "Alice", now).expect("types");
    let speaks = center.say(&chat, "Alice", "hello customer", now);
    speaks.expect("speaks");
    stage
}

/// The same and a message, everything listed.
fn five_events() -> Stage {
    let mut stage = answered();
    stage.post_of_v2_chat("send", "message=hello");
    stage
}

fn with_file() -> Stage {
    let mut stage = five_events();
    let upload = Upload {
        name: "plan.pdf".to_owned(),
        bytes: vec![0; 20_481],
        ..Upload::default()
    };
    let (chat, now) = (stage.chat(), stage.now);
    let sent = stage.emulator.send_file(&chat, "Alice", upload, now);
    sent.expect("sends");
    stage
}

fn failing() -> Stage {
    let mut stage = chat();
    let failure = &mut stage.emulator.settings_mut().digital.failure;
    *failure = Some(Failure::Recoverable);
    stage
}
