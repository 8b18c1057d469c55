//! The interface on top of a real session, without a server.

#![expect(
    clippy::expect_used,
    reason = "outside of #[test] functions, but only called there"
)]

use std::rc::Rc;

use causerie_core::chat::Form;
use causerie_core::config::{Config, Options};
use causerie_core::http::{Failure, RequestId};
use causerie_core::session::{Act, Input, Output, Page, Session, Stage};
use causerie_core::time::{Monotonic, Now};

use crate::scene::Scene;

/// A session, its clock, and the request it waits for.
struct Bench {
    session: Session,
    now: Now,
    sent: Option<RequestId>,
    wake: Option<Monotonic>,
}

impl Bench {
    fn new() -> Self {
        let options = Options::new().with("url", "/genesys");
        let config = Config::new(&options).expect("options without fault");
        let now = Now::default();
        Self {
            session: Session::new(Rc::new(config), 1, None, now),
            now,
            sent: None,
            wake: None,
        }
    }

    fn hear(&mut self, input: Input) {
        self.session.handle(input, self.now);
        while let Some(output) = self.session.poll() {
            match output {
                Output::Send(id, _) => self.sent = Some(id),
                Output::WakeAt(at) => self.wake = at,
                _ => {}
            }
        }
    }

    /// The network fails until the session no longer tries.
    fn fail(&mut self) {
        while let Some(id) = self.sent.take() {
            self.hear(Input::Answer(id, Err(Failure::Network)));
            if let Some(at) = self.wake {
                self.now.monotonic = at;
                self.hear(Input::Clock);
            }
        }
    }

    fn words(&self) -> String {
        let mut scene = Scene::at(Stage::Form(None));
        scene.view = self.session.view();
        scene.words()
    }
}

#[test]
fn a_chat_that_is_opened_connects() {
    let mut bench = Bench::new();
    bench.hear(Input::Act(Act::Open(Form::default())));
    assert!(bench.words().contains("Connecting…"), "{}", bench.words());
}

#[test]
fn what_was_entered_survives_a_server_out_of_reach() {
    let mut bench = Bench::new();
    let mut form = Form::default();
    form.set("firstName", "Ada".into());
    bench.hear(Input::Act(Act::Open(form)));
    bench.fail();
    let words = bench.words();
    assert!(
        words.contains("We could not reach the chat service"),
        "{words}"
    );
    assert_eq!(bench.session.view().form.first_name, "Ada");
}

#[test]
fn a_browser_without_network_is_told_of_before_there_is_a_chat() {
    let mut bench = Bench::new();
    bench.hear(Input::Page(Page::Offline));
    assert!(
        bench.words().contains("You are offline"),
        "{}",
        bench.words()
    );
    bench.hear(Input::Page(Page::Online));
    assert!(
        !bench.words().contains("You are offline"),
        "{}",
        bench.words()
    );
}
