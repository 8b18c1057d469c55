//! One test for each case of the conformance list; its number is in the name.

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
