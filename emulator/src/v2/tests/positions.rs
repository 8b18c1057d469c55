//! Which events a reply lists, and how they are counted.

use super::visitor::{Visitor, listed};
use serde_json::json;

fn indices(reply: &serde_json::Value) -> Vec<u64> {
    listed(reply).into_iter().map(|(index, _)| index).collect()
}

#[test]
fn positions_are_inclusive_and_count_from_the_own_join() {
    let mut visitor = Visitor::chatting();
    for text in ["two", "three"] {
        visitor.ask("send", &format!("message={text}"));
    }
    for (position, expected) in [
        ("0", &[1, 2, 3][..]),
        ("1", &[1, 2, 3]),
        ("2", &[2, 3]),
        ("3", &[3]),
        ("4", &[]),
        ("99999999999999999999", &[]),
    ] {
        let reply = visitor.ask("refresh", &format!("transcriptPosition={position}"));
        assert_eq!(indices(&reply), expected, "{position}");
        assert_eq!(reply["nextPosition"], 4, "{position}");
    }
}

#[test]
fn a_refresh_without_position_lists_everything() {
    let mut visitor = Visitor::chatting();
    visitor.ask("send", "message=two");
    for form in ["", "transcriptPosition="] {
        assert_eq!(indices(&visitor.ask("refresh", form)), [1, 2]);
    }
}

#[test]
fn other_operations_without_position_list_the_news() {
    let mut visitor = Visitor::chatting();
    visitor.join("Alice");
    visitor.say("Alice", "hello");
    let reply = visitor.ask("send", "message=hi");
    assert_eq!(indices(&reply), [2, 3, 4]);
    assert_eq!(indices(&visitor.ask("customNotice", "message=n")), [0; 0]);
    let reply = visitor.ask("startTyping", "transcriptPosition=4");
    assert_eq!(indices(&reply), [4, 5]);
}

#[test]
fn a_read_receipt_asks_for_nothing() {
    let mut visitor = Visitor::chatting();
    visitor.ask("send", "message=two");
    let reply = visitor.ask("readReceipt", "transcriptPosition=1");
    assert_eq!(reply["messages"], json!([]));
    assert_eq!(visitor.seen().read().map(|read| read.0), Some(1));
}

#[test]
fn times_are_milliseconds_of_whole_seconds() {
    let mut visitor = Visitor::chatting();
    visitor.wait(900);
    let reply = visitor.ask("send", "message=x");
    assert_eq!(reply["messages"][0]["utcTime"], 1_432_845_089_000_u64);
}
