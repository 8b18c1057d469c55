//! How a chat comes to its end.

use causerie_core::chat::Ended;
use causerie_core::config::Options;
use causerie_core::session::{Act, Stage};
use causerie_emulator::Settings;
use causerie_tests::{Fate, Purpose, World};

fn ended(how: Ended) -> impl Fn(&World) -> bool {
    move |world| world.view().stage == Stage::Ended(how)
}

#[test]
fn the_contact_centre_ends_the_chat() {
    let mut world = World::with_agent();
    world.ann("goodbye");
    world.agent(|centre, chat, now| centre.end(chat, now));
    world.until("the end", ended(Ended::ByContactCentre));
    assert!(world.shown().contains(&"Ann: goodbye".to_owned()));
    world.assert_same();
    let requests = world.requests.len();
    world.pass(600_000);
    assert_eq!(
        world.requests.len(),
        requests,
        "a chat that is over asks for nothing"
    );
}

#[test]
fn a_400_after_the_contact_centre_ended_it_is_the_end_too() {
    let settings = Settings {
        chat_400_response_on_disconnected: true,
        ..Settings::unscripted()
    };
    let mut world = World::with(Options::new(), settings);
    world.open();
    world.agent(|centre, chat, now| centre.end(chat, now));
    world.until("the end", ended(Ended::ByContactCentre));
}

#[test]
fn the_visitor_ends_the_chat_and_starts_another() {
    let mut world = World::with_agent();
    world.act(Act::End);
    assert_eq!(world.view().stage, Stage::Ending);
    world.until("the end", ended(Ended::ByVisitor));
    assert!(!world.centre.chats()[0].is_live());
    world.act(Act::Restart);
    assert_eq!(world.view().stage, Stage::Form(None));
    assert_eq!(
        world.view().form.first_name,
        "Vasya",
        "what was entered need not be entered again"
    );
    world.open();
    assert_eq!(world.centre.chats().len(), 2);
    assert_eq!(world.shown(), [""; 0]);
}

#[test]
fn a_farewell_that_is_lost_is_said_again() {
    let mut world = World::with_agent();
    world.network.plan("/disconnect", Fate::LoseRequest);
    world.act(Act::End);
    world.until("the end", ended(Ended::ByVisitor));
    assert!(!world.centre.chats()[0].is_live());
}

#[test]
fn a_farewell_nobody_hears_ends_the_chat_all_the_same() {
    let mut world = World::with_agent();
    world.network.cut();
    world.act(Act::End);
    world.until("the end", ended(Ended::ByVisitor));
    assert_eq!(world.count("/disconnect"), 3);
}

#[test]
fn a_message_under_way_is_not_cut_off_by_the_end() {
    let mut world = World::with_agent();
    world.say("my last word");
    world.say("never sent");
    world.act(Act::End);
    world.until("the end", ended(Ended::ByVisitor));
    assert_eq!(
        world.shown()[1..],
        ["me: my last word", "me: never sent (Failed(ChatEnded))"]
    );
    assert!(world.served().contains(&"me: my last word".to_owned()));
}

#[test]
fn a_message_that_is_put_off_as_the_visitor_leaves_is_not_waited_for_without_a_pause() {
    let mut world = World::with_agent();
    let unavailable = Fate::Intercepted(503, String::new());
    world.network.plan_for(Purpose::Send, unavailable);
    world.say("my last word");
    world.act(Act::End);
    // The farewell takes longer than until the message would be tried again.
    world.pass(30);
    world.network.latency = 2_000;
    world.until("the end", ended(Ended::ByVisitor));
    assert!(!world.centre.chats()[0].is_live());
}

#[test]
fn a_visitor_whose_browser_sleeps_too_long_is_told_so() {
    let mut world = World::with_agent();
    world.network.cut();
    world.pass(200_000);
    world.network.mend();
    world.until("the end", ended(Ended::Lost));
}
