//! The emulator's CometD endpoint against clients that others have written; see `peers.rs`.
