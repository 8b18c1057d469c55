//! One widget in its place on the page.

use std::cell::RefCell;
use std::rc::Rc;

use causerie_core::chat::Remark;
use causerie_core::config::{self, Config, OptionError, Options};
use causerie_core::error::Trouble;
use causerie_core::session::{Act, Stage};
use gloo_events::EventListener;
use web_sys::Element;

use super::events::Events;
use super::face::Face;
use super::options;
use super::refusal::Refusal;
use crate::driver::{Driver, News, Subscription};
use crate::transport::Slot;
use crate::ui::{Deed, Entry};

/// One widget in its place on the page; dropped, its chat stops.
pub(super) struct Mount {
    config: RefCell<Rc<Config>>,
    driver: Driver,
    face: Rc<Face>,
    #[expect(dead_code, reason = "held to be dropped")]
    held: (Subscription, Vec<EventListener>),
}

impl Mount {
    /// Puts a widget at `place`; what happens in it is told at `host`, which holds it.
    ///
    /// # Errors
    /// With every fault of the options.
    pub(super) fn at(
        host: &Element,
        place: &Element,
        options: &Options,
    ) -> Result<Self, Vec<OptionError>> {
        let config = Rc::new(options::read(options)?);
        let events = Events::of(host);
        let kept = Slot::named(&format!("open {} {}", config.url, config.service));
        let driver = Driver::start(Rc::clone(&config));
        let open = opens(&driver, &config, &kept);
        events.ready();
        let face = Face::at(place, Rc::clone(&config), &driver, &events, kept, open);
        let shown = Rc::clone(&face);
        let told = driver.subscribe(move |news| match news {
            News::Announced(announcement) => events.announce(announcement),
            News::Changed(view) => shown.show(view),
        });
        Ok(Self {
            config: RefCell::new(config),
            driver,
            face,
            held: (told, keep_keys(host)),
        })
    }

    /// Does what the page asks for; the argument is JSON.
    ///
    /// # Errors
    /// When that cannot be; then nothing was done.
    pub(super) fn command(&self, name: &str, argument: &str) -> Result<(), Refusal> {
        match name {
            "close" | "open" => {
                self.face.act_on(Deed::Open(name == "open"));
                Ok(())
            }
            "end" => self.end(),
            "send" => self.send(config::words(argument)?),
            "set" => self.set(&Options::from_json(argument)?),
            "start" => self.start(config::answers(argument)?),
            _ => self.tell(Remark::from_json(argument)?),
        }
    }

    /// Begins a chat, as if the visitor had sent the form with these answers.
    fn start(&self, answers: Vec<(String, String)>) -> Result<(), Refusal> {
        if !self.is_free() {
            return Err(Refusal::Chat);
        }
        self.driver.act(Act::Restart);
        for (name, answer) in answers {
            self.face.act_on(Deed::Write(Entry::Field(name), answer));
        }
        let sent = self.face.act_on(Deed::Submit);
        sent.then_some(()).ok_or(Refusal::Form)
    }

    /// What is said has its row at once; where there is none, it was not taken.
    fn send(&self, words: String) -> Result<(), Refusal> {
        let rows = || self.driver.view().rows.0.len();
        let before = rows();
        self.driver.act(Act::Send(words));
        (rows() > before).then_some(()).ok_or(Refusal::NoChat)
    }

    fn end(&self) -> Result<(), Refusal> {
        if self.is_free() {
            return Err(Refusal::NoChat);
        }
        self.driver.act(Act::End);
        Ok(())
    }

    /// Takes over what may change while the widget is on the page; what else `options` say
    /// is for the next chat.
    fn set(&self, options: &Options) -> Result<(), Refusal> {
        let read = Config::new(options);
        let config = read.map_err(|faults| faults.into_iter().next().map(Refusal::Argument));
        let config = Rc::new(config.map_err(|fault| fault.unwrap_or(Refusal::NoWidget))?);
        let data = self.config.borrow().user_data != config.user_data;
        if data && !self.is_free() {
            return Err(Refusal::Chat);
        }
        self.config.replace(Rc::clone(&config));
        self.driver.configure(Rc::clone(&config));
        self.face.configure(config);
        Ok(())
    }

    /// Says something on the visitor's behalf.
    fn tell(&self, remark: Remark) -> Result<(), Refusal> {
        let dialect = self.config.borrow().dialect;
        if !dialect.hears_remarks() {
            return Err(Refusal::Unsupported(Trouble::Unsupported(dialect.name())));
        }
        if !is_live(&self.driver) {
            return Err(Refusal::NoChat);
        }
        self.driver.act(Act::Tell(Rc::new(remark)));
        Ok(())
    }

    /// Whether a chat could begin.
    fn is_free(&self) -> bool {
        matches!(self.driver.view().stage, Stage::Form(_) | Stage::Ended(_))
    }
}

fn is_live(driver: &Driver) -> bool {
    matches!(driver.view().stage, Stage::Resuming | Stage::Chatting)
}

/// A chat that goes on does so as it was left; otherwise the page decides,
/// unless the visitor has closed the window.
fn opens(driver: &Driver, config: &Config, kept: &Slot) -> bool {
    match kept.read().as_deref() {
        Some("yes") if is_live(driver) => true,
        Some("no") => false,
        _ => config.presentation.open,
    }
}

/// What is typed here must not work the page's own shortcuts: from outside, a
/// shadow root does not look like a place to type in.
fn keep_keys(host: &Element) -> Vec<EventListener> {
    let kept = ["keydown", "keypress", "keyup"].into_iter();
    kept.map(|name| EventListener::new(host, name, |event| event.stop_propagation()))
        .collect()
}
