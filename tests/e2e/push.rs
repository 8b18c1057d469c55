//! News over CometD and the advanced service, in the browser.

use std::time::Duration;

use causerie_e2e::{Center, Failure, Stage};
use causerie_emulator::{EventType, Settings};

use crate::visit::{
    ann_says, begin_with_ann, begun, copies, open_window, quiet_stage, say, send_form, served,
    until_so,
};

const OPTIONS: &str = "/?delivery=cometd&user=BuzzBrain";

#[tokio::test]
async fn a_chat_is_pushed_and_survives_a_killed_server_and_a_reload() -> Result<(), Failure> {
    let stage = quiet_stage("push");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, OPTIONS).await?;
            say(page, "hello").await?;
            until_so("it is sent", async || Ok(served(center, "hello") == 1)).await;
            ann_says(center, "pushed");
            page.reads("pushed").await?;
            center.stop().await;
            page.reads("Reconnecting").await?;
            center.resume().await?;
            ann_says(center, "after the cut");
            page.reads("after the cut").await?;
            page.reload().await?;
            page.reads("after the cut").await?;
            ann_says(center, "after the reload");
            page.reads("after the reload").await?;
            assert_eq!(copies(page, "hello").await?, 1);
            assert_eq!(center.emulator().chats().len(), 1);
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_chat_that_cannot_be_pushed_is_polled_and_the_page_told_once() -> Result<(), Failure> {
    let stage = quiet_stage("push-refused");
    stage
        .play(async |page, center| {
            center
                .emulator()
                .settings_mut()
                .cometd
                .quirks
                .handshake_refused = true;
            open_window(page, OPTIONS).await?;
            page.script(
                "window.told = []; document.addEventListener('causerie:connection', \
                (event) => told.push(event.detail.delivery))",
            )
            .await?;
            send_form(page).await?;
            say(page, "polled").await?;
            until_so("it is sent", async || Ok(served(center, "polled") == 1)).await;
            let told = page.script("return window.told").await?;
            assert_eq!(told, serde_json::json!(["poll"]));
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_waiting_visitor_is_told_and_may_cancel() -> Result<(), Failure> {
    let settings = Settings {
        advanced_wait: Duration::from_secs(6),
        ..Settings::unscripted()
    };
    let stage = quiet_stage("push-advanced").settings(settings);
    stage
        .play(async |page, center| {
            open_window(page, &format!("{OPTIONS}&serviceKind=advanced")).await?;
            send_form(page).await?;
            page.reads("Waiting for an agent").await?;
            page.screenshots("waiting").await?;
            page.by_role("button", "Cancel").await?.click().await?;
            let start = page.by_role("button", "Start chat").await?;
            assert!(center.emulator().chats().is_empty());
            start.click().await?;
            page.reads("Waiting for an agent").await?;
            begun(page).await?;
            assert_eq!(center.emulator().chats().len(), 1);
            Ok(())
        })
        .await
}

#[tokio::test]
async fn the_scripted_agent_joins_types_and_writes_by_push_after_a_wait() -> Result<(), Failure> {
    let settings = Settings {
        advanced_wait: Duration::from_secs(3),
        ..Settings::default()
    };
    let stage = Stage::named("push-scripted").settings(settings);
    stage
        .play(async |page, center| {
            open_window(page, "/?delivery=cometd&serviceKind=advanced").await?;
            send_form(page).await?;
            page.reads("Waiting for an agent").await?;
            page.reads("joined").await?;
            say(page, "What are your opening hours?").await?;
            page.reads("is typing").await?;
            until_so("the agent answers", async || {
                match answer_to(center, "What are your opening hours?") {
                    Some(words) => page.reads(&words).await.map(|()| true),
                    None => Ok(false),
                }
            })
            .await;
            page.quiet().await
        })
        .await
}

/// What was said next after these words.
fn answer_to(center: &Center, words: &str) -> Option<String> {
    let centre = center.emulator();
    let chats = centre.chats();
    let events = chats.last().unwrap().transcript().iter();
    let asked = events.skip_while(|event| event.text != words);
    let mut said = asked.filter(|event| event.kind == EventType::Text);
    said.nth(1).map(|event| event.text.clone())
}
