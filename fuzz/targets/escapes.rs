//! The claim of this name; `cargo xtask fuzz escapes`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| causerie_properties::hold("escapes", data));
