//! The agents who are present, and what they are called by now.

use std::rc::Rc;

use crate::chat::{Participant, Position};

#[derive(Clone, Debug, Default)]
pub(super) struct Agents(Vec<Agent>);

#[derive(Clone, Debug)]
struct Agent {
    who: Participant,
    /// What the agent was called before the place of the last change.
    former: (Rc<str>, Position),
}

impl Agents {
    pub(super) fn nicknames(&self) -> impl Iterator<Item = &Rc<str>> {
        self.0.iter().map(|agent| &agent.who.nickname)
    }

    pub(super) fn all(&self) -> Vec<Participant> {
        self.0.iter().map(|agent| agent.who.clone()).collect()
    }

    pub(super) fn joined(&mut self, who: &Participant) {
        self.left(who);
        self.0.push(Agent {
            who: who.clone(),
            former: (Rc::clone(&who.nickname), Position::default()),
        });
    }

    pub(super) fn left(&mut self, who: &Participant) {
        self.0.retain(|agent| !agent.who.is(who));
    }

    /// One of them, who is given the name of before, goes by another from that place on, unless
    /// a change after that one is known already.
    pub(super) fn renamed(&mut self, who: &mut Participant, name: &Rc<str>, place: Position) {
        let is_it = |agent: &&mut Agent| agent.who.is(who) && agent.former.1 < place;
        if let Some(agent) = self.0.iter_mut().find(is_it) {
            who.nickname = std::mem::replace(&mut agent.who.nickname, Rc::clone(name));
            agent.former = (Rc::clone(&who.nickname), place);
        }
    }

    /// Gives somebody who did something at that place the name of then: a server may go
    /// on calling an agent by the name of before.
    pub(super) fn call(&self, who: &mut Participant, place: Position) {
        let is_it = |agent: &&Agent| {
            let (former, since) = &agent.former;
            agent.who.is(who) && *former == who.nickname && *since < place
        };
        if let Some(agent) = self.0.iter().find(is_it) {
            who.nickname = Rc::clone(&agent.who.nickname);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Entry, Transcript};
    use super::*;
    use crate::chat::{Content, Event, Notice, ParticipantId, Role};

    /// Who did it, by number and name.
    type Who = (Option<u64>, &'static str);

    const INES: Who = (Some(3), "Ines");
    const INES_M: Who = (Some(3), "Ines M.");

    fn event(position: u64, (id, nickname): Who, content: Content) -> Event {
        Event {
            position: Some(Position(position)),
            at: None,
            from: Participant {
                role: Role::Agent,
                id: id.map(ParticipantId),
                nickname: nickname.into(),
            },
            content,
        }
    }

    fn notice(position: u64, who: Who, notice: Notice) -> Event {
        event(position, who, Content::Notice(notice))
    }

    fn joined(position: u64, who: Who) -> Event {
        notice(position, who, Notice::Joined)
    }

    fn renamed(position: u64, who: Who, name: &str) -> Event {
        notice(position, who, Notice::Renamed(name.into()))
    }

    fn says(position: u64, who: Who) -> Event {
        event(position, who, Content::Text("x".into()))
    }

    fn merged(events: impl IntoIterator<Item = Event>) -> Transcript {
        let mut transcript = Transcript::default();
        for event in events {
            transcript.merge(&event, Default::default());
        }
        transcript
    }

    fn lines(transcript: &Transcript) -> Vec<String> {
        let line = |entry: &Entry| match entry {
            Entry::Joined(who) => format!("+ {}", who.nickname),
            Entry::Left(who) => format!("- {}", who.nickname),
            Entry::Renamed(who, name) => format!("{} = {name}", who.nickname),
            other => format!("{other:?}"),
        };
        let rows = transcript.rows().iter();
        rows.map(|row| match &row.entry {
            Entry::Message { from, .. } => format!("{}: {}", from.nickname, row.text()),
            entry => line(entry),
        })
        .collect()
    }

    fn present(transcript: &Transcript) -> Vec<&str> {
        transcript.agents().map(|name| &**name).collect()
    }

    #[test]
    fn an_agent_with_another_name_is_the_same_and_what_was_said_stays() {
        let transcript = merged([
            joined(2, INES),
            says(3, INES),
            renamed(4, INES_M, "Ines M."),
            says(5, INES_M),
        ]);
        let expected = ["+ Ines", "Ines: x", "Ines = Ines M.", "Ines M.: x"];
        assert_eq!(lines(&transcript), expected);
        assert_eq!(present(&transcript), ["Ines M."]);
    }

    #[test]
    fn the_new_name_holds_even_if_the_server_goes_on_with_the_old_one() {
        let mut transcript = merged([
            joined(2, INES),
            renamed(4, INES, "Ines M."),
            notice(5, INES, Notice::TypingStarted),
        ]);
        assert!(transcript.typing().eq(["Ines M."].map(Rc::from).iter()));
        for event in [says(3, INES), says(6, INES), notice(7, INES, Notice::Left)] {
            transcript.merge(&event, Default::default());
        }
        let expected = [
            "+ Ines",
            "Ines: x",
            "Ines = Ines M.",
            "Ines M.: x",
            "- Ines M.",
        ];
        assert_eq!(lines(&transcript), expected);
        assert_eq!(transcript.typing().count() + transcript.agents().count(), 0);
    }

    #[test]
    fn who_types_does_so_under_the_new_name_and_no_other() {
        let mut transcript = merged([
            joined(2, INES),
            notice(3, INES, Notice::TypingStarted),
            renamed(4, INES_M, "Ines M."),
        ]);
        assert!(transcript.typing().eq(["Ines M."].map(Rc::from).iter()));
        transcript.merge(
            &notice(5, INES_M, Notice::TypingStopped),
            Default::default(),
        );
        assert_eq!(transcript.typing().count(), 0);
    }

    #[test]
    fn a_name_may_change_back() {
        let transcript = merged([
            joined(2, INES),
            renamed(3, INES_M, "Ines M."),
            renamed(4, INES, "Ines"),
            says(5, INES),
        ]);
        let expected = ["+ Ines", "Ines = Ines M.", "Ines M. = Ines", "Ines: x"];
        assert_eq!(lines(&transcript), expected);
    }

    #[test]
    fn agents_of_one_name_are_told_apart_by_their_numbers() {
        let other = (Some(4), "Ines");
        let transcript = merged([
            joined(2, INES),
            joined(3, other),
            renamed(4, other, "Ines B."),
            says(5, INES),
            notice(6, other, Notice::Left),
        ]);
        let expected = ["+ Ines", "+ Ines", "Ines = Ines B.", "Ines: x", "- Ines B."];
        assert_eq!(lines(&transcript), expected);
        assert_eq!(present(&transcript), ["Ines"]);
    }

    #[test]
    fn what_is_no_change_or_nobodys_is_not_shown() {
        let unknown = (None, "Ines M.");
        let transcript = merged([
            joined(2, INES),
            renamed(3, INES, "Ines"),
            renamed(4, unknown, "Ines M."),
        ]);
        assert_eq!(lines(&transcript), ["+ Ines"]);
        assert_eq!(present(&transcript), ["Ines"]);
    }

    #[test]
    fn a_change_of_names_that_is_learnt_too_late_changes_nothing() {
        let transcript = merged([
            joined(1, INES),
            renamed(3, INES, "Ines Miller"),
            renamed(2, INES, "Ines M."),
            says(4, (Some(3), "Ines Miller")),
        ]);
        assert_eq!(present(&transcript), ["Ines Miller"]);
        assert_eq!(lines(&transcript).last().unwrap(), "Ines Miller: x");
    }

    #[test]
    fn a_change_of_the_visitors_or_the_systems_shows_nothing() {
        for role in [Role::Visitor, Role::System] {
            let mut event = renamed(2, INES, "Ines M.");
            event.from.role = role;
            assert_eq!(merged([event]).rows().len(), 0, "{role:?}");
        }
    }
}
