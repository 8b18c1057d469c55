//! Several tabs in the visitor's browser.

use causerie_core::session::{Input, Page, View};
use causerie_core::tabs::Tab;

use super::{Packet, What, World};
use crate::browser::TabNumber;

impl World {
    /// Something happens to the page that is seen, or to all of them.
    pub fn page(&mut self, page: Page) {
        let tabs = match page {
            Page::Offline | Page::Online => self.browser.numbers(),
            Page::Hidden | Page::Left | Page::Returned | Page::Shown => vec![self.browser.number()],
        };
        for tab in tabs {
            self.tell(tab, Input::Page(page));
        }
    }

    /// The visitor opens another tab of the site; the browser may copy what the first keeps.
    pub fn open_tab(&mut self, copies: bool) {
        self.page(Page::Hidden);
        self.browser.open(copies, self.now());
        self.drain();
    }

    /// The visitor turns to another tab: that one of the others.
    pub fn turn_to_tab(&mut self, number: u64) -> bool {
        let before = self.browser.number();
        let turned = self.browser.turn_to(number);
        if turned {
            self.tell(before, Input::Page(Page::Hidden));
            self.resume(self.browser.number());
            self.page(Page::Shown);
        }
        turned
    }

    /// The tab that is seen is closed, or crashes; another is seen.
    pub fn close_tab(&mut self, crashes: bool) -> bool {
        if self.browser.numbers().len() < 2 {
            return false;
        }
        if !crashes {
            self.page(Page::Left);
        }
        if let Some(gone) = self.browser.close() {
            self.forget(gone);
        }
        self.resume(self.browser.number());
        self.page(Page::Shown);
        true
    }

    /// The browser freezes all tabs that are not seen.
    pub fn freeze_tabs(&mut self) {
        self.browser.freeze();
    }

    /// The browser tells all tabs that are not seen that it freezes them, and does.
    pub fn announce_frost(&mut self) {
        for tab in self.browser.numbers() {
            if tab != self.browser.number() && !self.browser.is_frozen(tab) {
                self.tell(tab, Input::Page(Page::Left));
                self.aside.push(tab);
            }
        }
        self.freeze_tabs();
    }

    /// Frozen tabs go on, and are told so if they were told before.
    pub fn thaw_tabs(&mut self) {
        // What was to be heard and what was to be done meanwhile come in no certain order.
        let timers_first = self.time.is_multiple_of(2);
        for tab in self.browser.thaw() {
            if timers_first && self.browser.rings(tab, self.time) {
                self.tell(tab, Input::Clock);
            }
            self.resume(tab);
        }
    }

    fn resume(&mut self, tab: TabNumber) {
        let told = self.aside.len();
        self.aside.retain(|other| *other != tab);
        if self.aside.len() < told {
            self.tell(tab, Input::Page(Page::Returned));
        }
    }

    /// What is to be seen in each tab.
    pub fn views(&self) -> Vec<View> {
        self.browser.tabs().map(Tab::view).collect()
    }

    /// Whether another tab reads at once what is told by the one that is seen, and whether one
    /// hears it that may be frozen: none does that was told of its frost.
    pub fn readers(&self) -> (bool, bool) {
        let tabs = self.browser.numbers().into_iter();
        let others = tabs.filter(|tab| *tab != self.tab() && !self.aside.contains(tab));
        let frozen: Vec<bool> = others.map(|tab| self.browser.is_frozen(tab)).collect();
        (frozen.contains(&false), !frozen.is_empty())
    }

    /// Whether that tab, which is gone, told of these words and nobody heard it: the only page that
    /// listened was gone in the same moment.
    pub fn is_unheard(&self, tab: TabNumber, words: &str) -> bool {
        self.browser.is_unheard(tab, words)
    }

    /// The page that is seen.
    pub fn tab(&self) -> TabNumber {
        self.browser.number()
    }

    /// Whether that tab leads.
    pub fn leads(&self, tab: TabNumber) -> bool {
        self.browser.leads(tab)
    }

    /// How many tabs lead.
    pub fn leaders(&self) -> usize {
        self.browser.tabs().filter(|tab| tab.leads()).count()
    }

    /// Nobody waits any more for what that tab has asked.
    pub(super) fn forget(&mut self, gone: TabNumber) {
        let is_gone = |packet: &Packet| matches!(packet.what, What::Answer { id: (tab, _), .. } if tab == gone);
        self.packets.retain(|packet| !is_gone(packet));
        for packet in &mut self.packets {
            if let What::Question { id, .. } = &mut packet.what {
                id.take_if(|(tab, _)| *tab == gone);
            }
        }
        let (held, kept) = std::mem::take(&mut self.held)
            .into_iter()
            .partition(|(_, (tab, _))| *tab == gone);
        self.held = kept;
        let held: Vec<_> = held;
        for (ticket, _) in held {
            self.centre.abandon(ticket, self.server_now());
        }
    }
}
