//! The page is loaded anew before there is a chat.

use causerie_core::chat::Form;
use causerie_core::session::{Act, Stage};
use causerie_tests::{Fate, Purpose, Way, World};

fn entered() -> Form {
    Form {
        first_name: "Ada".into(),
        last_name: "Lovelace".into(),
        email: "ada@example.com".into(),
        subject: "Notes".into(),
        nickname: "Ada L.".into(),
        user_data: vec![("plan".into(), "gold".into())],
    }
}

/// The visitor has sent the form and said two things; a third is being written. Nothing was
/// answered.
fn begin(world: &mut World) {
    world.act(Act::Open(entered()));
    world.say("one");
    world.say("two");
    world.act(Act::Draft("thr".into()));
}

fn is_at_the_form(world: &World) -> bool {
    matches!(world.view().stage, Stage::Form(Some(_)))
}

/// What is kept says nothing of the form any more.
fn assert_form_is_forgotten(world: &World) {
    let saved = world.saved().unwrap_or_default();
    for private in ["Ada", "Lovelace", "example.com", "Notes", "gold"] {
        assert!(!saved.contains(private), "{saved}");
    }
}

#[test]
fn everything_that_was_entered_and_said_is_there_and_goes_out_when_the_visitor_asks_again() {
    for way in Way::ALL {
        let mut world = World::over(way);
        world.network.cut();
        begin(&mut world);
        world.reload();
        world.network.mend();
        world.until("the form", is_at_the_form);
        let asked = world.count_of(Purpose::Create);
        world.pass(60_000);
        assert_eq!(
            world.count_of(Purpose::Create),
            asked,
            "{way:?} asks by itself"
        );
        let view = world.view();
        assert_eq!(*view.form, entered(), "{way:?}");
        assert_eq!(&*view.draft, "thr", "{way:?}");
        let waits = ["me: one (Waiting)", "me: two (Waiting)"];
        assert_eq!(world.shown(), waits, "{way:?}");
        // As often as they like.
        world.reload();
        world.until("the form", is_at_the_form);
        world.act(Act::Open(Form::clone(&world.view().form)));
        world.until("the chat begins", |world| {
            world.view().stage == Stage::Chatting
        });
        world.pass(30_000);
        assert_eq!(world.shown(), ["me: one", "me: two"], "{way:?}");
        world.assert_same();
        assert_eq!(&*world.view().draft, "thr", "{way:?}");
        assert_eq!(world.centre.chats().len(), 1, "{way:?}");
        assert_form_is_forgotten(&world);
    }
}

#[test]
fn a_chat_that_was_created_meanwhile_is_found_or_no_second_one_is_made_unasked() {
    for way in Way::ALL {
        let mut world = World::over(way);
        begin(&mut world);
        world.until("the chat exists", |world| !world.centre.chats().is_empty());
        world.reload();
        world.pass(60_000);
        assert_eq!(world.centre.chats().len(), 1, "{way:?}");
        let stage = world.view().stage;
        if stage == Stage::Chatting {
            world.assert_same();
            assert_eq!(world.shown(), ["me: one", "me: two"], "{way:?}");
            assert_form_is_forgotten(&world);
        } else {
            assert!(is_at_the_form(&world), "{way:?}: {stage:?}");
            assert_eq!(*world.view().form, entered(), "{way:?}");
        }
        assert_eq!(&*world.view().draft, "thr", "{way:?}");
    }
}

#[test]
fn what_was_entered_is_forgotten_with_the_chat_it_was_for() {
    for way in Way::ALL {
        let mut world = World::over(way);
        world.act(Act::Open(entered()));
        assert!(
            world
                .saved()
                .is_some_and(|saved| saved.contains("Lovelace"))
        );
        world.until("the chat begins", |world| {
            world.view().stage == Stage::Chatting
        });
        assert_form_is_forgotten(&world);
        world.act(Act::End);
        world.until("the end", |world| {
            matches!(world.view().stage, Stage::Ended(_))
        });
        world.act(Act::Restart);
        assert_eq!(world.saved(), None, "{way:?}");
    }
}

#[test]
fn who_ceases_to_wait_leaves_nothing_behind() {
    for way in Way::ALL {
        let mut world = World::over(way);
        world.network.plan_for(Purpose::Create, Fate::Silence);
        begin(&mut world);
        world.act(Act::End);
        assert_form_is_forgotten(&world);
        world.until("the form", |world| world.view().stage == Stage::Form(None));
        assert_eq!(world.saved(), None, "{way:?}");
        world.reload();
        world.pass(5_000);
        assert_eq!(world.view().stage, Stage::Form(None), "{way:?}");
        assert!(world.shown().is_empty() && world.view().draft.is_empty());
    }
}

#[test]
fn an_attempt_that_failed_survives_a_reload_and_is_forgotten_in_time() {
    for way in Way::ALL {
        let mut world = World::over(way);
        world.network.cut();
        world.act(Act::Open(entered()));
        world.say("one");
        world.until("the form", is_at_the_form);
        world.reload();
        world.until("the form", is_at_the_form);
        assert_eq!(*world.view().form, entered(), "{way:?}");
        world.jump_wall_clock(55 * 60_000);
        world.reload();
        world.pass(5_000);
        assert_eq!(world.view().stage, Stage::Form(None), "{way:?}");
        assert_eq!(*world.view().form, Form::default(), "{way:?}");
        assert_eq!(world.saved(), None, "{way:?}");
    }
}

#[test]
fn what_was_said_goes_out_in_the_chat_of_another_tab() {
    for way in Way::ALL {
        let mut world = World::over(way);
        world.open_tab(false);
        world.pass(3_000);
        world.network.cut();
        begin(&mut world);
        world.pass(10);
        world.reload();
        world.network.mend();
        world.until("the form", is_at_the_form);
        assert_eq!(world.shown().len(), 2, "{way:?}");
        world.act(Act::Open(entered()));
        world.until("the chat begins", |world| {
            world.view().stage == Stage::Chatting
        });
        world.pass(30_000);
        assert_eq!(world.served(), ["me: one", "me: two"], "{way:?}");
        world.assert_same();
        for view in world.views() {
            assert_eq!(view.rows.0.len(), 2, "{way:?}");
        }
    }
}
