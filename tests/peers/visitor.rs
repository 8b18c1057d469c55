//! A visitor: the core's own session, with everything that it asks for done for real.

use std::collections::HashMap;
use std::rc::Rc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use causerie_core::config::{Config, Options};
use causerie_core::http::{Failure, Request, RequestId};
use causerie_core::session::{Act, Announcement, Input, Output, Session, View};
use causerie_core::time::{Monotonic, Now, Wall};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::task::AbortHandle;
use tokio::time::{Instant, sleep_until, timeout};

use crate::browser::{Answer, Browser};

/// How long anything may take before a test gives up on it.
const PATIENCE: Duration = Duration::from_secs(15);

/// A request that left.
#[derive(Debug)]
pub(crate) struct Exchange {
    pub(crate) request: Request,
    /// The body of what came back; `None` if nothing did yet, or never will.
    pub(crate) answer: Option<String>,
}

impl Exchange {
    /// Whether this was in what came back.
    pub(crate) fn brought(&self, text: &str) -> bool {
        self.answer.as_ref().is_some_and(|body| body.contains(text))
    }
}

/// One visitor with a browser of their own.
#[derive(Debug)]
pub(crate) struct Visitor {
    session: Session,
    browser: Browser,
    beginning: Instant,
    wake: Option<Instant>,
    /// Where each is among the exchanges, and how to drop it.
    under_way: HashMap<RequestId, (usize, AbortHandle)>,
    arrivals: UnboundedReceiver<Arrival>,
    arrive: UnboundedSender<Arrival>,
    pub(crate) announced: Vec<Announcement>,
    pub(crate) exchanges: Vec<Exchange>,
}

type Arrival = (RequestId, Result<Answer, Failure>);

impl Visitor {
    /// A visitor of the contact centre at `address`, with news over CometD.
    pub(crate) fn of(address: &str) -> Self {
        let options = Options::new()
            .with("url", format!("{address}/genesys").as_str())
            .with("delivery", "cometd")
            .with("user", "BuzzBrain");
        let config = Rc::new(Config::new(&options).unwrap());
        let (arrive, arrivals) = mpsc::unbounded_channel();
        let mut visitor = Self {
            session: Session::new(config, 7, None, Now::default()),
            browser: Browser::default(),
            beginning: Instant::now(),
            wake: None,
            under_way: HashMap::new(),
            arrivals,
            arrive,
            announced: Vec::new(),
            exchanges: Vec::new(),
        };
        visitor.drain();
        visitor
    }

    pub(crate) fn view(&self) -> View {
        self.session.view()
    }

    pub(crate) fn act(&mut self, act: Act) {
        self.tell(Input::Act(act));
    }

    pub(crate) fn say(&mut self, text: &str) {
        self.act(Act::Send(text.to_owned()));
    }

    pub(crate) fn tell(&mut self, input: Input) {
        self.session.handle(input, self.now());
        self.drain();
    }

    /// Lives on until it is so.
    pub(crate) async fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let life = async {
            while !is_so(self) {
                self.step().await;
            }
        };
        let lived = timeout(PATIENCE, life).await;
        assert!(lived.is_ok(), "never: {what}\n{:#?}", self.view());
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

    fn drain(&mut self) {
        while let Some(output) = self.session.poll() {
            match output {
                Output::Abort(id) => self.abort(id),
                Output::Announce(announcement) => self.announced.push(announcement),
                Output::Changed | Output::Save(_) => {}
                Output::Send(id, request) => self.send(id, request),
                Output::WakeAt(at) => {
                    let millis = at.map(|at| Duration::from_millis(at.as_millis()));
                    self.wake = millis.map(|after| self.beginning + after);
                }
            }
        }
    }

    fn send(&mut self, id: RequestId, request: Request) {
        let (fetch, arrive) = (self.browser.fetch(&request), self.arrive.clone());
        let task = tokio::spawn(async move {
            let _ = arrive.send((id, fetch.await));
        });
        let place = self.exchanges.len();
        self.under_way.insert(id, (place, task.abort_handle()));
        let answer = None;
        self.exchanges.push(Exchange { request, answer });
    }

    fn abort(&mut self, id: RequestId) {
        if let Some((_, task)) = self.under_way.remove(&id) {
            task.abort();
        }
    }

    /// An answer may have been on its way when its request was aborted.
    fn answered(&mut self, id: RequestId, answer: Result<Answer, Failure>) {
        let Some((place, _)) = self.under_way.remove(&id) else {
            return;
        };
        let response = answer.map(|answer| self.browser.keep(answer));
        let body = response.as_ref().ok().map(|response| &response.body);
        self.exchanges[place].answer = body.cloned();
        self.tell(Input::Answer(id, response));
    }

    fn now(&self) -> Now {
        let wall = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        Now {
            monotonic: Monotonic::from_millis(self.beginning.elapsed().as_millis() as u64),
            wall: Wall::from_millis(wall.as_millis() as i64),
        }
    }
}
