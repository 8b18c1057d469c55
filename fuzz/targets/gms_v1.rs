//! The claim of this name; `cargo xtask fuzz gms_v1`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| causerie_properties::hold("gms_v1", data));
