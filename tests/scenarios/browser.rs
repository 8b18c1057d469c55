//! The visitor's browser: its tabs, what they tell each other, and the lock they share.

use std::collections::VecDeque;
use std::rc::Rc;

use causerie_core::config::Config;
use causerie_core::http::RequestId;
use causerie_core::session;
use causerie_core::tabs::{Input, Output, Tab};
use causerie_core::time::{Monotonic, Now};

/// How long news take from tab to tab, in milliseconds.
const LATENCY: u64 = 2;

/// How often the timers of a page fire that nobody has looked at for long.
const MINUTE: u64 = 60_000;

/// Who made a request: no two tabs are ever called the same.
pub(crate) type Asker = (TabNumber, RequestId);

/// Names a page: tabs are numbered in the order in which they were opened or loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TabNumber(usize);

/// The visitor's browser.
pub(crate) struct Browser {
    config: Rc<Config>,
    tabs: Vec<Page>,
    /// Which of them is seen.
    at: usize,
    opened: usize,
    holder: Option<TabNumber>,
    waiting: VecDeque<TabNumber>,
    mail: Vec<Mail>,
    /// What was told by a tab that is gone and heard by nobody: the only page that listened was
    /// gone before it could.
    unheard: Vec<(TabNumber, String)>,
    /// Whether timers fire once a minute only.
    pub(crate) throttled: bool,
    /// After how many outputs more the page that is seen crashes.
    pub(crate) crashes_after: Option<u64>,
    crashed: bool,
}

/// A tab, and what the browser does for it.
struct Page {
    number: TabNumber,
    tab: Tab,
    wake: Option<u64>,
    saved: Option<String>,
    frozen: bool,
    /// Whether it hears the others.
    listens: bool,
}

struct Mail {
    at: u64,
    from: TabNumber,
    to: TabNumber,
    input: Input,
}

impl Browser {
    pub(crate) fn new(config: Rc<Config>, now: Now) -> Self {
        let mut browser = Self {
            config,
            tabs: Vec::new(),
            at: 0,
            opened: 0,
            holder: None,
            waiting: VecDeque::new(),
            mail: Vec::new(),
            unheard: Vec::new(),
            throttled: false,
            crashes_after: None,
            crashed: false,
        };
        browser.load(0, None, false, now);
        browser
    }

    /// Loads a page in that place, with what is kept there.
    fn load(&mut self, place: usize, saved: Option<String>, hidden: bool, now: Now) {
        self.opened += 1;
        let number = TabNumber(self.opened);
        let config = Rc::clone(&self.config);
        let seed = self.opened as u64 * 1_000_003;
        let page = Page {
            number,
            tab: Tab::new(config, seed, saved.as_deref(), hidden, now),
            wake: None,
            saved,
            frozen: false,
            listens: false,
        };
        self.tabs.insert(place, page);
    }

    pub(crate) fn configure(&mut self, config: Rc<Config>) {
        self.config = config;
    }

    /// The tab that is seen.
    pub(crate) fn current(&self) -> &Tab {
        &self.tabs[self.at].tab
    }

    pub(crate) fn number(&self) -> TabNumber {
        self.tabs[self.at].number
    }

    pub(crate) fn numbers(&self) -> Vec<TabNumber> {
        self.tabs.iter().map(|page| page.number).collect()
    }

    pub(crate) fn tabs(&self) -> impl Iterator<Item = &Tab> {
        self.tabs.iter().map(|page| &page.tab)
    }

    pub(crate) fn saved(&self) -> Option<&str> {
        self.tabs[self.at].saved.as_deref()
    }

    /// Something else is kept for the next page load in the tab that is seen.
    pub(crate) fn keep(&mut self, saved: &str) {
        self.tabs[self.at].saved = Some(saved.to_owned());
    }

    /// The page that is seen is loaded anew; returns what it was called before.
    pub(crate) fn reload(&mut self, now: Now) -> TabNumber {
        let page = self.tabs.remove(self.at);
        self.forget(page.number);
        self.load(self.at, page.saved, false, now);
        page.number
    }

    /// Opens a tab and shows it; with what this one keeps, where the browser copies that.
    pub(crate) fn open(&mut self, copies: bool, now: Now) {
        let saved = self.tabs[self.at].saved.clone().filter(|_| copies);
        self.at = self.tabs.len();
        self.load(self.at, saved, false, now);
    }

    /// Shows another tab; `false` where there is none.
    pub(crate) fn turn_to(&mut self, number: u64) -> bool {
        let others = self.tabs.len() - 1;
        if others > 0 {
            self.at = (self.at + 1 + number as usize % others) % self.tabs.len();
            self.tabs[self.at].frozen = false;
        }
        others > 0
    }

    /// The tab that is seen is gone, and another is seen; returns what it was called.
    pub(crate) fn close(&mut self) -> Option<TabNumber> {
        if self.tabs.len() < 2 {
            return None;
        }
        let page = self.tabs.remove(self.at);
        self.forget(page.number);
        self.at = self.at.saturating_sub(1);
        self.tabs[self.at].frozen = false;
        Some(page.number)
    }

    /// Tabs that are not seen are frozen.
    pub(crate) fn freeze(&mut self) {
        let seen = self.number();
        for page in &mut self.tabs {
            page.frozen = page.number != seen;
        }
    }

    /// Returns those that were frozen.
    pub(crate) fn thaw(&mut self) -> Vec<TabNumber> {
        let frozen = self.tabs.iter_mut().filter(|page| page.frozen);
        let thawed = frozen.map(|page| {
            page.frozen = false;
            page.number
        });
        thawed.collect()
    }

    pub(crate) fn leads(&self, number: TabNumber) -> bool {
        self.page(number).is_some_and(|page| page.tab.leads())
    }

    pub(crate) fn is_frozen(&self, number: TabNumber) -> bool {
        self.page(number).is_some_and(|page| page.frozen)
    }

    fn page(&self, number: TabNumber) -> Option<&Page> {
        self.tabs.iter().find(|page| page.number == number)
    }

    fn page_mut(&mut self, number: TabNumber) -> Option<&mut Page> {
        self.tabs.iter_mut().find(|page| page.number == number)
    }

    pub(crate) fn tell(&mut self, number: TabNumber, input: Input, now: Now) {
        if let Some(page) = self.page_mut(number) {
            page.tab.handle(input, now);
        }
    }

    /// When the next thing happens by itself, and to whom.
    pub(crate) fn next(&self, now: u64) -> Option<(u64, TabNumber)> {
        let awake = self.tabs.iter().filter(|page| !page.frozen);
        let fires = |wake: u64| match self.throttled {
            true => wake.max(now).next_multiple_of(MINUTE),
            false => wake,
        };
        let wakes = awake.filter_map(|page| Some((fires(page.wake?), page.number)));
        let mail = self.mail.iter().map(|mail| (mail.at, mail.to));
        let heard = mail.filter(|(_, to)| !self.is_frozen(*to));
        wakes.chain(heard).min()
    }

    /// What the lock has to tell that tab by now.
    pub(crate) fn granted(&mut self, number: TabNumber, now: u64) -> Option<Input> {
        let is_it = |mail: &Mail| {
            mail.to == number && mail.at <= now && matches!(mail.input, Input::Leads(_))
        };
        let frozen = self.is_frozen(number);
        let place = self.mail.iter().position(is_it).filter(|_| !frozen)?;
        Some(self.mail.remove(place).input)
    }

    /// What happens to that tab up to `now`, mail first.
    pub(crate) fn happen(&mut self, number: TabNumber, now: u64) -> Option<Input> {
        let is_due = |mail: &Mail| mail.to == number && mail.at <= now;
        if let Some(place) = self.mail.iter().position(is_due) {
            return Some(self.mail.remove(place).input);
        }
        let clock = Input::Session(session::Input::Clock);
        self.rings(number, now).then_some(clock)
    }

    /// Whether the timer of that tab is over by now; it is told once.
    pub(crate) fn rings(&mut self, number: TabNumber, now: u64) -> bool {
        let page = self.page_mut(number);
        page.is_some_and(|page| page.wake.take_if(|wake| *wake <= now).is_some())
    }

    /// What a tab wants done of the world; the rest is done.
    pub(crate) fn poll(&mut self, number: TabNumber, now: u64) -> Option<session::Output> {
        loop {
            if self.crashed {
                return None;
            }
            let page = self.page_mut(number)?;
            let output = page.tab.poll()?;
            self.count(number);
            let page = self.page_mut(number)?;
            match output {
                Output::Session(session::Output::WakeAt(at)) => {
                    page.wake = at.map(Monotonic::as_millis);
                }
                Output::Session(session::Output::Save(saved)) => page.saved = saved,
                Output::Session(output) => return Some(output),
                Output::Ask { steal } => {
                    page.listens = true;
                    self.ask(number, steal, now);
                }
                Output::Leave => {
                    page.listens = false;
                    self.forget(number);
                }
                Output::Post(text) => self.post(number, &text, now),
            }
        }
    }

    /// The page crashes with the output that is the last.
    fn count(&mut self, number: TabNumber) {
        if number == self.number()
            && let Some(left) = self.crashes_after.take()
        {
            self.crashes_after = left.checked_sub(1);
            self.crashed = left == 0;
        }
    }

    /// Whether the page that is seen has crashed; it is noticed once.
    pub(crate) const fn crashes(&mut self) -> bool {
        std::mem::replace(&mut self.crashed, false)
    }

    fn ask(&mut self, number: TabNumber, steal: bool, now: u64) {
        match self.holder {
            Some(holder) if holder == number => self.deliver(number, Input::Leads(true), now),
            Some(holder) if steal => {
                self.deliver(holder, Input::Leads(false), now);
                self.grant(number, now);
            }
            Some(_) if !self.waiting.contains(&number) => self.waiting.push_back(number),
            Some(_) => {}
            None => self.grant(number, now),
        }
    }

    fn grant(&mut self, number: TabNumber, now: u64) {
        self.waiting.retain(|other| *other != number);
        self.holder = Some(number);
        self.deliver(number, Input::Leads(true), now);
    }

    fn post(&mut self, from: TabNumber, text: &str, now: u64) {
        let others = self
            .tabs
            .iter()
            .filter(|page| page.number != from && page.listens);
        let mail = others.map(|page| Mail {
            at: now + LATENCY,
            from,
            to: page.number,
            input: Input::Heard(text.to_owned()),
        });
        self.mail.extend(mail.collect::<Vec<_>>());
    }

    fn deliver(&mut self, to: TabNumber, input: Input, at: u64) {
        self.mail.push(Mail {
            at,
            from: to,
            to,
            input,
        });
    }

    /// Whether these words are among what that tab has told and nobody has heard.
    pub(crate) fn is_unheard(&self, from: TabNumber, words: &str) -> bool {
        let words = format!("\"{words}\"");
        let mut unheard = self.unheard.iter();
        unheard.any(|(teller, text)| *teller == from && text.contains(&words))
    }

    /// Nobody hears this any more where no page is left that listens.
    fn note_unheard(&mut self, lost: Vec<Mail>) {
        if self.tabs.iter().any(|page| page.listens) {
            return;
        }
        for mail in lost {
            if let Input::Heard(text) = mail.input
                && self.page(mail.from).is_none()
            {
                self.unheard.push((mail.from, text));
            }
        }
    }

    /// A tab is gone: with it what it was to be told, and its lock.
    fn forget(&mut self, number: TabNumber) {
        let lost = self.mail.extract_if(.., |mail| mail.to == number);
        let lost = lost.collect();
        self.note_unheard(lost);
        self.waiting.retain(|other| *other != number);
        if self.holder == Some(number) {
            self.holder = None;
            if let Some(next) = self.waiting.pop_front() {
                // The browser notices in its own time.
                let at = self
                    .mail
                    .iter()
                    .map(|mail| mail.at)
                    .max()
                    .unwrap_or_default();
                self.grant(next, at);
            }
        }
    }
}
