//! What the CometD endpoint can be set to, and the ways real ones deviate.

use std::time::Duration;

/// How `/genesys/cometd` is configured; the default is what the document prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CometdSettings {
    /// How long a `/meta/connect` is held, at most. The document's advice: 60 seconds. A client
    /// may ask for less with `advice.timeout`.
    pub timeout: Duration,
    /// How long a client is advised to wait between two connects. The document: 0.
    pub interval: Duration,
    /// A session ends when no connect has come for `interval` and this long. "Push Notification
    /// and Background State": 10 seconds.
    pub max_interval: Duration,
    /// The interval advised to a further client of one browser. Specification 7: a server should
    /// advise one; two seconds are CometD's.
    pub multiple_interval: Duration,
    /// Which replies carry advice.
    pub advice: AdviceForm,
    /// Where what a client's publication brings the client itself goes.
    pub reply_place: ReplyPlace,
    /// Whether the ack extension is there. The document's handshake reply says that it is, to a
    /// client that did not offer it; batches are numbered only for one that did.
    pub ack: bool,
    /// What the `BAYEUX_BROWSER` cookie is for.
    pub cookie: Cookie,
    /// The cookie's `SameSite`.
    pub same_site: SameSite,
    /// Most sessions kept at a time; a handshake beyond it is refused for now. Ours.
    pub session_limit: usize,
    /// Most channels one session subscribes to. Ours.
    pub subscription_limit: usize,
    /// Most messages that wait for one session; the session that lets more pile up is ended, and
    /// its client finds out by a 402. Ours.
    pub queue_limit: usize,
    /// Deviations that a tolerant client has to survive.
    pub quirks: CometdQuirks,
}

impl Default for CometdSettings {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(60),
            interval: Duration::ZERO,
            max_interval: Duration::from_secs(10),
            multiple_interval: Duration::from_secs(2),
            advice: AdviceForm::default(),
            reply_place: ReplyPlace::default(),
            ack: true,
            cookie: Cookie::default(),
            same_site: SameSite::default(),
            session_limit: 2000,
            subscription_limit: 16,
            queue_limit: 1000,
            quirks: CometdQuirks::default(),
        }
    }
}

/// Where a service's reply to a publication goes. "The event may arrive before, with, or after
/// the publish ack."
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReplyPlace {
    /// Before the acknowledgement of the publication, in the same array.
    #[default]
    BeforeAck,
    /// Behind it, in the same array.
    AfterAck,
    /// With a connect. So it is in any case where the ack extension was agreed on.
    OverConnect,
}

/// Which replies carry advice, apart from those that need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AdviceForm {
    /// The reply to a session's first connect, as in the document.
    #[default]
    First,
    /// The handshake's and that of every connect.
    Every,
}

/// What the `BAYEUX_BROWSER` cookie is for. The document does not show it; CometD servers set it
/// with the handshake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cookie {
    /// It is neither set nor read.
    #[default]
    Off,
    /// It is set, and tells clients of one browser; a client without it is served all the same.
    Offered,
    /// A client that does not send it back is unknown.
    Required,
}

/// The cookie's `SameSite` attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SameSite {
    /// `SameSite=Lax`
    #[default]
    Lax,
    /// `SameSite=Strict`
    Strict,
    /// `SameSite=None`, together with `Secure`, without which browsers refuse it.
    None,
}

/// Deviations of real servers; by default there is none. Each lasts until it is switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CometdQuirks {
    /// Reply ids are numbers where the client's were digits.
    pub numeric_ids: bool,
    /// Replies to connects carry the next id instead of the request's: the document's quick start
    /// sends id 3 and gets 4.
    pub wrong_connect_id: bool,
    /// A subscription is answered by a `/meta/connect` reply with the next id: the document's
    /// first sample sends id 2 and gets 3.
    pub subscribe_answered_by_connect: bool,
    /// Successful replies to connects advise another handshake.
    pub handshake_advised: bool,
    /// A 402 comes without advice.
    pub unknown_without_advice: bool,
    /// Handshakes succeed and every connect is answered by a 402.
    pub endless_unknown: bool,
    /// Handshakes are refused for good, with `reconnect: none`.
    pub handshake_refused: bool,
    /// `data` is the JSON text of the object instead of the object.
    pub data_as_text: bool,
    /// Every message is delivered twice.
    pub duplicate_delivery: bool,
}
