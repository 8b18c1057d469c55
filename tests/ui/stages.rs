//! Each stage of a chat has its words and its ways on.

use causerie_core::chat::Ended;
use causerie_core::session::Stage;

use crate::scene::{Scene, agent_says, has_tag};

#[test]
fn the_window_is_a_dialog_named_chat() {
    let html = Scene::at(Stage::Form(None)).html();
    let window = [
        r#"role="dialog""#,
        r#"aria-label="Chat""#,
        r#"tabindex="-1""#,
    ];
    assert!(has_tag(&html, &window), "{html}");
}

#[test]
fn a_title_of_the_pages_own_names_the_window() {
    let html = Scene::at(Stage::Form(None))
        .with("title", "Example Bank")
        .html();
    let window = [r#"role="dialog""#, r#"aria-label="Example Bank""#];
    assert!(has_tag(&html, &window), "{html}");
    assert!(
        html.contains(r#"<h2 class="title">Example Bank</h2>"#),
        "{html}"
    );
}

#[test]
fn opening_says_what_it_waits_for_and_can_be_cancelled() {
    let opening = |waiting| Stage::Opening {
        waiting,
        words: None,
    };
    let connecting = Scene::at(opening(false)).words();
    assert!(connecting.contains("Connecting…"), "{connecting}");
    let waiting = Scene::at(opening(true)).words();
    assert!(waiting.contains("Waiting for an agent…"), "{waiting}");
    assert!(waiting.contains("Cancel"), "{waiting}");
}

#[test]
fn there_is_a_composer_before_there_is_a_chat() {
    let html = Scene::at(Stage::Opening {
        waiting: false,
        words: None,
    })
    .rows(vec![agent_says("hello")])
    .html();
    assert!(html.contains(r#"aria-label="Message""#), "{html}");
    assert!(html.contains("hello"), "{html}");
}

#[test]
fn the_services_own_words_are_shown_to_those_who_wait() {
    let html = Scene::at(Stage::Opening {
        waiting: true,
        words: Some("You are <b>third</b> in line".into()),
    })
    .html();
    assert!(html.contains("Waiting for an agent…"), "{html}");
    assert!(
        html.contains("You are &lt;b&gt;third&lt;/b&gt; in line"),
        "{html}"
    );
}

#[test]
fn a_chat_without_an_agent_says_so() {
    let alone = Scene::at(Stage::Chatting).words();
    assert!(alone.contains("Waiting for an agent…"), "{alone}");
    let joined = Scene::at(Stage::Chatting).agents(&["Alice"]).words();
    assert!(!joined.contains("Waiting"), "{joined}");
}

#[test]
fn the_header_names_the_agents() {
    let words = Scene::at(Stage::Chatting).agents(&["Alice", "Bob"]).words();
    assert!(words.contains("Alice and Bob"), "{words}");
}

#[test]
fn resuming_has_words_and_a_composer() {
    let html = Scene::at(Stage::Resuming).html();
    assert!(html.contains("Taking up your chat again…"), "{html}");
    assert!(html.contains(r#"aria-label="Message""#), "{html}");
}

#[test]
fn a_restored_draft_is_in_the_composer() {
    let mut scene = Scene::at(Stage::Resuming);
    scene.view.draft = "half a sen".into();
    assert!(scene.html().contains(">half a sen</textarea>"));
}

#[test]
fn ending_has_words_and_nothing_to_write_in() {
    let html = Scene::at(Stage::Ending).html();
    assert!(html.contains("Ending the chat…"), "{html}");
    assert!(!html.contains("<textarea"), "{html}");
}

#[test]
fn an_ended_chat_stays_readable_and_tells_who_ended_it() {
    for (how, reason) in [
        (Ended::ByContactCentre, "The contact centre ended the chat."),
        (Ended::ByVisitor, "You ended the chat."),
        (Ended::Lost, "idle for too long"),
    ] {
        let words = Scene::at(Stage::Ended(how))
            .rows(vec![agent_says("Goodbye")])
            .words();
        for expected in ["Goodbye", "Chat ended", reason, "Start a new chat"] {
            assert!(words.contains(expected), "{expected}: {words}");
        }
    }
}

#[test]
fn exactly_one_button_ends_a_chat_and_only_while_there_is_one() {
    let count = |stage| {
        Scene::at(stage)
            .html()
            .matches(">End chat</button>")
            .count()
    };
    assert_eq!(count(Stage::Chatting), 1);
    assert_eq!(count(Stage::Resuming), 1);
    assert_eq!(count(Stage::Form(None)), 0);
    assert_eq!(count(Stage::Ended(Ended::ByVisitor)), 0);
}

#[test]
fn a_menu_is_there_while_there_is_a_conversation_unless_the_page_has_nothing_in_it() {
    let menu = [r#"class="bare more""#, r#"aria-label="More options""#];
    let has = |scene: Scene| has_tag(&scene.html(), &menu);
    assert!(has(Scene::at(Stage::Chatting)));
    assert!(has(Scene::at(Stage::Ended(Ended::ByVisitor))));
    assert!(!has(Scene::at(Stage::Form(None))));
    assert!(!has(Scene::at(Stage::Chatting).with("transcript", "none")));
}
