//! causerie-core.
#![forbid(unsafe_code)]
