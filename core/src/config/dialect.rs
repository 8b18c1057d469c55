//! The API that a page speaks to.

use super::ServiceKind;

/// The API that a page speaks to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dialect {
    /// GMS Chat API Version 1.
    #[default]
    GmsV1,
    /// GMS Chat API Version 2.
    GmsV2,
    /// GWS, `v2/chats`.
    Gws,
    /// Web API Server, chat.
    WebApi,
}

pub(super) const DIALECTS: &[(&str, Dialect)] = &[
    (Dialect::GmsV1.name(), Dialect::GmsV1),
    (Dialect::GmsV2.name(), Dialect::GmsV2),
    (Dialect::Gws.name(), Dialect::Gws),
    (Dialect::WebApi.name(), Dialect::WebApi),
];

impl Dialect {
    /// Its name among the options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GmsV1 => "gms-v1",
            Self::GmsV2 => "gms-v2",
            Self::Gws => "gws",
            Self::WebApi => "web-api",
        }
    }

    /// Whether anything can be said beside the conversation: remarks of the page, and
    /// how far the visitor has read.
    pub const fn hears_remarks(self) -> bool {
        matches!(self, Self::GmsV2)
    }

    /// Whether it is served by Genesys Mobile Services, which knows a `gms_user`.
    pub(super) const fn is_gms(self) -> bool {
        matches!(self, Self::GmsV1 | Self::GmsV2)
    }

    /// The service that the documents create chats from; empty where there are none.
    pub(super) const fn usual_service(self, kind: ServiceKind) -> &'static str {
        match (self, kind) {
            (Self::GmsV1, ServiceKind::Advanced) => "request-chat-poll",
            (Self::GmsV1, ServiceKind::Basic) => "request-chat",
            (Self::GmsV2, _) => "customer-support",
            (Self::Gws | Self::WebApi, _) => "",
        }
    }

    /// The channel that the documents of GMS name.
    pub(super) fn usual_channel(self, service: &str) -> String {
        match self {
            Self::GmsV1 => "/_genesys".to_owned(),
            _ => "/service/chatV2/".to_owned() + service,
        }
    }

    /// Why `serviceKind` has to be `basic`, where it has to.
    pub(super) const fn only_basic(self) -> Option<&'static str> {
        match self {
            Self::GmsV1 => None,
            _ => Some("basic; advanced services are of the back end gms-v1"),
        }
    }
}
