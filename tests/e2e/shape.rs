//! The window's size and place: by its corner, and as a part of the page.

use causerie_e2e::{Failure, Page};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::audit;
use crate::visit::{open_window, quiet_stage, until_so};

const CORNER: &str = "Resize the window with the arrow keys";

/// How wide and how high the window is.
async fn size(page: &Page) -> Result<Value, Failure> {
    page.script(
        "const { offsetWidth, offsetHeight } = \
         document.querySelector('causerie-chat').shadowRoot.querySelector('.window'); \
         return [offsetWidth, offsetHeight]",
    )
    .await
}

#[tokio::test]
async fn a_window_is_resized_by_keys_and_by_dragging_and_the_next_page_remembers()
-> Result<(), Failure> {
    let stage = quiet_stage("shape");
    stage
        .play(async |page, _| {
            page.resize(1200, 900).await?;
            open_window(page, "/?resizable=true").await?;
            let corner = page.by_role("button", CORNER).await?;
            assert_eq!(size(page).await?, json!([380, 600]));
            corner.press(Key::Up).await?;
            corner.press(Key::Left).await?;
            corner.press(Key::Left).await?;
            assert_eq!(size(page).await?, json!([420, 620]));
            corner.press(Key::Right).await?;
            corner.press(Key::Down).await?;
            assert_eq!(size(page).await?, json!([400, 600]));
            audit::passes(page, "a window with a corner").await?;

            let chain = page.driver().action_chain();
            let element = corner.inner();
            chain
                .move_to_element_center(element)
                .click_and_hold()
                .move_by_offset(-50, -30)
                .release()
                .perform()
                .await?;
            assert_eq!(size(page).await?, json!([450, 630]));
            open_window_again(page).await?;
            assert_eq!(size(page).await?, json!([450, 630]));
            page.quiet().await
        })
        .await
}

/// The next page: the window opens as it was left.
async fn open_window_again(page: &Page) -> Result<(), Failure> {
    page.reload().await?;
    let script = "return document.querySelector('causerie-chat')?.hasAttribute('open')";
    until_so("the widget is on the page", async || {
        Ok(page.script(script).await?.is_boolean())
    })
    .await;
    if page.script(script).await? == false {
        page.click("button", "Chat with us").await?;
    }
    page.by_role("button", CORNER).await.map(drop)
}

#[tokio::test]
async fn a_click_makes_a_window_large_and_usual_again_and_no_key_makes_it_too_small()
-> Result<(), Failure> {
    let stage = quiet_stage("shape-click");
    stage
        .play(async |page, _| {
            page.resize(1200, 900).await?;
            open_window(page, "/?resizable=true&dir=rtl").await?;
            let corner = page.by_role("button", CORNER).await?;
            corner.click().await?;
            assert_eq!(size(page).await?, json!([600, 788]));
            corner.click().await?;
            assert_eq!(size(page).await?, json!([380, 600]));
            corner.press(Key::Right).await?;
            assert_eq!(size(page).await?, json!([400, 600]), "from right to left");
            for _ in 0..20 {
                corner.press(Key::Left).await?;
                corner.press(Key::Down).await?;
            }
            assert_eq!(size(page).await?, json!([300, 320]));
            page.resize(360, 740).await?;
            page.gone("button", CORNER).await?;
            assert_eq!(size(page).await?, json!([360, 740]));
            page.quiet().await
        })
        .await
}

/// Puts an element into the page, with room around it.
const PLACE: &str = "
    const { url, backend } = chat.options;
    await chat.destroy();
    const place = document.createElement('div');
    Object.assign(place.style, { margin: '40px', height: '500px', width: '300px' });
    document.body.replaceChildren(place);
    document.body.style.margin = 0;
    window.chat = document.createElement('causerie-chat');
    chat.options = { url, backend };
    for (const name of ['inline', 'open']) chat.setAttribute(name, '');
    chat.style.height = '100%';
    place.append(chat);";

#[tokio::test]
async fn a_window_can_be_a_part_of_the_page_as_large_as_its_element() -> Result<(), Failure> {
    /// Whether the window covers the place, and nothing else.
    const COVERS: &str = "const box = (one) => \
        (({ left, top, width, height }) => [left, top, width, height].join())(one.getBoundingClientRect()); \
        const window = chat.shadowRoot.querySelector('.window'); \
        return window !== null && box(window) === box(chat.parentNode) && window.offsetWidth === 300";
    let stage = quiet_stage("shape-inline");
    stage
        .play(async |page, _| {
            page.open("/").await?;
            page.by_role("button", "Chat with us").await?;
            page.script(&format!("return (async () => {{ {PLACE} }})()"))
                .await?;
            until_so("it is where its element is", async || {
                Ok(page.script(COVERS).await? == true)
            })
            .await;
            page.gone("button", "Chat with us").await?;
            audit::passes(page, "a window in the page").await?;
            page.screenshot("inline").await?;
            page.resize(360, 740).await?;
            assert_eq!(page.script(COVERS).await?, true);
            page.click("button", "Close chat window").await?;
            let launcher = page.by_role("button", "Chat with us").await?;
            until_so("the keyboard is back", async || launcher.has_focus().await).await;
            launcher.click().await?;
            page.by_role("dialog", "Chat").await?;
            assert_eq!(page.script(COVERS).await?, true);
            page.quiet().await
        })
        .await
}
