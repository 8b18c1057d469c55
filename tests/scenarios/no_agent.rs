//! Nobody is there to answer.

use causerie_core::session::{Act, Stage};
use causerie_emulator::{Fault, FaultKind};
use causerie_tests::{Fate, World};

fn nobody() -> World {
    let mut world = World::new();
    world.suffer(Fault::new(FaultKind::NoAgent));
    world
}

fn waiting(world: &World) -> bool {
    matches!(world.view().stage, Stage::Opening { waiting: true, .. })
}

#[test]
fn the_visitor_waits_until_an_agent_is_available() {
    let mut world = nobody();
    world.act(Act::Open(Default::default()));
    world.until("it waits", waiting);
    world.pass(120_000);
    assert!(waiting(&world));
    assert!(
        world.requests.len() < 20,
        "{} requests in two minutes",
        world.requests.len()
    );
    world.recover();
    world.until("the chat begins", |world| {
        world.view().stage == Stage::Chatting
    });
    assert_eq!(
        world.centre.services().count(),
        1,
        "the service is kept while waiting"
    );
}

#[test]
fn the_visitor_may_cease_to_wait() {
    let mut world = nobody();
    world.act(Act::Open(Default::default()));
    world.pass(5_000);
    world.act(Act::End);
    assert_eq!(world.view().stage, Stage::Form(None));
    let requests = world.requests.len();
    world.pass(60_000);
    assert_eq!(world.requests.len(), requests);
}

#[test]
fn a_chat_that_began_while_the_visitor_gave_up_is_closed() {
    let mut world = World::new();
    world.network.plan("/ixn/chat", Fate::Silence);
    world.act(Act::Open(Default::default()));
    world.pass(1_000);
    world.act(Act::End);
    world.until("the form", |world| world.view().stage == Stage::Form(None));
    assert_eq!(world.centre.chats().len(), 1);
    assert!(!world.centre.chats()[0].is_live());
}
