//! A telephone: the keyboard of its screen, its edges, the page behind the window.

use causerie_e2e::{Failure, Page};
use serde_json::{Value, json};

use crate::visit::{ann_says, begin_with_ann, open_window, quiet_stage, say, until_so};

/// What of the page can be seen, as a test says: browsers that are driven have no keyboard on screen.
const SEEN: &str = "
    window.see = (height, offsetTop, scale = 1) => {
      const seen = Object.entries({ height, offsetTop, scale });
      for (const [name, value] of seen) Object.defineProperty(visualViewport, name, { value, configurable: true });
      visualViewport.dispatchEvent(new Event('resize'));
    };";

const ROOT: &str = "const root = document.querySelector('causerie-chat').shadowRoot;";

pub(crate) async fn telephone(page: &Page, width: u32, height: u32) -> Result<(), Failure> {
    let touch = json!({ "enabled": true, "maxTouchPoints": 5 });
    page.devtools("Emulation.setTouchEmulationEnabled", touch)
        .await?;
    let seen = json!({ "source": SEEN });
    page.devtools("Page.addScriptToEvaluateOnNewDocument", seen)
        .await?;
    page.resize(width, height).await
}

async fn of_root(page: &Page, expression: &str) -> Result<Value, Failure> {
    page.script(&format!("{ROOT} return {expression}")).await
}

/// The top and the bottom of what that selector finds.
async fn edges(page: &Page, selector: &str) -> Result<Value, Failure> {
    let expression = format!(
        "(({{ top, bottom }}) => [top, bottom])(root.querySelector('{selector}').getBoundingClientRect())"
    );
    of_root(page, &expression).await
}

/// Waits until what comes later is there.
pub(crate) async fn fitted(page: &Page) {
    until_so("the window is fitted in", async || {
        let held = "return document.documentElement.style.overflow";
        Ok(page.script(held).await? == "hidden")
    })
    .await;
}

#[tokio::test]
async fn the_keyboard_of_a_screen_covers_neither_the_composer_nor_the_last_words()
-> Result<(), Failure> {
    let stage = quiet_stage("phone");
    stage
        .play(async |page, center| {
            telephone(page, 360, 740).await?;
            begin_with_ann(page, center, "/").await?;
            fitted(page).await;
            for number in 0..20 {
                ann_says(center, &format!("number {number}."));
            }
            page.reads("number 19.").await?;
            say(page, "The last words").await?;
            page.reads("Sent").await?;
            page.script("see(400, 60)").await?;
            assert_eq!(edges(page, ".window").await?, json!([60, 460]));
            let composer = edges(page, ".composer").await?;
            assert_eq!(composer[1], 460, "the composer stands on the keyboard");
            let end = "(({ scrollHeight, scrollTop, clientHeight }) => \
                        scrollHeight - scrollTop - clientHeight < 2)(root.querySelector('[role=log]'))";
            assert_eq!(of_root(page, end).await?, true, "the end is seen");
            page.screenshot("phone-keyboard").await?;
            page.script("see(300, 0, 2)").await?;
            assert_eq!(edges(page, ".window").await?, json!([0, 740]), "who enlarges it moves it by hand");
            page.script("see(740, 0)").await?;
            assert_eq!(edges(page, ".window").await?, json!([0, 740]));
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn the_page_behind_a_window_stays_where_it_is_and_scrolls_again_afterwards()
-> Result<(), Failure> {
    let stage = quiet_stage("phone-behind");
    stage
        .play(async |page, _| {
            telephone(page, 360, 740).await?;
            page.open("/").await?;
            page.script("document.documentElement.style.setProperty('overflow', 'scroll')")
                .await?;
            page.click("button", "Chat with us").await?;
            fitted(page).await;
            page.click("button", "Close chat window").await?;
            let style = "return document.documentElement.style.cssText";
            assert_eq!(page.script(style).await?, "overflow: scroll;");
            page.click("button", "Chat with us").await?;
            fitted(page).await;
            page.script("chat.destroy()").await?;
            assert_eq!(page.script(style).await?, "overflow: scroll;");
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn no_field_is_so_small_that_a_telephone_enlarges_it() -> Result<(), Failure> {
    const SIZES: &str = "[...root.querySelectorAll('input, select, textarea')] \
        .map((one) => parseFloat(getComputedStyle(one).fontSize))";
    let stage = quiet_stage("phone-zoom");
    stage
        .play(async |page, center| {
            telephone(page, 360, 740).await?;
            open_window(page, "/").await?;
            let mut sizes: Vec<f64> = serde_json::from_value(of_root(page, SIZES).await?).unwrap();
            begin_with_ann(page, center, "/").await?;
            let more: Vec<f64> = serde_json::from_value(of_root(page, SIZES).await?).unwrap();
            sizes.extend(more);
            assert!(sizes.len() >= 5, "{sizes:?}");
            assert!(sizes.iter().all(|size| *size >= 16.0), "{sizes:?}");
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_telephone_on_its_side_shows_nothing_but_the_window() -> Result<(), Failure> {
    let stage = quiet_stage("phone-side");
    stage
        .play(async |page, _| {
            telephone(page, 740, 360).await?;
            let coarse = "return matchMedia('(pointer: coarse)').matches";
            assert_eq!(page.script(coarse).await?, true, "a finger points");
            open_window(page, "/").await?;
            fitted(page).await;
            assert_eq!(edges(page, ".window").await?, json!([0, 360]));
            page.quiet().await
        })
        .await
}
