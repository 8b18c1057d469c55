//! C: advice.

use serde_json::{Value, json};

use super::bench::Bench;
use super::*;

fn advised(advice: Value) -> Bench {
    let mut bench = Bench::up();
    bench.pass(60_000);
    bench.connected(json!({"advice": advice}));
    bench
}

#[test]
fn case_21_the_last_advice_replaces_all_earlier_ones() {
    let mut bench = advised(json!({"interval": 4_000, "timeout": 5_000}));
    bench.pass(4_000);
    bench.connected(json!({"advice": {"reconnect": "retry"}}));
    assert_eq!(
        bench.count("/meta/connect"),
        1,
        "the interval is back at its default"
    );
    bench.pass(69_999);
    assert_eq!(bench.aborted, 0, "and so is the timeout");
}

#[test]
fn case_21_advice_counts_on_whatever_reply_it_comes() {
    let said = |advice: Value| {
        let mut bench = Bench::up();
        bench.pass(20_000);
        bench.publish(&json!({}));
        let reply = json!({"channel": "/service/chatV2/x", "successful": true, "advice": advice});
        bench.reply("/service/chatV2/x", reply);
        bench
    };
    let mut slower = said(json!({"reconnect": "retry", "interval": 700}));
    slower.connected(json!({}));
    assert_eq!(slower.count("/meta/connect"), 0);
    slower.pass(700);
    assert_eq!(slower.count("/meta/connect"), 1);
    let renewed = said(json!({"reconnect": "handshake"}));
    assert_eq!(renewed.count("/meta/handshake"), 1);
    let stopped = said(json!({"reconnect": "none"}));
    assert_eq!(stopped.news.last(), Some(&News::Stopped(Setback::Advised)));

    let mut bench = Bench::shaken();
    bench.pass(15_000);
    bench.reply(
        "/meta/subscribe",
        json!({"channel": "/meta/subscribe", "successful": false, "error": "500::busy",
            "advice": {"reconnect": "handshake"}}),
    );
    assert_eq!(bench.count("/meta/handshake"), 1);
}

#[test]
fn case_21_the_last_word_of_a_session_left_behind_is_no_advice() {
    let mut bench = Bench::up();
    bench.stop();
    bench.start();
    let goodbye =
        json!({"channel": "/meta/disconnect", "successful": true, "advice": {"interval": 9_000}});
    bench.reply("/meta/disconnect", goodbye);
    bench.shake(json!({}));
    bench.connected(json!({}));
    assert_eq!(bench.count("/meta/connect"), 1);
}

#[test]
fn case_22_retry_connects_after_the_interval() {
    let mut bench = advised(json!({"reconnect": "retry", "interval": 250}));
    bench.pass(250);
    assert_eq!(bench.count("/meta/connect"), 1);
}

#[test]
fn case_23_handshake_makes_a_new_session_even_on_success() {
    for successful in [true, false] {
        let mut bench = Bench::up();
        bench.pass(60_000);
        bench.connected(
            json!({"successful": successful, "advice": {"reconnect": "handshake", "interval": 0}}),
        );
        assert_eq!(bench.count("/meta/handshake"), 1, "{successful}");
        assert_eq!(
            bench.count("/meta/connect"),
            0,
            "never with the old client id"
        );
    }
}

#[test]
fn case_24_none_stops_the_loop_and_is_told() {
    for successful in [true, false] {
        let mut bench = Bench::up();
        bench.connected(json!({"successful": successful, "advice": {"reconnect": "none"}}));
        let requests = bench.sent.len();
        bench.pass(3_600_000);
        assert_eq!(bench.sent.len(), requests);
        assert_eq!(bench.news.last(), Some(&News::Stopped(Setback::Advised)));
    }
}

#[test]
fn case_25_an_unknown_word_is_retried_without_a_storm() {
    let mut bench = advised(json!({"reconnect": "sometimes", "interval": 0}));
    let before = bench.sent.len();
    for _ in 0..30 {
        bench.pass(1_000);
        if bench.count("/meta/connect") > 0 {
            bench.connected(json!({"advice": {"reconnect": "sometimes"}}));
        }
    }
    assert!((10..=16).contains(&(bench.sent.len() - before)));
}

#[test]
fn case_26_the_interval_counts_for_handshakes_too_and_odd_ones_do_not_break_it() {
    let mut bench = advised(json!({"reconnect": "handshake", "interval": 3_000}));
    bench.pass(2_999);
    assert_eq!(bench.count("/meta/handshake"), 0);
    bench.pass(1);
    assert_eq!(bench.count("/meta/handshake"), 1);
    for (interval, wait) in [
        (json!("500"), 500),
        (json!(250.7), 250),
        (json!("soon"), 0),
        (json!(1e300), 300_000),
        (json!([1]), 0),
    ] {
        let mut bench = advised(json!({"interval": interval}));
        bench.pass(wait);
        assert_eq!(bench.count("/meta/connect"), 1, "{interval}");
    }
    let stopped = advised(json!({"reconnect": "retry", "interval": -1}));
    assert_eq!(stopped.news.last(), Some(&News::Stopped(Setback::Advised)));
}

#[test]
fn case_27_an_absent_timeout_is_a_minute_and_an_absurd_one_is_capped() {
    let mut bench = advised(json!({"timeout": 1e15}));
    bench.pass(609_999);
    assert_eq!(bench.aborted, 0);
    bench.pass(1);
    assert_eq!(bench.aborted, 1);
}

#[test]
fn case_28_who_was_away_longer_than_the_server_keeps_sessions_shakes_hands_anew() {
    let mut bench = advised(json!({"timeout": 1_000, "maxInterval": 2_000}));
    let shakes = bench.total("/meta/handshake");
    for _ in 0..4 {
        bench.fail("/meta/connect");
        bench.pass(5_000);
        if bench.total("/meta/handshake") > shakes {
            return;
        }
    }
    panic!("it kept to the old session");
}

#[test]
fn case_29_multiple_clients_is_no_error() {
    let mut bench =
        advised(json!({"multiple-clients": true, "interval": 2_000, "reconnect": "retry"}));
    assert_eq!(bench.news, [News::Up]);
    bench.pass(2_000);
    assert_eq!(bench.count("/meta/connect"), 1);
}

#[test]
fn case_30_other_hosts_are_not_gone_to() {
    let mut bench = advised(json!({"reconnect": "handshake", "hosts": ["https://evil.example"]}));
    bench.pass(1_000);
    assert!(
        bench
            .requests
            .iter()
            .all(|request| request.url == "https://gms.example/genesys/cometd")
    );
}

#[test]
fn case_31_advice_for_long_polling_goes_before_the_general() {
    let mut bench = advised(json!({"interval": 9_000, "long-polling": {"interval": 100}}));
    bench.pass(100);
    assert_eq!(bench.count("/meta/connect"), 1);
}

#[test]
fn case_32_no_advice_keeps_the_last() {
    let mut bench = advised(json!({"interval": 300}));
    bench.pass(300);
    bench.connected(json!({}));
    bench.pass(299);
    assert_eq!(bench.count("/meta/connect"), 0);
    bench.pass(1);
    assert_eq!(bench.count("/meta/connect"), 1);
}
