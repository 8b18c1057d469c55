//! What one visitor does, from the form to the end.

use std::rc::Rc;
use std::time::Duration;

use causerie_core::chat::Form;
use causerie_core::config::{Config, Options};
use causerie_core::session::{Act, Stage};
use tokio::time::{Instant, sleep_until};

use crate::arguments::Plan;
use crate::crowd::{Crowd, Phase, Step};
use crate::dice::Dice;
use crate::difference::Difference;
use crate::error::Error;
use crate::line::{self, Line};
use crate::pace::Pace;
use crate::record::{Record, until};
use crate::visitor::{Never, Visitor};
use crate::wire::Wire;

/// How long a visitor stays after the last words.
const GRACE: Duration = Duration::from_secs(3);

/// What a chat comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// Events in the contact centre's transcript.
    pub(crate) events: usize,
    /// Rows that were compared.
    pub(crate) rows: usize,
    pub(crate) difference: Difference,
    pub(crate) troubles: Vec<&'static str>,
}

/// Why a chat has none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Setback {
    #[error(transparent)]
    Never(#[from] Never),
    #[error("no answer named the chat")]
    Nameless,
    #[error("the contact centre did not give its transcript")]
    NoRecord,
    #[error("the last words are not in the contact centre's transcript")]
    LastWords,
}

/// The options of that visitor's page.
pub(crate) fn config(plan: &Plan, number: usize) -> Result<Config, Error> {
    let Plan { url, seed, .. } = plan;
    let base = match plan.backend.as_str() {
        "gws" => format!("{url}/api"),
        "web-api" => format!("{url}/eservices/api"),
        _ => format!("{url}/genesys"),
    };
    let options = Options::new()
        .with("url", base.as_str())
        .with("backend", plan.backend.as_str())
        .with("delivery", plan.delivery.as_str())
        .with("user", format!("load-{seed}-{number}").as_str());
    Config::new(&options).map_err(Error::Options)
}

struct Life {
    number: usize,
    crowd: Rc<Crowd>,
    config: Rc<Config>,
    wire: Rc<Wire>,
    visitor: Visitor,
    dice: Dice,
}

/// Lives a visitor's life in that crowd.
pub(crate) async fn live(
    number: usize,
    config: Config,
    crowd: Rc<Crowd>,
) -> Result<Outcome, Setback> {
    sleep_until(crowd.beginning + Pace::comes(number)).await;
    let mut dice = Dice::of(crowd.plan.seed, number);
    let config = Rc::new(config);
    let wire = Rc::new(Wire::to(&crowd.host, &crowd.traffic));
    let visitor = Visitor::new(&config, &wire, dice.roll());
    let mut life = Life {
        number,
        crowd,
        config,
        wire,
        visitor,
        dice,
    };
    life.come().await?;
    life.gather(Step::Here, Phase::Talk).await;
    life.talk().await?;
    life.gather(Step::Spoken, Phase::Part).await;
    life.part().await
}

impl Life {
    /// Begins the chat and waits for an agent.
    async fn come(&mut self) -> Result<(), Setback> {
        let entered = Instant::now();
        self.visitor.act(Act::Open(form(self.number)));
        let begun = |visitor: &Visitor| visitor.view().stage == Stage::Chatting;
        self.visitor.until("the chat begins", begun).await?;
        self.crowd.measured().begun.push(entered.elapsed());
        let attended = |visitor: &Visitor| !visitor.view().agents.is_empty();
        Ok(self.visitor.until("an agent comes", attended).await?)
    }

    /// Tells how far this visitor has come, and waits for the others.
    async fn gather(&mut self, step: Step, phase: Phase) {
        self.crowd.tell(step);
        let mut phases = self.crowd.phases();
        // Whoever leads the crowd outlives it.
        let reached = async { phases.wait_for(|now| *now >= phase).await.is_ok() };
        self.visitor.meanwhile(reached).await;
    }

    /// Says everything, each at its moment and not before the last was answered.
    async fn talk(&mut self) -> Result<(), Setback> {
        let (begun, messages) = (Instant::now(), self.crowd.plan.messages);
        let moments = self.crowd.pace.speaks(messages, &mut self.dice);
        for (number, moment) in moments.into_iter().enumerate() {
            self.visitor.meanwhile(sleep_until(begun + moment)).await;
            let text = format!("Visitor {} says {number}", self.number);
            self.say(&text).await?;
            let answered = |visitor: &Visitor| visitor.watched().is_some_and(|one| one.is_answered);
            self.visitor.until("an agent answers", answered).await?;
        }
        Ok(())
    }

    /// Says something and sees it arrive.
    async fn say(&mut self, text: &str) -> Result<(), Setback> {
        self.visitor.say(text);
        let settled = |visitor: &Visitor| {
            let watched = visitor.watched();
            watched.is_some_and(|one| one.sent.is_some() && one.back.is_some())
        };
        self.visitor.until("a message is back", settled).await?;
        if let Some(watched) = self.visitor.watched() {
            let mut measured = self.crowd.measured();
            measured.sent.extend(watched.sent);
            measured.back.extend(watched.back);
        }
        Ok(())
    }

    /// Says the last words, leaves, and compares what stands up to them; what comes after them
    /// may cross the farewell. A push that was lost is asked for again, so a moment is left for
    /// that.
    async fn part(&mut self) -> Result<Outcome, Setback> {
        let moment = self.crowd.pace.lingers(&mut self.dice);
        self.visitor.idle(moment).await;
        let text = format!("Visitor {} goes", self.number);
        self.say(&text).await?;
        self.visitor.idle(GRACE).await;
        self.leave().await?;
        let shown = line::shown(&self.visitor.view());
        let chat = self.visitor.trail().chat().ok_or(Setback::Nameless)?;
        let record = Record::fetch(&self.wire, &self.config, chat).await;
        let record = record.ok_or(Setback::NoRecord)?;
        let written = record.until(&text).ok_or(Setback::LastWords)?;
        Ok(Outcome {
            events: record.events,
            rows: written.len(),
            difference: compare(written, &shown, &text),
            troubles: self.visitor.troubles().to_vec(),
        })
    }

    async fn leave(&mut self) -> Result<(), Never> {
        self.visitor.act(Act::End);
        let ended = |visitor: &Visitor| matches!(visitor.view().stage, Stage::Ended(_));
        self.visitor.until("the chat ends", ended).await
    }
}

/// What stands below the last words was not there in time for a comparison.
fn compare(written: &[Line], shown: &[Line], last: &str) -> Difference {
    Difference::between(written, until(shown, last).unwrap_or(shown))
}

fn form(number: usize) -> Form {
    Form {
        first_name: "Visitor".to_owned(),
        last_name: number.to_string(),
        subject: "load".to_owned(),
        ..Form::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_with_the_last_words_and_after_them_is_not_compared() {
        let own = |text: &str| Line::Own(text.to_owned());
        let written = [own("one"), own("last")];
        let more = [own("one"), own("last"), own("more")];
        assert!(compare(&written, &more, "last").is_none());
        assert_eq!(compare(&written, &more[1..], "last").lost, 1);
    }

    #[test]
    fn every_back_end_can_be_played() {
        for backend in ["gms-v1", "gms-v2", "gws", "web-api"] {
            for delivery in ["poll", "cometd"] {
                let line = format!("--url http://a:1 --backend {backend} --delivery {delivery}");
                let words = lexopt::Parser::from_args(line.split(' '));
                let plan = crate::arguments::read(words).unwrap().unwrap();
                let has_cometd = backend.starts_with("gms");
                let allowed = delivery == "poll" || has_cometd;
                assert_eq!(config(&plan, 1).is_ok(), allowed, "{line}");
            }
        }
    }
}
