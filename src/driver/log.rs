//! What developers read in the console: never what people said or who they are.

use causerie_core::error::Trouble;
use causerie_core::session::Announcement;
use causerie_core::text::{concat, decimal};

use crate::console;

pub(super) fn announcement(announcement: &Announcement) {
    match announcement {
        Announcement::Error(trouble) | Announcement::Unheard(trouble) => log(trouble),
        Announcement::Fallback(reason) => console::warn(&concat(&[
            "news cannot be pushed and are asked for instead: ",
            reason,
        ])),
        Announcement::Unreadable(1) => {
            console::warn("one event could not be understood and was left out");
        }
        Announcement::Unreadable(count) => {
            console::warn(&concat(&[
                &decimal(u64::from(*count)),
                " events could not be understood and were left out",
            ]));
        }
        _ => {}
    }
}

fn log(trouble: &Trouble) {
    match trouble {
        Trouble::Misconfigured { .. } => console::error(&trouble.sentence()),
        _ => console::warn(&trouble.sentence()),
    }
}
