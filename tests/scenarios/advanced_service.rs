//! A service that says when the chat may begin.

use std::time::Duration;

use causerie_core::config::Options;
use causerie_core::session::{Act, Stage};
use causerie_emulator::Settings;
use causerie_tests::{Fate, World};

fn advanced(delivery: &str, wait: u64) -> World {
    let options = Options::new()
        .with("serviceKind", "advanced")
        .with("delivery", delivery);
    let settings = Settings {
        advanced_wait: Duration::from_secs(wait),
        ..Settings::unscripted()
    };
    World::with(options, settings)
}

fn waiting(world: &World) -> bool {
    matches!(world.view().stage, Stage::Opening { waiting: true, .. })
}

#[test]
fn the_chat_begins_when_the_service_says_so_on_the_same_id() {
    for delivery in ["poll", "cometd"] {
        let mut world = advanced(delivery, 30);
        world.act(Act::Open(Default::default()));
        world.until("it waits", waiting);
        world.pass(20_000);
        assert!(waiting(&world));
        assert!(world.centre.chats().is_empty());
        world.until("the chat begins", |world| {
            world.view().stage == Stage::Chatting
        });
        assert_eq!(world.centre.services().count(), 1);
        world.say("at last");
        world.pass(3_000);
        world.assert_same();
    }
}

#[test]
fn waiting_can_be_cancelled() {
    let mut world = advanced("cometd", 600);
    world.act(Act::Open(Default::default()));
    world.until("it waits", waiting);
    world.act(Act::End);
    assert_eq!(world.view().stage, Stage::Form(None));
    world.pass(1_000);
    let requests = world.requests.len();
    world.pass(600_000);
    assert_eq!(world.requests.len(), requests);
    assert!(world.centre.chats().is_empty());
}

#[test]
fn a_service_that_answers_again_is_not_held_to_its_old_refusals() {
    let mut world = advanced("poll", 120);
    for _ in 0..5 {
        world
            .network
            .plan("/status", Fate::Intercepted(503, String::new()));
    }
    world.act(Act::Open(Default::default()));
    world.until("all refusals are over", |world| world.network.is_calm());
    world.pass(20_000);
    assert!(waiting(&world));
    world
        .network
        .plan("/status", Fate::Intercepted(503, String::new()));
    world.until("it refuses once more", |world| world.network.is_calm());
    let asked = world.count("/status");
    world.pass(1_500);
    assert_eq!(world.count("/status"), asked + 1);
}

#[test]
fn trouble_while_waiting_is_survived() {
    let mut world = advanced("poll", 20);
    for fate in [
        Fate::LoseReply,
        Fate::Intercepted(503, String::new()),
        Fate::Intercepted(200, "{".into()),
    ] {
        world.network.plan("/status", fate);
    }
    world.act(Act::Open(Default::default()));
    world.until("the chat begins", |world| {
        world.view().stage == Stage::Chatting
    });
}

#[test]
fn the_words_of_the_service_are_shown_while_it_has_any() {
    let mut world = advanced("poll", 30);
    let says = |message: &str| Fate::Intercepted(200, format!(r#"{{"message":{message}}}"#));
    let shown = |world: &World| match world.view().stage {
        Stage::Opening { waiting, words } => (waiting, words.as_deref().map(str::to_owned)),
        other => panic!("not opening: {other:?}"),
    };
    for answer in [
        says(r#"{"_status":"queued","_dialog":"You are number two."}"#),
        Fate::Intercepted(503, String::new()),
        says(r#"{"_status":"queued","_dialog":"You are next."}"#),
        says(r#"{"_status":"waiting","_dialog":"waiting_for_agent.html"}"#),
    ] {
        world.network.plan("/status", answer);
    }
    world.act(Act::Open(Default::default()));
    for words in [
        Some("You are number two."),
        None,
        Some("You are next."),
        None,
    ] {
        let expected = (true, words.map(str::to_owned));
        world.until("it says so", |world| shown(world) == expected);
    }
    assert_eq!(world.count("/status"), 4);
}
