//! One chat in several tabs: one leads and holds it, the others show what it shows.
//!
//! A tab that is used becomes the leader before anything is done: it takes the chat over as it
//! would after a reload, but with the conversation that it has shown until then. Only what is
//! written meanwhile goes from tab to tab, a message as a row, whose key no other row ever has.
//!
//! The lead is a lock that the browser keeps; where it is had at once, a tab alone notices
//! nothing of all this. A leader that does not answer is frozen or gone, and its lock is taken
//! away from it. So nothing leaves, for the server or for the others, before the leader has made
//! sure that it leads still.

mod follower;
mod leader;
mod line;
mod row;
mod signal;

use std::rc::Rc;
use std::time::Duration;

use crate::config::Config;
use crate::queue::Queue;
use crate::session::{self, Act, Page, Session, View};
use crate::time::{Monotonic, Now, earliest};
use follower::Follower;
use leader::Leader;
use signal::{Ask, Signal, TabId};

/// A leader that is awake answers sooner. Also how long a tab that nobody sees waits for one that
/// somebody does, before it leads.
const PATIENCE: Duration = Duration::from_secs(1);

/// What a tab is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// What a [session](Session) is told.
    Session(session::Input),
    /// Another tab has [posted](Output::Post) this.
    Heard(String),
    /// This is kept in the tab now, and not what was kept when its page was left: another page
    /// of it has gone on with the chat meanwhile.
    Kept(Option<String>),
    /// The tab has the lock (`true`), or has lost it.
    Leads(bool),
    /// The window of this tab stands so now.
    Window(Window),
}

/// What a tab asks of whoever drives it.
#[derive(Clone, Debug, PartialEq)]
pub enum Output {
    /// Ask for the lock, and tell that it [is had](Input::Leads) as soon as it is, also when
    /// it was had before; with `steal`, take it away from whoever has it. Whoever asks hears
    /// the other tabs.
    Ask {
        /// Whether not to wait for it.
        steal: bool,
    },
    /// Give the lock up and hear no more, for the page is left.
    Leave,
    /// Tell all other tabs.
    Post(String),
    /// What a session asks for.
    Session(session::Output),
}

/// How the window stands, for all tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// Whether it is open.
    pub open: bool,
    /// How many messages of others were seen in it.
    pub seen: u64,
}

/// One tab of those that share a chat.
#[derive(Debug)]
pub struct Tab {
    session: Session,
    id: TabId,
    now: Now,
    leads: bool,
    leader: Leader,
    follower: Follower,
    hidden: bool,
    window: Window,
    /// Whether there has been another tab.
    accompanied: bool,
    outputs: Queue<Output>,
    /// What does not leave before it is certain that this tab leads: one that was frozen may have
    /// lost the lead and not know it.
    held: Queue<Output>,
    /// Since when that is being asked, if it is.
    asks: Option<Monotonic>,
    /// When the session is to be woken.
    alarm: Option<Monotonic>,
    told: Option<Monotonic>,
}

impl Tab {
    /// A tab that has just been opened, with what the last page load in it has
    /// [saved](session::Output::Save). `seed` is a random number, which no other tab has.
    pub fn new(config: Rc<Config>, seed: u64, saved: Option<&str>, hidden: bool, now: Now) -> Self {
        let mut tab = Self {
            session: Session::aside(config, seed, saved, now),
            id: TabId(seed),
            now,
            leads: false,
            leader: Leader::default(),
            follower: Follower::default(),
            hidden,
            window: Window::default(),
            accompanied: false,
            outputs: Queue::default(),
            held: Queue::default(),
            asks: None,
            alarm: None,
            told: None,
        };
        tab.session.stand_apart(seed);
        tab.arrive();
        tab.settle();
        tab
    }

    /// Takes in what happened at `now`.
    pub fn handle(&mut self, input: Input, now: Now) {
        self.now = now;
        match input {
            Input::Heard(text) => self.hear(Signal::read(&text)),
            Input::Kept(kept) => self.session.renew(kept.as_deref(), now),
            Input::Leads(leads) => {
                let asked = self.asks.take();
                if !leads {
                    self.lost();
                } else if asked.is_none_or(|at| now.monotonic.since(at) < PATIENCE) {
                    self.won();
                }
                // Else another may have taken the lock away since the answer left.
            }
            Input::Session(input) => self.take(input),
            Input::Window(window) => self.look(window),
        }
        self.settle();
    }

    /// What is asked for next; `None` until the next [`handle`](Self::handle).
    pub fn poll(&mut self) -> Option<Output> {
        self.outputs.pop()
    }

    /// What is to be seen now.
    pub fn view(&self) -> View {
        self.session.view()
    }

    /// How the window stands in the tab that leads, where another does.
    pub fn window(&self) -> Option<Window> {
        self.follower.window.filter(|_| !self.leads)
    }

    /// Whether this tab leads.
    pub const fn leads(&self) -> bool {
        self.leads
    }

    fn hear(&mut self, signal: Option<Signal>) {
        self.accompanied |= signal.is_some();
        match signal {
            Some(Signal::Ask(ask)) => self.asked(&ask),
            // Nobody may lead yet, and this tab next.
            Some(Signal::Draft(text)) if !self.follower.drafts => {
                self.tell_session(session::Input::Act(Act::Draft(text)));
            }
            // What another knew who had the lock is nothing to those who have heard a leader.
            Some(Signal::Show(show)) if show.to.is_some_and(|to| to != self.id) => {}
            Some(Signal::Lead | Signal::Show(_)) if self.leads => {
                // Another tab believes that it does.
                self.outputs.push(Output::Ask { steal: false });
            }
            Some(Signal::Lead) => self.led(),
            Some(Signal::Say(row)) => self.told(row),
            Some(Signal::Show(show)) => self.shown(*show),
            Some(Signal::Yield(to)) => self.yielded(to),
            Some(Signal::Draft(_)) | None => {}
        }
    }

    /// Asks who leads, and to lead as soon as somebody sees this tab.
    fn arrive(&mut self) {
        self.outputs.push(Output::Ask { steal: false });
        let unsent = self.session.unsent();
        self.follower.apart.extend(unsent.iter().map(|row| row.key));
        self.tell_unsent();
        if self.hidden {
            self.ask(false);
        } else {
            self.claim();
        }
    }

    fn post(&mut self, signal: &Signal) {
        self.outputs.push(Output::Post(signal.write()));
    }

    fn ask(&mut self, leads: bool) {
        let (from, new) = (self.id, !self.follower.heard);
        self.post(&Signal::Ask(Ask { from, leads, new }));
    }

    fn take(&mut self, input: session::Input) {
        use session::Input;
        match &input {
            Input::Clock => (self.alarm, self.told) = (None, None),
            Input::Page(Page::Hidden) => self.hidden = true,
            Input::Page(Page::Shown) => self.hidden = false,
            // A page that is kept in memory is left first, and frozen then.
            Input::Page(Page::Left) if self.follower.away => return,
            Input::Page(Page::Left) => return self.leave(),
            _ => {}
        }
        if self.leads {
            self.tell_session(input);
        } else {
            self.follow(input);
        }
    }

    fn tell_session(&mut self, input: session::Input) {
        self.session.handle(input, self.now);
    }

    /// The page is left, and may come back from the browser's memory.
    fn leave(&mut self) {
        self.stays();
        if !self.leads {
            // Whoever leads may send it, or the visitor may give it up there.
            self.doubt();
        }
        self.retire();
        self.drain();
        self.follower = Follower {
            away: true,
            ..Follower::default()
        };
        self.outputs.push(Output::Leave);
    }

    fn look(&mut self, window: Window) {
        self.window = window;
        // Somebody uses it, unless it does what the leader's has done.
        if self.window().is_some_and(|told| told.open != window.open) {
            self.claim();
        }
    }

    fn settle(&mut self) {
        self.drive_follower();
        self.drain();
        self.drive_leader();
        let wake = match self.leads {
            true => self.alarm,
            false => earliest(&[self.alarm, self.follower.wake()]),
        };
        if wake != self.told {
            self.told = wake;
            let wake = session::Output::WakeAt(wake);
            self.outputs.push(Output::Session(wake));
        }
    }

    /// Passes on what the session asks for; the other tabs know before anything leaves for the
    /// server.
    fn drain(&mut self) {
        let mut news = self.leads && self.leader.window != self.window;
        let (mut outputs, mut sends) = (Vec::new(), Vec::new());
        while let Some(output) = self.session.poll() {
            use session::Output;
            news |= matches!(output, Output::Changed | Output::Save(_));
            match output {
                Output::WakeAt(at) => self.alarm = at,
                Output::Abort(id) if self.recall(id) => {}
                Output::Send(..) if self.leads => sends.push(output),
                other => outputs.push(other),
            }
        }
        if self.leads && news && self.is_followed() {
            self.show();
        }
        self.outputs
            .extend(outputs.into_iter().map(Output::Session));
        self.held.extend(sends.into_iter().map(Output::Session));
    }
}
