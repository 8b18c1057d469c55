//! How a chat was, where the page wants to know.

use causerie_e2e::{Center, Failure, Page};
use serde_json::json;
use thirtyfour::Key;

use crate::audit;
use crate::visit::{agent, begin_with_ann, open_window, quiet_stage, until_so};

const HEAR: &str = "window.told = []; chat.on('rated', ({ detail }) => told.push(detail));";

/// A chat that its agent has ended.
async fn over(page: &Page, center: &Center) -> Result<(), Failure> {
    begin_with_ann(page, center, "/?rating=true").await?;
    page.script(HEAR).await?;
    agent(center, |centre, chat, now| centre.end(chat, now));
    page.reads("Chat ended").await
}

#[tokio::test]
async fn after_a_chat_the_visitor_says_how_it_was_by_keyboard_and_the_page_hears_it()
-> Result<(), Failure> {
    let stage = quiet_stage("rating");
    stage
        .play(async |page, center| {
            over(page, center).await?;
            page.by_role("radiogroup", "How was this chat?").await?;
            for name in ["Very bad", "Bad", "Fair", "Good", "Very good"] {
                page.by_role("radio", name).await?;
            }
            audit::passes(page, "a rating").await?;
            page.screenshots("rating").await?;

            page.click("button", "Send rating").await?;
            page.reads("Please choose a rating").await?;
            let first = page.by_role("radio", "Very bad").await?;
            until_so("the keyboard is at the grades", async || {
                first.has_focus().await
            })
            .await;
            audit::passes(page, "a rating without a grade").await?;
            for _ in 0..3 {
                let keys = page.driver().action_chain();
                keys.send_keys(Key::Down).perform().await?;
            }
            let comment = page.by_role("textbox", "Comment (optional)").await?;
            comment.type_text(" Ann was kind ").await?;
            let send = page.by_role("button", "Send rating").await?;
            send.press(Key::Enter).await?;
            page.reads("Thank you for your rating").await?;
            let told = page.script("return told").await?;
            assert_eq!(told, json!([{ "grade": 4, "comment": "Ann was kind" }]));
            let restart = page.by_role("button", "Start a new chat").await?;
            until_so("the keyboard is where it goes on", async || {
                restart.has_focus().await
            })
            .await;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_rating_is_asked_for_once_a_chat_and_can_be_refused() -> Result<(), Failure> {
    let stage = quiet_stage("rating-refused");
    stage
        .play(async |page, center| {
            over(page, center).await?;
            page.click("button", "No, thank you").await?;
            page.gone("radiogroup", "How was this chat?").await?;
            page.click("button", "Close chat window").await?;
            page.click("button", "Chat with us").await?;
            page.reads("Chat ended").await?;
            page.gone("radiogroup", "How was this chat?").await?;
            assert_eq!(page.script("return told").await?, json!([]));

            page.click("button", "Start a new chat").await?;
            page.by_role("button", "Start chat").await?;
            crate::visit::send_form(page).await?;
            crate::visit::begun(page).await?;
            agent(center, |centre, chat, now| centre.end(chat, now));
            page.by_role("radiogroup", "How was this chat?").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn where_there_is_little_room_a_rating_can_be_scrolled_to() -> Result<(), Failure> {
    let stage = quiet_stage("rating-small");
    stage
        .play(async |page, center| {
            page.resize(320, 256).await?;
            over(page, center).await?;
            let send = page.by_role("button", "Send rating").await?;
            send.click().await?;
            page.reads("Please choose a rating").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_page_that_does_not_ask_for_ratings_fetches_nothing_for_them() -> Result<(), Failure> {
    let stage = quiet_stage("rating-none");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            agent(center, |centre, chat, now| centre.end(chat, now));
            page.reads("Chat ended").await?;
            page.gone("radiogroup", "How was this chat?").await?;
            let fetched = "return performance.getEntriesByType('resource') \
                .some(({ name }) => name.includes('beside'))";
            assert_eq!(page.script(fetched).await?, false);
            open_window(page, "/?rating=perhaps").await?;
            let mut entries = Vec::new();
            until_so("it is told what is allowed", async || {
                entries.extend(page.console().await?.iter().map(ToString::to_string));
                let told =
                    |entry: &String| entry.contains("`rating`") && entry.contains("true, false");
                Ok(entries.iter().any(told))
            })
            .await;
            Ok(())
        })
        .await
}
