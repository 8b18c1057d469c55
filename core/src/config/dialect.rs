//! The API that a page speaks to.

use super::read::Reader;
use super::{GmsV1, GmsV2, Gws, ServiceKind, WebApi};

/// The API that a page speaks to; each with evidence that this build speaks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// GMS Chat API Version 1.
    GmsV1(GmsV1),
    /// GMS Chat API Version 2.
    GmsV2(GmsV2),
    /// GWS, `v2/chats`.
    Gws(Gws),
    /// Web API Server, chat.
    WebApi(WebApi),
}

/// What is spoken where nothing else is asked for.
const USUAL: Dialect = match (GmsV1::FOUND, GmsV2::FOUND, Gws::FOUND, WebApi::FOUND) {
    (Some(spoken), ..) => Dialect::GmsV1(spoken),
    (_, Some(spoken), ..) => Dialect::GmsV2(spoken),
    (.., Some(spoken), _) => Dialect::Gws(spoken),
    (.., Some(spoken)) => Dialect::WebApi(spoken),
    _ => panic!("at least one dialect has to be among the features"),
};

impl Dialect {
    /// The one that the page asks for.
    pub(super) fn read(read: &mut Reader<'_>) -> Self {
        let found = read.optional("backend", "gms-v1, gms-v2, gws, web-api", |value| {
            Self::named(value.as_str()?)
        });
        found.unwrap_or(USUAL)
    }

    /// The one of that [name](Self::name); `None` where there is none that this build speaks.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "gms-v1" => GmsV1::FOUND.map(Self::GmsV1),
            "gms-v2" => GmsV2::FOUND.map(Self::GmsV2),
            "gws" => Gws::FOUND.map(Self::Gws),
            "web-api" => WebApi::FOUND.map(Self::WebApi),
            _ => None,
        }
    }

    /// Its name among the options.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GmsV1(_) => "gms-v1",
            Self::GmsV2(_) => "gms-v2",
            Self::Gws(_) => "gws",
            Self::WebApi(_) => "web-api",
        }
    }

    /// Whether anything can be said beside the conversation: remarks of the page, and
    /// how far the visitor has read.
    pub const fn hears_remarks(self) -> bool {
        matches!(self, Self::GmsV2(_))
    }

    /// Whether it is served by Genesys Mobile Services, which knows a `gms_user`.
    pub(super) const fn is_gms(self) -> bool {
        matches!(self, Self::GmsV1(_) | Self::GmsV2(_))
    }

    /// The service that the documents create chats from; empty where there are none.
    pub(super) const fn usual_service(self, kind: ServiceKind) -> &'static str {
        match (self, kind) {
            (Self::GmsV1(_), ServiceKind::Advanced) => "request-chat-poll",
            (Self::GmsV1(_), ServiceKind::Basic) => "request-chat",
            (Self::GmsV2(_), _) => "customer-support",
            (Self::Gws(_) | Self::WebApi(_), _) => "",
        }
    }

    /// The channel that the documents of GMS name.
    pub(super) fn usual_channel(self, service: &str) -> String {
        match self {
            Self::GmsV1(_) => "/_genesys".to_owned(),
            _ => "/service/chatV2/".to_owned() + service,
        }
    }

    /// Why `serviceKind` has to be `basic`, where it has to.
    pub(super) const fn only_basic(self) -> Option<&'static str> {
        match self {
            Self::GmsV1(_) => None,
            _ => Some("basic; advanced services are of the back end gms-v1"),
        }
    }
}
