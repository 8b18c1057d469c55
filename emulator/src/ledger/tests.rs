//! Claims about what survives a restart.

use super::{Change, Name, RestoreError};
use crate::{Answer, ChatId, Emulator, Now, Request, Settings, Upload};
use serde_json::Value;
use std::collections::BTreeMap;

/// A contact centre whose records are kept as a database would keep them.
struct Kept {
    center: Emulator,
    now: Now,
    records: BTreeMap<Name, Change>,
}

impl Kept {
    fn new(settings: Settings) -> Self {
        let now = Now::from_millis(1_339_222_535_250);
        Self {
            center: Emulator::restore(settings, 7, Vec::new(), now).unwrap(),
            now,
            records: BTreeMap::new(),
        }
    }

    fn write(&mut self) {
        for change in self.center.take_changes() {
            let (name, body) = (change.name.clone(), change.body.clone());
            match (&name, body) {
                (_, Some(_)) => {
                    self.records.insert(name, change);
                }
                (Name::Chat(id), None) => {
                    let id = id.clone();
                    self.records.retain(|name, _| chat_of(name) != Some(&id));
                }
                (_, None) => {
                    self.records.remove(&name);
                }
            }
        }
    }

    fn restart(&mut self) {
        self.write();
        let records = self.records.values().cloned().collect();
        let settings = self.center.settings().clone();
        self.center = Emulator::restore(settings, 7, records, self.now).unwrap();
    }

    fn ask(&mut self, request: &Request) -> Value {
        let Answer::Ready(response) = self.center.ask(request, self.now) else {
            panic!("held");
        };
        serde_json::from_slice(&response.body).unwrap_or_default()
    }

    fn post(&mut self, path: &str, form: &str) -> Value {
        self.ask(&Request::post(path, form))
    }

    /// A polled chat of v1; where its operations are posted.
    fn chat(&mut self) -> String {
        let created = self.post("/genesys/1/service/request-chat", "");
        let id = created["_id"].as_str().unwrap().to_owned();
        let path = format!("/genesys/1/service/{id}/ixn/chat");
        self.post(&path, "firstName=Vasya&lastName=Pupkin&subject=test");
        path
    }

    fn id(&self) -> ChatId {
        self.center.chats()[0].id().clone()
    }

    fn wait(&mut self, millis: u64) {
        self.now.millis += millis;
        self.center.advance(self.now);
    }
}

fn chat_of(name: &Name) -> Option<&ChatId> {
    match name {
        Name::Centre | Name::Service(_) => None,
        Name::Chat(id) | Name::Event(id, _) | Name::Aside(id, _) | Name::File(id, _) => Some(id),
    }
}

#[test]
fn a_chat_goes_on_where_it_was() {
    let mut kept = Kept::new(Settings::unscripted());
    let path = kept.chat();
    let (id, now) = (kept.id(), kept.now);
    kept.center.join(&id, "Ines", now).unwrap();
    kept.post(&format!("{path}/send"), "message=before");
    let before = format!("{:?}", kept.center.chats());
    kept.restart();
    assert_eq!(format!("{:?}", kept.center.chats()), before);
    let reply = kept.post(&format!("{path}/refresh"), "message=after");
    let told = reply["transcriptToShow"].as_array().unwrap();
    assert_eq!(told.last().unwrap()[2], "after");
    assert_eq!(kept.center.chats()[0].transcript().len(), 4);
}

#[test]
fn what_the_customer_has_seen_is_remembered() {
    let mut kept = Kept::new(Settings::unscripted());
    let path = kept.chat();
    kept.post(&format!("{path}/send"), "message=seen");
    kept.restart();
    let reply = kept.post(&format!("{path}/refresh"), "");
    assert_eq!(reply["transcriptToShow"], serde_json::json!([]));
}

#[test]
fn every_record_is_written_once_and_again_only_when_it_changes() {
    let mut kept = Kept::new(Settings::unscripted());
    let path = kept.chat();
    kept.write();
    kept.post(&format!("{path}/send"), "message=hello");
    let names: Vec<_> = kept
        .center
        .take_changes()
        .into_iter()
        .map(|one| one.name)
        .collect();
    let id = kept.id();
    assert_eq!(names, [Name::Chat(id.clone()), Name::Event(id, 2)]);
    assert_eq!(kept.center.take_changes(), []);
}

#[test]
fn files_asides_and_agents_survive() {
    let mut kept = Kept::new(Settings::unscripted());
    kept.chat();
    let (id, now) = (kept.id(), kept.now);
    kept.center.join(&id, "Ines", now).unwrap();
    let upload = Upload {
        name: "a.png".to_owned(),
        bytes: vec![0, 159, 146, 150],
        ..Upload::default()
    };
    kept.center
        .send_file(&id, "Ines", upload.clone(), now)
        .unwrap();
    kept.restart();
    let chat = kept.center.chat(&id).unwrap();
    let files: Vec<_> = chat.files().map(|file| file.upload().clone()).collect();
    assert_eq!(files, [upload]);
}

#[test]
fn a_service_whose_time_is_over_leaves_no_record() {
    let mut kept = Kept::new(Settings::unscripted());
    kept.chat();
    kept.write();
    assert!(kept.records.keys().any(|name| chat_of(name).is_some()));
    kept.wait(3_600_000);
    kept.write();
    let names: Vec<_> = kept.records.into_keys().collect();
    assert_eq!(names, [Name::Centre]);
}

#[test]
fn a_restarted_centre_gives_out_no_id_twice() {
    let mut kept = Kept::new(Settings::unscripted());
    let first = kept.chat();
    kept.restart();
    assert_ne!(kept.chat(), first);
    assert_eq!(kept.center.chats().len(), 2);
}

#[test]
fn a_client_is_not_blamed_for_the_time_of_the_restart() {
    let mut kept = Kept::new(Settings::unscripted());
    let path = kept.chat();
    kept.write();
    kept.now.millis += 600_000;
    kept.restart();
    kept.wait(119_999);
    assert!(kept.center.chats()[0].is_live());
    kept.post(&format!("{path}/refresh"), "");
}

#[test]
fn what_a_script_had_in_mind_happens_after_the_restart() {
    let mut kept = Kept::new(Settings::default());
    let mut other = Kept::new(Settings::default());
    for one in [&mut kept, &mut other] {
        let path = one.chat();
        one.post(&format!("{path}/send"), "message=where+is+order+12345?");
    }
    kept.restart();
    for one in [&mut kept, &mut other] {
        one.wait(60_000);
    }
    let said = |one: &Kept| one.center.chats()[0].transcript().to_vec();
    assert!(said(&kept).len() > 5);
    assert_eq!(said(&kept), said(&other));
}

#[test]
fn a_record_that_nobody_wrote_is_named() {
    let name = Name::Chat(ChatId::new("x"));
    let record = Change {
        name: name.clone(),
        body: Some("{}".to_owned()),
        bytes: Vec::new(),
    };
    let error = Emulator::restore(Settings::default(), 7, vec![record], Now::default());
    assert!(matches!(error, Err(RestoreError::Unreadable { name: wrong, .. }) if wrong == name));
    let stray = Change {
        name: Name::Event(ChatId::new("x"), 1),
        body: Some(EVENT.to_owned()),
        bytes: Vec::new(),
    };
    let error = Emulator::restore(Settings::default(), 7, vec![stray], Now::default());
    assert!(matches!(error, Err(RestoreError::Stray { .. })));
}

const EVENT: &str = r#"{"position":1,"at":1,"kind":"Text","participant":1,
    "nickname":"a","user_type":"Client","text":"b","message_type":null,"data":{}}"#;
