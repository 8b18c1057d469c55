//! The queue, the pump, and what the session has asked for.

use causerie_core::TAKES_FILES;
use causerie_core::queue::Queue;
use std::cell::RefCell;
use std::rc::Rc;

use causerie_core::config::Config;
use causerie_core::http::{Body, FileKey, Request, RequestId};
use causerie_core::session::{Announcement, Input, Output, Page, View};
use causerie_core::tabs::{self, Tab};
use causerie_core::time::{Monotonic, Now};
use web_sys::File;

use super::observers::{Observe, Observers};
use super::sign::Sign;
use super::{News, Subscription, log, page};
use crate::call::EventListener;
use crate::transport::{Exchange, Neighbours, Slot, Timer, now, seed};

/// The state is never borrowed while anything outside is called, so whatever
/// is called may come back with more input.
pub(super) struct Engine(RefCell<State>);

struct State {
    tab: Tab,
    inbox: Queue<(tabs::Input, Now)>,
    /// Whether a pump is at work: then it takes what is queued.
    pumping: bool,
    /// Whether the page is being left: what is sent now must outlive it.
    leaving: bool,
    exchanges: Vec<(RequestId, Exchange)>,
    /// Files that the visitor chose, each at the place its key names.
    files: Vec<File>,
    timer: Option<Timer>,
    slot: Rc<Slot>,
    /// What this page left there.
    kept: Option<String>,
    sign: Sign,
    /// Whether a chat goes on in another tab, which has not been heard yet: until then this one
    /// does not want to lead, for it knows nothing of that chat and the other may be asleep.
    shy: bool,
    neighbours: Option<Rc<Neighbours>>,
    observers: Observers,
    listeners: Vec<EventListener>,
}

impl State {
    /// The next thing to do. Every input is drained of outputs before the next
    /// one is handled.
    fn next(&mut self) -> Option<tabs::Output> {
        loop {
            if let Some(output) = self.tab.poll() {
                return Some(output);
            }
            let Some((input, now)) = self.inbox.pop() else {
                self.pumping = false;
                return None;
            };
            self.leaving = matches!(input, tabs::Input::Session(Input::Page(Page::Left)));
            self.tab.handle(input, now);
        }
    }

    fn take_exchange(&mut self, id: RequestId) -> Option<Exchange> {
        let place = self.exchanges.iter().position(|(other, _)| *other == id)?;
        Some(self.exchanges.swap_remove(place).1)
    }
}

impl Engine {
    pub(super) fn start(config: Rc<Config>) -> Rc<Self> {
        let slot = Slot::of(&config, "");
        let kept = slot.read();
        let sign = Sign::of(&config);
        let shy = kept.is_none() && sign.is_up(now().wall);
        let hidden = shy || page::visibility() == Page::Hidden;
        let tab = Tab::new(Rc::clone(&config), seed(), kept.as_deref(), hidden, now());
        let engine = Rc::new(Self(RefCell::new(State {
            tab,
            inbox: Queue::default(),
            pumping: false,
            leaving: false,
            exchanges: Vec::new(),
            files: Vec::new(),
            timer: None,
            slot: Rc::new(slot),
            kept,
            sign,
            shy,
            neighbours: None,
            observers: Observers::default(),
            listeners: Vec::new(),
        })));
        engine.meet_neighbours(&config);
        engine.watch_page();
        engine.pump();
        engine
    }

    fn meet_neighbours(self: &Rc<Self>, config: &Config) {
        let engine = Rc::downgrade(self);
        let neighbours = Neighbours::of(config, move |input| {
            if let Some(engine) = engine.upgrade() {
                engine.hear(input);
            }
        });
        self.with(|state| state.neighbours = Some(Rc::new(neighbours)));
    }

    fn watch_page(self: &Rc<Self>) {
        let engine = Rc::downgrade(self);
        let tell: Rc<dyn Fn(Page)> = Rc::new(move |page| {
            if let Some(engine) = engine.upgrade() {
                if page == Page::Returned {
                    engine.renew();
                }
                engine.feed(Input::Page(page));
            }
        });
        page::now().into_iter().for_each(|page| tell(page));
        let listeners = page::listen(&tell);
        self.with(|state| state.listeners = listeners);
    }

    /// Where another page of the tab has gone on with the chat meanwhile, it is taken up from
    /// there, since what waits here was sent by that one.
    fn renew(self: &Rc<Self>) {
        let kept = self.slot().and_then(|slot| slot.read());
        let news = self.with(|state| std::mem::replace(&mut state.kept, kept.clone()) != kept);
        if news == Some(true) {
            self.hear(tabs::Input::Kept(kept));
        }
    }

    fn slot(&self) -> Option<Rc<Slot>> {
        self.with(|state| Rc::clone(&state.slot))
    }

    /// Queues `input` with the time of this moment, and pumps.
    pub(super) fn feed(self: &Rc<Self>, input: Input) {
        self.hear(tabs::Input::Session(input));
    }

    /// The same for what concerns other tabs.
    pub(super) fn hear(self: &Rc<Self>, input: tabs::Input) {
        let now = now();
        self.with(|state| state.inbox.push((input, now)));
        self.pump();
    }

    pub(super) fn view(&self) -> View {
        self.0.borrow().tab.view()
    }

    #[cfg(any(feature = "page", feature = "yew"))]
    pub(super) fn window(&self) -> Option<tabs::Window> {
        self.0.borrow().tab.window()
    }

    pub(super) fn subscribe(self: &Rc<Self>, observe: Observe) -> Subscription {
        let id = self.with(|state| state.observers.add(observe));
        Subscription {
            engine: Rc::downgrade(self),
            id: id.unwrap_or_default(),
        }
    }

    pub(super) fn unsubscribe(&self, id: u64) {
        drop(self.with(|state| state.observers.remove(id)));
    }

    fn pump(self: &Rc<Self>) {
        let idle = self.with(|state| !std::mem::replace(&mut state.pumping, true));
        if idle == Some(true) {
            while let Some(output) = self.with(State::next).flatten() {
                self.perform(output);
            }
            self.settle();
        }
    }

    /// Sees to what tabs know of each other.
    fn settle(self: &Rc<Self>) {
        let dares = self.with(|state| {
            let leads = state.tab.leads();
            if leads {
                state.sign.tend(state.kept.is_some(), now().wall);
            } else {
                state.sign.leave(state.leaving);
            }
            let knows = leads || state.tab.window().is_some();
            state.shy && std::mem::replace(&mut state.shy, !knows) && knows
        });
        if dares == Some(true) {
            self.feed(Input::Page(page::visibility()));
        }
    }

    fn perform(self: &Rc<Self>, output: tabs::Output) {
        let neighbours = self.with(|state| state.neighbours.clone()).flatten();
        match (output, &neighbours) {
            (tabs::Output::Session(output), _) => self.perform_for_session(output),
            (tabs::Output::Ask { steal }, Some(neighbours)) => neighbours.ask(steal),
            (tabs::Output::Leave, Some(neighbours)) => neighbours.leave(),
            (tabs::Output::Post(text), Some(neighbours)) => neighbours.post(&text),
            (_, None) => {}
        }
    }

    fn perform_for_session(self: &Rc<Self>, output: Output) {
        match output {
            Output::Abort(id) => drop(self.with(|state| state.take_exchange(id))),
            Output::Announce(announcement) => self.announce(announcement),
            Output::Changed => self.tell(&News::Changed),
            Output::Save(text) => {
                let kept = self.slot().and_then(|slot| slot.write(text));
                self.with(|state| state.kept = kept);
            }
            Output::Send(id, request) => self.send(id, request),
            Output::WakeAt(at) => self.wake(at),
        }
    }

    fn announce(&self, announcement: Announcement) {
        log::announcement(&announcement);
        self.tell(&News::Announced(announcement));
    }

    fn tell(&self, news: &News) {
        let all = self.with(|state| state.observers.all());
        all.into_iter().flatten().for_each(|observe| observe(news));
    }

    /// Holds a file for the session, which knows it by its key only.
    pub(super) fn hold(&self, file: File) -> FileKey {
        let place = self.with(|state| {
            state.files.push(file);
            state.files.len() - 1
        });
        FileKey(place.unwrap_or_default() as u64)
    }

    fn held(&self, key: FileKey) -> Option<File> {
        let place = usize::try_from(key.0).ok()?;
        self.with(|state| state.files.get(place).cloned())?
    }

    fn send(self: &Rc<Self>, id: RequestId, request: Request) {
        let engine = Rc::downgrade(self);
        let answered = move |answer| {
            if let Some(engine) = engine.upgrade() {
                drop(engine.with(|state| state.take_exchange(id)));
                engine.feed(Input::Answer(id, answer));
            }
        };
        let file = match &request.body {
            Body::Form(_, key) if TAKES_FILES => self.held(*key),
            Body::Form(..) | Body::None | Body::Text(_) => None,
        };
        let exchange = match file {
            Some(file) => Exchange::upload(&request, &file, self.moved(id), answered),
            None => {
                let leaving = self.with(|state| state.leaving) == Some(true);
                Exchange::begin(request, leaving, answered)
            }
        };
        self.with(|state| state.exchanges.push((id, exchange)));
    }

    fn moved(self: &Rc<Self>, id: RequestId) -> impl Fn(u8) + 'static {
        let engine = Rc::downgrade(self);
        move |percent| {
            if let Some(engine) = engine.upgrade() {
                engine.feed(Input::Progress(id, percent));
            }
        }
    }

    fn wake(self: &Rc<Self>, at: Option<Monotonic>) {
        let engine = Rc::downgrade(self);
        let ring = move || {
            if let Some(engine) = engine.upgrade() {
                engine.feed(Input::Clock);
            }
        };
        let timer = at.map(|at| Timer::after(at.since(now().monotonic), ring));
        drop(self.with(|state| std::mem::replace(&mut state.timer, timer)));
    }

    /// `None` only after a panic that happened inside: then all is over.
    fn with<T>(&self, change: impl FnOnce(&mut State) -> T) -> Option<T> {
        self.0
            .try_borrow_mut()
            .ok()
            .map(|mut state| change(&mut state))
    }
}
