//! The page is loaded anew in the middle of a chat.

use causerie_e2e::Failure;

use crate::visit::{ann_says, begin_with_ann, copies, quiet_stage, say, served};

#[tokio::test]
async fn a_reload_goes_on_with_the_same_chat_and_what_was_being_written() -> Result<(), Failure> {
    let stage = quiet_stage("reload");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            ann_says(center, "Before the reload");
            say(page, "I heard you").await?;
            page.reads("Before the reload").await?;
            let draft = "half a sentence";
            page.by_role("textbox", "Message")
                .await?
                .type_text(draft)
                .await?;
            page.reload().await?;
            let composer = page.by_role("textbox", "Message").await?;
            assert_eq!(composer.value().await?, draft);
            page.reads("Before the reload").await?;
            assert_eq!(copies(page, "I heard you").await?, 1);
            ann_says(center, "After the reload");
            page.reads("After the reload").await?;
            assert_eq!(center.emulator().chats().len(), 1);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_reload_right_after_sending_sends_nothing_twice() -> Result<(), Failure> {
    let stage = quiet_stage("reload-sending");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            for round in 0..3 {
                let text = format!("message {round}");
                say(page, &text).await?;
                page.reload().await?;
                page.by_role("textbox", "Message").await?;
                page.reads("Ann joined").await?;
                crate::visit::until_so("it is settled", async || {
                    Ok(copies(page, &text).await? == 1)
                })
                .await;
                assert!(served(center, &text) <= 1);
            }
            Ok(())
        })
        .await
}
