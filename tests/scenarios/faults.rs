//! Whatever the contact centre is made to suffer, in the end the visitor sees
//! what it has.

use std::time::Duration;

use causerie_core::session::Stage;
use causerie_emulator::{FalseReply, Fault, FaultKind};
use causerie_tests::{Dice, Way, World};

fn gateway_error(carried_out: bool) -> FaultKind {
    FaultKind::Status(FalseReply {
        carried_out,
        ..FalseReply::refusal(502, "Bad Gateway")
    })
}

/// Credentials are not among them: an answer that is lost with new ones costs the chat.
fn any_fault(dice: &mut Dice) -> Fault {
    let kinds = [
        FaultKind::Delay(Duration::from_millis(1 + dice.below(5000))),
        FaultKind::DropReply,
        FaultKind::DropRequest,
        FaultKind::Duplicate,
        gateway_error(true),
        gateway_error(false),
        FaultKind::Garbage,
        FaultKind::HoldPolls,
        FaultKind::LosePush,
        FaultKind::CutPolls,
        FaultKind::ForgetSessions,
    ];
    let kind = kinds[dice.below(11) as usize].clone();
    let at_once = kind.is_at_once();
    let fault = Fault::new(kind);
    match dice.below(2) {
        _ if at_once => fault,
        0 => fault.times(1 + dice.below(3) as u32),
        _ => fault.lasting(Duration::from_millis(1 + dice.below(20_000))),
    }
}

/// What is to be seen but for messages that were not sent.
fn settled(world: &World) -> Vec<String> {
    let shown = world.shown().into_iter();
    shown.filter(|line| !line.ends_with(')')).collect()
}

#[test]
fn whatever_fails_the_visitor_sees_in_the_end_what_the_contact_centre_has() {
    for way in Way::ALL {
        for seed in 0..25 {
            let mut dice = Dice::of(seed);
            let mut world = World::over(way);
            world.meet_ann();
            for round in 0..8 {
                let fault = any_fault(&mut dice);
                world.suffer(fault);
                if dice.below(3) > 0 {
                    world.say(&format!("question {round}"));
                }
                world.pass(dice.below(4000));
                world.ann(&format!("answer {round}"));
                world.pass(dice.below(8000));
            }
            world.recover();
            world.pass(180_000);
            assert_eq!(world.view().stage, Stage::Chatting, "{way:?} {seed}");
            assert_eq!(settled(&world), world.served(), "{way:?} {seed}");
        }
    }
}

#[test]
fn credentials_that_are_changed_behind_the_visitors_back_are_adopted() {
    for way in [Way::GmsV2, Way::GmsV2Pushed, Way::WebApi] {
        let mut world = World::over(way);
        world.meet_ann();
        for round in 0..5 {
            world.suffer(Fault::new(FaultKind::RotateCredentials));
            world.say(&format!("question {round}"));
            world.ann(&format!("answer {round}"));
            world.pass(20_000);
        }
        assert_eq!(world.shown().len(), 11, "{way:?}");
        world.assert_same();
    }
}

#[test]
fn an_answer_is_heard_though_the_news_before_it_made_its_question_void() {
    for way in [Way::GmsV1Pushed, Way::GmsV2Pushed] {
        let mut world = World::over(way);
        world.meet_ann();
        world.suffer(Fault::new(FaultKind::LosePush).times(1));
        world.ann("lost on the way");
        world.suffer(Fault::new(FaultKind::HoldPolls));
        world.ann("told with a gap before it");
        world.pass(25_000);
        world.recover();
        world.pass(25_000);
        world.assert_same();
    }
}
