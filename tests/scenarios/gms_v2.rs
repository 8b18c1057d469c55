//! What only GMS Chat API v2 takes in beside the conversation.

use causerie_core::session::{Act, Connection};
use causerie_emulator::{Event, EventType, Settings, UserType};
use causerie_tests::{Way, World};

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
