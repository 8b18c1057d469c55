//! The interface: what it remembers, and what it makes of what happens.

use std::rc::Rc;

use causerie_core::chat::Form;
use causerie_core::config::{Config, Direction, Kind, Presentation, Theme};
use causerie_core::session::{Act, Rows, Stage, View};
use causerie_core::tabs;
use causerie_core::text::is_blank;

use super::deed::{Deed, Entry, Sight};
use super::desk::Desk;
use super::follow::Follow;
use super::frame::{Focus, Frame, Order};
use super::near::Near;
use super::news::News;
use super::speech::{Speech, Written};
use super::transcript::Lines;
use super::tree::{Node, element};
use super::unread::Unread;
use super::validation;
use super::window::Window;
use super::word::Word;
use super::{form, launcher};

/// The launcher and the window it opens, as a state machine: deeds and views
/// in, [frames](Frame) out.
#[derive(Debug)]
pub struct App {
    config: Rc<Config>,
    written: Written,
    speech: Rc<Speech>,
    view: View,
    /// The conversation as it was drawn last.
    known: Rows,
    /// Whether it was one then from before the page was loaded.
    resuming: bool,
    desk: Desk,
    unread: Unread,
    /// How many were seen of the conversation that is to be taken up.
    left: Option<u64>,
    follow: Follow,
    near: Near,
    /// Whether all is drawn, and not what is near.
    whole: bool,
    /// Whether to go to the end when what is near is drawn.
    ends: bool,
    lines: Lines,
    /// Whether the chat was last told that the end of the conversation is seen.
    seen: bool,
    /// What the last frame was drawn from; `None` before the first.
    drawn: Option<Drawn>,
    /// How the window stood last in another tab that was used.
    elsewhere: Option<tabs::Window>,
    /// Whether the next frame does what another tab has done.
    follows: bool,
}

/// What of a frame decides whether the keyboard has to move.
#[derive(Clone, Debug, PartialEq)]
struct Drawn {
    open: bool,
    asking: bool,
    choosing: bool,
    tries: u32,
    /// Whether the server found fault with an answer.
    refused: bool,
    stage: std::mem::Discriminant<Stage>,
}

impl App {
    /// An interface that has not been seen yet. `open` says whether the window
    /// is open at first, `written` how people write numbers and the time of day.
    pub fn new(config: Rc<Config>, view: View, open: bool, written: Written) -> Self {
        let desk = Desk {
            open,
            answers: Form::clone(&view.form),
            ..Desk::default()
        };
        Self {
            speech: Speech::new(&config.presentation, written),
            config,
            written,
            view,
            known: Rows::default(),
            resuming: false,
            desk,
            unread: Unread::default(),
            left: None,
            follow: Follow::default(),
            near: Near::default(),
            whole: false,
            ends: false,
            lines: Lines::default(),
            seen: false,
            drawn: None,
            elsewhere: None,
            follows: false,
        }
    }

    /// This is to be seen of the chat from now on.
    pub fn show(&mut self, view: View) {
        self.view = view;
    }

    /// The window stands so in another tab, which somebody uses; here it does so too, without
    /// moving the keyboard.
    pub fn follow(&mut self, window: tabs::Window) {
        if self.elsewhere.replace(window) != Some(window) {
            self.desk.open = window.open;
            self.unread.follow(Some(window.seen));
            self.left = None;
            self.follows = true;
        }
    }

    /// So many messages of others were seen when the last page was left, of a chat that goes on.
    pub fn take_up(&mut self, seen: Option<u64>) {
        self.left = seen;
    }

    /// How the window stands.
    pub const fn window(&self) -> tabs::Window {
        tabs::Window {
            open: self.desk.open,
            seen: self.unread.seen(),
        }
    }

    /// What is drawn from now on is drawn so.
    pub fn configure(&mut self, config: Rc<Config>) {
        self.speech = Speech::new(&config.presentation, self.written);
        self.config = config;
        // Rows speak the language of the time at which they were drawn.
        self.lines = Lines::default();
    }

    /// Where there is no form, a window that is open starts a chat: before it is drawn, so that
    /// it is drawn once.
    pub fn begin(&self) -> Vec<Order> {
        let idle = self.view.stage == Stage::Form(None);
        let begins = self.desk.open && self.formless() && idle;
        begins.then(|| self.open_chat()).into_iter().collect()
    }

    /// What a person did; the orders are to be carried out before the next
    /// frame is drawn.
    pub fn hear(&mut self, deed: Deed) -> Vec<Order> {
        match deed {
            Deed::Act(act) => return self.act(act),
            Deed::Ask(asking) => self.desk.asking = asking,
            Deed::Choose(choosing) => self.desk.choosing = choosing,
            Deed::End => {
                self.desk.asking = false;
                return vec![Order::Act(Act::End)];
            }
            // Only the page asks for what is there, and wants the visitor to see it.
            Deed::Open(true) if self.desk.open => return vec![Order::Focus(Focus::Window)],
            Deed::Open(open) => {
                self.desk.open = open;
                return self.begin();
            }
            Deed::Read(sight) => self.read(&sight),
            Deed::Restart => return self.restart(),
            Deed::Send => return self.send(),
            Deed::Submit => return self.submit(),
            Deed::ToEnd => {
                self.follow.read(true);
                self.ends = true;
            }
            Deed::Whole(whole) => self.whole = whole,
            Deed::Write(Entry::Composer, text) => return vec![Order::Act(Act::Draft(text))],
            Deed::Write(Entry::Field(name), text) => self.desk.answers.set(&name, text),
        }
        Vec::new()
    }

    /// The visitor has moved, or the browser has. What is drawn below the place that is read moves
    /// nothing, but whoever is at the end stays there.
    fn read(&mut self, sight: &Sight) {
        self.follow.read(sight.at_end);
        let moved = self.near.see(sight, self.view.rows.0.len());
        self.ends |= moved && sight.at_end;
    }

    fn act(&mut self, act: Act) -> Vec<Order> {
        self.desk.choosing &= !matches!(act, Act::Attach(..));
        vec![Order::Act(act)]
    }

    /// Back to the form; where there is none, straight into the next chat.
    fn restart(&mut self) -> Vec<Order> {
        self.desk.begin();
        let mut orders = vec![Order::Act(Act::Restart)];
        orders.extend(self.formless().then(|| self.open_chat()));
        orders
    }

    fn send(&self) -> Vec<Order> {
        let draft = &self.view.draft;
        let mut orders = Vec::new();
        if !is_blank(draft) {
            orders.push(Order::Act(Act::Send((**draft).to_owned())));
        }
        orders.push(Order::Focus(Focus::Composer));
        orders
    }

    /// Begins the chat, if the answers will do.
    fn submit(&mut self) -> Vec<Order> {
        let Some(form) = validation::complete(&self.config.fields, &self.desk.answers) else {
            self.desk.tries += 1;
            return Vec::new();
        };
        self.desk.begin();
        vec![Order::Act(Act::Open(form))]
    }

    fn formless(&self) -> bool {
        let mut fields = self.config.fields.iter();
        fields.all(|field| field.kind == Kind::Hidden)
    }

    fn open_chat(&self) -> Order {
        Order::Act(Act::Open(Form::clone(&self.view.form)))
    }

    /// What is to be seen now.
    pub fn draw(&mut self) -> Frame {
        self.speech.begin();
        let mut orders = Vec::new();
        let shown = self.desk.open && self.view.stage.has_conversation();
        let rows = self.view.rows.clone();
        let news = News::of(&self.known, &rows);
        let old = std::mem::replace(&mut self.resuming, self.view.stage == Stage::Resuming);
        let left = if old && !self.resuming {
            self.left.take()
        } else {
            None
        };
        self.unread.follow(left);
        let unread = (self.unread).look(news, old && left.is_none(), self.desk.open);
        self.ends |= self.follow.look(shown, news);
        let first = self.drawn.is_none();
        let known = if old || first {
            rows.0.len()
        } else {
            news.same
        };
        if self.whole {
            self.near.all();
        } else {
            self.near.count(rows.0.len(), self.follow.is_at_end());
        }
        self.known = rows;
        if std::mem::take(&mut self.ends) {
            orders.push(Order::ToEnd);
        }
        orders.extend(self.seen());
        let tree = self.tree(unread, known);
        self.attend(&mut orders);
        Frame { tree, orders }
    }

    /// Tells whether the end of the conversation is seen, where somebody wants to know.
    fn seen(&mut self) -> Option<Order> {
        let seen = self.config.read_receipts && self.follow.sees_end();
        let news = std::mem::replace(&mut self.seen, seen) != seen;
        news.then_some(Order::Act(Act::Seen(seen)))
    }

    fn tree(&mut self, unread: usize, known: usize) -> Node {
        let presentation = &self.config.presentation;
        let label = presentation.launcher.as_deref();
        let root = element("div", &[("class", "causerie")])
            .with("lang", Word::Lang)
            .with("data-theme", theme(presentation))
            .hold(launcher::launcher(label, self.desk.open, unread));
        let root = match direction(&self.config) {
            Some(direction) => root.with("dir", direction),
            None => root,
        };
        let window = Window {
            config: &self.config,
            view: &self.view,
            desk: &self.desk,
            behind: self.follow.is_behind(),
            near: &self.near,
            known,
        };
        let window = self.desk.open.then(|| window.draw(&mut self.lines));
        root.hold(window).into()
    }

    /// Moves the keyboard along and tells of opening and closing.
    fn attend(&mut self, orders: &mut Vec<Order>) {
        let now = Drawn {
            open: self.desk.open,
            asking: self.desk.asking,
            choosing: self.desk.choosing,
            tries: self.desk.tries,
            refused: match &self.view.stage {
                Stage::Form(Some(trouble)) => form::refused(trouble).is_some(),
                _ => false,
            },
            stage: std::mem::discriminant(&self.view.stage),
        };
        let before = self.drawn.replace(now.clone());
        if before.as_ref() == Some(&now) {
            return;
        }
        let moves = !std::mem::take(&mut self.follows);
        let before_it = before.as_ref().filter(|_| moves);
        let focus = before_it.and_then(|before| before.focus(&now));
        orders.extend(focus.map(Order::Focus));
        let was_open = before.is_some_and(|before| before.open);
        if was_open == now.open {
            return;
        }
        orders.push(Order::Toggled(self.window()));
    }
}

impl Drawn {
    /// Into the window when it opens, back when it closes, to the first fault
    /// when a form will not do; never when the page is loaded.
    const fn focus(&self, now: &Self) -> Option<Focus> {
        match (self.open, now.open) {
            (false, true) => Some(Focus::Window),
            (true, false) => Some(Focus::Launcher),
            (true, true) if self.tries < now.tries || (!self.refused && now.refused) => {
                Some(Focus::Fault)
            }
            (true, true) if !self.choosing && now.choosing => Some(Focus::Files),
            (true, true) => Some(Focus::Keep),
            (false, false) => None,
        }
    }
}

fn direction(config: &Config) -> Option<&'static str> {
    Some(match config.presentation.dir? {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    })
}

pub(super) const fn theme(presentation: &Presentation) -> &'static str {
    match presentation.theme {
        Theme::Auto => "auto",
        Theme::Dark => "dark",
        Theme::Light => "light",
    }
}
