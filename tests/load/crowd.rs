//! All visitors, and who leads them through what they do together.

use std::cell::{RefCell, RefMut};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

use causerie_core::config::Config;
use causerie_core::http::{Body, Credentials, Method, Request};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::sync::watch;
use tokio::time::{Instant, interval, sleep};

use crate::arguments::Plan;
use crate::error::Error;
use crate::life::{self, Outcome, Setback};
use crate::pace::Pace;
use crate::process::{Process, Usage};
use crate::report::Report;
use crate::wire::{Host, Traffic, Wire};

/// How often the person at the terminal hears how far it is.
const NOTICE: Duration = Duration::from_secs(5);

/// How often it is looked how late this program is.
const LOOK: Duration = Duration::from_millis(20);

/// What the visitors share.
#[derive(Debug)]
pub(crate) struct Crowd {
    pub(crate) plan: Plan,
    pub(crate) pace: Pace,
    pub(crate) host: Rc<Host>,
    pub(crate) traffic: Rc<Traffic>,
    pub(crate) beginning: Instant,
    measured: RefCell<Measured>,
    phase: watch::Sender<Phase>,
    steps: UnboundedSender<Step>,
}

/// What all do at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    Come,
    Talk,
    Part,
}

/// How far a visitor has come.
#[derive(Debug)]
pub(crate) enum Step {
    /// In the chat, with an agent.
    Here,
    /// Has said everything.
    Spoken,
    /// Has gone.
    Gone(Result<Outcome, Setback>),
}

/// Times that were taken.
#[derive(Debug, Default)]
pub(crate) struct Measured {
    /// From the form to the chat.
    pub(crate) begun: Vec<Duration>,
    /// From Enter to the row that is marked as sent.
    pub(crate) sent: Vec<Duration>,
    /// From Enter to the event that has come back.
    pub(crate) back: Vec<Duration>,
    /// How late this program was with what it wanted to do, while all talked.
    pub(crate) late: Vec<Duration>,
}

/// A phase that is over: how long it took and what was asked meanwhile.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Stretch {
    pub(crate) time: Duration,
    pub(crate) requests: u64,
    /// How long the processors were busy with the contact centre and with this program.
    pub(crate) busy: Option<(Duration, Duration)>,
}

impl Crowd {
    pub(crate) fn measured(&self) -> RefMut<'_, Measured> {
        self.measured.borrow_mut()
    }

    pub(crate) fn phases(&self) -> watch::Receiver<Phase> {
        self.phase.subscribe()
    }

    pub(crate) fn tell(&self, step: Step) {
        // Who leads listens until all are gone.
        let _ = self.steps.send(step);
    }
}

/// Plays it from the first arrival to the last farewell.
pub(crate) async fn play(plan: Plan) -> Result<Report, Error> {
    let host = Rc::new(Host::of(&plan.url)?);
    let configs: Vec<_> = (0..plan.chats)
        .map(|number| life::config(&plan, number))
        .collect::<Result<_, _>>()?;
    reach(&plan, &host).await?;
    let (steps, hear) = mpsc::unbounded_channel();
    let crowd = Rc::new(Crowd {
        pace: Pace::of(plan.chats),
        host,
        traffic: Rc::default(),
        beginning: Instant::now(),
        measured: RefCell::default(),
        phase: watch::Sender::new(Phase::Come),
        steps,
        plan,
    });
    let leader = Leader::of(&crowd, hear);
    populate(&crowd, configs);
    Ok(leader.lead().await)
}

/// Whether there is anybody to talk to.
async fn reach(plan: &Plan, host: &Rc<Host>) -> Result<(), Error> {
    let request = Request {
        method: Method::Get,
        url: format!("{}/health", plan.url),
        headers: Vec::new(),
        body: Body::None,
        credentials: Credentials::Omit,
        save_as: None,
    };
    let answer = Wire::to(host, &Rc::default()).fetch(&request).await;
    match answer {
        Ok(answer) if answer.is_success() => Ok(()),
        _ => Err(Error::Unreachable(request.url)),
    }
}

fn populate(crowd: &Rc<Crowd>, configs: Vec<Config>) {
    for (number, config) in configs.into_iter().enumerate() {
        let crowd = Rc::clone(crowd);
        tokio::task::spawn_local(async move {
            let outcome = life::live(number, config, Rc::clone(&crowd)).await;
            crowd.tell(Step::Gone(outcome));
        });
    }
}

/// Who leads the crowd.
struct Leader {
    crowd: Rc<Crowd>,
    hear: UnboundedReceiver<Step>,
    process: Option<Process>,
    here: usize,
    spoken: usize,
    gone: Vec<Result<Outcome, Setback>>,
}

impl Leader {
    fn of(crowd: &Rc<Crowd>, hear: UnboundedReceiver<Step>) -> Self {
        Self {
            process: crowd.plan.process.map(Process::numbered),
            crowd: Rc::clone(crowd),
            hear,
            here: 0,
            spoken: 0,
            gone: Vec::new(),
        }
    }

    async fn lead(mut self) -> Report {
        let alone = self.usage();
        let come = self.go_through("here", |leader| leader.here).await;
        let met = self.usage();
        let late = tokio::task::spawn_local(take_lateness(Rc::clone(&self.crowd)));
        self.crowd.phase.send_replace(Phase::Talk);
        let talk = self
            .go_through("done talking", |leader| leader.spoken)
            .await;
        late.abort();
        let full = self.usage();
        self.crowd.phase.send_replace(Phase::Part);
        let part = self.go_through("gone", |_| 0).await;
        let memory = [alone, met, full].map(|usage| Some(usage?.memory));
        self.report(memory, [come, talk, part])
    }

    /// Listens until every visitor who is not gone has come so far.
    async fn go_through(&mut self, what: &str, count: impl Fn(&Self) -> usize) -> Stretch {
        let (begun, before) = (Instant::now(), self.stretch());
        let all = self.crowd.plan.chats;
        let mut notice = interval(NOTICE);
        notice.tick().await;
        while count(self) + self.gone.len() < all {
            tokio::select! {
                Some(step) = self.hear.recv() => self.take(step),
                _ = notice.tick() => {
                    let gone = self.gone.len();
                    eprintln!("{} of {all} are {what}", count(self) + gone);
                }
            }
        }
        let after = self.stretch();
        Stretch {
            time: begun.elapsed(),
            requests: after.requests.saturating_sub(before.requests),
            busy: after.busy.zip(before.busy).map(|(after, before)| {
                (
                    after.0.saturating_sub(before.0),
                    after.1.saturating_sub(before.1),
                )
            }),
        }
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Here => self.here += 1,
            Step::Spoken => self.spoken += 1,
            Step::Gone(outcome) => self.gone.push(outcome),
        }
    }

    /// What has come together since the beginning.
    fn stretch(&self) -> Stretch {
        let own = Process::own().usage().map(|usage| usage.busy);
        let other = self.usage().map(|usage| usage.busy);
        Stretch {
            time: self.crowd.beginning.elapsed(),
            requests: self.crowd.traffic.requests.get(),
            busy: other.zip(own),
        }
    }

    fn usage(&self) -> Option<Usage> {
        self.process.as_ref()?.usage()
    }

    fn report(self, memory: [Option<u64>; 3], stretches: [Stretch; 3]) -> Report {
        let mut report = Report {
            plan: self.crowd.plan.clone(),
            time: self.crowd.beginning.elapsed(),
            requests: self.crowd.traffic.requests.get(),
            failures: self.crowd.traffic.failures.get(),
            connections: self.crowd.traffic.connections.get(),
            memory,
            stretches,
            measured: self.crowd.measured.take(),
            events: 0,
            rows: 0,
            difference: Default::default(),
            troubles: BTreeMap::new(),
            setbacks: Vec::new(),
        };
        for outcome in self.gone {
            report.add(outcome);
        }
        report
    }
}

/// A program that is late itself measures nothing but that.
async fn take_lateness(crowd: Rc<Crowd>) {
    loop {
        let due = Instant::now() + LOOK;
        sleep(LOOK).await;
        crowd.measured().late.push(due.elapsed());
    }
}
