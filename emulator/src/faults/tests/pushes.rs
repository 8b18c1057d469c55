//! Pushes that are lost.

use crate::subscriber::{Subscriber, texts};
use crate::{CometdSettings, Fault, FaultKind};
use serde_json::json;

fn lose_push() -> Fault {
    Fault::new(FaultKind::LosePush)
}

#[test]
fn so_many_pushes_are_lost_after_some_that_arrive() {
    let mut one = Subscriber::listening(CometdSettings::default());
    one.open();
    one.join("ksippo");
    one.poll(json!({}));
    one.suffer(lose_push().after(1).times(2));
    for text in ["a", "b", "c", "d"] {
        one.say("ksippo", text);
    }
    assert_eq!(texts(&one.poll(json!({}))), ["a", "d"]);
    assert_eq!(one.applied(), [2]);
}

#[test]
fn pushes_of_one_chat_are_lost_alone() {
    let mut one = Subscriber::listening(CometdSettings::default());
    one.open();
    one.join("ksippo");
    let other = one.chat();
    one.open();
    one.join("ksippo");
    one.poll(json!({}));
    let service = one.service.clone();
    one.suffer(lose_push().of(&service));
    one.say("ksippo", "lost");
    one.center.say(&other, "ksippo", "heard", one.now).unwrap();
    assert_eq!(texts(&one.poll(json!({}))), ["heard"]);
}

#[test]
fn what_is_told_to_one_session_of_v2_is_lost_by_its_chat() {
    let mut one = Subscriber::new(CometdSettings::default());
    one.shake_hands(json!({}));
    one.poll(json!({}));
    let published = |one: &Subscriber, data| {
        json!([{"channel": "/service/chatV2/customer-support", "clientId": one.client,
            "data": data}])
    };
    let asked = published(&one, json!({"operation": "requestChat", "nickname": "V"}));
    let told = one.send(&asked)[0]["data"].clone();
    let (chat, key) = (told["chatId"].as_str().unwrap(), &told["secureKey"]);
    let again = json!({"operation": "requestNotifications", "secureKey": key});
    let again = published(&one, again);
    one.suffer(lose_push().of(chat).times(1));
    assert_eq!(one.send(&again).len(), 1, "the acknowledgement alone");
    assert_eq!(one.send(&again).len(), 2);
    assert_eq!(one.applied(), [1]);
}
