//! The component for Yew can be rendered where there is no browser.

use causerie::{Options, Widget, WidgetProps};
use yew::LocalServerRenderer;

#[tokio::test]
async fn the_widget_is_one_element_until_a_browser_takes_it_up() {
    let options = Options::new().with("url", "/genesys");
    let widget = LocalServerRenderer::<Widget>::with_props(WidgetProps { options });
    let html = widget.hydratable(false).render().await;
    assert_eq!(html, "<causerie-widget></causerie-widget>");
}
