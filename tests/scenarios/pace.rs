//! How often the server is asked.

use causerie_core::config::Options;
use causerie_core::session::{Act, Page, Stage};
use causerie_emulator::Settings;
use causerie_tests::{Fate, World};

/// Requests in the next minute.
fn in_a_minute(world: &mut World) -> usize {
    let before = world.requests.len();
    world.pass(60_000);
    world.requests.len() - before
}

#[test]
fn a_lively_chat_is_asked_every_second_an_idle_one_every_four() {
    let mut world = World::with_agent();
    world.ann("hello");
    world.pass(1_000);
    let before = world.requests.len();
    world.pass(10_000);
    assert!((9..=10).contains(&(world.requests.len() - before)));
    world.pass(60_000);
    assert!((14..=15).contains(&in_a_minute(&mut world)));
}

#[test]
fn a_hidden_page_asks_seldom_and_at_once_when_it_is_seen_again() {
    let mut world = World::with_agent();
    world.page(Page::Hidden);
    assert!((5..=7).contains(&in_a_minute(&mut world)));
    world.ann("psst");
    let before = world.time();
    world.page(Page::Shown);
    world.until("the news", |world| {
        world.shown().contains(&"Ann: psst".to_owned())
    });
    assert!(world.time() - before < 200);
}

#[test]
fn the_keep_alive_bound_holds_whatever_happens() {
    let options = Options::new()
        .with("pollInterval", 60_000)
        .with("keepAlive", 10_000);
    let mut world = World::with(options, Settings::unscripted());
    world.open();
    world.page(Page::Hidden);
    world.pass(600_000);
    let times: Vec<_> = world.requests.iter().map(|(at, _)| *at).collect();
    assert!(
        times.windows(2).all(|pair| pair[1] - pair[0] <= 10_100),
        "{times:?}"
    );
}

#[test]
fn trouble_makes_it_ask_less_not_more() {
    let mut world = World::with_agent();
    world.network.cut();
    world.pass(60_000);
    let asked = in_a_minute(&mut world);
    assert!(
        (3..=6).contains(&asked),
        "{asked} requests in a minute of trouble"
    );
}

/// When a request to `operation` last left, after one was put off for that long.
fn put_off(world: &mut World, operation: &str, seconds: u64) -> u64 {
    let before = world.count(operation);
    world.network.plan(operation, Fate::PutOff(503, seconds));
    world.until("it is put off", |world| world.count(operation) > before);
    world.time()
}

#[test]
fn case_39_a_server_that_asks_for_patience_is_left_alone_for_so_long() {
    for (seconds, wait) in [(45, 45_000), (90_000, 60_000)] {
        let mut world = World::with_agent();
        let left = put_off(&mut world, "/refresh", seconds);
        let requests = world.requests.len();
        world.pass(10_000);
        world.page(Page::Hidden);
        world.page(Page::Shown);
        world.say("are you back?");
        world.until("it is asked again", |world| world.requests.len() > requests);
        let waited = world.time() - left;
        assert!((wait..wait + 100).contains(&waited), "{waited} ms");
        world.pass(5_000);
        world.assert_same();
    }
}

#[test]
fn case_39_a_chat_is_not_asked_for_again_before_the_server_wishes() {
    let mut world = World::new();
    world.network.plan("/ixn/chat", Fate::PutOff(429, 45));
    world.open();
    assert!((45_000..45_300).contains(&world.time()), "{}", world.time());
}

#[test]
fn only_the_visitor_is_more_impatient_than_the_server_wishes() {
    let mut world = World::with_agent();
    put_off(&mut world, "/refresh", 45);
    world.pass(5_000);
    let requests = world.requests.len();
    world.act(Act::TryAgain);
    assert_eq!(world.requests.len(), requests + 1);
}

#[test]
fn a_visitor_who_leaves_is_not_kept_by_a_server_that_asks_for_patience() {
    let mut world = World::with_agent();
    world.network.plan("/disconnect", Fate::PutOff(503, 45));
    world.act(Act::End);
    world.pass(1_000);
    assert!(matches!(world.view().stage, Stage::Ended(_)));
}
