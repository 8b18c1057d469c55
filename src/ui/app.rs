//! The launcher and the window it opens.

use std::rc::Rc;

use causerie_core::chat::Form;
use causerie_core::config::{Config, Direction, Theme};
use causerie_core::session::{Act, Stage, View};
use yew::prelude::*;

use super::focus::use_focus;
use super::launcher;
use super::unread::use_unread;
use super::window::{self, Window};

/// What the whole of the widget is made of.
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// What the page asked for.
    pub config: Rc<Config>,
    /// What is to be seen.
    pub view: View,
    /// Where a person's acts go.
    pub act: Callback<Act>,
    /// Whether the window is open at first.
    #[prop_or_default]
    pub open: bool,
    /// Told when the window opens (`true`) or closes, also when it is open at
    /// first.
    #[prop_or_default]
    pub on_toggle: Callback<bool>,
}

/// The launcher and the window it opens.
#[component]
pub fn App(props: &AppProps) -> Html {
    let AppProps {
        config, view, act, ..
    } = props;
    let open = use_state(|| props.open);
    let answers = use_state(|| (*view.form).clone());
    let confirming = use_state(|| false);
    let unread = use_unread(view, *open);
    let focus = use_focus(*open, std::mem::discriminant(&view.stage), *confirming);
    use_news_of_opening(props, *open);
    let toggle = {
        let open = open.clone();
        Callback::from(move |()| open.set(!*open))
    };
    let inside = Window {
        config,
        view,
        act,
        answers,
        confirming,
        close: {
            let open = open.clone();
            Callback::from(move |()| open.set(false))
        },
        focus: &focus,
    };
    html! {
        <div class="causerie" lang="en" dir={direction(config)} data-theme={theme(config)}>
            { launcher::launcher(*open, unread, &toggle, focus.launcher()) }
            if *open {
                { window::window(inside) }
            }
        </div>
    }
}

/// Tells of opening and closing; where there is no form, opening starts a chat.
#[hook]
fn use_news_of_opening(props: &AppProps, open: bool) {
    let told = use_memo((), |()| std::cell::Cell::new(false));
    let props = props.clone();
    use_effect_with(open, move |open| {
        let news = told.replace(*open) != *open;
        let start = props.config.fields.is_empty() && props.view.stage == Stage::Form(None);
        if news {
            props.on_toggle.emit(*open);
        }
        if *open && start {
            props.act.emit(Act::Open(Form::clone(&props.view.form)));
        }
    });
}

fn direction(config: &Config) -> Option<&'static str> {
    Some(match config.presentation.dir? {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    })
}

const fn theme(config: &Config) -> &'static str {
    match config.presentation.theme {
        Theme::Auto => "auto",
        Theme::Dark => "dark",
        Theme::Light => "light",
    }
}
