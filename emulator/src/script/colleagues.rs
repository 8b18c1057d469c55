//! Two agents who talk by topic, and the system participant beside them.

use super::plan::Plan;
use super::step::Step;
use super::topic::{Act, Topic, number_in};
use super::words::{AGENTS, GREETINGS, REMINDERS, TAKEOVERS, WELCOME};
use crate::chat::Customer;
use crate::dice::Dice;
use crate::now::Now;
use crate::settings::Pace;
use std::collections::BTreeMap;
use std::time::Duration;

/// Typing takes so long for each character, within bounds.
const PER_CHARACTER: Duration = Duration::from_millis(40);
const SHORTEST_TYPING: Duration = Duration::from_millis(800);
const LONGEST_TYPING: Duration = Duration::from_secs(5);
/// Time to read a question or to take a breath between two sentences.
const PAUSE_MILLIS: (u64, u64) = (400, 1000);
/// An agent with so much left to say passes over further questions.
const MOST_STEPS: usize = 12;
/// How often the system participant speaks up in one silence.
const MOST_REMINDERS: usize = 5;

/// What they are about to do in one chat.
#[derive(Debug, Clone)]
pub(crate) struct Colleagues {
    plan: Plan,
    dice: Dice,
    pace: Pace,
    first_name: String,
    agent: &'static str,
    other: &'static str,
    /// How often each list of replies was used, by its address: so none repeats itself at once.
    turns: BTreeMap<usize, usize>,
    greeted: Now,
    silent_since: Now,
    reminded: usize,
    closing: bool,
}

impl Colleagues {
    pub(super) fn begin(customer: &Customer, now: Now, pace: &Pace, mut dice: Dice) -> Self {
        let [agent, other] = AGENTS;
        let joins = now.after(dice.duration(&pace.joins_after));
        let mut plan = Plan::default();
        plan.add(now, Step::System(WELCOME.to_owned()));
        plan.add(joins, Step::Join(agent));
        let mut colleagues = Self {
            plan,
            dice,
            pace: pace.clone(),
            first_name: customer.first_name.clone(),
            agent,
            other,
            turns: BTreeMap::new(),
            greeted: joins,
            silent_since: joins,
            reminded: 0,
            closing: false,
        };
        colleagues.greeted = colleagues.recite(GREETINGS, joins, None);
        colleagues
    }

    /// The customer has said something.
    pub(super) fn hear(&mut self, text: &str, now: Now) {
        self.break_silence(now);
        if self.closing || self.plan.len() >= MOST_STEPS {
            return;
        }
        let topic = Topic::of(text);
        // The agent's own greeting is under way and answers this one.
        if topic.is_greeting() && now < self.greeted {
            return;
        }
        let done = self.recite(topic.replies, self.plan.free(now), number_in(text));
        match topic.act {
            Act::Speak => {}
            Act::Push(url) => self.plan.add(done, Step::Push(self.agent, url)),
            Act::Transfer => self.hand_over(done),
            Act::Goodbye => {
                self.closing = true;
                self.plan.add(done.after(Duration::from_secs(1)), Step::End);
            }
        }
    }

    /// Somebody has spoken: the next reminder is a whole silence away.
    pub(super) fn break_silence(&mut self, now: Now) {
        self.silent_since = self.silent_since.max(now);
        self.reminded = 0;
    }

    pub(super) fn next_deadline(&self) -> Option<Now> {
        let planned = self.plan.due();
        planned.into_iter().chain(self.reminder()).min()
    }

    /// The step that is due, if one is.
    pub(super) fn take(&mut self, now: Now) -> Option<Step> {
        if let Some(step) = self.plan.take(now) {
            return Some(step);
        }
        let due = self.reminder().filter(|due| *due <= now)?;
        self.silent_since = due;
        let reminder = REMINDERS.get(self.reminded % REMINDERS.len().max(1))?;
        self.reminded += 1;
        Some(Step::System((*reminder).to_owned()))
    }

    fn reminder(&self) -> Option<Now> {
        let wanted = self.reminded < MOST_REMINDERS && !self.closing && self.plan.is_empty();
        wanted.then(|| self.silent_since.after(self.pace.reminds_after))
    }

    fn hand_over(&mut self, now: Now) {
        let now = now.after(Duration::from_millis(1500));
        self.plan.add(now, Step::Transfer(self.agent, self.other));
        std::mem::swap(&mut self.agent, &mut self.other);
        self.recite(TAKEOVERS, now, None);
    }

    /// Plans the next of `replies`, each sentence with its typing; tells when the last is said.
    fn recite(
        &mut self,
        replies: &'static [&'static [&'static str]],
        now: Now,
        number: Option<&str>,
    ) -> Now {
        let turn = self.turns.entry(replies.as_ptr().addr()).or_default();
        let reply = replies
            .get(*turn % replies.len().max(1))
            .copied()
            .unwrap_or_default();
        *turn += 1;
        reply.iter().fold(now, |now, sentence| {
            let text = self.filled(sentence, number);
            self.say(text, now)
        })
    }

    fn say(&mut self, text: String, now: Now) -> Now {
        let (shortest, longest) = PAUSE_MILLIS;
        let pause = Duration::from_millis(shortest)..=Duration::from_millis(longest);
        let starts = now.after(self.dice.duration(&pause));
        let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let typing = PER_CHARACTER
            .saturating_mul(length)
            .clamp(SHORTEST_TYPING, LONGEST_TYPING);
        let said = starts.after(typing);
        self.plan.add(starts, Step::Type(self.agent));
        self.plan.add(said, Step::Say(self.agent, text));
        said
    }

    fn filled(&self, sentence: &str, number: Option<&str>) -> String {
        let name = match self.first_name.as_str() {
            "" => String::new(),
            name => format!(", {name}"),
        };
        // The customer's own words come last, so that nothing in them is taken for a place.
        sentence
            .replace("{agent}", self.agent)
            .replace("{other}", self.other)
            .replace("{number}", number.unwrap_or("it"))
            .replace("{name}", &name)
    }
}
