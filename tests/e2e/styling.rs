//! What a page may style of the widget.

use causerie_e2e::{Failure, Page};
use serde_json::json;

use crate::visit::{agent, ann_says, begin_with_ann, open_window, quiet_stage, say};

/// Elements of the widget that are no part.
const LEFT_OUT: &str = "const { shadowRoot: root } = document.querySelector('causerie-chat'); \
    return [...root.querySelectorAll('.window, .window *, .launcher')] \
        .filter((one) => !one.getAttribute('part') && !one.matches('style')) \
        .map((one) => one.outerHTML)";

async fn all_are_parts(page: &Page) -> Result<(), Failure> {
    assert_eq!(page.script(LEFT_OUT).await?, json!([]));
    Ok(())
}

#[tokio::test]
async fn every_element_of_the_window_is_a_part_at_every_stage() -> Result<(), Failure> {
    let stage = quiet_stage("styling");
    stage
        .play(async |page, center| {
            let path = "/?backend=gms-v2&rating=true&markdown=true&resizable=true&attention=all";
            page.open(path).await?;
            page.by_role("button", "Chat with us").await?;
            all_are_parts(page).await?;
            open_window(page, path).await?;
            page.click("button", "Start chat").await?;
            page.reads("Please fill in").await?;
            all_are_parts(page).await?;
            begin_with_ann(page, center, path).await?;
            ann_says(center, "A **word**:\n- one\n- https://example.com/two");
            say(page, "Mine").await?;
            agent(center, |centre, chat, now| {
                centre.start_typing(chat, "Ann", now)
            });
            page.reads("Ann is typing").await?;
            page.click("button", "More options").await?;
            page.by_role("button", "Print").await?;
            all_are_parts(page).await?;
            agent(center, |centre, chat, now| centre.end(chat, now));
            page.by_role("radiogroup", "How was this chat?").await?;
            all_are_parts(page).await
        })
        .await
}

#[tokio::test]
async fn a_page_sets_colours_in_every_theme_and_parts_change_their_names() -> Result<(), Failure> {
    let stage = quiet_stage("styling-colours");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            let dress = "const sheet = new CSSStyleSheet(); \
                sheet.replaceSync(`causerie-chat::part(causerie) { --ground: rgb(1, 2, 3) } \
                  causerie-chat::part(textarea) { border-radius: 7px } \
                  causerie-chat::part(launcher is-open) { opacity: 0.4 }`); \
                document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];";
            page.script(dress).await?;
            let worn = "const { shadowRoot: root } = document.querySelector('causerie-chat'); \
                const style = (one) => getComputedStyle(root.querySelector(one)); \
                return [style('.window').backgroundColor, style('textarea').borderRadius, style('.launcher').opacity]";
            for dark in [false, true] {
                page.dark(dark).await?;
                assert_eq!(page.script(worn).await?, json!(["rgb(1, 2, 3)", "7px", "0.4"]));
            }
            page.click("button", "Close chat window").await?;
            let opacity = "return getComputedStyle(document.querySelector('causerie-chat')\
                .shadowRoot.querySelector('.launcher')).opacity";
            assert_eq!(page.script(opacity).await?, "1");
            page.quiet().await
        })
        .await
}
