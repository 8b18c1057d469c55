//! The npm package in the hands of bundlers, servers and pages; see `main.rs`.
