//! J: addresses, headers, cookies.

use serde_json::json;

use super::bench::Bench;
use super::*;

/// Every kind of request there is.
fn all_kinds() -> Vec<Request> {
    let mut bench = Bench::up();
    bench.publish(&json!({}));
    bench.stop();
    assert_eq!(bench.requests.len(), 6);
    bench.requests
}

#[test]
fn case_68_everything_goes_to_one_address() {
    for request in all_kinds() {
        assert_eq!(request.url, "https://gms.example/genesys/cometd");
    }
}

#[test]
fn case_72_the_headers_go_with_every_request() {
    for request in all_kinds() {
        let user = ("gms_user".to_owned(), "BuzzBrain".to_owned());
        assert!(request.headers.contains(&user), "{request:?}");
    }
}

#[test]
fn case_73_cookies_go_with_every_request_where_they_are_wanted() {
    for request in all_kinds() {
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
fn case_77_a_post_is_all_there_is_against_caches() {
    for request in all_kinds() {
        assert_eq!(request.method, Method::Post);
        assert!(!request.url.contains('?'), "{}", request.url);
    }
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
