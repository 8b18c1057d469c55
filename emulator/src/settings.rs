//! What a deployment can be set to, and the ways real servers deviate.

use crate::bayeux::CometdSettings;
use crate::digital::DigitalSettings;
use crate::gws::GwsSettings;
use crate::script::Scripts;
use crate::staff::StaffSettings;
use std::time::Duration;

/// How the contact centre is configured; [`Settings::default`] is what the documents give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Names of basic services. The document: `request-chat`, "or any configured service name".
    pub basic_services: Vec<String>,
    /// Names of advanced services. The document says `request-chat-poll` in its samples and
    /// `advanced-chat-poll` in its list of resources; both are served.
    pub advanced_services: Vec<String>,
    /// Whether an agent can be had. When false a chat cannot be started: 503 with an empty body,
    /// and an advanced service stays `waiting`. v2 and the Web API answer with code 240. GWS has no
    /// such answer: a chat waits there, and nobody comes.
    pub agent_available: bool,
    /// How long an advanced service says `waiting` before it says `available`.
    pub advanced_wait: Duration,
    /// Time to live of a service, and of a chat that has none, counted from its creation;
    /// afterwards its id is unknown.
    /// Service page "request-chat": 3600 seconds.
    pub time_to_live: Duration,
    /// A client that asks nothing for this long is taken for gone and leaves the chat; a chat over
    /// CometD goes on as long as a session hears it.
    /// It is the Chat Server's option `flex-disconnect-timeout`, which the "Send Message" page of
    /// the Web API chat names; the value here is ours.
    pub disconnect_timeout: Duration,
    /// Service option `_chat_400_response_on_disconnected` (GMS "Generic Options", default
    /// false): answer 400 to a refresh after the contact centre's side ended the chat.
    pub chat_400_response_on_disconnected: bool,
    /// Whether `subject` must be given. The quick start calls it mandatory; the API part makes
    /// every parameter optional since 8.1.100.28, which is the default here.
    pub subject_required: bool,
    /// Longest message of a customer in bytes; longer ones are a wrong value (415; in GWS 400, in
    /// v2 and the Web API code 204). Ours.
    pub message_limit: usize,
    /// Most services, and chats that have none, kept at a time; creation beyond it is refused with
    /// 503. Ours.
    pub service_limit: usize,
    /// Most events of one chat, those that only agents see included; the contact centre ends the chat that reaches it. Ours.
    pub event_limit: usize,
    /// How the operations of a chat with `notify_by=comet` answer.
    pub comet_reply: CometReply,
    /// The CometD endpoint.
    pub cometd: CometdSettings,
    /// GMS Chat API v2 and the Web API Server.
    pub digital: DigitalSettings,
    /// GWS `v2/chats`.
    pub gws: GwsSettings,
    /// The agents.
    pub staff: StaffSettings,
    /// Deviations of v1 that a tolerant client has to survive.
    pub quirks: Quirks,
    /// Who plays the contact centre's side; `None` leaves it to whoever calls the agents'.
    pub script: Option<Scripts>,
}

impl Settings {
    /// The defaults without the scripted agent: nothing happens but what the test does.
    pub fn unscripted() -> Self {
        Self {
            script: None,
            ..Self::default()
        }
    }

    /// Sets how many chats are kept at a time, and twice as many CometD sessions: a client that
    /// has begun anew leaves one behind for a while.
    pub fn make_room(&mut self, chats: usize) {
        self.service_limit = chats;
        self.cometd.session_limit = chats.saturating_mul(2);
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            basic_services: vec!["request-chat".to_owned()],
            advanced_services: vec![
                "request-chat-poll".to_owned(),
                "advanced-chat-poll".to_owned(),
            ],
            agent_available: true,
            advanced_wait: Duration::from_secs(5),
            time_to_live: Duration::from_secs(3600),
            disconnect_timeout: Duration::from_secs(120),
            chat_400_response_on_disconnected: false,
            subject_required: false,
            message_limit: 16 * 1024,
            service_limit: 1000,
            event_limit: 10_000,
            comet_reply: CometReply::default(),
            cometd: CometdSettings::default(),
            gws: GwsSettings::default(),
            digital: DigitalSettings::default(),
            staff: StaffSettings::default(),
            quirks: Quirks::default(),
            script: Some(Scripts::default()),
        }
    }
}

/// The two dialects of a reply in CometD mode; both stand in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CometReply {
    /// "CometD Based Chat API": every operation but disconnect answers with a note.
    #[default]
    Note,
    /// "Quick Start Examples": the start answers directly, without `chatSessionId`; later
    /// operations answer `{"_id", "comet_channel"}`.
    QuickStart,
}

/// Deviations of real replies; the default is what the document prints for each operation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quirks {
    /// Spelling of `transcriptPosition`.
    pub position: PositionForm,
    /// Spelling of the two typing notices.
    pub typing: TypingSpelling,
    /// Which replies name the `chatSessionId`.
    pub session_id: SessionIdForm,
    /// Adds the index of the event as a sixth element, as the option
    /// `enable-fast-chat-transcript-refresh` of GMS 8.5.107.19 does; that it comes last and as a
    /// string is our reading.
    pub indexed_events: bool,
    /// Follows every `Notice.Joined` with a `Notice.Custom`, which the document does not list.
    pub unknown_notices: bool,
}

/// How `transcriptPosition` is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PositionForm {
    /// As printed: a number where a chat is started without `_verbose`, a string elsewhere.
    #[default]
    Mixed,
    /// Always a string, `"5"`.
    Text,
    /// Always a number, `5`.
    Number,
    /// A string with the stray quote of the document's refresh sample, `"5\""`.
    Damaged,
}

/// How the typing notices are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TypingSpelling {
    /// `Notice.TypingStarted` and `Notice.TypingStopped`, as in every sample.
    #[default]
    Samples,
    /// `Notice.TypingStart` and `Notice.TypingStop`, as in the list of event types.
    Prose,
}

/// Which replies carry `chatSessionId`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SessionIdForm {
    /// As printed: start, refresh and send, and every verbose reply; not a plain typing or
    /// disconnect reply, and not the quick start's start.
    #[default]
    AsPrinted,
    /// Every reply.
    Always,
    /// No reply.
    Never,
}
