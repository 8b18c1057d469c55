//! A chat of a thousand events.

use causerie_core::config::Options;
use causerie_emulator::Settings;
use causerie_tests::World;

#[test]
fn a_thousand_events_arrive_once_and_in_order() {
    let mut world = World::with_agent();
    for number in 0..500 {
        world.ann(&format!("agent {number}"));
        world.say(&format!("visitor {number}"));
        world.pass(if number % 50 == 0 { 5_000 } else { 100 });
    }
    world.pass(60_000);
    world.assert_same();
    assert_eq!(world.served().len(), 1_001);
}

#[test]
fn a_thousand_events_in_one_answer_are_no_different() {
    let mut world = World::with(Options::new(), Settings::unscripted());
    world.open();
    world.agent(|centre, chat, now| centre.join(chat, "Ann", now));
    for number in 0..1_000 {
        world.ann(&number.to_string());
    }
    world.pass(5_000);
    world.assert_same();
}
