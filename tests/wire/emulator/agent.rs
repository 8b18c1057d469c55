//! The states of the chapter about agents, whose two forms of requests are found in one and the
//! same chat, and what agents are told over CometD.

use super::stage::body;
use super::{Chapter, Stage, entry, notification, text};
use causerie_emulator::{NotificationForm, Request, Settings};
use serde_json::{Value, json};

pub(super) const CHAPTER: Chapter = Chapter {
    vectors: include_str!("../vectors/gws-agent.json"),
    arrangements: &[
        ("Accept (old form)", offered),
        ("SendMessage (old form)", accepted),
        ("SendNotification (old form)", accepted),
        ("RequestChatHistory (old form)", accepted),
        ("InitiateConsultation (old form)", accepted),
        ("CompleteTransfer (old form)", consulting),
        ("CompleteConference (old form)", consulting),
        ("failure (old form)", explained),
        ("Accept (8.5.2)", offered),
        ("notification: state changed", accepted),
        ("notification: participants updated", accepted),
        ("notification: history at join", greeted_before),
        ("SendMessage (8.5.2)", accepted),
        ("notification: new text", spoken),
        ("SendStartTypingNotification (8.5.2)", accepted),
        ("notification: agent typing", typing),
        ("SendStartTypingToAgentsNotification (8.5.2)", accepted),
        ("SendCustomNoticeToAgents (8.5.2)", accepted),
        ("notification: custom notice", noticed),
        ("AddAttachment (8.5.2)", documented),
    ],
};

/// Names and passwords of the agents that are there by default.
const ANNA: &str = "Basic YW5uYTphbm5h";
const PAUL: &str = "Basic cGF1bDpwYXVs";

/// The topics that the two forms have.
const TOPICS: [&str; 2] = ["/v2/me/chats", "/me/interactions"];

/// Users, and a document, by their recorded ids.
const USER: &str = "4ff5b43c856d4cb2a3d6c20a88740257";
const DOCUMENT: &str = "0000YaB6ARKB0019";

#[test]
fn every_recorded_notification_is_told_on_both_topics() {
    let entries = entry::all(CHAPTER.vectors).into_iter();
    let entries = entries.filter(|entry| entry.notification().is_some());
    let entries: Vec<_> = entries.collect();
    assert_eq!(entries.len(), 6);
    for (entry, topic) in entries
        .iter()
        .flat_map(|entry| TOPICS.map(|topic| (entry, topic)))
    {
        let mut stage = CHAPTER.arrange(entry.name());
        let told = heard(&mut stage, topic);
        let recorded = &entry.notification().expect("one")["body"];
        let chat = chat_of(recorded).to_owned();
        let own = |text: &str| stage.keys.translated(text).replace(&chat, &stage.service);
        if let Err(difference) = notification::compare(recorded, &told, own) {
            panic!("{} on {topic}: {difference}", entry.name());
        }
    }
}

#[test]
fn recorded_notifications_name_a_topic_that_is_there() {
    for entry in entry::all(CHAPTER.vectors) {
        let topic = entry.notification().map(|told| text(&told["channel"]));
        assert!(topic.is_none_or(|topic| TOPICS.contains(&topic)));
    }
}

/// Anna is ready, and both of the samples' servers are this one.
fn ready(form: NotificationForm, host: &str) -> Stage {
    let mut settings = Settings::unscripted();
    settings.staff.notifications = form;
    let mut stage = Stage::new(settings);
    stage.endpoint = "/api/v2/notifications";
    stage.lines = lines(ANNA, host);
    stage.shake_hands();
    for topic in TOPICS {
        stage.tell(json!({"channel": "/meta/subscribe", "subscription": topic}));
    }
    post(&mut stage, "/api/v2/me", &json!({"operationName": "Ready"}));
    stage
}

/// As in the samples of 2014.
fn offered() -> Stage {
    let mut stage = ready(NotificationForm::Earlier, "localhost:8080");
    stage.request_chat("PersonP");
    stage
}

fn accepted() -> Stage {
    accepted_as(offered(), "Marat")
}

fn accepted_as(mut stage: Stage, nickname: &str) -> Stage {
    act(
        &mut stage,
        &json!({"operationName": "Accept", "nickname": nickname}),
    );
    let users = body(&get(&mut stage, "/api/v2/users"));
    let id_of = |name: &str| {
        let mut users = users["users"].as_array().expect("users").iter();
        text(&users.find(|user| user["userName"] == name).expect("a user")["id"]).to_owned()
    };
    // Whoever is named in a request is the colleague, and in a notification it is Anna.
    let named = if nickname == "Marat" { "paul" } else { "anna" };
    stage.keys.learn(USER, &id_of(named));
    stage
}

/// The mock said it in fewer words.
fn explained() -> Stage {
    let mut stage = accepted();
    stage.amend = |body| {
        let words = format!("{} Its name is text.", text(&body["statusMessage"]));
        body["statusMessage"] = words.into();
    };
    stage
}

fn consulting() -> Stage {
    let mut stage = accepted();
    let consult = json!({"operationName": "StartChatConsultation", "agentId": USER});
    act(&mut stage, &consult);
    let own = std::mem::replace(&mut stage.lines, lines(PAUL, "localhost:8080"));
    act(
        &mut stage,
        &json!({"operationName": "Accept", "nickname": "Paul"}),
    );
    stage.lines = own;
    stage
}

fn greeted_before() -> Stage {
    let mut stage = offered();
    stage.operate(&json!({"operationName": "SendMessage", "text": "Hello?"}));
    accepted_as(stage, "Marat")
}

fn spoken() -> Stage {
    let mut stage = accepted_as(offered(), "TestName");
    let say = json!({"operationName": "SendMessage", "text": "How may I help you?",
        "messageType": "Greeting", "treatAs": "Normal"});
    act(&mut stage, &say);
    stage
}

fn typing() -> Stage {
    let mut stage = accepted_as(offered(), "TestName");
    act(
        &mut stage,
        &json!({"operationName": "SendStartTypingNotification"}),
    );
    stage
}

/// As in the sample of 2015.
fn noticed() -> Stage {
    let mut stage = ready(NotificationForm::Later, "localhost:8090");
    stage.request_chat("PersonP");
    let mut stage = accepted_as(stage, "TestName");
    let notice = json!({"operationName": "SendCustomNoticeToAgents",
        "noticeText": "This is a custom notice to Agents"});
    act(&mut stage, &notice);
    stage
}

fn documented() -> Stage {
    let mut stage = accepted();
    let kept = post(
        &mut stage,
        "/api/v2/me/documents?name=plan.pdf",
        &json!("plan"),
    );
    stage.keys.learn(DOCUMENT, text(&kept["documentId"]));
    stage
}

/// An operation of the older form in the one chat.
fn act(stage: &mut Stage, operation: &Value) {
    let path = format!("/me/interactions/{}", stage.service);
    post(stage, &path, operation);
}

fn post(stage: &mut Stage, target: &str, fields: &Value) -> Value {
    let fields = stage.keys.translated(&fields.to_string());
    let mut request = Request::post(target, &fields);
    request.headers.extend(stage.lines.clone());
    let reply = body(&stage.send(&request));
    let code = reply.get("statusCode").or(reply.get("status"));
    assert_eq!(code, Some(&json!(0)), "{target} {fields}: {reply}");
    reply
}

fn get(stage: &mut Stage, target: &str) -> causerie_emulator::Response {
    let mut request = Request::get(target);
    request.headers.extend(stage.lines.clone());
    stage.send(&request)
}

/// What Anna is told on a topic.
fn heard(stage: &mut Stage, topic: &str) -> Vec<Value> {
    let connect = json!({"channel": "/meta/connect", "connectionType": "long-polling",
        "advice": {"timeout": 0}});
    let replies = stage.tell(connect);
    let told = replies.as_array().expect("replies").iter();
    let told = told.filter(|reply| reply["channel"] == topic);
    told.map(|reply| reply["data"].clone()).collect()
}

fn lines(shown: &str, host: &str) -> Vec<(String, String)> {
    let line = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    vec![line("Authorization", shown), line("Host", host)]
}

/// The chat that a notification is about.
fn chat_of(recorded: &Value) -> &str {
    let uri = recorded["chatUri"].as_str();
    let uri = uri.unwrap_or_else(|| text(&recorded["chat"]["uri"]));
    uri.rsplit('/').next().expect("an id")
}
