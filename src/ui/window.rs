//! The window: what it holds at each stage of a chat.

use causerie_core::TAKES_FILES;
use causerie_core::chat::FileLimits;
use causerie_core::config::{Config, Direction};
use causerie_core::session::{Stage, View};
use causerie_core::transcript::Row;

use super::deed::Deed;
use super::desk::Desk;
use super::near::Near;
use super::row::{Line, Turn};
use super::transcript::Lines;
use super::tree::{Element, Handler, Words, element};
use super::word::Word;
use super::{connection, conversation, form, header};

/// What the window shows.
pub(super) struct Window<'a> {
    pub(super) config: &'a Config,
    pub(super) view: &'a View,
    pub(super) desk: &'a Desk,
    /// Whether something came while the visitor was reading above.
    pub(super) behind: bool,
    pub(super) near: &'a Near,
    /// How many rows are no news.
    pub(super) known: usize,
}

impl Window<'_> {
    /// Whether there is a chat that could be ended.
    pub(super) const fn is_live(&self) -> bool {
        matches!(self.view.stage, Stage::Chatting | Stage::Resuming)
    }

    /// Whether the visitor is asked if it is to end.
    pub(super) const fn is_asking(&self) -> bool {
        self.is_live() && self.desk.asking
    }

    /// What can be done with files, where anything can.
    pub(super) fn files(&self) -> Option<&FileLimits> {
        self.limits().filter(|_| self.is_live())
    }

    /// What can be sent, where anything can.
    pub(super) fn limits(&self) -> Option<&FileLimits> {
        self.view.files.as_deref().filter(|_| TAKES_FILES)
    }

    pub(super) fn line<'a>(&'a self, row: &'a Row, turn: Turn, known: bool) -> Line<'a> {
        Line {
            row,
            turn,
            known,
            live: self.is_live(),
            files: self.files(),
        }
    }

    pub(super) fn draw(&self, lines: &mut Lines) -> Box<Element> {
        let window = element(
            "div",
            &[("class", "window"), ("role", "dialog"), ("tabindex", "-1")],
        );
        let presentation = &self.config.presentation;
        let title = presentation.title.clone();
        let direction = match presentation.dir {
            None => Words::from(Word::Dir),
            Some(Direction::Ltr) => "ltr".into(),
            Some(Direction::Rtl) => "rtl".into(),
        };
        let window = window.with("dir", direction).with(
            "aria-label",
            title.map_or_else(|| Word::Chat.into(), Words::from),
        );
        let window = match self.limits() {
            Some(_) => window.on(Handler::Files),
            None => window,
        };
        window
            .on(Handler::Escape(self.escape()))
            .hold(header::header(self))
            .hold_all(connection::connection(self.view.connection, self.is_live()))
            .hold(self.body(lines))
    }

    fn body(&self, lines: &mut Lines) -> Box<Element> {
        match &self.view.stage {
            Stage::Form(problem) => form::form(self, problem.as_ref()),
            _ => conversation::conversation(self, lines),
        }
    }

    /// Escape takes the question back, or closes what is open.
    const fn escape(&self) -> Deed {
        if self.is_asking() {
            Deed::Ask(false)
        } else if self.desk.choosing {
            Deed::Choose(false)
        } else {
            Deed::Open(false)
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use causerie_core::config::Options;

    use super::super::greenwich::greenwich;
    use super::super::speech::Speech;

    use super::*;

    /// What is made of a window that shows this.
    pub(in super::super) fn drawn<T>(view: &View, draw: impl FnOnce(&Window<'_>) -> T) -> T {
        let config = Config::new(&Options::new().with("url", "/genesys")).unwrap();
        Speech::new(&config.presentation, greenwich).begin();
        let mut near = Near::default();
        near.count(view.rows.0.len(), true);
        draw(&Window {
            config: &config,
            view,
            desk: &Desk::default(),
            behind: false,
            near: &near,
            known: 0,
        })
    }
}
