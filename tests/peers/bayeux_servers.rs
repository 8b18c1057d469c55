//! The core's session against Bayeux servers that others have written.

use std::time::Duration;

use causerie_core::chat::{Ended, Form};
use causerie_core::session::{Act, Announcement, Input, Page, Stage};
use causerie_tests::shown;
use tokio::time::{Instant, sleep};

use crate::server::{Library, Server, State};
use crate::visitor::Visitor;

/// How long a server may take to come to what is expected of it.
const PATIENCE: Duration = Duration::from_secs(15);

/// How often it is asked.
const PAUSE: Duration = Duration::from_millis(20);

/// How long the servers hold a connect.
const HELD: Duration = Duration::from_secs(3);

/// Every claim holds for every server.
macro_rules! claims {
    ($($claim:ident)*) => {
        mod cometd {
            $(#[tokio::test]
            async fn $claim() {
                super::$claim(super::Library::Cometd).await;
            })*
        }

        mod faye {
            $(#[tokio::test]
            async fn $claim() {
                super::$claim(super::Library::Faye).await;
            })*
        }
    };
}

claims! {
    a_whole_chat_is_told_by_push_alone
    an_idle_chat_keeps_its_session_and_asks_nothing
    a_connect_that_was_cut_off_loses_nothing
    a_forgotten_session_is_replaced_and_its_gap_filled
    a_chat_outlives_the_death_of_its_server
    a_page_that_is_left_ends_the_session_and_one_that_comes_back_has_another
}

/// A chat between a visitor and Ann.
struct Chat {
    server: Server,
    visitor: Visitor,
}

async fn a_whole_chat_is_told_by_push_alone(library: Library) {
    let mut chat = Chat::with_ann(library).await;
    chat.visitor.say("hello");
    chat.ann("type", "").await;
    chat.visitor
        .until("Ann types", |visitor| visitor.view().typing.len() == 1)
        .await;
    chat.ann("say", "How can I help?").await;
    chat.visitor.act(Act::Draft("my".into()));
    chat.until("the visitor types", |_, state| {
        state.holds("Notice.TypingStarted", "CLIENT")
    })
    .await;
    for text in ["my order", "my order", "it is late"] {
        chat.visitor.say(text);
    }
    chat.ann("say", "I will see to it.").await;
    chat.until_same().await;
    chat.ann("leave", "").await;
    chat.until_shown("- Ann").await;
    chat.visitor.act(Act::End);
    let ended = Stage::Ended(Ended::ByVisitor);
    chat.visitor
        .until("it ends", |visitor| visitor.view().stage == ended)
        .await;
    chat.until_same().await;
    chat.until("the session ends", |_, state| state.sessions == 0)
        .await;
    assert_eq!(chat.server.state().await.count("/meta/disconnect"), 1);
    for text in ["hello", "How can I help?", "my order", "I will see to it."] {
        assert!(chat.was_pushed(text), "{text}");
    }
    assert_eq!(chat.questions(), 0);
    assert_eq!(chat.fallbacks(), 0);
}

async fn an_idle_chat_keeps_its_session_and_asks_nothing(library: Library) {
    let mut chat = Chat::with_ann(library).await;
    let before = chat.server.state().await.count("/meta/connect");
    let since = Instant::now();
    chat.until("two connects end in silence", |_, state| {
        state.count("/meta/connect") > before + 1
    })
    .await;
    assert!(since.elapsed() > HELD + HELD / 2);
    chat.until_pushed("still there?").await;
    let state = chat.server.state().await;
    assert_eq!(state.count("/meta/handshake"), 1);
    assert_eq!(chat.questions(), 0);
}

async fn a_connect_that_was_cut_off_loses_nothing(library: Library) {
    let mut chat = Chat::with_ann(library).await;
    chat.server.act("cut", "").await;
    chat.ann("say", "while nobody listens").await;
    chat.visitor.say("while nobody listens to me");
    chat.until_same().await;
    chat.until_pushed("once more").await;
    let state = chat.server.state().await;
    assert_eq!(state.count("/meta/handshake"), 1);
    assert_eq!(chat.fallbacks(), 0);
}

async fn a_forgotten_session_is_replaced_and_its_gap_filled(library: Library) {
    let mut chat = Chat::with_ann(library).await;
    chat.server.act("forget", "").await;
    chat.ann("say", "into the void").await;
    chat.visitor.say("and back");
    chat.until("the visitor listens again", |_, state| {
        state.count("/meta/subscribe") > 1
    })
    .await;
    chat.until_same().await;
    chat.until_pushed("after the storm").await;
    let state = chat.server.state().await;
    assert_eq!(state.count("/meta/handshake"), 2);
    assert_eq!(state.count("/meta/subscribe"), 2);
    assert!(chat.was_unknown());
    assert_eq!(chat.fallbacks(), 0);
}

async fn a_chat_outlives_the_death_of_its_server(library: Library) {
    let mut chat = Chat::with_ann(library).await;
    chat.visitor.say("before");
    chat.until_same().await;
    chat.server.kill().await;
    chat.visitor.say("to nobody");
    chat.until_shown("me: to nobody (Uncertain)").await;
    chat.visitor.meanwhile(chat.server.restart()).await;
    chat.ann("say", "I am back").await;
    chat.until_shown("me: to nobody (Failed(Lost))").await;
    let rows = chat.visitor.view().rows.0;
    let lost = rows.iter().find(|row| row.is_failed()).unwrap();
    chat.visitor.act(Act::Retry(lost.key));
    chat.until_same().await;
    chat.until_pushed("so am I").await;
    let state = chat.server.state().await;
    assert_eq!(state.count("/meta/handshake"), 1);
    assert_eq!(state.count("/meta/subscribe"), 1);
    assert!(chat.was_unknown());
    assert_eq!(chat.fallbacks(), 0);
}

async fn a_page_that_is_left_ends_the_session_and_one_that_comes_back_has_another(
    library: Library,
) {
    let mut chat = Chat::with_ann(library).await;
    let state = chat.server.state().await;
    assert_eq!((state.sessions, state.count("/meta/disconnect")), (1, 0));
    chat.visitor.tell(Input::Page(Page::Left));
    chat.until("the session ends", |_, state| state.sessions == 0)
        .await;
    let state = chat.server.state().await;
    assert_eq!(state.count("/meta/disconnect"), 1);
    chat.ann("say", "to an empty chair").await;
    chat.visitor.tell(Input::Page(Page::Shown));
    chat.until_same().await;
    chat.until_pushed("welcome back").await;
    let state = chat.server.state().await;
    assert_eq!((state.sessions, state.count("/meta/handshake")), (1, 2));
}

impl Chat {
    /// A chat that Ann has joined.
    async fn with_ann(library: Library) -> Self {
        let server = Server::start(library).await;
        let visitor = Visitor::of(server.address());
        let mut chat = Self { server, visitor };
        chat.visitor.act(Act::Open(Form::default()));
        chat.visitor
            .until("the chat begins", |visitor| {
                visitor.view().stage == Stage::Chatting
            })
            .await;
        chat.ann("join", "").await;
        chat.until_shown("+ Ann").await;
        chat.until_listening().await;
        chat
    }

    /// Ann does something.
    async fn ann(&mut self, deed: &str, text: &str) {
        self.visitor.meanwhile(self.server.act(deed, text)).await;
    }

    async fn until_shown(&mut self, line: &str) {
        self.visitor
            .until(line, |visitor| {
                shown(&visitor.view()).iter().any(|shown| shown == line)
            })
            .await;
    }

    /// Until the server holds a connect.
    async fn until_listening(&mut self) {
        self.until("a connect is held", |_, state| state.held == 1)
            .await;
    }

    /// Until what the visitor sees is what the server has.
    async fn until_same(&mut self) {
        self.until("both have the same", |visitor, state| {
            shown(&visitor.view()) == served(state)
        })
        .await;
    }

    /// Until Ann says something and it is pushed.
    async fn until_pushed(&mut self, text: &str) {
        self.until_listening().await;
        self.ann("say", text).await;
        self.until_same().await;
        assert!(self.was_pushed(text), "{text} came some other way");
    }

    async fn until(&mut self, what: &str, is_so: impl Fn(&Visitor, &State) -> bool) {
        let end = Instant::now() + PATIENCE;
        loop {
            let state = self.visitor.meanwhile(self.server.state()).await;
            if is_so(&self.visitor, &state) {
                return;
            }
            let shown = shown(&self.visitor.view());
            assert!(
                Instant::now() < end,
                "never: {what}\n{shown:#?}\n{state:#?}"
            );
            self.visitor.meanwhile(sleep(PAUSE)).await;
        }
    }

    /// Whether a connect that the server might hold brought this.
    fn was_pushed(&self, text: &str) -> bool {
        let mut exchanges = self.visitor.exchanges.iter();
        exchanges.any(|exchange| {
            let asked = exchange.request.body.as_str();
            let held = asked.contains("/meta/connect") && !asked.contains("advice");
            held && exchange.brought(text)
        })
    }

    /// Whether the server said that it does not know the client.
    fn was_unknown(&self) -> bool {
        let mut exchanges = self.visitor.exchanges.iter();
        exchanges.any(|exchange| exchange.brought("unknown") || exchange.brought("Unknown"))
    }

    /// How often the visitor asked for news.
    fn questions(&self) -> usize {
        let exchanges = self.visitor.exchanges.iter();
        let questions = exchanges.filter(|exchange| {
            let request = &exchange.request;
            request.url.ends_with("/refresh") && !request.body.as_str().contains("message=")
        });
        questions.count()
    }

    fn fallbacks(&self) -> usize {
        let announced = self.visitor.announced.iter();
        let fallbacks = announced.filter(|told| matches!(told, Announcement::Fallback(_)));
        fallbacks.count()
    }
}

/// What the server has that a visitor should see, in the words of [`shown`].
fn served(state: &State) -> Vec<String> {
    let events = state.transcript.iter();
    events
        .filter_map(|[kind, name, text, _, user]| match (&kind[..], &user[..]) {
            ("Message.Text", "CLIENT") => Some(format!("me: {text}")),
            ("Message.Text", _) => Some(format!("{name}: {text}")),
            ("Notice.Joined", "AGENT") => Some(format!("+ {name}")),
            ("Notice.Left", "AGENT") => Some(format!("- {name}")),
            _ => None,
        })
        .collect()
}
