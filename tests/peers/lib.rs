//! Both ends of Bayeux against what others have written for the other end; see `main.rs`.
