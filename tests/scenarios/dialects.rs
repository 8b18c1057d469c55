//! The same chats in every dialect.
//!
//! Each scenario is played over each way of reaching the contact centre. What
//! the visitor sees at its end is what the server has, and the same that the
//! visitor of any other dialect sees.

mod scenarios;

use std::panic::{AssertUnwindSafe, catch_unwind};

use causerie_core::chat::Ended;
use causerie_core::session::{Act, Connection, Page, Stage};
use causerie_emulator::Failure;
use causerie_tests::{Fate, Purpose, Way, World};
use scenarios::*;

/// What happens, from the form on; what is seen at its end is compared.
type Scenario = fn(Way, &mut World);

/// Those at whose end the visitor sees what the server has.
const FAITHFUL: &[(&str, Scenario)] = &[
    ("both sides talk", talk),
    ("what nobody knows is passed over", pass_over),
    ("one agent hands over to another", transfer),
    ("the contact centre ends it", end_by_contact_centre),
    ("the visitor ends it", end_by_visitor),
    (
        "the visitor's last word is not cut off",
        end_behind_a_message,
    ),
    ("the visitor waits for an agent", wait_for_agent),
    ("what was entered is refused and mended", refuse_form),
    ("a message is refused and the next is not", refuse_message),
    ("answers to messages are lost", lose_replies),
    ("a message is lost and sent again", lose_message),
    ("questions and answers are lost in a storm", weather_storm),
    ("the browser sends a message twice", repeat_message),
    ("the network is gone for a while", cut_network),
    ("the browser knows that it is offline", go_offline),
    ("the page is loaded anew", reload),
    (
        "the page is loaded anew under a message",
        reload_under_message,
    ),
    ("a thousand events come one by one", thousand_events),
    ("a thousand events come at once", thousand_at_once),
    ("a failure passes", recover),
    ("the server is slow", be_slow),
];

/// Those that leave the visitor with what was seen before.
const BROKEN: &[(&str, Scenario)] = &[
    ("the server loses its memory", lose_memory),
    (
        "the server loses its memory and the page is loaded anew",
        reload_to_nothing,
    ),
    ("the server says for good that it failed", fail_for_good),
    ("a message never arrives", give_up_message),
    (
        "the visitor gives up while the chat begins",
        give_up_opening,
    ),
];

#[test]
fn every_dialect_gives_the_same_chat() {
    let mut table = Table::default();
    for (name, scenario) in FAITHFUL {
        table.play(name, |way| {
            let mut world = World::over(way);
            scenario(way, &mut world);
            world.assert_same();
            world.shown()
        });
    }
    for (name, scenario) in BROKEN {
        table.play(name, |way| {
            let mut world = World::over(way);
            scenario(way, &mut world);
            // What is pushed does not say what it answers, so that less is certain.
            let shown = world.shown().into_iter();
            shown
                .map(|line| line.replace("Unknown", "ChatEnded"))
                .collect()
        });
    }
    table.assert_good();
}

#[test]
fn who_was_away_for_too_long_is_told_so_and_can_read_what_was_said() {
    for way in Way::ALL {
        let end = |deed: fn(&mut World)| {
            let mut world = World::over(way);
            world.meet_ann();
            world.ann("hold on");
            world.pass(5_000);
            deed(&mut world);
            world.until("the end", |world| {
                matches!(world.view().stage, Stage::Ended(_))
            });
            assert_eq!(world.shown()[..2], ["+ Ann", "Ann: hold on"], "{way:?}");
            match world.view().stage {
                Stage::Ended(how) => how,
                _ => Ended::ByVisitor,
            }
        };
        let away = end(|world| {
            world.network.cut();
            world.pass(300_000);
            world.network.mend();
        });
        assert_eq!(away, Ended::Lost, "{way:?}");
        let asleep = end(|world| {
            world.network.cut();
            world.sleep(300_000);
            world.network.mend();
            world.page(Page::Shown);
        });
        assert_eq!(asleep, Ended::Lost, "{way:?}");
        let closed = end(|world| world.agent(|centre, chat, now| centre.end(chat, now)));
        assert_eq!(closed, Ended::ByContactCentre, "{way:?}");
    }
}

#[test]
fn the_place_of_a_message_is_known_soon_after_it_was_taken() {
    for way in Way::ALL {
        let mut world = World::over(way);
        world.meet_ann();
        world.pass(120_000);
        world.say("hello");
        let before = world.time();
        world.until("the echo", |world| {
            world
                .view()
                .rows
                .0
                .last()
                .is_some_and(|row| row.position.is_some())
        });
        let waited = world.time() - before;
        assert!(waited <= 6 * world.network.latency, "{way:?}: {waited} ms");
    }
}

#[test]
fn no_dialect_asks_more_often_than_the_session_means_to() {
    let mut table = Table::default();
    table.play("an idle chat", |way| {
        let mut world = World::over(way);
        world.meet_ann();
        world.pass(60_000);
        let before = world.requests.len();
        world.pass(600_000);
        let asked = world.requests.len() - before;
        assert!(asked <= 180, "{asked} requests in ten idle minutes");
        world.shown()
    });
    table.play("a failure without end", |way| {
        let mut world = World::over(way);
        world.meet_ann();
        world.say("before");
        world.pass(5_000);
        match way {
            Way::GmsV2 | Way::GmsV2Pushed | Way::WebApi => {
                fail(way, &mut world, Failure::Recoverable)
            }
            Way::GmsV1 | Way::GmsV1Pushed | Way::Gws => world.network.cut(),
        }
        world.pass(60_000);
        let before = world.requests.len();
        world.say("into the void");
        world.pass(600_000);
        let asked = world.requests.len() - before;
        assert!(asked <= 90, "{asked} requests in ten minutes of failure");
        assert_eq!(world.view().connection, Connection::Unavailable);
        world.shown()
    });
    table.assert_good();
}

/// GMS v1 names a chat before it exists; for the others see below.
#[test]
fn a_chat_that_may_exist_is_looked_for_or_left_to_the_visitor() {
    for way in Way::ALL {
        for fate in [
            Fate::LoseReply,
            Fate::Intercepted(502, String::new()),
            Fate::Intercepted(200, "{".into()),
        ] {
            let mut world = World::over(way);
            world.network.plan_for(Purpose::Create, fate.clone());
            world.act(Act::Open(Default::default()));
            world.pass(60_000);
            let finds = matches!(way, Way::GmsV1 | Way::GmsV1Pushed);
            let began = world.view().stage == Stage::Chatting;
            assert_eq!(began, finds, "{way:?} {fate:?}");
            assert_eq!(
                world.count_of(Purpose::Create) > 1,
                finds && fate != Fate::LoseReply
            );
            if !finds {
                assert!(problem(&world).is_some());
                world.act(Act::TryAgain);
            }
            world.until("the chat begins", |world| {
                world.view().stage == Stage::Chatting
            });
        }
    }
}

#[test]
fn a_chat_of_another_back_end_is_not_taken_up() {
    let keys = [Way::GmsV1, Way::GmsV2, Way::Gws, Way::WebApi];
    for from in keys {
        for to in keys.into_iter().filter(|to| *to != from) {
            let mut world = World::over(from);
            world.meet_ann();
            world.reload_over(to);
            assert_eq!(world.view().stage, Stage::Form(None), "{from:?} to {to:?}");
            assert_eq!(world.saved(), None);
        }
    }
}

/// What went wrong, by scenario and way.
#[derive(Default)]
struct Table {
    faults: Vec<String>,
}

impl Table {
    /// Plays it every way, and compares what is seen with the first.
    fn play(&mut self, name: &str, play: impl Fn(Way) -> Vec<String>) {
        let mut first = None;
        for way in Way::ALL {
            match catch_unwind(AssertUnwindSafe(|| play(way))) {
                Err(_) => self.faults.push(format!("{way:?}: {name}: see above")),
                Ok(shown) => {
                    let first = first.get_or_insert_with(|| shown.clone());
                    if *first != shown {
                        let fault = format!("{way:?}: {name}: {first:#?} became {shown:#?}");
                        self.faults.push(fault);
                    }
                }
            }
        }
    }

    fn assert_good(self) {
        assert!(self.faults.is_empty(), "\n{}\n", self.faults.join("\n"));
    }
}
