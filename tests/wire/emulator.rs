//! The emulator produces the shape of every entry.
