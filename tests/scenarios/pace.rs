//! How often the server is asked.

use causerie_core::config::Options;
use causerie_core::session::Page;
use causerie_emulator::Settings;
use causerie_tests::World;

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
