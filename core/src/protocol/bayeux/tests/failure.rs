//! D: failures and back-off.

use serde_json::{Value, json};

use super::bench::{Bench, push};
use super::*;

const UNKNOWN: &str = "402::Unknown client";

fn connects_after(bench: &mut Bench, fail: impl Fn(&mut Bench)) -> Vec<u64> {
    let before = bench.total("/meta/connect");
    for _ in 0..5 {
        fail(bench);
        while bench.count("/meta/connect") == 0 {
            bench.pass(50);
        }
    }
    bench.gaps("/meta/connect").split_off(before - 1)
}

#[test]
fn case_33_all_failures_take_the_same_growing_wait_and_success_resets_it() {
    let ways: [fn(&mut Bench); 4] = [
        |bench| bench.fail("/meta/connect"),
        |bench| bench.status("/meta/connect", 500, "oops"),
        |bench| bench.body("/meta/connect", "not json"),
        |bench| bench.connected(json!({"successful": false})),
    ];
    for fail in ways {
        let mut bench = Bench::up();
        let gaps = connects_after(&mut bench, fail);
        assert!(
            gaps.windows(2).all(|pair| pair[1] > pair[0]) && gaps[0] >= 800,
            "{gaps:?}"
        );
        bench.connected(json!({}));
        assert_eq!(bench.count("/meta/connect"), 1, "success resets it");
    }
}

#[test]
fn case_33_the_wait_grows_to_a_minute_and_is_spread_by_a_fifth() {
    let wait = |failures: u32, random| {
        let (mut pace, now) = (Pace::default(), Monotonic::default());
        let waits = (0..failures).map(|_| pace.fails(now, random));
        waits.last().unwrap().as_millis()
    };
    assert_eq!(wait(1, 20), 1_000);
    assert_eq!(wait(60, 20), 60_000);
    assert_eq!(wait(5_000, 20), 60_000);
    let spread: Vec<_> = (0..82).map(|random| wait(10, random)).collect();
    assert_eq!(spread.iter().min(), Some(&8_000));
    assert_eq!(spread.iter().max(), Some(&12_000));
}

#[test]
fn case_34_a_failure_does_not_drop_the_session() {
    let mut bench = Bench::up();
    connects_after(&mut bench, |bench| bench.fail("/meta/connect"));
    assert_eq!(bench.total("/meta/handshake"), 1);
    assert_eq!(bench.under_way("/meta/connect")["clientId"], "c1");
}

#[test]
fn case_35_an_unknown_client_shakes_hands_anew_unless_advised_otherwise() {
    for error in [
        UNKNOWN,
        "402::session_unknown",
        "403::Unknown client",
        "401:c1:Unknown client",
    ] {
        for (advice, handshakes) in [
            (json!(null), 1),
            (json!({"reconnect": "handshake"}), 1),
            (json!({"reconnect": "retry"}), 0),
        ] {
            let mut bench = Bench::up();
            bench.pass(60_000);
            bench.connected(json!({"successful": false, "error": error, "advice": advice}));
            assert_eq!(
                bench.count("/meta/handshake"),
                handshakes,
                "{error} {advice}"
            );
        }
    }
}

#[test]
fn case_35_what_a_success_says_besides_is_no_error() {
    let mut bench = Bench::up();
    bench.connected(json!({"successful": true, "error": UNKNOWN}));
    assert_eq!(bench.count("/meta/connect"), 1);
}

#[test]
fn case_36_a_402_on_other_requests_shakes_hands_anew() {
    let mut bench = Bench::shaken();
    bench.pass(15_000);
    let refused = json!({"channel": "/meta/subscribe", "successful": false, "error": UNKNOWN});
    bench.reply("/meta/subscribe", refused);
    bench.pass(2_000);
    assert_eq!(bench.total("/meta/handshake"), 2);

    let mut bench = Bench::up();
    bench.pass(15_000);
    bench.publish(&json!({}));
    bench.reply(
        "/service/chatV2/x",
        json!({"channel": "/service/chatV2/x", "successful": false, "error": UNKNOWN}),
    );
    assert_eq!(bench.count("/meta/handshake"), 1);

    let mut bench = Bench::up();
    bench.stop();
    bench.reply(
        "/meta/disconnect",
        json!({"channel": "/meta/disconnect", "successful": false, "error": UNKNOWN}),
    );
    assert_eq!(bench.total("/meta/handshake"), 1, "but not on a goodbye");
}

/// Answers everything under way at once, for as long as that takes.
fn storm(answer: impl Fn(&mut Bench), seconds: u64) -> Vec<u64> {
    let mut bench = Bench::started();
    for _ in 0..seconds * 100 {
        for _ in 0..20 {
            if bench.open.is_empty() {
                break;
            }
            answer(&mut bench);
        }
        bench.pass(10);
    }
    bench.sent.iter().map(|(at, _)| *at).collect()
}

fn assert_bounded(times: &[u64], seconds: u64) {
    let average = times.len() as f64 / seconds as f64;
    assert!(average < 3.0, "{average} requests a second");
    for start in times {
        let in_a_second = times
            .iter()
            .filter(|at| (*start..start + 1_000).contains(at))
            .count();
        assert!(in_a_second < 12, "{in_a_second} requests in one second");
    }
}

#[test]
fn case_37_endless_402_is_no_storm() {
    let refuse = |advice: Value| {
        move |bench: &mut Bench| {
            let channel = bench.open[0].1["channel"].as_str().unwrap().to_owned();
            if channel == "/meta/handshake" {
                bench.shake(json!({}));
            } else {
                bench.reply(&channel, json!({"channel": channel, "successful": false, "error": UNKNOWN, "advice": advice}));
            }
        }
    };
    assert_bounded(
        &storm(
            refuse(json!({"reconnect": "handshake", "interval": 0})),
            120,
        ),
        120,
    );
    assert_bounded(&storm(refuse(json!(null)), 120), 120);
}

#[test]
fn case_37_a_session_that_is_replaced_at_each_connect_is_no_storm() {
    let replace = |bench: &mut Bench| {
        let channel = bench.open[0].1["channel"].as_str().unwrap().to_owned();
        match channel.as_str() {
            "/meta/handshake" => bench.shake(json!({})),
            _ => bench.reply(
                &channel,
                json!({"channel": channel, "successful": true,
                "advice": {"reconnect": "handshake", "interval": 0}}),
            ),
        }
    };
    assert_bounded(&storm(replace, 120), 120);
}

#[test]
fn case_37_a_server_that_never_holds_a_connect_is_no_storm() {
    let hasty = |bench: &mut Bench| {
        let channel = bench.open[0].1["channel"].as_str().unwrap().to_owned();
        match channel.as_str() {
            "/meta/handshake" => bench.shake(json!({})),
            _ => bench.reply(&channel, json!({"channel": channel, "successful": true})),
        }
    };
    assert_bounded(&storm(hasty, 120), 120);
}

#[test]
fn case_38_bodies_that_are_no_messages_are_failures_and_nothing_escapes() {
    for body in [
        "<html>login</html>",
        "null",
        "\"str\"",
        "{}",
        "5",
        "[[[",
        "[{\"channel\":\"/meta/conn",
        "\u{feff}",
        "[{\"channel\":5}]",
    ] {
        for channel in ["/meta/handshake", "/meta/connect", "/meta/subscribe"] {
            let mut bench = if channel == "/meta/handshake" {
                Bench::started()
            } else {
                Bench::shaken()
            };
            bench.body(channel, body);
            bench.pass(4_000);
            assert!(bench.total(channel) >= 2, "{body} on {channel}");
        }
    }
}

#[test]
fn case_39_http_refusals_are_retried_slowly() {
    for status in [301, 401, 403, 404, 410, 413, 429, 503, 204] {
        let mut bench = Bench::up();
        let gaps = connects_after(&mut bench, |bench| {
            bench.status("/meta/connect", status, "")
        });
        assert!(gaps[4] >= 4_000, "{status}: {gaps:?}");
        assert!(!bench.is_up());
    }
}

#[test]
fn case_39_retry_after_bounds_the_wait_from_below_and_is_bounded_itself() {
    for (status, wished, wait) in [(429, 40, 40), (503, 40, 40), (503, 90_000, 60)] {
        for channel in ["/meta/handshake", "/meta/connect", "/meta/subscribe"] {
            let mut bench = if channel == "/meta/handshake" {
                Bench::started()
            } else {
                Bench::shaken()
            };
            bench.put_off(channel, status, wished);
            bench.pass(wait * 1_000 - 1);
            assert_eq!(bench.total(channel), 1, "{status} on {channel}");
            bench.pass(1);
            assert_eq!(bench.total(channel), 2, "{status} on {channel}");
        }
    }
}

#[test]
fn case_39_a_page_that_comes_back_leaves_alone_who_asked_for_it() {
    let mut bench = Bench::up();
    bench.put_off("/meta/connect", 503, 40);
    let connects = bench.total("/meta/connect");
    bench.pass(20_000);
    bench.revive();
    bench.pass(19_999);
    assert_eq!(bench.total("/meta/connect"), connects);
    bench.pass(1);
    assert_eq!(bench.total("/meta/connect"), connects + 1);
}

#[test]
fn case_40_a_network_that_is_back_is_used_at_once_but_not_in_a_storm() {
    let mut bench = Bench::up();
    connects_after(&mut bench, |bench| bench.fail("/meta/connect"));
    bench.fail("/meta/connect");
    let before = bench.sent.len();
    bench.pass(1_000);
    bench.revive();
    assert_eq!(bench.under_way("/meta/connect")["advice"]["timeout"], 0);
    for _ in 0..50 {
        bench.revive();
        bench.pass(20);
    }
    assert!(bench.sent.len() - before <= 3);
}

#[test]
fn case_40_a_poll_from_before_the_sleep_is_dropped() {
    let mut bench = Bench::up();
    bench.pass(30_000);
    bench.revive();
    assert_eq!(bench.aborted, 1);
    assert_eq!(bench.under_way("/meta/connect")["advice"]["timeout"], 0);
}

#[test]
fn case_41_one_failed_send_does_not_kill_the_poll_nor_the_reverse() {
    let mut bench = Bench::up();
    let id = bench.publish(&json!({})).unwrap();
    bench.fail("/service/chatV2/x");
    assert_eq!(bench.news.last(), Some(&News::Unanswered(id)));
    assert_eq!(bench.count("/meta/connect"), 1);
    bench.publish(&json!({}));
    bench.fail("/meta/connect");
    assert_eq!(bench.count("/service/chatV2/x"), 1);
}

#[test]
fn case_44_a_byte_order_mark_is_no_obstacle() {
    let mut bench = Bench::up();
    let body = json!([push("x"), {"channel": "/meta/connect", "successful": true}]);
    bench.body("/meta/connect", &format!("\u{feff}{body}"));
    assert_eq!(bench.heard().len(), 1);
}
