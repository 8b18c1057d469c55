//! A visitor: the widget's own session, with everything that it asks for done for real, as
//! `src/driver` does it in a browser.

use std::collections::HashMap;
use std::rc::Rc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use causerie_core::config::Config;
use causerie_core::http::{Failure, Request, RequestId, Response};
use causerie_core::session::{Act, Announcement, Connection, Input, Output, Session, View};
use causerie_core::time::{Monotonic, Now, Wall};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep, sleep_until, timeout};

use crate::trail::Trail;
use crate::watched::Watched;
use crate::wire::Wire;

/// How long anything may take before a visitor gives up on it.
const PATIENCE: Duration = Duration::from_secs(120);

/// One visitor with a browser of their own.
#[derive(Debug)]
pub(crate) struct Visitor {
    session: Session,
    wire: Rc<Wire>,
    beginning: Instant,
    wake: Option<Instant>,
    under_way: HashMap<RequestId, AbortHandle>,
    arrivals: UnboundedReceiver<Arrival>,
    arrive: UnboundedSender<Arrival>,
    trail: Trail,
    watched: Option<Watched>,
    troubles: Vec<&'static str>,
}

type Arrival = (RequestId, Result<Response, Failure>);

/// What a visitor has waited for in vain.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("never: {what}; at the end: {stage}")]
pub(crate) struct Never {
    what: &'static str,
    stage: String,
}

impl Visitor {
    pub(crate) fn new(config: &Rc<Config>, wire: &Rc<Wire>, seed: u64) -> Self {
        let (arrive, arrivals) = mpsc::unbounded_channel();
        let mut visitor = Self {
            session: Session::new(Rc::clone(config), seed, None, Now::default()),
            wire: Rc::clone(wire),
            beginning: Instant::now(),
            wake: None,
            under_way: HashMap::new(),
            arrivals,
            arrive,
            trail: Trail::of(config.dialect),
            watched: None,
            troubles: Vec::new(),
        };
        visitor.drain();
        visitor
    }

    pub(crate) fn view(&self) -> View {
        self.session.view()
    }

    pub(crate) const fn trail(&self) -> &Trail {
        &self.trail
    }

    /// What was announced that should not happen, each as often as it did.
    pub(crate) fn troubles(&self) -> &[&'static str] {
        &self.troubles
    }

    pub(crate) fn act(&mut self, act: Act) {
        self.tell(Input::Act(act));
    }

    /// Says something, from now on watched instead of what was said before.
    pub(crate) fn say(&mut self, text: &str) {
        self.watched = Some(Watched::new(text));
        self.act(Act::Send(text.to_owned()));
    }

    pub(crate) const fn watched(&self) -> Option<&Watched> {
        self.watched.as_ref()
    }

    /// Lives on until it is so.
    pub(crate) async fn until(
        &mut self,
        what: &'static str,
        is_so: impl Fn(&Self) -> bool,
    ) -> Result<(), Never> {
        let life = async {
            while !is_so(self) {
                self.step().await;
            }
        };
        let lived = timeout(PATIENCE, life).await;
        lived.map_err(|_| Never {
            what,
            stage: format!("{:?}, {:?}", self.view().stage, self.view().connection),
        })
    }

    /// Lives on for a while.
    pub(crate) async fn idle(&mut self, time: Duration) {
        self.meanwhile(sleep(time)).await;
    }

    /// Lives on until that is done.
    pub(crate) async fn meanwhile<T>(&mut self, other: impl Future<Output = T>) -> T {
        let mut other = std::pin::pin!(other);
        loop {
            tokio::select! {
                done = &mut other => return done,
                () = self.step() => {}
            }
        }
    }

    /// Takes in the next thing that happens; if dropped before, nothing is lost.
    async fn step(&mut self) {
        let wake = self.wake;
        let alarm = async {
            match wake {
                Some(at) => sleep_until(at).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            Some((id, answer)) = self.arrivals.recv() => self.answered(id, answer),
            () = alarm => self.tell(Input::Clock),
        }
    }

    fn tell(&mut self, input: Input) {
        self.session.handle(input, self.now());
        self.drain();
    }

    fn drain(&mut self) {
        while let Some(output) = self.session.poll() {
            match output {
                Output::Abort(id) => self.abort(id),
                Output::Announce(announcement) => self.troubles.extend(trouble(&announcement)),
                Output::Changed => self.look(),
                Output::Save(_) => {}
                Output::Send(id, request) => self.send(id, request),
                Output::WakeAt(at) => {
                    let after = at.map(|at| Duration::from_millis(at.as_millis()));
                    self.wake = after.map(|after| self.beginning + after);
                }
            }
        }
    }

    fn look(&mut self) {
        if let Some(watched) = &mut self.watched {
            watched.look(&self.session.view());
        }
    }

    fn send(&mut self, id: RequestId, request: Request) {
        let (wire, arrive) = (Rc::clone(&self.wire), self.arrive.clone());
        let task = tokio::task::spawn_local(async move {
            // Nobody waits for what a visitor who is gone has said on the way out.
            let _ = arrive.send((id, wire.fetch(&request).await));
        });
        self.under_way.insert(id, task.abort_handle());
    }

    fn abort(&mut self, id: RequestId) {
        if let Some(task) = self.under_way.remove(&id) {
            task.abort();
        }
    }

    /// An answer may have been on its way when its request was aborted.
    fn answered(&mut self, id: RequestId, answer: Result<Response, Failure>) {
        if self.under_way.remove(&id).is_some() {
            if let Ok(response) = &answer {
                self.trail.see(&response.body);
            }
            self.tell(Input::Answer(id, answer));
        }
    }

    fn now(&self) -> Now {
        let millis = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let wall = SystemTime::now().duration_since(UNIX_EPOCH);
        let wall = millis(wall.unwrap_or_default());
        Now {
            monotonic: Monotonic::from_millis(millis(self.beginning.elapsed())),
            wall: Wall::from_millis(i64::try_from(wall).unwrap_or(i64::MAX)),
        }
    }
}

/// The news that nobody wants.
const fn trouble(announcement: &Announcement) -> Option<&'static str> {
    match announcement {
        Announcement::Connection(Connection::Good) => None,
        Announcement::Connection(_) => Some("connections lost for a while"),
        Announcement::Error(_) => Some("errors"),
        Announcement::Fallback(_) => Some(FALLBACK),
        Announcement::Unreadable(_) => Some("unreadable answers"),
        Announcement::Ended(_)
        | Announcement::Message(_)
        | Announcement::Participant(..)
        | Announcement::Renamed(..)
        | Announcement::Started
        | Announcement::Typing(_)
        | Announcement::Unheard(_) => None,
    }
}

/// The trouble after which a chat does not load the contact centre as it was to.
pub(crate) const FALLBACK: &str = "polled for want of CometD";
