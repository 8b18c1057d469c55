//! Files are offered where the server takes them, with what it takes.

use std::rc::Rc;

use causerie_core::chat::{FileFault, FileLimits, Role, SharedFile};
use causerie_core::session::Stage;
use causerie_core::transcript::{Delivery, Entry, Portion, Setback};

use crate::deeds::Hand;
use crate::scene::{Scene, has_tag, participant};

fn limits() -> FileLimits {
    FileLimits {
        files: Some(5),
        size: Some(10_485_760),
        total: None,
        used: (0, 0),
        types: vec!["pdf".into(), "png".into()],
        needs_agent: false,
    }
}

fn taking_files() -> Scene {
    let mut scene = Scene::at(Stage::Chatting);
    scene.view.files = Some(Rc::new(limits()));
    scene
}

fn file(from: Role, id: &str, delivery: Delivery, portion: Portion) -> Entry {
    let file = SharedFile {
        id: id.into(),
        name: "bill <1>.pdf".into(),
        size: Some(1_572_864),
    };
    Entry::File {
        from: participant(from, "Alice"),
        file,
        delivery,
        portion,
    }
}

#[test]
fn where_no_files_are_taken_none_are_offered() {
    let html = Scene::at(Stage::Chatting).html();
    assert!(!html.contains("Attach a file"), "{html}");
}

#[test]
fn what_is_taken_is_told_before_a_file_is_chosen() {
    let mut hand = Hand::on(Stage::Chatting, true, &[]);
    hand.show(taking_files().view);
    assert!(!hand.html().contains("You can send"));
    hand.clicks("Attach a file");
    let html = hand.html();
    let words = "You can send up to 5 files of up to 10 MB each. Types: pdf, png.";
    assert!(html.contains(words), "{html}");
    let input = [
        r#"type="file""#,
        r#"accept=".pdf,.png""#,
        r#"aria-describedby="file-limits""#,
    ];
    assert!(has_tag(&html, &input), "{html}");
    hand.clicks("Cancel");
    assert!(!hand.html().contains("You can send"));
}

#[test]
fn a_file_on_its_way_tells_how_far_it_is_and_can_be_given_up() {
    let sending = file(Role::Visitor, "", Delivery::Sending, Portion::Sent(40));
    let words = taking_files().rows(vec![sending]).words();
    assert!(words.contains("bill &lt;1&gt;.pdf1.5 MBCancel"), "{words}");
    assert!(words.contains("Sending… 40 %"), "{words}");
}

#[test]
fn a_file_that_does_not_fit_says_why_and_is_not_tried_again() {
    let fault = Setback::File(FileFault::Size(Some(10_485_760)));
    let failed = file(Role::Visitor, "", Delivery::Failed(fault), Portion::Sent(0));
    let words = taking_files().rows(vec![failed]).words();
    assert!(words.contains("The file is larger than 10 MB."), "{words}");
    assert!(
        words.contains("Discard") && !words.contains("Try again"),
        "{words}"
    );
}

#[test]
fn a_file_that_was_lost_can_be_sent_again() {
    let lost = Delivery::Failed(Setback::Lost);
    let lost = file(Role::Visitor, "", lost, Portion::Sent(0));
    let words = taking_files().rows(vec![lost]).words();
    assert!(words.contains("Try again"), "{words}");
}

#[test]
fn an_agents_file_can_be_fetched_by_its_name() {
    let shared = |portion| file(Role::Agent, "f1", Delivery::Sent, portion);
    let scene = |portion| taking_files().rows(vec![shared(portion)]);
    let html = scene(Portion::Whole).html();
    assert!(html.contains("shared a file"), "{html}");
    assert!(
        html.contains(r#"aria-label="Download bill &lt;1&gt;.pdf""#),
        "{html}"
    );
    assert!(scene(Portion::Fetching).words().contains("Fetching…"));
    let failed = scene(Portion::Failed).words();
    assert!(
        failed.contains("The file could not be fetched."),
        "{failed}"
    );
}

#[test]
fn what_can_be_done_with_files_is_offered_as_soon_as_it_is_known() {
    let shared = file(Role::Agent, "f1", Delivery::Sent, Portion::Whole);
    let mut scene = Scene::at(Stage::Chatting).rows(vec![shared]);
    let mut hand = Hand::on(Stage::Chatting, true, &[]);
    hand.show(scene.view.clone());
    assert!(!hand.html().contains("Download"));
    scene.view.files = Some(Rc::new(limits()));
    hand.show(scene.view);
    assert!(hand.html().contains("Download"), "{}", hand.html());
}

#[test]
fn in_a_chat_that_is_over_nothing_is_fetched() {
    let mut scene = taking_files().rows(vec![file(
        Role::Agent,
        "f1",
        Delivery::Sent,
        Portion::Whole,
    )]);
    scene.view.stage = Stage::Ended(causerie_core::chat::Ended::ByVisitor);
    let html = scene.html();
    assert!(html.contains("bill &lt;1&gt;.pdf"), "{html}");
    assert!(!html.contains("Download"), "{html}");
}
