//! The dialects of Genesys Mobile Services.

pub mod push;
pub mod v1;
mod wire;
