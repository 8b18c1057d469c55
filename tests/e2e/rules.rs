//! Rules of a page's own for the answers to its form.

use causerie_e2e::{Element, Failure, Page};
use serde_json::json;
use thirtyfour::Key;

use crate::audit;
use crate::visit::{begun, open_window, quiet_stage, until_so};

const FIELDS: &str = r#"[{"name":"order","label":"Order","required":true,"pattern":"[A-Z]{2}-\\d{4}","error":"Two letters and four digits, such as AB-1234"},{"name":"city","label":"City","minLength":3,"maxLength":5},{"name":"code","label":"Code","pattern":"\\p{L}+"}]"#;

/// The demo page with these questions, as an address has them.
fn path(fields: &str) -> String {
    let encoded = fields.bytes().map(|byte| format!("%{byte:02x}"));
    format!("/?backend=gms-v2&fields={}", encoded.collect::<String>())
}

async fn answer(page: &Page, name: &str, text: &str) -> Result<Element, Failure> {
    let field = page.by_role("textbox", name).await?;
    field.clear().await?;
    field.type_text(text).await?;
    Ok(field)
}

/// The words that a field is described by.
async fn described(page: &Page, field: &Element) -> Result<String, Failure> {
    let ids = field.attribute("aria-describedby").await?;
    let script = format!(
        "const root = document.querySelector('causerie-chat').shadowRoot; \
         return '{}'.split(' ').map((id) => root.getElementById(id)?.textContent).join(' ')",
        ids.unwrap_or_default()
    );
    let words = page.script(&script).await?;
    Ok(words.as_str().unwrap_or_default().to_owned())
}

/// The file of the page that the rules come with has arrived.
pub(crate) async fn ready(page: &Page, file: &str) {
    let script = format!(
        "const named = ({{ name }}) => name.endsWith('/{file}');
         const arrived = performance.getEntriesByType('resource').find(named);
         return arrived ? import(arrived.name).then(() => true) : false"
    );
    until_so("the rules are there", async || {
        Ok(page.script(&script).await? == true)
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_breaks_a_rule_is_told_at_its_field_in_words_that_say_what_to_do()
-> Result<(), Failure> {
    let stage = quiet_stage("rules");
    stage
        .play(async |page, center| {
            open_window(page, &path(FIELDS)).await?;
            ready(page, "beside.js").await;
            answer(page, "Order", "AB-123").await?;
            answer(page, "City", "Ух").await?;
            answer(page, "Code", "12").await?.press(Key::Enter).await?;
            for words in [
                "Two letters and four digits, such as AB-1234",
                "This is too short. Least number of characters: 3",
                "Please enter this in the form that is asked for",
            ] {
                page.reads(words).await?;
            }
            let order = page.by_role("textbox", "Order").await?;
            until_so("the keyboard is at the first fault", async || {
                order.has_focus().await
            })
            .await;
            assert_eq!(
                order.attribute("aria-invalid").await?.as_deref(),
                Some("true")
            );
            let words = described(page, &order).await?;
            assert_eq!(words, "Two letters and four digits, such as AB-1234");
            audit::passes(page, "answers that break rules").await?;

            let city = answer(page, "City", "Kazansk").await?;
            let words = described(page, &city).await?;
            assert!(
                words.ends_with("Greatest number of characters: 5"),
                "{words}"
            );
            answer(page, "City", "Казан").await?;
            answer(page, "Code", "яß").await?;
            let order = answer(page, "Order", " AB-1234 ").await?;
            assert_eq!(
                order.attribute("aria-invalid").await?.as_deref(),
                Some("false")
            );
            order.press(Key::Enter).await?;
            begun(page).await?;
            let data = center.emulator().chats()[0].data().clone();
            assert_eq!(data["order"], "AB-1234");
            assert_eq!(data["city"], "Казан");
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn what_is_not_answered_breaks_no_rule_and_the_page_is_held_to_them_too()
-> Result<(), Failure> {
    let stage = quiet_stage("rules-page");
    stage
        .play(async |page, _| {
            open_window(page, &path(FIELDS)).await?;
            ready(page, "beside.js").await;
            let start = |order: &str| {
                let answers = json!({ "order": order });
                format!("return chat.start({answers}).then(() => 'begun', ({{ name }}) => name)")
            };
            assert_eq!(page.script(&start("A-1")).await?, "FormError");
            page.reads("Two letters and four digits").await?;
            assert_eq!(page.script(&start("AB-1234")).await?, "begun");
            begun(page).await?;
            page.quiet().await
        })
        .await
}

/// The widget's own and those of the page: nobody is to send a form twice to hear of all.
#[tokio::test]
async fn what_else_is_wrong_is_told_beside_what_breaks_a_rule() -> Result<(), Failure> {
    const FAULTS: &str = "return [...document.querySelector('causerie-chat').shadowRoot \
        .querySelectorAll('[aria-invalid=true]')].length";
    let stage = quiet_stage("rules-missing");
    stage
        .play(async |page, center| {
            for (others, entered) in [
                (r#"{"name":"plan","label":"Plan","type":"select","required":true,"options":{"small":"Small"}}"#, ""),
                (r#"{"name":"terms","label":"Terms","type":"checkbox","required":true}"#, ""),
                (r#"{"name":"city","label":"City","required":true}"#, "  "),
                (r#"{"name":"city","label":"City","type":"email"}"#, "me@example"),
                (r#"{"name":"city","label":"City","type":"email"}"#, "me my@example.com"),
                (r#"{"name":"city","label":"City","type":"tel"}"#, "12"),
            ] {
                let fields = format!(r#"[{others},{{"name":"code","label":"Code","minLength":3}}]"#);
                open_window(page, &path(&fields)).await?;
                ready(page, "beside.js").await;
                if !entered.is_empty() {
                    answer(page, "City", entered).await?;
                }
                answer(page, "Code", "12").await?.press(Key::Enter).await?;
                page.reads("Least number of characters: 3").await?;
                until_so("both are told", async || Ok(page.script(FAULTS).await? == 2)).await;
                assert!(center.emulator().chats().is_empty());
            }
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn rules_that_cannot_be_used_are_told_to_whoever_writes_the_page_and_passed_over()
-> Result<(), Failure> {
    let stage = quiet_stage("rules-faults");
    stage
        .play(async |page, _| {
            let fields = r#"[{"name":"a","pattern":"("},{"name":"b","minLength":0},{"name":"c","minLength":4,"maxLength":2},{"name":"d","maxLength":"3"},{"name":"e","pattern":"x","error":""}]"#;
            open_window(page, &path(fields)).await?;
            ready(page, "beside.js").await;
            let mut entries = Vec::new();
            for (name, fault) in [
                ("a", "`pattern`: found \"(\", allowed: a regular expression, as text, for the whole answer"),
                ("b", "`minLength`: found 0, allowed: a number of characters, 1 or more"),
                ("c", "`maxLength`: found 2, allowed: 4 or more, as `minLength`"),
                ("d", "`maxLength`: found \"3\", allowed: a number of characters, 1 or more"),
                ("e", "`error`: found \"\", allowed: text that says what to enter"),
            ] {
                let line = format!("option `fields`, `{name}`, {fault}");
                until_so(&line, async || {
                    entries.extend(page.console().await?.iter().map(ToString::to_string));
                    let escaped = line.replace('"', "\\\"");
                    Ok(entries.iter().any(|entry| entry.contains(&line) || entry.contains(&escaped)))
                })
                .await;
            }
            answer(page, "c", "abc").await?.press(Key::Enter).await?;
            page.reads("Least number of characters: 4").await
        })
        .await
}
