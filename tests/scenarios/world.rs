//! One visitor, one network, one contact centre, one clock.

mod page;
mod tabs;

use std::rc::Rc;
use std::time::Duration;

use causerie_core::chat::{ChosenFile, Form};
use causerie_core::config::{Config, Options};
use causerie_core::http::{self, Body, Failure, FileKey, Method, Request, Response};
use causerie_core::session::{Act, Announcement, Input, Output, Stage, View};
use causerie_core::tabs as shared;
use causerie_core::time::{Monotonic, Now, Wall};
use causerie_emulator as emulator;
use causerie_emulator::{Answer, ChatId, Emulator, Ending, Fault, Settings, Ticket};

use crate::browser::{Asker, Browser, TabNumber};
use crate::multipart::multipart;
use crate::network::{Fate, Network};
use crate::story::{served, shown};
use crate::way::{Purpose, Way, operation};

/// 2023-11-14T22:13:20Z: when every world begins.
const BEGINNING: u64 = 1_700_000_000_000;

/// Longer than anything is waited for: an hour.
const FOREVER: u64 = 3_600_000;

/// No moment holds so many events, unless they go round in circles.
const STILL: u32 = 10_000;

/// See the [crate].
pub struct World {
    /// The contact centre; replace it for a server that lost its memory.
    pub centre: Emulator,
    /// What lies between.
    pub network: Network,
    /// Everything the session announced.
    pub announced: Vec<Announcement>,
    /// When each request left, in milliseconds, and the end of its path.
    pub requests: Vec<(u64, String)>,
    /// What each of them was for.
    pub purposes: Vec<Purpose>,
    /// Which page has asked each of them.
    pub askers: Vec<TabNumber>,
    /// The name of each operation.
    operations: Vec<String>,
    browser: Browser,
    time: u64,
    /// How much has happened since it last moved on.
    stands: u32,
    wall_skew: i64,
    /// Names and contents of the files that the visitor chose.
    files: Vec<(String, String)>,
    uploading: Option<Asker>,
    asleep: bool,
    /// Tabs that were told that they would be frozen.
    aside: Vec<TabNumber>,
    packets: Vec<Packet>,
    /// Requests that the server holds.
    held: Vec<(Ticket, Asker)>,
    settings: Settings,
}

/// Something on its way, and when it arrives.
struct Packet {
    at: u64,
    what: What,
}

enum What {
    Question {
        id: Option<Asker>,
        request: Request,
        answered: bool,
    },
    Answer {
        id: Asker,
        answer: Result<Response, Failure>,
    },
}

impl World {
    /// A world whose contact centre does what the test does, and no more.
    pub fn new() -> Self {
        Self::with(Options::new(), Settings::unscripted())
    }

    /// A world with these options (but the `url`) and settings.
    pub fn with(options: Options, settings: Settings) -> Self {
        Self::configured(options.with("url", "/genesys"), settings)
    }

    /// A world in which the contact centre is reached that way, and does what
    /// the test does.
    pub fn over(way: Way) -> Self {
        Self::over_with(way, Settings::unscripted())
    }

    /// The same, with these settings of the contact centre.
    pub fn over_with(way: Way, settings: Settings) -> Self {
        Self::configured(way.options(), settings)
    }

    /// A world with these options, the `url` among them, and settings.
    pub fn configured(options: Options, settings: Settings) -> Self {
        let config = Rc::new(Config::new(&options).unwrap());
        let mut world = Self {
            centre: Emulator::new(settings.clone(), 7),
            network: Network::default(),
            announced: Vec::new(),
            requests: Vec::new(),
            purposes: Vec::new(),
            askers: Vec::new(),
            operations: Vec::new(),
            browser: Browser::new(config, Now::default()),
            time: 0,
            stands: 0,
            wall_skew: 0,
            files: Vec::new(),
            uploading: None,
            asleep: false,
            aside: Vec::new(),
            packets: Vec::new(),
            held: Vec::new(),
            settings,
        };
        world.drain();
        world
    }

    /// A world in which the chat has begun.
    pub fn chatting() -> Self {
        let mut world = Self::new();
        world.open();
        world
    }

    /// A world in which an agent, Ann, has joined the chat.
    pub fn with_agent() -> Self {
        let mut world = Self::new();
        world.meet_ann();
        world
    }

    /// The chat begins and Ann joins it.
    pub fn meet_ann(&mut self) {
        self.open();
        self.agent(|centre, chat, now| centre.join(chat, "Ann", now));
        self.pass(3_000);
    }

    /// The visitor sends the form and waits until the chat has begun.
    pub fn open(&mut self) {
        self.act(Act::Open(form()));
        self.until("the chat begins", |world| {
            world.view().stage == Stage::Chatting
        });
    }

    /// What is to be seen.
    pub fn view(&self) -> View {
        self.browser.current().view()
    }

    /// What is to be seen of the conversation, a line a row.
    pub fn shown(&self) -> Vec<String> {
        shown(&self.view())
    }

    /// What the server has of the latest chat, in the same words.
    pub fn served(&self) -> Vec<String> {
        self.centre
            .chats()
            .last()
            .map(|chat| served(chat))
            .unwrap_or_default()
    }

    /// What is kept for the next page load.
    pub fn saved(&self) -> Option<&str> {
        self.browser.saved()
    }

    /// Something else is kept for the next page load.
    pub fn keep(&mut self, saved: &str) {
        self.browser.keep(saved);
    }

    /// Milliseconds since the beginning.
    pub const fn time(&self) -> u64 {
        self.time
    }

    /// The visitor does something.
    pub fn act(&mut self, act: Act) {
        self.tell(self.browser.number(), Input::Act(act));
    }

    /// The page wants the next chat to be held so.
    pub fn configure(&mut self, options: Options) {
        let config = Config::new(&options.with("url", "/genesys")).unwrap();
        self.tell(self.browser.number(), Input::Config(Rc::new(config)));
    }

    /// The visitor says something.
    pub fn say(&mut self, text: &str) {
        self.act(Act::Send(text.to_owned()));
    }

    /// The visitor chooses a file of this name and content.
    pub fn attach(&mut self, name: &str, content: &str) {
        let key = FileKey(self.files.len() as u64);
        self.files.push((name.to_owned(), content.to_owned()));
        let file = ChosenFile {
            name: name.into(),
            size: content.len() as u64,
        };
        self.act(Act::Attach(key, file));
    }

    /// So many of a hundred parts of the file on its way have left.
    pub fn progress(&mut self, percent: u8) {
        let (tab, id) = self.uploading.expect("a file is on its way");
        self.tell(tab, Input::Progress(id, percent));
    }

    /// The contact centre's side does something in the latest chat.
    pub fn agent<E: std::fmt::Debug>(
        &mut self,
        deed: impl FnOnce(&mut Emulator, &ChatId, emulator::Now) -> Result<(), E>,
    ) {
        let chat = self.centre.chats().last().expect("a chat").id().clone();
        let now = self.server_now();
        deed(&mut self.centre, &chat, now).expect("the deed is possible");
        self.release();
    }

    /// Somebody else uses the contact centre.
    pub fn as_another_client(&mut self, deed: impl FnOnce(&mut Emulator, emulator::Now)) {
        let now = self.server_now();
        deed(&mut self.centre, now);
        self.release();
    }

    /// Ann says something.
    pub fn ann(&mut self, text: &str) {
        self.agent(|centre, chat, now| centre.say(chat, "Ann", text, now));
    }

    /// The contact centre has something go wrong on purpose.
    pub fn suffer(&mut self, fault: Fault) {
        let now = self.server_now();
        self.centre.add_fault(fault, now).expect("a possible fault");
        self.release();
    }

    /// Whatever goes wrong on purpose goes right again.
    pub fn recover(&mut self) {
        self.centre.remove_faults(self.server_now());
        self.release();
    }

    /// The server loses its memory; connections break.
    pub fn restart_centre(&mut self) {
        for (_, id) in std::mem::take(&mut self.held) {
            self.cut_off(id);
        }
        self.centre = Emulator::new(self.settings.clone(), 8);
    }

    /// Lets so many milliseconds pass.
    pub fn pass(&mut self, millis: u64) {
        let end = self.time + millis;
        while self.step(end) {}
        self.time = end;
    }

    /// Lets time pass until it is so.
    pub fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        let end = self.time + FOREVER;
        while !is_so(self) {
            assert!(
                self.step(end),
                "never: {what}\nshown: {:#?}\n{:#?}",
                self.shown(),
                self.view().stage
            );
        }
    }

    /// How many requests to this operation (the end of a path or, without a slash, a name)
    /// have left so far.
    pub fn count(&self, operation: &str) -> usize {
        let paths = self.requests.iter().map(|(_, path)| path);
        let sent = paths.zip(&self.operations);
        sent.filter(|(path, name)| match operation.starts_with('/') {
            true => path.ends_with(operation),
            false => **name == operation,
        })
        .count()
    }

    /// Whether neither a question nor an answer is on its way.
    pub const fn is_quiet(&self) -> bool {
        self.packets.is_empty()
    }

    /// How many requests with this purpose have left so far.
    pub fn count_of(&self, purpose: Purpose) -> usize {
        self.purposes.iter().filter(|one| **one == purpose).count()
    }

    /// What was noted of the past is noted no longer.
    pub fn forget_records(&mut self) {
        self.announced = Vec::new();
        self.requests = Vec::new();
        self.purposes = Vec::new();
        self.askers = Vec::new();
        self.operations = Vec::new();
    }

    /// What the visitor sees is what the server has.
    pub fn assert_same(&self) {
        assert_eq!(self.shown(), self.served());
    }

    /// Does the next thing that happens up to `end`; `false` if nothing does.
    fn step(&mut self, end: u64) -> bool {
        let packet = self.awaited().map(|packet| packet.at).min();
        let centre = self
            .centre
            .next_deadline()
            .map(|due| due.millis.saturating_sub(BEGINNING));
        let own = self.browser.next(self.time).filter(|_| !self.asleep);
        let wake = own.map(|(at, _)| at);
        let Some(next) = [packet, wake, centre].into_iter().flatten().min() else {
            return false;
        };
        if next > end {
            return false;
        }
        self.stands = if next > self.time { 0 } else { self.stands + 1 };
        assert!(self.stands < STILL, "time stands still at {}", self.time);
        self.time = self.time.max(next);
        if packet == Some(next) {
            self.arrive(next);
        } else if let Some((_, tab)) = own.filter(|(at, _)| *at == next) {
            let input = self.browser.happen(tab, self.time);
            input.into_iter().for_each(|input| self.hand(tab, input));
        } else {
            self.centre.advance(self.server_now());
        }
        self.release();
        true
    }

    /// What is on its way, but for what a browser that sleeps does not take in.
    fn awaited(&self) -> impl Iterator<Item = &Packet> {
        self.packets.iter().filter(|packet| self.is_awaited(packet))
    }

    fn is_awaited(&self, packet: &Packet) -> bool {
        match packet.what {
            What::Question { .. } => true,
            What::Answer { id: (tab, _), .. } => !self.asleep && !self.browser.is_frozen(tab),
        }
    }

    fn arrive(&mut self, at: u64) {
        let is_it = |packet: &Packet| packet.at == at && self.is_awaited(packet);
        let place = self.packets.iter().position(is_it).unwrap();
        match self.packets.remove(place).what {
            What::Answer {
                id: (tab, id),
                answer,
            } => self.tell(tab, Input::Answer(id, answer)),
            What::Question {
                id,
                request,
                answered,
            } => {
                let asker = id.filter(|_| answered);
                self.serve(asker, &request);
            }
        }
    }

    fn serve(&mut self, asker: Option<Asker>, request: &Request) {
        let mut question = match request.method {
            Method::Get => emulator::Request::get(&request.url),
            Method::Post => emulator::Request::post(&request.url, request.body.as_str()),
        };
        question.headers.clone_from(&request.headers);
        if let Body::Form(fields, key) = &request.body {
            let kind = "multipart/form-data; boundary=b";
            question.headers.push(("Content-Type".into(), kind.into()));
            let file = &self.files[usize::try_from(key.0).unwrap()];
            question.body = multipart(fields, file).into_bytes();
        }
        match (self.centre.ask(&question, self.server_now()), asker) {
            (Answer::Ready(response), Some(id)) => self.respond(id, response),
            (Answer::Held(ticket), Some(id)) => self.held.push((ticket, id)),
            (Answer::Held(ticket), None) => self.centre.abandon(ticket, self.server_now()),
            (Answer::Cut, Some(id)) => self.cut_off(id),
            (Answer::Ready(_) | Answer::Cut, None) => {}
        }
        self.release();
    }

    /// Sends out what the server held until now. What it sends into a cut
    /// network is gone, and nobody notices.
    fn release(&mut self) {
        while let Some((ticket, ending)) = self.centre.take_released() {
            let Some(place) = self.held.iter().position(|(held, _)| *held == ticket) else {
                continue;
            };
            let (_, id) = self.held.remove(place);
            if self.network.is_down() {
                continue;
            }
            match ending {
                Ending::Answered(response) => self.respond(id, response),
                Ending::Cut => self.cut_off(id),
            }
        }
    }

    fn cut_off(&mut self, id: Asker) {
        let wait = self.network.delay();
        self.answer(id, Err(Failure::Network), wait);
    }

    fn respond(&mut self, id: Asker, response: emulator::Response) {
        let response = Response {
            status: response.status,
            body: String::from_utf8_lossy(&response.body).into_owned(),
            retry_after: response.header("Retry-After").and_then(http::delay),
        };
        let wait = self.network.delay();
        self.answer(id, Ok(response), wait);
    }

    fn tell(&mut self, tab: TabNumber, input: Input) {
        self.hand(tab, shared::Input::Session(input));
    }

    fn hand(&mut self, tab: TabNumber, input: shared::Input) {
        self.browser.tell(tab, input, self.now());
        self.drain();
    }

    /// Does what the tabs ask for. The lock is had at once.
    fn drain(&mut self) {
        for tab in self.browser.numbers() {
            loop {
                while let Some(output) = self.browser.poll(tab, self.time) {
                    self.perform(tab, output);
                }
                if self.browser.crashes() {
                    return self.reload();
                }
                let Some(input) = self.browser.granted(tab, self.time) else {
                    break;
                };
                self.browser.tell(tab, input, self.now());
            }
        }
    }

    fn perform(&mut self, tab: TabNumber, output: Output) {
        match output {
            Output::Abort(id) => self.abort((tab, id)),
            Output::Announce(announcement) => self.announced.push(announcement),
            Output::Send(id, request) => self.send((tab, id), request),
            // The browser sees to these.
            Output::Changed | Output::Save(_) | Output::WakeAt(_) => {}
        }
    }

    fn send(&mut self, id: Asker, request: Request) {
        self.requests.push((self.time, request.url.clone()));
        if matches!(request.body, Body::Form(..)) {
            self.uploading = Some(id);
        }
        self.purposes.push(Purpose::of(&request));
        self.askers.push(id.0);
        self.operations.push(operation(&request).to_owned());
        let delay = self.network.delay();
        let fate = self.network.fate(&request);
        let arrives = !matches!(
            fate,
            Fate::LoseRequest | Fate::Intercepted(..) | Fate::PutOff(..)
        );
        let answered = matches!(fate, Fate::Arrive | Fate::Repeat);
        if fate == Fate::Repeat {
            let what = What::Question {
                id: None,
                request: request.clone(),
                answered: false,
            };
            self.packets.push(Packet {
                at: self.time + delay,
                what,
            });
        }
        if arrives {
            let what = What::Question {
                id: Some(id),
                request,
                answered,
            };
            self.packets.push(Packet {
                at: self.time + delay,
                what,
            });
        }
        match fate {
            Fate::LoseRequest | Fate::LoseReply => {
                self.answer(id, Err(Failure::Network), 2 * delay)
            }
            Fate::Belied(status, body) | Fate::Intercepted(status, body) => {
                self.intercept(id, status, body, None, 2 * delay)
            }
            Fate::PutOff(status, seconds) => {
                let patience = Duration::from_secs(seconds);
                self.intercept(id, status, String::new(), Some(patience), 2 * delay)
            }
            Fate::Arrive | Fate::Repeat | Fate::Silence => {}
        }
    }

    fn intercept(
        &mut self,
        id: Asker,
        status: u16,
        body: String,
        patience: Option<Duration>,
        wait: u64,
    ) {
        let response = Response {
            status,
            body,
            retry_after: patience,
        };
        self.answer(id, Ok(response), wait);
    }

    fn answer(&mut self, id: Asker, answer: Result<Response, Failure>, wait: u64) {
        self.packets.push(Packet {
            at: self.time + wait,
            what: What::Answer { id, answer },
        });
    }

    /// What has left cannot be called back; only its answer is dropped.
    fn abort(&mut self, aborted: Asker) {
        self.packets
            .retain(|packet| !matches!(packet.what, What::Answer { id, .. } if id == aborted));
        for packet in &mut self.packets {
            if let What::Question { id, .. } = &mut packet.what {
                id.take_if(|id| *id == aborted);
            }
        }
        if let Some(place) = self.held.iter().position(|(_, id)| *id == aborted) {
            let (ticket, _) = self.held.remove(place);
            self.centre.abandon(ticket, self.server_now());
        }
    }

    fn now(&self) -> Now {
        let wall = (BEGINNING + self.time) as i64 + self.wall_skew;
        Now {
            monotonic: Monotonic::from_millis(self.time),
            wall: Wall::from_millis(wall),
        }
    }

    const fn server_now(&self) -> emulator::Now {
        emulator::Now::from_millis(BEGINNING + self.time)
    }
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

/// What the visitor enters.
fn form() -> Form {
    Form {
        first_name: "Vasya".into(),
        last_name: "Pupkin".into(),
        subject: "test".into(),
        ..Form::default()
    }
}
