//! One chat in several tabs: one leads and holds it, the others show what it shows.
//!
//! A tab that is used becomes the leader before anything is done: it takes the chat over as it
//! would after a reload, but with the conversation that it has shown until then. Only what is
//! said meanwhile goes from tab to tab, as a row, whose key no other row ever has.
//!
//! The lead is a lock that the browser keeps; where it is had at once, a tab alone notices
//! nothing of all this. A leader that does not answer is frozen or gone, and its lock is taken
//! away from it. So no request leaves before the leader has made sure that it leads still.

mod follower;
mod leader;
mod line;
mod row;
mod signal;

use std::rc::Rc;
use std::time::Duration;

use crate::config::Config;
use crate::queue::Queue;
use crate::session::{self, Act, Known, Page, View};
use crate::time::{Monotonic, Now};
use follower::Follower;
use leader::Leader;
use signal::{Ask, Signal, TabId};

/// A leader that is awake answers sooner. Also how long a tab that nobody sees waits for one that somebody does, before it leads.
const PATIENCE: Duration = Duration::from_secs(1);

/// What a tab is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// What a [session](session::Session) is told.
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
    config: Rc<Config>,
    seed: u64,
    id: TabId,
    now: Now,
    role: Role,
    page: Standing,
    window: Window,
    /// Whether there has been another tab.
    accompanied: bool,
    outputs: Queue<Output>,
    told: Option<Monotonic>,
}

/// How the page stands, which every session has to know.
#[derive(Debug, Default)]
struct Standing {
    hidden: bool,
    offline: bool,
    /// Whether the end of the conversation is in sight.
    seen: bool,
}

#[derive(Debug)]
enum Role {
    Follows(Box<Follower>),
    Leads(Box<Leader>),
}

impl Tab {
    /// A tab that has just been opened, with what the last page load in it has
    /// [saved](session::Output::Save). `seed` is a random number, which no other tab has.
    pub fn new(config: Rc<Config>, seed: u64, saved: Option<&str>, hidden: bool, now: Now) -> Self {
        let known = Known::kept(&config, saved, now);
        let mut tab = Self {
            config,
            seed,
            id: TabId(seed),
            now,
            role: Role::Follows(Box::new(Follower::new(known))),
            page: Standing {
                hidden,
                ..Standing::default()
            },
            window: Window::default(),
            accompanied: false,
            outputs: Queue::default(),
            told: None,
        };
        tab.arrive();
        tab.settle();
        tab
    }

    /// Takes in what happened at `now`.
    pub fn handle(&mut self, input: Input, now: Now) {
        self.now = now;
        match input {
            Input::Heard(text) => self.hear(Signal::read(&text)),
            Input::Kept(kept) => self.renew(kept),
            Input::Leads(true) => self.won(),
            Input::Leads(false) => self.lost(),
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
        match &self.role {
            Role::Follows(follower) => follower.view(),
            Role::Leads(leader) => leader.session.view(),
        }
    }

    /// How the window stands in the tab that leads, where another does.
    pub fn window(&self) -> Option<Window> {
        match &self.role {
            Role::Follows(follower) => follower.window,
            Role::Leads(_) => None,
        }
    }

    /// Whether this tab leads.
    pub const fn leads(&self) -> bool {
        matches!(self.role, Role::Leads(_))
    }

    fn hear(&mut self, signal: Option<Signal>) {
        self.accompanied |= signal.is_some();
        match signal {
            Some(Signal::Ask(ask)) => self.asked(&ask),
            Some(Signal::Lead) => self.led(),
            Some(Signal::Draft(text)) => self.wrote(text),
            Some(Signal::Say(row)) => self.said(row),
            Some(Signal::Show(show)) => self.shown(*show),
            Some(Signal::Yield(to)) => self.yielded(to),
            None => {}
        }
    }

    /// Asks who leads, and to lead as soon as somebody sees this tab.
    fn arrive(&mut self) {
        self.outputs.push(Output::Ask { steal: false });
        if self.page.hidden {
            self.ask(false);
        } else {
            self.claim();
        }
    }

    fn post(&mut self, signal: &Signal) {
        self.outputs.push(Output::Post(signal.write()));
    }

    fn ask(&mut self, leads: bool) {
        let new = match &self.role {
            Role::Follows(follower) => follower.is_new(),
            Role::Leads(_) => false,
        };
        let from = self.id;
        self.post(&Signal::Ask(Ask { from, leads, new }));
    }

    fn take(&mut self, input: session::Input) {
        use session::Input;
        match &input {
            Input::Act(Act::Seen(seen)) => self.page.seen = *seen,
            Input::Config(config) => self.config = Rc::clone(config),
            Input::Page(Page::Hidden) => self.page.hidden = true,
            Input::Page(Page::Returned | Page::Shown) => self.page.hidden = false,
            Input::Page(Page::Offline) => self.page.offline = true,
            Input::Page(Page::Online) => self.page.offline = false,
            Input::Page(Page::Left) => return self.leave(),
            Input::Clock => self.told = None,
            Input::Act(_) | Input::Answer(..) | Input::Progress(..) => {}
        }
        match &mut self.role {
            Role::Follows(_) => self.follow(input),
            Role::Leads(leader) => {
                // An alarm that rings is spent.
                leader.wake.take_if(|_| matches!(input, Input::Clock));
                leader.session.handle(input, self.now);
            }
        }
    }

    /// The page is left, and may come back from the browser's memory.
    fn leave(&mut self) {
        self.stays();
        self.retire();
        if let Role::Follows(follower) = &mut self.role {
            follower.leave();
        }
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
        match &mut self.role {
            Role::Follows(_) => self.drive_follower(),
            Role::Leads(_) => self.drive_leader(),
        }
        let wake = match &self.role {
            Role::Follows(follower) => follower.wake(),
            Role::Leads(leader) => leader.wake,
        };
        if wake != self.told {
            self.told = wake;
            let wake = session::Output::WakeAt(wake);
            self.outputs.push(Output::Session(wake));
        }
    }
}
