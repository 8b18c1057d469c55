//! The widget as a Yew component.

use std::rc::Rc;

use causerie_core::config::Options;
use causerie_core::session::View;
use web_sys::Element;
use yew::prelude::*;

use super::mount::Mount;
use crate::driver::{News, Subscription};
use crate::ui::App;

/// What a widget is made from.
#[derive(Clone, PartialEq, Properties)]
pub struct WidgetProps {
    /// What the page asks for. Other options replace the chat by a new one.
    pub options: Options,
}

/// A widget on the page and what is to be seen of it.
struct Shown {
    mount: Rc<Mount>,
    view: View,
}

/// The whole widget: a launcher at the edge of the screen and the chat it
/// opens, in a shadow root of its own.
///
/// Options that are not allowed are told in the console, and a note that chat
/// is unavailable takes the launcher's place.
#[component]
pub fn Widget(props: &WidgetProps) -> Html {
    let host = use_node_ref();
    let shown = use_state(|| None::<Shown>);
    let inside = shown.as_ref().map(inside).unwrap_or_default();
    let place = host.clone();
    use_effect_with(props.options.clone(), move |options| {
        let host = place.cast::<Element>();
        let mount = host.and_then(|host| Mount::on(&host, options));
        let subscription = mount.map(|mount| show(mount, &shown));
        move || drop(subscription)
    });
    html! {
        <causerie-chat ref={host}>{ inside }</causerie-chat>
    }
}

/// Shows what is to be seen, now and whenever it changes.
fn show(mount: Mount, shown: &UseStateHandle<Option<Shown>>) -> Subscription {
    let (mount, shown) = (Rc::new(mount), shown.clone());
    let again = Rc::clone(&mount);
    let show = move |view| {
        let mount = Rc::clone(&again);
        shown.set(Some(Shown { mount, view }));
    };
    show(mount.driver.view());
    mount.driver.subscribe(move |news| {
        if let News::Changed(view) = news {
            show(view.clone());
        }
    })
}

fn inside(shown: &Shown) -> Html {
    let Shown { mount, view } = shown;
    let app = html! {
        <App key={mount.id} config={Rc::clone(&mount.config)} view={view.clone()}
            act={mount.act.clone()} open={mount.open} on_toggle={mount.on_toggle.clone()} />
    };
    create_portal(app, mount.place.clone())
}
