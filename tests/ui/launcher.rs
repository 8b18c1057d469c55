//! The launcher says what it opens and what has come meanwhile.

use causerie_core::session::Stage;

use crate::scene::{Scene, agent_says, has_tag};

#[test]
fn the_launcher_is_a_button_that_opens_a_dialog() {
    let html = Scene::at(Stage::Form(None)).closed().html();
    assert!(html.contains(r#"aria-label="Chat with us""#), "{html}");
    assert!(html.contains(r#"aria-expanded="false""#), "{html}");
    assert!(!html.contains(r#"role="dialog""#), "{html}");
}

#[test]
fn unread_messages_are_in_its_name() {
    let chat = |count| {
        Scene::at(Stage::Chatting)
            .closed()
            .rows(vec![agent_says("x"); count])
    };
    assert!(
        chat(1)
            .html()
            .contains(r#"aria-label="Chat with us, 1 unread message""#)
    );
    assert!(
        chat(2)
            .html()
            .contains(r#"aria-label="Chat with us, 2 unread messages""#)
    );
}

#[test]
fn nothing_is_unread_in_an_open_window() {
    let html = Scene::at(Stage::Chatting)
        .rows(vec![agent_says("x")])
        .html();
    assert!(html.contains(r#"aria-label="Chat with us""#), "{html}");
}

#[test]
fn direction_and_colours_are_the_pages_to_choose() {
    let html = Scene::at(Stage::Form(None))
        .with("dir", "rtl")
        .with("theme", "dark")
        .html();
    let root = [
        r#"class="causerie""#,
        r#"dir="rtl""#,
        r#"data-theme="dark""#,
    ];
    assert!(has_tag(&html, &root), "{html}");
    let html = Scene::at(Stage::Form(None)).html();
    assert!(html.contains(r#"lang="en" data-theme="auto""#), "{html}");
}
