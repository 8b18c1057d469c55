//! All sessions, and where to find them.

use super::super::settings::CometdSettings;
use super::agenda::Agenda;
use super::groups::Groups;
use super::session::{Held, Session, Wait};
use crate::id::{BrowserId, ClientId};
use crate::now::Now;
use crate::ticket::Ticket;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Sessions by their clients. What else they are found by changes nowhere but here.
#[derive(Debug, Default)]
pub(in crate::bayeux) struct Register {
    sessions: BTreeMap<ClientId, Session>,
    users: Groups<String>,
    /// Those that name no user.
    nameless: BTreeSet<ClientId>,
    browsers: Groups<BrowserId>,
    tickets: BTreeMap<Ticket, ClientId>,
    agenda: Agenda,
}

/// What is looked up.
impl Register {
    pub(in crate::bayeux) fn len(&self) -> usize {
        self.sessions.len()
    }

    pub(in crate::bayeux) fn get(&self, id: &ClientId) -> Option<&Session> {
        self.sessions.get(id)
    }

    pub(in crate::bayeux) fn get_mut(&mut self, id: &ClientId) -> Option<&mut Session> {
        self.sessions.get_mut(id)
    }

    /// The clients that hear what is published on `channel` for `user`. One that names no user
    /// gets what is for nobody in particular.
    pub(in crate::bayeux) fn hearing(
        &self,
        channel: &str,
        user: Option<&str>,
    ) -> impl Iterator<Item = &ClientId> {
        let named = user.map(|user| self.users.members(user));
        let nameless = user.is_none().then_some(&self.nameless);
        let theirs = named.into_iter().flatten();
        theirs
            .chain(nameless.into_iter().flatten())
            .filter(move |id| self.get(id).is_some_and(|session| session.hears(channel)))
    }

    /// Whether another client of the same browser holds a connect.
    pub(in crate::bayeux) fn is_crowded(&self, id: &ClientId) -> bool {
        let browser = self.get(id).and_then(Session::browser);
        let clients = browser.map(|browser| self.browsers.members(browser));
        let mut others = clients.into_iter().flatten().filter(|other| *other != id);
        others.any(|other| self.get(other).is_some_and(Session::is_held))
    }

    /// Whether a connect with this ticket is held.
    pub(in crate::bayeux) fn holds(&self, ticket: Ticket) -> bool {
        self.tickets.contains_key(&ticket)
    }

    /// All sessions.
    pub(in crate::bayeux) fn iter(&self) -> impl Iterator<Item = (&ClientId, &Session)> {
        self.sessions.iter()
    }

    /// All connects that are held.
    pub(in crate::bayeux) fn polls(&self) -> impl Iterator<Item = (&ClientId, Ticket)> {
        let tickets = self.tickets.iter();
        tickets.map(|(ticket, client)| (client, *ticket))
    }

    /// When the first session has waited long enough.
    pub(in crate::bayeux) fn next_deadline(&self, settings: &CometdSettings) -> Option<Now> {
        self.agenda.next(settings)
    }

    /// A session whose connect has been held long enough, and when that was.
    pub(in crate::bayeux) fn held_until(&self, now: Now) -> Option<(Now, ClientId)> {
        self.agenda.held_until(now)
    }

    /// A session whose client has stayed away too long.
    pub(in crate::bayeux) fn lost_until(
        &self,
        now: Now,
        settings: &CometdSettings,
    ) -> Option<ClientId> {
        self.agenda.lost_until(now, settings)
    }
}

/// What changes where a session is found.
impl Register {
    pub(in crate::bayeux) fn insert(&mut self, id: ClientId, session: Session) {
        self.remove(&id);
        match session.user() {
            Some(user) => self.users.add(user, &id),
            None => drop(self.nameless.insert(id.clone())),
        }
        if let Some(browser) = session.browser() {
            self.browsers.add(browser, &id);
        }
        self.note(session.wait(), &id);
        self.sessions.insert(id, session);
    }

    pub(in crate::bayeux) fn remove(&mut self, id: &ClientId) -> Option<Session> {
        let session = self.sessions.remove(id)?;
        match session.user() {
            Some(user) => self.users.strike(user, id),
            None => drop(self.nameless.remove(id)),
        }
        if let Some(browser) = session.browser() {
            self.browsers.strike(browser, id);
        }
        self.strike(session.wait(), id);
        Some(session)
    }

    /// Notes the user that the client names now.
    pub(in crate::bayeux) fn name(&mut self, id: &ClientId, user: &str) {
        if let Some(mut session) = self.remove(id) {
            session.name(user);
            self.insert(id.clone(), session);
        }
    }

    pub(in crate::bayeux) fn hold(&mut self, id: &ClientId, held: Held) {
        self.change(id, |session| session.hold(held));
    }

    /// Stalls the connect with this ticket, or does so no more; whose it is.
    pub(in crate::bayeux) fn stall(&mut self, ticket: Ticket, stalled: bool) -> Option<ClientId> {
        let id = self.tickets.get(&ticket).cloned()?;
        self.change(&id, |session| session.stall(stalled))?;
        Some(id)
    }

    /// Stalls the connect of a client no more.
    pub(in crate::bayeux) fn resume(&mut self, id: &ClientId) {
        self.change(id, |session| session.stall(false));
    }

    /// See [`Session::conclude`]; nothing where there is no such session.
    pub(in crate::bayeux) fn conclude(
        &mut self,
        id: &ClientId,
        message: Option<Value>,
        crowded: bool,
        now: Now,
        settings: &CometdSettings,
    ) -> Vec<Value> {
        let conclude = |session: &mut Session| session.conclude(message, crowded, now, settings);
        self.change(id, conclude).unwrap_or_default()
    }

    /// Ends the held connect of a client, if there is one that is not stalled.
    pub(in crate::bayeux) fn release(
        &mut self,
        id: &ClientId,
        now: Now,
        settings: &CometdSettings,
    ) -> Option<(Ticket, Vec<Value>)> {
        let release = |session: &mut Session| session.release(now, settings);
        self.change(id, release).flatten()
    }

    /// Lets go of the connect with this ticket, if it is held.
    pub(in crate::bayeux) fn abandon(&mut self, ticket: Ticket, now: Now) {
        if let Some(id) = self.tickets.get(&ticket).cloned() {
            self.change(&id, |session| session.abandon(now));
        }
    }

    fn change<T>(&mut self, id: &ClientId, deed: impl FnOnce(&mut Session) -> T) -> Option<T> {
        let session = self.sessions.get_mut(id)?;
        let before = session.wait();
        let done = deed(session);
        let after = session.wait();
        if before != after {
            self.strike(before, id);
            self.note(after, id);
        }
        Some(done)
    }

    fn note(&mut self, wait: Wait, id: &ClientId) {
        self.agenda.add(wait, id);
        if let Wait::Held(ticket, _) | Wait::Stalled(ticket) = wait {
            self.tickets.insert(ticket, id.clone());
        }
    }

    fn strike(&mut self, wait: Wait, id: &ClientId) {
        self.agenda.strike(wait, id);
        if let Wait::Held(ticket, _) | Wait::Stalled(ticket) = wait {
            self.tickets.remove(&ticket);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::caller::Caller;
    use super::*;
    use crate::dice::Dice;
    use std::time::Duration;

    /// Finds everything by looking at every session.
    struct Seen<'a>(&'a Register);

    impl Seen<'_> {
        fn hearing(&self, channel: &str, user: Option<&str>) -> Vec<ClientId> {
            let all = self.0.sessions.iter();
            let hears = |session: &Session| {
                session.user().map(String::as_str) == user && session.hears(channel)
            };
            let hearing = all.filter(|(_, session)| hears(session));
            hearing.map(|(id, _)| id.clone()).collect()
        }

        fn is_crowded(&self, id: &ClientId) -> bool {
            let browser = self.0.sessions[id].browser();
            let mut all = self.0.sessions.iter();
            all.any(|(other, one)| other != id && one.is_held() && one.browser() == browser)
        }

        fn deadline(&self, settings: &CometdSettings) -> Option<Now> {
            let waits = self.0.sessions.values().map(Session::wait);
            let lost = |since: Now, interval| since.after(interval + settings.max_interval);
            let due = waits.filter_map(|wait| match wait {
                Wait::Stalled(_) => None,
                Wait::Held(_, until) => Some(until),
                Wait::Away(since) => Some(lost(since, settings.interval)),
                Wait::Slow(since) => Some(lost(since, settings.multiple_interval)),
            });
            due.min()
        }

        fn tickets(&self) -> Vec<Ticket> {
            let waits = self.0.sessions.values().map(Session::wait);
            let mut tickets: Vec<_> = waits
                .filter_map(|wait| match wait {
                    Wait::Held(ticket, _) | Wait::Stalled(ticket) => Some(ticket),
                    Wait::Away(_) | Wait::Slow(_) => None,
                })
                .collect();
            tickets.sort_unstable();
            tickets
        }
    }

    const USERS: [Option<&str>; 3] = [None, Some("a"), Some("b")];

    fn check(register: &Register, settings: &CometdSettings) {
        let seen = Seen(register);
        for user in USERS {
            let hearing: Vec<_> = register.hearing("/x", user).cloned().collect();
            assert_eq!(hearing, seen.hearing("/x", user));
        }
        for id in register.sessions.keys().take(9) {
            assert_eq!(register.is_crowded(id), seen.is_crowded(id));
        }
        assert_eq!(register.next_deadline(settings), seen.deadline(settings));
        let tickets: Vec<_> = register.tickets.keys().copied().collect();
        assert_eq!(tickets, seen.tickets());
        let known = register.users.len() + register.nameless.len();
        assert_eq!([known, register.browsers.len()], [register.len(); 2]);
        let (held, away) = register.agenda.sizes();
        let waits = register.sessions.values().map(Session::wait);
        let stalled = waits
            .filter(|wait| matches!(wait, Wait::Stalled(_)))
            .count();
        assert_eq!(held + stalled, tickets.len());
        assert_eq!(held + stalled + away, register.len());
    }

    /// One of many things that may happen to a session.
    fn happen(register: &mut Register, dice: &mut Dice, now: Now, settings: &CometdSettings) {
        let ids: Vec<_> = register.sessions.keys().cloned().collect();
        let roll = |dice: &mut Dice, bound: usize| dice.roll() as usize % bound.max(1);
        let id = ids.get(roll(dice, ids.len())).cloned();
        let id = id.unwrap_or_else(|| ClientId::new("nobody"));
        match roll(dice, 11) {
            0 | 1 => {
                let caller = Caller {
                    user: USERS[roll(dice, 3)].map(str::to_owned),
                    is_proven: false,
                    browser: Some(BrowserId::new(["p", "q"][roll(dice, 2)])),
                };
                let mut session = Session::new(&caller, false, now);
                session.subscriptions.insert("/x".to_owned());
                register.insert(ClientId::mint(dice), session);
            }
            2 => drop(register.remove(&id)),
            3 => register.name(&id, ["a", "b"][roll(dice, 2)]),
            4 | 5 => register.hold(
                &id,
                Held {
                    ticket: Ticket::mint(dice),
                    id: None,
                    until: now.after(Duration::from_millis(dice.roll() % 50)),
                    stalled: roll(dice, 4) == 0,
                },
            ),
            6 => drop(register.conclude(&id, None, roll(dice, 2) == 0, now, settings)),
            7 => drop(register.release(&id, now, settings)),
            8 => register.resume(&id),
            9 => {
                let ticket = register.tickets.keys().next().copied();
                let ticket = ticket.unwrap_or_else(|| Ticket::mint(dice));
                let found = register.tickets.contains_key(&ticket);
                let stalled = register.stall(ticket, true).is_some();
                assert_eq!(stalled, found);
            }
            _ => {
                let ticket = register.tickets.keys().next().copied();
                register.abandon(ticket.unwrap_or_else(|| Ticket::mint(dice)), now);
            }
        }
    }

    #[test]
    fn whatever_happens_sessions_are_found_as_by_looking_at_all() {
        let (mut register, mut dice) = (Register::default(), Dice::new(7));
        let mut settings = CometdSettings::default();
        for millis in 0..1500 {
            let now = Now::from_millis(millis);
            happen(&mut register, &mut dice, now, &settings);
            settings.interval = Duration::from_millis(dice.roll() % 5000);
            check(&register, &settings);
        }
        assert!(register.len() > 50, "{}", register.len());
    }
}
