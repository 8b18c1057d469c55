//! The cases of the conformance list that this client decides, their numbers in
//! the names; `CASES.md` tells where the others are held.

mod ack;
mod advice;
mod bench;
mod connect;
mod delivery;
mod ending;
mod failure;
mod handshake;
mod http;
mod ids;
mod subscribe;

use super::*;
use crate::http::Credentials;
