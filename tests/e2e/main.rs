//! Tests in a real browser. `cargo xtask test --browser` builds what they need and runs them.

mod harness;
