//! What a person does, and what comes of it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "outside of #[test] functions, but only called there"
)]

use std::rc::Rc;

use causerie::ui::tree::{Element, Handler, Node};
use causerie::ui::{App, Deed, Entry, Focus, Order, Sight, greenwich};
use causerie_core::config::{Config, Options};
use causerie_core::error::{Rejection, Trouble};
use causerie_core::session::{Act, Stage, View};
use causerie_core::tabs::Window;

use crate::scene::{Scene, agent_says};

/// An interface in somebody's hands.
pub(crate) struct Hand {
    app: App,
    tree: Node,
    /// What was ordered since it was last asked.
    orders: Vec<Order>,
}

impl Hand {
    pub(crate) fn on(stage: Stage, open: bool, options: &[(&str, &str)]) -> Self {
        let with = |all: Options, (name, value): &(&str, &str)| all.with(name, *value);
        let options = options
            .iter()
            .fold(Options::new().with("url", "/genesys"), with);
        let config = Config::new(&options).unwrap();
        let mut view = Scene::at(stage).view;
        view.form = Rc::new(config.visitor.clone());
        let mut app = App::new(Rc::new(config), view, open, greenwich);
        let mut orders = app.begin();
        let frame = app.draw();
        orders.extend(frame.orders);
        Self {
            app,
            tree: frame.tree,
            orders,
        }
    }

    fn draw(&mut self) {
        let frame = self.app.draw();
        self.tree = frame.tree;
        self.orders.extend(frame.orders);
    }

    pub(crate) fn show(&mut self, view: View) {
        self.app.show(view);
        self.draw();
    }

    pub(crate) fn does(&mut self, deed: Deed) {
        self.orders.extend(self.app.hear(deed));
        self.draw();
    }

    /// Does what `choose` finds in the first handler that it knows.
    fn finds(&mut self, what: &str, choose: impl Fn(&Element, &Handler) -> Option<Deed>) {
        let mut all = Vec::new();
        elements(&self.tree, &mut all);
        let pairs = all
            .iter()
            .flat_map(|one| one.handlers.iter().map(move |handler| (one, handler)));
        let deed = pairs
            .into_iter()
            .find_map(|(one, handler)| choose(one, handler));
        self.does(deed.unwrap_or_else(|| panic!("{what}: {}", self.tree)));
    }

    /// Clicks the button that has these words or this name.
    pub(crate) fn clicks(&mut self, name: &str) {
        self.finds(name, |element, handler| match handler {
            Handler::Click(deed) if named(element, name) => Some(deed.clone()),
            _ => None,
        });
    }

    /// Checks the first box, or clears it.
    pub(crate) fn checks(&mut self) {
        self.finds("a box", |element, handler| match handler {
            Handler::Click(deed) if element.attributes().any(|one| one.1 == "checkbox") => {
                Some(deed.clone())
            }
            _ => None,
        });
    }

    pub(crate) fn submits(&mut self) {
        self.finds("a form", |_, handler| match handler {
            Handler::Submit(deed) => Some(deed.clone()),
            _ => None,
        });
    }

    fn escapes(&mut self) {
        self.finds("a window", |_, handler| match handler {
            Handler::Escape(deed) => Some(deed.clone()),
            _ => None,
        });
    }

    pub(crate) fn writes(&mut self, field: &str, text: &str) {
        let entry = Entry::Field(field.to_owned());
        self.does(Deed::Write(entry, text.to_owned()));
    }

    pub(crate) fn ordered(&mut self) -> Vec<Order> {
        std::mem::take(&mut self.orders)
    }

    pub(crate) fn html(&self) -> String {
        self.tree.to_string()
    }
}

/// Scrolls to the end, or elsewhere.
pub(crate) fn read(at_end: bool) -> Deed {
    Deed::Read(Sight {
        at_end,
        top: 0,
        below: i32::MAX,
        held: false,
    })
}

fn elements(node: &Node, all: &mut Vec<Rc<Element>>) {
    if let Node::Element(element) = node {
        all.push(Rc::clone(element));
        element
            .children
            .iter()
            .for_each(|child| elements(child, all));
    }
}

fn named(element: &Element, name: &str) -> bool {
    let mut labels = element
        .attributes()
        .filter(|(what, _)| *what == "aria-label");
    let label = labels.next().map(|(_, label)| label == name);
    label.unwrap_or_else(|| {
        let words = element.children.iter().map(Node::to_string);
        words.collect::<String>() == name
    })
}

/// The window of a chat in which nothing was said.
fn toggled(open: bool) -> Order {
    Order::Toggled(Window { open, seen: 0 })
}

#[test]
fn opening_tells_the_page_and_moves_the_keyboard_in_and_back() {
    let mut hand = Hand::on(Stage::Form(None), false, &[]);
    assert_eq!(hand.ordered(), []);
    hand.clicks("Chat with us");
    assert_eq!(hand.ordered(), [Order::Focus(Focus::Window), toggled(true)]);
    hand.escapes();
    assert_eq!(
        hand.ordered(),
        [Order::Focus(Focus::Launcher), toggled(false)]
    );
}

#[test]
fn a_page_that_loads_with_an_open_window_keeps_its_keyboard() {
    let mut hand = Hand::on(Stage::Form(None), true, &[]);
    assert_eq!(hand.ordered(), [toggled(true)]);
}

#[test]
fn a_form_that_will_not_do_starts_nothing_and_leads_to_the_fault() {
    let mut hand = Hand::on(Stage::Form(None), true, &[]);
    hand.ordered();
    hand.submits();
    assert_eq!(hand.ordered(), [Order::Focus(Focus::Fault)]);
    assert!(hand.html().contains(r#"aria-invalid="true""#));
}

#[test]
fn an_answer_that_the_server_refuses_is_gone_to() {
    let mut hand = Hand::on(
        Stage::Opening {
            waiting: false,
            words: None,
        },
        true,
        &[],
    );
    hand.ordered();
    let refused = Rejection {
        field: Some("email"),
        words: None,
    };
    hand.show(Scene::at(Stage::Form(Some(Trouble::Rejected(refused)))).view);
    assert_eq!(hand.ordered(), [Order::Focus(Focus::Fault)]);
}

#[test]
fn a_form_that_will_do_begins_a_chat_without_the_blanks() {
    let mut hand = Hand::on(Stage::Form(None), true, &[("fields", r#"["firstName"]"#)]);
    hand.writes("firstName", "  Ada ");
    hand.ordered();
    hand.submits();
    let [Order::Act(Act::Open(form))] = &*hand.ordered() else {
        panic!("no chat was begun");
    };
    assert_eq!(form.first_name, "Ada");
}

#[test]
fn without_a_form_opening_the_window_begins_the_chat_before_it_is_drawn() {
    let mut hand = Hand::on(Stage::Form(None), false, &[("fields", "[]")]);
    assert_eq!(hand.ordered(), []);
    hand.clicks("Chat with us");
    let orders = hand.ordered();
    assert!(
        matches!(orders.first(), Some(Order::Act(Act::Open(_)))),
        "{orders:?}"
    );
    let mut open = Hand::on(Stage::Form(None), true, &[("fields", "[]")]);
    let orders = open.ordered();
    assert!(
        matches!(
            &*orders,
            [
                Order::Act(Act::Open(_)),
                Order::Toggled(Window { open: true, .. })
            ]
        ),
        "{orders:?}"
    );
}

#[test]
fn what_the_composer_holds_is_sent_and_the_keyboard_stays() {
    let mut hand = Hand::on(Stage::Chatting, true, &[]);
    hand.ordered();
    hand.does(Deed::Write(Entry::Composer, "hello".into()));
    assert_eq!(hand.ordered(), [Order::Act(Act::Draft("hello".into()))]);
    let mut view = Scene::at(Stage::Chatting).view;
    view.draft = "hello".into();
    hand.show(view);
    hand.clicks("Send message");
    let sent = Order::Act(Act::Send("hello".into()));
    assert_eq!(hand.ordered(), [sent, Order::Focus(Focus::Composer)]);
}

#[test]
fn blanks_are_not_a_message() {
    let mut hand = Hand::on(Stage::Chatting, true, &[]);
    let mut view = Scene::at(Stage::Chatting).view;
    view.draft = " \n".into();
    hand.show(view);
    hand.ordered();
    hand.clicks("Send message");
    assert_eq!(hand.ordered(), [Order::Focus(Focus::Composer)]);
}

#[test]
fn ending_is_asked_for_twice_and_escape_takes_the_question_back() {
    let mut hand = Hand::on(Stage::Chatting, true, &[]);
    hand.clicks("End chat");
    assert!(hand.html().contains("End this chat?"));
    hand.escapes();
    assert!(!hand.html().contains("End this chat?"));
    hand.clicks("End chat");
    hand.ordered();
    hand.clicks("End chat");
    assert_eq!(hand.ordered().first(), Some(&Order::Act(Act::End)));
}

/// What the chat is told of the end of the conversation.
fn seen(hand: &mut Hand) -> Vec<bool> {
    let orders = hand.ordered().into_iter();
    orders
        .filter_map(|order| match order {
            Order::Act(Act::Seen(seen)) => Some(seen),
            _ => None,
        })
        .collect()
}

#[test]
fn what_was_said_between_two_pages_is_unread_on_the_next() {
    let scene = |stage, count| Scene::at(stage).rows(vec![agent_says("x"); count]).view;
    let mut before = Hand::on(Stage::Chatting, true, &[]);
    before.show(scene(Stage::Chatting, 3));
    before.escapes();
    let orders = before.ordered();
    let closed = Window {
        open: false,
        seen: 3,
    };
    assert_eq!(orders.last(), Some(&Order::Toggled(closed)));
    for (left, name) in [
        (Some(closed.seen), "Chat with us, 2 unread messages"),
        (Some(9), "Chat with us"),
        (None, "Chat with us"),
    ] {
        let mut next = Hand::on(Stage::Resuming, false, &[]);
        next.app.take_up(left);
        next.show(scene(Stage::Resuming, 0));
        next.show(scene(Stage::Chatting, 5));
        next.clicks(name);
    }
}

#[test]
fn what_another_tab_has_seen_of_it_is_read() {
    let mut next = Hand::on(Stage::Resuming, false, &[]);
    next.app.take_up(Some(3));
    next.app.follow(Window {
        open: false,
        seen: 5,
    });
    let scene = Scene::at(Stage::Chatting).rows(vec![agent_says("x"); 5]);
    next.show(scene.view);
    next.clicks("Chat with us");
}

#[test]
fn the_chat_is_told_when_its_end_comes_into_sight_and_when_it_goes() {
    let view = |count| {
        let scene = Scene::at(Stage::Chatting).rows(vec![agent_says("x"); count]);
        scene.view
    };
    let options = [("backend", "gms-v2"), ("readReceipts", "true")];
    let mut hand = Hand::on(Stage::Form(None), false, &options);
    hand.show(view(1));
    assert!(seen(&mut hand).is_empty());
    hand.clicks("Chat with us, 1 unread message");
    hand.show(view(2));
    assert_eq!(seen(&mut hand), [true]);
    hand.does(read(false));
    hand.show(view(3));
    assert_eq!(seen(&mut hand), [false]);
    hand.does(read(true));
    assert_eq!(seen(&mut hand), [true]);
    hand.escapes();
    assert_eq!(seen(&mut hand), [false]);
}

#[test]
fn a_chat_that_does_not_want_to_know_is_told_nothing() {
    let mut hand = Hand::on(Stage::Chatting, true, &[]);
    hand.does(read(false));
    assert!(seen(&mut hand).is_empty());
}

#[test]
fn who_reads_above_is_told_of_news_and_led_to_the_end() {
    let view = |count| {
        let scene = Scene::at(Stage::Chatting).rows(vec![agent_says("x"); count]);
        scene.view
    };
    let mut hand = Hand::on(Stage::Chatting, true, &[]);
    hand.show(view(1));
    assert!(hand.ordered().contains(&Order::ToEnd));
    hand.does(read(false));
    hand.show(view(2));
    assert!(!hand.ordered().contains(&Order::ToEnd));
    hand.finds("news", |element, handler| match handler {
        Handler::Click(deed) if element.attributes().any(|one| one == ("class", "news")) => {
            Some(deed.clone())
        }
        _ => None,
    });
    assert_eq!(hand.ordered(), [Order::ToEnd]);
    hand.does(read(true));
    assert!(!hand.html().contains("New messages"));
}
