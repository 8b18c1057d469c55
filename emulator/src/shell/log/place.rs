//! Which service and which chat a path names.

/// Both as they are spelled in the path, percent-encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Place<'a> {
    pub(super) service: Option<&'a str>,
    pub(super) chat: Option<&'a str>,
}

impl<'a> Place<'a> {
    pub(super) fn of(path: &'a str) -> Self {
        let segments: Vec<_> = path.split('/').skip(1).collect();
        let (service, chat) = match segments.as_slice() {
            ["genesys", "1", "service", service, ..] => (Some(*service), None),
            ["genesys", "2", "chat", service, chat, ..] => (Some(*service), Some(*chat)),
            ["genesys", "2", "chat", service] => (Some(*service), None),
            ["eservices", "api", "v2", "chats", chat, ..]
            | ["api", "v2", "chats", chat, ..]
            | ["api", "v2", "me", "chats" | "interactions", chat, ..]
            | ["me", "chats" | "interactions", chat, ..]
            | ["admin", "chats", chat, ..] => (None, Some(*chat)),
            _ => (None, None),
        };
        let named = |name: &&str| !name.is_empty();
        Self {
            service: service.filter(named),
            chat: chat.filter(named),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_api_names_them_in_its_own_way() {
        let cases = [
            (
                "/genesys/1/service/request-chat",
                Some("request-chat"),
                None,
            ),
            (
                "/genesys/1/service/81f0/ixn/chat/refresh",
                Some("81f0"),
                None,
            ),
            (
                "/genesys/2/chat/customer-support",
                Some("customer-support"),
                None,
            ),
            (
                "/genesys/2/chat/sales/0004/send",
                Some("sales"),
                Some("0004"),
            ),
            ("/eservices/api/v2/chats/0004/messages", None, Some("0004")),
            ("/api/v2/chats/6524", None, Some("6524")),
            ("/me/interactions/6524", None, Some("6524")),
            ("/api/v2/me/chats/6524/messages", None, Some("6524")),
            ("/admin/chats/6524", None, Some("6524")),
            ("/api/v2/chats/", None, None),
            ("/genesys/cometd", None, None),
            ("/", None, None),
            ("", None, None),
        ];
        for (path, service, chat) in cases {
            assert_eq!(Place::of(path), Place { service, chat }, "{path}");
        }
    }
}
