//! A whole script.

use super::answer::Answer;
use super::bounds::{List, Text};
use super::error::{LARGEST, ScriptError};
use super::message::Message;
use super::pace::Pace;
use super::reply::Reply;
use super::system::System;
use super::whom::{LONGEST_NAME, Whom};
use serde::Deserialize;
use std::sync::{Arc, LazyLock};

/// The most agents.
const MOST_AGENTS: usize = 10;

/// Who plays the contact centre's side of a chat, and what they say and do: a script as its file
/// has it. The format is described in `docs/scripts.md`. The default is a script of nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a table")]
pub struct Book {
    agents: List<Text<LONGEST_NAME>, 1, MOST_AGENTS>,
    #[serde(default)]
    greetings: List<Reply, 1, 50>,
    #[serde(default)]
    takeovers: List<Reply, 1, 50>,
    #[serde(default)]
    introductions: List<Reply, 1, 50>,
    #[serde(default)]
    pub(crate) pace: Pace,
    #[serde(default)]
    pub(crate) system: System,
    #[serde(default)]
    answers: List<Answer, 1, 500>,
}

impl Book {
    /// Reads a script.
    ///
    /// # Errors
    /// [`ScriptError`] with the first thing that is not as `docs/scripts.md` has it.
    pub fn read(text: &str) -> Result<Self, ScriptError> {
        if text.len() > LARGEST {
            return Err(ScriptError::TooLarge { found: text.len() });
        }
        let book: Self = toml::from_str(text).map_err(|error| ScriptError::of(text, &error))?;
        match book.fault() {
            None => Ok(book),
            Some(fault) => Err(ScriptError::at(
                text,
                &fault.key,
                &fault.found,
                fault.allowed,
            )),
        }
    }

    /// Two agents who type, answer by topic, send an address, hand over and say goodbye, and a
    /// system participant who speaks up in silences.
    pub fn colleagues() -> Arc<Self> {
        static COLLEAGUES: LazyLock<Arc<Book>> =
            LazyLock::new(|| built_in(include_str!("../../../scripts/colleagues.toml")));
        Arc::clone(&COLLEAGUES)
    }

    /// The agent of the sample GWS emulator, who answers by the last character of a message, and
    /// its system participant, who joins at once and tells the time.
    pub fn roboto() -> Arc<Self> {
        static ROBOTO: LazyLock<Arc<Book>> =
            LazyLock::new(|| built_in(include_str!("../../../scripts/roboto.toml")));
        Arc::clone(&ROBOTO)
    }
}

/// Tests hold that they can be read.
fn built_in(text: &str) -> Arc<Book> {
    Arc::new(Book::read(text).unwrap_or_default())
}

/// What the players ask.
impl Book {
    /// The agents in their order; the first one joins.
    pub(crate) fn agents(&self) -> impl Iterator<Item = &str> {
        self.agents.0.iter().map(|Text(name)| name.as_str())
    }

    /// The next agent in the list, and after the last the first; with only one it is that one.
    pub(crate) fn colleague_of(&self, agent: &str) -> Option<&str> {
        let mut agents = self.agents().chain(self.agents());
        agents.find(|name| *name == agent);
        agents.next().or_else(|| self.agents().next())
    }

    /// What the first agent says on joining.
    pub(crate) fn greetings(&self) -> &[Reply] {
        &self.greetings.0
    }

    /// What an agent says after a transfer.
    pub(crate) fn takeovers(&self) -> &[Reply] {
        &self.takeovers.0
    }

    /// What an agent says who joins another.
    pub(crate) fn introductions(&self) -> &[Reply] {
        &self.introductions.0
    }

    /// The first answer whose conditions hold for what the customer said, with its place.
    pub(crate) fn answer_to(&self, text: &str) -> Option<(usize, &Answer)> {
        let message = Message::new(text);
        let mut answers = self.answers.0.iter().enumerate();
        answers.find(|(_, answer)| answer.fits(&message))
    }
}

/// What no part of a script can see by itself.
#[derive(Debug)]
struct Fault {
    key: String,
    found: String,
    allowed: String,
}

impl Book {
    fn fault(&self) -> Option<Fault> {
        self.doubled_agent().or_else(|| self.unknown_agent())
    }

    fn doubled_agent(&self) -> Option<Fault> {
        let mut agents = self.agents().enumerate();
        let (index, name) =
            agents.find(|(index, name)| self.agents().take(*index).any(|other| other == *name))?;
        Some(Fault {
            key: format!("agents[{}]", index.saturating_add(1)),
            found: format!("\"{name}\" for the second time"),
            allowed: "names that differ".to_owned(),
        })
    }

    /// A transfer to somebody who is not there, or nobody to join.
    fn unknown_agent(&self) -> Option<Fault> {
        let answers = self.answers.0.iter().zip(1..);
        let named = answers.flat_map(|(answer, number)| {
            let join = answer.join().map(|whom| ("join", whom));
            let transfer = answer.transfer().map(|whom| ("transfer", whom));
            let both = join.into_iter().chain(transfer);
            both.map(move |(verb, whom)| (format!("answers[{number}].{verb}"), whom))
        });
        let mut unknown = named.filter(|(_, whom)| !self.knows(whom));
        let (key, whom) = unknown.next()?;
        let agents: Vec<_> = self.agents().map(|name| format!("\"{name}\"")).collect();
        let other = if agents.len() > 1 {
            " or \"{other}\""
        } else {
            ""
        };
        Some(Fault {
            key,
            found: format!("\"{}\"", whom.name()),
            allowed: format!("an agent of the script: {}{other}", agents.join(", ")),
        })
    }

    fn knows(&self, whom: &Whom) -> bool {
        match whom {
            Whom::Other => self.agents.0.len() > 1,
            Whom::Named(name) => self.agents().any(|agent| agent == name),
        }
    }
}
