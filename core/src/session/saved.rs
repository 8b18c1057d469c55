//! What is kept from one page load to the next: enough to take the chat up
//! again and to send nothing twice. Never the transcript; the form only until the chat begins.

use std::rc::Rc;
use std::time::Duration;

use crate::chat::{Form, Position};
use crate::json::{self, Object, Value};
use crate::time::{Now, Wall};
use crate::transcript::{Delivery, Row, RowKey, Setback, Transcript};

/// Raised when the format changes; other versions are not read.
const VERSION: u64 = 1;

/// Saving anew only to move the time on is not worth a write more often.
const STAMP_MILLIS: i64 = 60_000;

/// More own messages than this are not sent while another tab is frozen.
const NAMES: usize = 16;

/// The fields of every form.
const FIELDS: [&str; 5] = ["firstName", "lastName", "email", "subject", "nickname"];

pub(super) struct Saved {
    /// What names the chat, if there may be one.
    pub(super) key: Option<String>,
    /// What was entered for a chat that has not begun.
    pub(super) form: Option<Rc<Form>>,
    pub(super) draft: String,
    unsettled: Vec<Unsettled>,
    /// What the last own messages are called that have a place: another tab may still believe
    /// that they wait.
    names: Vec<(Position, RowKey)>,
    at: i64,
}

/// An own message that the transcript does not show yet.
struct Unsettled {
    /// The row's; what earlier versions wrote has none.
    key: Option<RowKey>,
    text: String,
    after: Position,
    /// Whether it may have left.
    left: bool,
    failed: bool,
    /// Whether the server has it: the echo is its own, and no other message's.
    sent: bool,
}

impl Saved {
    pub(super) fn of(
        key: Option<&str>,
        form: Option<&Rc<Form>>,
        draft: &str,
        transcript: &Transcript,
        now: Wall,
    ) -> Self {
        let at = now.as_millis() - now.as_millis().rem_euclid(STAMP_MILLIS);
        let unsettled = transcript
            .rows()
            .iter()
            .filter_map(|row| Unsettled::of(row))
            .collect();
        let own = transcript.rows().iter().rev().filter(|row| row.is_own());
        let placed = own.filter_map(|row| Some((row.position?, row.key)));
        let mut names: Vec<_> = placed.take(NAMES).collect();
        // Rows that are not read again yet have names too.
        for name in transcript.names() {
            if names.len() < NAMES && !names.contains(name) {
                names.push(*name);
            }
        }
        Self {
            key: key.map(str::to_owned),
            form: form.cloned(),
            draft: draft.to_owned(),
            unsettled,
            names,
            at,
        }
    }

    pub(super) fn write(&self) -> String {
        let unsettled = self.unsettled.iter().map(Unsettled::write).collect();
        let mut names = Vec::new();
        for (position, key) in &self.names {
            names.extend([position.0.into(), key.0.into()]);
        }
        let mut saved = Object::of(vec![
            ("version", VERSION.into()),
            ("at", self.at.unsigned_abs().into()),
            ("chat", self.key.as_deref().unwrap_or_default().into()),
            ("draft", self.draft.as_str().into()),
            ("unsettled", Value::Array(unsettled)),
            ("names", Value::Array(names)),
        ]);
        if let Some(form) = &self.form {
            saved.set("form", write_form(form));
        }
        saved.write()
    }

    /// Puts back what was written and is not settled.
    pub(super) fn rewrite(&self, transcript: &mut Transcript, now: Now) {
        for (position, key) in &self.names {
            transcript.reserve(*key);
            transcript.name(*position, *key);
        }
        for message in &self.unsettled {
            let key = transcript.rewrite(&message.text, message.delivery(), message.after, now);
            transcript.call(key, message.key.unwrap_or(key));
        }
    }

    /// Reads what [`write`](Self::write) wrote; `None` for anything else and
    /// for what is as old as that.
    pub(super) fn read(text: &str, now: Wall, old: Duration) -> Option<Self> {
        let object = json::object(text)?;
        let at = i64::try_from(json::count(object.get("at")?)?).ok()?;
        let age = now.as_millis().checked_sub(at)?;
        let known = json::count(object.get("version")?)? == VERSION
            && age.unsigned_abs() / 1_000 < old.as_secs();
        let unsettled = object.get("unsettled")?.as_array()?.iter();
        // Earlier versions wrote none.
        let names = object.get("names").and_then(Value::as_array);
        let key = object.get("chat")?.as_str()?;
        let saved = Self {
            key: (!key.is_empty()).then(|| key.to_owned()),
            form: object.get("form").and_then(read_form).map(Rc::new),
            draft: object.get("draft")?.as_str()?.to_owned(),
            unsettled: unsettled.map(Unsettled::read).collect::<Option<_>>()?,
            names: names.map(read_names).unwrap_or_default(),
            at,
        };
        (known && (saved.key.is_some() || saved.form.is_some())).then_some(saved)
    }
}

/// Reads a place and a key at a time.
fn read_names(names: &[Value]) -> Vec<(Position, RowKey)> {
    let pairs = names.chunks_exact(2).filter_map(|pair| match pair {
        [position, key] => Some((Position(json::count(position)?), RowKey(json::count(key)?))),
        _ => None,
    });
    pairs.collect()
}

/// Names and answers by turns.
fn write_form(form: &Form) -> Value {
    let mut texts = Vec::new();
    for name in FIELDS {
        texts.push(name.into());
        texts.push(form.answer(name).into());
    }
    for (name, answer) in &form.user_data {
        texts.push(name.as_str().into());
        texts.push(answer.as_str().into());
    }
    Value::Array(texts)
}

fn read_form(value: &Value) -> Option<Form> {
    let mut form = Form::default();
    for pair in value.as_array()?.chunks(2) {
        let [name, answer] = pair else {
            return None;
        };
        form.set(name.as_str()?, answer.as_str()?.to_owned());
    }
    Some(form)
}

impl Unsettled {
    fn of(row: &Row) -> Option<Self> {
        let open = row.is_message() && row.position.is_none();
        let delivery = row.delivery().filter(|_| open)?;
        Some(Self {
            key: Some(row.key),
            text: row.text().to_owned(),
            after: row.after,
            left: delivery != Delivery::Waiting,
            failed: row.is_failed(),
            sent: delivery == Delivery::Sent,
        })
    }

    fn write(&self) -> Value {
        Value::Array(vec![
            self.text.as_str().into(),
            self.after.0.into(),
            self.left.into(),
            self.failed.into(),
            self.sent.into(),
            self.key.map_or(Value::Null, |key| key.0.into()),
        ])
    }

    fn read(value: &Value) -> Option<Self> {
        // The rest is not there in what earlier versions wrote.
        let [text, after, left, failed, rest @ ..] = value.as_array()? else {
            return None;
        };
        Some(Self {
            text: text.as_str()?.to_owned(),
            after: Position(json::count(after)?),
            left: left.is_true(),
            failed: failed.is_true(),
            sent: rest.first().is_some_and(Value::is_true),
            key: rest.get(1).and_then(json::count).map(RowKey),
        })
    }

    const fn delivery(&self) -> Delivery {
        match (self.failed, self.left) {
            _ if self.sent => Delivery::Sent,
            (true, _) => Delivery::Failed(Setback::Lost),
            (false, true) => Delivery::Uncertain,
            (false, false) => Delivery::Waiting,
        }
    }
}
