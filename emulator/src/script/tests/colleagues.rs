//! Claims about the two agents who are built in.

use crate::rig::Rig;
use crate::{ChatState, EndedBy, Event, EventType, Settings, UserType};
use std::time::Duration;

fn said(events: &[Event]) -> Vec<&str> {
    let spoken = events
        .iter()
        .filter(|event| event.user_type == UserType::Agent && event.kind == EventType::Text);
    spoken.map(|event| event.text.as_str()).collect()
}

/// What the agent answers to `message` once the greeting is over.
fn answers(message: &str) -> Vec<Event> {
    let mut rig = Rig::chatting_with(Settings::default());
    rig.live_through(12);
    let before = rig.transcript().len();
    rig.ask("/send", &format!("message={}", message.replace(' ', "+")));
    rig.live_through(25);
    rig.transcript().split_off(before)
}

#[test]
fn the_agent_joins_within_one_to_three_seconds_and_greets_by_name() {
    let mut rig = Rig::chatting_with(Settings::default());
    let started = rig.now;
    rig.live_through(12);
    let events = rig.transcript();
    let joined = events
        .iter()
        .find(|event| event.user_type == UserType::Agent)
        .unwrap();
    let delay = joined.at.since(started);
    assert!(
        (Duration::from_secs(1)..=Duration::from_secs(3)).contains(&delay),
        "{delay:?}"
    );
    assert_eq!(joined.kind, EventType::Joined);
    assert!(said(&events)[0].contains("Vasya"));
}

#[test]
fn a_hello_before_the_greeting_is_answered_by_it() {
    let mut rig = Rig::chatting_with(Settings::default());
    rig.ask("/send", "message=hello");
    rig.live_through(20);
    assert_eq!(said(&rig.transcript()).len(), 1);
}

#[test]
fn the_system_participant_welcomes() {
    let rig = Rig::chatting_with(Settings::default());
    let welcome = &rig.transcript()[1];
    assert_eq!(
        (welcome.user_type, &welcome.kind),
        (UserType::External, &EventType::Text)
    );
}

#[test]
fn typing_is_shown_before_each_answer_for_a_time_that_fits() {
    let events = answers("where is my order");
    let texts = events
        .iter()
        .enumerate()
        .filter(|(_, event)| event.user_type == UserType::Agent && event.kind == EventType::Text);
    for (index, event) in texts {
        let before = &events[index - 1];
        assert_eq!(before.kind, EventType::TypingStarted);
        let expected = Duration::from_millis(40 * event.text.chars().count() as u64)
            .clamp(Duration::from_millis(800), Duration::from_secs(5));
        assert_eq!(event.at.since(before.at), expected);
    }
}

#[test]
fn answers_depend_on_what_was_asked() {
    let cases = [
        ("When are you open?", "8:00"),
        ("I forgot my password", "Forgotten password"),
        ("where is my parcel", "number"),
        ("my order is 48213", "48213"),
        ("a list of your numbers", "555-01"),
        ("are you a robot", "scripted agent"),
        ("thank you", "welcome"),
    ];
    for (message, word) in cases {
        let events = answers(message);
        assert!(
            said(&events).join(" ").contains(word),
            "{message}: {:?}",
            said(&events)
        );
    }
}

#[test]
fn replies_rotate() {
    let mut rig = Rig::chatting_with(Settings::default());
    for _ in 0..3 {
        rig.ask("/send", "message=thanks");
        rig.live_through(15);
    }
    let events = rig.transcript();
    let mut texts = said(&events);
    let total = texts.len();
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), total);
}

#[test]
fn a_wish_for_transfer_brings_the_second_agent() {
    let events = answers("please transfer me");
    let left = events
        .iter()
        .position(|event| event.kind == EventType::Left)
        .unwrap();
    assert_eq!(events[left].nickname, "Ines");
    assert_eq!(events[left + 1].kind, EventType::Joined);
    assert_eq!(events[left + 1].nickname, "Martin");
    assert_eq!(events[left].at, events[left + 1].at);
    assert!(said(&events).last().unwrap().contains("help") || said(&events).len() > 2);
    assert_eq!(events.last().unwrap().nickname, "Martin");
}

#[test]
fn goodbye_is_answered_and_ends_the_chat() {
    let mut rig = Rig::chatting_with(Settings::default());
    rig.live_through(12);
    rig.ask("/send", "message=ok,+bye");
    rig.live_through(10);
    let events = rig.transcript();
    assert!(said(&events).last().unwrap().contains("Goodbye"));
    assert_eq!(events.last().unwrap().kind, EventType::Left);
    let state = rig.center.chats()[0].state();
    assert!(matches!(
        state,
        ChatState::Ended {
            by: EndedBy::Agent,
            ..
        }
    ));
}

#[test]
fn a_wish_for_a_link_is_answered_with_one() {
    let events = answers("do you have a link?");
    let pushed = events
        .iter()
        .find(|event| event.kind == EventType::PushUrl)
        .unwrap();
    assert!(pushed.text.starts_with("https://"));
}

#[test]
fn silence_is_broken_by_a_few_reminders_only() {
    let mut rig = Rig::chatting_with(Settings::default());
    rig.live_through(1200);
    let reminders = rig
        .transcript()
        .into_iter()
        .filter(|event| event.user_type == UserType::External && event.kind == EventType::Text);
    assert_eq!(reminders.count(), 1 + 5);
    assert!(rig.center.chats()[0].is_live());
}

#[test]
fn a_flood_of_messages_does_not_pile_up_answers() {
    let mut rig = Rig::chatting_with(Settings::default());
    for _ in 0..1000 {
        rig.ask("/send", "message=where+is+my+order");
    }
    rig.live_through(90);
    assert!(said(&rig.transcript()).len() < 20);
    rig.ask("/send", "message=hello");
    let before = rig.transcript().len();
    rig.live_through(20);
    assert!(!said(&rig.transcript()[before..]).is_empty());
}

#[test]
fn a_customer_without_a_name_is_greeted_without_one() {
    let mut rig = Rig::new(Settings::default());
    rig.ask("", "");
    rig.live_through(12);
    let events = rig.transcript();
    assert!(!said(&events)[0].contains("anonymous") && !said(&events)[0].contains('{'));
}

#[test]
fn names_with_places_in_them_are_left_alone() {
    let mut rig = Rig::new(Settings::default());
    rig.ask("", "firstName=%7Bagent%7D");
    rig.live_through(12);
    assert!(said(&rig.transcript())[0].contains("{agent}"));
}

#[test]
fn the_script_can_be_switched_off() {
    let mut rig = Rig::chatting();
    rig.live_through(200);
    assert_eq!(rig.transcript().len(), 1);
}
