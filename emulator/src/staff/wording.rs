//! How participants and addresses are spelled to agents.

use super::handling::{Audience, HIDDEN};
use crate::chat::{Chat, Party};
use crate::event::{Event, UserType};
use crate::id::ParticipantId;
use serde_json::{Value, json};

/// What notifications hold; the samples of 8.5.2 differ by their age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NotificationForm {
    /// As in the samples of 2014, which know no paths.
    Earlier,
    /// As in the sample of 2015: everything that has an address has a path, and whoever has said
    /// something is told with their address as a user.
    #[default]
    Later,
}

/// The same, for one agent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wording<'a> {
    pub(super) form: NotificationForm,
    /// Where that agent found this server, without a path; empty where that is not known.
    pub(super) origin: &'a str,
}

impl Wording<'_> {
    /// The address of what has a path.
    pub(super) fn address(self, path: &str) -> String {
        format!("{}/api/v2{path}", self.origin)
    }

    /// Somebody who takes part.
    pub(super) fn party(self, chat: &Chat, party: &Party) -> Value {
        self.person(chat, party.id, &party.nickname, party.user_type)
    }

    /// Whoever has done something, under the name that they had then.
    pub(super) fn author(self, chat: &Chat, event: &Event) -> Value {
        self.person(chat, event.participant, &event.nickname, event.user_type)
    }

    fn person(self, chat: &Chat, id: ParticipantId, nickname: &str, user: UserType) -> Value {
        let spelled = participant_id(chat, id);
        let mut person = json!({
            "type": kind_of(user),
            "nickname": nickname,
            "participantId": spelled,
        });
        if let (Some(fields), NotificationForm::Later) = (person.as_object_mut(), self.form) {
            let audience = if id < HIDDEN {
                Audience::All
            } else {
                Audience::Agents
            };
            fields.insert("id".to_owned(), json!(spelled));
            fields.insert("visibility".to_owned(), json!(audience.as_str()));
            if let Some(agent) = chat.handling.user_of(id) {
                let path = format!("/users/{agent}");
                fields.insert("uri".to_owned(), json!(self.address(&path)));
                fields.insert("path".to_owned(), json!(path));
            }
        }
        person
    }
}

/// Sixteen hexadecimal digits, as agents see them.
fn participant_id(chat: &Chat, id: ParticipantId) -> String {
    let (chat, number) = (chat.ordinal() & 0xffff_ffff, id.0 & 0xffff);
    format!("0093{chat:08X}{number:04X}")
}

fn kind_of(user: UserType) -> &'static str {
    match user {
        UserType::Agent | UserType::Supervisor => "Agent",
        UserType::Client => "Customer",
        UserType::External => "External",
    }
}
