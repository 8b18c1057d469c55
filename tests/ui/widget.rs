//! The widget can be rendered where there is no browser.

use causerie::{Options, Widget, WidgetProps};

use crate::scene::render;

#[test]
fn the_widget_is_one_element_until_a_browser_takes_it_up() {
    let options = Options::new().with("url", "/genesys");
    let html = render::<Widget>(WidgetProps { options });
    assert_eq!(html, "<causerie-chat></causerie-chat>");
}
