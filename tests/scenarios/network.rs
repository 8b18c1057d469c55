//! What becomes of requests on their way.

use std::collections::VecDeque;

/// What becomes of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It arrives, and so does the answer.
    Arrive,
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
    /// Milliseconds from one end to the other.
    pub latency: u64,
    plans: VecDeque<(String, Fate)>,
    down: bool,
}

impl Default for Network {
    fn default() -> Self {
        Self {
            latency: 20,
            plans: VecDeque::new(),
            down: false,
        }
    }
}

impl Network {
    /// The next request to this operation (the end of its path) meets this
    /// fate; later plans wait for later requests.
    pub fn plan(&mut self, operation: &str, fate: Fate) {
        self.plans.push_back((operation.to_owned(), fate));
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

    pub(crate) fn fate(&mut self, path: &str) -> Fate {
        if self.down {
            return Fate::LoseRequest;
        }
        let planned = self
            .plans
            .iter()
            .position(|(operation, _)| path.ends_with(operation.as_str()));
        let plan = planned.and_then(|place| self.plans.remove(place));
        plan.map_or(Fate::Arrive, |(_, fate)| fate)
    }
}
