//! Who may ask: the person at this machine, not the pages that their browser happens to show.
//!
//! A page of another site can have a browser ask us, and can have its own name point to this
//! machine to be taken for one of our pages. The first shows in `Origin`, the second in `Host`.

use crate::shell::ends::Ends;
use axum::Extension;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use std::net::{IpAddr, SocketAddr};
use thiserror::Error;

/// Why somebody may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
enum Intrusion {
    #[error("The header Host must be there, once, and hold a host: open http://{0}/state")]
    Host(SocketAddr),
    #[error(
        "This is shown under localhost and the address it is reached at only, for any name could \
         be another site's: open http://{0}/state"
    )]
    Name(SocketAddr),
    #[error("Pages of other origins may neither read nor change this.")]
    Origin,
}

/// Lets a request through, or answers 403 with the reason.
pub(super) async fn check(
    Extension(ends): Extension<Ends>,
    request: Request,
    next: Next,
) -> Response {
    match examine(request.headers(), ends.server) {
        Ok(()) => next.run(request).await,
        Err(intrusion) => intrusion.into_response(),
    }
}

fn examine(headers: &HeaderMap, server: SocketAddr) -> Result<(), Intrusion> {
    let host = only(headers, HOST).ok_or(Intrusion::Host(server))?;
    let authority: Authority = host.parse().map_err(|_| Intrusion::Host(server))?;
    if host.contains('@') || !is_ours(authority.host(), server.ip()) {
        return Err(Intrusion::Name(server));
    }
    if !headers.contains_key(ORIGIN) {
        return Ok(());
    }
    let origin = only(headers, ORIGIN).ok_or(Intrusion::Origin)?;
    // With TLS when there is a proxy in front.
    let stripped = ["http://", "https://"].map(|scheme| origin.strip_prefix(scheme));
    let mut stripped = stripped.into_iter().flatten();
    if stripped.any(|origin| origin.eq_ignore_ascii_case(host)) {
        Ok(())
    } else {
        Err(Intrusion::Origin)
    }
}

/// The header's value, if there is one only.
fn only(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Whether a host names this machine whatever any name server says.
fn is_ours(host: &str, server: IpAddr) -> bool {
    if host.eq_ignore_ascii_case("localhost") {
        return true;
    }
    let literal = host.trim_start_matches('[').trim_end_matches(']');
    let address = literal
        .parse::<IpAddr>()
        .map(|address| address.to_canonical());
    address.is_ok_and(|address| address.is_loopback() || address == server.to_canonical())
}

impl Intrusion {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(format!("{self}\n")));
        *response.status_mut() = StatusCode::FORBIDDEN;
        let plain = HeaderValue::from_static("text/plain; charset=utf-8");
        response.headers_mut().insert(CONTENT_TYPE, plain);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn examined(lines: &[(HeaderName, &str)], server: &str) -> Result<(), Intrusion> {
        let lines = lines.iter().cloned();
        let headers = lines.map(|(name, value)| (name, HeaderValue::from_str(value).unwrap()));
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(name, value);
        }
        examine(&map, server.parse().unwrap())
    }

    const LOCAL: &str = "127.0.0.1:8888";
    const REACHED: &str = "192.0.2.7:8888";

    #[test]
    fn this_machine_is_known_by_its_addresses() {
        for (host, server) in [
            ("localhost:8888", LOCAL),
            ("LocalHost", LOCAL),
            ("127.0.0.1:8888", LOCAL),
            // Forwarded from another port of another machine's loopback.
            ("127.0.0.1:9999", REACHED),
            ("[::1]:8888", "[::1]:8888"),
            ("[::ffff:127.0.0.1]", LOCAL),
            ("192.0.2.7:8888", REACHED),
            ("192.0.2.7:8888", "[::ffff:192.0.2.7]:8888"),
        ] {
            assert_eq!(examined(&[(HOST, host)], server), Ok(()), "{host}");
        }
    }

    #[test]
    fn other_names_are_refused_wherever_they_point() {
        let local = LOCAL.parse().unwrap();
        for host in [
            "evil.example",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "localhost:8888@evil.example",
            "evil.example@localhost:8888",
            "192.0.2.7:8888",
            "0.0.0.0:8888",
            "2130706433",
        ] {
            let refused = Err(Intrusion::Name(local));
            assert_eq!(examined(&[(HOST, host)], LOCAL), refused, "{host}");
        }
        let refused = Err(Intrusion::Host(local));
        assert_eq!(examined(&[], LOCAL), refused);
        assert_eq!(examined(&[(HOST, "")], LOCAL), refused);
        let twice = [(HOST, "localhost"), (HOST, "evil.example")];
        assert_eq!(examined(&twice, LOCAL), refused);
    }

    #[test]
    fn only_its_own_pages_may_ask_it() {
        let asked =
            |origin: &'static str| examined(&[(HOST, "localhost:8888"), (ORIGIN, origin)], LOCAL);
        assert_eq!(asked("http://localhost:8888"), Ok(()));
        assert_eq!(asked("https://LOCALHOST:8888"), Ok(()));
        for origin in [
            "null",
            "",
            "http://localhost",
            "http://localhost:8889",
            "http://127.0.0.1:8888",
            "https://shop.example",
            "ftp://localhost:8888",
        ] {
            assert_eq!(asked(origin), Err(Intrusion::Origin), "{origin}");
        }
        let own = (ORIGIN, "http://localhost:8888");
        let twice = [(HOST, "localhost:8888"), own.clone(), own];
        assert_eq!(examined(&twice, LOCAL), Err(Intrusion::Origin));
    }
}
