//! What these APIs can be set to, and the ways real deployments deviate.

use std::time::Duration;

/// How GMS Chat API v2 and the Web API Server are configured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DigitalSettings {
    /// Names of v2's services; a chat is requested from one of them.
    pub services: Vec<String>,
    /// Option `enable_notification_mode` of section `chat`: whether v2 is served over CometD.
    /// The product's default is false; where it is, publications are acknowledged and nothing
    /// comes of them, which is our reading.
    pub notification_mode: bool,
    /// How long nobody may say anything in v2 before the customer is told by `IdleAlert`, and that
    /// long again before `IdleClose` ends the chat; the clock begins anew with every word, file and
    /// participant. `None`: as long as they like.
    pub idle: Option<Duration>,
    /// What a customer may send as files.
    pub files: FileLimits,
    /// A failure that answers every request about a chat until it is taken away. Requests for a
    /// new chat are answered as ever.
    pub failure: Option<Failure>,
    /// Deviations that a tolerant client has to survive.
    pub quirks: DigitalQuirks,
}

impl Default for DigitalSettings {
    fn default() -> Self {
        Self {
            services: vec!["customer-support".to_owned()],
            notification_mode: true,
            idle: None,
            files: FileLimits::default(),
            failure: None,
            quirks: DigitalQuirks::default(),
        }
    }
}

/// What `/file/limits` tells; the defaults are those of the recorded answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLimits {
    /// `upload-max-files`: files of one customer.
    pub max_files: usize,
    /// `upload-max-file-size`: bytes of one file.
    pub max_file_size: u64,
    /// `upload-max-total-size`: bytes of all files of one customer.
    pub max_total_size: u64,
    /// `upload-file-types`: endings of names, in lower case.
    pub types: Vec<String>,
    /// `download-attempts`: how often a customer may fetch a file. As the answer counts all
    /// attempts together, so do we.
    pub download_attempts: u32,
    /// `upload-need-agent`: whether an agent must be in before a file may be sent.
    pub need_agent: bool,
    /// Bytes of all files of all chats; ours. It is answered like `max_total_size`.
    pub store_size: u64,
}

impl Default for FileLimits {
    fn default() -> Self {
        Self {
            max_files: 5,
            max_file_size: 10_485_760,
            max_total_size: 99_614_720,
            types: ["jpeg", "jpg", "pdf", "png", "zip"]
                .map(str::to_owned)
                .to_vec(),
            download_attempts: 2,
            need_agent: false,
            store_size: 256 * 1024 * 1024,
        }
    }
}

/// How requests fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// `statusCode` 1: "there was an error and the client can keep trying".
    Recoverable,
    /// `statusCode` 2: "repeating requests will not be successful", with a `chatEnded` that says
    /// one thing or the other.
    Unrecoverable {
        /// `chatEnded`
        chat_ended: bool,
    },
    /// 400 with a line of plain text.
    Text,
    /// 502 with the page of a gateway.
    Html,
}

/// Deviations of real replies; by default there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DigitalQuirks {
    /// Spelling of `participantId`.
    pub participant_ids: NumberForm,
    /// Spelling of `index` and `nextPosition`.
    pub positions: NumberForm,
    /// What good replies leave out.
    pub omitted: Omitted,
    /// Whether `alias`, `userId` and `secureKey` change.
    pub rotation: Rotation,
    /// Keys are long base64, as over CometD, and not sixteen digits. It counts for chats that are
    /// started later.
    pub long_keys: bool,
    /// Transcripts begin with event 1, whatever was asked for, as in the Web API Server's sample.
    pub from_first: bool,
    /// The customer's own typing is no event, as in the recorded exchanges; otherwise it is
    /// echoed.
    pub quiet_typing: bool,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NumberForm {
    /// As a number.
    #[default]
    Number,
    /// As text.
    Text,
}

/// Fields that are left out of replies that are good otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Omitted {
    /// `chatEnded`, as in the documented reply to a request for a chat.
    pub chat_ended: bool,
    /// `chatId`
    pub chat_id: bool,
    /// `index` of events
    pub index: bool,
    /// `messages`
    pub messages: bool,
    /// `nextPosition`, as in the same reply.
    pub next_position: bool,
}

/// When the credentials of a chat change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rotation {
    /// Never.
    #[default]
    Never,
    /// With every reply that tells them; earlier ones stay good for a while.
    Lenient,
    /// With every reply that tells them; only the newest are good, so that a reply which is lost
    /// costs the chat.
    Strict,
}
