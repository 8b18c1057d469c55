//! What an answer comes to, as a line to compare.

use std::fmt::Write as _;

use causerie_core::chat::{Content, Event, Notice};
use causerie_core::protocol::{Outcome, Report};
use causerie_core::time::Wall;

/// One line; times of events count from `start`, or else are those of the day.
pub(super) fn describe(outcome: &Outcome, start: Option<&str>) -> String {
    match outcome {
        Outcome::Continue => "continue".to_owned(),
        Outcome::Done(report) => report_line(report, start.and_then(Wall::parse_utc)),
        Outcome::Wait(None) => "wait".to_owned(),
        Outcome::Wait(Some(words)) => format!("wait: {words}"),
        Outcome::Refused(trouble) => format!("refused: {trouble}"),
    }
}

fn report_line(report: &Report, start: Option<Wall>) -> String {
    let mut text = "done".to_owned();
    for event in &report.events {
        let (place, role, name) = (
            event.position.unwrap().0,
            event.from.role,
            &event.from.nickname,
        );
        let (what, when) = (content(event), time(event.at, start));
        write!(text, "; {place} {role:?} {name}{what}{when}").unwrap();
    }
    if let Some(ended) = report.ended {
        write!(text, "; ended {ended:?}").unwrap();
    }
    assert_eq!(report.unreadable, 0);
    text
}

fn content(event: &Event) -> String {
    match &event.content {
        Content::File(file) => format!(" shares {} as {}", file.name, file.id),
        Content::Removed(id) => format!(" removes {id}"),
        Content::Text(text) => format!(": {text}"),
        Content::Notice(Notice::Joined) => " joined".to_owned(),
        Content::Notice(Notice::Left) => " left".to_owned(),
        Content::Notice(Notice::TypingStarted) => " types".to_owned(),
        Content::Notice(Notice::TypingStopped) => " pauses".to_owned(),
        Content::Notice(other) => format!(" {other:?}"),
    }
}

fn time(at: Option<Wall>, start: Option<Wall>) -> String {
    let Some(at) = at else {
        return String::new();
    };
    match start {
        Some(start) => format!(" +{}s", (at.as_millis() - start.as_millis()) / 1000),
        None => {
            let seconds = at.as_millis().rem_euclid(86_400_000) / 1000;
            let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
            format!(" {hours:02}:{minutes:02}:{:02}", seconds % 60)
        }
    }
}
