//! The widget as a Yew component.

use causerie_core::config::Options;
use web_sys::Element;
use yew::prelude::*;

use super::chat::Chat;
use super::mount::Mount;

/// What a widget is made from.
#[derive(Clone, PartialEq, Properties)]
pub struct WidgetProps {
    /// What the page asks for. Other options replace the chat by a new one.
    pub options: Options,
}

/// The whole widget: a launcher at the edge of the screen and the chat it
/// opens, in a shadow root of its own.
///
/// Options that are not allowed are told in the console, and a note that chat
/// is unavailable takes the launcher's place.
#[component]
pub fn Widget(props: &WidgetProps) -> Html {
    let host = use_node_ref();
    let mount = use_state(|| None::<Mount>);
    let inside = mount.as_ref().and_then(Mount::inside).map(|(driver, place)| {
        create_portal(html! { <Chat {driver} /> }, place)
    });
    {
        let host = host.clone();
        use_effect_with(props.options.clone(), move |options| {
            let host = host.cast::<Element>();
            mount.set(host.and_then(|host| Mount::on(&host, options)));
        });
    }
    html! {
        <causerie-chat ref={host}>{ inside }</causerie-chat>
    }
}
