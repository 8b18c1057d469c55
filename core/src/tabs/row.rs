//! A row on its way to another tab.

use std::rc::Rc;

use super::line::{Line, Rest};
use crate::chat::{Participant, ParticipantId, Position, Role, SharedFile, WebUrl};
use crate::time::Wall;
use crate::transcript::{Delivery, Entry, Portion, Row, RowKey, Setback};

pub(super) fn write(row: &Row) -> Line {
    let (kind, text) = match &row.entry {
        Entry::Message { text, .. } => ("said", &**text),
        Entry::Joined(_) => ("joined", ""),
        Entry::Left(_) => ("left", ""),
        Entry::PushedUrl(_, url) => ("url", url.as_str()),
        Entry::Renamed(_, name) => ("renamed", &**name),
        Entry::File { file, .. } => ("file", &*file.name),
    };
    let mut line = Line::of(kind);
    line.number(Some(row.key.0));
    line.number(row.position.map(|position| position.0));
    line.number(Some(row.after.0));
    line.number(row.at.map(|at| at.as_millis().unsigned_abs()));
    line.line(write_participant(row.from()));
    line.text(text);
    line.number(row.delivery().map(delivery));
    if let Entry::File { file, portion, .. } = &row.entry {
        line.text(&file.id);
        line.number(file.size);
        line.flag(*portion == Portion::Gone);
    }
    line
}

pub(super) fn read(mut rest: Rest<'_>) -> Option<Row> {
    let kind = rest.text()?;
    let key = RowKey(rest.number()??);
    let position = rest.number()?.map(Position);
    let after = Position(rest.number()??);
    let at = rest.number()?.map(|at| Wall::from_millis(at as i64));
    let from = read_participant(rest.line()?)?;
    let text = rest.text()?;
    let delivery = read_delivery(rest.number()?.unwrap_or_default())?;
    let entry = match kind {
        "said" => Entry::Message {
            from,
            text: text.into(),
            delivery,
        },
        "joined" => Entry::Joined(from),
        "left" => Entry::Left(from),
        "url" => Entry::PushedUrl(from, WebUrl::parse(text)?),
        "renamed" => Entry::Renamed(from, text.into()),
        _ => Entry::File {
            from,
            file: SharedFile {
                id: rest.text()?.into(),
                name: text.into(),
                size: rest.number()?,
            },
            delivery,
            portion: if rest.flag()? {
                Portion::Gone
            } else {
                Portion::Whole
            },
        },
    };
    Some(Row {
        key,
        position,
        after,
        at,
        entry,
    })
}

pub(super) fn write_participant(who: &Participant) -> Line {
    let mut line = Line::of(&who.nickname);
    line.number(who.id.map(|id| id.0));
    line.number(match who.role {
        Role::Agent => None,
        Role::System => Some(1),
        Role::Visitor => Some(2),
        Role::Supervisor => Some(3),
    });
    line
}

pub(super) fn read_participant(mut rest: Rest<'_>) -> Option<Participant> {
    Some(Participant {
        nickname: Rc::from(rest.text()?),
        id: rest.number()?.map(ParticipantId),
        role: match rest.number()? {
            None => Role::Agent,
            Some(1) => Role::System,
            Some(2) => Role::Visitor,
            Some(_) => Role::Supervisor,
        },
    })
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
