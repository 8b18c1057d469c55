//! What is kept over restarts.

use super::place::Place;
use crate::shell::center::{Center, Reply};
use crate::shell::{Store, StoreError};
use crate::{Change, ChatId, Emulator, FileId, Name, Now, Request, ServiceId, Settings};
use std::fs;
use std::sync::{Arc, Mutex};

fn record(name: Name, body: &str) -> Change {
    Change {
        name,
        body: Some(body.to_owned()),
        bytes: Vec::new(),
    }
}

fn all() -> Vec<Change> {
    let chat = ChatId::new("c");
    let mut file = record(Name::File(chat.clone(), FileId::new("f")), "{}");
    file.bytes = vec![0, 255];
    vec![
        record(Name::Centre, "{}"),
        record(Name::Service(ServiceId::new("s")), "{}"),
        record(Name::Chat(chat.clone()), "{\"a\":1}"),
        record(Name::Event(chat.clone(), 1), "one"),
        record(Name::Event(chat.clone(), 10), "ten"),
        record(Name::Aside(chat, 1), "psst"),
        file,
    ]
}

#[test]
fn what_is_written_is_read_by_the_next() {
    let place = Place::new("round");
    let mut store = Store::open(place.path()).unwrap();
    store.write(all()).unwrap();
    store.write(vec![record(Name::Centre, "[]")]).unwrap();
    drop(store);
    let mut expected = all();
    expected[0].body = Some("[]".to_owned());
    assert_eq!(Store::open(place.path()).unwrap().load().unwrap(), expected);
}

#[test]
fn with_a_chat_goes_what_belongs_to_it() {
    let place = Place::new("gone");
    let mut store = Store::open(place.path()).unwrap();
    store.write(all()).unwrap();
    let gone = Change {
        name: Name::Chat(ChatId::new("c")),
        body: None,
        bytes: Vec::new(),
    };
    store.write(vec![gone]).unwrap();
    assert_eq!(store.load().unwrap(), all()[..2]);
}

#[test]
fn a_directory_has_one_user_at_a_time() {
    let place = Place::new("busy");
    let first = Store::open(place.path()).unwrap();
    let second = Store::open(place.path());
    assert!(
        matches!(second, Err(StoreError::InUse { .. })),
        "{second:?}"
    );
    drop(first);
    Store::open(place.path()).unwrap();
}

#[test]
fn data_of_another_version_is_left_alone() {
    let place = Place::new("version");
    let store = Store::open(place.path()).unwrap();
    store.pretend(7);
    drop(store);
    let error = Store::open(place.path()).unwrap_err();
    assert!(
        matches!(error, StoreError::OtherVersion { found: 7, .. }),
        "{error}"
    );
    assert!(
        error.to_string().contains("layout 7, this one knows 1"),
        "{error}"
    );
}

#[test]
fn a_file_in_the_place_of_the_directory_is_named() {
    let place = Place::new("file");
    fs::write(place.path(), "").unwrap();
    let error = Store::open(place.path()).unwrap_err();
    fs::remove_file(place.path()).unwrap();
    assert!(
        error.to_string().starts_with("cannot make the directory"),
        "{error}"
    );
}

/// A contact centre that stores.
fn storing(place: &Place) -> Center {
    let restored = Emulator::restore(Settings::unscripted(), 7, Vec::new(), Now::default());
    let store = Store::open(place.path()).unwrap();
    Center::new(Arc::new(Mutex::new(restored.unwrap())), Some(store))
}

fn status(center: &Center, request: &Request) -> u16 {
    match center.ask(request) {
        Reply::Ready(response) => response.status,
        Reply::Held(_) => panic!("held"),
        Reply::Cut => panic!("cut"),
    }
}

fn chat() -> Request {
    let body = r#"{"operationName": "RequestChat", "nickname": "James", "subject": "x"}"#;
    Request::post("/api/v2/chats", body)
}

#[test]
fn what_is_answered_is_stored() {
    let place = Place::new("answered");
    let center = storing(&place);
    assert_eq!(status(&center, &chat()), 200);
    drop(center);
    let names = Store::open(place.path()).unwrap().load().unwrap();
    let names = names.into_iter().map(|record| record.name);
    assert_eq!(
        names.filter(|name| matches!(name, Name::Event(..))).count(),
        1
    );
}

#[test]
fn what_cannot_be_stored_is_not_told_until_it_is() {
    let place = Place::new("refused");
    let center = storing(&place);
    center.with_store(|store| store.refuse(true));
    assert_eq!(status(&center, &chat()), 503);
    center.with_store(|store| store.refuse(false));
    assert_eq!(status(&center, &Request::get("/api/v2/chats/x")), 400);
    drop(center);
    let records = Store::open(place.path()).unwrap().load().unwrap();
    assert!(
        records
            .iter()
            .any(|record| matches!(record.name, Name::Chat(_)))
    );
}
