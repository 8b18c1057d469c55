//! The dialects of Genesys Mobile Services.

pub mod v1;
mod wire;
