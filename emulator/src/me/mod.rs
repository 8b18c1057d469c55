//! The agent's side on the wire, in both documented forms.
//!
//! Documents: "Interactions On Chat Channel" (`/me/interactions/{id}`, called *the older form*),
//! and the chat pages of the Web Services API 8.5.2 (`/api/v2/me/chats/{id}`). What stands in
//! neither is ours and says so.

mod route;
pub(crate) use route::{NOTIFICATIONS, notifies, serves};

mod access;
mod body;
mod operation;

mod documents;
pub(crate) use documents::Documents;
mod perform;
mod resources;
mod user_data;

mod refusal;
mod reply;

use crate::emulator::Emulator;
use crate::http::{Request, Response};
use crate::id::AgentId;
use crate::now::Now;
use body::Body;
use operation::{Operation, Work};
use refusal::Refusal;
use route::Route;

pub(crate) use access::admit;

/// Answers one request of an agent's.
pub(crate) fn answer(emulator: &mut Emulator, request: &Request, now: Now) -> Response {
    match admit(emulator, request) {
        Ok(agent) => attempt(emulator, request, &agent, now),
        Err(refusal) => Err(refusal),
    }
    .unwrap_or_else(|refusal| refusal.into_response(request))
}

/// The answer to somebody who may not hear of anything.
pub(crate) fn refuse(request: &Request) -> Response {
    Refusal::Unauthenticated.into_response(request)
}

fn attempt(
    emulator: &mut Emulator,
    request: &Request,
    agent: &AgentId,
    now: Now,
) -> Result<Response, Refusal> {
    match Route::of(request)? {
        Route::Operate { chat } => {
            let body = Body::read(&request.body)?;
            let operation = Operation::read(&body, emulator.settings.message_limit)?;
            let consults = operation.is_about_consultation();
            perform::perform(emulator, agent, &chat, operation, now)?;
            Ok(reply::done(request, consults))
        }
        Route::Me => Ok(resources::me(emulator, agent)),
        Route::Work => {
            let body = Body::read(&request.body)?;
            match operation::work(&body)? {
                Work::Ready => emulator.set_ready(agent, true, now),
                Work::NotReady => emulator.set_ready(agent, false, now),
                Work::SignOut => emulator.sign_out(agent, now),
            }
            Ok(reply::done(request, false))
        }
        Route::Users => Ok(resources::users(emulator)),
        Route::User { agent } => resources::other(emulator, agent),
        Route::Chats => Ok(resources::chats(emulator, agent)),
        Route::Chat { chat } => resources::chat(emulator, agent, &chat),
        Route::Messages { chat } => resources::messages(emulator, agent, &chat, request),
        Route::File { chat, file } => resources::file(emulator, agent, &chat, &file),
        Route::Documents => documents::store(emulator, request),
    }
}

#[cfg(test)]
mod tests;
