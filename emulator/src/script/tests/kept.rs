//! Claims about scripts that are kept and taken up again.

use crate::chat::Customer;
use crate::dice::Dice;
use crate::now::Now;
use crate::script::book::example;
use crate::script::{Book, Script};
use std::sync::Arc;

/// Everything that is done until a moment, with its time.
fn played(script: &mut Script, until: u64) -> Vec<String> {
    let mut done = Vec::new();
    while let Some(due) = script.next_deadline().filter(|due| due.millis <= until) {
        let step = script.take(due).unwrap();
        done.push(format!("{} {step:?}", due.millis));
    }
    done
}

fn kept_and_resumed(script: &Script, book: &Arc<Book>) -> Script {
    let text = serde_json::to_string(script).unwrap();
    assert!(!text.contains("Lindenhof"), "the book is not kept: {text}");
    let mut script: Script = serde_json::from_str(&text).unwrap();
    script.resume(book);
    script
}

#[test]
fn a_script_that_is_kept_at_any_moment_goes_on_as_if_it_had_not_been() {
    let messages = ["booked", "allergy", "complain", "booked", "{text}", "bye"];
    for book in [
        Arc::new(Book::read(example()).unwrap()),
        Book::colleagues(),
        Book::roboto(),
    ] {
        let customer = Customer {
            first_name: "Vasya".to_owned(),
            ..Customer::default()
        };
        let start = Now::from_millis(1_339_222_535_250);
        let mut script = Script::begin(&book, None, &customer, start, Dice::new(7));
        let mut now = start.millis + 8_000;
        played(&mut script, now);
        for message in messages {
            script.hear(message, Now::from_millis(now));
            for _ in 0..20 {
                let mut other = kept_and_resumed(&script, &book);
                now += 500;
                assert_eq!(
                    played(&mut other, now),
                    played(&mut script, now),
                    "{message}"
                );
                script = other;
            }
        }
        let mut other = kept_and_resumed(&script, &book);
        let until = now + 700_000;
        assert_eq!(played(&mut other, until), played(&mut script, until));
    }
}

#[test]
fn what_is_planned_is_done_although_the_script_has_changed() {
    let book = Arc::new(Book::read(example()).unwrap());
    let now = Now::from_millis(0);
    let mut script = Script::begin(&book, None, &Customer::default(), now, Dice::new(7));
    played(&mut script, 5000);
    script.hear("complain", Now::from_millis(5000));
    let text = serde_json::to_string(&script).unwrap();
    let mut script: Script = serde_json::from_str(&text).unwrap();
    script.resume(&Arc::new(
        Book::read("agents = ['Zoe']\n[[answers]]\nreplies = ['{agent}, not {other}']").unwrap(),
    ));
    let done = played(&mut script, 20_000).join("\n");
    assert!(done.contains("Transfer(\"Rosa\", \"Emil\")"), "{done}");
    script.hear("Who is it?", Now::from_millis(20_000));
    let done = played(&mut script, 30_000).join("\n");
    assert!(done.contains("Say(\"Emil\", \"Emil, not Zoe\")"), "{done}");
}
