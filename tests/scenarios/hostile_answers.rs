//! Answers that no server should give.

use causerie_core::session::{Act, Announcement, Stage};
use causerie_tests::{Fate, Purpose, Way, World};

/// Chat objects around one item, and whatever else may come back.
fn hostile_bodies() -> Vec<String> {
    let object = |position: &str, items: &str| {
        format!(
            r#"{{"chatIxnState":"TRANSCRIPT","transcriptPosition":{position},"transcriptToShow":{items}}}"#
        )
    };
    let mut bodies: Vec<String> = [
        "",
        "null",
        "[]",
        "5",
        "\"\"",
        "{}",
        "<html>",
        "\u{feff}{",
        "[[[[[[[[",
    ]
    .map(str::to_owned)
    .to_vec();
    for position in [
        "-1",
        "0",
        "18446744073709551615",
        "1e400",
        "null",
        "{}",
        r#""x""#,
    ] {
        bodies.push(object(position, "[]"));
        bodies.push(object(position, "null"));
        bodies.push(object(
            position,
            r#"[[],{},null,5,"x",[null],[1,2,3,4,5],["Notice.Joined"]]"#,
        ));
    }
    bodies.push("[".repeat(200_000));
    bodies.push(object("3", r#""not a list""#));
    bodies
}

#[test]
fn no_answer_breaks_the_chat() {
    for body in hostile_bodies() {
        let mut world = World::with_agent();
        for status in [200, 200, 500] {
            world
                .network
                .plan("/refresh", Fate::Intercepted(status, body.clone()));
        }
        world.pass(20_000);
        world.ann("still here");
        world.say("me too");
        world.pass(20_000);
        assert_eq!(world.view().stage, Stage::Chatting, "{body:.60}");
        for line in world.served() {
            assert!(
                world.shown().contains(&line),
                "{line} is missing after {body:.60}"
            );
        }
    }
}

/// Answers of the dialects whose events are objects, and what may be in their place.
fn hostile_objects() -> Vec<String> {
    let odd = [
        "null",
        "-1",
        "1e400",
        "{}",
        "[]",
        r#""""#,
        r#""x""#,
        "[[],{},null,5,[null]]",
        "true",
    ];
    let mut bodies = hostile_bodies();
    for value in odd {
        bodies.push(format!(r#"{{"statusCode":{value},"messages":[]}}"#));
        bodies.push(format!(
            r#"{{"statusCode":0,"messages":{value},"nextPosition":{value}}}"#
        ));
        bodies.push(format!(
            r#"{{"statusCode":0,"chat":{value},"chatId":{value}}}"#
        ));
        bodies.push(format!(
            r#"{{"statusCode":0,"chat":{{"state":{value},"capabilities":[{value},"SendMessage"]}}}}"#
        ));
        bodies.push(format!(
            r#"{{"statusCode":0,"messages":[{{"from":{value},"type":"Text","text":"x"}},
                {{"from":{{"type":{value}}},"type":"Message"}},
                {{"from":{{"type":"Agent"}},"type":{value},"index":{value}}},
                {{"from":{{"type":"Agent"}},"type":"PushUrl","text":{value},"utcTime":{value}}}]}}"#
        ));
    }
    bodies
}

#[test]
fn no_answer_breaks_a_chat_of_any_dialect() {
    for way in Way::ALL {
        for body in hostile_objects() {
            let mut world = World::over(way);
            world.meet_ann();
            for purpose in [Purpose::Refresh, Purpose::Type, Purpose::Refresh] {
                for status in [200, 500] {
                    let fate = Fate::Intercepted(status, body.clone());
                    world.network.plan_for(purpose, fate);
                }
            }
            world.act(Act::Draft("m".into()));
            world.pass(20_000);
            world.ann("still here");
            world.say("me too");
            world.pass(40_000);
            assert_eq!(world.view().stage, Stage::Chatting, "{way:?} {body:.80}");
            for line in world.served() {
                let shown = world.shown().iter().filter(|shown| **shown == line).count();
                assert_eq!(shown, 1, "{way:?}: {line} after {body:.80}");
            }
        }
    }
}

#[test]
fn events_that_cannot_be_read_are_counted_and_the_rest_is_shown() {
    let mut world = World::with_agent();
    let body = r#"{"chatIxnState":"TRANSCRIPT","transcriptPosition":"5",
        "transcriptToShow":[["Message.Text","Ann","seen","1","AGENT"],["what"],7]}"#;
    world
        .network
        .plan("/refresh", Fate::Intercepted(200, body.into()));
    world.pass(3_000);
    assert!(world.shown().contains(&"Ann: seen".to_owned()));
    assert!(world.announced.contains(&Announcement::Unreadable(2)));
}

#[test]
fn a_message_of_a_megabyte_is_shown_whole() {
    let mut world = World::with_agent();
    let huge = "<img src=x onerror=alert(1)> ".repeat(36_000);
    world.ann(&huge);
    world.pass(3_000);
    world.assert_same();
}

#[test]
fn a_wall_clock_that_jumps_changes_nothing() {
    let mut world = World::with_agent();
    for jump in [86_400_000_000, -172_800_000_000, i64::from(i32::MAX)] {
        world.jump_wall_clock(jump);
        world.say("tick");
        world.ann("tock");
        world.pass(3_000);
    }
    world.assert_same();
}
