//! Timers that are late by minutes or by hours, and clocks that jump.

use std::time::Duration;

use causerie_core::chat::Ended;
use causerie_core::session::{Page, Stage};
use causerie_emulator::Settings;
use causerie_tests::{Fate, Purpose, Way, World};

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;

/// What a person takes for at once: a handshake, a question and its answer, and a breath between.
const AT_ONCE: u64 = 3_000;

/// A contact centre that waits for its customers for days.
fn patient() -> Settings {
    let days = Duration::from_secs(48 * 3600);
    Settings {
        disconnect_timeout: days,
        time_to_live: days,
        ..Settings::unscripted()
    }
}

fn world(way: Way, settings: Settings) -> World {
    let mut world = World::over_with(way, settings);
    world.meet_ann();
    world.pass(5_000);
    world
}

#[test]
fn a_machine_that_slept_for_hours_is_up_to_date_at_once() {
    for way in Way::ALL {
        for tells in [true, false] {
            let mut world = world(way, patient());
            world.sleep(3 * HOUR);
            world.ann("good morning");
            world.sleep(5 * HOUR);
            // Some browsers tell that the page is seen again; timers are late in any case.
            if tells {
                world.page(Page::Shown);
            }
            world.pass(AT_ONCE);
            assert_eq!(world.view().stage, Stage::Chatting, "{way:?}");
            world.assert_same();
            world.say("good morning, Ann");
            world.pass(AT_ONCE);
            world.assert_same();
        }
    }
}

#[test]
fn a_question_that_died_in_its_sleep_is_asked_anew_at_once() {
    for way in Way::ALL {
        let mut world = world(way, patient());
        world.network.plan_for(Purpose::Refresh, Fate::Silence);
        world.pass(4_500);
        world.sleep(8 * HOUR);
        world.ann("good morning");
        world.page(Page::Shown);
        world.pass(AT_ONCE);
        world.assert_same();
    }
}

#[test]
fn a_chat_that_ended_during_the_night_says_so_at_once() {
    for way in Way::ALL {
        let mut world = world(way, Settings::unscripted());
        world.sleep(8 * HOUR);
        world.page(Page::Shown);
        world.pass(AT_ONCE);
        let stage = world.view().stage;
        let told = matches!(stage, Stage::Ended(Ended::ByContactCentre | Ended::Lost));
        assert!(told, "{way:?}: {stage:?}");
        assert!(!world.view().rows.0.is_empty(), "it can be read still");
    }
}

#[test]
fn a_tab_whose_timers_fire_once_a_minute_keeps_its_chat() {
    for way in Way::ALL {
        let mut world = world(way, Settings::unscripted());
        world.page(Page::Hidden);
        world.throttle(true);
        for number in 0..20 {
            world.ann(&format!("are you there? {number}"));
            world.pass(MINUTE + 1_000);
            world.assert_same();
        }
        world.say("yes");
        world.pass(AT_ONCE);
        world.assert_same();
        world.ann("fine");
        world.throttle(false);
        world.page(Page::Shown);
        world.pass(AT_ONCE);
        assert_eq!(world.view().stage, Stage::Chatting, "{way:?}");
        world.assert_same();
    }
}

#[test]
fn a_wall_clock_that_leaps_by_hours_moves_no_deadline_and_loses_no_chat() {
    for way in Way::ALL {
        let mut world = world(way, Settings::unscripted());
        for leap in [12, -24, 6] {
            // Until the chat is idle.
            world.pass(2 * MINUTE);
            let asked = world.requests.len();
            world.pass(MINUTE);
            let usual = world.requests.len() - asked;
            world.jump_wall_clock(leap * HOUR as i64);
            world.pass(MINUTE);
            let after = world.requests.len() - asked - usual;
            assert!(after.abs_diff(usual) <= 3, "{way:?}: {usual}, then {after}");
            // What is kept was written anew with the new time.
            world.reload();
            world.pass(10_000);
            assert_eq!(world.view().stage, Stage::Chatting, "{way:?}: {leap} h");
            world.assert_same();
        }
    }
}
