//! The interface on top of a driver.

use std::rc::Rc;

use causerie_core::config::Config;
use causerie_core::session::{Act, Stage, View};
use yew::prelude::*;

use super::events::Events;
use crate::driver::{Driver, News};
use crate::transport::Slot;
use crate::ui::App;

/// A driver with what its interface needs to know.
#[derive(Clone)]
pub(super) struct Driven {
    pub(super) driver: Driver,
    pub(super) config: Rc<Config>,
    pub(super) events: Events,
    /// Whether the window was open when the page was left.
    pub(super) open: Slot,
}

impl PartialEq for Driven {
    fn eq(&self, other: &Self) -> bool {
        self.driver == other.driver
    }
}

impl Driven {
    /// A chat that goes on does so as it was left; otherwise the page decides,
    /// unless the visitor has closed the window.
    fn opens(&self) -> bool {
        let live = matches!(self.driver.view().stage, Stage::Resuming | Stage::Chatting);
        match self.open.read().as_deref() {
            Some("yes") if live => true,
            Some("no") => false,
            _ => self.config.presentation.open,
        }
    }

    fn toggled(&self, open: bool) {
        self.open.write(Some(if open { "yes" } else { "no" }));
        self.events.toggled(open);
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ChatProps {
    pub(super) driver: Driven,
}

/// The interface on top of a driver.
#[component]
pub(super) fn Chat(props: &ChatProps) -> Html {
    let driven = &props.driver;
    let view = use_view(&driven.driver);
    let act = use_callback(driven.driver.clone(), |act: Act, driver| driver.act(act));
    let on_toggle = use_callback(driven.clone(), |open: bool, driven| driven.toggled(open));
    let open = use_memo(driven.clone(), Driven::opens);
    html! {
        <App config={Rc::clone(&driven.config)} {view} {act} open={*open} {on_toggle} />
    }
}

/// What is to be seen, always the newest.
#[hook]
fn use_view(driver: &Driver) -> View {
    let view = use_state(|| driver.view());
    let newest = (*view).clone();
    use_effect_with(driver.clone(), move |driver| {
        view.set(driver.view());
        let subscription = driver.subscribe(move |news| {
            if let News::Changed(changed) = news {
                view.set(changed.clone());
            }
        });
        move || drop(subscription)
    });
    newest
}
