//! Without a mouse.

use causerie_e2e::Failure;
use thirtyfour::Key;

use crate::visit::{ann_says, begin, begin_with_ann, conversation, quiet_stage, until_so};

#[tokio::test]
async fn focus_goes_in_with_the_window_and_back_with_escape() -> Result<(), Failure> {
    let stage = quiet_stage("keyboard-focus");
    stage
        .play(async |page, _| {
            page.open("/").await?;
            page.by_role("button", "Chat with us")
                .await?
                .press(Key::Enter)
                .await?;
            let first = page.by_role("textbox", "First name").await?;
            until_so("focus is in the form", async || first.has_focus().await).await;
            first.type_text("kept").await?;
            first.press(Key::Escape).await?;
            page.gone("dialog", "Chat").await?;
            let launcher = page.by_role("button", "Chat with us").await?;
            until_so("focus is back", async || launcher.has_focus().await).await;
            launcher.press(Key::Enter).await?;
            let first = page.by_role("textbox", "First name").await?;
            assert_eq!(
                first.value().await?,
                "kept",
                "closing the window loses nothing"
            );
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_chat_can_be_ended_and_kept_by_keyboard() -> Result<(), Failure> {
    let stage = quiet_stage("keyboard-end");
    stage
        .play(async |page, center| {
            begin(page, "/").await?;
            page.by_role("button", "End chat")
                .await?
                .press(Key::Enter)
                .await?;
            page.by_role("button", "Keep chatting").await?;
            let ends = page.all_by_role("button", "End chat").await?;
            assert_eq!(ends.len(), 1, "one button of that name at a time");
            ends[0].press(Key::Escape).await?;
            page.gone("button", "Keep chatting").await?;
            page.by_role("textbox", "Message").await?;
            page.by_role("button", "End chat")
                .await?
                .press(Key::Enter)
                .await?;
            page.by_role("button", "Keep chatting").await?;
            page.by_role("button", "End chat")
                .await?
                .press(Key::Enter)
                .await?;
            page.reads("Chat ended").await?;
            assert!(!center.emulator().chats()[0].is_live());
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn the_launcher_counts_what_was_not_seen() -> Result<(), Failure> {
    let stage = quiet_stage("keyboard-unread");
    stage
        .play(async |page, center| {
            crate::visit::begin_with_ann(page, center, "/").await?;
            page.by_role("textbox", "Message")
                .await?
                .press(Key::Escape)
                .await?;
            page.gone("dialog", "Chat").await?;
            crate::visit::ann_says(center, "one");
            crate::visit::ann_says(center, "two");
            let launcher = page
                .by_role("button", causerie_e2e::Name::Containing("2 unread"))
                .await?;
            launcher.press(Key::Enter).await?;
            page.reads("two").await?;
            page.by_role("textbox", "Message")
                .await?
                .press(Key::Escape)
                .await?;
            page.by_role("button", "Chat with us").await.map(drop)
        })
        .await
}

#[tokio::test]
async fn arrows_go_from_message_to_message_and_scroll_along() -> Result<(), Failure> {
    const HELD: &str = "
        const root = document.querySelector('causerie-chat').shadowRoot;
        const { top, bottom } = root.querySelector('[role=log]').getBoundingClientRect();
        const held = root.activeElement;
        const place = held.getBoundingClientRect();
        const seen = place.top >= top - 1 && place.bottom <= bottom + 1;
        return [held.querySelector('.bubble')?.textContent ?? held.textContent, seen];";
    let stage = quiet_stage("keyboard-arrows");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            for number in 1..=30 {
                ann_says(center, &format!("number {number}."));
            }
            page.reads("number 30.").await?;
            conversation(page).await?.press(Key::Up).await?;
            let press = async |key: Key| -> Result<String, Failure> {
                let keys = page.driver().action_chain();
                keys.send_keys(key).perform().await?;
                until_so("it is seen", async || {
                    Ok(page.script(HELD).await?[1] == true)
                })
                .await;
                let held = page.script(HELD).await?;
                Ok(held[0].as_str().unwrap().to_owned())
            };
            let last = page.script(HELD).await?;
            assert_eq!(last[0], "number 30.", "the last that is seen");
            for number in (20..30).rev() {
                assert_eq!(press(Key::Up).await?, format!("number {number}."));
            }
            assert_eq!(press(Key::Down).await?, "number 21.");
            for _ in 0..20 {
                press(Key::Up).await?;
            }
            assert_eq!(press(Key::Up).await?, "Ann joined the chat");
            assert_eq!(press(Key::Up).await?.to_lowercase(), "today");
            assert_eq!(
                press(Key::Up).await?.to_lowercase(),
                "today",
                "the first of all"
            );
            ann_says(center, "news");
            page.reads("news").await?;
            assert_eq!(press(Key::Down).await?, "Ann joined the chat");
            let keys = page.driver().action_chain();
            keys.send_keys(Key::Tab).perform().await?;
            let button = page.by_role("button", "New messages").await?;
            until_so("the keyboard goes on", async || button.has_focus().await).await;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn focus_stays_on_a_row_while_others_come_before_and_after_it() -> Result<(), Failure> {
    // More than the emulator takes in one message.
    const TOO_LONG: &str = "
        const root = document.querySelector('causerie-chat').shadowRoot;
        const field = root.querySelector('textarea');
        field.value = 'x'.repeat(70_000);
        field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));";
    let stage = quiet_stage("keyboard-rows");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            page.script(TOO_LONG).await?;
            page.by_role("button", "Send message")
                .await?
                .click()
                .await?;
            let discard = page.by_role("button", "Discard").await?;
            discard.press(Key::Shift).await?;
            for words in ["first", "second", "third"] {
                ann_says(center, words);
                page.reads(words).await?;
                assert!(discard.has_focus().await?, "{words}");
            }
            discard.press(Key::Enter).await?;
            page.gone("button", "Discard").await?;
            page.reads("third").await
        })
        .await
}
