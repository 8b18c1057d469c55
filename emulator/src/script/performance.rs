//! A script as it is played in one chat.

use super::book::{Answer, Book, Clock, Filling, Reply, Sentence, Silence, Whom, number_in};
use super::plan::Plan;
use super::step::Step;
use super::turns::{Talk, Turns};
use crate::chat::Customer;
use crate::dice::Dice;
use crate::now::Now;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What is going to happen in one chat without anybody's doing, and what has to be remembered for
/// it. All of it can be kept, but for the book.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Script {
    #[serde(skip)]
    book: Arc<Book>,
    plan: Plan,
    dice: Dice,
    first_name: String,
    /// The agents who are in once everything planned is done; the first one answers.
    agents: Vec<String>,
    turns: Turns,
    joins: Now,
    /// When the greeting is over.
    greeted: Now,
    /// When the clock strikes next.
    strikes: Option<Now>,
    silent_since: Now,
    reminded: usize,
    /// Whether the end is planned.
    closing: bool,
}

impl Script {
    /// `lead` is the agent who comes first; where none is named, the first of the book.
    pub(crate) fn begin(
        book: &Arc<Book>,
        lead: Option<&str>,
        customer: &Customer,
        now: Now,
        mut dice: Dice,
    ) -> Self {
        let lead = lead.or_else(|| book.agents().next());
        let joins = now.after(book.pace.joining(&mut dice));
        let clock = book.system.clock.as_ref();
        let mut script = Self {
            book: Arc::clone(book),
            plan: Plan::default(),
            dice,
            first_name: customer.first_name.clone(),
            agents: lead.into_iter().map(str::to_owned).collect(),
            turns: Turns::default(),
            joins,
            greeted: joins,
            strikes: clock.map(|clock| now.after(clock.every())),
            silent_since: joins,
            reminded: 0,
            closing: false,
        };
        script.open(book, now);
        script
    }

    /// Gives a script that was kept its book again. One that has changed meanwhile counts from now
    /// on; what was planned stays planned.
    pub(crate) fn resume(&mut self, book: &Arc<Book>) {
        self.book = Arc::clone(book);
    }

    /// The customer has said something.
    pub(crate) fn hear(&mut self, text: &str, now: Now) {
        self.break_silence(now);
        if !self.listens(now) {
            return;
        }
        let book = Arc::clone(&self.book);
        let Some((index, answer)) = book.answer_to(text) else {
            return;
        };
        // The agent's own greeting is under way and answers this one.
        if answer.greeting && now < self.greeted {
            return;
        }
        let earliest = now.after(book.pace.answering(&mut self.dice));
        let replies = answer.replies();
        let done = self.recite(
            Talk::Answer(index),
            replies,
            text,
            self.plan.free(now),
            earliest,
        );
        self.act(answer, done);
    }

    /// Somebody has spoken: the next reminder is a whole silence away.
    pub(crate) fn break_silence(&mut self, now: Now) {
        self.silent_since = self.silent_since.max(now);
        self.reminded = 0;
    }

    pub(crate) fn next_deadline(&self) -> Option<Now> {
        let strikes = self.clock().map(|(_, strikes)| strikes);
        let speaks_up = self.silence().map(|(_, ends)| ends);
        let all = [self.plan.due(), strikes, speaks_up];
        all.into_iter().flatten().min()
    }

    /// The step that is due, if one is.
    pub(crate) fn take(&mut self, now: Now) -> Option<Step> {
        let planned = self.plan.take(now);
        planned
            .or_else(|| self.strike(now))
            .or_else(|| self.speak_up(now))
    }
}

/// What the system participant does.
impl Script {
    fn open(&mut self, book: &Book, now: Now) {
        if book.system.joins {
            self.plan.add(now, Step::Enter);
        }
        if let Some(welcome) = &book.system.welcome {
            let text = self.filled(welcome, "", now);
            self.plan.add(now, Step::System(text));
        }
        if let Some(agent) = self.agents.first() {
            self.plan.add(self.joins, Step::Join(agent.clone()));
            let (greetings, joins) = (book.greetings(), self.joins);
            self.greeted = self.recite(Talk::Greetings, greetings, "", joins, joins);
        }
    }

    /// The clock, and when it strikes.
    fn clock(&self) -> Option<(&Clock, Now)> {
        self.book.system.clock.as_ref().zip(self.strikes)
    }

    fn strike(&mut self, now: Now) -> Option<Step> {
        let (clock, strikes) = self.clock().filter(|(_, strikes)| *strikes <= now)?;
        let text = self.filled(&clock.says, "", strikes);
        self.strikes = Some(strikes.after(clock.every()));
        Some(Step::System(text))
    }

    /// What is said in a silence, and when that has lasted long enough.
    fn silence(&self) -> Option<(&Silence, Now)> {
        let silence = self.book.system.silence.as_ref()?;
        let wanted = self.reminded < silence.times() && !self.closing && self.plan.is_empty();
        wanted.then(|| (silence, self.silent_since.after(silence.after())))
    }

    fn speak_up(&mut self, now: Now) -> Option<Step> {
        let (silence, ends) = self.silence().filter(|(_, ends)| *ends <= now)?;
        let text = self.filled(silence.says(self.reminded)?, "", ends);
        self.silent_since = ends;
        self.reminded = self.reminded.saturating_add(1);
        Some(Step::System(text))
    }
}

/// What the agents do.
impl Script {
    /// Whether what is said now will be answered.
    fn listens(&self, now: Now) -> bool {
        let pace = &self.book.pace;
        let in_time = now >= self.joins || pace.answers_early();
        let patient = self.plan.len() < pace.most_planned();
        in_time && patient && !self.closing && !self.agents.is_empty()
    }

    fn act(&mut self, answer: &Answer, now: Now) {
        if let Some(url) = answer.push() {
            let step = Step::Push(self.on_duty().to_owned(), url.to_owned());
            self.plan.add(now, step);
        }
        if let Some(newcomer) = self.called(answer.join()) {
            self.admit(newcomer, now);
        }
        if let Some(successor) = self.called(answer.transfer()) {
            self.hand_over(successor, now);
        }
        if answer.leave && !self.agents.is_empty() {
            let step = Step::Leave(self.agents.remove(0));
            self.follow(step, now);
        }
        if answer.end {
            self.closing = true;
            self.follow(Step::End, now);
        }
    }

    /// Another agent joins and is introduced; the first goes on answering.
    fn admit(&mut self, newcomer: String, now: Now) {
        if self.agents.contains(&newcomer) {
            return;
        }
        let joined = self.follow(Step::Join(newcomer.clone()), now);
        let book = Arc::clone(&self.book);
        // The newcomer speaks for once.
        self.agents.insert(0, newcomer);
        self.recite(
            Talk::Introductions,
            book.introductions(),
            "",
            joined,
            joined,
        );
        self.agents.rotate_left(1);
    }

    /// The agent on duty leaves, and the other one takes the chat over, who may be in already.
    fn hand_over(&mut self, successor: String, now: Now) {
        let from = self.on_duty().to_owned();
        if successor == from {
            return;
        }
        let is_in = self.agents.contains(&successor);
        let step = if is_in {
            Step::Leave(from.clone())
        } else {
            Step::Transfer(from.clone(), successor.clone())
        };
        let handed = self.follow(step, now);
        self.agents
            .retain(|agent| *agent != from && *agent != successor);
        self.agents.insert(0, successor);
        let book = Arc::clone(&self.book);
        self.recite(Talk::Takeovers, book.takeovers(), "", handed, handed);
    }

    /// Plans what comes a moment after everything else; when that is.
    fn follow(&mut self, step: Step, now: Now) -> Now {
        let at = self
            .plan
            .free(now)
            .after(self.book.pace.acting(&mut self.dice));
        self.plan.add(at, step);
        at
    }

    /// Plans the next of `replies` to `heard`, each sentence with its typing; when the last is
    /// said.
    fn recite(
        &mut self,
        talk: Talk,
        replies: &[Reply],
        heard: &str,
        now: Now,
        earliest: Now,
    ) -> Now {
        let reply = self.turns.next(talk, replies);
        let sentences = reply.map(Reply::sentences).unwrap_or_default();
        let said = sentences.iter().fold(now, |now, sentence| {
            self.say(sentence, heard, now, earliest)
        });
        said.max(earliest)
    }

    fn say(&mut self, sentence: &Sentence, heard: &str, now: Now, earliest: Now) -> Now {
        let pause = self.book.pace.pausing(&mut self.dice);
        let starts = now.after(pause).max(earliest);
        let text = self.filled(sentence, heard, starts);
        let said = starts.after(self.book.pace.typing(&text));
        let agent = self.on_duty().to_owned();
        if self.book.pace.shows_typing() {
            self.plan.add(starts, Step::Type(agent.clone()));
        }
        self.plan.add(said, Step::Say(agent, text));
        said
    }

    fn on_duty(&self) -> &str {
        self.agents.first().map_or("", String::as_str)
    }

    fn called(&self, whom: Option<&Whom>) -> Option<String> {
        match whom? {
            Whom::Other => self.book.colleague_of(self.on_duty()).map(str::to_owned),
            Whom::Named(name) => Some(name.clone()),
        }
    }

    fn filled(&self, sentence: &Sentence, heard: &str, time: Now) -> String {
        let agent = self.on_duty();
        sentence.filled(&Filling {
            name: &self.first_name,
            agent,
            other: self.book.colleague_of(agent).unwrap_or_default(),
            text: heard,
            number: number_in(heard),
            time,
        })
    }
}
