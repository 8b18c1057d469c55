//! A story played: who does what to the world.

use std::time::Duration;

use causerie_core::chat::Form;
use causerie_core::session::{Act, Page, Stage};
use causerie_core::transcript::{Delivery, RowKey};
use causerie_emulator::{AgentError, ChatId, Emulator, Fault, FaultKind, Now};
use causerie_tests::{Dice, Fate, Purpose, TabNumber, Way, World};

use crate::deed::Deed;
use crate::desk;
use crate::story::{Step, Story};
use crate::verdict::{Violation, judge};

/// How long everything works in the end: longer than anything waits.
const QUIET: u64 = 180_000;

/// How long a message and its echo may take when everything works: a lazy question for news.
const PROMPT: u64 = 12_000;

/// How long the agent's words may take after that: they come with a question for news or by
/// themselves, and not only when a chat that is pushed asks for safety's sake.
const SOON: u64 = 6_000;

/// How long a visitor tries to begin a chat, in rounds of that many milliseconds.
const ROUNDS: usize = 60;
const ROUND: u64 = 10_000;

/// How far the wall clock may be off, in milliseconds: less than what makes a chat too old.
const SKEW: u64 = 1_200_000;

/// Half a day, by which it may be off if what is kept is written anew before the page is left.
const LEAP: u64 = 43_200_000;

/// Within so many milliseconds something happens in any chat, and what is kept has the new time.
const STAMPED: u64 = 61_000;

/// A chat's life as it is played.
pub(crate) struct Life {
    pub(crate) world: World,
    /// What is over at some time, by that time.
    ends: Vec<(u64, Deed)>,
    /// By what name the agent goes.
    agent: String,
    /// Whether customers are told that an agent goes by another name.
    tells_names: bool,
    said: usize,
    /// What the visitor has said and not given up.
    pub(crate) words: Vec<String>,
    /// What was not sent when its tab went, and no other had read or could tell from what was said
    /// before: it went with the tab.
    gone: Vec<String>,
    /// What was not sent when its tab went, and others could hear of: from that tab.
    told: Vec<(TabNumber, String)>,
    /// Whether a tab is gone of which the others may know nothing that came last, or the visitor
    /// has left a chat whose transcript was not read again yet.
    pub(crate) unread: bool,
    /// In which tab each question was said.
    pub(crate) places: Vec<TabNumber>,
    skew: i64,
    /// What the contact centre had when it forgot everything.
    pub(crate) forgotten: Option<Vec<String>>,
    /// What was done, in order; what was not possible at its moment was not.
    pub(crate) done: Vec<Deed>,
}

/// Plays a story to its end, then lets everything work, and looks at both sides.
pub(crate) fn play(story: &Story) -> Result<Vec<Deed>, Violation> {
    let mut life = Life::new(story);
    if !story.steps.iter().any(|step| step.deed == Deed::Opens) {
        life.open(0)?;
    }
    for step in &story.steps {
        life.take(*step)?;
    }
    life.calm_down();
    judge(&life)?;
    life.say_last_words()?;
    Ok(life.done)
}

impl Life {
    /// Whether the page was loaded anew.
    pub(crate) fn is_reloaded(&self) -> bool {
        let anew = [Deed::Crashes, Deed::Reloads];
        anew.iter().any(|deed| self.done.contains(deed))
    }

    /// Whether the contact centre goes on with the last chat.
    pub(crate) fn is_live(&self) -> bool {
        let chats = self.world.centre.chats();
        chats.last().is_some_and(|chat| chat.is_live())
    }

    fn new(story: &Story) -> Self {
        let mut world = World::over(story.way);
        world.network.roll(Dice::of(story.seed));
        Self {
            world,
            ends: Vec::new(),
            agent: "Ann".to_owned(),
            tells_names: matches!(story.way, Way::GmsV2 | Way::GmsV2Pushed | Way::WebApi),
            said: 0,
            words: Vec::new(),
            gone: Vec::new(),
            told: Vec::new(),
            unread: false,
            places: Vec::new(),
            skew: 0,
            forgotten: None,
            done: Vec::new(),
        }
    }

    fn take(&mut self, step: Step) -> Result<(), Violation> {
        self.pass(step.after);
        let is_done = match step.deed {
            Deed::Opens => {
                self.open(step.number % 3)?;
                true
            }
            deed => {
                self.visitor_does(deed, step.number)
                    || self.agent_does(deed, step.number)
                    || self.staff_does(deed, step.number)
                    || self.network_does(deed, step.number)
                    || self.page_does(deed, step.number)
                    || self.centre_does(deed, step.number)
            }
        };
        if is_done {
            self.done.push(step.deed);
        }
        Ok(())
    }

    /// Lets time pass, in which what was begun for a while comes to its end.
    fn pass(&mut self, millis: u64) {
        let end = self.world.time() + millis;
        while let Some(place) = self.next_end().filter(|place| self.ends_by(*place, end)) {
            let (at, deed) = self.ends.remove(place);
            self.world.pass(at.saturating_sub(self.world.time()));
            self.undo(deed);
        }
        self.world.pass(end.saturating_sub(self.world.time()));
    }

    fn next_end(&self) -> Option<usize> {
        let ends = self.ends.iter().enumerate();
        ends.min_by_key(|(_, (at, _))| *at).map(|(place, _)| place)
    }

    fn ends_by(&self, place: usize, end: u64) -> bool {
        self.ends.get(place).is_some_and(|(at, _)| *at <= end)
    }

    fn undo(&mut self, deed: Deed) {
        match deed {
            Deed::GoesOffline => {
                self.world.network.mend();
                self.world.page(Page::Online);
            }
            Deed::Hides => self.world.page(Page::Shown),
            Deed::FreezesTabs | Deed::SetsTabsAside => self.world.thaw_tabs(),
            Deed::IsThrottled => {
                self.world.throttle(false);
                self.world.page(Page::Shown);
            }
            _ => self.world.network.mend(),
        }
    }

    fn for_a_while(&mut self, deed: Deed, millis: u64) {
        self.ends.push((self.world.time() + millis, deed));
    }

    /// The visitor sends the form until there is a chat, and says something meanwhile; then an
    /// agent comes.
    fn open(&mut self, early: u64) -> Result<(), Violation> {
        for _ in 0..ROUNDS {
            match self.world.view().stage {
                Stage::Form(_) => {
                    self.world.act(Act::Open(form()));
                    // What is said before there is a chat goes out first.
                    for _ in 0..early {
                        self.visitor_does(Deed::Says, 0);
                    }
                }
                Stage::Chatting => {
                    self.is_met();
                    return Ok(());
                }
                // A page that sleeps may learn of its chat when nobody waits for it any more.
                Stage::Ended(_) if !self.is_live() => return Ok(()),
                _ => {}
            }
            self.pass(ROUND);
        }
        Err(Violation::Stuck(format!("{:?}", self.world.view().stage)))
    }

    /// An agent comes: whoever is offered the chat, or else Ann.
    fn is_met(&mut self) {
        if !self.staff_does(Deed::Accepts, 0) {
            let name = self.agent.clone();
            self.as_agent(|centre, chat, _, now| centre.join(chat, &name, now));
        }
    }

    fn visitor_does(&mut self, deed: Deed, number: u64) -> bool {
        // Nobody leads yet where the leader has just gone.
        let unread = self.world.view().stage == Stage::Resuming || self.world.leaders() == 0;
        self.unread |= deed == Deed::Leaves && unread;
        let act = match deed {
            Deed::Says => {
                self.said += 1;
                self.places.push(self.world.tab());
                Act::Send(format!("question {}", self.said))
            }
            Deed::Repeats => Act::Send("yes".to_owned()),
            Deed::Drafts => Act::Draft(format!("draft {number}")),
            Deed::TriesAgain => Act::TryAgain,
            Deed::Leaves => Act::End,
            Deed::Retries | Deed::Discards => match self.failed(number) {
                Some(key) if deed == Deed::Retries => Act::Retry(key),
                Some(key) => Act::Discard(key),
                None => return false,
            },
            _ => return false,
        };
        let rows = || self.world.view().rows.0;
        match &act {
            Act::Discard(key) => {
                let given_up = rows().iter().find(|row| row.key == *key).cloned();
                let given_up = given_up.map(|row| row.text().to_owned());
                let place = self
                    .words
                    .iter()
                    .position(|one| Some(one) == given_up.as_ref());
                place.map(|place| self.words.remove(place));
                self.world.act(act);
            }
            Act::Send(text) => {
                let text = text.clone();
                let copies = |world: &World| {
                    let rows = world.view().rows;
                    rows.0.iter().filter(|row| row.text() == text).count()
                };
                let before = copies(&self.world);
                let others = self.world.is_crashing() || self.done.contains(&Deed::OpensTab);
                let is_ambiguous = others && self.is_said_unheard(&text);
                self.world.act(act);
                // The page may crash before anything comes of it.
                if copies(&self.world) > before {
                    self.gone.extend(is_ambiguous.then(|| text.clone()));
                    self.words.push(text);
                }
            }
            _ => self.world.act(act),
        }
        true
    }

    /// Whether the contact centre has these words already, from a page that this one has not heard:
    /// nobody can tell then whether the same words, said again now, are those.
    fn is_said_unheard(&self, text: &str) -> bool {
        let own = format!("me: {text}");
        let among = |lines: Vec<String>| lines.iter().filter(|line| **line == own).count();
        let doubts = [Some(Delivery::Sending), Some(Delivery::Uncertain)];
        let rows = self.world.view().rows.0;
        let same = rows.iter().filter(|row| row.text() == text);
        let sent_here = same.filter(|row| doubts.contains(&row.delivery())).count();
        among(self.world.served()) > among(self.world.shown()) + sent_here
    }

    /// One of the rows that were not sent.
    fn failed(&self, number: u64) -> Option<RowKey> {
        let rows = self.world.view().rows;
        let failed: Vec<_> = rows.0.iter().filter(|row| row.is_failed()).collect();
        let place = number.checked_rem(failed.len() as u64)?;
        failed.get(place as usize).map(|row| row.key)
    }

    fn agent_does(&mut self, deed: Deed, number: u64) -> bool {
        match deed {
            Deed::Answers => {
                let text = format!("answer {}", self.done.len());
                self.as_agent(|centre, chat, agent, now| centre.say(chat, agent, &text, now))
            }
            Deed::Types if number.is_multiple_of(2) => {
                self.as_agent(|centre, chat, agent, now| centre.start_typing(chat, agent, now))
            }
            Deed::Types => {
                self.as_agent(|centre, chat, agent, now| centre.stop_typing(chat, agent, now))
            }
            Deed::HandsOver => {
                let other = format!("Agent {}", self.done.len());
                let is_done = self
                    .as_agent(|centre, chat, agent, now| centre.transfer(chat, agent, &other, now));
                self.agent = if is_done { other } else { self.agent.clone() };
                is_done
            }
            Deed::IsRenamed if self.tells_names => {
                let other = format!("{} M", self.agent);
                let is_done = self
                    .as_agent(|centre, chat, agent, now| centre.rename(chat, agent, &other, now));
                self.agent = if is_done { other } else { self.agent.clone() };
                is_done
            }
            Deed::Informs => {
                let text = format!("notice {}", self.done.len());
                self.as_agent(|centre, chat, _, now| centre.system_says(chat, &text, now))
            }
            Deed::Dismisses => self.as_agent(|centre, chat, _, now| centre.end(chat, now)),
            _ => false,
        }
    }

    fn staff_does(&mut self, deed: Deed, number: u64) -> bool {
        let turn = self.done.len();
        let world = &mut self.world;
        let is_done = match deed {
            Deed::SignsOn => {
                desk::get_ready(world);
                true
            }
            Deed::Accepts => desk::accepts(world, number, &format!("Anna {turn}")),
            Deed::Consults => desk::calls(world, number, "Consult"),
            Deed::PassesOn => desk::calls(world, number, "Transfer"),
            Deed::Resolves => match number % 3 {
                0 => desk::does(world, number, "CompleteTransfer"),
                1 => desk::does(world, number, "CompleteConference"),
                _ => desk::does(world, number, "Leave"),
            },
            Deed::Whispers => desk::says(world, number, desk::SECRET, "Agents"),
            Deed::Speaks => desk::says(world, number, &format!("advice {turn}"), "All"),
            _ => false,
        };
        if is_done {
            self.agent = self.present_agent().unwrap_or_else(|| "Ann".to_owned());
        }
        is_done
    }

    /// The agent who came last of those whom the visitor sees.
    fn present_agent(&self) -> Option<String> {
        let chats = self.world.centre.chats();
        let mut parties = chats.last()?.parties().iter();
        let agent = parties.rfind(|party| party.user_type.is_staff());
        agent.map(|party| party.nickname.clone())
    }

    /// Whether it was possible.
    fn as_agent(
        &mut self,
        deed: impl FnOnce(&mut Emulator, &ChatId, &str, Now) -> Result<(), AgentError>,
    ) -> bool {
        let Some(chat) = self
            .world
            .centre
            .chats()
            .last()
            .map(|chat| chat.id().clone())
        else {
            return false;
        };
        let agent = self.agent.clone();
        let mut is_done = false;
        self.world.as_another_client(|centre, now| {
            is_done = deed(centre, &chat, &agent, now).is_ok();
        });
        is_done
    }

    fn network_does(&mut self, deed: Deed, number: u64) -> bool {
        let network = &mut self.world.network;
        let fate = match deed {
            Deed::LosesRequest => Fate::LoseRequest,
            Deed::LosesReply => Fate::LoseReply,
            Deed::FallsSilent => Fate::Silence,
            Deed::SendsTwice => Fate::Repeat,
            Deed::IsBelied => Fate::Belied(502, "<html>Bad Gateway".to_owned()),
            Deed::IsRefused => Fate::Intercepted(503, String::new()),
            Deed::IsPutOff => Fate::PutOff(429, 1 + number),
            Deed::Slows => {
                network.jitter = number;
                return true;
            }
            Deed::IsCut => {
                network.cut();
                self.for_a_while(deed, number);
                return true;
            }
            _ => return false,
        };
        let purpose = purpose(number);
        // Two chats, of which nobody can say which the visitor is in.
        let twins = deed == Deed::SendsTwice && purpose == Purpose::Create;
        if !twins {
            network.plan_for(purpose, fate);
        }
        !twins
    }

    fn page_does(&mut self, deed: Deed, number: u64) -> bool {
        match deed {
            Deed::GoesOffline => {
                self.world.network.cut();
                self.world.page(Page::Offline);
                self.for_a_while(deed, number);
            }
            Deed::Hides => {
                self.world.page(Page::Hidden);
                self.for_a_while(deed, number);
            }
            Deed::Sleeps => {
                self.world.sleep(number);
                self.world.page(Page::Shown);
            }
            Deed::IsCached => {
                self.world.page(Page::Hidden);
                self.world.page(Page::Left);
                self.world.sleep(number);
                self.world.page(Page::Returned);
                self.world.page(Page::Shown);
            }
            Deed::Reloads => self.world.reload(),
            Deed::OpensTab => {
                // More would show nothing that these do not.
                if self.world.views().len() > 3 {
                    return false;
                }
                self.world.open_tab(number.is_multiple_of(2));
            }
            Deed::TurnsToTab => return self.world.turn_to_tab(number),
            Deed::ClosesTab | Deed::CrashesTab => {
                return self.close_tab(deed == Deed::CrashesTab);
            }
            Deed::FreezesTabs => {
                self.world.freeze_tabs();
                self.for_a_while(deed, number);
            }
            Deed::SetsTabsAside => {
                self.world.announce_frost();
                self.for_a_while(deed, number);
            }
            // What is said before there is a chat is kept by nobody yet.
            Deed::Crashes if self.world.view().stage == Stage::Chatting => {
                self.world.crash_after(Some(number));
            }
            Deed::IsThrottled => {
                self.world.throttle(true);
                self.world.page(Page::Hidden);
                self.for_a_while(deed, number);
            }
            Deed::JumpsClock => self.jump_clock((number % (2 * SKEW)) as i64 - SKEW as i64),
            Deed::LeapsClock => self.jump_clock((number % (2 * LEAP)) as i64 - LEAP as i64),
            _ => return false,
        }
        true
    }

    fn close_tab(&mut self, crashes: bool) -> bool {
        let (awake, hears) = self.world.readers();
        // What a page has still to hear goes with it when it crashes, too.
        let may_know = match awake {
            true => !self.world.is_crashing(),
            false => hears && !self.done.contains(&Deed::Crashes),
        };
        let (tab, rows) = (self.world.tab(), self.world.view().rows.0);
        let unsent = rows.iter().filter(|row| row.is_unsent());
        let unsent = unsent.map(|row| row.text().to_owned());
        let is_closed = self.world.close_tab(crashes);
        if is_closed && may_know {
            self.told.extend(unsent.map(|text| (tab, text)));
        } else if is_closed {
            self.gone.extend(unsent);
            self.unread = true;
        }
        is_closed
    }

    /// What went with its tab: nobody could read of it, or whoever could was loaded anew or left in
    /// the same moment, before it was heard there.
    pub(crate) fn went(&self) -> Vec<String> {
        let told = self.told.iter();
        let unheard = told.filter(|(tab, text)| self.world.is_unheard(*tab, text));
        let unheard = unheard.map(|(_, text)| text);
        self.gone.iter().chain(unheard).cloned().collect()
    }

    fn jump_clock(&mut self, to: i64) {
        let leap = (to - self.skew).unsigned_abs();
        self.world.jump_wall_clock(to - self.skew);
        self.skew = to;
        if leap > 2 * SKEW {
            self.pass(STAMPED);
        }
    }

    fn centre_does(&mut self, deed: Deed, number: u64) -> bool {
        let some = 1 + number as u32 % 3;
        let while_ = Duration::from_millis(number);
        let fault = match deed {
            Deed::Garbles => Fault::new(FaultKind::Garbage).times(some),
            Deed::Delays => Fault::new(FaultKind::Delay(while_)).times(some),
            Deed::LosesPushes => Fault::new(FaultKind::LosePush).times(some),
            Deed::HoldsPolls => Fault::new(FaultKind::HoldPolls).lasting(while_),
            Deed::CutsPolls => Fault::new(FaultKind::CutPolls),
            Deed::ForgetsSessions => Fault::new(FaultKind::ForgetSessions),
            Deed::Restarts => {
                self.forgotten = Some(self.world.served());
                self.world.restart_centre();
                return true;
            }
            _ => return false,
        };
        self.world.suffer(fault);
        true
    }

    /// From now on everything works.
    fn calm_down(&mut self) {
        self.ends.clear();
        self.world.crash_after(None);
        self.world.throttle(false);
        self.world.network.calm();
        self.world.recover();
        self.world.thaw_tabs();
        self.world.page(Page::Online);
        self.world.page(Page::Shown);
        self.world.pass(QUIET);
        // What has begun since is a chat like any other.
        if self.is_live() {
            self.forgotten = None;
        }
    }

    /// A chat that goes on carries words both ways, and soon.
    fn say_last_words(&mut self) -> Result<(), Violation> {
        if self.world.view().stage != Stage::Chatting {
            return Ok(());
        }
        self.world.say("goodbye");
        // What is asked for after a message shall not bring the answer to it.
        self.world.pass(PROMPT);
        self.as_agent(|centre, chat, agent, now| centre.say(chat, agent, "farewell", now));
        self.world.pass(SOON);
        judge(self)
    }
}

/// Which requests a fate is for; most harm is done to messages.
const fn purpose(number: u64) -> Purpose {
    match number {
        0 | 5.. => Purpose::Send,
        1 => Purpose::Refresh,
        2 => Purpose::Create,
        3 => Purpose::Other,
        4 => Purpose::Type,
    }
}

fn form() -> Form {
    Form {
        first_name: "Vasya".to_owned(),
        ..Form::default()
    }
}
