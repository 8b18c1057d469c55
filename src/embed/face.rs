//! The interface at work: between the person, the chat and the page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use causerie_core::TAKES_FILES;
use causerie_core::chat::ChosenFile;
use causerie_core::config::Config;
use causerie_core::session::Act;
use causerie_core::tabs::Window;
use causerie_core::text::decimal;
use web_sys::{Element, File};

use super::events::Events;
use crate::driver::Driver;
use crate::screen::{Heard, Screen, written};
use crate::transport::Slot;
use crate::ui::{App, Deed, Order};

/// The interface at work; dropped, it is painted and heard no more.
pub(super) struct Face {
    app: RefCell<App>,
    driver: Driver,
    events: Events,
    /// For the next page load: `yes` where the window is open, and otherwise how many messages
    /// were seen in it.
    kept: Slot,
    screen: Rc<Screen>,
    /// How the window stood when the other tabs were told last.
    stood: Cell<Option<Window>>,
}

impl Face {
    /// Shows itself at `place`. `open` says whether the window is open at first; `seen` how many
    /// messages were seen before, of a chat that goes on.
    pub(super) fn at(
        place: &Element,
        config: Rc<Config>,
        driver: &Driver,
        events: &Events,
        kept: Slot,
        (open, seen): (bool, Option<u64>),
    ) -> Rc<Self> {
        let mut app = App::new(config, driver.view(), open, written);
        app.take_up(seen);
        let face = Rc::new_cyclic(|face: &std::rc::Weak<Self>| {
            let face = face.clone();
            let heard = move |heard| {
                if let Some(face) = face.upgrade() {
                    face.hear(heard);
                }
            };
            Self {
                app: RefCell::new(app),
                driver: driver.clone(),
                events: events.clone(),
                kept,
                screen: Screen::at(place, heard),
                stood: Cell::default(),
            }
        });
        let orders = face.app.try_borrow().map(|app| app.begin());
        face.perform(orders.unwrap_or_default());
        face.show();
        face
    }

    /// There is something else to be seen of the chat.
    pub(super) fn show(&self) {
        if let Ok(mut app) = self.app.try_borrow_mut() {
            app.show(self.driver.view());
            self.driver
                .window()
                .into_iter()
                .for_each(|window| app.follow(window));
        }
        self.draw();
    }

    fn hear(&self, heard: Heard) {
        match heard {
            Heard::Deed(deed) => drop(self.act_on(deed)),
            Heard::Files(files) if TAKES_FILES => {
                files.into_iter().for_each(|file| self.attach(file))
            }
            Heard::Files(_) => {}
        }
    }

    fn attach(&self, file: File) {
        let chosen = ChosenFile {
            name: file.name().into(),
            size: file.size() as u64,
        };
        let act = Act::Attach(self.driver.hold(file), chosen);
        self.act_on(Deed::Act(act));
    }

    /// Does what a person did, or the page in a person's place; says whether anything came
    /// of it outside of the interface.
    pub(super) fn act_on(&self, deed: Deed) -> bool {
        let orders = self.app.try_borrow_mut().map(|mut app| app.hear(deed));
        let orders = orders.unwrap_or_default();
        let some = !orders.is_empty();
        self.perform(orders);
        self.draw();
        some
    }

    /// Looks and speaks so from now on.
    #[cfg(feature = "page")]
    pub(super) fn configure(&self, config: Rc<Config>) {
        if let Ok(mut app) = self.app.try_borrow_mut() {
            app.configure(config);
        }
        self.draw();
    }

    fn draw(&self) {
        let frame = self.app.try_borrow_mut().map(|mut app| app.draw());
        if let Ok(frame) = frame {
            self.screen.paint(&frame.tree);
            self.perform(frame.orders);
            self.stand();
        }
    }

    /// Tells the other tabs how the window stands, if that is news.
    fn stand(&self) {
        let window = self.app.try_borrow().map(|app| app.window()).ok();
        if let Some(window) = window.filter(|_| self.stood.replace(window) != window) {
            self.driver.stand(window);
        }
    }

    /// Nothing is borrowed here: what is told may come back with more.
    fn perform(&self, orders: Vec<Order>) {
        for order in orders {
            match order {
                Order::Act(act) => self.driver.act(act),
                Order::Focus(focus) => self.screen.focus(focus),
                Order::ToEnd => self.screen.to_end(),
                Order::Toggled(Window { open, seen }) => {
                    let left = if open {
                        "yes".to_owned()
                    } else {
                        decimal(seen)
                    };
                    self.kept.write(Some(left));
                    self.events.toggled(open);
                }
            }
        }
    }
}
