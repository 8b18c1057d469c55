//! `/state`: the chats on a page, for people.

use super::chat::{Participant, Summary};
use super::html::Escaped;
use crate::emulator::Emulator;
use crate::shell::center::Center;
use axum::extract::State;
use axum::http::HeaderName;
use axum::http::header::CONTENT_TYPE;
use axum::response::Html;
use std::fmt::Write;

const STYLE: &str = include_str!("state.css");

const HEAD: &str = "<!DOCTYPE html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width\">
<title>The contact centre’s state</title>
<link rel=\"stylesheet\" href=\"/state.css\">
<h1>The contact centre’s state</h1>
";

const COLUMNS: &str = "<table>
<thead><tr><th scope=\"col\">Chat</th><th scope=\"col\">API</th><th scope=\"col\">Service</th>\
<th scope=\"col\">Customer</th><th scope=\"col\">State</th><th scope=\"col\">Who is in</th>\
<th scope=\"col\">Events</th><th scope=\"col\">Last position</th>\
<th scope=\"col\">Started (UTC)</th></tr></thead>
<tbody>
";

/// The page.
pub(super) async fn state(State(center): State<Center>) -> Html<String> {
    Html(center.look(page))
}

/// Its style sheet; the policy allows none inside the page.
pub(super) async fn style() -> ([(HeaderName, &'static str); 1], &'static str) {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)
}

fn page(emulator: &Emulator) -> String {
    let chats = emulator.chats();
    let live = chats.iter().filter(|chat| chat.is_live()).count();
    let sessions = emulator.sessions();
    let mut page = HEAD.to_owned();
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(
        page,
        "<p>{live} live of {} kept chats; {sessions} CometD sessions. \
         <a href=\"/state\">Look again</a>, or <a href=\"/desk/faults\">have something go wrong\
         </a></p>",
        chats.len()
    );
    if !chats.is_empty() {
        page.push_str(COLUMNS);
        for chat in chats.into_iter().rev() {
            row(&mut page, &Summary::of(chat));
        }
        page.push_str("</tbody>\n</table>\n");
    }
    page.push_str("</html>\n");
    page
}

fn row(page: &mut String, chat: &Summary<'_>) {
    let id = Escaped(chat.id);
    let ended = chat.ended.as_ref();
    let ended = ended.map(|ended| format!(" by {} at {}", ended.by, ended.at));
    let _ = writeln!(
        page,
        "<tr class=\"{state}\"><th scope=\"row\"><a href=\"/admin/chats/{id}\">{id}</a></th>\
         <td>{api}</td><td>{service}</td><td><bdi>{nickname}</bdi></td>\
         <td>{state}{ended}</td><td>{who}</td><td>{events}</td><td>{position}</td>\
         <td>{started}</td></tr>",
        api = chat.dialect,
        service = Escaped(chat.service.unwrap_or("–")),
        nickname = Escaped(chat.nickname),
        state = chat.state,
        ended = ended.unwrap_or_default(),
        who = who(&chat.participants),
        events = chat.events,
        position = chat.position,
        started = chat.started,
    );
}

fn who(participants: &[Participant<'_>]) -> String {
    let one = |participant: &Participant<'_>| {
        let (nickname, role) = (Escaped(participant.nickname), participant.role);
        let hidden = if participant.hidden {
            ", unseen by the customer"
        } else {
            ""
        };
        format!("<bdi>{nickname}</bdi> ({role}{hidden})")
    };
    let all: Vec<_> = participants.iter().map(one).collect();
    all.join(", ")
}
