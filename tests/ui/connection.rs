//! Trouble with the connection has words, and a way on where one helps.

use causerie_core::session::{Connection, Stage};

use crate::scene::{Scene, has_tag, words};

fn chat(connection: Connection) -> String {
    Scene::at(Stage::Chatting)
        .agents(&["Alice"])
        .connection(connection)
        .html()
}

#[test]
fn a_good_connection_is_not_spoken_of() {
    let html = chat(Connection::Good);
    assert!(
        html.contains(r#"<div class="connection" role="status"></div>"#),
        "{html}"
    );
}

#[test]
fn trouble_is_told_with_a_way_on() {
    for (connection, role, expected) in [
        (Connection::Offline, "status", "You are offlineTry again"),
        (Connection::Reconnecting, "status", "Reconnecting…Try again"),
        (
            Connection::Unavailable,
            "alert",
            "Chat is unavailableTry again",
        ),
    ] {
        let html = chat(connection);
        assert!(words(&html).contains(expected), "{html}");
        let place = [r#"class="connection"#, &format!(r#"role="{role}""#)];
        assert!(has_tag(&html, &place), "{html}");
    }
}

#[test]
fn messages_can_be_written_all_the_same() {
    assert!(chat(Connection::Unavailable).contains("<textarea"));
}

#[test]
fn without_a_chat_there_is_nothing_to_try_again() {
    let words = Scene::at(Stage::Form(None))
        .connection(Connection::Offline)
        .words();
    assert!(words.contains("You are offline"), "{words}");
    assert!(!words.contains("Try again"), "{words}");
}
