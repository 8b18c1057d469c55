//! The chat of the Web API Server (eServices) on the wire.

mod route;
pub(crate) use route::serves;

mod chat;
mod info;

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
    match Route::of(request)? {
        Route::Request => chat::request(emulator, &fields(request)?, now),
        Route::Operate { id } => chat::operate(emulator, &id, &fields(request)?, now),
        Route::Messages { id } => chat::messages(emulator, &id, &fields(request)?, now),
        Route::Info { id } => chat::info(emulator, &id),
    }
}

/// Bodies are JSON objects. Their content type decides nothing, which is our reading.
fn fields(request: &Request) -> Result<Fields, Refusal> {
    let what = "body";
    let body = serde_json::from_slice(&request.body).map_err(|_| Refusal::Wrong { what })?;
    Fields::of_json(body)
}

#[cfg(test)]
mod tests;
