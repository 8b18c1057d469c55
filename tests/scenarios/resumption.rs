//! The page is loaded anew in the middle of a chat.

use causerie_core::config::Options;
use causerie_core::session::{Act, Announcement, Stage};
use causerie_emulator::Settings;
use causerie_tests::{Fate, World};

#[test]
fn the_chat_goes_on_with_its_whole_transcript() {
    let mut world = World::with_agent();
    world.ann("hello");
    world.say("hi");
    world.act(Act::Draft("half a sent".into()));
    world.pass(3_000);
    world.reload();
    assert_eq!(world.view().stage, Stage::Resuming);
    assert_eq!(&*world.view().draft, "half a sent");
    world.pass(3_000);
    assert_eq!(world.view().stage, Stage::Chatting);
    world.assert_same();
    assert_eq!(world.centre.chats().len(), 1);
    let messages = world
        .announced
        .iter()
        .filter(|told| matches!(told, Announcement::Message(_)));
    assert_eq!(messages.count(), 2, "history is not news");
}

#[test]
fn a_message_under_way_is_sent_once() {
    let mut world = World::with_agent();
    world.say("before");
    world.pass(3_000);
    world.say("before");
    world.reload();
    world.pass(20_000);
    assert_eq!(world.shown()[1..], ["me: before", "me: before"]);
    world.assert_same();
}

#[test]
fn a_message_that_did_not_arrive_is_marked_even_if_the_same_was_said_before() {
    let mut world = World::with_agent();
    world.say("yes");
    world.pass(3_000);
    world.network.plan("/refresh", Fate::LoseRequest);
    world.say("yes");
    world.reload();
    world.pass(20_000);
    assert_eq!(world.shown()[1..], ["me: yes", "me: yes (Failed(Lost))"]);
}

#[test]
fn a_message_that_the_first_question_of_the_next_page_overtakes_is_not_marked_as_failed() {
    let mut world = World::with_agent();
    let quick = std::mem::replace(&mut world.network.latency, 900);
    world.say("slow");
    world.network.latency = quick;
    world.reload();
    world.say("next");
    for _ in 0..30 {
        world.pass(100);
        let shown = world.shown();
        let failed = shown.iter().find(|line| line.contains("Failed"));
        assert_eq!(failed, None);
    }
    world.pass(5_000);
    assert_eq!(world.shown()[1..], ["me: slow", "me: next"]);
    world.assert_same();
}

#[test]
fn messages_that_waited_still_go_out_in_order() {
    let mut world = World::with_agent();
    world.network.cut();
    world.pass(5_000);
    world.say("one");
    world.say("two");
    world.reload();
    world.pass(5_000);
    world.network.mend();
    world.pass(30_000);
    assert_eq!(world.shown()[1..], ["me: one", "me: two"]);
    world.assert_same();
}

#[test]
fn a_chat_that_is_gone_leaves_the_form() {
    let mut world = World::with_agent();
    world.restart_centre();
    world.reload();
    world.until("the form", |world| world.view().stage == Stage::Form(None));
    assert_eq!(world.saved(), None);
    world.open();
}

#[test]
fn a_chat_saved_too_long_ago_is_not_looked_for() {
    for (minutes, stage) in [
        (54, Stage::Resuming),
        (55, Stage::Form(None)),
        (24 * 60, Stage::Form(None)),
        // A clock that was set back.
        (-54, Stage::Resuming),
        (-56, Stage::Form(None)),
    ] {
        let mut world = World::with_agent();
        world.jump_wall_clock(minutes * 60_000);
        world.reload();
        assert_eq!(world.view().stage, stage, "{minutes} minutes");
        assert_eq!(world.saved().is_some(), stage == Stage::Resuming);
    }
}

#[test]
fn a_chat_that_may_wait_is_taken_up_as_long_as_the_page_says() {
    const HOUR: i64 = 3_600_000;
    for (hours, goes_on) in [(23, true), (-23, true), (25, false)] {
        let options = Options::new().with("restoreTimeout", 24 * HOUR.unsigned_abs());
        let mut world = World::with(options, Settings::unscripted());
        world.open();
        world.say("until tomorrow");
        world.pass(5_000);
        world.jump_wall_clock(hours * HOUR);
        world.reload();
        world.pass(5_000);
        let (stage, shown) = if goes_on {
            (Stage::Chatting, vec!["me: until tomorrow".to_owned()])
        } else {
            (Stage::Form(None), Vec::new())
        };
        assert_eq!(world.view().stage, stage, "{hours} hours");
        assert_eq!(world.shown(), shown, "{hours} hours");
    }
}

#[test]
fn a_saved_text_that_is_torn_or_of_another_version_counts_as_nothing() {
    let mut world = World::with_agent();
    world.network.cut();
    world.say("one");
    world.act(Act::Draft("two".into()));
    let whole = world.saved().unwrap().to_owned();
    let torn = (0..whole.len()).map(|end| whole[..end].to_owned());
    let others = [
        whole.replace("\"version\":1", "\"version\":2"),
        whole.replace("\"chat\":\"", "\"chat\":\"[\\\"gms-v3\\\"]"),
        whole.replace("[[\"one\"", "[[1"),
        whole.replace("[[", "{}"),
        "null".into(),
        "yes".into(),
    ];
    for text in torn.chain(others) {
        assert_ne!(text, whole);
        let requests = world.requests.len();
        world.keep(&text);
        world.reload();
        assert_eq!(world.view().stage, Stage::Form(None), "{text}");
        assert!(world.shown().is_empty() && world.view().draft.is_empty());
        assert_eq!(world.saved(), None, "{text}");
        assert_eq!(world.requests.len(), requests);
    }
    world.keep(&whole);
    world.reload();
    assert_eq!(world.shown(), ["me: one (Uncertain)"]);
}

#[test]
fn neither_the_transcript_nor_the_form_is_stored() {
    let mut world = World::with_agent();
    world.ann("your balance is 5");
    world.say("thank you");
    world.pass(5_000);
    let saved = world.saved().unwrap();
    for secret in ["balance", "thank", "Vasya", "Pupkin"] {
        assert!(!saved.contains(secret), "{saved}");
    }
}
