//! What becomes of requests on their way.

use std::collections::VecDeque;

use causerie_core::http::Request;

use crate::dice::Dice;
use crate::way::{Purpose, operation};

/// What becomes of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It arrives, and so does the answer.
    Arrive,
    /// It arrives and is acted upon; the answer says something else.
    Belied(u16, String),
    /// Somebody on the way answers in the server's place.
    Intercepted(u16, String),
    /// Somebody on the way refuses with this status and asks to be left alone
    /// for so many seconds.
    PutOff(u16, u64),
    /// It never arrives; the browser notices.
    LoseRequest,
    /// It arrives and is acted upon; the answer is lost and the browser notices.
    LoseReply,
    /// It arrives and is acted upon; nothing ever comes back.
    Silence,
    /// The browser sends it a second time on a new connection, as browsers do
    /// when a kept connection turns out dead; the second answer arrives.
    Repeat,
}

/// A network with a plan.
#[derive(Debug)]
pub struct Network {
    /// Milliseconds from one end to the other, at least.
    pub latency: u64,
    /// Up to so many milliseconds more, another number for each packet, so that packets
    /// overtake each other.
    pub jitter: u64,
    dice: Dice,
    plans: VecDeque<(Aim, Fate)>,
    down: bool,
}

/// Which requests a plan is for.
#[derive(Debug)]
enum Aim {
    /// To this operation: the end of the path or, without a slash, its name, which may be
    /// published.
    Path(String),
    /// With this purpose.
    Purpose(Purpose),
}

impl Aim {
    fn fits(&self, request: &Request) -> bool {
        match self {
            Self::Path(path) if path.starts_with('/') => request.url.ends_with(path.as_str()),
            Self::Path(name) => operation(request) == name,
            Self::Purpose(purpose) => Purpose::of(request) == *purpose,
        }
    }
}

impl Default for Network {
    fn default() -> Self {
        Self {
            latency: 20,
            jitter: 0,
            dice: Dice::of(1),
            plans: VecDeque::new(),
            down: false,
        }
    }
}

impl Network {
    /// The next request to this operation (the end of its path) meets this
    /// fate; later plans wait for later requests.
    pub fn plan(&mut self, operation: &str, fate: Fate) {
        self.plans
            .push_back((Aim::Path(operation.to_owned()), fate));
    }

    /// The same for the next request with this purpose, whatever its path.
    pub fn plan_for(&mut self, purpose: Purpose, fate: Fate) {
        self.plans.push_back((Aim::Purpose(purpose), fate));
    }

    /// Nothing is planned any more, everything arrives, and each packet takes as long as the
    /// others.
    pub fn calm(&mut self) {
        self.plans.clear();
        self.jitter = 0;
        self.mend();
    }

    /// From now on nothing arrives.
    pub const fn cut(&mut self) {
        self.down = true;
    }

    /// From now on everything arrives that is not planned otherwise.
    pub const fn mend(&mut self) {
        self.down = false;
    }

    /// Whether nothing arrives.
    pub const fn is_down(&self) -> bool {
        self.down
    }

    /// Whether nothing more is planned and everything arrives.
    pub fn is_calm(&self) -> bool {
        self.plans.is_empty() && !self.down
    }

    /// Whatever is left to chance is decided by these dice from now on.
    pub const fn roll(&mut self, dice: Dice) {
        self.dice = dice;
    }

    /// How long the next packet takes.
    pub(crate) fn delay(&mut self) -> u64 {
        self.latency + self.dice.below(self.jitter + 1)
    }

    pub(crate) fn fate(&mut self, request: &Request) -> Fate {
        if self.down {
            return Fate::LoseRequest;
        }
        let planned = self.plans.iter().position(|(aim, _)| aim.fits(request));
        let plan = planned.and_then(|place| self.plans.remove(place));
        plan.map_or(Fate::Arrive, |(_, fate)| fate)
    }
}
