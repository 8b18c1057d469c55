//! From the form to the chat, with obstacles.

use causerie_core::chat::Form;
use causerie_core::error::Trouble;
use causerie_core::session::{Act, Stage};
use causerie_tests::{Fate, Way, World};

fn problem(world: &World) -> Option<Trouble> {
    match world.view().stage {
        Stage::Form(problem) => problem,
        _ => None,
    }
}

#[test]
fn a_lost_answer_does_not_make_two_chats() {
    for fate in [
        Fate::LoseReply,
        Fate::Silence,
        Fate::Intercepted(502, String::new()),
    ] {
        let mut world = World::new();
        world.network.plan("/ixn/chat", fate.clone());
        world.open();
        assert_eq!(world.centre.chats().len(), 1, "{fate:?}");
    }
}

#[test]
fn a_wrong_address_is_told_at_once_and_what_was_entered_stays() {
    for (status, body) in [
        (404, ""),
        (200, "<!doctype html><h1>Shop</h1>"),
        (405, "Method Not Allowed"),
    ] {
        let mut world = World::new();
        world
            .network
            .plan("/request-chat", Fate::Intercepted(status, body.into()));
        let form = Form {
            subject: "my long story".into(),
            ..Form::default()
        };
        world.act(Act::Open(form.clone()));
        world.until("the form", |world| problem(world).is_some());
        assert!(
            matches!(problem(&world), Some(Trouble::Misconfigured { .. })),
            "{status}"
        );
        assert_eq!(*world.view().form, form);
        assert_eq!(world.requests.len(), 1);
    }
}

#[test]
fn what_the_server_does_not_accept_is_for_the_visitor_to_mend() {
    let mut world = World::new();
    world.act(Act::Open(Form {
        email: "nobody".into(),
        ..Form::default()
    }));
    world.until("the form", |world| problem(world).is_some());
    assert!(
        matches!(problem(&world), Some(Trouble::Rejected(_))),
        "{:?}",
        problem(&world)
    );
    world.open();
    assert_eq!(world.centre.services().count(), 1);
}

#[test]
fn an_unreachable_server_is_tried_a_few_times_and_again_on_request() {
    let mut world = World::new();
    world.network.cut();
    world.act(Act::Open(Form::default()));
    world.until("the form", |world| problem(world).is_some());
    assert!(matches!(problem(&world), Some(Trouble::Network(_))));
    assert_eq!(world.requests.len(), 3);
    world.network.mend();
    world.act(Act::TryAgain);
    world.until("the chat begins", |world| {
        world.view().stage == Stage::Chatting
    });
}

#[test]
fn a_chat_that_may_have_been_created_is_looked_for_on_the_next_attempt() {
    let mut world = World::new();
    for _ in 0..3 {
        world.network.plan("/ixn/chat", Fate::LoseReply);
        world.network.plan("/refresh", Fate::LoseReply);
    }
    world.act(Act::Open(Form::default()));
    world.until("the form", |world| problem(world).is_some());
    world.act(Act::Open(Form::default()));
    world.until("the chat begins", |world| {
        world.view().stage == Stage::Chatting
    });
    assert_eq!(world.centre.chats().len(), 1);
}

#[test]
fn what_is_pushed_before_the_chat_is_known_to_exist_is_shown_all_the_same() {
    for fate in [Fate::LoseReply, Fate::Silence] {
        let mut world = World::over(Way::GmsV1Pushed);
        world.network.plan("/ixn/chat", fate.clone());
        world.act(Act::Open(Form::default()));
        world.until("the chat exists", |world| !world.centre.chats().is_empty());
        world.agent(|centre, chat, now| centre.join(chat, "Ann", now));
        world.ann("Good day");
        world.pass(100);
        assert_ne!(world.view().stage, Stage::Chatting);
        world.until("the chat begins", |world| {
            world.view().stage == Stage::Chatting
        });
        world.ann("How can I help you?");
        world.pass(100);
        world.assert_same();
        assert_eq!(world.shown().len(), 3, "{fate:?}");
    }
}

#[test]
fn what_is_said_before_there_is_a_chat_is_sent_as_soon_as_there_is_one() {
    let mut world = World::new();
    world
        .network
        .plan("/ixn/chat", Fate::Intercepted(503, String::new()));
    world.act(Act::Open(Form::default()));
    for words in ["hello", "is anybody there?"] {
        world.say(words);
        world.pass(1);
    }
    assert!(matches!(world.view().stage, Stage::Opening { .. }));
    let waiting = ["me: hello (Waiting)", "me: is anybody there? (Waiting)"];
    assert_eq!(world.shown(), waiting);
    world.until("both are sent", |world| {
        world.shown() == ["me: hello", "me: is anybody there?"]
    });
    world.assert_same();
}

#[test]
fn what_is_said_before_a_chat_that_fails_is_sent_in_the_next() {
    let mut world = World::new();
    world.network.cut();
    world.act(Act::Open(Form::default()));
    world.say("hello");
    world.until("the form", |world| problem(world).is_some());
    world.network.mend();
    world.act(Act::TryAgain);
    world.until("it is sent", |world| world.shown() == ["me: hello"]);
    world.assert_same();
}

#[test]
fn who_cancels_takes_back_what_was_said() {
    let mut world = World::new();
    world.network.cut();
    world.act(Act::Open(Form::default()));
    world.say("hello");
    world.act(Act::End);
    world.until("the form", |world| world.view().stage == Stage::Form(None));
    world.network.mend();
    world.open();
    world.pass(10_000);
    assert_eq!(world.served(), [""; 0]);
}

#[test]
fn a_chat_that_is_being_created_is_found_after_a_reload() {
    for way in [Way::GmsV1, Way::GmsV1Pushed] {
        for fate in [Fate::Arrive, Fate::LoseReply, Fate::Silence] {
            let mut world = World::over(way);
            world.network.latency = 500;
            world.network.plan("/ixn/chat", fate.clone());
            world.act(Act::Open(Form::default()));
            world.until("the chat is asked for", |world| {
                world.count("/ixn/chat") == 1
            });
            world.say("hello");
            world.act(Act::Draft("is any".into()));
            world.pass(100);
            world.reload();
            assert_eq!(world.view().stage, Stage::Resuming);
            world.until("it is sent", |world| world.shown() == ["me: hello"]);
            assert_eq!(&*world.view().draft, "is any");
            world.pass(10_000);
            world.assert_same();
            assert_eq!(world.centre.chats().len(), 1, "{way:?}, {fate:?}");
        }
    }
}

#[test]
fn a_chat_that_was_not_created_after_all_leaves_the_form_after_a_reload() {
    for way in [Way::GmsV1, Way::GmsV1Pushed] {
        let mut world = World::over(way);
        world.network.plan("/ixn/chat", Fate::LoseRequest);
        let form = Form {
            subject: "my long story".into(),
            ..Form::default()
        };
        world.act(Act::Open(form.clone()));
        world.say("hello");
        world.until("the chat is asked for", |world| {
            world.count("/ixn/chat") == 1
        });
        world.reload();
        world.until("the form", |world| problem(world).is_some());
        assert_eq!(*world.view().form, form);
        assert_eq!(world.shown(), ["me: hello (Waiting)"]);
        world.open();
        world.until("it is sent", |world| world.shown() == ["me: hello"]);
        assert_eq!(world.centre.chats().len(), 1);
    }
}
