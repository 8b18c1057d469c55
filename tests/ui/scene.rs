//! Views made by hand, and what the interface makes of them.

#![expect(
    clippy::expect_used,
    reason = "outside of #[test] functions, but only called there"
)]

use std::rc::Rc;

use causerie::ui::{App, greenwich};
use causerie_core::chat::{Capabilities, Form, Participant, Position, Role};
use causerie_core::config::{Config, Options};
use causerie_core::session::{Connection, Rows, Stage, View};
use causerie_core::time::Wall;
use causerie_core::transcript::{Delivery, Entry, Row, RowKey};

/// Something that can be shown.
pub(crate) struct Scene {
    options: Options,
    pub(crate) view: View,
    open: bool,
}

impl Scene {
    /// An open window at that stage.
    pub(crate) fn at(stage: Stage) -> Self {
        let view = View {
            stage,
            rows: Rows::default(),
            agents: Vec::new(),
            typing: Vec::new(),
            connection: Connection::Good,
            capabilities: Capabilities::default(),
            form: Rc::new(Form::default()),
            draft: "".into(),
            files: None,
        };
        Self {
            options: Options::new().with("url", "/genesys"),
            view,
            open: true,
        }
    }

    pub(crate) fn closed(mut self) -> Self {
        self.open = false;
        self
    }

    /// The same, for a page with one more option.
    pub(crate) fn with(mut self, option: &str, value: &str) -> Self {
        self.options = self.options.with(option, value);
        self
    }

    /// The same, with these rows.
    pub(crate) fn rows(mut self, entries: Vec<Entry>) -> Self {
        let rows = entries.into_iter().zip(1..).map(|(entry, place)| {
            Rc::new(Row {
                key: RowKey(place),
                position: Some(Position(place)),
                after: Position(place - 1),
                at: Some(Wall::from_millis(1_339_280_777_000)),
                entry,
            })
        });
        self.view.rows = Rows(rows.collect());
        self
    }

    pub(crate) fn typing(mut self, names: &[&str]) -> Self {
        self.view.typing = names.iter().map(|name| (*name).into()).collect();
        self
    }

    pub(crate) fn agents(mut self, names: &[&str]) -> Self {
        self.view.agents = names.iter().map(|name| (*name).into()).collect();
        self
    }

    pub(crate) fn connection(mut self, connection: Connection) -> Self {
        self.view.connection = connection;
        self
    }

    /// The markup.
    pub(crate) fn html(self) -> String {
        let config = Config::new(&self.options).expect("options without fault");
        let mut view = self.view;
        if *view.form == Form::default() {
            view.form = Rc::new(config.visitor.clone());
        }
        let mut app = App::new(Rc::new(config), view, self.open, greenwich);
        app.draw().tree.to_string()
    }

    /// The words alone, those for the ear included.
    pub(crate) fn words(self) -> String {
        words(&self.html())
    }
}

/// What stands between the tags.
pub(crate) fn words(html: &str) -> String {
    let texts = html
        .split('<')
        .filter_map(|piece| Some(piece.split_once('>')?.1));
    let joined: String = texts.collect();
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether there is a tag that holds all of these, in any order.
pub(crate) fn has_tag(html: &str, parts: &[&str]) -> bool {
    let tags = html.split('<').filter_map(|piece| piece.split_once('>'));
    tags.into_iter()
        .any(|(tag, _)| parts.iter().all(|part| tag.contains(part)))
}

pub(crate) fn participant(role: Role, nickname: &str) -> Participant {
    Participant {
        role,
        id: None,
        nickname: nickname.into(),
    }
}

pub(crate) fn agent_says(text: &str) -> Entry {
    says(participant(Role::Agent, "Alice"), text, Delivery::Sent)
}

pub(crate) fn visitor_says(text: &str, delivery: Delivery) -> Entry {
    says(participant(Role::Visitor, ""), text, delivery)
}

pub(crate) fn says(from: Participant, text: &str, delivery: Delivery) -> Entry {
    let text = text.into();
    Entry::Message {
        from,
        text,
        delivery,
    }
}
