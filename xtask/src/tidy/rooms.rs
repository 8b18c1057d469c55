//! Which room may not know of which: the table of ARCHITECTURE.md as a check.

use super::complaint::Complaint;
use super::paths;
use super::source::Source;

/// A folder, those of its parts the row does not bind, and the paths it must not mention.
struct Room {
    folder: &'static str,
    but: &'static [&'static str],
    barred: &'static [&'static str],
    why: &'static str,
}

const ROOMS: [Room; 27] = [
    Room {
        folder: "core/src",
        but: &[],
        barred: &[
            "Instant::now",
            "SystemTime::now",
            "std::fs",
            "std::net",
            "std::thread",
        ],
        why: "the core has no clock and does no I/O: take the time or the answer as an input",
    },
    Room {
        folder: "core/src/chat",
        but: &[],
        barred: &[
            "crate::config",
            "crate::protocol",
            "crate::session",
            "crate::transcript",
        ],
        why: "the words of a chat know nothing of who uses them",
    },
    Room {
        folder: "core/src/http",
        but: &[],
        barred: &[
            "crate::chat",
            "crate::config",
            "crate::protocol",
            "crate::session",
            "crate::transcript",
        ],
        why: "requests and responses are plain values",
    },
    Room {
        folder: "core/src/time",
        but: &[],
        barred: &[
            "crate::chat",
            "crate::config",
            "crate::protocol",
            "crate::session",
            "crate::transcript",
        ],
        why: "instants are plain values",
    },
    Room {
        folder: "core/src/protocol",
        but: &[],
        barred: &["crate::session", "crate::transcript"],
        why: "a back end says what to ask, never when, and does not know what is shown",
    },
    Room {
        folder: "core/src/protocol/bayeux",
        but: &[],
        barred: &[
            "crate::chat",
            "crate::protocol::gms",
            "crate::protocol::gws",
        ],
        why: "Bayeux carries messages and does not know that they are a chat",
    },
    Room {
        folder: "core/src/protocol/gms",
        but: &["core/src/protocol/gms/push"],
        barred: &["crate::protocol::bayeux", "crate::protocol::gws"],
        why: "one dialect each; only gms/push leans on Bayeux",
    },
    Room {
        folder: "core/src/protocol/gws",
        but: &[],
        barred: &["crate::protocol::bayeux", "crate::protocol::gms"],
        why: "one dialect each",
    },
    Room {
        folder: "core/src/protocol/answer",
        but: &[],
        barred: &[
            "crate::protocol::bayeux",
            "crate::protocol::gms",
            "crate::protocol::gws",
        ],
        why: "what several dialects lean on knows none of them",
    },
    Room {
        folder: "core/src/protocol/flex",
        but: &[],
        barred: &[
            "crate::protocol::bayeux",
            "crate::protocol::gms",
            "crate::protocol::gws",
        ],
        why: "what several dialects lean on knows none of them",
    },
    Room {
        folder: "core/src/protocol/key",
        but: &[],
        barred: &[
            "crate::protocol::bayeux",
            "crate::protocol::gms",
            "crate::protocol::gws",
        ],
        why: "what several dialects lean on knows none of them",
    },
    Room {
        folder: "core/src/protocol/object_events",
        but: &[],
        barred: &[
            "crate::protocol::bayeux",
            "crate::protocol::gms",
            "crate::protocol::gws",
        ],
        why: "what several dialects lean on knows none of them",
    },
    Room {
        folder: "core/src/protocol/request",
        but: &[],
        barred: &[
            "crate::protocol::bayeux",
            "crate::protocol::gms",
            "crate::protocol::gws",
        ],
        why: "what several dialects lean on knows none of them",
    },
    Room {
        folder: "core/src/transcript",
        but: &[],
        barred: &["crate::protocol", "crate::session"],
        why: "rows and their identity need neither the wire nor the state machine",
    },
    Room {
        folder: "core/src/session",
        but: &[],
        barred: &["crate::tabs"],
        why: "a session knows whether it holds the chat, not who does instead",
    },
    Room {
        folder: "core/src/tabs",
        but: &[],
        barred: &["crate::protocol"],
        why: "tabs share a session; what a server is asked is the session's business",
    },
    Room {
        folder: "src/transport",
        but: &[],
        barred: &[
            "causerie_core::protocol",
            "causerie_core::session",
            "crate::driver",
            "crate::screen",
            "crate::ui",
            "yew",
        ],
        why: "the transport moves plain values between the browser and whoever asks",
    },
    Room {
        folder: "src/driver",
        but: &[],
        barred: &["crate::screen", "crate::ui", "yew"],
        why: "the driver serves any interface, or none",
    },
    Room {
        folder: "src/ui",
        but: &[],
        barred: &[
            "causerie_core::protocol",
            "crate::driver",
            "crate::embed",
            "crate::screen",
            "crate::transport",
            "crate::call",
            "js_sys",
            "wasm_bindgen",
            "web_sys",
            "yew",
        ],
        why: "the interface is a function of what is to be seen; it knows no browser",
    },
    Room {
        folder: "src/screen",
        but: &[],
        barred: &[
            "causerie_core::chat",
            "causerie_core::config",
            "causerie_core::protocol",
            "causerie_core::session",
            "causerie_core::transcript",
            "crate::driver",
            "crate::embed",
            "crate::transport",
            "yew",
        ],
        why: "the screen paints trees and does not know that they are a chat",
    },
    Room {
        folder: "src/embed",
        but: &[],
        barred: &["causerie_core::protocol"],
        why: "a page names a back end in its options and nowhere else",
    },
    Room {
        folder: "src/embed",
        but: &["src/embed/widget"],
        barred: &["yew"],
        why: "pages without Yew do not download it",
    },
    Room {
        folder: "emulator",
        but: &[],
        barred: &["causerie_core"],
        why: "an independent reading of the documents: shared decoders would share a misreading",
    },
    Room {
        folder: "emulator/src/script/book",
        but: &[],
        barred: &["crate::chat", "crate::dialect", "crate::emulator"],
        why: "what a script may say does not depend on where it is played",
    },
    Room {
        folder: "emulator/src",
        but: &["emulator/src/main", "emulator/src/shell"],
        barred: &["Instant::now", "SystemTime::now", "axum", "hyper", "tokio"],
        why: "the contact centre is a state machine; sockets and the clock belong to its shell",
    },
    Room {
        folder: "emulator/src/staff",
        but: &[],
        barred: &["crate::http", "crate::me"],
        why: "agents are what they are however they ask",
    },
    Room {
        folder: "emulator/src/me",
        but: &[],
        barred: &[
            "crate::digital",
            "crate::gws",
            "crate::v1",
            "crate::v2",
            "crate::web_api",
        ],
        why: "agents serve customers of every dialect alike",
    },
];

pub(super) fn check(source: &Source) -> Vec<Complaint> {
    let rooms = ROOMS
        .iter()
        .filter(|room| source.is_rust() && room.binds(source));
    rooms.flat_map(|room| room.complaints(source)).collect()
}

impl Room {
    fn binds(&self, source: &Source) -> bool {
        source.is_in(self.folder) && !self.but.iter().any(|part| source.is_in(part))
    }

    fn complaints(&self, source: &Source) -> Vec<Complaint> {
        let mentioned = paths::mentioned(source).into_iter();
        let wrong = mentioned.filter(|(_, path)| self.barred.iter().any(|bar| holds(path, bar)));
        let what = |path| format!("{} must not mention `{path}`: {}", self.folder, self.why);
        wrong
            .map(|(line, path)| Complaint::line(source, line, what(path)))
            .collect()
    }
}

/// Whether one path lies in another, or ends in it: `std::time::Instant::now` is `Instant::now`.
fn holds(path: &str, barred: &str) -> bool {
    let path = format!("::{path}::");
    let barred = format!("::{barred}::");
    path.starts_with(&barred) || path.ends_with(&barred)
}

#[cfg(test)]
mod tests {
    use super::super::source::sample;
    use super::*;

    #[test]
    fn every_wall_is_seen_to_hold() {
        for room in &ROOMS {
            for bar in room.barred {
                let text = format!("use {bar}::Something;\nlet a = {bar};\n");
                let file = sample(&format!("{}/mod.rs", room.folder), &text);
                let own = room.complaints(&file);
                assert!(!own.is_empty(), "{} may mention {bar}", room.folder);
            }
        }
    }

    #[test]
    fn other_paths_pass() {
        let text = "use crate::chat::Role;\nuse crate::http::Request;\nuse super::wire::session;\n";
        assert_eq!(check(&sample("core/src/protocol/gms/v1.rs", text)), []);
    }

    #[test]
    fn exceptions_are_exceptions() {
        let text = "use crate::protocol::bayeux::Client;\n";
        assert_eq!(check(&sample("core/src/protocol/gms/push.rs", text)), []);
        assert_eq!(check(&sample("core/src/protocol/gms/v2.rs", text)).len(), 1);
    }

    #[test]
    fn relative_paths_do_not_get_round_a_wall() {
        let text = "use super::super::super::session::View;\n";
        assert_eq!(check(&sample("core/src/protocol/gms/v1.rs", text)).len(), 1);
    }
}
