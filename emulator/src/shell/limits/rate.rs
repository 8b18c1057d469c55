//! So many requests a second of one client.

use super::bucket::Bucket;
use crate::shell::ends::Ends;
use crate::shell::refusal::Refusal;
use axum::Extension;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;
use tracing::warn;

/// How often the clients are forgotten whose buckets are full again.
const FORGETS_EVERY: Duration = Duration::from_secs(1);

/// What every client may still ask.
#[derive(Debug, Clone)]
pub(in crate::shell) struct Rates {
    rate: NonZeroU32,
    clients: Arc<Mutex<Clients>>,
}

#[derive(Debug)]
struct Clients {
    buckets: HashMap<IpAddr, Bucket>,
    forgot: Instant,
}

impl Rates {
    pub(in crate::shell) fn new(rate: NonZeroU32) -> Self {
        let clients = Clients {
            buckets: HashMap::new(),
            forgot: Instant::now(),
        };
        Self {
            rate,
            clients: Arc::new(Mutex::new(clients)),
        }
    }

    fn take(&self, client: IpAddr, now: Instant) -> Result<(), Duration> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        if now.saturating_duration_since(clients.forgot) >= FORGETS_EVERY {
            clients.forgot = now;
            clients.buckets.retain(|_, bucket| !bucket.is_full(now));
        }
        let bucket = clients.buckets.entry(client);
        bucket.or_insert(Bucket::full(now)).take(self.rate, now)
    }
}

/// Lets a request through, or refuses it.
pub(in crate::shell) async fn count(
    State(rates): State<Rates>,
    Extension(ends): Extension<Ends>,
    request: Request,
    next: Next,
) -> Response {
    let client = client(ends.client.ip());
    match rates.take(client, Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(wait) => {
            warn!(%client, "too many requests");
            let rate = rates.rate.get();
            Refusal::TooManyRequests { rate, wait }.into_response()
        }
    }
}

/// Who an address stands for: whoever has one of IPv6 has the whole network around it.
fn client(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let network = address.to_bits() >> 64 << 64;
            IpAddr::V6(Ipv6Addr::from_bits(network))
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: NonZeroU32 = NonZeroU32::new(1).unwrap();

    #[test]
    fn a_network_of_ipv6_is_one_client_and_a_mapped_address_the_one_it_maps() {
        let of = |text: &str| client(text.parse().unwrap()).to_string();
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(of("::ffff:192.0.2.1"), "192.0.2.1");
        assert_eq!(of("192.0.2.1"), "192.0.2.1");
    }

    #[test]
    fn clients_that_are_quiet_are_forgotten() {
        let rates = Rates::new(ONE);
        let now = Instant::now();
        for last in 0..100 {
            rates.take(IpAddr::from([192, 0, 2, last]), now).unwrap();
        }
        assert_eq!(rates.clients.lock().unwrap().buckets.len(), 100);
        let later = now + Duration::from_secs(1);
        rates.take(IpAddr::from([192, 0, 2, 200]), later).unwrap();
        assert_eq!(rates.clients.lock().unwrap().buckets.len(), 1);
    }
}
