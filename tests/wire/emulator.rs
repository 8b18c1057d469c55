//! The emulator produces the shape of every recorded exchange.
//!
//! Each entry of the vectors names a request and the reply that the documents print. The emulator
//! is brought into the state the entry presumes, gets the entry's request with its own ids put
//! in, and must answer in the same shape: status, headers, keys, types, spellings, and the values
//! wherever the documents fix them. What the vectors say is told without being asked for must be
//! told so.

mod agent;
mod cometd;
mod gws;
mod polled;
mod v2_cometd;
mod v2_rest;
mod web_api;

mod keys;

mod stage;
use stage::Stage;

mod entry;
use entry::{Entry, text};
mod form;

mod comparison;
mod events;
mod notification;

/// How to come into the state that an entry presumes.
type Arrangement = fn() -> Stage;

/// The entries of a file, and an arrangement for each in their order.
struct Chapter {
    vectors: &'static str,
    arrangements: &'static [(&'static str, Arrangement)],
}

const CHAPTERS: [Chapter; 7] = [
    polled::CHAPTER,
    cometd::CHAPTER,
    v2_rest::CHAPTER,
    v2_cometd::CHAPTER,
    gws::CHAPTER,
    web_api::CHAPTER,
    agent::CHAPTER,
];

#[test]
fn every_recorded_exchange_is_answered_in_its_shape() {
    for chapter in &CHAPTERS {
        let entries = entry::all(chapter.vectors).into_iter();
        for entry in entries.filter(|entry| entry.notification().is_none()) {
            let name = entry.name();
            let mut stage = chapter.arrange(name);
            let request = stage.request(&entry);
            let response = stage.send(&request);
            if let Err(difference) = comparison::compare(&entry, &stage, &response) {
                let body = String::from_utf8_lossy(&response.body);
                panic!("{name}: {difference}\nanswered: {} {body}", response.status);
            }
        }
    }
}

#[test]
fn every_arrangement_belongs_to_an_entry() {
    for chapter in &CHAPTERS {
        let entries = entry::all(chapter.vectors);
        for (name, _) in chapter.arrangements {
            assert!(entries.iter().any(|entry| entry.name() == *name), "{name}");
        }
        assert_eq!(entries.len(), chapter.arrangements.len());
    }
}

impl Chapter {
    fn arrange(&self, name: &str) -> Stage {
        let found = self.arrangements.iter().find(|(entry, _)| *entry == name);
        let (_, arrange) = found.unwrap_or_else(|| panic!("nobody arranged {name:?}"));
        arrange()
    }
}
