//! I: the end.

use serde_json::json;

use super::bench::Bench;

#[test]
fn case_67_goodbye_is_said_once_and_nothing_follows() {
    let mut bench = Bench::up();
    bench.stop();
    assert_eq!(bench.under_way("/meta/disconnect")["clientId"], "c1");
    assert_eq!(bench.count("/meta/connect"), 0, "the held poll is released");
    bench.fail("/meta/disconnect");
    let requests = bench.sent.len();
    bench.pass(3_600_000);
    bench.revive();
    assert_eq!(bench.sent.len(), requests);
}

#[test]
fn case_67_who_never_came_need_not_say_goodbye() {
    let mut bench = Bench::started();
    bench.stop();
    assert_eq!(bench.total("/meta/disconnect"), 0);
    assert!(bench.open.is_empty());
}

#[test]
fn case_69_a_page_that_comes_back_connects_and_renews_if_it_must() {
    let mut bench = Bench::up();
    bench.pass(30_000);
    bench.revive();
    bench.connected(json!({"successful": false, "error": "402::Unknown client"}));
    assert_eq!(bench.count("/meta/handshake"), 1);
}
