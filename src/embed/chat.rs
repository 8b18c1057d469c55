//! A chat as the page commands it, with an interface or without.

use std::cell::RefCell;
use std::rc::Rc;

use causerie_core::chat::Remark;
use causerie_core::config::{Config, Options};
use causerie_core::error::Trouble;
use causerie_core::session::{Act, Stage};

use super::refusal::Refusal;
use crate::driver::Driver;

/// A chat as the page commands it; dropped, it stops.
pub(super) struct Chat {
    config: RefCell<Rc<Config>>,
    driver: Driver,
}

impl Chat {
    /// No chat yet, or the one that the last page load has left.
    pub(super) fn start(config: Rc<Config>) -> Self {
        let driver = Driver::start(Rc::clone(&config));
        let config = RefCell::new(config);
        Self { config, driver }
    }

    /// What keeps it in motion.
    pub(super) const fn driver(&self) -> &Driver {
        &self.driver
    }

    /// How it is held; or how the next one will be.
    #[cfg(feature = "headless")]
    pub(super) fn config(&self) -> Rc<Config> {
        Rc::clone(&self.config.borrow())
    }

    /// Says something. It has its row at once; where there is none, it was not taken.
    pub(super) fn send(&self, words: String) -> Result<(), Refusal> {
        let rows = || self.driver.view().rows.0.len();
        let before = rows();
        self.driver.act(Act::Send(words));
        (rows() > before).then_some(()).ok_or(Refusal::NoChat)
    }

    /// Ends the chat, or the attempt to begin one.
    pub(super) fn end(&self) -> Result<(), Refusal> {
        if self.is_free() {
            return Err(Refusal::NoChat);
        }
        self.driver.act(Act::End);
        Ok(())
    }

    /// Takes over what `options` say, for the next chat; returns what they come to.
    pub(super) fn set(&self, options: &Options) -> Result<Rc<Config>, Refusal> {
        let read = Config::new(options);
        let config = read.map_err(|faults| faults.into_iter().next().map(Refusal::Argument));
        let config = Rc::new(config.map_err(|fault| fault.unwrap_or(Refusal::NoWidget))?);
        let data = self.config.borrow().user_data != config.user_data;
        if data && !self.is_free() {
            return Err(Refusal::Chat);
        }
        self.config.replace(Rc::clone(&config));
        self.driver.configure(Rc::clone(&config));
        Ok(config)
    }

    /// Says something on the visitor's behalf.
    pub(super) fn tell(&self, remark: Remark) -> Result<(), Refusal> {
        let dialect = self.config.borrow().dialect;
        if !dialect.hears_remarks() {
            return Err(Refusal::Unsupported(Trouble::Unsupported(dialect.name())));
        }
        if !self.is_live() {
            return Err(Refusal::NoChat);
        }
        self.driver.act(Act::Tell(Rc::new(remark)));
        Ok(())
    }

    /// Whether a chat could begin.
    pub(super) fn is_free(&self) -> bool {
        matches!(self.driver.view().stage, Stage::Form(_) | Stage::Ended(_))
    }

    /// Whether a chat goes on.
    pub(super) fn is_live(&self) -> bool {
        matches!(self.driver.view().stage, Stage::Resuming | Stage::Chatting)
    }
}
