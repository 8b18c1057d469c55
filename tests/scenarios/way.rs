//! The ways of reaching the contact centre.

use causerie_core::config::Options;
use causerie_core::http::{Method, Request};

/// A back end and how its news come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// GMS Chat API v1, polled.
    GmsV1,
    /// GMS Chat API v1, pushed over CometD.
    GmsV1Pushed,
    /// GMS Chat API v2, polled.
    GmsV2,
    /// GMS Chat API v2 over CometD.
    GmsV2Pushed,
    /// GWS `v2/chats`.
    Gws,
    /// Web API Server.
    WebApi,
}

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To create a chat.
    Create,
    /// To tell that the visitor leaves.
    Leave,
    /// Something beside the chat: a service, a channel, a remark.
    Other,
    /// To learn what is new.
    Refresh,
    /// To say something.
    Send,
    /// To tell that the visitor types, or has ceased to.
    Type,
}

impl Way {
    /// All of them, the one that others are compared with first.
    pub const ALL: [Self; 6] = [
        Self::GmsV1,
        Self::GmsV1Pushed,
        Self::GmsV2,
        Self::GmsV2Pushed,
        Self::Gws,
        Self::WebApi,
    ];

    /// Its name, as it is written in stories.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GmsV1 => "gms-v1",
            Self::GmsV1Pushed => "gms-v1-pushed",
            Self::GmsV2 => "gms-v2",
            Self::GmsV2Pushed => "gms-v2-pushed",
            Self::Gws => "gws",
            Self::WebApi => "web-api",
        }
    }

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.name() == name)
    }

    /// The options of a page that goes this way.
    pub fn options(self) -> Options {
        let (backend, url) = match self {
            Self::GmsV1 | Self::GmsV1Pushed => ("gms-v1", "/genesys"),
            Self::GmsV2 | Self::GmsV2Pushed => ("gms-v2", "/genesys"),
            Self::Gws => ("gws", "/api"),
            Self::WebApi => ("web-api", "/eservices/api"),
        };
        let options = Options::new().with("backend", backend).with("url", url);
        match self {
            Self::GmsV1Pushed => options.with("delivery", "cometd").with("user", "BuzzBrain"),
            Self::GmsV2Pushed => options.with("delivery", "cometd"),
            _ => options,
        }
    }
}

impl Purpose {
    /// Told by what the documents call each operation, wherever they put its name.
    pub(crate) fn of(request: &Request) -> Self {
        let body = request.body.as_str();
        let path = request.url.split('?').next().unwrap_or_default();
        let named = |words: &[&str]| {
            let in_path = words.iter().any(|word| path.ends_with(&format!("/{word}")));
            in_path
                || words
                    .iter()
                    .any(|word| body.contains(&format!("\"{word}\"")))
        };
        let operates = !path.contains("/cometd") || body.contains("\"operation\"");
        let remark = named(&["customNotice", "pushUrl", "readReceipt"])
            || named(&["updateData", "updateNickname"]);
        let service = named(&["request-chat", "request-chat-poll", "status"]);
        if !operates || remark || service {
            Self::Other
        } else if named(&["send", "sendMessage", "SendMessage"]) || body.contains("&message=") {
            Self::Send
        } else if request.method == Method::Get
            || named(&["refresh", "requestNotifications", "messages"])
        {
            Self::Refresh
        } else if named(&["disconnect", "Complete"]) {
            Self::Leave
        } else if named(&["startTyping", "stopTyping", "SendStartTypingNotification"])
            || named(&["SendStopTypingNotification"])
        {
            Self::Type
        } else {
            Self::Create
        }
    }
}

/// What the documents call the operation of a request, wherever they put its name; what is
/// said to a CometD server itself is called `meta/subscribe` and the like.
pub(crate) fn operation(request: &Request) -> &str {
    let body = request.body.as_str();
    let named = body.split_once(r#""operation":""#);
    let named = named.or_else(|| body.split_once(r#"[{"channel":"/"#));
    let named = named.and_then(|(_, rest)| rest.split('"').next());
    let path = request.url.split('?').next().unwrap_or_default();
    named.unwrap_or_else(|| path.rsplit('/').next().unwrap_or_default())
}
