//! Every recorded exchange of GMS Chat API v1, in both directions.

mod emulator;
