//! The server goes away and comes back.

use causerie_core::chat::Ended;
use causerie_core::session::{Act, Stage};
use causerie_tests::World;

#[test]
fn a_server_that_kept_its_memory_is_taken_up_again() {
    let mut world = World::with_agent();
    world.network.cut();
    world.say("are you there?");
    world.pass(20_000);
    world.network.mend();
    world.pass(30_000);
    assert_eq!(world.view().stage, Stage::Chatting);
    let key = world.view().rows.0.last().unwrap().key;
    world.act(Act::Retry(key));
    world.pass(5_000);
    world.assert_same();
}

#[test]
fn a_server_that_lost_its_memory_ends_the_chat_and_the_conversation_stays() {
    let mut world = World::with_agent();
    world.ann("hold on");
    world.pass(2_000);
    world.restart_centre();
    world.until("the end", |world| {
        world.view().stage == Stage::Ended(Ended::Lost)
    });
    assert_eq!(world.shown(), ["+ Ann", "Ann: hold on"]);
    world.act(Act::Restart);
    world.open();
}

#[test]
fn a_gateway_that_does_not_know_the_chat_for_a_moment_does_not_end_it() {
    let mut world = World::with_agent();
    let lost = causerie_tests::Fate::Intercepted(404, "<html>".into());
    world.network.plan("/refresh", lost);
    world.pass(10_000);
    assert_eq!(world.view().stage, Stage::Chatting);
}
