//! What visitors had better not say, and does not leave the browser.

use causerie_e2e::{Center, Failure, Page};
use serde_json::json;
use thirtyfour::Key;

use crate::host::{self, Host};
use crate::visit::{begun, is_told_of, latest, quiet_stage, said_in, say, until_so};

const WASM: &str = "/widget-gms-v2_bg.wasm";

const CARD: &str = "4111 1111 1111 1111";
const MASKED: &str = "•••• •••• •••• 1111";

/// Opens a website that masks, with these options, and has a widget.
async fn open_website(
    page: &Page,
    center: &Center,
    mask: &str,
    fields: &str,
) -> Result<Host, Failure> {
    let files = host::files();
    let line = format!(
        "<script src=\"{0}/masker.js\" {mask}></script>\
         <script async src=\"{0}/causerie.js\" data-backend=\"gms-v2\" \
         data-url=\"http://{1}/genesys\" data-fields='{fields}'></script>",
        files.origin(),
        center.address()
    );
    files.hold(WASM);
    page.open(&host::page(&host::document(&line), "")).await?;
    page.click("button", "Chat with us").await?;
    Ok(files)
}

async fn all_said(center: &Center, expected: &[&str]) {
    let chat = latest(center);
    until_so("all is sent", async || {
        Ok(said_in(center, &chat).len() >= expected.len())
    })
    .await;
    assert_eq!(said_in(center, &chat), expected);
}

#[tokio::test]
async fn numbers_are_known_however_they_are_written() -> Result<(), Failure> {
    let table = [
        ("4111111111111111", "••••••••••••1111"),
        (
            "it is 4111 1111 1111 1111 12/27, and 123",
            "it is •••• •••• •••• 1111 12/27, and 123",
        ),
        ("4111-1111\u{a0}1111  1111.", "••••-••••\u{a0}••••  1111."),
        ("12 378282246310005", "12 •••••••••••0005"),
        ("٤١١١ ١١١١ ١١١١ ١١١١", "•••• •••• •••• ١١١١"),
        ("4111 1111 1111 1112", "4111 1111 1111 1112"),
        ("order 1234567890123456", "order 1234567890123456"),
        ("call +49 1512 3456 7890 1", "call +49 1512 3456 7890 1"),
        ("+49 151 4111 1111 1111 1111", "+49 151 •••• •••• •••• 1111"),
        ("2026-11-28 10:15:00", "2026-11-28 10:15:00"),
        (
            "DE89 3704 0044 0532 0130 00 is mine",
            "•••• •••• •••• •••• ••30 00 is mine",
        ),
        ("gb82west12345698765432", "••••••••••••••••••5432"),
        ("DE88 3704 0044 0532 0130 00", "DE88 3704 0044 0532 0130 00"),
        ("", ""),
    ];
    quiet_stage("mask-table")
        .play(async |page, _| {
            page.open("/").await?;
            let texts = table.map(|(text, _)| text);
            let script = format!(
                "const {{ masked }} = await import('/mask.js'); \
                 return {}.map((text) => masked(text))",
                json!(texts)
            );
            let expected = table.map(|(_, masked)| masked);
            assert_eq!(page.script(&script).await?, json!(expected));
            let script = format!(
                "const {{ masked }} = await import('/mask.js'); \
                 return [masked('{CARD} a1b-c', {{ cards: false, patterns: ['[a-z]\\\\d.-'] }}), \
                     masked('{CARD}', {{ by: (text) => text.replaceAll('•', '#') }}), \
                     masked('{CARD} '.repeat(5000)).includes('4')]"
            );
            let expected = json!(["4111 1111 1111 1111 •••-c", "#### #### #### 1111", false]);
            assert_eq!(page.script(&script).await?, expected);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn what_is_sent_by_key_or_button_is_masked_and_what_is_pasted_at_once() -> Result<(), Failure>
{
    let paste = format!(
        "const {{ shadowRoot }} = document.querySelector('causerie-chat'); \
         const field = shadowRoot.querySelector('textarea'); \
         field.setRangeText('{CARD}', 9, 9, 'end'); \
         const options = {{ bubbles: true, composed: true, inputType: 'insertFromPaste' }}; \
         field.dispatchEvent(new InputEvent('input', options)); \
         return field.selectionEnd"
    );
    quiet_stage("mask-said")
        .play(async |page, center| {
            let own = "data-patterns='[\"PIN \\\\d+\"]'";
            open_website(page, center, own, "[]").await?.release();
            begun(page).await?;
            let composer = page.by_role("textbox", "Message").await?;
            composer.type_text(CARD).await?;
            let written = composer.value().await?;
            assert_eq!(written, CARD, "nothing changes under one's fingers");
            composer.press(Key::Enter).await?;
            page.reads(MASKED).await?;
            say(page, "PIN 1234, not 5678").await?;
            page.reads("••• ••••, not 5678").await?;
            composer.type_text("I pay by , thanks").await?;
            assert_eq!(page.script(&paste).await?, json!(9 + CARD.len()));
            let pasted = format!("I pay by {MASKED}, thanks");
            assert_eq!(composer.value().await?, pasted);
            composer.press(Key::Enter).await?;
            all_said(center, &[MASKED, "••• ••••, not 5678", &pasted]).await;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn the_form_is_masked_and_what_is_said_before_the_widget_is_there() -> Result<(), Failure> {
    let submit = "document.querySelector('causerie-chat').shadowRoot.querySelector('form')\
        .requestSubmit(); return null";
    for by_itself in [false, true] {
        quiet_stage("mask-form")
            .play(async |page, center| {
                let fields = r#"["nickname",{"name":"order","label":"Order"}]"#;
                open_website(page, center, "", fields).await?.release();
                for (name, text) in [("Nickname", "Vasya"), ("Order", CARD)] {
                    page.by_role("textbox", name).await?.type_text(text).await?;
                }
                let start = page.by_role("button", "Start chat").await?;
                match by_itself {
                    true => drop(page.script(submit).await?),
                    false => start.click().await?,
                }
                begun(page).await?;
                assert_eq!(center.emulator().chats()[0].data()["order"], MASKED);
                page.quiet().await
            })
            .await?;
    }
    quiet_stage("mask-early")
        .play(async |page, center| {
            let files = open_website(page, center, "", "[]").await?;
            let held = "return document.activeElement.shadowRoot?.activeElement";
            until_so("the window is open", async || {
                let written = page.script(&format!("{held}?.localName")).await?;
                Ok(written == "textarea")
            })
            .await;
            let field = page.driver().execute(held, vec![]).await?.element()?;
            field.send_keys(CARD).await?;
            field.send_keys(Key::Enter).await?;
            files.release();
            begun(page).await?;
            all_said(center, &[MASKED]).await;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn an_option_that_cannot_be_used_is_told_and_the_others_count() -> Result<(), Failure> {
    quiet_stage("mask-options")
        .play(async |page, _| {
            page.open("/").await?;
            let script = format!(
                "const {{ masked }} = await import('/mask.js'); \
                 return [masked('{CARD}', {{ cards: 'maybe', patterns: ['(', '4'], by: 3 }}), \
                     masked('{CARD}', {{ patterns: 'x' }}), \
                     masked('{CARD}', {{ by() {{ throw new Error('oops'); }} }})]"
            );
            assert_eq!(
                page.script(&script).await?,
                json!(["•111 1111 1111 1111", MASKED, MASKED])
            );
            let faults = [
                "`cards`: found \"maybe\", allowed: true or false",
                "`patterns`: found \"(\", allowed: a regular expression, as text",
                "`by`: found 3, allowed: a function of the page",
                "`patterns`: found \"x\", allowed: a list of regular expressions, as text",
            ];
            is_told_of(page, "mask", &faults).await
        })
        .await
}
