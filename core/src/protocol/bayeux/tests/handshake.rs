//! A: the handshake.

use serde_json::{Value, json};

use super::bench::Bench;
use super::*;

#[test]
fn case_01_a_handshake_is_a_post_of_an_array_with_one_message() {
    let bench = Bench::started();
    assert_eq!(bench.sent.len(), 1);
    let request = &bench.requests[0];
    let body = request.body.as_str();
    assert_eq!(request.method, Method::Post);
    assert!(body.starts_with("[{") && body.ends_with("}]"));
    assert!(request.headers.contains(&(
        "Content-Type".into(),
        "application/json;charset=UTF-8".into()
    )));
}

#[test]
fn case_02_a_handshake_names_version_transports_and_id() {
    let bench = Bench::started();
    let message = bench.under_way("/meta/handshake");
    assert_eq!(message["version"], "1.0");
    assert_eq!(message["supportedConnectionTypes"], json!(["long-polling"]));
    assert!(message["id"].is_string());
}

#[test]
fn case_03_the_client_id_goes_into_every_later_message_and_not_the_handshake() {
    let bench = Bench::shaken();
    assert!(bench.sent[0].1.get("clientId").is_none());
    assert!(
        bench.sent[1..]
            .iter()
            .all(|(_, message)| message["clientId"] == "c1")
    );
    assert_eq!(bench.sent.len(), 3);
}

#[test]
fn case_04_transports_are_intersected() {
    let bench = Bench::shaken_with(
        json!({"supportedConnectionTypes": ["websocket", "callback-polling", "long-polling"]}),
    );
    assert_eq!(bench.count("/meta/connect"), 1);
    let bench = Bench::shaken_with(json!({"supportedConnectionTypes": ["callback-polling"]}));
    assert_eq!(bench.count("/meta/connect"), 0);
    assert_eq!(bench.news, [News::Stopped(Setback::Unsuitable)]);
}

#[test]
fn case_05_a_refused_handshake_follows_advice() {
    let refuse = |advice: Value| {
        let mut bench = Bench::started();
        bench.reply(
            "/meta/handshake",
            json!({"channel": "/meta/handshake", "successful": false, "advice": advice}),
        );
        bench.pass(5_000);
        bench
    };
    let stopped = refuse(json!({"reconnect": "none"}));
    assert_eq!(
        (stopped.total("/meta/handshake"), stopped.news.len()),
        (1, 1)
    );
    for advice in [
        json!({"reconnect": "retry"}),
        json!({"reconnect": "handshake"}),
        json!(null),
    ] {
        let again = refuse(advice.clone());
        assert_eq!(again.total("/meta/handshake"), 2, "{advice}");
        assert!(again.gaps("/meta/handshake")[0] >= 800, "{advice}");
    }
}

#[test]
fn case_06_a_failed_handshake_is_retried_never_at_once() {
    let mut bench = Bench::started();
    for _ in 0..4 {
        bench.fail("/meta/handshake");
        while bench.count("/meta/handshake") == 0 {
            bench.pass(50);
        }
    }
    let gaps = bench.gaps("/meta/handshake");
    assert!(gaps[0] >= 800 && gaps.is_sorted(), "{gaps:?}");
}

#[test]
fn case_07_a_handshake_voids_earlier_advice() {
    let mut bench = Bench::up();
    bench.connected(
        json!({"advice": {"reconnect": "handshake", "interval": 3_000, "timeout": 5_000}}),
    );
    bench.pass(5_000);
    bench.shake(json!({}));
    bench.connected(json!({}));
    assert_eq!(
        bench.count("/meta/connect"),
        1,
        "the interval of the last session is forgotten"
    );
}

#[test]
fn case_08_acknowledgements_are_used_in_both_forms_when_agreed() {
    for (ext, expected) in [
        (json!({"ack": true}), Some(0)),
        (json!({"ack": {"enabled": true, "batch": 1}}), Some(0)),
        (json!({"ack": false}), None),
        (json!({"ack": {"enabled": false}}), None),
        (json!(null), None),
    ] {
        let bench = Bench::shaken_with(json!({"ext": ext}));
        assert_eq!(
            bench.under_way("/meta/connect")["ext"]["ack"].as_i64(),
            expected,
            "{ext}"
        );
    }
    assert_eq!(
        Bench::started().under_way("/meta/handshake")["ext"]["ack"],
        true,
        "it is offered"
    );
}

#[test]
fn case_09_a_late_reply_of_an_abandoned_handshake_is_ignored() {
    let mut bench = Bench::started();
    let token = bench.token("/meta/handshake");
    bench.pass(20_000);
    assert_eq!(bench.total("/meta/handshake"), 2);
    bench.late(
        token,
        r#"[{"channel":"/meta/handshake","successful":true,"clientId":"old"}]"#,
    );
    assert_eq!(bench.count("/meta/connect"), 0);
    bench.shake(json!({}));
    assert_eq!(bench.under_way("/meta/connect")["clientId"], "c1");
}

#[test]
fn case_10_unknown_fields_and_versions_are_no_obstacle() {
    let bench = Bench::shaken_with(
        json!({"minimumVersion": "1.0beta", "authSuccessful": true, "x-messages": 3, "reestablish": true}),
    );
    assert_eq!(bench.count("/meta/connect"), 1);
}
