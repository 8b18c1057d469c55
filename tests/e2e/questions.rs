//! Questions of a page's own before a chat: choices, boxes to check, what is agreed to.

use causerie_e2e::{Failure, Page};
use thirtyfour::Key;

use crate::audit;
use crate::visit::{begun, open_window, quiet_stage, until_so};

const FIELDS: &str = r#"[{"name":"plan","label":"Plan","type":"select","required":true,"options":{"small":"small","big":"The big one"}},{"name":"terms","type":"checkbox","required":true,"label":"I agree to https://example.com/terms"},{"name":"news","type":"checkbox","label":"Send me news"},{"name":"page","type":"hidden"}]"#;

const VISITOR: &str = r#"{"page":"prices"}"#;

/// The demo page with these questions, as an address has them.
fn path() -> String {
    let encoded =
        |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02x}")).collect() };
    format!(
        "/?backend=gms-v2&fields={}&visitor={}",
        encoded(FIELDS),
        encoded(VISITOR)
    )
}

async fn check(page: &Page, name: &str) -> Result<(), Failure> {
    let element = page.by_role("checkbox", name).await?;
    element.type_text(" ").await?;
    until_so("it is checked", async || {
        Ok(element.attribute("aria-checked").await?.as_deref() == Some("true"))
    })
    .await;
    Ok(())
}

#[tokio::test]
async fn choices_and_consent_are_given_by_keyboard_and_reach_the_contact_centre()
-> Result<(), Failure> {
    let stage = quiet_stage("questions");
    stage
        .play(async |page, center| {
            open_window(page, &path()).await?;
            let plan = page.by_role("combobox", "Plan").await?;
            until_so("the keyboard is at the first question", async || {
                plan.has_focus().await
            })
            .await;
            page.by_role("button", "Start chat").await?.click().await?;
            page.reads("Please fill in this field").await?;
            page.reads("Please check this box").await?;
            audit::passes(page, "questions that are not answered").await?;
            plan.type_text("The").await?;
            page.by_role("link", "https://example.com/terms").await?;
            check(page, "I agree to https://example.com/terms").await?;
            audit::passes(page, "questions that are answered").await?;
            page.screenshots("questions").await?;
            page.by_role("button", "Start chat").await?.click().await?;
            begun(page).await?;
            let data = center.emulator().chats()[0].data().clone();
            assert_eq!(
                (data["plan"].as_str(), data["terms"].as_str()),
                ("big", "true")
            );
            assert_eq!(data["page"], "prices");
            assert!(
                data.get("news").is_none_or(|news| news.is_empty()),
                "{data:?}"
            );
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn the_words_of_a_box_check_it_and_answers_stay_when_the_window_is_closed()
-> Result<(), Failure> {
    let stage = quiet_stage("questions-words");
    stage
        .play(async |page, _| {
            open_window(page, &path()).await?;
            page.script(
                "const root = document.querySelector('causerie-chat').shadowRoot; \
                 [...root.querySelectorAll('label')].find((one) => one.textContent === 'Send me news').click()",
            )
            .await?;
            let news = page.by_role("checkbox", "Send me news").await?;
            assert_eq!(news.attribute("aria-checked").await?.as_deref(), Some("true"));
            let plan = page.by_role("combobox", "Plan").await?;
            plan.type_text("small").await?;
            plan.press(Key::Escape).await?;
            page.gone("dialog", "Chat").await?;
            page.click("button", "Chat with us").await?;
            let plan = page.by_role("combobox", "Plan").await?;
            assert_eq!(plan.property("value").await?.as_deref(), Some("small"));
            let news = page.by_role("checkbox", "Send me news").await?;
            assert_eq!(news.attribute("aria-checked").await?.as_deref(), Some("true"));
            page.quiet().await
        })
        .await
}
