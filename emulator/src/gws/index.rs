//! From where a client wants the messages.

use crate::http::Request;

/// `index`: "The index of the first entry to return. If not specified, will return messages that
/// the client has not received yet."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Index {
    /// What this chat's customer has not been given yet.
    News,
    /// From this entry on.
    From(u32),
    /// Not a number, which lists nothing.
    Nowhere,
}

impl Index {
    pub(super) fn of(request: &Request) -> Self {
        let mut fields = form_urlencoded::parse(request.query.as_bytes());
        let given = fields.find(|(name, _)| name == "index");
        match given.as_ref().map(|(_, value)| value.trim()) {
            None | Some("") => Self::News,
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                Self::From(digits.parse().unwrap_or(u32::MAX))
            }
            Some(_) => Self::Nowhere,
        }
    }
}
