//! Who is in a chat.

use crate::chat::Chat;
use crate::digital::{DigitalQuirks, Party};
use crate::http::Response;
use serde::Serialize;

/// A chat as it stands, in the manner of GWS, whose chats this API resembles.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Info {
    status_code: u8,
    chat_ended: bool,
    chat: Resource,
}

#[derive(Serialize)]
struct Resource {
    id: String,
    participants: Vec<Party>,
    state: &'static str,
}

impl Info {
    pub(super) fn of(chat: &Chat, quirks: DigitalQuirks) -> Self {
        let parties = chat.parties().iter();
        Self {
            status_code: 0,
            chat_ended: !chat.is_live(),
            chat: Resource {
                id: chat.id().to_string(),
                participants: parties.map(|party| Party::of(party, quirks)).collect(),
                state: state(chat),
            },
        }
    }

    pub(super) fn into_response(self) -> Response {
        Response::json(200, &self)
    }
}

fn state(chat: &Chat) -> &'static str {
    let agent_is_in = chat
        .parties()
        .iter()
        .any(|party| party.user_type.is_staff());
    match (chat.is_live(), agent_is_in) {
        (false, _) => "Idle",
        (true, false) => "WaitingForAgent",
        (true, true) => "Chatting",
    }
}
