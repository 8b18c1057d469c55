//! Agents with accounts, who do what their desks let them do.

use causerie_emulator::{Answer, Request};
use causerie_tests::World;
use serde_json::{Value, json};

/// An agent of those that are there by default, whose passwords are their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Agent {
    Anna,
    Paul,
}

impl Agent {
    const BOTH: [Self; 2] = [Self::Anna, Self::Paul];

    const fn shown(self) -> &'static str {
        match self {
            Self::Anna => "Basic YW5uYTphbm5h",
            Self::Paul => "Basic cGF1bDpwYXVs",
        }
    }

    const fn other(self) -> Self {
        match self {
            Self::Anna => Self::Paul,
            Self::Paul => Self::Anna,
        }
    }

    /// Where the other is found among the users.
    const fn pointer_to_other(self) -> &'static str {
        match self {
            Self::Anna => "/users/1/id",
            Self::Paul => "/users/0/id",
        }
    }
}

/// What is said among agents, and must not be seen by anybody else.
pub(crate) const SECRET: &str = "secret";

/// Both want chats.
pub(crate) fn get_ready(world: &mut World) {
    let ready = json!({"operationName": "Ready"}).to_string();
    for who in Agent::BOTH {
        ask(world, who, Request::post("/api/v2/me", &ready));
    }
}

/// One of them does something that needs no more than its name; whether anybody could.
pub(crate) fn does(world: &mut World, number: u64, operation: &str) -> bool {
    anybody(world, number, |_| json!({"operationName": operation}))
}

/// One of them takes the chat that is offered, by that name.
pub(crate) fn accepts(world: &mut World, number: u64, nickname: &str) -> bool {
    let accept = json!({"operationName": "Accept", "nickname": nickname});
    anybody(world, number, |_| accept.clone())
}

/// One of them says something, to agents or to all.
pub(crate) fn says(world: &mut World, number: u64, text: &str, visibility: &str) -> bool {
    let say = json!({"operationName": "SendMessage", "text": text, "visibility": visibility});
    anybody(world, number, |_| say.clone())
}

/// One of them asks the other to do something about the chat.
pub(crate) fn calls(world: &mut World, number: u64, operation: &str) -> bool {
    let users = ask(world, Agent::Anna, Request::get("/api/v2/users"));
    anybody(world, number, |who| {
        let colleague = users.pointer(who.pointer_to_other());
        json!({"operationName": operation, "agentId": colleague})
    })
}

fn anybody(world: &mut World, number: u64, deed: impl Fn(Agent) -> Value) -> bool {
    let chat = world.centre.chats().last().map(|chat| chat.id().clone());
    let Some(chat) = chat else {
        return false;
    };
    let path = format!("/api/v2/me/chats/{chat}");
    let first = if number.is_multiple_of(2) {
        Agent::Anna
    } else {
        Agent::Paul
    };
    [first, first.other()].into_iter().any(|who| {
        let request = Request::post(&path, &deed(who).to_string());
        let done = ask(world, who, request);
        done.get("statusCode").and_then(Value::as_u64) == Some(0)
    })
}

fn ask(world: &mut World, who: Agent, mut request: Request) -> Value {
    let line = ("Authorization".to_owned(), who.shown().to_owned());
    request.headers.push(line);
    let mut answer = None;
    world.as_another_client(|centre, now| answer = Some(centre.ask(&request, now)));
    match answer {
        Some(Answer::Ready(response)) => serde_json::from_slice(&response.body).unwrap_or_default(),
        _ => Value::Null,
    }
}
