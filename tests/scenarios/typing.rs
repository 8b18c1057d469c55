//! What the contact centre learns of the visitor's typing.

use causerie_core::session::Act;
use causerie_emulator::{EventType, UserType};
use causerie_tests::{Fate, World};

/// Whether each of the visitor's typing notices began (`true`) or ended.
fn notices(world: &World) -> Vec<bool> {
    let chats = world.centre.chats();
    let events = chats[0]
        .transcript()
        .iter()
        .filter(|event| event.user_type == UserType::Client);
    events
        .filter_map(|event| match event.kind {
            EventType::TypingStarted => Some(true),
            EventType::TypingStopped => Some(false),
            _ => None,
        })
        .collect()
}

fn draft(world: &mut World, text: &str) {
    world.act(Act::Draft(text.to_owned()));
    world.pass(200);
}

#[test]
fn typing_is_told_once_and_its_end_too() {
    let mut world = World::with_agent();
    for text in ["h", "he", "hel", "hell", "hello"] {
        draft(&mut world, text);
    }
    world.pass(10_000);
    assert_eq!(notices(&world), [true, false]);
    assert!(world.view().typing.is_empty(), "own typing is not drawn");
}

#[test]
fn an_emptied_composer_is_no_typing() {
    let mut world = World::with_agent();
    draft(&mut world, "h");
    draft(&mut world, "");
    assert_eq!(notices(&world), [true, false]);
}

#[test]
fn a_message_ends_the_typing_by_itself() {
    let mut world = World::with_agent();
    draft(&mut world, "hello");
    world.say("hello");
    world.pass(20_000);
    assert_eq!(notices(&world), [true]);
    assert_eq!(world.count("/stopTyping"), 0);
}

#[test]
fn typing_news_that_may_come_after_the_message_is_taken_back() {
    let mut world = World::with_agent();
    world.network.latency = 300;
    world.act(Act::Draft("hi".into()));
    world.say("hi");
    world.pass(20_000);
    assert_eq!(notices(&world), [true, false]);
}

#[test]
fn typing_news_that_is_lost_costs_nothing() {
    let mut world = World::with_agent();
    world.network.plan("/startTyping", Fate::LoseRequest);
    world
        .network
        .plan("/stopTyping", Fate::Intercepted(500, String::new()));
    draft(&mut world, "hello");
    world.pass(10_000);
    world.say("hello");
    world.pass(5_000);
    world.assert_same();
}

#[test]
fn an_agent_whose_stop_is_lost_is_not_typing_forever() {
    let mut world = World::with_agent();
    world.agent(|centre, chat, now| centre.start_typing(chat, "Ann", now));
    world.until("Ann types", |world| !world.view().typing.is_empty());
    world.pass(60_000);
    assert!(world.view().typing.is_empty());
}
