//! The words by which a page is told what is what.

use causerie_core::chat::{Ended, Role};
use causerie_core::error::Trouble;
use causerie_core::session::Connection;

/// Who somebody is.
pub(super) const fn role(role: Role) -> &'static str {
    match role {
        Role::Agent => "agent",
        Role::Supervisor => "supervisor",
        Role::System => "system",
        Role::Visitor => "visitor",
    }
}

/// How the connection does.
pub(super) const fn connection(connection: Connection) -> &'static str {
    match connection {
        Connection::Good => "good",
        Connection::Offline => "offline",
        Connection::Reconnecting => "reconnecting",
        Connection::Unavailable => "unavailable",
    }
}

/// Who ended a chat.
pub(super) const fn ended(how: Ended) -> &'static str {
    match how {
        Ended::ByContactCentre => "contact-centre",
        Ended::ByVisitor => "visitor",
        Ended::Lost => "lost",
    }
}

/// What went wrong.
pub(super) const fn kind(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Busy => "busy",
        Trouble::Rejected(_) => "rejected",
        Trouble::Misconfigured { .. } => "misconfigured",
        Trouble::Gone => "gone",
        Trouble::Recoverable | Trouble::Server(_) => "server",
        Trouble::Garbled => "garbled",
        Trouble::Network(_) => "network",
        Trouble::Unsupported(_) => "unsupported",
    }
}
