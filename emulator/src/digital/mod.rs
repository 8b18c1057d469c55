//! What GMS Chat API v2 and the chat of the Web API Server have in common: both are windows on
//! one Chat Server, with its events, its credentials and its status codes.
//!
//! Documents: "Chat API Version 2" and "API Responses" of GMS, "About the Chat Service" and the
//! chat pages of the Web API Server; besides, what their clients were seen to send and read.

mod settings;
pub use settings::{
    DigitalQuirks, DigitalSettings, Failure, FileLimits, NumberForm, Omitted, Rotation,
};

mod fields;
pub(crate) use fields::Fields;

mod access;
pub(crate) use access::{by_id, by_key};

mod start;
pub(crate) use start::start;

mod operation;
pub(crate) use operation::{Operation, perform};

mod event;
pub(crate) use event::{EventObject, Party};

mod reply;
pub(crate) use reply::Reply;

mod refusal;
pub(crate) use refusal::{Code, Refusal};
