//! One agent hands the chat to another.

use causerie_core::session::Stage;
use causerie_tests::World;

#[test]
fn a_transfer_is_not_an_end() {
    let mut world = World::with_agent();
    world.agent(|centre, chat, now| centre.transfer(chat, "Ann", "Bob", now));
    world.pass(3_000);
    assert_eq!(world.shown(), ["+ Ann", "- Ann", "+ Bob"]);
    assert_eq!(world.view().agents, ["Bob".into()]);
    assert_eq!(world.view().stage, Stage::Chatting);
    world.say("hello Bob");
    world.pass(1_000);
    world.assert_same();
}

#[test]
fn a_typist_who_hands_over_types_no_more() {
    let mut world = World::with_agent();
    world.agent(|centre, chat, now| centre.start_typing(chat, "Ann", now));
    world.until("Ann types", |world| !world.view().typing.is_empty());
    world.agent(|centre, chat, now| centre.transfer(chat, "Ann", "Bob", now));
    world.pass(3_000);
    assert!(world.view().typing.is_empty());
}
