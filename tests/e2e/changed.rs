//! Options that change while the widget is at work: what a window has more than others comes and
//! goes.

use causerie_e2e::{Failure, Page};
use serde_json::json;

use crate::heard::{heard, listen};
use crate::visit::{agent, ann_says, begin_with_ann, open_window, quiet_stage, until_so};

const CORNER: &str = "Resize the window with the arrow keys";

async fn set(page: &Page, options: &str) -> Result<(), Failure> {
    let script = format!("return chat.set({options}).then(() => 'done')");
    assert_eq!(page.script(&script).await?, "done", "{options}");
    Ok(())
}

#[tokio::test]
async fn what_agents_write_is_formatted_from_then_on_and_plain_again() -> Result<(), Failure> {
    let stage = quiet_stage("changed-markdown");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            ann_says(center, "A **bold** word");
            page.reads("A **bold** word").await?;
            listen(page).await?;
            set(page, "{ markdown: true }").await?;
            page.reads("A bold word").await?;
            set(page, "{ markdown: false }").await?;
            page.reads("A **bold** word").await?;
            page.script("return chat.setAttribute('markdown', '')")
                .await?;
            // What was set before holds.
            page.reads("A **bold** word").await?;
            set(page, "{ markdown: undefined }").await?;
            set(page, "{ markdown: '' }").await?;
            page.reads("A bold word").await?;
            assert_eq!(heard(page).await?, [""; 0], "nothing was said");
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_corner_comes_and_goes_and_with_it_the_visitors_size() -> Result<(), Failure> {
    const WIDTH: &str = "return chat.shadowRoot.querySelector('.window').offsetWidth";
    let stage = quiet_stage("changed-corner");
    stage
        .play(async |page, _| {
            page.resize(1200, 900).await?;
            open_window(page, "/").await?;
            set(page, "{ resizable: true }").await?;
            let corner = page.by_role("button", CORNER).await?;
            corner.press(thirtyfour::Key::Left).await?;
            assert_eq!(page.script(WIDTH).await?, 400);
            set(page, "{ resizable: false }").await?;
            page.gone("button", CORNER).await?;
            assert_eq!(page.script(WIDTH).await?, 380);
            set(page, "{ resizable: true, language: 'de' }").await?;
            page.by_role("button", "Größe des Fensters mit den Pfeiltasten ändern")
                .await?;
            assert_eq!(page.script(WIDTH).await?, 400);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_window_becomes_a_part_of_the_page_and_stands_before_it_again() -> Result<(), Failure> {
    const PLACE: &str =
        "return getComputedStyle(chat.shadowRoot.querySelector('.window')).position";
    let stage = quiet_stage("changed-inline");
    stage
        .play(async |page, _| {
            open_window(page, "/").await?;
            for (options, place) in [
                ("{ inline: true }", "absolute"),
                ("{ inline: false }", "fixed"),
            ] {
                set(page, options).await?;
                until_so(options, async || Ok(page.script(PLACE).await? == place)).await;
            }
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_rating_is_asked_for_from_then_on_and_speaks_the_language_of_the_window()
-> Result<(), Failure> {
    let stage = quiet_stage("changed-rating");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            agent(center, |centre, chat, now| centre.end(chat, now));
            page.reads("Chat ended").await?;
            set(page, "{ rating: true }").await?;
            page.click("radio", "Good").await?;
            let comment = page.by_role("textbox", "Comment (optional)").await?;
            comment.type_text("Ann was kind").await?;
            set(page, "{ language: 'de' }").await?;
            page.by_role("radiogroup", "Wie war dieser Chat?").await?;
            page.script("window.told = []; chat.on('rated', ({ detail }) => told.push(detail));")
                .await?;
            page.click("button", "Bewertung senden").await?;
            until_so("what was entered is told", async || {
                let told = page.script("return told").await?;
                Ok(told == json!([{ "grade": 4, "comment": "Ann was kind" }]))
            })
            .await;
            set(page, "{ language: 'en', rating: false }").await?;
            page.gone("radiogroup", "How was this chat?").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_menu_that_is_open_speaks_the_language_of_the_window() -> Result<(), Failure> {
    let stage = quiet_stage("changed-menu");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            page.click("button", "More options").await?;
            let first = page.by_role("button", "Save as text").await?;
            until_so("it has the keyboard", async || first.has_focus().await).await;
            set(page, "{ language: 'de' }").await?;
            let first = page.by_role("button", "Als Text speichern").await?;
            assert!(first.has_focus().await?);
            page.gone("button", "Save as text").await?;
            page.quiet().await
        })
        .await
}
