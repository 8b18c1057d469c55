//! What is compared.

use super::beginning::Beginning;

/// A widget, and how it gets onto a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contestant {
    /// In the table.
    pub(super) name: &'static str,
    /// In paths.
    pub(super) key: &'static str,
    kind: Kind,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    /// Ours, with more attributes of its script.
    Causerie(&'static str),
    /// Bundled by `peers/build.mjs`, with a style sheet or without.
    Bundle { styled: bool },
}

pub(super) const CONTESTANTS: [Contestant; 6] = [
    Contestant {
        name: "**Causerie**",
        key: "causerie",
        kind: Kind::Causerie("data-fields=\"[]\""),
    },
    Contestant {
        name: "**Causerie**, its form first",
        key: "causerie-form",
        kind: Kind::Causerie(""),
    },
    Contestant {
        name: "deep-chat 2.4.2",
        key: "deep-chat",
        kind: Kind::Bundle { styled: false },
    },
    Contestant {
        name: "@chatscope/chat-ui-kit-react 2.1.1",
        key: "chatscope",
        kind: Kind::Bundle { styled: true },
    },
    Contestant {
        name: "react-chat-widget 3.1.4",
        key: "react-chat-widget",
        kind: Kind::Bundle { styled: true },
    },
    Contestant {
        name: "*the floor: 90 lines of JavaScript*",
        key: "floor",
        kind: Kind::Bundle { styled: false },
    },
];

/// What `docs/embedding.md` has for pages whose window is open from the start.
const PRELOAD: &str = "<link rel=\"modulepreload\" href=\"/causerie/widget-gms-v1.js\">\
    <link rel=\"preload\" href=\"/causerie/widget-gms-v1_bg.wasm\" as=\"fetch\" crossorigin>";

impl Contestant {
    /// What puts it on a page, where the contact centre's API has this address.
    pub(super) fn markup(&self, beginning: Beginning, api: &str) -> String {
        let opened = beginning == Beginning::Load;
        let key = self.key;
        match self.kind {
            Kind::Causerie(attributes) => {
                let (preload, open) = if opened {
                    (PRELOAD, " data-open=true")
                } else {
                    ("", "")
                };
                format!(
                    "{preload}<script async src=\"/causerie/causerie.js\" data-url=\"{api}\" \
                     {attributes}{open}></script>"
                )
            }
            Kind::Bundle { styled } if opened => {
                let sheet = format!("<link rel=\"stylesheet\" href=\"/peers/{key}.css\">");
                let sheet = if styled { &*sheet } else { "" };
                format!(
                    "{sheet}<div id=\"place\"></div><script type=\"module\">\
                     import {{ mount }} from \"/peers/{key}.js\"; \
                     mount(document.querySelector(\"#place\"))</script>"
                )
            }
            Kind::Bundle { styled } => {
                let styled = if styled { " data-styled" } else { "" };
                format!(
                    "<button data-widget=\"{key}\"{styled}>Chat with us</button>\
                     <div id=\"place\"></div>\
                     <script type=\"module\" src=\"/peers/lazy.js\"></script>"
                )
            }
        }
    }
}
