//! What is to be seen of a chat, as plain objects.

use std::rc::Rc;

use causerie_core::chat::{FileFault, FileLimits, SharedFile};
use causerie_core::error::Trouble;
use causerie_core::session::{Stage, View};
use causerie_core::transcript::{Delivery, Entry, Portion, Row, Setback};
use js_sys::{Array, Object};
use wasm_bindgen::JsValue;

use super::events::{list, message};
use super::words::{connection, ended, kind};
use crate::object::object;

type Field = (&'static str, JsValue);

/// The last view as plain objects, frozen: a row that did not change is the same object.
#[derive(Default)]
pub(super) struct Snapshots {
    seen: Option<(View, JsValue)>,
    rows: Vec<(Rc<Row>, JsValue)>,
}

impl Snapshots {
    /// The object of `view`: that of the last one, if both are the same.
    pub(super) fn of(&mut self, view: View) -> JsValue {
        if let Some((_, object)) = self.seen.as_ref().filter(|(seen, _)| *seen == view) {
            return object.clone();
        }
        let mut fields = stage(&view.stage);
        fields.extend([
            ("rows", self.rows(&view.rows.0)),
            ("agents", frozen(&list(&view.agents).into())),
            ("typing", frozen(&list(&view.typing).into())),
            ("connection", connection(view.connection).into()),
            ("canSend", view.capabilities.send.into()),
            ("draft", (&*view.draft).into()),
            ("files", view.files.as_deref().map_or(JsValue::NULL, limits)),
        ]);
        let object = frozen(&object(&fields));
        self.seen = Some((view, object.clone()));
        object
    }

    /// Rows seldom move: each is looked for where the last one was found.
    fn rows(&mut self, rows: &[Rc<Row>]) -> JsValue {
        let before = std::mem::take(&mut self.rows);
        let mut next = 0;
        for row in rows {
            let (passed, ahead) = before.split_at_checked(next).unwrap_or_default();
            let mut known = ahead.iter().chain(passed).enumerate();
            let found = known.find(|(_, (other, _))| Rc::ptr_eq(other, row));
            let object = found.map_or_else(
                || self::row(row),
                |(steps, (_, object))| {
                    next = (next + steps + 1) % (before.len() + 1);
                    object.clone()
                },
            );
            self.rows.push((Rc::clone(row), object));
        }
        let all: Array = self.rows.iter().map(|(_, object)| object).collect();
        frozen(&all)
    }
}

/// The page is given the same objects again and must not change them.
fn frozen(object: &Object) -> JsValue {
    Object::freeze(object).into()
}

fn stage(stage: &Stage) -> Vec<Field> {
    let name = match stage {
        Stage::Chatting => "chatting",
        Stage::Ended(_) => "ended",
        Stage::Ending => "ending",
        Stage::Form(_) => "form",
        Stage::Opening { .. } => "opening",
        Stage::Resuming => "resuming",
    };
    let mut fields = vec![("stage", name.into())];
    match stage {
        Stage::Ended(how) => fields.push(("by", ended(*how).into())),
        Stage::Form(why) => {
            fields.push(("trouble", why.as_ref().map_or(JsValue::NULL, trouble)));
        }
        Stage::Opening { waiting, words } => fields.extend([
            ("waiting", (*waiting).into()),
            (
                "words",
                words.as_deref().map_or(JsValue::NULL, JsValue::from_str),
            ),
        ]),
        Stage::Chatting | Stage::Ending | Stage::Resuming => {}
    }
    fields
}

fn trouble(trouble: &Trouble) -> JsValue {
    let field = match trouble {
        Trouble::Rejected(rejection) => rejection.field.map_or(JsValue::NULL, JsValue::from_str),
        _ => JsValue::NULL,
    };
    frozen(&object(&[
        ("kind", kind(trouble).into()),
        ("message", trouble.sentence().into()),
        ("field", field),
    ]))
}

fn row(row: &Row) -> JsValue {
    let mut fields = message(row);
    let delivery = row.delivery();
    fields.extend([
        ("key", number(row.key.0)),
        (
            "delivery",
            delivery.map_or(JsValue::NULL, |delivery| self::delivery(delivery).into()),
        ),
    ]);
    // Of two fields of one name, the last counts.
    match &row.entry {
        Entry::File { file, portion, .. } => fields.extend(shared(file, *portion)),
        Entry::Joined(_) => fields.push(("type", "joined".into())),
        Entry::Left(_) => fields.push(("type", "left".into())),
        Entry::Renamed(from, name) => fields.extend([
            ("type", "renamed".into()),
            ("nickname", (&**name).into()),
            ("formerly", (&*from.nickname).into()),
        ]),
        Entry::Message { .. } | Entry::PushedUrl(..) => {}
    }
    if let Some(Delivery::Failed(why)) = delivery {
        fields.push(("reason", setback(why).into()));
    }
    frozen(&object(&fields))
}

fn shared(file: &SharedFile, portion: Portion) -> [Field; 3] {
    let (name, percent) = match portion {
        Portion::Failed => ("failed", JsValue::NULL),
        Portion::Fetching => ("fetching", JsValue::NULL),
        Portion::Gone => ("gone", JsValue::NULL),
        Portion::Sent(percent) => ("sending", percent.into()),
        Portion::Whole => ("whole", JsValue::NULL),
    };
    [
        ("size", optional(file.size)),
        ("portion", name.into()),
        ("percent", percent),
    ]
}

fn limits(limits: &FileLimits) -> JsValue {
    frozen(&object(&[
        ("files", optional(limits.files)),
        ("size", optional(limits.size)),
        ("total", optional(limits.total)),
        ("usedFiles", number(limits.used.0)),
        ("usedSize", number(limits.used.1)),
        ("types", frozen(&list(&limits.types).into())),
        ("removes", limits.removes.into()),
    ]))
}

fn number(number: u64) -> JsValue {
    (number as f64).into()
}

fn optional(count: Option<u64>) -> JsValue {
    count.map_or(JsValue::NULL, number)
}

const fn delivery(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Failed(_) => "failed",
        Delivery::Sending => "sending",
        Delivery::Sent => "sent",
        Delivery::Uncertain => "uncertain",
        Delivery::Waiting => "waiting",
    }
}

const fn setback(why: Setback) -> &'static str {
    match why {
        Setback::ChatEnded => "ended",
        Setback::File(FileFault::Files(_)) => "file-count",
        Setback::File(FileFault::Size(_)) => "file-size",
        Setback::File(FileFault::Total(_)) => "file-total",
        Setback::File(FileFault::Type) => "file-type",
        Setback::Lost => "lost",
        Setback::Rejected => "rejected",
        Setback::Unknown => "unknown",
    }
}
