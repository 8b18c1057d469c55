//! What others write is text, whatever it holds.

use causerie_core::chat::Role;
use causerie_core::session::Stage;
use causerie_core::transcript::{Delivery, Entry};

use crate::scene::{Scene, agent_says, participant, says, visitor_says};

const IMAGE: &str = "<img src=x onerror=alert(1)>";
const ESCAPED: &str = "&lt;img src=x onerror=alert(1)&gt;";

fn chat(rows: Vec<Entry>) -> String {
    Scene::at(Stage::Chatting).rows(rows).html()
}

#[test]
fn markup_in_messages_is_text() {
    let html = chat(vec![agent_says(IMAGE), visitor_says(IMAGE, Delivery::Sent)]);
    assert_eq!(html.matches(ESCAPED).count(), 2, "{html}");
    assert!(!html.contains("<img"), "{html}");
}

#[test]
fn markup_in_names_is_text_wherever_names_stand() {
    let mallory = || participant(Role::Agent, IMAGE);
    let html = Scene::at(Stage::Chatting)
        .agents(&[IMAGE])
        .typing(&[IMAGE])
        .rows(vec![
            Entry::Joined(mallory()),
            says(mallory(), "x", Delivery::Sent),
            Entry::Renamed(mallory(), IMAGE.into()),
            Entry::Left(mallory()),
        ])
        .html();
    assert_eq!(html.matches(ESCAPED).count(), 8, "{html}");
    assert!(!html.contains("<img"), "{html}");
}

#[test]
fn signs_that_turn_the_direction_turn_only_their_own_words() {
    let turned = "\u{202e}drawkcab";
    let html = chat(vec![says(
        participant(Role::Agent, turned),
        turned,
        Delivery::Sent,
    )]);
    assert!(html.contains(&format!("<bdi>{turned}</bdi>")), "{html}");
    assert!(
        html.contains(&format!(r#"<div class="bubble" dir="auto">{turned}</div>"#)),
        "{html}"
    );
}

#[test]
fn other_schemes_are_not_links() {
    let html = chat(vec![agent_says(
        "javascript:alert(1) data:text/html,x file:///etc",
    )]);
    assert!(!html.contains("<a "), "{html}");
}

#[test]
fn an_address_cannot_leave_its_attribute() {
    let html = chat(vec![agent_says(r#"https://a.example/"onclick="alert(1)"#)]);
    let href = r#"href="https://a.example/&quot;onclick=&quot;alert(1""#;
    assert!(html.contains(href), "{html}");
}

#[test]
fn signs_that_pile_up_and_words_without_end_are_text_as_any_other() {
    let piled = format!("Z{}", "\u{0335}\u{0489}".repeat(500));
    let long = "x".repeat(100_000);
    let html = chat(vec![agent_says(&piled), agent_says(&long)]);
    assert!(html.contains(&piled) && html.contains(&long));
    let html = chat(vec![agent_says(&"https://".repeat(12_500))]);
    assert_eq!(html.matches("<a ").count(), 1, "one address, however long");
}

#[test]
fn a_megabyte_is_shown_whole() {
    let long = "<&>".repeat(350_000);
    let html = chat(vec![agent_says(&long)]);
    assert_eq!(html.matches("&lt;&amp;&gt;").count(), 350_000);
}
