//! The widget for pages that are written in Rust, with Yew.

use causerie_core::config::Options;
use web_sys::Element;
use yew::prelude::*;

use super::beside::Beside;
use super::mount::Mount;
use super::shadow::Shadow;
use super::watch::Watch;
use super::{fallback, options};

/// What a widget is made from.
#[derive(Clone, PartialEq, Properties)]
pub struct WidgetProps {
    /// What the page asks for. Other options replace the chat by a new one.
    pub options: Options,
}

/// The whole widget: a launcher at the edge of the screen and the chat it
/// opens, in a shadow root of its own.
///
/// Yew gives it its place and its options; what is in the shadow root is the
/// widget's own business, as it is on a page without Yew. What happens there is told by events,
/// `causerie:…`, which rise to the document.
///
/// Options that are not allowed are told in the console, and a note that chat
/// is unavailable takes the launcher's place.
#[component]
pub fn Widget(props: &WidgetProps) -> Html {
    let host = use_node_ref();
    let place = host.clone();
    use_effect_with(props.options.clone(), move |options| {
        let host = place.cast::<Element>();
        let mount = host.and_then(|host| mount(&host, options));
        move || drop(mount)
    });
    // Not the name of the element that `www/element.js` defines, which a page may have too.
    html! { <causerie-widget ref={host} /> }
}

/// `None` where a note takes its place, and where the browser knows no shadow roots.
fn mount(host: &Element, options: &Options) -> Option<(Watch, Mount)> {
    let shadow = Shadow::attach(host)?;
    let mut beside = Beside::of(host, options);
    match Mount::at(host, &shadow.place(), options) {
        Ok(mount) => {
            beside.lead(&mount.face);
            Some((Watch::over(host, options, beside), mount))
        }
        Err(faults) => {
            fallback::fill(&shadow, &options::without(options, &faults));
            None
        }
    }
}
