//! A conversation in which nobody says anything: the customer is told, and then put out.

use crate::chat::{Chat, EndedBy};
use crate::dialect::Dialect;
use crate::event::{Event, EventType, UserType};
use crate::now::Now;
use crate::settings::Settings;

/// What the customer is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    /// That the chat will be closed.
    Alert,
    /// That it is.
    Close,
}

/// The type of the event that says so.
const ALERT: &str = "IdleAlert";

impl Chat {
    /// What a customer who is not alone is told next if nobody says anything, and when.
    pub(crate) fn idles(&self, settings: &Settings) -> Option<(Now, Notice)> {
        let patience = settings.digital.idle?;
        if self.dialect() != Dialect::GmsV2 || !self.is_live() || !self.is_staffed() {
            return None;
        }
        let mut events = self.transcript.events().iter();
        let last = events.rfind(|event| is_alert(event) || is_alive(event))?;
        let next = if is_alert(last) {
            Notice::Close
        } else {
            Notice::Alert
        };
        Some((last.at.after(patience), next))
    }

    pub(crate) fn tell_idle(&mut self, notice: Notice, now: Now) {
        match notice {
            Notice::Alert => self.post(
                ALERT,
                "Are you still there? Otherwise we close this chat.",
                now,
            ),
            Notice::Close => {
                self.post(
                    "IdleClose",
                    "We have closed this chat, as nothing was written.",
                    now,
                );
                self.end(EndedBy::Agent, now);
            }
        }
    }
}

fn is_alert(event: &Event) -> bool {
    matches!(&event.kind, EventType::Other(kind) if kind == ALERT)
}

/// Words and files of people, and their coming.
fn is_alive(event: &Event) -> bool {
    let counts = matches!(
        event.kind,
        EventType::FileUploaded | EventType::Joined | EventType::Text
    );
    counts && event.user_type != UserType::External
}
