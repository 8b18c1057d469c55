//! The panel for faults, a page that is a part of the program.

use super::header::header;
use axum::Router;
use axum::http::HeaderName;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::Html;
use axum::routing::get;

/// Nothing but its own files and its own server, and no text that could become markup.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

const PAGE: &str = include_str!("../../desk/faults.html");
const STYLE: &str = include_str!("../../desk/faults.css");
const SCRIPT: &str = include_str!("../../desk/faults.js");

/// `/desk/faults`. What it asks for is let through, or not, where it is asked for.
pub(super) fn router() -> Router {
    let style = || async { typed("text/css; charset=utf-8", STYLE) };
    let script = || async { typed("text/javascript; charset=utf-8", SCRIPT) };
    Router::new()
        .route("/desk/faults", get(|| async { Html(PAGE) }))
        .route("/desk/faults.css", get(style))
        .route("/desk/faults.js", get(script))
        .layer(header(CONTENT_SECURITY_POLICY, POLICY))
        .layer(header(CACHE_CONTROL, "no-cache"))
        .layer(header(REFERRER_POLICY, "no-referrer"))
        .layer(header(X_CONTENT_TYPE_OPTIONS, "nosniff"))
}

fn typed(
    kind: &'static str,
    text: &'static str,
) -> ([(HeaderName, &'static str); 1], &'static str) {
    ([(CONTENT_TYPE, kind)], text)
}

#[cfg(test)]
mod tests {
    use super::PAGE;
    use crate::faults::{FalseReply, FaultKind};
    use std::collections::BTreeMap;
    use std::time::Duration;

    /// What the page says of each kind, by its name.
    fn offered() -> BTreeMap<&'static str, Vec<&'static str>> {
        let options = PAGE
            .lines()
            .filter_map(|line| line.split_once("<option value=\""));
        let taking = options.filter_map(|(_, rest)| {
            let (name, rest) = rest.split_once("\" data-takes=\"")?;
            let (takes, _) = rest.split_once('"')?;
            Some((name, takes.split(' ').collect()))
        });
        taking.collect()
    }

    #[test]
    fn the_page_offers_every_kind_with_what_that_takes() {
        let refusal = FalseReply::refusal(503, "");
        let own = [FaultKind::Delay(Duration::ZERO), FaultKind::Status(refusal)];
        let kinds: Vec<_> = FaultKind::PLAIN.into_iter().chain(own).collect();
        let offered = offered();
        assert_eq!(offered.len(), kinds.len());
        for kind in kinds {
            let takes = [
                ("chat", kind.knows_chats()),
                ("requests", kind.knows_requests()),
                ("count", kind.is_counted()),
                ("time", !kind.is_at_once()),
                ("delay", kind.name() == "delay"),
                ("status", kind.name() == "status"),
            ];
            for (what, takes) in takes {
                let offers = offered[kind.name()].contains(&what);
                assert_eq!(offers, takes, "{what} for {}", kind.name());
            }
        }
    }
}
