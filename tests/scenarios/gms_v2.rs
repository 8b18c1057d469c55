//! What only GMS Chat API v2 takes in beside the conversation.

use causerie_core::config::Config;
use causerie_core::session::{Act, Announcement, Connection, Page};
use causerie_emulator::{Event, EventType, Settings, UserType};
use causerie_tests::{Fate, Way, World};

const WAYS: [Way; 2] = [Way::GmsV2, Way::GmsV2Pushed];

/// A chat with Ann over v2, for a page with one more option.
fn with(way: Way, option: &str, value: &str) -> World {
    settled(way, option, value, Settings::unscripted())
}

/// The same, with these settings of the contact centre.
fn settled(way: Way, option: &str, value: &str, settings: Settings) -> World {
    let options = way.options().with(option, value);
    let mut world = World::with(options, settings);
    world.meet_ann();
    world
}

fn draft(world: &mut World, text: &str) {
    world.act(Act::Draft(text.to_owned()));
    world.pass(1_500);
}

/// What Ann sees of what is being written.
fn preview(world: &World) -> String {
    world.centre.chats()[0].preview().to_owned()
}

/// The visitor's events of one kind.
fn own(world: &World, kind: EventType) -> Vec<Event> {
    let chats = world.centre.chats();
    let events = chats[0].transcript().iter();
    let own = events.filter(|event| event.user_type == UserType::Client && event.kind == kind);
    own.cloned().collect()
}

#[test]
fn messages_are_called_what_the_page_wants() {
    for way in WAYS {
        let mut world = with(way, "messageType", "text");
        world.say("hello");
        world.pass(3_000);
        let said = own(&world, EventType::Text);
        assert_eq!(said[0].message_type.as_deref(), Some("text"), "{way:?}");
        world.assert_same();
    }
}

#[test]
fn an_agent_sees_what_is_being_written_until_it_is_sent() {
    let mut world = with(Way::GmsV2, "typingPreview", "true");
    for text in ["m", "my passw", "", "my order"] {
        draft(&mut world, text);
        assert_eq!(preview(&world), text);
    }
    draft(&mut world, "my order 5");
    world.say("my order 5");
    world.pass(2_000);
    assert_eq!(preview(&world), "");
    world.assert_same();
    assert_eq!(world.served(), ["+ Ann", "me: my order 5"]);
}

#[test]
fn over_cometd_what_is_being_written_is_shown_every_five_seconds() {
    let mut world = with(Way::GmsV2Pushed, "typingPreview", "true");
    world.pass(10_000);
    let mut shown = Vec::new();
    for count in 1..=10 {
        draft(&mut world, &"x".repeat(count));
        shown.push(preview(&world).len());
    }
    assert_eq!(shown, [1, 1, 1, 1, 5, 5, 5, 5, 9, 9]);
    world.pass(5_000);
    assert_eq!(preview(&world).len(), 10, "a pause shows all of it");
    let words = "x".repeat(10);
    world.say(&words);
    world.pass(2_000);
    assert_eq!(preview(&world), "");
    world.assert_same();
}

#[test]
fn nobody_sees_what_is_being_written_unless_the_page_wants_it() {
    for way in WAYS {
        let mut world = with(way, "typingPreview", "false");
        for count in 1..=6 {
            draft(&mut world, &"x".repeat(count));
            assert_eq!(preview(&world), "", "{way:?}");
        }
        assert_eq!(own(&world, EventType::TypingStarted).len(), 1, "{way:?}");
    }
}

#[test]
fn a_draft_that_is_too_long_stops_nothing() {
    for way in WAYS {
        let mut settings = Settings::unscripted();
        settings.message_limit = 10;
        let mut world = settled(way, "typingPreview", "true", settings);
        draft(&mut world, "short");
        draft(&mut world, "longer than that");
        world.ann("are you there?");
        world.pass(5_000);
        assert_eq!(world.view().connection, Connection::Good, "{way:?}");
        world.assert_same();
        draft(&mut world, "brief");
        assert_eq!(preview(&world), "brief", "{way:?}");
    }
}

/// The place up to which the visitor has read, as far as Ann knows.
fn read(world: &World) -> u32 {
    world.centre.chats()[0].read().map_or(0, |place| place.0)
}

/// The place of the last that the server has.
fn last(world: &World) -> u32 {
    world.centre.chats()[0]
        .transcript()
        .last()
        .unwrap()
        .position
        .0
}

/// A chat with Ann whose end is seen.
fn reading() -> World {
    let mut world = with(Way::GmsV2, "readReceipts", "true");
    world.act(Act::Seen(true));
    world.pass(3_000);
    world
}

#[test]
fn what_is_read_is_told_once() {
    let mut world = reading();
    let before = world.count("/readReceipt");
    world.ann("hello");
    world.pass(3_000);
    assert_eq!(read(&world), last(&world));
    world.say("own words are no news");
    world.pass(60_000);
    assert!(read(&world) < last(&world));
    assert_eq!(world.count("/readReceipt"), before + 1);
    world.assert_same();
}

#[test]
fn what_is_not_seen_is_not_read_until_it_is() {
    for hides in [
        |world: &mut World| world.act(Act::Seen(false)),
        |world: &mut World| world.page(Page::Hidden),
    ] {
        let mut world = reading();
        hides(&mut world);
        let before = read(&world);
        world.ann("are you there?");
        world.pass(60_000);
        assert_eq!(read(&world), before);
        world.page(Page::Shown);
        world.act(Act::Seen(true));
        world.pass(200);
        assert_eq!(read(&world), last(&world));
    }
}

#[test]
fn nobody_is_told_what_is_read_unless_the_page_wants_it() {
    let mut world = with(Way::GmsV2, "readReceipts", "false");
    world.act(Act::Seen(true));
    world.ann("hello");
    world.pass(10_000);
    assert_eq!(world.count("/readReceipt"), 0);
}

#[test]
fn of_many_receipts_one_leaves_in_two_seconds_and_it_is_the_last() {
    let mut world = reading();
    let before = world.count("/readReceipt");
    for number in 0..40 {
        world.ann(&format!("line {number}"));
        world.pass(250);
    }
    world.pass(3_000);
    assert_eq!(read(&world), last(&world));
    let told = world.count("/readReceipt") - before;
    assert!((4..=7).contains(&told), "{told} receipts in twelve seconds");
}

#[test]
fn a_receipt_that_comes_to_nothing_troubles_nobody() {
    for fate in [
        Fate::Intercepted(404, String::new()),
        Fate::Intercepted(200, r#"{"statusCode":2,"chatEnded":true}"#.into()),
        Fate::LoseRequest,
        Fate::Silence,
    ] {
        let mut world = reading();
        world.network.plan("/readReceipt", fate.clone());
        world.ann("hello");
        world.pass(2_000);
        let said = world.time();
        world.say("a word behind it");
        world.until("it is sent", |world| {
            world
                .served()
                .last()
                .is_some_and(|row| row.starts_with("me:"))
        });
        assert!(world.time() - said < 2_000, "{fate:?}");
        world.pass(20_000);
        assert_eq!(world.view().connection, Connection::Good);
        let heard = |one: &Announcement| matches!(one, Announcement::Error(_));
        assert!(!world.announced.iter().any(heard), "{fate:?}");
        world.assert_same();
        world.ann("the next is told");
        world.pass(3_000);
        assert_eq!(read(&world), last(&world));
    }
}

#[test]
fn a_page_that_is_loaded_anew_tells_again_what_was_read() {
    let mut world = reading();
    let before = world.count("/readReceipt");
    world.reload();
    world.pass(5_000);
    assert_eq!(world.count("/readReceipt"), before);
    world.act(Act::Seen(true));
    world.pass(5_000);
    assert_eq!(world.count("/readReceipt"), before + 1);
}

#[test]
fn over_cometd_no_receipt_is_documented_and_none_is_sent() {
    let mut world = with(Way::GmsV2Pushed, "readReceipts", "true");
    world.act(Act::Seen(true));
    world.ann("hello");
    world.pass(60_000);
    assert_eq!(world.count("readReceipt"), 0);
    world.assert_same();
}

#[test]
fn other_back_ends_are_not_told_what_is_read() {
    for way in [Way::GmsV1, Way::GmsV1Pushed, Way::Gws, Way::WebApi] {
        let options = way.options().with("readReceipts", true);
        assert!(!Config::new(&options).unwrap().read_receipts, "{way:?}");
    }
}
