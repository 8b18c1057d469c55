//! A chat from beginning to end, with nothing in the way.

use causerie_core::chat::Ended;
use causerie_core::session::{Act, Announcement, Stage};
use causerie_core::transcript::Delivery;
use causerie_emulator::{PositionForm, Quirks, SessionIdForm, Settings, TypingSpelling};
use causerie_tests::World;

use causerie_core::config::Options;

#[test]
fn a_visitor_chats_with_the_scripted_agent() {
    let mut world = World::with(Options::new(), Settings::default());
    world.open();
    world.until("the agent joins", |world| !world.view().agents.is_empty());
    world.until("the agent greets", |world| {
        world.shown().iter().any(|line| line.contains("Vasya"))
    });
    world.say("What are your opening hours?");
    world.until("the agent types", |world| !world.view().typing.is_empty());
    world.pass(15_000);
    assert!(world.view().typing.is_empty());
    world.assert_same();

    world.act(Act::End);
    world.until("the end", |world| {
        world.view().stage == Stage::Ended(Ended::ByVisitor)
    });
    world.assert_same();
    assert!(!world.centre.chats()[0].is_live());
    assert_eq!(world.saved(), None);
}

#[test]
fn a_message_is_shown_before_it_leaves_and_keeps_its_row() {
    let mut world = World::with_agent();
    world.say("hello agent");
    let written = world.view().rows.0.last().unwrap().clone();
    assert_eq!(written.delivery(), Some(Delivery::Sending));
    world.pass(1_000);
    let sent = world.view().rows.0.last().unwrap().clone();
    assert_eq!(
        (sent.key, sent.delivery()),
        (written.key, Some(Delivery::Sent))
    );
    world.assert_same();
}

#[test]
fn messages_go_out_in_order_one_at_a_time() {
    let mut world = World::with_agent();
    for text in ["one", "two", "three", "two"] {
        world.say(text);
    }
    assert_eq!(
        world.shown()[1..],
        [
            "me: one (Sending)",
            "me: two (Waiting)",
            "me: three (Waiting)",
            "me: two (Waiting)"
        ]
    );
    world.pass(2_000);
    assert_eq!(
        world.shown()[1..],
        ["me: one", "me: two", "me: three", "me: two"]
    );
    world.assert_same();
}

#[test]
fn every_deviation_of_real_servers_gives_the_same_chat() {
    for position in [
        PositionForm::Mixed,
        PositionForm::Text,
        PositionForm::Number,
        PositionForm::Damaged,
    ] {
        for typing in [TypingSpelling::Samples, TypingSpelling::Prose] {
            let quirks = Quirks {
                position,
                typing,
                session_id: SessionIdForm::Never,
                indexed_events: true,
                unknown_notices: true,
            };
            let mut world = World::with(
                Options::new(),
                Settings {
                    quirks,
                    ..Settings::unscripted()
                },
            );
            world.open();
            world.agent(|centre, chat, now| centre.join(chat, "Ann", now));
            world.agent(|centre, chat, now| centre.start_typing(chat, "Ann", now));
            world.until("Ann types", |world| world.view().typing == ["Ann".into()]);
            world.ann("hello");
            world.say("hello");
            world.pass(3_000);
            world.assert_same();
            assert_eq!(world.shown().len(), 3);
        }
    }
}

#[test]
fn the_page_is_told_what_happens_once() {
    let mut world = World::with_agent();
    world.agent(|centre, chat, now| centre.start_typing(chat, "Ann", now));
    world.pass(2_000);
    world.ann("hello");
    world.say("hi");
    world.pass(5_000);
    let told = world.announced.iter().map(|told| match told {
        Announcement::Started => "started".to_owned(),
        Announcement::Message(row) => row.text().to_owned(),
        Announcement::Participant(who, joined) => format!("{} {joined}", who.nickname),
        Announcement::Typing(names) => format!("{} typing", names.len()),
        other => format!("{other:?}"),
    });
    let told: Vec<_> = told.collect();
    assert_eq!(
        told,
        ["started", "Ann true", "1 typing", "hello", "hi", "0 typing"],
        "{told:?}"
    );
}
