//! A whole chat, found by roles and names only.

use std::time::Duration;

use causerie_e2e::{Failure, Stage};
use causerie_emulator::{DigitalSettings, Settings};

use crate::visit::{
    agent, ann_says, begin_with_ann, conversation, copies, open_window, quiet_stage, say, send_form,
};

#[tokio::test]
async fn a_visitor_chats_with_the_scripted_agent_and_starts_again() -> Result<(), Failure> {
    let stage = Stage::named("chat-scripted");
    stage
        .play(async |page, center| {
            open_window(page, "/").await?;
            send_form(page).await?;
            page.reads("joined").await?;
            page.reads("Vasya").await?;
            say(page, "What are your opening hours?").await?;
            page.reads("is typing").await?;
            page.by_role("button", "End chat").await?.click().await?;
            page.by_role("button", "End chat").await?.click().await?;
            page.reads("Chat ended").await?;
            assert_eq!(copies(page, "What are your opening hours?").await?, 1);
            assert!(!center.emulator().chats()[0].is_live());
            page.by_role("button", "Start a new chat")
                .await?
                .click()
                .await?;
            let name = page.by_role("textbox", "First name").await?;
            assert_eq!(name.value().await?, "Vasya");
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_transfer_and_the_agents_goodbye_are_shown() -> Result<(), Failure> {
    let stage = quiet_stage("chat-transfer");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            agent(center, |centre, chat, now| {
                centre.transfer(chat, "Ann", "Bob", now)
            });
            page.reads("Ann left").await?;
            page.reads("Bob joined").await?;
            agent(center, |centre, chat, now| {
                centre.start_typing(chat, "Bob", now)
            });
            page.reads("Bob is typing").await?;
            let status = page.by_role("status", causerie_e2e::Name::Any).await?;
            assert_eq!(status.text().await?, "Bob is typing");
            agent(center, |centre, chat, now| {
                centre.say(chat, "Bob", "Goodbye!", now)
            });
            agent(center, |centre, chat, now| centre.end(chat, now));
            page.reads("Goodbye!").await?;
            page.reads("Chat ended").await?;
            page.gone("textbox", "Message").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn markup_in_a_message_does_nothing() -> Result<(), Failure> {
    let stage = quiet_stage("chat-hostile");
    stage
        .play(async |page, center| {
            let hostile = "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script>";
            begin_with_ann(page, center, "/").await?;
            ann_says(center, hostile);
            agent(center, |centre, chat, now| {
                centre.system_says(chat, hostile, now)
            });
            agent(center, |centre, chat, now| centre.join(chat, hostile, now));
            agent(center, |centre, chat, now| {
                centre.push_url(chat, "Ann", "javascript:window.pwned=1", now)
            });
            say(page, hostile).await?;
            page.reads("<img src=x").await?;
            crate::visit::until_so("all are shown", async || {
                Ok(copies(page, "<img src=x").await? >= 4)
            })
            .await;
            assert_eq!(
                page.script("return window.pwned ?? null").await?,
                serde_json::Value::Null
            );
            assert_eq!(
                conversation(page)
                    .await?
                    .all_by_role("img", causerie_e2e::Name::Any)
                    .await?
                    .len(),
                0
            );
            assert_eq!(
                conversation(page)
                    .await?
                    .all_by_role("link", causerie_e2e::Name::Any)
                    .await?
                    .len(),
                0
            );
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_megabyte_of_text_is_only_text() -> Result<(), Failure> {
    let stage = quiet_stage("chat-megabyte");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            ann_says(center, &"<b>x</b> ".repeat(120_000));
            ann_says(center, "after it");
            page.reads("after it").await?;
            say(page, "still here").await?;
            page.reads("Sent").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_visitor_who_says_nothing_is_warned_before_the_chat_is_closed() -> Result<(), Failure> {
    for delivery in ["poll", "cometd"] {
        let digital = DigitalSettings {
            idle: Some(Duration::from_secs(3)),
            ..DigitalSettings::default()
        };
        let stage = quiet_stage(&format!("chat-idle-{delivery}")).settings(Settings {
            digital,
            ..Settings::unscripted()
        });
        stage
            .play(async |page, center| {
                let path = format!("/?backend=gms-v2&delivery={delivery}");
                begin_with_ann(page, center, &path).await?;
                page.reads("Are you still there?").await?;
                say(page, "I am").await?;
                page.reads("We have closed this chat").await?;
                page.reads("Chat ended").await?;
                assert_eq!(copies(page, "Are you still there?").await?, 2);
                page.quiet().await
            })
            .await?;
    }
    Ok(())
}
