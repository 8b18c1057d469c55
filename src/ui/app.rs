//! The launcher and the window it opens.

use std::cell::Cell;
use std::rc::Rc;

use causerie_core::chat::Form;
use causerie_core::config::{Config, Direction, Theme};
use causerie_core::session::{Act, Stage, View};
use yew::prelude::*;

use super::desk::{Desk, DeskHandle};
use super::focus::Focus;
use super::unread::Unread;
use super::window::Window;
use super::{launcher, window};

/// What the whole of the interface is made of.
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

/// What is remembered from one rendering to the next.
#[derive(Default)]
struct Memory {
    focus: Focus,
    unread: Unread,
    /// Whether the page was told that the window is open.
    told: Cell<bool>,
}

/// The launcher and the window it opens.
#[component]
pub fn App(props: &AppProps) -> Html {
    let memory = use_memo((), |()| Memory::default());
    let desk = use_reducer(|| Desk {
        open: props.open,
        answers: Form::clone(&props.view.form),
        ..Desk::default()
    });
    use_consequences(props, &memory, &desk);
    let AppProps {
        config, view, act, ..
    } = props;
    let unread = memory.unread.look(view, desk.open);
    let focus = &memory.focus;
    let inside = Window {
        config,
        view,
        act,
        desk: &desk,
        focus,
    };
    html! {
        <div class="causerie" lang="en" dir={direction(config)} data-theme={theme(config)}>
            { launcher::launcher(&desk, unread, focus.launcher()) }
            if desk.open {
                { window::window(inside) }
            }
        </div>
    }
}

/// Moves the keyboard along and tells of opening and closing; where there is no
/// form, opening starts a chat.
#[hook]
fn use_consequences(props: &AppProps, memory: &Rc<Memory>, desk: &DeskHandle) {
    let stage = std::mem::discriminant(&props.view.stage);
    let (props, memory) = (props.clone(), Rc::clone(memory));
    let causes = (desk.open, desk.asking, desk.tries, stage);
    use_effect_with(causes, move |(open, _, tries, _)| {
        memory.focus.follow(*open, *tries);
        if memory.told.replace(*open) == *open {
            return;
        }
        props.on_toggle.emit(*open);
        let formless = props.config.fields.is_empty();
        if *open && formless && props.view.stage == Stage::Form(None) {
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
