//! GWS customer chat, `v2/chats`, on the wire.
//!
//! Documents: "GWS Chat", the README of the sample emulator (called *the README*), and the
//! exchanges recorded with that emulator. Where they differ the README wins, and
//! [`GwsQuirks`] brings the recorded ways.

mod settings;
pub use settings::{GwsQuirks, GwsSettings};

mod route;
pub(crate) use route::serves;

mod body;
mod index;

mod chat;

mod refusal;
mod reply;

mod cors;
pub(crate) use cors::allow;
mod etag;

use crate::emulator::Emulator;
use crate::http::{Request, Response};
use crate::now::Now;
use body::Body;
use index::Index;
use refusal::Refusal;
use route::Route;

/// Answers one request of this API; whatever is not part of it is refused.
pub(crate) fn answer(emulator: &mut Emulator, request: &Request, now: Now) -> Response {
    let response = attempt(emulator, request, now).unwrap_or_else(Refusal::into_response);
    cors::allow(response, &emulator.settings.gws.quirks)
}

fn attempt(emulator: &mut Emulator, request: &Request, now: Now) -> Result<Response, Refusal> {
    match Route::of(request)? {
        Route::Options => Ok(cors::options()),
        Route::RequestChat => chat::request(emulator, &Body::read(&request.body)?, now),
        Route::Operate { id } => chat::operate(emulator, &id, &Body::read(&request.body)?, now),
        Route::GetChat { id } => {
            let response = chat::get(emulator, id, now)?;
            Ok(etag::conditional(request, response))
        }
        Route::GetTranscript { id } => {
            let response = chat::transcript(emulator, id, Index::of(request), now)?;
            Ok(etag::conditional(request, response))
        }
    }
}

#[cfg(test)]
mod tests;
