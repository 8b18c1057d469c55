//! What a person's acts come to.

use std::rc::Rc;

use super::deadlines::Due;
use super::opening::Opening;
use super::{Act, Phase, Session};
use crate::protocol::{Backend, Cadence};
use crate::text::{is_blank, trim_end};
use crate::transcript::{Delivery, RowKey};

impl Session {
    pub(super) fn act(&mut self, act: Act) {
        match act {
            Act::Attach(key, file) => self.attach(key, file),
            Act::Discard(key) => self.discard(key),
            Act::Draft(text) => self.drafted(&text),
            Act::End => self.leave(),
            Act::Fetch(key) => self.fetch(key),
            Act::Open(form) => {
                self.form = Rc::new(form);
                self.open();
            }
            Act::Remove(key) => self.remove(key),
            Act::Restart => self.restart(),
            Act::Retry(key) => self.retry(key),
            Act::Seen(seen) => self.seen = seen,
            Act::Send(text) => self.send(&text),
            Act::Tell(remark) => self.tell(remark),
            Act::TryAgain => self.try_again(),
        }
    }

    fn open(&mut self) {
        if matches!(self.phase, Phase::Form(_)) {
            let backend = self
                .unfinished
                .take()
                .unwrap_or_else(|| Backend::new(&self.config));
            self.asked = true;
            self.phase = Phase::Opening(Opening::new(backend));
            self.deadlines.set(Due::Open, self.now.monotonic);
            self.start_feed();
        }
    }

    fn restart(&mut self) {
        if matches!(self.phase, Phase::Ended(_)) {
            self.phase = Phase::Form(None);
            self.transcript.clear();
            self.draft = "".into();
        }
    }

    fn try_again(&mut self) {
        match self.phase {
            Phase::Form(Some(_)) => self.open(),
            _ => self.hurry(),
        }
    }

    fn drafted(&mut self, text: &str) {
        self.draft = text.into();
        if let Phase::Live(live) = &mut self.phase {
            live.typing.drafts(is_blank(text));
            // Where news are asked for, the questions show it.
            if self.config.typing_preview && live.backend.cadence() == Cadence::Pushed {
                live.typing.writes(self.now.monotonic);
            }
            let pause = self.now.monotonic + self.config.typing_timeout;
            self.deadlines.set(Due::TypingStops, pause);
        }
    }

    pub(super) fn send(&mut self, text: &str) {
        let takes = match &self.phase {
            Phase::Opening(opening) => !opening.cancelled,
            Phase::Live(live) => live.takes_messages(),
            Phase::Mirror(mirror) => mirror.takes_messages(),
            Phase::Form(_) | Phase::Ended(_) => false,
        };
        if !takes || is_blank(text) {
            return;
        }
        let key = self
            .transcript
            .write(trim_end(text), Delivery::Waiting, self.now);
        // What is said before there is a chat waits for it in the transcript.
        if let Phase::Live(live) = &mut self.phase {
            live.outbox.wait(key);
            live.typing.sends(self.calls.busy(super::Lane::Typing));
        }
        // The page may send words of its own while the visitor is writing others.
        if *self.draft == *text {
            self.draft = "".into();
        }
        self.deadlines.clear(Due::TypingStops);
    }

    fn retry(&mut self, key: RowKey) {
        let failed = self.transcript.own(key).is_some_and(|row| row.is_failed());
        let Phase::Live(live) = &mut self.phase else {
            return;
        };
        if failed && live.takes_messages() {
            self.transcript.deliver(key, Delivery::Waiting);
            match self.transcript.file(key) {
                Some(_) => live.files.outbox.wait(key),
                None => live.outbox.wait(key),
            }
        }
    }

    fn discard(&mut self, key: RowKey) {
        self.cancel_file(key);
        if self.transcript.own(key).is_some_and(|row| row.is_failed()) {
            self.transcript.discard(key);
        }
    }
}
