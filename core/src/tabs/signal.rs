//! What tabs tell each other: JSON arrays, read by the same version only.

use std::rc::Rc;

use super::Window;
use super::line::{Line, Rest};
use super::row;
use crate::chat::{Ended, Position};
use crate::json;
use crate::session::{Connection, Image, Stage};
use crate::transcript::{Row, RowKey};

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

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ask {
    pub(super) from: TabId,
    /// Whether it wants to lead, for somebody uses it.
    pub(super) leads: bool,
    /// Whether it knows nothing yet.
    pub(super) new: bool,
}

#[derive(Debug, PartialEq)]
pub(super) struct Show {
    /// Who is told; everybody, where it is a leader who tells it.
    pub(super) to: Option<TabId>,
    pub(super) image: Image,
    pub(super) window: Window,
}

impl Signal {
    pub(super) fn write(&self) -> String {
        let line = match self {
            Self::Ask(ask) => {
                let mut line = Line::of("ask");
                line.number(Some(ask.from.0));
                line.flag(ask.leads);
                line.flag(ask.new);
                line
            }
            Self::Lead => Line::of("lead"),
            Self::Draft(text) => {
                let mut line = Line::of("draft");
                line.text(text);
                line
            }
            Self::Say(said) => {
                let mut line = Line::of("say");
                line.line(row::write(said));
                line
            }
            Self::Show(show) => show.write(),
            Self::Yield(to) => {
                let mut line = Line::of("yield");
                line.number(Some(to.0));
                line
            }
        };
        line.write()
    }

    /// Reads what [`write`](Self::write) wrote; `None` for anything else.
    pub(super) fn read(text: &str) -> Option<Self> {
        let value = json::parse(text)?;
        let mut rest = Rest::of(&value)?;
        Some(match rest.text()? {
            "ask" => Self::Ask(Ask {
                from: TabId(rest.number()??),
                leads: rest.flag()?,
                new: rest.flag()?,
            }),
            "lead" => Self::Lead,
            "draft" => Self::Draft(rest.text()?.to_owned()),
            "say" => Self::Say(row::read(rest.line()?)?),
            "show" => Self::Show(Box::new(Show::read(rest)?)),
            "yield" => Self::Yield(TabId(rest.number()??)),
            _ => return None,
        })
    }
}

impl Show {
    fn write(&self) -> Line {
        let image = &self.image;
        let mut line = Line::of("show");
        line.number(self.to.map(|to| to.0));
        line.flag(image.whole);
        line.number(Some(stage(&image.stage)));
        line.number(Some(connection(image.connection)));
        line.text(&image.draft);
        line.text(image.key.as_deref().unwrap_or_default());
        line.flag(self.window.open);
        line.number(Some(self.window.seen));
        line.number(Some(image.last.0));
        let mut rows = Line::of("");
        for row in &image.rows {
            rows.line(row::write(row));
        }
        line.line(rows);
        let mut names = Line::of("");
        for (position, key) in &image.names {
            names.number(Some(position.0));
            names.number(Some(key.0));
        }
        line.line(names);
        for people in &image.people {
            let mut names = Line::of("");
            for one in people {
                names.line(row::write_participant(one));
            }
            line.line(names);
        }
        line
    }

    fn read(mut rest: Rest<'_>) -> Option<Self> {
        let to = rest.number()?.map(TabId);
        let mut image = Image {
            whole: rest.flag()?,
            stage: read_stage(rest.number()??)?,
            connection: read_connection(rest.number()??)?,
            draft: rest.text()?.into(),
            key: rest
                .text()
                .filter(|text| !text.is_empty())
                .map(str::to_owned),
            rows: Vec::new(),
            names: Vec::new(),
            last: Position::default(),
            people: Default::default(),
        };
        let window = Window {
            open: rest.flag()?,
            seen: rest.number()??,
        };
        image.last = Position(rest.number()??);
        let mut rows = list(&mut rest)?;
        while !rows.is_over() {
            image.rows.push(Rc::new(row::read(rows.line()?)?));
        }
        let mut names = list(&mut rest)?;
        while !names.is_over() {
            let position = Position(names.number()??);
            image.names.push((position, RowKey(names.number()??)));
        }
        for people in &mut image.people {
            let mut names = list(&mut rest)?;
            while !names.is_over() {
                people.push(row::read_participant(names.line()?)?);
            }
        }
        Some(Self { to, image, window })
    }
}

/// A line in a line, without its kind.
fn list<'a>(rest: &mut Rest<'a>) -> Option<Rest<'a>> {
    let mut list = rest.line()?;
    list.text()?;
    Some(list)
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
            let image = Image {
                whole: true,
                rows: every_kind(),
                names: vec![(Position(5), RowKey(6))],
                last: Position(9),
                stage,
                connection: Connection::Reconnecting,
                draft: "a \"draft\"\n".into(),
                people: [who.clone().collect(), Vec::new()],
                key: Some("[1]".into()),
            };
            let window = Window {
                open: true,
                seen: 3,
            };
            let to = Some(TabId(4));
            Signal::Show(Box::new(Show { to, image, window }))
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
            r#"["show",null,1,4,0,"","",null,0,0,["",[1]],[""],[""],[""]]"#,
            r#"["show",null,1,9,0,"","",null,0,0,[""],[""],[""],[""]]"#,
            r#"["show",null,1,4,0,"","",null,0,0,[""],[""],[""]]"#,
            r#"["show",null,1,4,0,"","",null,0,0,[""],["",5],[""],[""]]"#,
        ] {
            assert_eq!(Signal::read(text), None, "{text}");
        }
    }
}
