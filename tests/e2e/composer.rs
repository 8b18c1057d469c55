//! The keys of the composer.

use std::time::Duration;

use causerie_e2e::Failure;
use causerie_emulator::{Fault, FaultKind};
use thirtyfour::Key;

use crate::visit::{begin_with_ann, begun, open_window, quiet_stage, served, until_so};

#[tokio::test]
async fn enter_sends_and_shift_enter_breaks_the_line() -> Result<(), Failure> {
    let stage = quiet_stage("composer-enter");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            let composer = page.by_role("textbox", "Message").await?;
            composer.type_text("one").await?;
            composer.press_with(Key::Shift, Key::Enter).await?;
            composer.type_text("two").await?;
            assert_eq!(composer.value().await?, "one\ntwo");
            composer.press(Key::Enter).await?;
            until_so("it is sent", async || Ok(served(center, "one\ntwo") == 1)).await;
            assert_eq!(composer.value().await?, "");
            assert!(composer.has_focus().await?);
            composer.press(Key::Enter).await?;
            assert_eq!(
                composer.value().await?,
                "",
                "an empty message is neither sent nor broken"
            );
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn enter_in_an_ime_composition_does_not_send() -> Result<(), Failure> {
    let stage = quiet_stage("composer-ime");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            let composer = page.by_role("textbox", "Message").await?;
            composer.type_text("にほn").await?;
            for options in ["isComposing: true", "keyCode: 229, which: 229"] {
                let script = "const find = (root) => root.querySelector('textarea') ?? \
                    [...root.querySelectorAll('*')].map((e) => e.shadowRoot && find(e.shadowRoot)).find(Boolean); \
                    const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, \
                    cancelable: true, composed: true, OPTIONS }); \
                    find(document).dispatchEvent(event); return event.defaultPrevented;";
                let prevented = page.script(&script.replace("OPTIONS", options)).await?;
                assert_eq!(prevented, false, "{options}");
            }
            assert_eq!(composer.value().await?, "にほn");
            assert_eq!(served(center, "にほn"), 0);
            composer.press(Key::Enter).await?;
            until_so("it is sent", async || Ok(served(center, "にほn") == 1)).await;
            Ok(())
        })
        .await
}

#[tokio::test]
async fn one_can_write_before_there_is_a_chat_and_is_not_interrupted() -> Result<(), Failure> {
    let stage = quiet_stage("composer-early");
    stage
        .play(async |page, center| {
            let slow = FaultKind::Delay(Duration::from_millis(1500));
            center.suffer(Fault::new(slow).on("/genesys/1/"))?;
            open_window(page, "/?fields=[]").await?;
            let composer = page.by_role("textbox", "Message").await?;
            until_so("one is in it", async || composer.has_focus().await).await;
            composer.type_text("hello").await?;
            composer.press(Key::Enter).await?;
            composer.type_text("is anybo").await?;
            page.by_role("button", "Cancel").await?;
            page.screenshots("opening").await?;
            begun(page).await?;
            assert!(composer.has_focus().await?);
            composer.type_text("dy there?").await?;
            assert_eq!(composer.value().await?, "is anybody there?");
            until_so("it is sent", async || Ok(served(center, "hello") == 1)).await;
            page.quiet().await
        })
        .await
}
