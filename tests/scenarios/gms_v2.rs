//! What only GMS Chat API v2 takes in beside the conversation.

use causerie_emulator::{Event, EventType, Settings, UserType};
use causerie_tests::{Way, World};

const WAYS: [Way; 2] = [Way::GmsV2, Way::GmsV2Pushed];

/// A chat with Ann over v2, for a page with one more option.
fn with(way: Way, option: &str, value: &str) -> World {
    let options = way.options().with(option, value);
    let mut world = World::with(options, Settings::unscripted());
    world.meet_ann();
    world
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
