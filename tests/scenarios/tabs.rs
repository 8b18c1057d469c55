//! Several tabs of one site share one chat.

use causerie_core::session::{Act, Page, Stage};
use causerie_tests::{Fate, Purpose, Way, World};

/// Every way to reach a contact centre, with an agent in the chat and a second tab in front.
fn in_two_tabs(test: impl Fn(&mut World)) {
    for way in Way::ALL {
        let mut world = World::over(way);
        world.meet_ann();
        world.ann("hello");
        world.say("hi");
        world.pass(5_000);
        world.open_tab(false);
        world.pass(5_000);
        println!("{way:?}");
        test(&mut world);
    }
}

/// All tabs show the same, and it is what the server has; one of them leads.
fn assert_one(world: &World) {
    world.assert_same();
    assert_eq!(world.leaders(), 1);
    let views = world.views();
    for view in &views {
        let words = |index: usize| -> Vec<String> {
            let rows = views[index].rows.0.iter();
            rows.map(|row| format!("{} {:?}", row.text(), row.delivery()))
                .collect()
        };
        let mine: Vec<String> = view
            .rows
            .0
            .iter()
            .map(|row| format!("{} {:?}", row.text(), row.delivery()))
            .collect();
        assert_eq!(mine, words(0));
        assert_eq!(view.stage, views[0].stage);
        assert_eq!(view.agents, views[0].agents);
        assert_eq!(view.draft, views[0].draft);
    }
}

#[test]
fn a_second_tab_shows_the_chat_and_leads() {
    in_two_tabs(|world| {
        assert_eq!(world.view().stage, Stage::Chatting);
        assert_eq!(world.shown().len(), 3);
        assert_one(world);
        world.say("from here");
        world.ann("from there");
        world.pass(10_000);
        assert_one(world);
        assert_eq!(world.centre.chats().len(), 1);
    });
}

#[test]
fn tabs_turned_to_and_fro_lose_nothing() {
    in_two_tabs(|world| {
        for round in 0..6 {
            world.say(&format!("question {round}"));
            world.turn_to_tab(0);
            world.ann(&format!("answer {round}"));
            world.pass(700);
        }
        world.pass(10_000);
        assert_one(world);
        assert_eq!(world.shown().len(), 15);
    });
}

#[test]
fn the_last_word_of_a_closed_tab_arrives_once() {
    for crashes in [false, true] {
        in_two_tabs(|world| {
            world.say("going");
            world.close_tab(crashes);
            world.pass(2_000);
            assert_eq!(world.leaders(), 1, "somebody leads within two seconds");
            world.ann("still there?");
            world.pass(10_000);
            assert_one(world);
        });
    }
}

#[test]
fn only_what_the_last_page_could_not_hear_any_more_goes_with_a_crashed_tab() {
    // Whether a third tab hears it, and how long after the crash the page is loaded anew.
    for (third, after, goes) in [(false, 1, true), (false, 3, false), (true, 1, false)] {
        in_two_tabs(|world| {
            if third {
                world.open_tab(false);
                world.pass(5_000);
            }
            world.network.cut();
            let tab = world.tab();
            world.say("is it lost?");
            world.close_tab(true);
            world.pass(after);
            world.reload();
            assert_eq!(world.is_unheard(tab, "is it lost?"), goes);
            world.network.mend();
            world.pass(30_000);
            // Sent, or plainly not.
            let stands = world.shown().iter().any(|line| line.contains("lost"));
            assert_eq!(stands, !goes);
        });
    }
}

#[test]
fn a_tab_that_nobody_sees_takes_over_from_one_that_crashes() {
    in_two_tabs(|world| {
        let leading = world.requests.len();
        world.close_tab(true);
        world.page(Page::Hidden);
        world.ann("anybody?");
        world.pass(20_000);
        assert_one(world);
        assert!(world.requests.len() > leading);
    });
}

#[test]
fn a_frozen_leader_is_replaced_and_sends_nothing_when_it_wakes() {
    in_two_tabs(|world| {
        world.network.plan_for(Purpose::Send, Fate::Silence);
        world.say("once");
        world.turn_to_tab(0);
        world.freeze_tabs();
        world.pass(2_500);
        assert_eq!(world.view().stage, Stage::Chatting);
        world.say("twice");
        world.pass(60_000);
        world.thaw_tabs();
        world.pass(30_000);
        assert_one(world);
    });
}

#[test]
fn a_leader_that_is_told_of_the_frost_leaves_the_chat_to_the_others() {
    in_two_tabs(|world| {
        world.network.plan_for(Purpose::Send, Fate::Silence);
        world.say("once");
        world.turn_to_tab(0);
        world.announce_frost();
        world.pass(2_000);
        assert_eq!(world.leaders(), 1);
        world.say("twice");
        world.pass(60_000);
        let leader = world.tab();
        world.thaw_tabs();
        world.pass(30_000);
        assert_one(world);
        assert!(world.leads(leader), "one that thaws unseen leads");
    });
}

#[test]
fn a_tab_alone_goes_on_when_it_thaws_unseen() {
    for way in Way::ALL {
        let mut world = World::over(way);
        world.meet_ann();
        world.page(Page::Hidden);
        world.page(Page::Left);
        world.pass(60_000);
        world.page(Page::Returned);
        world.ann("still there?");
        world.pass(60_000);
        assert_eq!(
            world.view().rows.0.last().map(|row| row.text()),
            Some("still there?")
        );
        world.assert_same();
    }
}

#[test]
fn what_is_written_in_one_tab_stands_in_the_other() {
    in_two_tabs(|world| {
        world.act(Act::Draft("half a sent".into()));
        world.pass(100);
        world.turn_to_tab(0);
        world.pass(100);
        assert_eq!(&*world.view().draft, "half a sent");
        world.act(Act::Draft("half a sentence".into()));
        world.pass(100);
        assert_one(world);
    });
}

#[test]
fn what_is_written_while_no_tab_leads_is_not_forgotten() {
    in_two_tabs(|world| {
        world.turn_to_tab(0);
        world.pass(6);
        world.act(Act::Draft("half a sent".into()));
        world.pass(20);
        assert_eq!(world.leaders(), 0);
        world.turn_to_tab(0);
        assert_eq!(&*world.view().draft, "half a sent");
        world.say("something else");
        world.pass(20_000);
        assert_eq!(&*world.view().draft, "half a sent");
        assert_one(world);
    });
}

#[test]
fn a_chat_that_begins_in_one_tab_is_seen_in_all() {
    let mut world = World::new();
    world.open_tab(false);
    world.pass(100);
    world.meet_ann();
    world.open_tab(true);
    world.pass(3_000);
    assert_one(&world);
    world.act(Act::End);
    world.pass(3_000);
    for view in world.views() {
        assert!(matches!(view.stage, Stage::Ended(_)), "{:?}", view.stage);
    }
    world.act(Act::Restart);
    world.pass(100);
    for view in world.views() {
        assert_eq!(view.stage, Stage::Form(None));
    }
}

#[test]
fn a_tab_that_mirrors_asks_nothing_of_the_server() {
    let mut world = World::with_agent();
    world.pass(60_000);
    let alone = world.requests.len();
    world.pass(60_000);
    let alone = world.requests.len() - alone;
    world.open_tab(true);
    world.open_tab(true);
    world.pass(60_000);
    let together = world.requests.len();
    world.pass(60_000);
    let together = world.requests.len() - together;
    assert!(together <= alone + 1, "{together} requests, not {alone}");
}
