//! What is compared.

/// A widget, and how it is given what is said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contestant {
    /// In the table.
    pub(super) name: &'static str,
    /// In paths.
    pub(super) key: &'static str,
    pub(super) kind: Kind,
    /// More messages are not tried.
    pub(super) longest: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// By a contact centre.
    Causerie,
    /// By functions and properties; bundled by `peers/build.mjs`, with a style sheet or without.
    Bundle { styled: bool },
}

pub(super) const CONTESTANTS: [Contestant; 5] = [
    Contestant {
        name: "**Causerie**",
        key: "causerie",
        kind: Kind::Causerie,
        longest: usize::MAX,
    },
    Contestant {
        name: "deep-chat 2.4.2",
        key: "deep-chat",
        kind: Kind::Bundle { styled: false },
        // From 4,000 on it takes old ones off the page, one by one: minutes.
        longest: 1_000,
    },
    Contestant {
        name: "@chatscope/chat-ui-kit-react 2.1.1",
        key: "chatscope",
        kind: Kind::Bundle { styled: true },
        longest: usize::MAX,
    },
    Contestant {
        name: "react-chat-widget 3.1.4",
        key: "react-chat-widget",
        kind: Kind::Bundle { styled: true },
        longest: usize::MAX,
    },
    Contestant {
        name: "*the floor: 60 lines of JavaScript*",
        key: "floor",
        kind: Kind::Bundle { styled: false },
        longest: usize::MAX,
    },
];

impl Contestant {
    /// What puts it on a page, where the contact centre's API has this address.
    pub(super) fn markup(&self, api: &str) -> String {
        let key = self.key;
        let Kind::Bundle { styled } = self.kind else {
            return format!(
                "<script async src=\"/causerie/causerie.js\" data-url=\"{api}\" data-fields=\"[]\" \
                 data-open=true data-poll-interval=\"1000\"></script>"
            );
        };
        // The floor needs no other bundle to be given messages.
        let bundle = if key == "floor" {
            key
        } else {
            &format!("long-{key}")
        };
        let sheet = format!("<link rel=\"stylesheet\" href=\"/peers/{bundle}.css\">");
        let sheet = if styled { &*sheet } else { "" };
        format!(
            "{sheet}<div id=\"place\"></div><script type=\"module\">\
             import {{ mount }} from \"/peers/{bundle}.js\"; \
             probe.ready((said) => mount(document.querySelector(\"#place\"), said))</script>"
        )
    }
}
