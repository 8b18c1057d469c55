//! The server's cursor, the client's index, and answers that were given before.

use super::james::{James, getting};
use crate::{GwsQuirks, GwsSettings, Response};

#[test]
fn without_an_index_each_message_is_given_once() {
    let mut james = James::chatting();
    assert_eq!(james.indexes(""), [1]);
    james.say("Hello?");
    james.joined_by("Kristi");
    assert_eq!(james.indexes(""), [2, 3]);
    assert_eq!(james.indexes("").len(), 0);
    assert_eq!(james.indexes("?index=").len(), 0);
}

#[test]
fn an_index_is_the_first_to_be_listed_and_moves_the_cursor_too() {
    let mut james = James::chatting();
    james.say("one");
    james.say("two");
    assert_eq!(james.indexes("?index=2"), [2, 3]);
    assert_eq!(james.indexes("").len(), 0);
    assert_eq!(james.indexes("?index=1"), [1, 2, 3]);
    assert_eq!(james.indexes("?index=3"), [3]);
}

#[test]
fn an_index_that_lists_nothing_leaves_the_cursor_alone() {
    let mut james = James::chatting();
    for query in [
        "?index=99",
        "?index=abc",
        "?index=-1",
        "?index=1.5",
        "?index=99999999999999",
    ] {
        assert_eq!(james.indexes(query).len(), 0, "{query}");
    }
    assert_eq!(james.indexes(""), [1]);
}

#[test]
fn index_zero_is_everything_by_the_readme_and_nothing_as_recorded() {
    let mut james = James::chatting();
    james.say("one");
    assert_eq!(james.indexes("?index=0"), [1, 2]);
    let quirks = GwsQuirks {
        nothing_at_index_zero: true,
        ..GwsQuirks::default()
    };
    let mut james = James::under(GwsSettings { quirks });
    assert_eq!(james.indexes("?index=0").len(), 0);
    assert_eq!(james.indexes("?index=1"), [1]);
}

/// Two tabs of one chat take each other's news; only an index helps.
#[test]
fn the_cursor_belongs_to_the_chat_and_not_to_a_client() {
    let mut james = James::chatting();
    let (first, second) = (james.indexes(""), james.indexes(""));
    assert_eq!((first.len(), second.len()), (1, 0));
}

fn asked_again(james: &mut James, behind: &str, known: &str) -> Response {
    let mut request = getting(behind);
    let header = ("If-None-Match".to_owned(), known.to_owned());
    request.headers.push(header);
    james.send(&request)
}

#[test]
fn an_answer_that_the_client_has_is_304_without_a_body() {
    let mut james = James::chatting();
    let chat = format!("/{}", james.id);
    for behind in [chat.clone(), format!("{chat}/messages?index=1")] {
        let first = james.get(&behind);
        let tag = first.header("etag").unwrap().to_owned();
        for known in [tag.clone(), format!("\"x\", W/{tag}"), "*".to_owned()] {
            let again = asked_again(&mut james, &behind, &known);
            assert_eq!((again.status, again.body.len()), (304, 0), "{known}");
            assert_eq!(again.header("etag"), Some(tag.as_str()));
            assert_eq!(again.header("content-type"), None);
            assert_eq!(again.header("access-control-allow-origin"), Some("*"));
        }
        james.say("news");
        let changed = asked_again(&mut james, &behind, &tag);
        let is_get_chat = behind == chat;
        assert_eq!(changed.status, if is_get_chat { 304 } else { 200 });
    }
}

#[test]
fn nothing_keeps_a_browser_from_asking_so() {
    let mut james = James::chatting();
    let chat = format!("/{}/messages", james.id);
    let empty = james.get(&chat);
    assert_eq!(empty.header("cache-control"), None);
    assert_eq!(empty.header("pragma"), None);
}

#[test]
fn news_are_never_taken_for_known() {
    let mut james = James::chatting();
    let chat = format!("/{}/messages", james.id);
    james.get(&chat);
    let nothing = james.get(&chat).header("etag").unwrap().to_owned();
    assert_eq!(asked_again(&mut james, &chat, &nothing).status, 304);
    james.say("x");
    assert_eq!(asked_again(&mut james, &chat, &nothing).status, 200);
    assert_eq!(asked_again(&mut james, &chat, &nothing).status, 304);
}
