//! The states of the chapter about GWS `v2/chats`: one chat from its beginning to its end, with
//! the people and the ways of the emulator that was recorded.

use super::{Chapter, Stage};
use causerie_emulator::{GwsQuirks, GwsSettings, Settings};
use serde_json::json;

pub(super) const CHAPTER: Chapter = Chapter {
    vectors: include_str!("../vectors/gws-v2-chats.json"),
    arrangements: &[
        ("RequestChat", nothing),
        ("GetChat while waiting", requested),
        ("GetTranscript, unseen", requested),
        ("GetTranscript again, nothing new", read),
        ("SendStartTypingNotification", read),
        ("SendMessage", typing),
        ("SendStopTypingNotification", spoken),
        ("GetChat after the agent joined", joined),
        ("GetTranscript after the agent joined", joined),
        ("SendMessage, agent present", read_again),
        ("GetTranscript with the agent reply", answered),
        ("GetTranscript index=1 (everything)", heard),
        ("GetTranscript index=0", heard),
        ("GetTranscript index beyond end", heard),
        ("GetTranscript index not a number", heard),
        ("unknown operation", heard),
        ("body is not JSON", heard),
        ("Complete", heard),
        ("GetChat after Complete", completed),
        ("SendMessage after Complete", completed),
        ("GetTranscript after Complete", completed),
        ("GetChat, unknown id", nothing),
        ("SendMessage, unknown id", nothing),
        ("CORS preflight", nothing),
        ("RequestChat without subject", nothing),
        ("GetChat (documentation sample)", documented),
    ],
};

fn nothing() -> Stage {
    let gws = GwsSettings {
        quirks: GwsQuirks::recorded(),
    };
    Stage::new(Settings {
        gws,
        ..Settings::default()
    })
}

fn requested() -> Stage {
    let mut stage = nothing();
    stage.request_chat("James");
    stage
}

fn read() -> Stage {
    let mut stage = requested();
    stage.read();
    stage
}

fn typing() -> Stage {
    let mut stage = read();
    stage.operate(&json!({"operationName": "SendStartTypingNotification"}));
    stage
}

fn spoken() -> Stage {
    let mut stage = typing();
    stage.operate(&json!({"operationName": "SendMessage", "text": "Are you there?"}));
    stage
}

/// The agent comes by itself.
fn joined() -> Stage {
    let mut stage = spoken();
    stage.operate(&json!({"operationName": "SendStopTypingNotification"}));
    stage.wait(5);
    stage
}

fn read_again() -> Stage {
    let mut stage = joined();
    stage.read();
    stage
}

/// And it answers by itself.
fn answered() -> Stage {
    let mut stage = read_again();
    stage.operate(&json!({"operationName": "SendMessage", "text": "Hello"}));
    stage.wait(2);
    stage
}

fn heard() -> Stage {
    let mut stage = answered();
    stage.read();
    stage
}

fn completed() -> Stage {
    let mut stage = heard();
    stage.operate(&json!({"operationName": "Complete"}));
    stage
}

/// As the README has it: nobody but the customer, whose number is text.
fn documented() -> Stage {
    let mut stage = Stage::new(Settings::unscripted());
    stage.request_chat("Chris");
    stage
}
