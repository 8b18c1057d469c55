//! The server goes away and comes back; so does the network.

use std::time::Duration;

use causerie_e2e::Failure;

use crate::visit::{ann_says, begin_with_ann, copies, quiet_stage, say, served, until_so};

#[tokio::test]
async fn a_server_that_is_killed_and_comes_back_is_taken_up_again() -> Result<(), Failure> {
    let stage = quiet_stage("network-killed");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            say(page, "before").await?;
            until_so("it is sent", async || Ok(served(center, "before") == 1)).await;
            center.stop().await;
            page.reads("Reconnecting").await?;
            say(page, "written meanwhile").await?;
            page.reads("Waiting").await?;
            tokio::time::sleep(Duration::from_secs(4)).await;
            // Before the server is back: the widget may be quicker than the click otherwise.
            let again = page.by_role("button", "Try again").await?;
            center.resume().await?;
            // It may have tried by itself in between, and then the button is gone.
            let _ = again.click().await;
            until_so("it is sent", async || {
                Ok(served(center, "written meanwhile") == 1)
            })
            .await;
            ann_says(center, "and we are back");
            page.reads("and we are back").await?;
            assert_eq!(copies(page, "written meanwhile").await?, 1);
            let text = page.text().await?;
            assert!(!text.contains("Reconnecting"), "{text}");
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_server_that_lost_its_memory_ends_the_chat_in_words() -> Result<(), Failure> {
    let stage = quiet_stage("network-forgot");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            ann_says(center, "hold on");
            page.reads("hold on").await?;
            center.forget();
            page.reads("Chat ended").await?;
            assert_eq!(
                copies(page, "hold on").await?,
                1,
                "the conversation stays readable"
            );
            page.by_role("button", "Start a new chat")
                .await?
                .click()
                .await?;
            page.by_role("button", "Start chat").await.map(drop)
        })
        .await
}

#[tokio::test]
async fn what_is_written_offline_goes_out_when_the_network_is_back() -> Result<(), Failure> {
    let stage = quiet_stage("network-offline");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            page.offline(true).await?;
            page.reads("You are offline").await?;
            tokio::time::sleep(Duration::from_secs(2)).await;
            say(page, "one").await?;
            say(page, "two").await?;
            page.offline(false).await?;
            until_so("both are sent", async || {
                Ok(served(center, "one") + served(center, "two") == 2)
            })
            .await;
            until_so("all is well", async || {
                Ok(!page.text().await?.contains("You are offline"))
            })
            .await;
            Ok(())
        })
        .await
}
