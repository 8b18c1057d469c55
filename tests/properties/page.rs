//! A page that drives a session, and looks at it after everything that happens.

use std::collections::BTreeSet;
use std::rc::Rc;

use causerie_core::config::Config;
use causerie_core::http::{Failure, RequestId, Response};
use causerie_core::session::{Announcement, Input, Output, Session, View};
use causerie_core::time::{Monotonic, Now, Wall};
use causerie_core::transcript::{Delivery, Entry, Row, RowKey};

use crate::request::assert_sound;

/// 2023-11-14T22:13:20Z: when a page is loaded.
const BEGINNING: i64 = 1_700_000_000_000;

/// What one thing that happens asks for at most, beside what an answer is long for.
const MOST: usize = 40;

/// A request in each lane, those of the feed, and files.
const UNDER_WAY: usize = 24;

/// How often a session wants to be waked at most, in a second that nothing else happens in.
const WAKES: u64 = 10;

/// A page, loaded.
pub(crate) struct Page {
    session: Session,
    config: Rc<Config>,
    time: u64,
    skew: i64,
    wake: Option<u64>,
    saved: Option<String>,
    open: Vec<RequestId>,
    made: u64,
    /// Rows that the page was told of.
    announced: BTreeSet<RowKey>,
    view: View,
}

impl Page {
    /// A page that finds this text of the last.
    pub(crate) fn load(config: Rc<Config>, saved: Option<String>) -> Self {
        let mut page = Self {
            session: Session::new(Rc::clone(&config), 1, None, Now::default()),
            view: Session::new(Rc::clone(&config), 1, None, Now::default()).view(),
            config,
            time: 0,
            skew: 0,
            wake: None,
            saved,
            open: Vec::new(),
            made: 0,
            announced: BTreeSet::new(),
        };
        page.reload();
        page
    }

    /// The page is loaded anew.
    pub(crate) fn reload(&mut self) {
        let (config, saved) = (Rc::clone(&self.config), self.saved.clone());
        self.session = Session::new(config, 2, saved.as_deref(), self.now());
        (self.wake, self.made) = (None, 0);
        self.open.clear();
        self.announced.clear();
        self.view = self.session.view();
        self.drain(self.saved.as_ref().map_or(0, String::len));
        self.assert_sound();
    }

    pub(crate) fn config(&self) -> Rc<Config> {
        Rc::clone(&self.config)
    }

    pub(crate) fn saved(&self) -> Option<&str> {
        self.saved.as_deref()
    }

    pub(crate) fn view(&self) -> View {
        self.session.view()
    }

    /// The n-th row, counted round.
    pub(crate) fn row(&self, number: u64) -> RowKey {
        let rows = self.view().rows;
        let place = number.checked_rem(rows.0.len() as u64);
        let row = place.and_then(|place| rows.0.get(place as usize));
        row.map_or(RowKey(number), |row| row.key)
    }

    /// The n-th request under way, counted round.
    pub(crate) fn request(&self, number: u64) -> Option<RequestId> {
        let place = number.checked_rem(self.open.len() as u64)?;
        self.open.get(place as usize).copied()
    }

    pub(crate) fn now(&self) -> Now {
        Now {
            monotonic: Monotonic::from_millis(self.time),
            wall: Wall::from_millis(BEGINNING + self.time as i64 + self.skew),
        }
    }

    /// The wall clock jumps.
    pub(crate) const fn jump(&mut self, millis: i64) {
        self.skew = millis;
    }

    /// A request is answered, or will not be.
    pub(crate) fn answer(&mut self, id: RequestId, answer: Result<Response, Failure>) {
        self.open.retain(|open| *open != id);
        self.tell(Input::Answer(id, answer));
    }

    /// Something happens.
    pub(crate) fn tell(&mut self, input: Input) {
        let size = match &input {
            Input::Answer(_, Ok(response)) => response.body.len(),
            _ => 0,
        };
        let under_way = self.open.len();
        self.session.handle(input, self.now());
        self.drain(size + under_way);
        self.assert_sound();
    }

    /// Time passes, with a timer that fires when it was told to.
    pub(crate) fn pass(&mut self, millis: u64) {
        let end = self.time + millis;
        let most = 20 + WAKES * millis / 1_000;
        let mut wakes = 0;
        while let Some(wake) = self.wake.filter(|wake| *wake <= end) {
            self.time = self.time.max(wake);
            self.ring();
            wakes += 1;
            assert!(wakes <= most, "waked {wakes} times in {millis} ms");
        }
        self.time = end;
    }

    /// Time passes in which no timer fires; then all do.
    pub(crate) fn sleep(&mut self, millis: u64) {
        self.time += millis;
        if self.wake.is_some_and(|wake| wake <= self.time) {
            self.ring();
        }
    }

    /// The timer fires; whoever was waked does not ask for a moment that is over.
    fn ring(&mut self) {
        self.wake = None;
        self.tell(Input::Clock);
        let late = self.wake.filter(|wake| *wake <= self.time);
        assert_eq!(late, None, "waked for nothing at {}", self.time);
    }

    fn drain(&mut self, size: usize) {
        let (mut outputs, mut changed) = (0, false);
        while let Some(output) = self.session.poll() {
            outputs += 1;
            match output {
                Output::Abort(id) => self.open.retain(|open| *open != id),
                Output::Announce(announcement) => self.announced(&announcement),
                Output::Changed => changed = true,
                Output::Save(saved) => self.saved = saved,
                Output::Send(id, request) => {
                    assert!(id.0 > self.made, "a request's name again");
                    self.made = id.0;
                    self.open.push(id);
                    assert_sound(&request, &self.config);
                }
                Output::WakeAt(at) => self.wake = at.map(Monotonic::as_millis),
            }
        }
        assert!(outputs <= MOST + size, "{outputs} outputs");
        assert!(self.session.poll().is_none());
        let view = self.session.view();
        assert!(changed || view == self.view, "changed, and not told");
        self.view = view;
    }

    /// Nobody is told of a message twice.
    fn announced(&mut self, announcement: &Announcement) {
        if let Announcement::Message(row) = announcement {
            assert!(self.announced.insert(row.key), "told again: {row:?}");
        }
    }

    fn assert_sound(&self) {
        let rows = &self.view.rows.0;
        let keys: BTreeSet<_> = rows.iter().map(|row| row.key).collect();
        assert_eq!(keys.len(), rows.len(), "two rows with one key");
        let places: Vec<_> = rows.iter().filter_map(|row| row.position).collect();
        assert!(places.is_sorted_by(|one, two| one < two), "{places:?}");
        assert!(
            under_way(rows, Row::is_message) <= 1,
            "two messages at once"
        );
        let is_file = |row: &Row| matches!(row.entry, Entry::File { .. });
        assert!(under_way(rows, is_file) <= 1, "two files at once");
        assert!(self.open.len() <= UNDER_WAY, "{} requests", self.open.len());
        if let Some(saved) = &self.saved {
            let read = serde_json::from_str::<serde_json::Value>(saved);
            assert!(read.is_ok() || self.made == 0, "kept: {saved}");
        }
    }
}

fn under_way(rows: &[Rc<Row>], which: impl Fn(&Row) -> bool) -> usize {
    let rows = rows.iter().filter(|row| which(row));
    let sending = |row: &&Rc<Row>| row.delivery() == Some(Delivery::Sending);
    rows.filter(sending).count()
}
