//! What `v2/chats` can be set to, and how the sample emulator deviates.

/// How `/api/v2/chats` is configured; the default is what the README says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GwsSettings {
    /// Deviations that a tolerant client has to survive.
    pub quirks: GwsQuirks,
}

/// Where the sample emulator is not as its README says; by default nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GwsQuirks {
    /// `participantId` is a number; the README prints text.
    pub numeric_participant_ids: bool,
    /// `index=0` lists nothing; the README says "all messages".
    pub nothing_at_index_zero: bool,
    /// Pages of other origins may not send the `apikey` header, which the README requires.
    pub cors_without_apikey: bool,
}

impl GwsQuirks {
    /// All of them, as recorded.
    pub const fn recorded() -> Self {
        Self {
            numeric_participant_ids: true,
            nothing_at_index_zero: true,
            cors_without_apikey: true,
        }
    }
}
