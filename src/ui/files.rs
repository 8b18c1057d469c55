//! Files: what can be sent, and what was.

use std::rc::Rc;

use causerie_core::chat::{FileFault, FileLimits, Participant, SharedFile};
use causerie_core::session::Act;
use causerie_core::transcript::{Delivery, Portion};

use super::button::{Weight, button};
use super::deed::Deed;
use super::names;
use super::row::Line;
use super::speech::{say, say_name, say_nodes, say_number, write};
use super::tree::{Element, Handler, Node, Words, element, text};
use super::word::Word;

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
        .with("aria-label", Word::Attach)
        .hold(words.hold(text(told(limits))))
        .hold(
            input
                .with("aria-label", Word::ChooseFiles)
                .with("accept", series(&limits.types, ".", ","))
                .on(Handler::Files),
        )
        .hold(button(Weight::Quiet, Word::Cancel, Deed::Choose(false)))
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
        let name = vec![names::called(from).into()];
        element("span", &[("class", "offer")]).hold_all(say_nodes(Word::SharedFile, name))
    });
    let mut words = vec![Node::from(offer), name(file).into()];
    if portion == Portion::Gone {
        words.push(element("span", &[]).hold(Word::Removed).into());
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
        .hold(element("bdi", &[]).hold(text((*file.name).to_owned())))
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
            Word::Cancel,
            Deed::Act(Act::Discard(key)),
        )),
        _ if file.id.is_empty() => None,
        (Some(_), _) => {
            let remove = button(Weight::Link, Word::Remove, Deed::Act(Act::Remove(key)));
            let sent = line.row.delivery() == Some(Delivery::Sent);
            (removes && sent)
                .then(|| remove.with("aria-label", say_name(Word::RemoveFile, &file.name)))
        }
        (None, Portion::Fetching) => Some(element("span", &[]).hold(Word::Fetching)),
        (None, portion) => {
            let failed = portion == Portion::Failed;
            let failed =
                failed.then(|| element("span", &[("role", "alert")]).hold(Word::NotFetched));
            let fetch = button(Weight::Link, Word::Download, Deed::Act(Act::Fetch(key)))
                .with("aria-label", say_name(Word::DownloadFile, &file.name));
            Some(
                element("span", &[("class", "fetch")])
                    .hold(failed)
                    .hold(fetch),
            )
        }
    }
}

/// What can be sent, in a sentence for each limit.
fn told(limits: &FileLimits) -> String {
    let mut words = match limits.files {
        Some(most) => say_number(Word::FileCount, most as f64),
        None => say(Word::AnyFiles),
    };
    let sizes = [
        (Word::FileSize, limits.size),
        (Word::TotalSize, limits.total),
    ];
    for (word, size) in sizes {
        if let Some(most) = size {
            words += " ";
            words += &say_number(word, most as f64);
        }
    }
    if !limits.types.is_empty() {
        words += " ";
        words += &say_name(Word::FileTypes, &series(&limits.types, "", ", "));
    }
    words
}

/// Why a file is not taken.
pub(super) fn unfit(fault: FileFault) -> Words {
    let (limited, most) = match fault {
        FileFault::Size(Some(most)) => (Word::LargerThan, most),
        FileFault::Total(Some(most)) => (Word::AllLargerThan, most),
        FileFault::Files(Some(most)) => (Word::MoreThan, most),
        FileFault::Size(None) => return Word::TooLarge.into(),
        FileFault::Total(None) => return Word::AllTooLarge.into(),
        FileFault::Files(None) => return Word::TooMany.into(),
        FileFault::Type => return Word::WrongType.into(),
    };
    say_number(limited, most as f64).into()
}

/// Words one after the other, each with `before` it, and what stands between.
fn series(words: &[Rc<str>], before: &str, between: &str) -> String {
    let mut series = String::new();
    for word in words {
        if !series.is_empty() {
            series += between;
        }
        series += before;
        series += word;
    }
    series
}

/// A number of bytes, as people read it.
fn size(bytes: u64) -> String {
    write("{size}", bytes as f64)
}

#[cfg(test)]
mod tests {
    use causerie_core::config::Presentation;

    use super::super::greenwich::greenwich;
    use super::super::speech::Speech;
    use super::*;

    #[test]
    fn limits_are_told_as_far_as_they_are_known() {
        Speech::new(&Presentation::default(), greenwich).begin();
        let known = FileLimits {
            files: Some(5),
            size: Some(10_485_760),
            total: None,
            used: (0, 0),
            types: vec!["pdf".into(), "png".into()],
            needs_agent: false,
            removes: false,
        };
        assert_eq!(
            told(&known),
            "You can send up to 5 files. A file may have up to 10 MB. Types: pdf, png."
        );
        assert_eq!(told(&FileLimits::default()), "You can send files.");
    }
}
