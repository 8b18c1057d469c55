//! The agents' desk, and the panel beside it: pages that are a part of the program.

use super::center::Center;
use super::header::header;
use super::panel;
use crate::emulator::Emulator;
use crate::staff::StaffSettings;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

/// Nothing but its own files and its own server, and no text that could become markup.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

const PAGE: &str = include_str!("../../desk/index.html");

/// A line of the page with this in it is only for a contact centre with the default accounts.
const MARK: &str = "data-default-accounts";

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

macro_rules! file {
    ($name:literal, $kind:expr) => {
        ($name, $kind, include_str!(concat!("../../desk/", $name)))
    };
}

/// Everything that the pages load: name, media type, content.
const FILES: &[(&str, &str, &str)] = &[
    file!("controls.css", STYLE),
    file!("conversation.css", STYLE),
    file!("desk.css", STYLE),
    file!("dialog.css", STYLE),
    file!("list.css", STYLE),
    file!("narrow.css", STYLE),
    file!("palette.css", STYLE),
    file!("sign-in.css", STYLE),
    file!("icon.svg", "image/svg+xml"),
    file!("faults.css", STYLE),
    file!("account.js", SCRIPT),
    file!("answers.js", SCRIPT),
    file!("api.js", SCRIPT),
    file!("chat.js", SCRIPT),
    file!("composer.js", SCRIPT),
    file!("desk.js", SCRIPT),
    file!("details.js", SCRIPT),
    file!("dialog.js", SCRIPT),
    file!("editor.js", SCRIPT),
    file!("element.js", SCRIPT),
    file!("failure.js", SCRIPT),
    file!("faults.js", SCRIPT),
    file!("feed.js", SCRIPT),
    file!("frame.js", SCRIPT),
    file!("item.js", SCRIPT),
    file!("keys.js", SCRIPT),
    file!("log.js", SCRIPT),
    file!("main.js", SCRIPT),
    file!("offer.js", SCRIPT),
    file!("outbox.js", SCRIPT),
    file!("pane.js", SCRIPT),
    file!("picker.js", SCRIPT),
    file!("row.js", SCRIPT),
    file!("sign-in.js", SCRIPT),
    file!("store.js", SCRIPT),
    file!("typing.js", SCRIPT),
];

/// The desk at `/desk`, the panel at `/desk/faults`, their files beside that.
pub(super) fn router(center: Center) -> Router {
    Router::new()
        .route("/desk", get(page))
        .route("/desk/", get(page))
        .route("/desk/faults", get(|| async { Html(panel::PAGE) }))
        .route("/desk/{file}", get(file))
        .with_state(center)
        .layer(header(CONTENT_SECURITY_POLICY, POLICY))
        .layer(header(CACHE_CONTROL, "no-cache"))
        .layer(header(REFERRER_POLICY, "no-referrer"))
        .layer(header(X_CONTENT_TYPE_OPTIONS, "nosniff"))
}

async fn page(State(center): State<Center>) -> Html<String> {
    let tells = center.look(has_default_agents);
    let lines = PAGE.split_inclusive('\n');
    Html(lines.filter(|line| tells || !line.contains(MARK)).collect())
}

async fn file(Path(name): Path<String>) -> Response {
    let found = FILES.iter().find(|(known, ..)| *known == name);
    match found {
        Some((_, kind, text)) => ([(CONTENT_TYPE, *kind)], *text).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Whether those may sign in of whom everybody can read.
fn has_default_agents(emulator: &Emulator) -> bool {
    emulator.settings().staff.agents == StaffSettings::default().agents
}

#[cfg(test)]
mod tests {
    use super::{FILES, MARK, PAGE};
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_file_of_the_desk_is_served() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("desk");
        let entries = std::fs::read_dir(folder).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let there: BTreeSet<_> = names.filter(|name| !name.ends_with(".html")).collect();
        let served: BTreeSet<_> = FILES.iter().map(|(name, ..)| (*name).to_owned()).collect();
        assert_eq!(there, served);
    }

    #[test]
    fn the_hint_at_the_default_accounts_is_one_line() {
        assert_eq!(PAGE.matches(MARK).count(), 1);
    }
}
