//! What only GWS `v2/chats` does.

use causerie_core::chat::{Capabilities, Ended};
use causerie_core::session::{Act, Stage};
use causerie_emulator::{GwsQuirks, Settings};
use causerie_tests::{Fate, Purpose, Way, World};

#[test]
fn the_server_that_was_recorded_gives_the_same_chat() {
    let mut settings = Settings::unscripted();
    settings.gws.quirks = GwsQuirks::recorded();
    let mut world = World::over_with(Way::Gws, settings);
    world.meet_ann();
    world.ann("hello");
    world.say("hello");
    world.pass(5_000);
    world.assert_same();
    assert_eq!(world.shown().len(), 3);
}

#[test]
fn a_chat_that_ends_without_a_word_is_known_to_be_over_in_time() {
    let mut world = World::over(Way::Gws);
    world.open();
    world.pass(5_000);
    world.agent(|centre, chat, now| centre.end(chat, now));
    let before = world.time();
    world.until("the end", |world| {
        world.view().stage == Stage::Ended(Ended::ByContactCentre)
    });
    assert!(world.time() - before < 60_000);
}

#[test]
fn what_the_chat_does_not_list_is_not_offered_and_not_asked() {
    let mut world = World::over(Way::Gws);
    let waiting = r#"{"chat":{"capabilities":["Complete"],"state":"WaitingForAgent"}}"#;
    let told = || Fate::Intercepted(200, waiting.into());
    world.network.plan_for(Purpose::Refresh, told());
    world.open();
    let chat = format!("/v2/chats/{}", world.centre.chats()[0].id());
    world.network.plan(&chat, told());
    world.until("it is told", |world| !world.view().capabilities.send);
    world.say("nobody takes this");
    world.act(Act::Draft("nor this".into()));
    world.pass(2_000);
    assert_eq!(world.shown(), [""; 0]);
    assert_eq!(world.count_of(Purpose::Send), 0);
    assert_eq!(world.count_of(Purpose::Type), 0);

    world.agent(|centre, chat, now| centre.join(chat, "Ann", now));
    world.until("it may", |world| {
        world.view().capabilities == Capabilities::default()
    });
    world.say("now");
    world.pass(5_000);
    world.assert_same();
}

#[test]
fn the_state_is_seldom_asked_for() {
    let mut world = World::over(Way::Gws);
    world.meet_ann();
    world.pass(30_000);
    let before = world.requests.len();
    world.pass(600_000);
    let asked = &world.requests[before..];
    let looks = asked.iter().filter(|(_, url)| !url.contains("/messages"));
    let looks = looks.count();
    assert!(
        (asked.len() / 12..=asked.len() / 9).contains(&looks),
        "{looks}"
    );
}
