//! Why a fault is not added.

/// What is wrong with it. Fields have the names of the admin API.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FaultError {
    /// The kind makes nothing of the field.
    #[error(
        "the field \"{field}\" has no meaning for a fault of the kind \"{kind}\": leave it out"
    )]
    Pointless {
        /// The field.
        field: &'static str,
        /// The kind.
        kind: &'static str,
    },
    /// A number is too small or too large.
    #[error("the field \"{field}\" is {found}: allowed is {allowed}")]
    OutOfRange {
        /// The field.
        field: &'static str,
        /// The number.
        found: u64,
        /// Which numbers are allowed.
        allowed: String,
    },
    /// A text is too long.
    #[error("the field \"{field}\" has {found} bytes: allowed are {limit}")]
    TooLong {
        /// The field.
        field: &'static str,
        /// Its bytes.
        found: usize,
        /// How many are allowed.
        limit: usize,
    },
    /// A text would fit everything.
    #[error("the field \"{field}\" is empty: leave it out, or say what is to be found")]
    Empty {
        /// The field.
        field: &'static str,
    },
    /// A text that goes into a header holds what cannot stand there.
    #[error(
        "the field \"{field}\" holds what no header can: allowed are printable ASCII characters"
    )]
    NotPrintable {
        /// The field.
        field: &'static str,
    },
    /// Methods are words in capitals.
    #[error("the field \"method\" is {found:?}: allowed are capital letters, such as POST")]
    Method {
        /// What was given.
        found: String,
    },
    /// There is neither a chat nor a service of that id.
    #[error(
        "the field \"chat\" is {found:?}: allowed is the id of a chat or of a service that is kept"
    )]
    NoChat {
        /// What was given.
        found: String,
    },
    /// No room is left.
    #[error("there are {limit} faults already, none of which is over: remove some")]
    Full {
        /// How many there may be.
        limit: usize,
    },
}
