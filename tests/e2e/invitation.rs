//! An invitation beside the launcher.

use causerie_e2e::{Failure, Page};
use serde_json::json;
use thirtyfour::Key;

use crate::audit;
use crate::visit::{begin, quiet_stage, until_so};

const NAME: &str = "Can we help you choose?";

/// Timers that ring when the test says so, and tell for how long they were set.
const CLOCK: &str = "
    const { setTimeout: set } = window;
    window.due = [];
    window.setTimeout = (ring, after = 0, ...rest) => {
      if (after !== 45000) return set(ring, after, ...rest);
      due.push(ring);
      return -due.length;
    };
    const { clearTimeout: clear } = window;
    window.clearTimeout = (timer) => (timer < 0 ? (due[-timer - 1] = undefined) : clear(timer));
    window.ring = () => due.splice(0).filter(Boolean).map((ring) => ring()).length;";

/// Puts the tag on the page, as a page would that has it.
async fn tag(page: &Page, more: &str) -> Result<(), Failure> {
    page.script(&format!(
        "{CLOCK}
         const script = document.createElement('script');
         script.src = '/invitation.js';
         Object.assign(script.dataset, {{ text: '{NAME}', accept: 'Chat now', dismiss: 'Not now', idle: 45 }}, {more});
         return new Promise((loaded) => {{ script.onload = () => loaded(); document.head.append(script); }});"
    ))
    .await
    .map(drop)
}

async fn rings(page: &Page) -> Result<u64, Failure> {
    let count = page.script("return ring()").await?;
    Ok(count.as_u64().unwrap_or_default())
}

#[tokio::test]
async fn an_idle_visitor_is_invited_politely_and_opens_the_window_or_does_not()
-> Result<(), Failure> {
    let stage = quiet_stage("invitation");
    stage
        .play(async |page, _| {
            page.open("/").await?;
            page.by_role("button", "Chat with us").await?;
            tag(page, "{}").await?;
            assert_eq!(rings(page).await?, 1);
            page.by_role("complementary", NAME).await?;
            let told =
                "return chat.shadowRoot.querySelector('.invitation [role=status]').textContent";
            until_so("it is said", async || Ok(page.script(told).await? == NAME)).await;
            let body = "return document.activeElement === document.body";
            assert_eq!(page.script(body).await?, true, "it takes nobody's keyboard");
            audit::passes(page, "an invitation").await?;
            page.screenshots("invitation").await?;
            page.click("button", "Chat now").await?;
            page.by_role("dialog", "Chat").await?;
            page.gone("complementary", NAME).await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn who_says_no_is_not_asked_again() -> Result<(), Failure> {
    let stage = quiet_stage("invitation-no");
    stage
        .play(async |page, _| {
            page.open("/").await?;
            page.by_role("button", "Chat with us").await?;
            tag(page, "{}").await?;
            rings(page).await?;
            page.by_role("complementary", NAME).await?;
            let no = page.by_role("button", "Not now").await?;
            no.press(Key::Escape).await?;
            page.gone("complementary", NAME).await?;
            let launcher = page.by_role("button", "Chat with us").await?;
            until_so("the keyboard is on the launcher", async || launcher.has_focus().await).await;
            page.reload().await?;
            page.by_role("button", "Chat with us").await?;
            tag(page, "{}").await?;
            assert_eq!(rings(page).await?, 0, "it is remembered in the tab");
            let kept = "return [sessionStorage, localStorage].map((store) => 'causerie-invitation' in store)";
            assert_eq!(page.script(kept).await?, json!([true, false]));

            page.script("sessionStorage.clear()").await?;
            tag(page, "{ days: 7 }").await?;
            rings(page).await?;
            page.click("button", "Not now").await?;
            assert_eq!(page.script(kept).await?, json!([false, true]));
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn nobody_is_invited_who_is_busy_elsewhere_in_a_chat_or_cannot_be_served()
-> Result<(), Failure> {
    let stage = quiet_stage("invitation-not");
    stage
        .play(async |page, _| {
            page.open("/").await?;
            page.by_role("button", "Chat with us").await?;
            tag(page, "{ pages: '^/prices' }").await?;
            assert_eq!(rings(page).await?, 0, "it is another page");
            tag(page, "{}").await?;
            page.script("dispatchEvent(new Event('keydown'))").await?;
            let waiting = "return due.filter(Boolean).length";
            assert_eq!(
                page.script(waiting).await?,
                1,
                "whoever does something begins anew"
            );
            page.script("chat.dispatchEvent(new CustomEvent('causerie:error', { detail: {} }))")
                .await?;
            assert_eq!(rings(page).await?, 0, "there is nobody to chat with");
            begin(page, "/").await?;
            page.click("button", "Close chat window").await?;
            tag(page, "{}").await?;
            rings(page).await?;
            page.gone("complementary", NAME).await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn what_cannot_be_used_is_told_and_nobody_is_invited() -> Result<(), Failure> {
    let stage = quiet_stage("invitation-faults");
    stage
        .play(async |page, _| {
            page.open("/").await?;
            page.by_role("button", "Chat with us").await?;
            tag(page, "{ text: ' ', days: 'x', pages: '(' }").await?;
            assert_eq!(rings(page).await?, 0);
            let lines: Vec<_> = page
                .console()
                .await?
                .iter()
                .map(ToString::to_string)
                .collect();
            for name in ["text", "days", "pages"] {
                let told = |line: &String| line.contains(&format!("`invitation`, `{name}`: found"));
                assert!(lines.iter().any(told), "{name}: {lines:?}");
            }
            Ok(())
        })
        .await
}
