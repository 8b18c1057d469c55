//! The dialects of Genesys Mobile Services.

pub mod push;
pub mod v1;
pub mod v2;
mod wire;
