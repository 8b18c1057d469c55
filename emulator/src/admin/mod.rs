//! What whoever runs the emulator may ask of it: faults on purpose, as JSON. All of it is ours.

mod route;
pub(crate) use route::serves;

mod body;
mod order;

mod refusal;
mod reply;

use crate::emulator::Emulator;
use crate::faults::Added;
use crate::http::{Request, Response};
use crate::now::Now;
use body::Body;
use refusal::Refusal;
use route::Route;

/// Answers one request of the admin API.
pub(crate) fn answer(emulator: &mut Emulator, request: &Request, now: Now) -> Response {
    attempt(emulator, request, now).unwrap_or_else(Refusal::into_response)
}

fn attempt(emulator: &mut Emulator, request: &Request, now: Now) -> Result<Response, Refusal> {
    match Route::of(request)? {
        Route::List => Ok(reply::faults(emulator.faults())),
        Route::Add => {
            let fault = order::read(&Body::read(request)?)?;
            match emulator.add_fault(fault.clone(), now)? {
                Added::Done { applied } => Ok(reply::done(&fault, applied)),
                Added::Listed(id) => {
                    let listed = emulator.fault(id).ok_or(Refusal::NoFault { id })?;
                    Ok(reply::added(listed))
                }
            }
        }
        Route::RemoveAll => Ok(reply::faults(emulator.remove_faults(now).iter())),
        Route::Show(id) => {
            let listed = emulator.fault(id).ok_or(Refusal::NoFault { id })?;
            Ok(reply::fault(listed))
        }
        Route::Remove(id) => {
            let removed = emulator.remove_fault(id, now);
            Ok(reply::fault(&removed.ok_or(Refusal::NoFault { id })?))
        }
    }
}

#[cfg(test)]
mod tests;
