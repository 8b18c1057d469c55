//! E: subscriptions.

use serde_json::json;

use super::bench::{Bench, CHANNEL, push};
use super::*;

#[test]
fn case_45_a_subscription_follows_the_handshake_in_a_request_of_its_own() {
    assert_eq!(Bench::started().total("/meta/subscribe"), 0);
    assert_eq!(Bench::shaken().count("/meta/subscribe"), 1);
}

#[test]
fn case_46_a_subscription_names_its_channel_and_a_refusal_is_told_once() {
    let mut bench = Bench::shaken();
    let message = bench.under_way("/meta/subscribe");
    assert_eq!(
        (&message["subscription"], &message["clientId"]),
        (&json!(CHANNEL), &json!("c1"))
    );
    bench.reply(
        "/meta/subscribe",
        json!({"channel": "/meta/subscribe", "successful": false, "error": "403::denied"}),
    );
    bench.connected(json!({}));
    bench.pass(50_000);
    assert_eq!(bench.total("/meta/subscribe"), 1);
    assert_eq!(bench.news, [News::Refused(CHANNEL.into())]);
}

#[test]
fn case_47_each_new_session_subscribes_again_exactly_once() {
    let mut bench = Bench::up();
    for round in 2..5 {
        bench.pass(60_000);
        bench.connected(json!({"successful": false, "advice": {"reconnect": "handshake"}}));
        bench.shake(json!({}));
        assert_eq!(bench.total("/meta/subscribe"), round);
        bench.reply(
            "/meta/subscribe",
            json!({"channel": "/meta/subscribe", "successful": true}),
        );
        bench.connected(json!({}));
        assert_eq!(bench.total("/meta/subscribe"), round);
    }
}

#[test]
fn case_48_a_renewed_subscription_is_told_so_that_the_gap_can_be_filled() {
    let mut bench = Bench::up();
    bench.pass(60_000);
    bench.connected(json!({"successful": false, "advice": {"reconnect": "handshake"}}));
    bench.shake(json!({}));
    bench.reply(
        "/meta/subscribe",
        json!({"channel": "/meta/subscribe", "successful": true}),
    );
    bench.connected(json!({}));
    assert_eq!(
        bench.news,
        [News::Up, News::Down(Setback::Renewing), News::Up]
    );
}

#[test]
fn case_49_a_subscription_answered_by_a_connect_reply_is_good_enough() {
    let mut bench = Bench::shaken();
    bench.body(
        "/meta/subscribe",
        r#"[{"id":"3","successful":true,"channel":"/meta/connect"}]"#,
    );
    assert_eq!(bench.count("/meta/connect"), 1, "it starts no second loop");
    bench.connected(json!({}));
    assert!(bench.is_up());
}

#[test]
fn case_49_a_subscription_that_is_not_answered_is_asked_for_again() {
    let mut bench = Bench::shaken();
    bench.connected(json!({}));
    bench.fail("/meta/subscribe");
    assert!(!bench.is_up());
    bench.pass(2_000);
    assert_eq!(bench.count("/meta/subscribe"), 1);
}

#[test]
fn case_50_messages_on_channels_nobody_listens_to_are_ignored() {
    let mut bench = Bench::up();
    let foreign = json!({"channel": "/other", "data": {"message": "x"}});
    bench.body(
        "/meta/connect",
        &json!([foreign, push("a"), {"channel": "/meta/connect", "successful": true}]).to_string(),
    );
    assert_eq!(bench.heard().len(), 1);
}

#[test]
fn a_service_channel_is_listened_to_without_a_subscription_in_every_session() {
    let mut bench = Bench::on("/service/chatV2/x");
    bench.start();
    for _ in 0..2 {
        bench.shake(json!({}));
        assert!(!bench.is_up(), "the session is not proven yet");
        bench.connected(json!({}));
        assert!(bench.is_up());
        let said = json!({"channel": "/service/chatV2/x", "data": {"message": "x"}});
        let renew = json!({"channel": "/meta/connect", "successful": false,
            "advice": {"reconnect": "handshake"}});
        bench.pass(60_000);
        bench.body("/meta/connect", &json!([said, renew]).to_string());
    }
    assert_eq!(bench.heard().len(), 2);
    assert_eq!(bench.total("/meta/subscribe"), 0);
}

#[test]
fn a_service_channel_is_subscribed_to_in_every_session_where_that_is_wanted() {
    let mut bench = Bench::subscribing("/service/chatV2/x", true);
    bench.start();
    for round in 1..3 {
        bench.shake(json!({}));
        bench.connected(json!({}));
        assert!(!bench.is_up(), "the subscription is not answered yet");
        let message = bench.under_way("/meta/subscribe");
        assert_eq!(message["subscription"], "/service/chatV2/x");
        let reply = json!({"channel": "/meta/subscribe", "successful": true});
        bench.reply("/meta/subscribe", reply);
        assert!(bench.is_up());
        assert_eq!(bench.total("/meta/subscribe"), round);
        bench.pass(60_000);
        bench.connected(json!({"successful": false, "advice": {"reconnect": "handshake"}}));
    }
}
