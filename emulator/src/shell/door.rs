//! Where connections come in.

use super::connection::{House, converse, turn_away};
use super::ends::Ends;
use super::refusal::Refusal;
use std::num::NonZeroUsize;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tracing::warn;

/// So many at a time are told that they are turned away; more are cut.
const TURNED_AWAY: usize = 64;

/// A listener that counts.
#[derive(Debug)]
pub(super) struct Door {
    listener: TcpListener,
    /// Most connections at a time.
    limit: Option<NonZeroUsize>,
}

impl Door {
    pub(super) fn new(listener: TcpListener, limit: Option<NonZeroUsize>) -> Self {
        Self { listener, limit }
    }

    /// Lets connections in for ever.
    pub(super) async fn keep(&self, inside: &mut JoinSet<()>, house: &House) {
        let mut outside = JoinSet::new();
        loop {
            match self.listener.accept().await {
                Ok((stream, _)) => self.meet(stream, inside, &mut outside, house),
                Err(error) => {
                    // For instance too many open files: some will be closed in a moment.
                    warn!("a connection could not be accepted: {error}");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            }
        }
    }

    fn meet(
        &self,
        stream: TcpStream,
        inside: &mut JoinSet<()>,
        outside: &mut JoinSet<()>,
        house: &House,
    ) {
        let Ok(ends) = Ends::of(&stream) else {
            return;
        };
        while inside.try_join_next().is_some() {}
        let limit = self.limit.map_or(usize::MAX, NonZeroUsize::get);
        if inside.len() < limit {
            inside.spawn(converse(stream, ends, house.clone()));
            return;
        }
        warn!(client = %ends.client, limit, "too many connections");
        while outside.try_join_next().is_some() {}
        if outside.len() < TURNED_AWAY {
            outside.spawn(turn_away(stream, Refusal::TooManyConnections { limit }));
        }
    }
}
