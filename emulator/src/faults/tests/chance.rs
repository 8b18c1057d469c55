//! Faults by lot, and clients that try again.

use super::operation;
use crate::dice::Dice;
use crate::rig::Rig;
use crate::subscriber::{Subscriber, texts};
use crate::{Added, Answer, CometdSettings, Emulator, FalseReply, Fault, FaultId, FaultKind};
use crate::{ListedFault, Now, Request, Response, Ticket};
use serde_json::{Value, json};
use std::time::Duration;

const SEEDS: u64 = 160;

fn one_in(dice: &mut Dice, sides: u64) -> bool {
    dice.roll().is_multiple_of(sides)
}

/// A fault that meets requests, of any count and length.
fn any_fault(dice: &mut Dice) -> Fault {
    let reply = FalseReply {
        carried_out: one_in(dice, 2),
        ..FalseReply::refusal(503, "busy")
    };
    let mut fault = Fault::new(match dice.roll() % 6 {
        0 => FaultKind::Delay(Duration::from_millis(1 + dice.roll() % 900)),
        1 => FaultKind::DropReply,
        2 => FaultKind::DropRequest,
        3 => FaultKind::Duplicate,
        4 => FaultKind::Status(reply),
        _ => FaultKind::Garbage,
    });
    if one_in(dice, 2) {
        fault = fault.times(1 + u32::try_from(dice.roll() % 3).unwrap());
    }
    if one_in(dice, 4) {
        fault = fault.after(1);
    }
    if one_in(dice, 3) {
        fault = fault.lasting(Duration::from_millis(1 + dice.roll() % 5000));
    }
    fault
}

/// Adds a fault or takes one away, so that there are a few at a time.
fn meddle(center: &mut Emulator, dice: &mut Dice, fault: Fault, now: Now) {
    let active: Vec<FaultId> = center
        .faults()
        .filter(|one| one.is_active())
        .map(ListedFault::id)
        .collect();
    match active.first() {
        Some(id) if active.len() > 3 || one_in(dice, 4) => {
            center.remove_fault(*id, now);
        }
        _ => {
            let added = center.add_fault(fault, now);
            assert!(matches!(added, Ok(Added::Listed(_) | Added::Done { .. })));
        }
    }
}

/// How often requests were carried out while the faults were applied so often more: once, but for
/// the one that befell it.
fn carried_out(before: &[ListedFault], center: &Emulator) -> usize {
    let grown = before.iter().filter(|one| {
        let now = center.fault(one.id()).map(ListedFault::applied);
        now.is_some_and(|applied| applied > one.applied())
    });
    let mut kinds = grown.map(|one| &one.fault().kind);
    match kinds.find(|kind| !matches!(kind, FaultKind::Delay(_))) {
        Some(FaultKind::DropRequest) => 0,
        Some(FaultKind::Status(reply)) if !reply.carried_out => 0,
        Some(FaultKind::Duplicate) => 2,
        _ => 1,
    }
}

/// What comes back in the end, if anything does.
fn awaited(center: &mut Emulator, now: &mut Now, request: &Request) -> Option<Response> {
    match center.ask(request, *now) {
        Answer::Ready(response) => Some(response),
        Answer::Cut => None,
        Answer::Held(ticket) => wait_for(center, now, ticket, |_, _| ()),
    }
}

/// Waits twenty seconds for what is held, while something else happens.
fn wait_for(
    center: &mut Emulator,
    now: &mut Now,
    ticket: Ticket,
    mut meanwhile: impl FnMut(&mut Emulator, Now),
) -> Option<Response> {
    for _ in 0..200 {
        *now = now.after(Duration::from_millis(100));
        center.advance(*now);
        meanwhile(center, *now);
        while let Some((released, ending)) = center.take_released() {
            if released == ticket {
                return ending.answered();
            }
        }
    }
    center.abandon(ticket, *now);
    assert!(!center.is_held(ticket));
    None
}

fn is_good(response: &Response) -> bool {
    response.status == 200 && serde_json::from_slice::<Value>(&response.body).is_ok()
}

#[test]
fn what_is_said_stands_as_often_as_it_was_carried_out_and_in_order() {
    for seed in 0..SEEDS {
        let mut dice = Dice::new(seed);
        let mut rig = Rig::chatting();
        let mut expected = Vec::new();
        for round in 0..12 {
            let fault = any_fault(&mut dice);
            meddle(&mut rig.center, &mut dice, fault, rig.now);
            let text = format!("{seed}-{round}");
            let request = operation(&rig, "/refresh", &format!("message={text}"));
            for _ in 0..4 {
                let before: Vec<_> = rig.center.faults().cloned().collect();
                let answer = awaited(&mut rig.center, &mut rig.now, &request);
                let times = carried_out(&before, &rig.center);
                expected.extend(std::iter::repeat_n(text.clone(), times));
                if answer.is_some_and(|response| is_good(&response)) {
                    assert!(times > 0, "{text} was answered and not carried out");
                    break;
                }
            }
        }
        rig.center.remove_faults(rig.now);
        let events = rig.transcript();
        assert!(
            (1..)
                .zip(&events)
                .all(|(index, event)| event.position.0 == index)
        );
        let said: Vec<_> = events.iter().skip(1).map(|event| &event.text).collect();
        assert_eq!(said, expected.iter().collect::<Vec<_>>(), "seed {seed}");
        let reply = rig.ask("/refresh", "transcriptPosition=0");
        let listed = crate::rig::listed(&reply);
        let listed: Vec<_> = listed.iter().map(|(_, text)| text).collect();
        assert_eq!(listed, said, "seed {seed}");
    }
}

/// The same, or one of those that are for polls.
fn any_fault_of_polls(dice: &mut Dice) -> Fault {
    match dice.roll() % 4 {
        0 => Fault::new(FaultKind::CutPolls),
        1 => {
            Fault::new(FaultKind::HoldPolls).lasting(Duration::from_millis(1 + dice.roll() % 9000))
        }
        _ => any_fault(dice).on("/cometd"),
    }
}

/// A client with the ack extension, which polls until it is answered.
struct Listener {
    one: Subscriber,
    acknowledged: u64,
    heard: Vec<String>,
    said: Vec<String>,
}

impl Listener {
    fn new() -> Self {
        let mut one = Subscriber::new(CometdSettings::default());
        one.shake_hands(json!({"ext": {"ack": true}}));
        one.poll(json!({}));
        one.subscribe("/_genesys");
        one.open();
        one.join("ksippo");
        Self {
            one,
            acknowledged: 0,
            heard: Vec::new(),
            said: Vec::new(),
        }
    }

    fn poll(&mut self, dice: &mut Dice) {
        let message = self
            .one
            .connection(json!({"ext": {"ack": self.acknowledged}}));
        let request = self.one.request(&message);
        let Self { one, said, .. } = self;
        let chat = one.chat();
        let answer = match one.center.ask(&request, one.now) {
            Answer::Ready(response) => Some(response),
            Answer::Cut => None,
            Answer::Held(ticket) => {
                wait_for(&mut one.center, &mut one.now, ticket, |center, now| {
                    if one_in(dice, 20) {
                        said.push(format!("{}", said.len()));
                        let text = said.last().unwrap();
                        center.say(&chat, "ksippo", text, now).unwrap();
                    }
                    if one_in(dice, 40) {
                        let fault = any_fault_of_polls(dice);
                        meddle(center, dice, fault, now);
                    }
                })
            }
        };
        if let Some(response) = answer.filter(is_good) {
            self.hear(&response);
        }
    }

    fn hear(&mut self, response: &Response) {
        let replies: Vec<Value> = serde_json::from_slice(&response.body).unwrap();
        let last = replies.last().unwrap();
        assert_eq!(last["successful"], true, "{last}");
        self.acknowledged = last["ext"]["ack"].as_u64().unwrap();
        self.heard.extend(texts(&replies));
    }
}

#[test]
fn with_acknowledgements_every_push_is_heard_once_and_in_order() {
    let mut total = 0;
    for seed in 0..SEEDS / 4 {
        let mut dice = Dice::new(seed);
        let mut listener = Listener::new();
        for _ in 0..30 {
            let fault = any_fault_of_polls(&mut dice);
            meddle(&mut listener.one.center, &mut dice, fault, listener.one.now);
            listener.poll(&mut dice);
        }
        let Listener {
            one,
            acknowledged,
            heard,
            said,
        } = &mut listener;
        one.center.remove_faults(one.now);
        let last = json!({"advice": {"timeout": 0}, "ext": {"ack": acknowledged}});
        heard.extend(texts(&one.poll(last)));
        assert_eq!(
            heard.first().map(String::as_str),
            Some("has joined the session")
        );
        total += said.len();
        assert_eq!(heard.get(1..), Some(said.as_slice()), "seed {seed}");
    }
    assert!(total > 300, "{total} were said");
}
