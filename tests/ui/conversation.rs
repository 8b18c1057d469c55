//! The conversation tells who said what, when, and how far it has come.

use std::rc::Rc;

use causerie_core::chat::{Role, WebUrl};
use causerie_core::session::{Rows, Stage};
use causerie_core::time::Wall;
use causerie_core::transcript::{Delivery, Entry, Row, Setback};

use crate::scene::{Scene, agent_says, has_tag, participant, says, visitor_says, words};

fn chat(rows: Vec<Entry>) -> Scene {
    Scene::at(Stage::Chatting).agents(&["Alice"]).rows(rows)
}

#[test]
fn the_transcript_is_a_log_named_conversation() {
    let html = chat(vec![]).html();
    let log = [r#"role="log""#, r#"aria-label="Conversation""#];
    assert!(has_tag(&html, &log), "{html}");
}

#[test]
fn everybody_is_told_apart_by_words() {
    let system = participant(Role::System, "");
    let words = chat(vec![
        says(system, "You are next", Delivery::Sent),
        agent_says("Hello"),
        visitor_says("Hi", Delivery::Sent),
    ])
    .words();
    for expected in ["NoticeYou are next", "Alice saidHello", "You saidHi"] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
}

#[test]
fn a_supervisor_is_told_from_agents_wherever_the_name_stands() {
    let eve = || participant(Role::Supervisor, "Eve");
    let scene = chat(vec![
        Entry::Joined(eve()),
        says(eve(), "Hello", Delivery::Sent),
        Entry::PushedUrl(eve(), WebUrl::parse("https://a.example").unwrap()),
        Entry::Left(eve()),
    ]);
    let html = scene.html();
    let words = words(&html);
    for deed in [
        "joined the chat",
        "saidHello",
        "shared a link",
        "left the chat",
    ] {
        let line = format!("Eve (supervisor) {deed}");
        assert!(words.contains(&line), "{line}: {words}");
    }
    assert!(html.contains("message by-agent by-supervisor"), "{html}");
}

#[test]
fn comings_and_goings_are_lines() {
    let (alice, nameless) = (
        participant(Role::Agent, "Alice"),
        participant(Role::Agent, " "),
    );
    let words = chat(vec![Entry::Joined(nameless), Entry::Left(alice)]).words();
    assert!(words.contains("Agent joined the chat"), "{words}");
    assert!(words.contains("Alice left the chat"), "{words}");
}

#[test]
fn a_changed_name_is_a_line_with_both() {
    let ines = || participant(Role::Agent, "Ines");
    let scene = chat(vec![
        Entry::Renamed(ines(), "Ines M.".into()),
        Entry::Renamed(participant(Role::Agent, ""), " ".into()),
    ]);
    let html = scene.html();
    let line = "<bdi>Ines</bdi> is now <bdi>Ines M.</bdi></p>";
    assert!(html.contains(line), "{html}");
    assert!(
        html.contains("<bdi>Agent</bdi> is now <bdi>Agent</bdi>"),
        "{html}"
    );
}

#[test]
fn own_messages_tell_how_far_they_have_come() {
    for (delivery, word) in [
        (Delivery::Sending, "Sending…"),
        (Delivery::Sent, "Sent"),
        (Delivery::Uncertain, "Checking…"),
        (Delivery::Waiting, "Waiting…"),
    ] {
        let html = chat(vec![visitor_says("x", delivery)]).html();
        let state = format!(r#"<span class="delivery">{word}</span>"#);
        assert!(html.contains(&state), "{state}: {html}");
        assert!(!html.contains("Discard"), "{html}");
    }
}

#[test]
fn messages_of_others_have_no_delivery_state() {
    let html = chat(vec![agent_says("Hello")]).html();
    assert!(!html.contains(r#"class="delivery""#), "{html}");
}

#[test]
fn a_message_that_was_not_sent_can_be_retried_or_discarded() {
    for setback in [Setback::ChatEnded, Setback::Lost, Setback::Rejected] {
        let words = chat(vec![visitor_says("x", Delivery::Failed(setback))]).words();
        for expected in ["Not sent", "Try again", "Discard"] {
            assert!(words.contains(expected), "{expected}: {words}");
        }
    }
}

#[test]
fn nothing_is_retried_in_a_chat_that_is_over() {
    let mut scene = chat(vec![visitor_says(
        "x",
        Delivery::Failed(Setback::ChatEnded),
    )]);
    scene.view.stage = Stage::Ended(causerie_core::chat::Ended::Lost);
    let words = scene.words();
    assert!(
        words.contains("Not sent") && words.contains("Discard"),
        "{words}"
    );
    assert!(!words.contains("Try again"), "{words}");
}

#[test]
fn times_are_for_people_and_for_machines() {
    let html = chat(vec![agent_says("Hello")]).html();
    let time = r#"<time datetime="2012-06-09T22:26:17Z">22:26</time>"#;
    assert!(html.contains(time), "{html}");
}

/// What is said at these times, in milliseconds after each other.
fn said_after(pauses: &[i64]) -> String {
    let mut scene = chat(vec![agent_says("Hello"); pauses.len()]);
    let mut at = 1_339_280_777_000;
    let rows = scene.view.rows.0.iter().zip(pauses);
    let rows = rows.map(|(row, pause)| {
        at += pause;
        Rc::new(Row {
            at: Some(Wall::from_millis(at)),
            ..Row::clone(row)
        })
    });
    scene.view.rows = Rows(rows.collect());
    scene.html()
}

#[test]
fn a_day_is_told_once_above_its_first_row_to_those_who_look_for_it() {
    let hours = 3_600_000;
    let html = said_after(&[0, 1, hours, 12 * hours, 1]);
    let day = |date| format!(r#"<p class="day" aria-live="off">{date}</p><div class="message by-"#);
    for date in ["2012-06-09", "2012-06-10"] {
        assert_eq!(
            html.matches(date).count() - html.matches(&format!("{date}T")).count(),
            1
        );
        assert!(html.contains(&day(date)), "{html}");
    }
    assert_eq!(html.matches(r#"class="day""#).count(), 2);
}

#[test]
fn who_goes_on_within_minutes_is_not_named_again() {
    let follows = |pauses: &[i64]| said_after(pauses).matches(" follows").count();
    assert_eq!(follows(&[0, 299_999, 60_000]), 2);
    assert_eq!(follows(&[0, 300_000, 60_000]), 1);
    // A quarter to midnight, and at midnight.
    assert_eq!(follows(&[5_500_000, 90_000, 90_000]), 1);
}

#[test]
fn only_the_last_of_what_one_says_without_a_pause_is_not_followed() {
    let classes = |pauses: &[i64]| {
        let html = said_after(pauses);
        let rows = html.split(r#"class="message by-agent"#).skip(1);
        let classes = rows.filter_map(|row| Some(row.split_once('"')?.0.trim().to_owned()));
        classes.collect::<Vec<_>>()
    };
    assert_eq!(
        classes(&[0, 1, 299_999, 300_000, 1]),
        [
            "followed",
            "follows followed",
            "follows",
            "followed",
            "follows"
        ]
    );
    // At midnight somebody begins anew.
    assert_eq!(
        classes(&[5_500_000, 90_000, 90_000]),
        ["followed", "follows", ""]
    );
}

#[test]
fn files_and_addresses_go_on_with_what_was_said_and_comings_do_not() {
    let alice = || participant(Role::Agent, "Alice");
    let url = WebUrl::parse("https://a.example").unwrap();
    let html = chat(vec![
        agent_says("See"),
        Entry::PushedUrl(alice(), url),
        Entry::Joined(participant(Role::Agent, "Bob")),
        agent_says("So"),
    ])
    .html();
    assert_eq!(html.matches(" follows").count(), 1, "{html}");
}

#[test]
fn when_something_was_said_is_hidden_from_nobody_and_told_aside_once_it_is_sent() {
    let told = |entry| {
        chat(vec![entry])
            .html()
            .contains(r#"<div class="meta said"><time"#)
    };
    assert!(told(agent_says("x")) && told(visitor_says("x", Delivery::Sent)));
    for delivery in [Delivery::Sending, Delivery::Failed(Setback::Lost)] {
        assert!(!told(visitor_says("x", delivery)));
    }
}

#[test]
fn an_agent_has_an_initial_for_those_who_see_it() {
    let html = chat(vec![agent_says("x")]).html();
    let tag = r#"<p class="speaker" data-name="Alice">"#;
    assert!(
        html.contains(tag),
        "the style sheet shows its first letter: {html}"
    );
    let html = chat(vec![visitor_says("x", Delivery::Sent)]).html();
    assert!(!html.contains("data-name"), "{html}");
}

#[test]
fn typing_is_told_in_a_status() {
    for (names, expected) in [
        (&["Alice"][..], "Alice is typing"),
        (&["Alice", "Bob"], "Alice and Bob are typing"),
        (&["Alice", "Bob", "Cleo"], "Alice, Bob and Cleo are typing"),
    ] {
        let scene = || chat(vec![]).typing(names);
        assert!(scene().words().contains(expected), "{}", scene().words());
        assert!(has_tag(
            &scene().html(),
            &[r#"role="status""#, r#"class="activity""#]
        ));
    }
}

#[test]
fn nobody_types_in_a_status_that_is_empty() {
    let html = chat(vec![]).html();
    assert!(
        html.contains(r#"<div class="activity" role="status"></div>"#),
        "{html}"
    );
}

#[test]
fn a_pushed_address_is_a_link_that_tells_the_other_page_nothing() {
    let alice = participant(Role::Agent, "Alice");
    let url = WebUrl::parse("https://a.example/?x=1&y=2").unwrap();
    let html = chat(vec![Entry::PushedUrl(alice, url)]).html();
    assert!(
        html.contains(r#"href="https://a.example/?x=1&amp;y=2""#),
        "{html}"
    );
    assert!(
        html.contains(r#"target="_blank" rel="noopener noreferrer""#),
        "{html}"
    );
}

#[test]
fn addresses_in_an_agents_words_are_links_in_the_visitors_they_are_not() {
    let html = chat(vec![
        agent_says("see https://a.example."),
        visitor_says("https://b.example", Delivery::Sent),
    ])
    .html();
    assert!(html.contains(r#"href="https://a.example""#), "{html}");
    assert!(!html.contains(r#"href="https://b.example""#), "{html}");
}

#[test]
fn the_composer_is_named_and_so_is_its_button() {
    let html = chat(vec![]).html();
    assert!(
        has_tag(&html, &["textarea", r#"aria-label="Message""#]),
        "{html}"
    );
    assert!(
        has_tag(&html, &["button", r#"aria-label="Send message""#]),
        "{html}"
    );
}
