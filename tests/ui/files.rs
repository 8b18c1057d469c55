//! Files are offered where the server takes them, with what it takes.

use std::rc::Rc;

use causerie::ui::Order;
use causerie_core::chat::{FileFault, FileLimits, Role, SharedFile};
use causerie_core::session::{Act, Stage};
use causerie_core::transcript::{Delivery, Entry, Portion, RowKey, Setback};

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
        removes: true,
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
    let words = "You can send up to 5 files. A file may have up to 10 MB. Types: pdf, png.";
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
    assert!(words.contains("Sending… 40%"), "{words}");
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
fn an_own_file_that_was_sent_can_be_removed_where_the_server_allows_it() {
    let own = |delivery| file(Role::Visitor, "f1", delivery, Portion::Whole);
    let sent = taking_files().rows(vec![own(Delivery::Sent)]);
    let mut hand = Hand::on(Stage::Chatting, true, &[]);
    hand.show(sent.view);
    hand.clicks("Remove bill <1>.pdf");
    let removal = Order::Act(Act::Remove(RowKey(1)));
    assert!(hand.ordered().contains(&removal));
    let forbidden = FileLimits {
        removes: false,
        ..limits()
    };
    let offers = |limits: FileLimits, entry: Entry| {
        let mut scene = Scene::at(Stage::Chatting).rows(vec![entry]);
        scene.view.files = Some(Rc::new(limits));
        scene.html().contains("Remove")
    };
    assert!(offers(limits(), own(Delivery::Sent)));
    assert!(!offers(forbidden, own(Delivery::Sent)));
    assert!(!offers(limits(), own(Delivery::Uncertain)));
    let unnamed = file(Role::Visitor, "", Delivery::Sent, Portion::Whole);
    assert!(!offers(limits(), unnamed));
    let others = file(Role::Agent, "f1", Delivery::Sent, Portion::Whole);
    assert!(!offers(limits(), others));
}

#[test]
fn a_file_that_is_gone_is_said_to_be_and_not_offered() {
    for from in [Role::Agent, Role::Visitor] {
        let gone = file(from, "f1", Delivery::Sent, Portion::Gone);
        let words = taking_files().rows(vec![gone.clone()]).words();
        assert!(words.contains("The file was removed"), "{words}");
        assert!(!words.contains("Download") && !words.contains("Remove "));
        let mut over = Scene::at(Stage::Chatting).rows(vec![gone]);
        over.view.files = None;
        assert!(over.words().contains("The file was removed"));
    }
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
