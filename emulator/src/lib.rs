//! causerie-emulator.
#![forbid(unsafe_code)]
