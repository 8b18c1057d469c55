//! Nothing is said to a visitor but in the language of the window.

// A scene that is not as expected is a failed test.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::rc::Rc;

use causerie::ui::{App, Deed, ENGLISH, Entry as Answer, KEYS, greenwich};
use causerie_core::chat::{Ended, FileFault, FileLimits, Participant, Role, SharedFile, WebUrl};
use causerie_core::config::{Config, Options};
use causerie_core::error::{Rejection, Trouble};
use causerie_core::http::Failure;
use causerie_core::session::{Connection, Stage, View};
use causerie_core::transcript::{Delivery, Entry, Portion, Setback};

use crate::deeds::read;
use crate::scene::{Scene, participant, says};

/// What a person reads or hears of an element besides its text.
const TOLD: [&str; 5] = [
    "alt",
    "aria-label",
    "aria-description",
    "placeholder",
    "title",
];

/// A language in which each word is its key, in signs that no other text has.
fn keys_alone() -> String {
    let line = |(key, english): (&&str, &str)| {
        let form = english.split('|').next_back().unwrap_or_default();
        let places = form.split('{').skip(1);
        let places = places.map(|rest| format!(" {{{}}}", rest.split('}').next().unwrap()));
        format!("⟦{key}⟧{}", places.collect::<String>())
    };
    let lines = KEYS.iter().zip(ENGLISH.lines()).map(line);
    lines.collect::<Vec<_>>().join("\n")
}

/// Everything that a person reads or hears of a document.
fn told(html: &str) -> String {
    let mut told = String::new();
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        for name in TOLD {
            let value = tag.split_once(&format!(" {name}=\"")).map(|(_, rest)| rest);
            told += value.map_or("", |rest| rest.split('"').next().unwrap());
            told.push(' ');
        }
        told += text;
        told.push(' ');
    }
    told
}

/// What is not a word of the language: letters that stand outside of its signs.
fn foreign(told: &str) -> Vec<String> {
    let rests = told
        .split('⟦')
        .map(|part| part.split_once('⟧').map_or(part, |(_, rest)| rest));
    let words = rests.flat_map(|rest| rest.split(|sign: char| !sign.is_alphabetic()));
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Numbers without the words that a browser writes with them.
fn digits(pattern: &str, number: f64, locale: &str) -> String {
    let written = greenwich(pattern, number, locale);
    written.replace(" and ", ", ").replace(" byte", "")
}

/// What is told, once the visitor has done these things.
fn drawn(view: View, open: bool, options: &[(&str, &str)], deeds: Vec<Deed>) -> String {
    let all = Options::new()
        .with("url", "/g")
        .with("words", &*keys_alone());
    let all = options
        .iter()
        .fold(all, |all, (name, value)| all.with(name, *value));
    let mut app = App::new(Rc::new(Config::new(&all).unwrap()), view, open, digits);
    app.draw();
    for deed in deeds {
        app.hear(deed);
    }
    told(&app.draw().tree.to_string())
}

fn forms() -> Vec<String> {
    let fields = "[\"firstName\",\"lastName\",\"email\",\"subject\",\"nickname\",\
        {\"name\":\"1\",\"type\":\"tel\"},{\"name\":\"2\",\"required\":true},\
        {\"name\":\"3\",\"type\":\"checkbox\",\"required\":true},\
        {\"name\":\"4\",\"type\":\"select\",\"options\":{\"5\":\"5\"}}]";
    let options = [("fields", fields), ("contactUrl", "tel:1")];
    let write = |name: &str| Deed::Write(Answer::Field(name.into()), "1".into());
    let form = |trouble| Scene::at(Stage::Form(trouble)).view;
    let refused = Rejection {
        field: Some("firstName"),
        words: None,
    };
    let troubles = [
        Trouble::Busy,
        Trouble::Rejected(Rejection::default()),
        Trouble::Rejected(refused),
        Trouble::Misconfigured {
            url: String::new(),
            status: 404,
        },
        Trouble::Gone,
        Trouble::Network(Failure::Timeout),
    ];
    let tried = vec![write("email"), write("1"), Deed::Submit];
    let mut all = vec![
        drawn(form(None), true, &options, Vec::new()),
        drawn(form(None), true, &options, tried),
    ];
    let troubles = troubles.into_iter();
    all.extend(troubles.map(|one| drawn(form(Some(one)), true, &options, Vec::new())));
    all
}

fn rows() -> Vec<Entry> {
    let agent = || participant(Role::Agent, "1");
    let own = || participant(Role::Visitor, "");
    let faults = [
        FileFault::Size(None),
        FileFault::Size(Some(1)),
        FileFault::Total(None),
        FileFault::Total(Some(1)),
        FileFault::Files(None),
        FileFault::Files(Some(1)),
        FileFault::Type,
    ];
    let setbacks = faults.into_iter().map(Setback::File).chain([
        Setback::ChatEnded,
        Setback::Lost,
        Setback::Rejected,
        Setback::Unknown,
    ]);
    let deliveries = setbacks.map(Delivery::Failed).chain([
        Delivery::Sending,
        Delivery::Sent,
        Delivery::Uncertain,
        Delivery::Waiting,
    ]);
    let mut rows: Vec<_> = deliveries
        .map(|delivery| says(own(), "1", delivery))
        .collect();
    let portions = [
        Portion::Whole,
        Portion::Fetching,
        Portion::Failed,
        Portion::Gone,
    ];
    rows.extend(portions.map(|portion| file(agent(), Delivery::Sent, portion)));
    rows.extend([
        file(own(), Delivery::Sent, Portion::Whole),
        file(own(), Delivery::Sending, Portion::Sent(1)),
        says(agent(), "1", Delivery::Sent),
        says(participant(Role::Agent, " "), "1", Delivery::Sent),
        says(participant(Role::System, ""), "1", Delivery::Sent),
        says(participant(Role::Supervisor, "1"), "1", Delivery::Sent),
        Entry::Joined(agent()),
        Entry::Left(agent()),
        Entry::Renamed(agent(), "2".into()),
        Entry::PushedUrl(agent(), WebUrl::parse("https://1").unwrap()),
    ]);
    rows
}

fn file(from: Participant, delivery: Delivery, portion: Portion) -> Entry {
    let file = SharedFile {
        id: "1".into(),
        name: "1".into(),
        size: None,
    };
    Entry::File {
        from,
        file,
        delivery,
        portion,
    }
}

fn limits(most: Option<u64>) -> FileLimits {
    FileLimits {
        files: most,
        size: most,
        total: most,
        used: (0, 0),
        types: most.map(|_| "1".into()).into_iter().collect(),
        needs_agent: false,
        removes: true,
    }
}

fn chats() -> Vec<String> {
    let chat = |scene: Scene, deeds| {
        // An address is not translated.
        drawn(scene.view, true, &[], deeds).replace("https://", "")
    };
    let at = Scene::at;
    let opening = |waiting| Stage::Opening {
        waiting,
        words: None,
    };
    let with = |most| {
        let mut scene = at(Stage::Chatting).rows(rows()).typing(&["1", "2"]);
        scene.view.files = Some(Rc::new(limits(most)));
        scene
    };
    let ends = [Ended::ByContactCentre, Ended::ByVisitor, Ended::Lost];
    let lost = at(Stage::Chatting).connection(Connection::Unavailable);
    let mut all = vec![
        chat(at(opening(false)), Vec::new()),
        chat(at(opening(true)), Vec::new()),
        chat(
            at(Stage::Resuming).connection(Connection::Offline),
            Vec::new(),
        ),
        chat(at(Stage::Ending), Vec::new()),
        chat(at(Stage::Chatting), vec![Deed::Ask(true)]),
        chat(with(Some(1)), vec![Deed::Choose(true)]),
        chat(with(None), vec![Deed::Choose(true)]),
        chat(
            at(Stage::Chatting).connection(Connection::Reconnecting),
            Vec::new(),
        ),
        chat(lost, Vec::new()),
    ];
    all.extend(ends.map(|how| chat(at(Stage::Ended(how)), Vec::new())));
    all
}

/// A conversation that goes on while the visitor reads above, and while the window is closed.
fn meanwhile() -> [String; 2] {
    let says = |count| vec![says(participant(Role::Agent, "1"), "1", Delivery::Sent); count];
    let all = Options::new()
        .with("url", "/g")
        .with("words", &*keys_alone());
    let config = Rc::new(Config::new(&all).unwrap());
    [true, false].map(|open| {
        let view = |count| Scene::at(Stage::Chatting).rows(says(count)).view;
        let mut app = App::new(Rc::clone(&config), view(1), open, digits);
        app.draw();
        app.hear(read(false));
        app.show(view(2));
        told(&app.draw().tree.to_string())
    })
}

fn everything() -> Vec<String> {
    let mut all = forms();
    all.extend(chats());
    all.extend(meanwhile());
    all
}

#[test]
fn whatever_is_said_is_said_in_the_language_of_the_window() {
    for told in everything() {
        assert_eq!(foreign(&told), [""; 0], "{told}");
    }
}

#[test]
fn every_word_is_said_somewhere() {
    let all = everything().concat();
    let said: BTreeSet<_> = all
        .split('⟦')
        .filter_map(|part| Some(part.split_once('⟧')?.0))
        .collect();
    let silent = KEYS.iter().filter(|key| !said.contains(**key));
    let silent: Vec<_> = silent.collect();
    assert_eq!(silent, [&"lang", &"dir"], "these are attributes");
}

#[test]
fn a_window_says_in_which_language_it_speaks() {
    for (words, lang, dir) in [("de\nltr", "de", "ltr"), ("ar\nrtl", "ar", "rtl")] {
        let html = Scene::at(Stage::Form(None)).with("words", words).html();
        assert!(
            html.contains(&format!("class=\"causerie\" lang=\"{lang}\"")),
            "{html}"
        );
        assert!(
            html.contains(&format!("tabindex=\"-1\" dir=\"{dir}\"")),
            "{html}"
        );
    }
    let turned = Scene::at(Stage::Form(None))
        .with("words", "ar\nrtl")
        .with("dir", "ltr");
    assert!(turned.html().contains("tabindex=\"-1\" dir=\"ltr\""));
}
