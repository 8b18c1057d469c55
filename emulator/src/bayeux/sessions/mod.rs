//! The sessions, each found at once by its client, user, browser, ticket or deadline.

mod session;
pub(super) use session::{Held, Session};

mod agenda;
mod groups;

mod register;
pub(super) use register::Register;
