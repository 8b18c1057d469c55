//! Events that are objects, read leniently: the same in GMS Chat API v2, GWS and
//! the Web API Server but for some of their words.
//!
//! `{"from":{"nickname","participantId","type"},"index","type","text","utcTime"}`

use std::rc::Rc;

use super::{Extent, Report};
use crate::chat::{
    Content, Event, Notice, Participant, ParticipantId, Position, Role, SharedFile, WebUrl,
};
use crate::json::{self, Object, Value};
use crate::text;
use crate::time::Wall;

/// A server may count events that it does not list, but not this many at once.
const PLAUSIBLE_GAP: u64 = 1_000;

/// What a list of events comes to.
pub(super) struct Listing {
    /// The events, as news.
    pub(super) report: Report,
    /// The place behind the last event to which the server gave a place, or else
    /// the place that was asked for.
    pub(super) next: u64,
    /// The first place that the server gave.
    pub(super) lowest: Option<u64>,
}

impl Listing {
    /// Whether the list begins no later than there, as far as it says.
    pub(super) fn covers(&self, place: u64) -> bool {
        self.lowest.is_none_or(|lowest| lowest <= place)
    }
}

/// Reads the `messages` that were asked for from the place `first` on.
///
/// Events that do not say their place are counted on from the one before. Such
/// a place is good for order only: the server may not count that event, so the
/// next that says its place takes it away again, and asking begins there anew.
pub(super) fn read(messages: &[Value], first: u64) -> Listing {
    let plausible = first
        .saturating_add(messages.len() as u64)
        .saturating_add(PLAUSIBLE_GAP);
    let mut report = Report {
        extent: Extent::News,
        ..Report::default()
    };
    let (mut place, mut next, mut lowest) = (first, first, None);
    // How many of the events are past being displaced.
    let mut settled = 0;
    for message in messages {
        let object = match message {
            Value::Object(object) => object,
            _ => &Object::default(),
        };
        let index = json::field(object, "index").and_then(json::count);
        let index = index.filter(|index| (1..=plausible).contains(index));
        if let Some(index) = index {
            for event in report.events.iter_mut().skip(settled) {
                event.position.take_if(|assumed| assumed.0 >= index);
            }
            lowest.get_or_insert(index);
            next = next.max(index + 1);
            place = index;
        }
        take(&mut report, event(object, place), index.is_some());
        if index.is_some() {
            settled = report.events.len();
        }
        place += 1;
    }
    Listing {
        report,
        next,
        lowest,
    }
}

/// What cannot be seen and has no place of its own is nothing at all, such as
/// the answer to a question for file limits.
fn take(report: &mut Report, event: Option<Event>, placed: bool) {
    match event {
        None => report.unreadable += 1,
        Some(event) if placed || event.content != Content::Notice(Notice::Unknown) => {
            report.events.push(event);
        }
        Some(_) => {}
    }
}

fn event(object: &Object, place: u64) -> Option<Event> {
    let Some(Value::Object(from)) = json::field(object, "from") else {
        return None;
    };
    let millis = json::field(object, "utcTime").and_then(json::count);
    let id = json::field(from, "participantId").and_then(json::count);
    let from = Participant {
        role: role(&json::text(from, "type")?),
        id: id.map(ParticipantId),
        nickname: json::text(from, "nickname").unwrap_or_default().into(),
    };
    Some(Event {
        position: Some(Position(place)),
        at: millis.and_then(|millis| i64::try_from(millis).ok().map(Wall::from_millis)),
        content: content(object, &from)?,
        from,
    })
}

fn content(object: &Object, from: &Participant) -> Option<Content> {
    let text = json::text(object, "text");
    let kind = json::text(object, "type")?;
    let notice = match kind.as_str() {
        "FileDeleted" | "FileUploaded" => match file(object) {
            Some(file) if kind == "FileDeleted" => return Some(Content::Removed(file.id)),
            Some(file) => return Some(Content::File(file)),
            None => Notice::Unknown,
        },
        "Message" | "Text" => return text.map(Content::Text),
        "ParticipantJoined" | "ParticipantRejoined" => Notice::Joined,
        "ParticipantLeft" => Notice::Left,
        // Where the new name is, no document says: in the text, or only in the sender's.
        "NicknameUpdated" => {
            let name = text.filter(|name| !text::is_blank(name));
            Notice::Renamed(name.map_or_else(|| Rc::clone(&from.nickname), Rc::from))
        }
        "PushUrl" => Notice::PushedUrl(WebUrl::parse(&text?)?),
        "TypingStarted" => Notice::TypingStarted,
        "TypingStopped" => Notice::TypingStopped,
        // `IdleAlert`, `IdleClose`: that a chat in which nobody speaks will be closed, or is. No
        // document has the words, and without any there is nothing to show.
        _ => match text.filter(|text| !text::is_blank(text) && kind.starts_with("Idle")) {
            Some(text) => return Some(Content::Text(text)),
            None => Notice::Unknown,
        },
    };
    Some(Content::Notice(notice))
}

/// A file by the name that the server gives it; without one it cannot be had.
fn file(object: &Object) -> Option<SharedFile> {
    let Some(Value::Object(data)) = json::field(object, "userData") else {
        return None;
    };
    Some(SharedFile {
        id: json::text(data, "file-id")?.into(),
        name: json::text(data, "file-name").unwrap_or_default().into(),
        size: json::field(data, "file-size").and_then(json::count),
    })
}

/// An unknown kind of participant speaks for the contact centre.
fn role(word: &str) -> Role {
    match word {
        "Client" | "Customer" => Role::Visitor,
        "External" => Role::System,
        "Supervisor" => Role::Supervisor,
        _ => Role::Agent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(messages: &str, first: u64) -> Listing {
        match json::parse(messages) {
            Some(Value::Array(messages)) => read(&messages, first),
            other => panic!("no list: {other:?}"),
        }
    }

    /// A message from Ann, with these further fields.
    fn said(fields: &str) -> String {
        format!(
            r#"{{"from":{{"nickname":"Ann","type":"Agent"}},"type":"Text","text":"hi"{fields}}}"#
        )
    }

    fn list(indices: &[&str]) -> String {
        let said: Vec<_> = indices
            .iter()
            .map(|index| match *index {
                "" => said(""),
                index => said(&format!(r#","index":{index}"#)),
            })
            .collect();
        format!("[{}]", said.join(","))
    }

    fn places(listing: &Listing) -> Vec<Option<u64>> {
        let events = listing.report.events.iter();
        events
            .map(|event| event.position.map(|place| place.0))
            .collect()
    }

    fn contents(messages: &str) -> Vec<Content> {
        let events = listing(messages, 1).report.events.into_iter();
        events.map(|event| event.content).collect()
    }

    #[test]
    fn an_event_is_read_in_the_words_of_each_dialect() {
        for (kind, from, role) in [
            ("Text", "Customer", Role::Visitor),
            ("Message", "Client", Role::Visitor),
            ("Message", "Agent", Role::Agent),
            ("Message", "Supervisor", Role::Supervisor),
            ("Message", "Robot", Role::Agent),
            ("Text", "External", Role::System),
        ] {
            let first = Some(ParticipantId(1));
            for (id, expected) in [
                ("1", first),
                (r#""1""#, first),
                (r#""00a5""#, None),
                ("null", None),
                ("{}", None),
            ] {
                let message = format!(
                    r#"[{{"from":{{"nickname":"N","participantId":{id},"type":"{from}"}},
                        "index":3,"type":"{kind}","text":"hi","utcTime":1432845088000}}]"#
                );
                let event = Event {
                    position: Some(Position(3)),
                    at: Wall::parse_utc("2015-05-28T20:31:28Z"),
                    from: Participant {
                        role,
                        id: expected,
                        nickname: "N".into(),
                    },
                    content: Content::Text("hi".into()),
                };
                assert_eq!(listing(&message, 1).report.events, [event], "{message}");
            }
        }
    }

    #[test]
    fn a_server_without_a_clock_is_given_none() {
        for time in [
            "",
            r#","utcTime":null"#,
            r#","utcTime":"soon""#,
            r#","utcTime":-1"#,
        ] {
            let events = listing(&format!("[{}]", said(time)), 1).report.events;
            assert_eq!(events[0].at, None, "{time}");
        }
    }

    #[test]
    fn notices_are_told_apart_and_unknown_ones_take_their_place() {
        let of = |kind: &str| {
            contents(&format!(
                r#"[{{"from":{{"type":"Agent"}},"index":1,"type":"{kind}","text":"https://a.example"}}]"#
            ))
        };
        for (kind, notice) in [
            ("ParticipantJoined", Notice::Joined),
            ("ParticipantRejoined", Notice::Joined),
            ("ParticipantLeft", Notice::Left),
            ("TypingStarted", Notice::TypingStarted),
            ("TypingStopped", Notice::TypingStopped),
            (
                "PushUrl",
                Notice::PushedUrl(WebUrl::parse("https://a.example").unwrap()),
            ),
            ("CustomNotice", Notice::Unknown),
            ("FileUploaded", Notice::Unknown),
            (
                "NicknameUpdated",
                Notice::Renamed("https://a.example".into()),
            ),
            ("Notice", Notice::Unknown),
            ("SomethingElse", Notice::Unknown),
        ] {
            assert_eq!(of(kind), [Content::Notice(notice)], "{kind}");
        }
    }

    #[test]
    fn what_is_told_to_a_silent_visitor_is_said_by_the_contact_centre() {
        for kind in ["IdleAlert", "IdleClose"] {
            let told = |text: &str| {
                contents(&format!(
                    r#"[{{"from":{{"nickname":"system","type":"External"}},"index":1,"type":"{kind}"{text}}}]"#
                ))
            };
            let said = Content::Text("Still there?".into());
            assert_eq!(told(r#","text":"Still there?""#), [said], "{kind}");
            for nothing in [r#","text":" ""#, ""] {
                assert_eq!(told(nothing), [Content::Notice(Notice::Unknown)], "{kind}");
            }
        }
    }

    #[test]
    fn a_new_name_is_in_the_text_or_else_the_senders() {
        for (text, name) in [
            (r#","text":"Ines M.""#, "Ines M."),
            (r#","text":" ""#, "Ines"),
            ("", "Ines"),
        ] {
            let renamed = format!(
                r#"[{{"from":{{"nickname":"Ines","type":"Agent"}},"index":1,"type":"NicknameUpdated"{text}}}]"#
            );
            let expected = Content::Notice(Notice::Renamed(name.into()));
            assert_eq!(contents(&renamed), [expected], "{text}");
        }
    }

    #[test]
    fn a_file_is_read_with_what_is_said_of_it() {
        let file = |data: &str| {
            contents(&format!(
                r#"[{{"from":{{"type":"Agent"}},"index":1,"type":"FileUploaded","userData":{data}}}]"#
            ))
        };
        let shared = |name: &str, size| SharedFile {
            id: "f1".into(),
            name: name.into(),
            size,
        };
        assert_eq!(
            file(r#"{"file-id":"f1","file-name":"a.pdf","file-size":"12"}"#),
            [Content::File(shared("a.pdf", Some(12)))]
        );
        assert_eq!(
            file(r#"{"file-id":"f1"}"#),
            [Content::File(shared("", None))]
        );
    }

    #[test]
    fn a_file_that_is_gone_is_told_by_its_id_if_at_all() {
        let gone = |data: &str| {
            contents(&format!(
                r#"[{{"from":{{"type":"Client"}},"index":1,"type":"FileDeleted"{data}}}]"#
            ))
        };
        let told = gone(r#","userData":{"file-id":"f1","file-name":"a.pdf"}"#);
        assert_eq!(told, [Content::Removed("f1".into())]);
        for data in ["", r#","userData":{}"#, r#","userData":{"file-name":"a"}"#] {
            assert_eq!(gone(data), [Content::Notice(Notice::Unknown)], "{data}");
        }
    }

    #[test]
    fn what_is_damaged_is_counted_and_costs_only_itself() {
        let bad = [
            "5",
            "null",
            "[]",
            "{}",
            r#"{"index":4}"#,
            r#"{"from":{"type":"Agent"},"index":5}"#,
            r#"{"from":"Ann","type":"Text","text":"x","index":6}"#,
            r#"{"from":{"nickname":"Ann"},"type":"Text","text":"x","index":7}"#,
            r#"{"from":{"type":"Agent"},"type":"Text","index":8}"#,
            r#"{"from":{"type":"Agent"},"type":"PushUrl","text":"javascript:x","index":9}"#,
        ];
        let listing = listing(&format!("[{},{}]", bad.join(","), said("")), 1);
        assert_eq!(listing.report.unreadable, 10);
        assert_eq!(places(&listing), [Some(10)]);
        assert_eq!(listing.next, 10);
    }

    #[test]
    fn a_place_may_be_a_number_or_text_and_go_back() {
        let listing = listing(&list(&["5", r#""7""#, "6", "5"]), 5);
        assert_eq!(places(&listing), [Some(5), Some(7), Some(6), Some(5)]);
        assert_eq!((listing.next, listing.covers(5)), (8, true));
    }

    #[test]
    fn missing_and_absurd_places_are_counted_on_and_asked_for_again() {
        for index in ["", "0", "-1", "1e9", "18446744073709551615", "null", "{}"] {
            let answer = listing(&list(&["5", index, index]), 5);
            assert_eq!(places(&answer), [Some(5), Some(6), Some(7)], "{index}");
            assert_eq!(answer.next, 6, "{index}");
            let answer = listing(&list(&[index, index]), 5);
            assert_eq!(places(&answer), [Some(5), Some(6)], "{index}");
            assert_eq!((answer.next, answer.lowest), (5, None), "{index}");
        }
    }

    #[test]
    fn a_counted_place_yields_to_the_event_that_the_server_puts_there() {
        let listing = listing(&list(&["5", "", "6", "", "8"]), 5);
        let expected = [Some(5), None, Some(6), Some(7), Some(8)];
        assert_eq!(places(&listing), expected);
    }

    #[test]
    fn an_invisible_event_without_a_place_takes_none() {
        let notice = r#"{"from":{"type":"Client"},"type":"Notice","text":"file-client-cfg-get"}"#;
        let listing = listing(&format!("[{notice}]"), 5);
        assert_eq!((places(&listing).len(), listing.next), (0, 5));
        assert_eq!(listing.report.unreadable, 0);
    }

    #[test]
    fn what_begins_later_than_asked_does_not_cover_it() {
        assert!(!listing(&list(&["9"]), 5).covers(5));
        assert!(listing(&list(&["3", "9"]), 5).covers(5));
        assert!(listing("[]", 5).covers(5));
    }
}
