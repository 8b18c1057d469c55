//! What only windows on Chat Server do: GMS Chat API v2 and the Web API Server.

use causerie_core::chat::Ended;
use causerie_core::session::{Act, Stage};
use causerie_core::transcript::{Delivery, Setback};
use causerie_emulator::{DigitalQuirks, Failure, NumberForm, Omitted, Rotation, Settings};
use causerie_tests::{Fate, Purpose, Way, World};

const WAYS: [Way; 3] = [Way::GmsV2, Way::GmsV2Pushed, Way::WebApi];

fn quirky(way: Way, quirks: DigitalQuirks) -> World {
    let mut settings = Settings::unscripted();
    settings.digital.quirks = quirks;
    World::over_with(way, settings)
}

/// The body that says this.
fn answered(way: Way, object: &str) -> String {
    match way {
        Way::GmsV2Pushed => {
            format!(r#"[{{"channel":"/service/chatV2/customer-support","data":{object}}}]"#)
        }
        _ => object.to_owned(),
    }
}

fn failing(world: &mut World, failure: Option<Failure>) {
    world.centre.settings_mut().digital.failure = failure;
}

/// Both sides talk, in a hurry and at leisure.
fn converse(world: &mut World) {
    world.meet_ann();
    for round in 0..30 {
        world.agent(|centre, chat, now| centre.start_typing(chat, "Ann", now));
        world.act(Act::Draft("an".into()));
        world.pass(round * 317 % 1_300);
        world.ann(&format!("question {round}"));
        world.say(&format!("answer {round}"));
        world.pass(round * 531 % 2_300);
    }
    world.pass(60_000);
    world.assert_same();
    assert_eq!(world.served().len(), 61);
}

#[test]
fn credentials_that_change_with_every_answer_are_followed() {
    for way in WAYS {
        for rotation in [Rotation::Lenient, Rotation::Strict] {
            for latency in [5, 20, 170] {
                let quirks = DigitalQuirks {
                    rotation,
                    long_keys: true,
                    ..DigitalQuirks::default()
                };
                let mut world = quirky(way, quirks);
                world.network.latency = latency;
                converse(&mut world);
                // An answer that is lost with its page costs a strict chat.
                world.until("nothing is under way", World::is_quiet);
                world.reload();
                world.pass(5_000);
                world.assert_same();
                world.act(Act::End);
                world.pass(5_000);
                assert!(!world.centre.chats()[0].is_live(), "{way:?} {rotation:?}");
            }
        }
    }
}

#[test]
fn a_question_that_had_to_wait_its_turn_is_not_forgotten() {
    for way in WAYS {
        let mut world = World::over(way);
        world.network.latency = 300;
        world.meet_ann();
        for round in 0..30 {
            world.act(Act::Draft("x".into()));
            world.pass(1_000 + round * 47);
            world.act(Act::Draft(String::new()));
            world.ann(&format!("line {round}"));
            world.pass(3_000);
            world.assert_same();
        }
    }
}

#[test]
fn every_deviation_of_real_answers_gives_the_same_chat() {
    let plain = DigitalQuirks::default();
    let omitted = |change: fn(&mut Omitted)| {
        let mut omitted = Omitted::default();
        change(&mut omitted);
        DigitalQuirks { omitted, ..plain }
    };
    for quirks in [
        plain,
        DigitalQuirks {
            participant_ids: NumberForm::Text,
            positions: NumberForm::Text,
            ..plain
        },
        DigitalQuirks {
            from_first: true,
            ..plain
        },
        DigitalQuirks {
            quiet_typing: true,
            ..plain
        },
        omitted(|omitted| omitted.chat_ended = true),
        omitted(|omitted| omitted.chat_id = true),
        omitted(|omitted| omitted.index = true),
        omitted(|omitted| omitted.next_position = true),
    ] {
        for way in WAYS {
            // A chat whose creation does not say its id cannot be had.
            if quirks.omitted.chat_id && way != Way::WebApi {
                continue;
            }
            converse(&mut quirky(way, quirks));
        }
    }
}

#[test]
fn a_recoverable_error_sends_a_message_again_but_not_forever() {
    for way in WAYS {
        let mut world = World::over(way);
        world.meet_ann();
        let again = || Fate::Intercepted(200, answered(way, r#"{"statusCode":1}"#));
        for _ in 0..2 {
            world.network.plan_for(Purpose::Send, again());
        }
        world.say("third time lucky");
        world.pass(20_000);
        assert_eq!(world.count_of(Purpose::Send), 3);
        world.assert_same();
        for _ in 0..3 {
            world.network.plan_for(Purpose::Send, again());
        }
        world.say("in vain");
        world.pass(60_000);
        let row = world.view().rows.0.last().unwrap().clone();
        assert_eq!(row.delivery(), Some(Delivery::Failed(Setback::Lost)));
        assert_eq!(world.count_of(Purpose::Send), 6);
    }
}

#[test]
fn a_message_that_arrived_behind_a_recoverable_error_is_not_sent_twice() {
    for way in WAYS {
        let mut world = World::over(way);
        world.meet_ann();
        // The connection between both servers broke behind the message.
        let failed = Fate::Belied(200, answered(way, r#"{"statusCode":1}"#));
        world.network.plan_for(Purpose::Send, failed);
        world.say("once");
        world.pass(20_000);
        assert_eq!(world.count_of(Purpose::Send), 1);
        world.assert_same();
    }
}

#[test]
fn a_failure_for_good_is_the_end_unless_v2_says_that_it_is_not() {
    let failure = Failure::Unrecoverable { chat_ended: false };
    for way in WAYS {
        let mut world = World::over(way);
        world.meet_ann();
        failing(&mut world, Some(failure));
        world.pass(30_000);
        let goes_on = way != Way::WebApi;
        let over = world.view().stage == Stage::Ended(Ended::Lost);
        assert_eq!(over, !goes_on, "{way:?}");
        if goes_on {
            failing(&mut world, None);
            world.pass(20_000);
            world.say("still here");
            world.pass(5_000);
            world.assert_same();
        }
    }
}

#[test]
fn answers_of_gateways_cost_nothing_but_time() {
    for way in WAYS {
        for failure in [Failure::Text, Failure::Html] {
            let mut world = World::over(way);
            world.meet_ann();
            failing(&mut world, Some(failure));
            world.pass(5_000);
            world.say("are you there?");
            world.pass(30_000);
            failing(&mut world, None);
            world.pass(30_000);
            world.assert_same();
            assert_eq!(world.served().len(), 2, "{way:?} {failure:?}");
        }
    }
}
