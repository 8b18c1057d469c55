//! Faults that act when they are added.

use crate::rig::json;
use crate::subscriber::Subscriber;
use crate::{Added, Answer, CometdSettings, Emulator, Ending, Fault, FaultKind, Now, Request};
use crate::{DigitalQuirks, DigitalSettings, Rotation, Settings};
use serde_json::{Value, json};

/// Two customers whose connects are held by one contact centre.
fn two_polls() -> (Subscriber, [(String, crate::Ticket); 2]) {
    let mut one = Subscriber::new(CometdSettings::default());
    let mut chats = Vec::new();
    for user in ["First", "Second"] {
        one.user = Some(user);
        one.listen();
        one.open();
        one.poll(json!({}));
        let held = one.hold();
        chats.push((one.chat().to_string(), held));
    }
    (one, chats.try_into().unwrap())
}

#[test]
fn cut_polls_are_cut_and_their_sessions_stay() {
    let mut one = Subscriber::listening(CometdSettings::default());
    one.open();
    one.poll(json!({}));
    let held = one.hold();
    let done = one.suffer(Fault::new(FaultKind::CutPolls));
    assert_eq!(done, Added::Done { applied: 1 });
    assert_eq!(one.center.take_released(), Some((held, Ending::Cut)));
    one.join("ksippo");
    assert_eq!(
        one.poll(json!({})).len(),
        2,
        "the news wait for another one"
    );
    assert_eq!(
        one.suffer(Fault::new(FaultKind::CutPolls)),
        Added::Done { applied: 0 }
    );
    assert_eq!(one.center.faults().count(), 0, "nothing is kept");
}

#[test]
fn one_chats_polls_are_cut_alone() {
    let (mut one, [(chat, ticket), (_, other)]) = two_polls();
    one.suffer(Fault::new(FaultKind::CutPolls).of(&chat));
    assert_eq!(one.center.take_released(), Some((ticket, Ending::Cut)));
    assert_eq!(one.center.take_released(), None);
    assert!(one.center.is_held(other));
}

#[test]
fn one_chats_sessions_are_forgotten_alone() {
    let (mut one, [_, (chat, ticket)]) = two_polls();
    let done = one.suffer(Fault::new(FaultKind::ForgetSessions).of(&chat));
    assert_eq!(done, Added::Done { applied: 1 });
    assert_eq!(one.answered(ticket)[0]["error"], "402::Unknown client");
    assert_eq!(one.center.sessions(), 1);
}

/// A chat of the dialect at this path, and what its client has been told.
fn started(settings: Settings, path: &str, body: &str) -> (Emulator, Value) {
    let mut center = Emulator::new(settings, 7);
    let started = center.ask(&Request::post(path, body), NOW).ready().unwrap();
    (center, json(&started))
}

const NOW: Now = Now::from_millis(1_432_845_088_250);
const V2: &str = "/genesys/2/chat/customer-support";
const WEB: &str = "/eservices/api/v2/chats";

fn rotate(center: &mut Emulator) {
    let done = center.add_fault(Fault::new(FaultKind::RotateCredentials), NOW);
    assert_eq!(done, Ok(Added::Done { applied: 1 }));
}

fn refreshed(center: &mut Emulator, told: &Value) -> Value {
    let text = |name: &str| told[name].as_str().unwrap().to_owned();
    let form = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(["alias", "userId", "secureKey"].map(|name| (name, text(name))))
        .finish();
    let path = format!("{V2}/{}/refresh", text("chatId"));
    json(
        &center
            .ask(&Request::post(&path, &form), NOW)
            .ready()
            .unwrap(),
    )
}

#[test]
fn rotated_credentials_are_told_by_the_next_answer_and_must_be_shown_then() {
    let (mut center, old) = started(Settings::unscripted(), V2, "nickname=V");
    rotate(&mut center);
    let new = refreshed(&mut center, &old);
    assert_eq!(new["statusCode"], 0);
    for field in ["alias", "userId", "secureKey"] {
        assert_ne!(new[field], old[field], "{field}");
    }
    assert_eq!(refreshed(&mut center, &old)["statusCode"], 2);
    assert_eq!(refreshed(&mut center, &new)["statusCode"], 0);
}

#[test]
fn rotated_credentials_stay_good_where_earlier_ones_do() {
    let quirks = DigitalQuirks {
        rotation: Rotation::Lenient,
        ..DigitalQuirks::default()
    };
    let digital = DigitalSettings {
        quirks,
        ..DigitalSettings::default()
    };
    let settings = Settings {
        digital,
        ..Settings::unscripted()
    };
    let (mut center, old) = started(settings, V2, "nickname=V");
    rotate(&mut center);
    for _ in 0..2 {
        assert_eq!(refreshed(&mut center, &old)["statusCode"], 0);
    }
}

#[test]
fn an_answer_without_credentials_leaves_the_former_ones_good() {
    let (mut center, told) = started(Settings::unscripted(), WEB, r#"{"nickname":"V"}"#);
    rotate(&mut center);
    let path = format!("{WEB}/{}", told["chatId"].as_str().unwrap());
    let mut shown = told.clone();
    for _ in 0..2 {
        let messages = Request::post(&format!("{path}/messages"), &shown.to_string());
        let listed = json(&center.ask(&messages, NOW).ready().unwrap());
        assert_eq!(
            (&listed["statusCode"], listed.get("secureKey")),
            (&json!(0), None)
        );
    }
    shown["operationName"] = "SendStartTypingNotification".into();
    let typed = json(
        &center
            .ask(&Request::post(&path, &shown.to_string()), NOW)
            .ready()
            .unwrap(),
    );
    assert_ne!(typed["secureKey"], told["secureKey"]);
    let again = center.ask(&Request::post(&path, &shown.to_string()), NOW);
    assert_eq!(json(&again.ready().unwrap())["statusCode"], 2);
}

/// What an agent's client is answered.
fn as_agent(center: &mut Emulator, agent: &str, path: &str, body: &Value) -> Answer {
    use base64::Engine;
    let shown = base64::engine::general_purpose::STANDARD.encode(format!("{agent}:{agent}"));
    let mut request = Request::post(path, &body.to_string());
    let line = ("authorization".to_owned(), format!("Basic {shown}"));
    request.headers.push(line);
    center.ask(&request, NOW)
}

/// An agent who is ready and whose connect is held.
fn at_work(center: &mut Emulator, agent: &str) -> (String, crate::Ticket) {
    let path = "/api/v2/notifications";
    let handshake = json!([{"channel": "/meta/handshake"}]);
    let welcome = as_agent(center, agent, path, &handshake).ready().unwrap();
    let client = json(&welcome)[0]["clientId"].as_str().unwrap().to_owned();
    let connect = json!([{"channel": "/meta/connect", "clientId": client,
        "connectionType": "long-polling"}]);
    as_agent(center, agent, path, &connect);
    let ready = json!({"operationName": "Ready"});
    as_agent(center, agent, "/api/v2/me", &ready);
    match as_agent(center, agent, path, &connect) {
        Answer::Held(ticket) => (client, ticket),
        other => panic!("not held: {other:?}"),
    }
}

#[test]
fn agents_whose_sessions_are_gone_are_not_ready_and_unknown() {
    let mut center = Emulator::new(Settings::unscripted(), 7);
    let polls = ["anna", "paul"].map(|agent| at_work(&mut center, agent).1);
    let gone = center.add_fault(Fault::new(FaultKind::AgentGone), NOW);
    assert_eq!(gone, Ok(Added::Done { applied: 2 }));
    for ticket in polls {
        let (released, ending) = center.take_released().unwrap();
        assert_eq!(released, ticket);
        let told = json(&ending.answered().unwrap());
        assert_eq!(told[0]["error"], "402::Unknown client");
    }
    let request = r#"{"operationName":"RequestChat","nickname":"V","subject":"x"}"#;
    center.ask(&Request::post("/api/v2/chats", request), NOW);
    assert_eq!(center.waiting.len(), 1, "nobody is there to have it");
    let again = center.add_fault(Fault::new(FaultKind::AgentGone), NOW);
    assert_eq!(again, Ok(Added::Done { applied: 0 }));
}

#[test]
fn agents_polls_are_cut_where_the_path_says_so() {
    let mut center = Emulator::new(Settings::unscripted(), 7);
    let (_, anna) = at_work(&mut center, "anna");
    let mut cut = |path| center.add_fault(Fault::new(FaultKind::CutPolls).on(path), NOW);
    assert_eq!(cut("/cometd"), Ok(Added::Done { applied: 0 }));
    assert_eq!(cut("/notifications"), Ok(Added::Done { applied: 1 }));
    assert_eq!(center.take_released(), Some((anna, Ending::Cut)));
}

#[test]
fn the_agents_of_one_chat_are_gone_alone() {
    let mut center = Emulator::new(Settings::unscripted(), 7);
    let (_, anna) = at_work(&mut center, "anna");
    let request = r#"{"operationName":"RequestChat","nickname":"V","subject":"x"}"#;
    center.ask(&Request::post("/api/v2/chats", request), NOW);
    let (_, paul) = at_work(&mut center, "paul");
    let chat = center.chats()[0].id().to_string();
    let gone = center.add_fault(Fault::new(FaultKind::AgentGone).of(&chat), NOW);
    assert_eq!(gone, Ok(Added::Done { applied: 1 }));
    assert_eq!(center.take_released().unwrap().0, anna);
    assert!(center.is_held(paul));
}
