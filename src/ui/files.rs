//! Files: what can be sent, and what was.

use causerie_core::chat::{FileLimits, Participant, SharedFile};
use causerie_core::session::Act;
use causerie_core::transcript::{Delivery, Portion};

use super::button::{Weight, button};
use super::deed::Deed;
use super::names;
use super::row::Line;
use super::text::{TEXT, series, size};
use super::tree::{Element, Handler, Node, element, text};

/// What can be sent, told before it is chosen.
pub(super) fn chooser(limits: &FileLimits) -> Box<Element> {
    let words = element("p", &[("class", "hint"), ("id", "file-limits")]);
    let input = element(
        "input",
        &[
            ("type", "file"),
            ("multiple", ""),
            ("aria-describedby", "file-limits"),
        ],
    );
    element("div", &[("class", "chooser"), ("role", "group")])
        .with("aria-label", TEXT.attach)
        .hold(words.hold(text(TEXT.limits(limits))))
        .hold(
            input
                .with("aria-label", TEXT.choose)
                .with("accept", series(&limits.types, ".", ","))
                .on(Handler::Files),
        )
        .hold(button(Weight::Quiet, TEXT.cancel, Deed::Choose(false)))
}

/// A file of the conversation: its name, its size, and a way to have it.
pub(super) fn file(
    line: &Line<'_>,
    from: &Participant,
    file: &SharedFile,
    portion: Portion,
) -> Vec<Node> {
    let own = line.row.is_own();
    let offer = (!own).then(|| {
        element("span", &[("class", "offer")])
            .hold(names::name(&from.nickname))
            .hold(TEXT.shares_file())
    });
    let mut words = vec![Node::from(offer), name(file).into()];
    if portion == Portion::Gone {
        words.push(element("span", &[]).hold(TEXT.removed).into());
    } else if let Some(limits) = line.files {
        words.push(way(line, file, portion, limits.removes).into());
    }
    words
}

fn name(file: &SharedFile) -> Box<Element> {
    let size = file
        .size
        .map(|bytes| element("span", &[("class", "file-size")]).hold(text(size(bytes))));
    element("span", &[("class", "file")])
        .hold(element("bdi", &[]).hold(text(file.name.to_string())))
        .hold(size)
}

/// To have it or to remove it, once it is there; to give it up, while it is on its way.
fn way(
    line: &Line<'_>,
    file: &SharedFile,
    portion: Portion,
    removes: bool,
) -> Option<Box<Element>> {
    let key = line.row.key;
    match (line.row.delivery(), portion) {
        (Some(Delivery::Waiting | Delivery::Sending), _) => Some(button(
            Weight::Link,
            TEXT.cancel,
            Deed::Act(Act::Discard(key)),
        )),
        _ if file.id.is_empty() => None,
        (Some(_), _) => {
            let remove = button(Weight::Link, TEXT.remove, Deed::Act(Act::Remove(key)));
            let sent = line.row.delivery() == Some(Delivery::Sent);
            (removes && sent)
                .then(|| remove.with("aria-label", TEXT.about(TEXT.remove, &file.name)))
        }
        (None, Portion::Fetching) => Some(element("span", &[]).hold(TEXT.fetching)),
        (None, portion) => {
            let failed = portion == Portion::Failed;
            let failed =
                failed.then(|| element("span", &[("role", "alert")]).hold(TEXT.not_fetched));
            let fetch = button(Weight::Link, TEXT.download, Deed::Act(Act::Fetch(key)))
                .with("aria-label", TEXT.about(TEXT.download, &file.name));
            Some(
                element("span", &[("class", "fetch")])
                    .hold(failed)
                    .hold(fetch),
            )
        }
    }
}
