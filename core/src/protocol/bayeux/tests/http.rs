//! J: addresses, headers, cookies.

use serde_json::json;

use super::bench::Bench;
use super::*;

#[test]
fn case_68_and_77_everything_goes_to_one_address_as_it_is() {
    let mut bench = Bench::up();
    bench.publish(&json!({}));
    bench.stop();
    assert!(
        bench
            .requests
            .iter()
            .all(|request| request.url == "https://gms.example/genesys/cometd")
    );
}

#[test]
fn case_72_and_73_headers_and_cookies_go_with_every_request() {
    let mut bench = Bench::up();
    bench.publish(&json!({}));
    bench.stop();
    for request in &bench.requests {
        assert!(
            request
                .headers
                .contains(&("gms_user".into(), "BuzzBrain".into()))
        );
        assert_eq!(request.credentials, Credentials::Include);
    }
}

#[test]
fn case_73_sessions_that_are_forgotten_at_once_are_told_as_such() {
    let mut bench = Bench::started();
    for _ in 0..3 {
        bench.shake(json!({}));
        bench.connected(json!({"successful": false, "error": "402::Unknown client"}));
        while bench.count("/meta/handshake") == 0 {
            bench.pass(1_000);
        }
    }
    assert!(
        bench.news.contains(&News::Down(Setback::Forgotten)),
        "{:?}",
        bench.news
    );
    assert!(bench.gaps("/meta/handshake")[1] >= 30_000);
}

#[test]
fn case_79_a_reply_may_be_a_bare_object() {
    let mut bench = Bench::started();
    bench.body(
        "/meta/handshake",
        r#"{"channel":"/meta/handshake","successful":true,"clientId":"c1"}"#,
    );
    bench.body(
        "/meta/connect",
        r#"{"channel":"/meta/connect","successful":true}"#,
    );
    assert_eq!(bench.count("/meta/connect"), 1);
}
