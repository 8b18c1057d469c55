//! Every word a visitor can read.

use std::rc::Rc;

use causerie_core::chat::{Ended, FileFault, FileLimits};
use causerie_core::config::{Field, Kind};
use causerie_core::error::Trouble;
use causerie_core::transcript::{Delivery, Setback};

use super::tree::Words;

/// Words that stand for themselves.
pub(crate) struct Text {
    pub(crate) agent: &'static str,
    pub(crate) attach: &'static str,
    pub(crate) cancel: &'static str,
    pub(crate) chat: &'static str,
    pub(crate) choose: &'static str,
    pub(crate) close_window: &'static str,
    pub(crate) connecting: &'static str,
    pub(crate) contact: &'static str,
    pub(crate) conversation: &'static str,
    pub(crate) discard: &'static str,
    pub(crate) download: &'static str,
    pub(crate) end_chat: &'static str,
    pub(crate) fetching: &'static str,
    pub(crate) not_fetched: &'static str,
    pub(crate) end_question: &'static str,
    pub(crate) ended: &'static str,
    pub(crate) ending: &'static str,
    pub(crate) introduction: &'static str,
    pub(crate) keep_chatting: &'static str,
    pub(crate) launcher: &'static str,
    pub(crate) message: &'static str,
    pub(crate) message_hint: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) new_messages: &'static str,
    pub(crate) not_started: &'static str,
    pub(crate) offline: &'static str,
    pub(crate) optional: &'static str,
    pub(crate) reconnecting: &'static str,
    pub(crate) refused: &'static str,
    pub(crate) remove: &'static str,
    pub(crate) removed: &'static str,
    /// What stands between a name and the one that takes its place.
    pub(crate) renamed: &'static str,
    pub(crate) restart: &'static str,
    pub(crate) resuming: &'static str,
    pub(crate) send: &'static str,
    pub(crate) start_chat: &'static str,
    pub(crate) system: &'static str,
    pub(crate) title: &'static str,
    pub(crate) try_again: &'static str,
    pub(crate) unavailable: &'static str,
    pub(crate) waiting: &'static str,
    pub(crate) you_said: &'static str,
}

pub(crate) const TEXT: Text = Text {
    agent: "Agent",
    attach: "Attach a file",
    cancel: "Cancel",
    chat: "Chat",
    choose: "Choose files",
    close_window: "Close chat window",
    connecting: "Connecting…",
    contact: "Contact us another way",
    conversation: "Conversation",
    discard: "Discard",
    download: "Download",
    end_chat: "End chat",
    fetching: "Fetching…",
    not_fetched: "The file could not be fetched.",
    end_question: "End this chat?",
    ended: "Chat ended",
    ending: "Ending the chat…",
    introduction: "Tell us who you are and how we can help. An agent will join you here.",
    keep_chatting: "Keep chatting",
    launcher: "Chat with us",
    message: "Message",
    message_hint: "Write a message…",
    missing: "Please fill in this field",
    new_messages: "New messages",
    not_started: "The chat was not started",
    offline: "You are offline",
    optional: "(optional)",
    reconnecting: "Reconnecting…",
    refused: "This was not accepted. Please check it.",
    remove: "Remove",
    removed: "The file was removed",
    renamed: " is now ",
    restart: "Start a new chat",
    resuming: "Taking up your chat again…",
    send: "Send message",
    start_chat: "Start chat",
    system: "Notice",
    title: "Chat with us",
    try_again: "Try again",
    unavailable: "Chat is unavailable",
    waiting: "Waiting for an agent…",
    you_said: "You said",
};

impl Text {
    /// The launcher's name with the number of unread messages, if there are any.
    pub(crate) fn launcher_with(&self, unread: usize) -> String {
        match unread {
            0 => self.launcher.to_owned(),
            1 => format!("{}, 1 unread message", self.launcher),
            more => format!("{}, {more} unread messages", self.launcher),
        }
    }

    /// The label of a form field.
    pub(crate) fn label<'a>(&self, field: &'a Field) -> &'a str {
        field.label.as_deref().unwrap_or(match field.name.as_str() {
            "firstName" => "First name",
            "lastName" => "Last name",
            "email" => "Email",
            "subject" => "Subject",
            "nickname" => "Nickname",
            other => other,
        })
    }

    /// What is wrong with an answer of the wrong kind.
    pub(crate) const fn malformed(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Email => "Please enter an email address such as name@example.com",
            Kind::Tel => "Please enter a telephone number",
            Kind::Text => "Please enter a line of text",
        }
    }

    /// Why the last attempt to start a chat failed.
    pub(crate) const fn trouble(&self, trouble: &Trouble) -> &'static str {
        match trouble {
            Trouble::Busy => "All agents are busy at the moment. Please try again in a while.",
            Trouble::Rejected(_) => {
                "The chat could not be started with what you entered. Please check it and try again."
            }
            Trouble::Misconfigured { .. } | Trouble::Unsupported(_) => {
                "This page does not reach its chat service. It is not your fault."
            }
            Trouble::Gone | Trouble::Garbled | Trouble::Recoverable | Trouble::Server(_) => {
                "Our chat service has a problem. What you entered is kept; please try again."
            }
            Trouble::Network(_) => {
                "We could not reach the chat service. Please check your connection and try again."
            }
        }
    }

    /// How the chat ended.
    pub(crate) const fn ended_by(&self, ended: Ended) -> &'static str {
        match ended {
            Ended::ByContactCentre => "The contact centre ended the chat.",
            Ended::ByVisitor => "You ended the chat.",
            Ended::Lost => "The chat was idle for too long, or our service was restarted.",
        }
    }

    /// How far an own message has come.
    pub(crate) const fn delivery(&self, delivery: Delivery) -> &'static str {
        match delivery {
            Delivery::Failed(Setback::Unknown) => "Not confirmed",
            Delivery::Failed(_) => "Not sent",
            Delivery::Sending => "Sending…",
            Delivery::Sent => "Sent",
            Delivery::Uncertain => "Checking…",
            Delivery::Waiting => "Waiting…",
        }
    }

    /// Why an own message or file was not sent.
    pub(crate) fn not_sent(&self, setback: Setback) -> Words {
        match setback {
            Setback::ChatEnded => "The chat had ended.".into(),
            Setback::File(fault) => self.unfit(fault),
            Setback::Lost => "It did not arrive.".into(),
            Setback::Unknown => "The chat ended before it was known to arrive.".into(),
            Setback::Rejected => "The chat service did not accept it.".into(),
        }
    }

    /// Why a file is not taken.
    fn unfit(&self, fault: FileFault) -> Words {
        match fault {
            FileFault::Size(Some(most)) => {
                format!("The file is larger than {}.", size(most)).into()
            }
            FileFault::Size(None) => "The file is too large.".into(),
            FileFault::Total(Some(most)) => {
                format!("All files together are larger than {}.", size(most)).into()
            }
            FileFault::Total(None) => "All files together are too large.".into(),
            FileFault::Files(Some(most)) => {
                format!("No more than {most} files can be sent in a chat.").into()
            }
            FileFault::Files(None) => "No more files can be sent in this chat.".into(),
            FileFault::Type => "Files of this type are not accepted.".into(),
        }
    }

    /// What files can be sent.
    pub(crate) fn limits(&self, limits: &FileLimits) -> String {
        let mut words = match limits.files {
            Some(1) => "You can send one file".to_owned(),
            Some(most) => format!("You can send up to {most} files"),
            None => "You can send files".to_owned(),
        };
        if let Some(most) = limits.size {
            words += &format!(" of up to {} each", size(most));
        }
        if let Some(most) = limits.total {
            words += &format!(", {} in all", size(most));
        }
        words += ".";
        if !limits.types.is_empty() {
            words += " Types: ";
            words += &series(&limits.types, "", ", ");
            words += ".";
        }
        words
    }

    /// How much of a file is on the other side.
    pub(crate) fn sent(&self, percent: u8) -> String {
        format!("Sending… {} %", u64::from(percent))
    }

    /// What stands behind the names of those who are typing.
    pub(crate) const fn typing(&self, count: usize) -> &'static str {
        if count == 1 {
            " is typing"
        } else {
            " are typing"
        }
    }

    /// What stands before the name of that place in a list of so many.
    pub(crate) const fn between(&self, place: usize, count: usize) -> &'static str {
        match place {
            0 => "",
            place if place + 1 == count => " and ",
            _ => ", ",
        }
    }

    /// What stands behind the name of one who came or went.
    pub(crate) const fn came(&self, joined: bool) -> &'static str {
        if joined {
            " joined the chat"
        } else {
            " left the chat"
        }
    }

    /// What stands behind the name of one who said something, for those who
    /// hear the page.
    pub(crate) const fn said(&self) -> &'static str {
        " said"
    }

    /// What stands behind the name of one who offers an address.
    pub(crate) const fn shares(&self) -> &'static str {
        " shared a link"
    }

    /// What stands behind the name of one who shared a file.
    pub(crate) const fn shares_file(&self) -> &'static str {
        " shared a file"
    }

    /// The name of the button of these words that has to do with that file.
    pub(crate) fn about(&self, words: &str, name: &str) -> String {
        format!("{words} {name}")
    }

    /// The name to show for an agent.
    pub(crate) fn nickname<'a>(&self, nickname: &'a str) -> &'a str {
        if nickname.trim().is_empty() {
            self.agent
        } else {
            nickname
        }
    }
}

/// Words one after the other, each with `before` it, and what stands between.
pub(crate) fn series(words: &[Rc<str>], before: &str, between: &str) -> String {
    let mut series = String::new();
    for word in words {
        if !series.is_empty() {
            series += between;
        }
        series += before;
        series += word;
    }
    series
}

/// A number of bytes, as people read it: at most one digit behind the point.
pub(crate) fn size(bytes: u64) -> String {
    const KILO: u64 = 1024;
    let (unit, name) = match bytes {
        0..KILO => return format!("{bytes} bytes"),
        KILO..1_048_576 => (KILO, "KB"),
        _ => (KILO * KILO, "MB"),
    };
    let tenths = bytes / (unit / 10);
    match (tenths / 10, tenths % 10) {
        (whole, 0) => format!("{whole} {name}"),
        (whole, tenth) => format!("{whole}.{tenth} {name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_for_people() {
        for (bytes, words) in [
            (0, "0 bytes"),
            (1023, "1023 bytes"),
            (1024, "1 KB"),
            (1_572_864, "1.5 MB"),
            (10_485_760, "10 MB"),
        ] {
            assert_eq!(size(bytes), words);
        }
    }

    #[test]
    fn limits_are_told_as_far_as_they_are_known() {
        let known = FileLimits {
            files: Some(5),
            size: Some(10_485_760),
            total: None,
            used: (0, 0),
            types: vec!["pdf".into(), "png".into()],
            needs_agent: false,
            removes: false,
        };
        assert_eq!(
            TEXT.limits(&known),
            "You can send up to 5 files of up to 10 MB each. Types: pdf, png."
        );
        assert_eq!(TEXT.limits(&FileLimits::default()), "You can send files.");
    }
}
