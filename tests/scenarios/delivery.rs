//! The visitor's message arrives once, or is plainly marked as not sent.

use causerie_core::session::{Act, Announcement, Connection, Page};
use causerie_core::transcript::Setback;
use causerie_tests::{Fate, World};

const REFRESH: &str = "/refresh";

/// Says `text` so that its request meets `fate`.
fn say_into(world: &mut World, text: &str, fate: Fate) {
    world.until("no question is under way", |world| world.count(REFRESH) > 0);
    world.network.plan(REFRESH, fate);
    world.say(text);
}

fn last(world: &World) -> String {
    world.shown().last().cloned().unwrap_or_default()
}

#[test]
fn a_message_whose_answer_was_lost_is_found_in_the_transcript() {
    for fate in [
        Fate::LoseReply,
        Fate::Silence,
        Fate::Intercepted(200, "{".into()),
        Fate::Intercepted(504, String::new()),
    ] {
        let mut world = World::with_agent();
        let arrives = !matches!(fate, Fate::Intercepted(..));
        say_into(&mut world, "once", fate.clone());
        world.pass(60_000);
        let copies = world
            .served()
            .iter()
            .filter(|line| *line == "me: once")
            .count();
        assert_eq!(copies, usize::from(arrives), "{fate:?}: never sent twice");
        let expected = if arrives {
            "me: once"
        } else {
            "me: once (Failed(Lost))"
        };
        assert_eq!(last(&world), expected, "{fate:?}");
    }
}

#[test]
fn a_message_that_never_arrived_is_offered_for_another_try() {
    let mut world = World::with_agent();
    say_into(&mut world, "lost", Fate::LoseRequest);
    world.pass(10_000);
    assert_eq!(last(&world), "me: lost (Failed(Lost))");
    let key = world.view().rows.0.last().unwrap().key;
    world.act(Act::Retry(key));
    world.pass(3_000);
    assert_eq!(world.view().rows.0.last().unwrap().key, key);
    world.assert_same();
}

#[test]
fn a_message_that_was_not_sent_can_be_discarded() {
    let mut world = World::with_agent();
    say_into(&mut world, "lost", Fate::LoseRequest);
    world.pass(10_000);
    let key = world.view().rows.0.last().unwrap().key;
    world.act(Act::Discard(key));
    world.assert_same();
}

#[test]
fn a_message_that_is_sent_cannot_be_retried_or_discarded() {
    let mut world = World::with_agent();
    world.say("sent");
    world.pass(3_000);
    let key = world.view().rows.0.last().unwrap().key;
    world.act(Act::Retry(key));
    world.act(Act::Discard(key));
    world.pass(3_000);
    world.assert_same();
}

#[test]
fn later_messages_wait_for_an_uncertain_one() {
    let mut world = World::with_agent();
    say_into(&mut world, "first", Fate::LoseReply);
    world.say("second");
    world.pass(10_000);
    assert_eq!(world.shown()[1..], ["me: first", "me: second"]);
    world.assert_same();
}

#[test]
fn a_post_that_the_browser_repeats_is_shown_as_the_server_has_it() {
    let mut world = World::with_agent();
    say_into(&mut world, "twice", Fate::Repeat);
    world.pass(10_000);
    assert_eq!(world.shown()[1..], ["me: twice", "me: twice"]);
    world.assert_same();
}

#[test]
fn a_refused_message_waits_and_goes_out_by_itself() {
    let mut world = World::with_agent();
    say_into(
        &mut world,
        "patience",
        Fate::Intercepted(503, String::new()),
    );
    world.pass(100);
    assert_eq!(last(&world), "me: patience (Waiting)");
    world.pass(10_000);
    world.assert_same();
}

#[test]
fn a_message_the_server_does_not_accept_is_marked_and_the_chat_goes_on() {
    let mut world = World::with_agent();
    let huge = "x".repeat(1_000_000);
    world.say(&huge);
    world.pass(5_000);
    assert!(last(&world).ends_with(&format!(
        "({:?})",
        causerie_core::transcript::Delivery::Failed(Setback::Rejected)
    )));
    world.say("shorter");
    world.pass(5_000);
    assert!(world.served().contains(&"me: shorter".to_owned()));
    assert_eq!(last(&world), "me: shorter");
}

#[test]
fn what_is_written_in_a_tunnel_goes_out_behind_it() {
    let mut world = World::with_agent();
    world.network.cut();
    world.pass(5_000);
    assert_eq!(world.view().connection, Connection::Reconnecting);
    for text in ["one", "two", "three"] {
        world.say(text);
    }
    world.pass(20_000);
    assert_eq!(
        world.shown()[1..],
        [
            "me: one (Waiting)",
            "me: two (Waiting)",
            "me: three (Waiting)"
        ]
    );
    world.ann("still there?");
    world.network.mend();
    world.pass(20_000);
    assert_eq!(world.view().connection, Connection::Good);
    world.assert_same();
    assert_eq!(world.served().len(), 5);
}

#[test]
fn the_visitor_is_told_of_long_trouble_and_not_of_short() {
    let mut world = World::with_agent();
    world.network.plan(REFRESH, Fate::LoseReply);
    world.pass(10_000);
    assert_eq!(world.view().connection, Connection::Good);
    world.network.cut();
    world.until("the first word", |world| {
        world.view().connection != Connection::Good
    });
    assert_eq!(world.view().connection, Connection::Reconnecting);
    world.until("the second word", |world| {
        world.view().connection == Connection::Unavailable
    });
    world.page(Page::Offline);
    assert_eq!(world.view().connection, Connection::Offline);
    world.network.mend();
    world.ann("back?");
    let before = world.time();
    world.page(Page::Online);
    world.until("all is well", |world| {
        last(world) == "Ann: back?" && world.view().connection == Connection::Good
    });
    assert!(
        world.time() - before < 1_000,
        "a network that is back is used at once"
    );
}

#[test]
fn what_is_written_without_a_network_waits_for_it_from_the_first_word() {
    let mut world = World::with_agent();
    world.page(Page::Offline);
    world.network.cut();
    world.say("at once");
    assert_eq!(last(&world), "me: at once (Waiting)");
    world.pass(10_000);
    world.network.mend();
    world.page(Page::Online);
    world.pass(5_000);
    world.assert_same();
}

#[test]
fn trying_again_does_not_wait() {
    let mut world = World::with_agent();
    world.network.cut();
    world.pass(45_000);
    world.network.mend();
    let before = world.time();
    world.act(Act::TryAgain);
    world.until("all is well", |world| {
        world.view().connection == Connection::Good
    });
    assert!(world.time() - before < 500);
}

#[test]
fn nothing_is_lost_in_a_storm() {
    let mut world = World::with_agent();
    let fates = [
        Fate::LoseReply,
        Fate::LoseRequest,
        Fate::Silence,
        Fate::Intercepted(500, "oops".into()),
        Fate::Intercepted(200, "<html>".into()),
    ];
    for (round, fate) in fates.iter().cycle().take(60).enumerate() {
        world.network.plan(REFRESH, fate.clone());
        if round % 3 == 0 {
            world.ann(&format!("line {round}"));
        }
        world.pass(1_500);
    }
    world.until("the storm is over", |world| world.network.is_calm());
    world.pass(30_000);
    world.assert_same();
    assert_eq!(world.served().len(), 21);
}

#[test]
fn who_comes_back_from_a_tunnel_is_not_told_of_older_trouble() {
    let mut world = World::with_agent();
    let around = [Connection::Offline, Connection::Good];
    let beyond = [Connection::Reconnecting];
    for (mends, expected) in [
        (true, around.to_vec()),
        (false, [&around[..], &beyond[..]].concat()),
    ] {
        world.announced.clear();
        world.page(Page::Offline);
        world.network.cut();
        world.pass(80_000);
        if mends {
            world.network.mend();
        }
        world.page(Page::Online);
        world.pass(20_000);
        let states = world.announced.iter().filter_map(|told| match told {
            Announcement::Connection(state) => Some(*state),
            _ => None,
        });
        assert_eq!(states.collect::<Vec<_>>(), expected);
    }
}
