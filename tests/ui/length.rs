//! Of a long conversation, what is near is drawn.

use causerie::ui::{Deed, Order, Sight};
use causerie_core::session::{Stage, View};

use crate::deeds::Hand;
use crate::scene::{Scene, agent_says};

const COUNT: usize = 10_000;

/// What is not announced.
const OLD: &str = r#"aria-live="off""#;

fn long() -> View {
    let said = (0..COUNT).map(|number| agent_says(&format!("number {number}.")));
    Scene::at(Stage::Chatting).rows(said.collect()).view
}

/// The same, without the last row.
fn before(view: &View) -> View {
    let rows = view.rows.0.iter().take(view.rows.0.len() - 1);
    let mut before = view.clone();
    before.rows.0 = rows.cloned().collect();
    before
}

fn rows(hand: &Hand) -> usize {
    hand.html().matches(r#"class="message "#).count()
}

#[test]
fn a_long_conversation_is_drawn_where_it_is_read_and_at_its_end() {
    let mut hand = Hand::on(Stage::Chatting, true, &[]);
    hand.show(long());
    assert!(hand.html().contains("number 9999.") && rows(&hand) < 200);
    assert!(!hand.html().contains("number 5000."));
    hand.does(Deed::Read(Sight {
        at_end: false,
        top: 5_000 * 64,
        below: i32::MAX,
        held: false,
    }));
    for drawn in [
        "number 4990.",
        "number 5000.",
        "number 5010.",
        "number 9999.",
    ] {
        assert!(hand.html().contains(drawn), "{drawn}");
    }
    assert!(!hand.html().contains("number 9900.") && rows(&hand) < 200);
    assert_eq!(hand.html().matches("<svg aria-hidden").count(), 2);
    hand.ordered();
    hand.does(Deed::ToEnd);
    assert!(hand.html().contains("number 9950.") && rows(&hand) < 200);
    assert_eq!(hand.ordered(), [Order::ToEnd]);
}

#[test]
fn who_hears_the_page_hears_what_is_new_and_not_what_is_drawn_again() {
    let view = long();
    let mut hand = Hand::on(Stage::Resuming, true, &[]);
    hand.show(before(&view));
    let old = rows(&hand);
    assert_eq!(hand.html().matches(OLD).count(), old, "taken up");
    hand.show(view);
    assert_eq!(hand.html().matches(OLD).count(), old);
    assert_eq!(rows(&hand), old + 1, "and one is new");
    hand.does(Deed::Read(Sight {
        at_end: false,
        top: 0,
        below: i32::MAX,
        held: false,
    }));
    let day = hand.html().matches(r#"class="day""#).count();
    assert_eq!(hand.html().matches(OLD).count() - day, rows(&hand) - 1);
}

#[test]
fn all_of_a_long_conversation_is_drawn_while_it_is_kept_and_what_is_near_afterwards() {
    let mut hand = Hand::on(Stage::Chatting, true, &[]);
    hand.show(long());
    let near = hand.html();
    hand.does(Deed::Whole(true));
    assert_eq!(rows(&hand), COUNT);
    assert_eq!(hand.html().matches("number 5000.").count(), 1);
    hand.does(Deed::Whole(false));
    assert_eq!(rows(&hand), near.matches(r#"class="message "#).count());
    assert!(hand.html().contains("number 9999."));
}
