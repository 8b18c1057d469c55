//! GMS Chat API Version 2 on the wire.

mod route;
pub(crate) use route::serves;

mod chat;

mod files;

mod cometd;
pub(crate) use cometd::{push, take};

use crate::digital::{Fields, Refusal};
use crate::emulator::Emulator;
use crate::http::{Request, Response};
use crate::now::Now;
use route::Route;

/// Answers one request of this API; whatever is not part of it is refused.
pub(crate) fn answer(emulator: &mut Emulator, request: &Request, now: Now) -> Response {
    attempt(emulator, request, now).unwrap_or_else(Refusal::into_response)
}

fn attempt(emulator: &mut Emulator, request: &Request, now: Now) -> Result<Response, Refusal> {
    let route = Route::of(request)?;
    let fields = Fields::of_form(request)?;
    match route {
        Route::Request { service } => chat::request(emulator, &service, &fields, now),
        Route::Chat { place, operation } => {
            chat::operate(emulator, &place, operation, &fields, now)
        }
        Route::File { place, act } => files::answer(emulator, &place, &act, &fields, now),
        Route::Notify => files::notify(emulator, &fields, now),
    }
}

#[cfg(test)]
mod tests;
