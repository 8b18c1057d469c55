//! What only GMS Chat API v2 over CometD does.

use causerie_core::chat::Ended;
use causerie_core::config::Options;
use causerie_core::session::{Act, Announcement, Connection, Stage};
use causerie_emulator::{Fault, FaultKind, Settings};
use causerie_tests::{Fate, Purpose, Way, World};

const COMETD: &str = "/cometd";

/// As a server answers requests that does not know keys from CometD.
const STRANGE: &str = r#"{"statusCode":2,"chatEnded":true,"messages":[]}"#;

/// A world in which Ann has joined the chat.
fn published() -> World {
    let mut world = World::over(Way::GmsV2Pushed);
    world.meet_ann();
    world
}

/// For so many requests to come, the channel cannot be reached, nor the chat without it.
fn cut_off(world: &mut World, requests: usize) {
    for _ in 0..requests {
        world.network.plan(COMETD, Fate::LoseRequest);
    }
    for operation in ["/refresh", "/send", "/startTyping"].repeat(requests) {
        let fate = Fate::Intercepted(200, STRANGE.into());
        world.network.plan(operation, fate);
    }
}

fn fallbacks(world: &World) -> usize {
    let told = world.announced.iter();
    told.filter(|told| matches!(told, Announcement::Fallback(_)))
        .count()
}

#[test]
fn a_chat_that_requests_do_not_find_waits_for_its_channel() {
    let mut world = published();
    world.suffer(Fault::new(FaultKind::ForgetSessions));
    cut_off(&mut world, 8);
    world.ann("are you there?");
    world.pass(1_000);
    world.say("yes");
    world.pass(25_000);
    assert_eq!(world.view().stage, Stage::Chatting);
    assert_ne!(world.view().connection, Connection::Good);
    world.pass(60_000);
    assert_eq!(world.view().connection, Connection::Good);
    world.assert_same();
    assert_eq!(world.served().len(), 3);
    assert_eq!(fallbacks(&world), 0);
}

#[test]
fn a_page_that_is_loaded_anew_waits_for_the_channel_of_its_chat() {
    let mut world = published();
    let asked = world.count("/refresh");
    world.reload();
    world.pass(3_000);
    world.assert_same();
    assert_eq!(world.count("/refresh"), asked);
    world.reload();
    cut_off(&mut world, 8);
    world.pass(25_000);
    assert_eq!(world.view().stage, Stage::Resuming);
    world.pass(60_000);
    world.assert_same();
}

#[test]
fn requests_are_believed_when_there_is_no_channel_any_more() {
    let mut world = published();
    world.centre.settings_mut().cometd.quirks.handshake_refused = true;
    world.suffer(Fault::new(FaultKind::ForgetSessions));
    world.pass(20_000);
    assert_eq!(fallbacks(&world), 1);
    world.say("by request");
    world.pass(5_000);
    world.assert_same();
    let fate = Fate::Intercepted(200, STRANGE.into());
    world.network.plan("/refresh", fate);
    world.until("the end", |world| {
        world.view().stage == Stage::Ended(Ended::Lost)
    });
}

#[test]
fn a_service_that_answers_nothing_is_asked_by_requests_when_the_visitor_tries_again() {
    let mut settings = Settings::unscripted();
    settings.digital.notification_mode = false;
    let mut world = World::over_with(Way::GmsV2Pushed, settings);
    world.act(Act::Open(Default::default()));
    world.until("the form", |world| {
        matches!(world.view().stage, Stage::Form(Some(_)))
    });
    assert_eq!(world.centre.chats().len(), 0);
    assert_eq!(fallbacks(&world), 1);
    world.meet_ann();
    world.say("hello");
    world.pass(5_000);
    world.assert_same();
    assert_eq!((world.centre.chats().len(), fallbacks(&world)), (1, 1));
}

#[test]
fn a_channel_that_takes_nothing_is_done_without() {
    let options = Options::new()
        .with("backend", "gms-v2")
        .with("delivery", "cometd")
        .with("cometdChannel", "/elsewhere");
    let mut world = World::with(options, Settings::unscripted());
    world.meet_ann();
    world.say("hello");
    world.pass(5_000);
    world.assert_same();
    assert_eq!((world.centre.chats().len(), fallbacks(&world)), (1, 1));
}

/// A world in which Ann has joined a chat whose page wants its channel subscribed to.
fn subscribed() -> World {
    let options = Way::GmsV2Pushed.options().with("cometdSubscribe", true);
    let mut world = World::with(options, Settings::unscripted());
    world.meet_ann();
    world
}

#[test]
fn a_channel_is_subscribed_to_in_every_session_if_the_page_wants_that() {
    for (mut world, subscriptions) in [(published(), 0), (subscribed(), 1)] {
        assert_eq!(world.count("meta/subscribe"), subscriptions);
        world.say("hello");
        world.ann("good day");
        world.pass(5_000);
        world.suffer(Fault::new(FaultKind::ForgetSessions));
        world.pass(60_000);
        world.ann("still there?");
        world.say("yes");
        world.pass(5_000);
        world.assert_same();
        assert_eq!(world.count("meta/subscribe"), 2 * subscriptions);
        assert_eq!((world.count("/refresh"), fallbacks(&world)), (0, 0));
    }
}

#[test]
fn a_chat_whose_subscription_is_refused_is_polled() {
    let options = Way::GmsV2Pushed.options().with("cometdSubscribe", true);
    let mut settings = Settings::unscripted();
    settings.cometd.subscription_limit = 0;
    let mut world = World::with(options, settings);
    world.meet_ann();
    world.say("hello");
    world.ann("good day");
    world.pass(5_000);
    world.assert_same();
    assert_eq!((world.centre.chats().len(), fallbacks(&world)), (1, 1));
}

#[test]
fn a_chat_that_was_created_by_a_request_goes_on_by_requests() {
    let mut world = World::over(Way::GmsV2Pushed);
    world.centre.settings_mut().cometd.quirks.handshake_refused = true;
    world.meet_ann();
    world.centre.settings_mut().cometd.quirks.handshake_refused = false;
    let shaken = world.count(COMETD);
    world.page(causerie_core::session::Page::Shown);
    world.reload();
    world.pass(10_000);
    world.say("still here");
    world.pass(5_000);
    world.assert_same();
    assert_eq!(world.count(COMETD), shaken);
}

#[test]
fn a_visitor_who_gives_up_while_the_channel_is_sought_is_not_kept() {
    let mut world = World::over(Way::GmsV2Pushed);
    (0..9).for_each(|_| world.network.plan(COMETD, Fate::Silence));
    world.act(Act::Open(Default::default()));
    world.pass(1_000);
    world.act(Act::End);
    assert_eq!(world.view().stage, Stage::Form(None));
    world.pass(60_000);
    assert_eq!(world.centre.chats().len(), 0);
}

/// A world in which a chat was asked for and not answered yet.
fn asking() -> World {
    let mut world = World::over(Way::GmsV2Pushed);
    world.network.latency = 500;
    world.act(Act::Open(Default::default()));
    world.until("it is under way", |world| {
        world.count_of(Purpose::Create) > 0
    });
    world
}

#[test]
fn a_chat_that_begins_when_its_visitor_has_given_up_is_closed_over_its_channel() {
    let mut world = asking();
    world.act(Act::End);
    world.until("the form", |world| world.view().stage == Stage::Form(None));
    assert!(!world.centre.chats()[0].is_live());
    assert_eq!(world.count("/disconnect"), 0);
}

#[test]
fn a_chat_that_was_refused_when_its_visitor_has_given_up_is_not_asked_for_again() {
    let mut world = asking();
    world.suffer(Fault::new(FaultKind::ForgetSessions));
    world.act(Act::End);
    world.until("the form", |world| world.view().stage == Stage::Form(None));
    world.pass(60_000);
    assert_eq!(world.centre.chats().len(), 0);
}

#[test]
fn file_limits_are_asked_for_in_either_spelling() {
    for refusal in [
        Fate::Intercepted(400, r#"{"error":"unknown operation"}"#.into()),
        Fate::Intercepted(404, String::new()),
        Fate::Intercepted(500, "<html>".into()),
        Fate::Intercepted(200, r#"{"statusCode":2}"#.into()),
    ] {
        for times in 0..3 {
            let mut world = World::over(Way::GmsV2Pushed);
            (0..times).for_each(|_| world.network.plan("/2/chat-ntf", refusal.clone()));
            world.meet_ann();
            let asked = world.count("/2/chat-ntf");
            assert_eq!(asked, (times + 1).min(2), "{refusal:?}");
            assert_eq!(world.view().files.is_some(), times < 2, "{refusal:?}");
        }
    }
}

#[test]
fn what_a_visitor_never_said_twice_is_never_published_twice() {
    let mut world = published();
    for round in 0..12 {
        world.network.plan_for(
            Purpose::Send,
            match round % 4 {
                0 => Fate::LoseReply,
                1 => Fate::Intercepted(502, String::new()),
                2 => Fate::Belied(502, String::new()),
                _ => Fate::Silence,
            },
        );
        world.say(&format!("line {round}"));
        if round % 3 == 0 {
            world.suffer(Fault::new(FaultKind::ForgetSessions));
        }
        world.pass(40_000);
    }
    let mut served = world.served();
    let lines = served.len();
    served.sort();
    served.dedup();
    assert_eq!(served.len(), lines, "{served:#?}");
    // Three never arrived, and three came to a server that had forgotten the session.
    let shown = world.shown();
    let lost = shown.iter().filter(|line| line.contains("Lost")).count();
    assert_eq!((lost, lines), (6, 1 + 6));
}
