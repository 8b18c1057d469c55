//! What comes on the channel, and what goes out beside it. Numbers in names are
//! those of the Bayeux conformance list.

use std::rc::Rc;

use super::*;
use crate::chat::{Content, Ended, Form, Notice, Role};
use crate::config::{GmsV1, Options};
use crate::http::Credentials;

const TAG: &str = "service.chat.refresh.9d6c31d3";

/// A chat whose channel is listened to, with everything it asks for.
struct Listener {
    chat: Chat,
    open: Vec<(ErrandId, Request)>,
    requests: Vec<Request>,
    reports: Vec<Report>,
}

impl Listener {
    fn new() -> Self {
        Self::with(Options::new())
    }

    fn with(options: Options) -> Self {
        let options = options.with("url", "/genesys");
        let config = Rc::new(Config::new(&options).unwrap());
        let chat = v1::Chat::resume(Rc::clone(&config), "9d6c31d3").unwrap();
        let cometd = Cometd {
            url: "/genesys/cometd".into(),
            channel: "/_genesys".into(),
            subscribe: false,
        };
        let mut listener = Self {
            chat: Chat::v1(&config, chat, &cometd, GmsV1::FOUND.unwrap()),
            open: Vec::new(),
            requests: Vec::new(),
            reports: Vec::new(),
        };
        listener.chat.start(Monotonic::default());
        listener.drain();
        listener.answer("/meta/handshake", r#","clientId":"c1""#, "");
        listener.answer("/meta/subscribe", "", "");
        listener.answer("/meta/connect", "", "");
        listener
    }

    /// What is reported when the channel brings this.
    fn hears(&mut self, data: &str) -> Vec<Report> {
        self.reports.clear();
        let push = format!(r#"{{"channel":"/_genesys","data":{data}}},"#);
        self.answer("/meta/connect", "", &push);
        std::mem::take(&mut self.reports)
    }

    /// What is reported when the channel brings this chat object of this chat.
    fn hears_own(&mut self, object: &str) -> Vec<Report> {
        self.hears(&format!(r#"{{"message":{object},"tag":"{TAG}"}}"#))
    }

    fn answer(&mut self, channel: &str, more: &str, before: &str) {
        let asked = |(_, request): &(_, Request)| request.body.as_str().contains(channel);
        let place = self.open.iter().position(asked).unwrap();
        let (id, _) = self.open.remove(place);
        let response = Response {
            status: 200,
            body: format!(r#"[{before}{{"channel":"{channel}","successful":true{more}}}]"#),
            retry_after: None,
        };
        let now = Monotonic::default();
        Feed::answer(&mut self.chat, id, Ok(&response), now, 0);
        self.drain();
    }

    fn drain(&mut self) {
        while let Some(errand) = self.chat.poll() {
            match errand {
                Errand::Report(report) => self.reports.push(report),
                Errand::Send(id, request) => {
                    self.requests.push(request.clone());
                    self.open.push((id, request));
                }
                Errand::Abort(_) | Errand::Fallback(_) | Errand::Outcome(_) => {}
            }
        }
    }
}

/// A chat object up to `position` that lists these items.
fn transcript(position: &str, items: &str) -> String {
    format!(
        r#"{{"chatIxnState":"TRANSCRIPT","transcriptPosition":{position},"transcriptToShow":[{items}]}}"#
    )
}

fn places(report: &Report) -> Vec<u64> {
    let places = report.events.iter().filter_map(|event| event.position);
    places.map(|place| place.0).collect()
}

const HELLO: &str = r#"["Message.Text","Ann","hello","26","AGENT"]"#;

#[test]
fn case_54_a_push_that_brings_nothing_is_ignored_quietly() {
    let mut listener = Listener::new();
    for data in [
        "null",
        "5",
        "[]",
        "{}",
        r#"{"message":null}"#,
        r#"{"message":"x"}"#,
    ] {
        assert_eq!(listener.hears(data), [], "{data}");
    }
    assert_eq!(listener.hears_own(r#"{"comet_channel":"/_genesys"}"#), []);
    for object in [
        r#"{"chatIxnState":"TRANSCRIPT"}"#,
        r#"{"chatIxnState":"TRANSCRIPT","transcriptToShow":null}"#,
        r#"{"chatIxnState":"TRANSCRIPT","transcriptToShow":[]}"#,
    ] {
        let nothing = Report {
            extent: Extent::News,
            ..Report::default()
        };
        assert_eq!(listener.hears_own(object), [nothing], "{object}");
    }
    assert_eq!(listener.hears_own(&transcript("2", HELLO)).len(), 1);
}

#[test]
fn case_55_a_push_about_another_chat_is_dropped() {
    let mut listener = Listener::new();
    let object = |session: &str| {
        let object = transcript("2", HELLO);
        object.replacen('{', &format!(r#"{{"chatSessionId":"{session}","#), 1)
    };
    let tagged = |tag: &str| format!(r#"{{"message":{},"tag":"{tag}"}}"#, object("ours"));
    let untagged = |session: &str| format!(r#"{{"message":{}}}"#, object(session));
    for data in [
        tagged("service.chat.refresh.another"),
        tagged("service.chat.refresh.x9d6c31d3"),
        untagged("ours"),
        format!(r#"{{"message":{}}}"#, transcript("2", HELLO)),
    ] {
        assert_eq!(listener.hears(&data), [], "{data}");
    }
    assert_eq!(listener.hears(&tagged(TAG)).len(), 1);
    assert_eq!(listener.hears(&untagged("ours")).len(), 1);
    assert_eq!(listener.hears(&untagged("theirs")), []);
}

#[test]
fn case_56_items_have_places_and_what_is_missing_before_them_is_told() {
    for position in ["3", r#""3""#] {
        let mut listener = Listener::new();
        let two = transcript(position, &[HELLO, HELLO].join(","));
        for _ in 0..2 {
            let reports = listener.hears_own(&two);
            assert_eq!(places(&reports[0]), [2, 3], "{position}");
            assert_eq!(reports[0].extent, Extent::News);
        }
        let ahead = listener.hears_own(&transcript("6", HELLO));
        assert_eq!(places(&ahead[0]), [6]);
        assert_eq!(ahead[0].extent, Extent::Gap);
        let asked = listener
            .chat
            .request(&Command::Refresh, Monotonic::default())
            .unwrap();
        assert_eq!(asked.body.as_str(), "transcriptPosition=3");
        let alone = listener.hears_own(&transcript("7", ""));
        assert_eq!(alone[0].extent, Extent::Gap);
    }
}

#[test]
fn case_58_kinds_of_events_and_users_are_told_apart_and_unknown_ones_take_a_place() {
    let notice = Content::Notice;
    let text = || Content::Text("x".into());
    for (kind, user, content, role) in [
        ("Message.Text", "AGENT", text(), Role::Agent),
        ("Message.Text", "CLIENT", text(), Role::Visitor),
        ("Message.Text", "EXTERNAL", text(), Role::System),
        ("Message.Text", "SUPERVISOR", text(), Role::Agent),
        (
            "Notice.Joined",
            "AGENT",
            notice(Notice::Joined),
            Role::Agent,
        ),
        ("Notice.Left", "CLIENT", notice(Notice::Left), Role::Visitor),
        (
            "Notice.TypingStarted",
            "AGENT",
            notice(Notice::TypingStarted),
            Role::Agent,
        ),
        (
            "Notice.TypingStopped",
            "AGENT",
            notice(Notice::TypingStopped),
            Role::Agent,
        ),
        (
            "Notice.Custom",
            "AGENT",
            notice(Notice::Unknown),
            Role::Agent,
        ),
    ] {
        let items = format!(r#"["{kind}","a","x","1","{user}"],{HELLO}"#);
        let reports = Listener::new().hears_own(&transcript("3", &items));
        let event = &reports[0].events[0];
        assert_eq!(
            (&event.content, event.from.role),
            (&content, role),
            "{kind} {user}"
        );
        assert_eq!(places(&reports[0]), [2, 3], "{kind}");
    }
}

#[test]
fn case_60_a_push_that_ends_the_chat_brings_its_last_words_first() {
    let goodbye = transcript("2", HELLO).replace("TRANSCRIPT", "DISCONNECTED");
    let reports = Listener::new().hears_own(&goodbye);
    assert_eq!(places(&reports[0]), [2]);
    assert_eq!(reports[0].ended, Some(Ended::ByContactCentre));
}

/// Every request that a chat and its channel can make.
fn all_requests(options: Options) -> Vec<Request> {
    let mut listener = Listener::with(options);
    let commands = [
        Command::End,
        Command::Open(Form::default()),
        Command::Refresh,
        Command::Send("x".into()),
        Command::Typing(true),
        Command::Typing(false),
    ];
    let chat = commands
        .iter()
        .filter_map(|command| listener.chat.request(command, Monotonic::default()));
    let chat: Vec<_> = chat.collect();
    listener.chat.stop(Monotonic::default());
    listener.drain();
    assert_eq!((chat.len(), listener.requests.len()), (6, 5));
    chat.into_iter().chain(listener.requests).collect()
}

#[test]
fn case_72_gms_user_goes_with_every_request_of_chat_and_channel() {
    for request in all_requests(Options::new().with("user", "BuzzBrain")) {
        let user = ("gms_user".to_owned(), "BuzzBrain".to_owned());
        assert!(request.headers.contains(&user), "{request:?}");
    }
}

#[test]
fn case_74_cookies_go_along_as_the_page_wants() {
    for (option, credentials) in [
        ("omit", Credentials::Omit),
        ("same-origin", Credentials::SameOrigin),
        ("include", Credentials::Include),
    ] {
        for request in all_requests(Options::new().with("credentials", option)) {
            assert_eq!(request.credentials, credentials, "{request:?}");
        }
    }
}

#[test]
fn case_78_a_push_may_be_of_any_size() {
    let long = "x".repeat(1_000_000);
    let item = format!(r#"["Message.Text","Ann","{long}","26","AGENT"]"#);
    let reports = Listener::new().hears_own(&transcript("2", &item));
    assert_eq!(reports[0].events[0].content, Content::Text(long));
}
