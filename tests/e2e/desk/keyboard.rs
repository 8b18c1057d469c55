//! The desk without a mouse.

use causerie_e2e::{Failure, Name, Page};
use thirtyfour::Key;

use crate::duty::{be_ready, reads_in_log, shows_ready};
use crate::visit::{quiet_stage, until_so};

/// A customer without a window asks for a chat over GWS; its path.
pub(super) async fn ask_for_chat(page: &Page, nickname: &str) -> Result<String, Failure> {
    let body = format!("{{operationName: 'RequestChat', nickname: '{nickname}', subject: '?'}}");
    let script = format!(
        "return fetch('/api/v2/chats', {{method: 'POST', body: JSON.stringify({body})}}) \
         .then((response) => response.json()).then((reply) => reply.path)"
    );
    let path = page.script(&script).await?;
    Ok(path.as_str().unwrap().to_owned())
}

pub(super) async fn customer_says(page: &Page, path: &str, text: &str) -> Result<(), Failure> {
    let body = format!("{{operationName: 'SendMessage', text: '{text}'}}");
    let script = format!(
        "return fetch('{path}', {{method: 'POST', body: JSON.stringify({body})}}).then(() => 0)"
    );
    page.script(&script).await.map(drop)
}

/// Waits until the keyboard acts on what is called so.
async fn acts_on(page: &Page, name: &str) {
    let label = "const e = document.activeElement; \
        return (e.ariaLabel ?? e.labels?.[0]?.innerText ?? e.innerText).trim()";
    until_so(&format!("the keyboard acts on {name}"), async || {
        Ok(page.script(label).await? == name)
    })
    .await;
}

async fn press(page: &Page, key: Key) -> Result<(), Failure> {
    page.focused().await?.press(key).await
}

async fn type_text(page: &Page, text: &str) -> Result<(), Failure> {
    page.focused().await?.type_text(text).await
}

#[tokio::test]
async fn two_chats_are_had_without_a_mouse() -> Result<(), Failure> {
    let stage = quiet_stage("desk-keyboard");
    stage
        .play(async |page, center| {
            page.open("/desk").await?;
            acts_on(page, "Name").await;
            type_text(page, "anna\u{e004}anna\u{e007}").await?;
            acts_on(page, "Ready for chats").await;
            page.reads("Connected").await?;
            type_text(page, " ").await?;
            shows_ready(page, true).await;

            let ada = ask_for_chat(page, "Ada").await?;
            page.reads("A visitor wants to chat").await?;
            press(page, Key::F2).await?;
            acts_on(page, "Message").await;
            type_text(page, "Hello Ada").await?;
            press(page, Key::Enter).await?;
            reads_in_log(page, "Hello Ada").await?;
            ask_for_chat(page, "Bob").await?;
            page.reads("A visitor wants to chat").await?;
            press(page, Key::F2).await?;
            page.by_role("region", "Chat with Bob").await?;

            customer_says(page, &ada, "Are you there?").await?;
            page.by_role("button", Name::Containing("1 unread")).await?;
            assert_eq!(
                page.script("return document.title").await?,
                "(1) Agent desk"
            );
            page.focused().await?.press_with(Key::Alt, Key::Up).await?;
            page.by_role("region", "Chat with Ada").await?;
            page.gone("button", Name::Containing("unread")).await?;
            acts_on(page, "Message").await;

            press(page, Key::F8).await?;
            acts_on(page, "Find a canned answer").await;
            type_text(page, "moment").await?;
            press(page, Key::Enter).await?;
            acts_on(page, "Message").await;
            press(page, Key::Enter).await?;
            reads_in_log(page, "One moment please").await?;

            press(page, Key::F9).await?;
            page.by_role("dialog", "End the chat with Ada?").await?;
            press(page, Key::Enter).await?;
            page.reads("The chat has ended.").await?;
            acts_on(page, "Conversation").await;
            page.focused()
                .await?
                .press_with(Key::Alt, Key::Down)
                .await?;
            page.by_role("region", "Chat with Bob").await?;
            let live = center
                .emulator()
                .chats()
                .iter()
                .filter(|chat| chat.is_live())
                .count();
            assert_eq!(live, 1);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn every_control_is_on_the_way_of_the_tabulator_and_has_a_name() -> Result<(), Failure> {
    let controls = "return [...document.querySelectorAll('.desk :is(button, input, textarea)')] \
        .filter((one) => one.checkVisibility() && !one.disabled).length";
    let here = "const e = document.activeElement; return { \
        name: (e.ariaLabel ?? e.labels?.[0]?.innerText ?? e.innerText).trim(), \
        control: e.matches('button, input, textarea'), \
        left: e === document.body }";
    let stage = quiet_stage("desk-names");
    stage
        .play(async |page, _| {
            be_ready(page, "anna").await?;
            for customer in ["Ada", "Bob"] {
                ask_for_chat(page, customer).await?;
                page.reads("A visitor wants to chat").await?;
                press(page, Key::F2).await?;
                acts_on(page, "Message").await;
            }
            ask_for_chat(page, "Carl").await?;
            page.reads("A visitor wants to chat").await?;
            let all = page.script(controls).await?.as_u64().unwrap();
            let first = page.by_role("switch", "Ready for chats").await?;
            first.press(Key::Shift).await?;
            let mut names = Vec::new();
            while names.len() < 50 {
                let there = page.script(here).await?;
                if there["left"] == true {
                    break;
                }
                let name = there["name"].as_str().unwrap().to_owned();
                assert_ne!(name, "", "after {names:?}");
                if names.first() == Some(&name) {
                    // Nothing of this browser is between the end of the page and its beginning.
                    break;
                }
                if there["control"] == true {
                    names.push(name);
                }
                let keys = page.driver().action_chain();
                keys.key_down(Key::Tab).key_up(Key::Tab).perform().await?;
            }
            assert_eq!(names.len() as u64, all, "{names:?}");
            Ok(())
        })
        .await
}
