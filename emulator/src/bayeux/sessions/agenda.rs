//! Which session is due next.

use super::super::settings::CometdSettings;
use super::session::Wait;
use crate::id::ClientId;
use crate::now::Now;
use std::collections::BTreeSet;
use std::time::Duration;

/// Sessions by what they wait for, in the order of time. How long a client may stay away is asked
/// when it is needed, since settings may change while it is away.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    /// Those with a held connect, by its end.
    held: BTreeSet<(Now, ClientId)>,
    /// Those whose client is away, by when it was last there.
    away: BTreeSet<(Now, ClientId)>,
    /// The same where it was told to go slowly.
    slow: BTreeSet<(Now, ClientId)>,
}

impl Agenda {
    pub(super) fn add(&mut self, wait: Wait, client: &ClientId) {
        if let Some((list, at)) = self.list(wait) {
            list.insert((at, client.clone()));
        }
    }

    pub(super) fn strike(&mut self, wait: Wait, client: &ClientId) {
        if let Some((list, at)) = self.list(wait) {
            list.remove(&(at, client.clone()));
        }
    }

    /// When the first is due.
    pub(super) fn next(&self, settings: &CometdSettings) -> Option<Now> {
        let held = self.held.first().map(|(until, _)| *until);
        let lost = [
            lost(&self.away, settings.interval, settings),
            lost(&self.slow, settings.multiple_interval, settings),
        ];
        let lost = lost.into_iter().flatten().map(|(at, _)| at);
        held.into_iter().chain(lost).min()
    }

    /// A session whose connect has been held long enough, and when that was.
    pub(super) fn held_until(&self, now: Now) -> Option<(Now, ClientId)> {
        let first = self.held.first().filter(|(until, _)| *until <= now);
        first.cloned()
    }

    /// A session whose client has stayed away too long.
    pub(super) fn lost_until(&self, now: Now, settings: &CometdSettings) -> Option<ClientId> {
        let lost = [
            lost(&self.away, settings.interval, settings),
            lost(&self.slow, settings.multiple_interval, settings),
        ];
        let mut due = lost.into_iter().flatten().filter(|(at, _)| *at <= now);
        due.next().map(|(_, client)| client.clone())
    }

    /// How many wait with a connect, and how many for one.
    #[cfg(test)]
    pub(super) fn sizes(&self) -> (usize, usize) {
        (self.held.len(), self.away.len() + self.slow.len())
    }

    fn list(&mut self, wait: Wait) -> Option<(&mut BTreeSet<(Now, ClientId)>, Now)> {
        match wait {
            Wait::Stalled(_) => None,
            Wait::Held(_, until) => Some((&mut self.held, until)),
            Wait::Away(since) => Some((&mut self.away, since)),
            Wait::Slow(since) => Some((&mut self.slow, since)),
        }
    }
}

/// The one of a list that has been away longest, and when it is given up.
fn lost<'a>(
    list: &'a BTreeSet<(Now, ClientId)>,
    interval: Duration,
    settings: &CometdSettings,
) -> Option<(Now, &'a ClientId)> {
    let (since, client) = list.first()?;
    let patience = interval.saturating_add(settings.max_interval);
    Some((since.after(patience), client))
}
