//! GMS Chat API Version 1 on the wire: its operations, and what CometD carries of a chat.

mod route;

mod fields;

mod service;

mod chat;

mod push;
pub(crate) use push::{CHANNEL, data};

mod refusal;
mod reply;

use crate::emulator::Emulator;
use crate::http::{Request, Response};
use crate::now::Now;
use fields::Fields;
use refusal::Refusal;
use route::Route;

/// Answers one request of this API; whatever is not part of it is refused.
pub(crate) fn answer(emulator: &mut Emulator, request: &Request, now: Now) -> Response {
    attempt(emulator, request, now).unwrap_or_else(Refusal::into_response)
}

fn attempt(emulator: &mut Emulator, request: &Request, now: Now) -> Result<Response, Refusal> {
    let route = Route::of(request)?;
    let fields = Fields::read(request)?;
    match route {
        Route::Create { service } => service::create(emulator, &service, &fields, now),
        Route::Status { id } => service::status(emulator, &id, &fields, now),
        Route::Chat { id, operation } => chat::answer(emulator, &id, operation, &fields, now),
    }
}

#[cfg(test)]
mod tests;
