//! The claim of this name; `cargo xtask fuzz web_api`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| causerie_properties::hold("web_api", data));
