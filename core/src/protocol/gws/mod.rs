//! The dialects of Genesys Web Services and of its kin, the Web API Server.

pub mod chats;
pub mod web_api;
