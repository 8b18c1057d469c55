//! One whole chat in each dialect.

use causerie_e2e::{Failure, Page, Stage};
use causerie_emulator::Settings;

use crate::visit::{agent, ann_says, begin_with_ann, copies, quiet_stage, say, served, until_so};

/// From the form to the end, with a reload in the middle.
async fn a_whole_chat(name: &str, path: &str) -> Result<(), Failure> {
    let stage = quiet_stage(name);
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, path).await?;
            say(page, "hello").await?;
            until_so("it is sent", async || Ok(served(center, "hello") == 1)).await;
            agent(center, |centre, chat, now| {
                centre.start_typing(chat, "Ann", now)
            });
            page.reads("Ann is typing").await?;
            ann_says(center, "hello yourself");
            page.reads("hello yourself").await?;
            page.reload().await?;
            page.reads("hello yourself").await?;
            assert_eq!(copies(page, "hello yourself").await?, 1);
            say(page, "still there").await?;
            until_so(
                "it is sent",
                async || Ok(served(center, "still there") == 1),
            )
            .await;
            agent(center, |centre, chat, now| {
                centre.transfer(chat, "Ann", "Bob", now)
            });
            page.reads("Bob joined").await?;
            assert_eq!(center.emulator().chats().len(), 1);
            page.screenshot(&format!("dialect-{name}")).await?;
            end(page).await?;
            page.quiet().await
        })
        .await
}

async fn end(page: &Page) -> Result<(), Failure> {
    page.by_role("button", "End chat").await?.click().await?;
    page.by_role("button", "End chat").await?.click().await?;
    page.reads("Chat ended").await
}

#[tokio::test]
async fn a_whole_chat_over_gws() -> Result<(), Failure> {
    a_whole_chat("gws", "/?backend=gws").await
}

#[tokio::test]
async fn a_whole_chat_over_the_web_api() -> Result<(), Failure> {
    a_whole_chat("web-api", "/?backend=web-api").await
}

#[tokio::test]
async fn a_whole_chat_over_gms_v2() -> Result<(), Failure> {
    a_whole_chat("gms-v2", "/?backend=gms-v2").await
}

#[tokio::test]
async fn a_whole_chat_over_gms_v2_pushed() -> Result<(), Failure> {
    a_whole_chat("gms-v2-cometd", "/?backend=gms-v2&delivery=cometd").await
}

#[tokio::test]
async fn the_seeds_bot_answers_a_gws_chat() -> Result<(), Failure> {
    let stage = Stage::named("gws-bot").settings(Settings::default());
    stage
        .play(async |page, _| {
            crate::visit::begin(page, "/?backend=gws").await?;
            page.reads("Roboto joined").await?;
            say(page, "Is anybody there?").await?;
            page.reads("Good question...").await?;
            end(page).await
        })
        .await
}
