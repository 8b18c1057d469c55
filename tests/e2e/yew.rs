//! The component on a page that is written in Yew (`examples/yew.rs`).

use causerie_e2e::Failure;

use crate::visit::{agent, ann_says, begun, quiet_stage, say, served, until_so};

#[tokio::test]
async fn a_page_in_yew_carries_a_chat_and_can_take_it_down() -> Result<(), Failure> {
    let site = std::env::var_os("CAUSERIE_YEW_SITE").unwrap_or_default();
    let stage = quiet_stage("yew").site(site);
    stage
        .play(async |page, center| {
            page.open("/").await?;
            page.click("button", "Chat with us").await?;
            begun(page).await?;
            agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
            page.reads("Ann joined").await?;
            say(page, "hello").await?;
            until_so("it is sent", async || Ok(served(center, "hello") == 1)).await;
            ann_says(center, "hello yourself");
            page.reads("hello yourself").await?;
            page.by_role("button", "Rename").await?.click().await?;
            page.by_role("dialog", "Help").await?;
            page.reads("hello yourself").await?;
            assert_eq!(center.emulator().chats().len(), 1);
            page.by_role("button", "Translate").await?.click().await?;
            page.reads("انضم Ann إلى المحادثة").await?;
            page.by_role("button", "إرسال الرسالة").await?;
            page.reads("hello yourself").await?;
            page.by_role("button", "Remove").await?.click().await?;
            page.gone("dialog", "Help").await?;
            page.quiet().await
        })
        .await
}
