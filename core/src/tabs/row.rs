//! A row on its way to another tab.

use std::rc::Rc;

use crate::chat::{Participant, ParticipantId, Position, Role, SharedFile, WebUrl};
use crate::json::{self, Value};
use crate::time::Wall;
use crate::transcript::{Delivery, Entry, Portion, Row, RowKey, Setback};

pub(super) fn row(row: &Row) -> Value {
    let file = match &row.entry {
        Entry::File { file, .. } => Some(file),
        _ => None,
    };
    let (kind, text) = match &row.entry {
        Entry::Message { text, .. } => (0_u64, &**text),
        Entry::Joined(_) => (1, ""),
        Entry::Left(_) => (2, ""),
        Entry::PushedUrl(_, url) => (3, url.as_str()),
        Entry::Renamed(_, name) => (4, &**name),
        Entry::File { file, portion, .. } => {
            (5 + u64::from(*portion == Portion::Gone), &*file.name)
        }
    };
    Value::Array(vec![
        row.key.0.into(),
        optional(row.position.map(|position| position.0)),
        row.after.0.into(),
        optional(row.at.map(|at| at.as_millis().unsigned_abs())),
        kind.into(),
        participant(row.from()),
        text.into(),
        optional(row.delivery().map(delivery)),
        file.map_or(Value::Null, |file| (&*file.id).into()),
        optional(file.and_then(|file| file.size)),
    ])
}

pub(super) fn read_row(value: &Value) -> Option<Row> {
    let [
        key,
        position,
        after,
        at,
        kind,
        from,
        text,
        delivery,
        id,
        size,
    ] = value.as_array()?
    else {
        return None;
    };
    let from = read_participant(from)?;
    let text = text.as_str()?;
    let delivery = json::count(delivery).map_or(Some(Delivery::Sent), read_delivery)?;
    let kind = json::count(kind)?;
    let entry = match kind {
        0 => Entry::Message {
            from,
            text: text.into(),
            delivery,
        },
        1 => Entry::Joined(from),
        2 => Entry::Left(from),
        3 => Entry::PushedUrl(from, WebUrl::parse(text)?),
        4 => Entry::Renamed(from, text.into()),
        5 | 6 => Entry::File {
            from,
            file: SharedFile {
                id: id.as_str()?.into(),
                name: text.into(),
                size: json::count(size),
            },
            delivery,
            portion: if kind == 6 {
                Portion::Gone
            } else {
                Portion::Whole
            },
        },
        _ => return None,
    };
    Some(Row {
        key: RowKey(json::count(key)?),
        position: json::count(position).map(Position),
        after: Position(json::count(after)?),
        at: json::count(at).and_then(|at| Some(Wall::from_millis(i64::try_from(at).ok()?))),
        entry,
    })
}

pub(super) fn participant(who: &Participant) -> Value {
    let role = match who.role {
        Role::Agent => 0,
        Role::System => 1,
        Role::Visitor => 2,
    };
    Value::Array(vec![
        role.into(),
        optional(who.id.map(|id| id.0)),
        (&*who.nickname).into(),
    ])
}

pub(super) fn read_participant(value: &Value) -> Option<Participant> {
    let [role, id, nickname] = value.as_array()? else {
        return None;
    };
    Some(Participant {
        role: match json::count(role)? {
            0 => Role::Agent,
            1 => Role::System,
            2 => Role::Visitor,
            _ => return None,
        },
        id: json::count(id).map(ParticipantId),
        nickname: Rc::from(nickname.as_str()?),
    })
}

fn optional(number: Option<u64>) -> Value {
    number.map_or(Value::Null, Value::from)
}

/// What is wrong with a file is said where it was chosen.
const fn delivery(delivery: Delivery) -> u64 {
    match delivery {
        Delivery::Sent => 0,
        Delivery::Waiting => 1,
        Delivery::Sending => 2,
        Delivery::Uncertain => 3,
        Delivery::Failed(Setback::ChatEnded) => 4,
        Delivery::Failed(Setback::Lost) => 5,
        Delivery::Failed(Setback::Rejected | Setback::File(_)) => 6,
        Delivery::Failed(Setback::Unknown) => 7,
    }
}

const fn read_delivery(number: u64) -> Option<Delivery> {
    Some(match number {
        0 => Delivery::Sent,
        1 => Delivery::Waiting,
        2 => Delivery::Sending,
        3 => Delivery::Uncertain,
        4 => Delivery::Failed(Setback::ChatEnded),
        5 => Delivery::Failed(Setback::Lost),
        6 => Delivery::Failed(Setback::Rejected),
        7 => Delivery::Failed(Setback::Unknown),
        _ => return None,
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A row of every kind, and in every state of delivery.
    pub(in super::super) fn every_kind() -> Vec<Rc<Row>> {
        let agent = Participant {
            role: Role::Agent,
            id: Some(ParticipantId(3)),
            nickname: "Ines".into(),
        };
        let visitor = Participant {
            role: Role::Visitor,
            id: None,
            nickname: "".into(),
        };
        let file = |portion| Entry::File {
            from: agent.clone(),
            file: SharedFile {
                id: "f-1".into(),
                name: "a.pdf".into(),
                size: Some(5),
            },
            delivery: Delivery::Sent,
            portion,
        };
        let own = (0..8)
            .filter_map(read_delivery)
            .map(|delivery| Entry::Message {
                from: visitor.clone(),
                text: "says \"this\" 😀".into(),
                delivery,
            });
        let others = [
            Entry::Joined(agent.clone()),
            Entry::Left(agent.clone()),
            Entry::PushedUrl(
                agent.clone(),
                WebUrl::parse("https://example.com/").unwrap(),
            ),
            Entry::Renamed(agent.clone(), "Ines M.".into()),
            file(Portion::Whole),
            file(Portion::Gone),
        ];
        let entries = own.chain(others).zip(1..);
        let row = |(entry, place): (Entry, u64)| Row {
            key: RowKey(place),
            position: (place % 2 == 0).then_some(Position(place)),
            after: Position(place - 1),
            at: (place % 3 == 0).then_some(Wall::from_millis(1_700_000_000_000)),
            entry,
        };
        entries.map(row).map(Rc::new).collect()
    }
}
