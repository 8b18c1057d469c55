//! What tabs tell each other: JSON arrays, read by the same version only.

use std::rc::Rc;

use super::Window;
use super::row::{participant, read_participant, read_row, row};
use crate::chat::{Ended, Participant};
use crate::json::{self, Value};
use crate::session::{Connection, Stage};
use crate::transcript::Row;

/// A number that no two tabs have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TabId(pub(super) u64);

/// What tabs tell each other.
#[derive(Debug, PartialEq)]
pub(super) enum Signal {
    /// A tab wants to know what the leader knows, or to lead.
    Ask(Ask),
    /// There is a new leader, which has heard of no other tab.
    Lead,
    /// The composer of a tab that does not lead holds this now.
    Draft(String),
    /// This was said in a tab that does not lead.
    Say(Row),
    /// What the leader knows that is news to the others.
    Show(Box<Show>),
    /// That tab may lead.
    Yield(TabId),
}

#[derive(Debug, PartialEq)]
pub(super) struct Ask {
    pub(super) from: TabId,
    /// Whether it wants to lead, for somebody uses it.
    pub(super) leads: bool,
    /// Whether it knows nothing yet.
    pub(super) new: bool,
}

#[derive(Debug, PartialEq)]
pub(super) struct Show {
    /// Whether these are all rows; otherwise the others stay.
    pub(super) whole: bool,
    pub(super) rows: Vec<Rc<Row>>,
    pub(super) stage: Stage,
    pub(super) connection: Connection,
    pub(super) draft: Rc<str>,
    pub(super) agents: Vec<Participant>,
    pub(super) typing: Vec<Participant>,
    pub(super) saved: Option<String>,
    pub(super) window: Window,
}

impl Signal {
    pub(super) fn write(&self) -> String {
        let items = match self {
            Self::Ask(ask) => vec![
                "ask".into(),
                ask.from.0.into(),
                ask.leads.into(),
                ask.new.into(),
            ],
            Self::Lead => vec!["lead".into()],
            Self::Draft(text) => vec!["draft".into(), text.as_str().into()],
            Self::Say(said) => vec!["say".into(), row(said)],
            Self::Show(show) => vec![
                "show".into(),
                show.whole.into(),
                list(&show.rows, |one| row(one)),
                stage(&show.stage).into(),
                connection(show.connection).into(),
                (&*show.draft).into(),
                list(&show.agents, participant),
                list(&show.typing, participant),
                show.saved.as_deref().map_or(Value::Null, Value::from),
                show.window.open.into(),
                show.window.seen.into(),
            ],
            Self::Yield(to) => vec!["yield".into(), to.0.into()],
        };
        Value::Array(items).to_string()
    }

    /// Reads what [`write`](Self::write) wrote; `None` for anything else.
    pub(super) fn read(text: &str) -> Option<Self> {
        let value = json::parse(text)?;
        let (kind, items) = value.as_array()?.split_first()?;
        match (kind.as_str()?, items) {
            ("ask", [from, leads, new]) => Some(Self::Ask(Ask {
                from: TabId(json::count(from)?),
                leads: leads.is_true(),
                new: new.is_true(),
            })),
            ("lead", []) => Some(Self::Lead),
            ("draft", [text]) => Some(Self::Draft(text.as_str()?.to_owned())),
            ("say", [row]) => Some(Self::Say(read_row(row)?)),
            (
                "show",
                [
                    whole,
                    rows,
                    stage,
                    connection,
                    draft,
                    agents,
                    typing,
                    saved,
                    open,
                    seen,
                ],
            ) => Some(Self::Show(Box::new(Show {
                whole: whole.is_true(),
                rows: read_list(rows, |row| read_row(row).map(Rc::new))?,
                stage: read_stage(json::count(stage)?)?,
                connection: read_connection(json::count(connection)?)?,
                draft: draft.as_str()?.into(),
                agents: read_list(agents, read_participant)?,
                typing: read_list(typing, read_participant)?,
                saved: saved.as_str().map(str::to_owned),
                window: Window {
                    open: open.is_true(),
                    seen: json::count(seen)?,
                },
            }))),
            ("yield", [to]) => Some(Self::Yield(TabId(json::count(to)?))),
            _ => None,
        }
    }
}

fn list<T>(items: &[T], write: impl Fn(&T) -> Value) -> Value {
    Value::Array(items.iter().map(write).collect())
}

fn read_list<T>(value: &Value, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    value.as_array()?.iter().map(read).collect()
}

/// What the others see of it; what went wrong with the form is seen where it was sent.
const fn stage(stage: &Stage) -> u64 {
    match stage {
        Stage::Form(_) => 0,
        Stage::Opening { waiting: false, .. } => 1,
        Stage::Opening { waiting: true, .. } => 2,
        Stage::Resuming => 3,
        Stage::Chatting => 4,
        Stage::Ending => 5,
        Stage::Ended(Ended::ByContactCentre) => 6,
        Stage::Ended(Ended::ByVisitor) => 7,
        Stage::Ended(Ended::Lost) => 8,
    }
}

const fn read_stage(number: u64) -> Option<Stage> {
    Some(match number {
        0 => Stage::Form(None),
        1 | 2 => Stage::Opening {
            waiting: number == 2,
            words: None,
        },
        3 => Stage::Resuming,
        4 => Stage::Chatting,
        5 => Stage::Ending,
        6 => Stage::Ended(Ended::ByContactCentre),
        7 => Stage::Ended(Ended::ByVisitor),
        8 => Stage::Ended(Ended::Lost),
        _ => return None,
    })
}

const fn connection(connection: Connection) -> u64 {
    match connection {
        Connection::Good => 0,
        Connection::Offline => 1,
        Connection::Reconnecting => 2,
        Connection::Unavailable => 3,
    }
}

const fn read_connection(number: u64) -> Option<Connection> {
    Some(match number {
        0 => Connection::Good,
        1 => Connection::Offline,
        2 => Connection::Reconnecting,
        3 => Connection::Unavailable,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::row::tests::every_kind;
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let who = every_kind()
            .first()
            .map(|row| row.from().clone())
            .into_iter();
        let stages = (0..9).filter_map(read_stage);
        let shows = stages.map(|stage| {
            Signal::Show(Box::new(Show {
                whole: true,
                rows: every_kind(),
                stage,
                connection: Connection::Reconnecting,
                draft: "a \"draft\"\n".into(),
                agents: who.clone().collect(),
                typing: Vec::new(),
                saved: Some("{}".into()),
                window: Window {
                    open: true,
                    seen: 3,
                },
            }))
        });
        let others = [
            Signal::Ask(Ask {
                from: TabId(u64::MAX),
                leads: true,
                new: false,
            }),
            Signal::Lead,
            Signal::Draft("a\n".into()),
            Signal::Say(Row::clone(&every_kind()[0])),
            Signal::Yield(TabId(7)),
        ];
        for signal in shows.chain(others) {
            assert_eq!(Signal::read(&signal.write()), Some(signal));
        }
    }

    #[test]
    fn anything_else_counts_as_nothing() {
        for text in [
            "",
            "{}",
            "[]",
            "[1]",
            r#"["ask"]"#,
            r#"["yield","x"]"#,
            r#"["show",true,[[1]],4,0,"",[],[],null,true,0]"#,
            r#"["show",true,[],9,0,"",[],[],null,true,0]"#,
        ] {
            assert_eq!(Signal::read(text), None, "{text}");
        }
    }
}
