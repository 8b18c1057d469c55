//! The widget's files come late, broken or not at all, and the browser lacks what they need.

use causerie_e2e::{Ability, Center, Failure, Page};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::host::{self, Host};
use crate::visit::{agent, ann_says, quiet_stage, say, served, until_so};

const GLUE: &str = "/widget-gms-v1.js";
const WASM: &str = "/widget-gms-v1_bg.wasm";

/// Tells what goes wrong, by name.
const HEAR: &str = "window.told = []; \
    document.addEventListener('causerie:error', ({ detail }) => told.push(detail.name))";

/// A website with the widget, whose files come from there.
fn website(files: &Host, center: &Center, attributes: &str) -> String {
    host::page(&document(files, center, attributes), "")
}

/// A page of such a website.
pub(crate) fn document(files: &Host, center: &Center, attributes: &str) -> String {
    host::document(&format!(
        "<script async src=\"{}/causerie.js\" data-url=\"http://{}/genesys\" \
         data-contact-url=\"/contact\" {attributes}></script>",
        files.origin(),
        center.address()
    ))
}

pub(crate) async fn click_launcher(page: &Page) -> Result<(), Failure> {
    let launcher = page.by_role("button", "Chat with us").await?;
    launcher.click().await
}

async fn told(page: &Page) -> Result<Value, Failure> {
    page.script("return told").await
}

/// Says something and hears something.
async fn chats(page: &Page, center: &Center, words: &str) -> Result<(), Failure> {
    page.by_role("textbox", "Message").await?;
    say(page, words).await?;
    until_so("it is sent", async || Ok(served(center, words) == 1)).await;
    Ok(())
}

#[tokio::test]
async fn while_a_file_is_slow_the_launcher_is_busy_and_fetches_nothing_twice() -> Result<(), Failure>
{
    let stage = quiet_stage("assets-slow");
    stage
        .play(async |page, center| {
            for file in [GLUE, WASM] {
                let files = host::files();
                files.hold(file);
                page.open(&website(&files, center, "")).await?;
                for _ in 0..3 {
                    click_launcher(page).await?;
                }
                until_so("it is asked for", async || {
                    Ok(!files.asked(file).is_empty())
                })
                .await;
                let launcher = page.by_role("button", "Chat with us").await?;
                let busy = launcher.attribute("aria-busy").await?;
                assert_eq!(busy.as_deref(), Some("true"), "{file}");
                assert!(page.all_by_role("dialog", "Chat").await?.is_empty());
                files.release();
                page.by_role("dialog", "Chat").await?;
                for file in [GLUE, WASM] {
                    assert_eq!(files.asked(file).len(), 1, "{file}");
                }
            }
            page.quiet().await
        })
        .await
}

/// What may be wrong with a file, and what the page is told of it.
fn wrongs() -> Vec<(&'static str, Answer, &'static str)> {
    let site = std::env::var_os("CAUSERIE_SITE").unwrap_or_default();
    let whole = |name: &str| {
        let path = std::path::Path::new(&site).join(&name[1..]);
        std::fs::read(path).unwrap()
    };
    let half = |name: &str| {
        let bytes = whole(name);
        Answer::file(name, bytes[..bytes.len() / 2].to_vec())
    };
    let page = || Answer::html("<!doctype html><title>Any website</title>");
    let mut wrongs = vec![
        (GLUE, half(GLUE), "NetworkError"),
        (GLUE, page(), "NetworkError"),
        (GLUE, Answer::file("x.bin", whole(GLUE)), "NetworkError"),
        (WASM, half(WASM), "BlockedError"),
        (WASM, page(), "BlockedError"),
    ];
    for file in [GLUE, WASM] {
        for status in [404, 500] {
            wrongs.push((file, Answer::status(status), "NetworkError"));
        }
    }
    wrongs
}

#[tokio::test]
async fn a_file_that_is_broken_leaves_a_note_and_the_next_click_recovers() -> Result<(), Failure> {
    let stage = quiet_stage("assets-broken");
    stage
        .play(async |page, center| {
            let files = host::files();
            let address = website(&files, center, "");
            for (file, wrong, name) in wrongs() {
                eprintln!("{file}: {wrong}");
                page.open(&address).await?;
                page.script(HEAR).await?;
                files.at(file, wrong.with("Access-Control-Allow-Origin", "*"));
                click_launcher(page).await?;
                page.by_role("link", "Contact us another way").await?;
                assert_eq!(told(page).await?, json!([name]));
                let launcher = page.by_role("button", "Chat with us").await?;
                assert_eq!(launcher.attribute("aria-busy").await?, None);
                files.mend();
                click_launcher(page).await?;
                page.by_role("dialog", "Chat").await?;
                page.gone("link", "Contact us another way").await?;
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn wasm_of_another_type_is_compiled_all_the_same() -> Result<(), Failure> {
    let stage = quiet_stage("assets-type");
    stage
        .play(async |page, center| {
            let files = host::files();
            let site = std::env::var_os("CAUSERIE_SITE").unwrap_or_default();
            let bytes = std::fs::read(std::path::Path::new(&site).join(&WASM[1..])).unwrap();
            let plain = Answer::file("x.bin", bytes).with("Access-Control-Allow-Origin", "*");
            files.at(WASM, plain);
            page.open(&website(&files, center, "")).await?;
            click_launcher(page).await?;
            page.by_role("dialog", "Chat").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn who_leaves_while_a_file_is_awaited_leaves_nothing_behind() -> Result<(), Failure> {
    let stage = quiet_stage("assets-leave");
    stage
        .play(async |page, center| {
            page.needs(Ability::Leave)?;
            let files = host::files();
            let address = website(&files, center, "");
            for file in [GLUE, WASM] {
                files.hold(file);
                page.open(&address).await?;
                click_launcher(page).await?;
                until_so("it is asked for", async || {
                    Ok(!files.asked(file).is_empty())
                })
                .await;
                page.open("/").await?;
                page.by_role("heading", "Causerie").await?;
                page.quiet().await?;
                files.release();
                page.open(&address).await?;
                click_launcher(page).await?;
                page.by_role("dialog", "Chat").await?;
            }
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_browser_without_webassembly_has_a_launcher_that_leads_elsewhere() -> Result<(), Failure>
{
    let stage = quiet_stage("assets-missing");
    stage
        .play(async |page, center| {
            page.needs(Ability::Preload)?;
            page.before_all("delete window.WebAssembly").await?;
            let files = host::files();
            page.open(&website(&files, center, "")).await?;
            page.script(HEAR).await?;
            for round in 1..=2 {
                click_launcher(page).await?;
                let contact = page.by_role("link", "Contact us another way").await?;
                let href = contact.property("href").await?.unwrap_or_default();
                assert!(href.ends_with("/contact"), "{href}");
                assert_eq!(told(page).await?, json!(vec!["MissingError"; round]));
            }
            assert!(files.asked(GLUE).is_empty() && files.asked(WASM).is_empty());
            Ok(())
        })
        .await
}

#[tokio::test]
async fn wasm_that_traps_is_replaced_by_the_next_click_and_the_chat_goes_on() -> Result<(), Failure>
{
    // The glue is asked to write more text into the wasm's memory than there can be.
    const TRAP: &str = "const name = performance.getEntriesByType('resource') \
            .find(({ name }) => name.endsWith('/widget-gms-v1.js')).name; \
        const glue = await import(name); \
        const { encode } = TextEncoder.prototype; \
        setTimeout(() => { \
            TextEncoder.prototype.encode = () => ({ length: 4294967295 }); \
            try { glue.command(0, '', ''); } finally { TextEncoder.prototype.encode = encode; } \
        })";
    let stage = quiet_stage("assets-trap");
    stage
        .play(async |page, center| {
            let files = host::files();
            page.open(&website(&files, center, "data-fields=[]"))
                .await?;
            page.script(HEAR).await?;
            click_launcher(page).await?;
            chats(page, center, "before").await?;
            page.quiet().await?;
            page.own_script(TRAP).await?;
            page.by_role("link", "Contact us another way").await?;
            assert_eq!(told(page).await?, json!(["FailedError"]));
            page.gone("dialog", "Chat").await?;
            page.script("performance.clearResourceTimings()").await?;
            click_launcher(page).await?;
            page.reads("before").await?;
            chats(page, center, "after").await?;
            agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
            ann_says(center, "welcome back");
            page.reads("welcome back").await?;
            assert_eq!(center.emulator().chats().len(), 1);
            assert_eq!(files.asked(WASM).len(), 2, "the next has wasm of its own");
            assert_eq!(told(page).await?, json!(["FailedError"]));
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_browser_without_constructed_style_sheets_shows_the_same() -> Result<(), Failure> {
    const LOOK: &str = "const root = document.querySelector('causerie-chat').shadowRoot; \
        for (const movement of root.getAnimations()) movement.finish(); \
        return [...root.querySelectorAll('.causerie *')].map((part) => { \
            const { x, y, width, height } = part.getBoundingClientRect(); \
            const { color, backgroundColor, font, boxShadow } = getComputedStyle(part); \
            return [x, y, width, height, color, backgroundColor, font, boxShadow]; \
        })";
    const KINDS: &str = "return [...document.querySelector('causerie-chat').shadowRoot \
        .querySelectorAll('style')].length";
    let stage = quiet_stage("assets-styles");
    stage
        .play(async |page, center| {
            page.needs(Ability::Preload)?;
            let files = host::files();
            let address = website(&files, center, "");
            let mut looks = Vec::new();
            for sheets in [0, 1] {
                page.open(&address).await?;
                page.by_role("button", "Chat with us").await?;
                assert_eq!(page.script(KINDS).await?, sheets);
                let before = page.script(LOOK).await?;
                click_launcher(page).await?;
                let first = page.by_role("textbox", "First name").await?;
                until_so("focus is in the window", async || first.has_focus().await).await;
                assert_eq!(page.script(KINDS).await?, 2 * sheets);
                looks.push([before, page.script(LOOK).await?]);
                page.quiet().await?;
                page.before_all(
                    "window.CSSStyleSheet = class { constructor() { \
                    throw new TypeError('Illegal constructor') } }",
                )
                .await?;
            }
            assert_eq!(looks[0], looks[1]);
            Ok(())
        })
        .await
}
