//! Agents at their desks, and a visitor, in every dialect and delivery.
//!
//! What each of the three sees is compared with what the others do, and with what is seen when the
//! visitor comes another way.

use causerie_core::session::Stage;
use causerie_emulator::Settings;
use causerie_tests::{Way, World};
use std::time::Duration;

use crate::desk::Desk;

/// A visitor and two agents, of whom Anna has the chat.
struct Scene {
    world: World,
    anna: Desk,
    paul: Desk,
}

impl Scene {
    fn over(way: Way) -> Self {
        let mut settings = Settings::unscripted();
        // Desks ask for news when the test looks, and not by themselves.
        settings.staff.cometd.max_interval = Duration::from_secs(3600);
        let mut world = World::over_with(way, settings);
        let mut anna = Desk::open(&mut world, "anna");
        let paul = Desk::open(&mut world, "paul");
        anna.get_ready(&mut world);
        world.open();
        anna.accept(&mut world, "Anna");
        world.until("Anna comes", |world| world.view().agents == ["Anna".into()]);
        world.say("My router blinks");
        world.pass(15_000);
        Self { world, anna, paul }
    }

    /// Anna asks Paul for advice, and gets it.
    fn consult(&mut self) {
        let Self { world, anna, paul } = self;
        anna.call(world, "Consult", paul);
        paul.accept(world, "Paul");
        anna.whisper(world, "Which lamp is it?");
        paul.name(world, "SendStartTypingNotification");
        world.pass(15_000);
        assert!(world.view().typing.is_empty(), "the visitor sees Paul type");
        paul.say(world, "The green one");
        world.pass(15_000);
    }

    /// The visitor sees these rows, and what the server has; whoever of the agents is still in has
    /// been told them too.
    fn assert_seen(&mut self, rows: &[&str]) {
        self.world.pass(15_000);
        assert_eq!(self.world.shown(), rows);
        self.world.assert_same();
        for desk in [&mut self.anna, &mut self.paul] {
            let is_in = desk.states(&mut self.world).last().map(String::as_str) == Some("Chatting");
            if is_in {
                assert_eq!(desk.open_log(&mut self.world), rows);
            }
        }
    }

    fn assert_agents(&self, names: &[&str]) {
        let view = self.world.view();
        let agents: Vec<_> = view.agents.iter().map(|name| &**name).collect();
        assert_eq!(agents, names);
        assert_eq!(view.stage, Stage::Chatting);
    }
}

const BEGUN: [&str; 2] = ["+ Anna", "me: My router blinks"];

fn rows<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let begun = BEGUN.iter().copied();
    begun.chain(more.iter().copied()).collect()
}

#[test]
fn a_consultation_is_told_to_agents_and_not_to_the_visitor() {
    for way in Way::ALL {
        let mut scene = Scene::over(way);
        scene.consult();
        scene.assert_seen(&BEGUN);
        scene.assert_agents(&["Anna"]);
        let Scene { world, anna, paul } = &mut scene;
        world.say("Are you there?");
        world.pass(15_000);
        anna.say(world, "Is the green lamp on?");
        world.pass(15_000);
        let log = rows(&[
            "+ Paul",
            "Anna: Which lamp is it?",
            "Paul: The green one",
            "me: Are you there?",
            "Anna: Is the green lamp on?",
        ]);
        assert_eq!(anna.log(world), log, "{way:?}");
        assert_eq!(paul.log(world), anna.log(world), "{way:?}");
        assert_eq!(anna.participants(world), ["me", "Anna", "Paul"]);
        paul.name(world, "Leave");
        world.pass(15_000);
        assert_eq!(paul.states(world), ["Invited", "Chatting", "Completed"]);
        assert_eq!(anna.log(world).last().unwrap(), "- Paul");
        assert_eq!(anna.participants(world), ["me", "Anna"]);
        world.assert_same();
        assert_eq!(world.shown().len(), 4, "{way:?}");
        scene.assert_agents(&["Anna"]);
    }
}

#[test]
fn a_visitor_who_loads_the_page_anew_sees_no_more_of_a_consultation() {
    for way in Way::ALL {
        let mut scene = Scene::over(way);
        scene.consult();
        scene.world.reload();
        scene.assert_seen(&BEGUN);
        scene.assert_agents(&["Anna"]);
    }
}

#[test]
fn a_two_step_transfer_is_a_second_agent_who_joins_before_the_first_leaves() {
    for way in Way::ALL {
        let mut scene = Scene::over(way);
        scene.consult();
        let Scene { world, anna, paul } = &mut scene;
        anna.name(world, "CompleteTransfer");
        world.pass(15_000);
        paul.say(world, "Hello, Paul here");
        world.pass(15_000);
        world.say("hello Paul");
        let seen = rows(&[
            "+ Paul",
            "- Anna",
            "Paul: Hello, Paul here",
            "me: hello Paul",
        ]);
        scene.assert_seen(&seen);
        scene.assert_agents(&["Paul"]);
        let Scene { world, anna, paul } = &mut scene;
        assert_eq!(anna.states(world), ["Invited", "Chatting", "Completed"]);
        assert_eq!(anna.open_log(world), BEGUN, "Anna is told no more: {way:?}");
        assert_eq!(paul.participants(world), ["me", "Paul"]);
        let told = paul.log(world);
        assert_eq!(
            told[2..7],
            [
                "+ Paul",
                "Anna: Which lamp is it?",
                "Paul: The green one",
                "+ Paul",
                "- Anna"
            ]
        );
    }
}

#[test]
fn a_conference_is_a_second_agent_who_joins_and_speaks() {
    for way in Way::ALL {
        let mut scene = Scene::over(way);
        scene.consult();
        scene.anna.name(&mut scene.world, "CompleteConference");
        scene.world.pass(15_000);
        scene.assert_agents(&["Anna", "Paul"]);
        let Scene { world, anna, paul } = &mut scene;
        anna.say(world, "Paul knows about lamps");
        world.pass(15_000);
        paul.name(world, "SendStartTypingNotification");
        world.until("Paul types", |world| world.view().typing == ["Paul".into()]);
        paul.say(world, "Press the button");
        world.pass(15_000);
        world.say("It is green now");
        let seen = rows(&[
            "+ Paul",
            "Anna: Paul knows about lamps",
            "Paul: Press the button",
            "me: It is green now",
        ]);
        scene.assert_seen(&seen);
        scene.anna.name(&mut scene.world, "Leave");
        scene.assert_seen(&[&seen[..], &["- Anna"]].concat());
        scene.assert_agents(&["Paul"]);
    }
}

#[test]
fn a_one_step_transfer_leaves_the_visitor_alone_until_the_second_agent_comes() {
    for way in Way::ALL {
        let mut scene = Scene::over(way);
        let Scene { world, anna, paul } = &mut scene;
        anna.call(world, "Transfer", paul);
        scene.assert_seen(&rows(&["- Anna"]));
        scene.assert_agents(&[]);
        let Scene { world, paul, .. } = &mut scene;
        world.say("Is anybody there?");
        world.pass(15_000);
        paul.accept(world, "Paul");
        let seen = rows(&["- Anna", "me: Is anybody there?", "+ Paul"]);
        scene.assert_seen(&seen);
        scene.assert_agents(&["Paul"]);
    }
}

#[test]
fn the_end_of_the_chat_is_told_to_all_three() {
    for way in Way::ALL {
        let mut scene = Scene::over(way);
        scene.consult();
        let Scene { world, anna, paul } = &mut scene;
        anna.name(world, "Complete");
        world.until("the end", |world| {
            matches!(world.view().stage, Stage::Ended(_))
        });
        world.assert_same();
        assert_eq!(world.shown(), rows(&["- Anna"]));
        for desk in [anna, paul] {
            assert_eq!(desk.states(world).last().unwrap(), "Completed", "{way:?}");
            assert_eq!(desk.open_log(world), rows(&["- Anna"]), "{way:?}");
        }
    }
}
