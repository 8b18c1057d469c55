//! Where a chat is kept for the next page load, and where it cannot be.

use causerie_e2e::{Center, Failure, Page};
use serde_json::{Value, json};

use crate::visit::{
    ann_says, begin, begin_with_ann, begun, copies, open_window, quiet_stage, say, send_form,
    served, until_so,
};

const STORAGES: [&str; 2] = ["session", "local"];

/// Takes all the room there is, to the last letter.
const FILL: &str = "for (const kept of [sessionStorage, localStorage]) { \
    let nth = 0; \
    for (let size = 1 << 22; size >= 1; size >>= 1) { \
        try { for (;;) { kept.setItem(`fill${nth}`, 'x'.repeat(size)); nth++ } } \
        catch (full) { if (full.name !== 'QuotaExceededError') throw full } } }";

const EMPTY: &str = "for (const kept of [sessionStorage, localStorage]) \
    for (const name of Object.keys(kept)) if (name.startsWith('fill')) kept.removeItem(name)";

/// The names of what the widget keeps anywhere.
const KEPT: &str = "return [sessionStorage, localStorage].map((kept) => \
    Object.keys(kept).filter((name) => name.startsWith('causerie:/') ))";

async fn kept(page: &Page) -> Result<Value, Failure> {
    page.script(KEPT).await
}

async fn is_sent(center: &Center, words: &str) {
    until_so("it is sent", async || Ok(served(center, words) == 1)).await;
}

/// Loads the page anew, where nothing is known of a chat.
async fn reload_to_the_form(page: &Page) -> Result<(), Failure> {
    page.reload().await?;
    page.by_role("button", "Chat with us").await?;
    assert!(page.all_by_role("dialog", "Chat").await?.is_empty());
    page.click("button", "Chat with us").await?;
    page.by_role("textbox", "First name").await.map(drop)
}

#[tokio::test]
async fn a_chat_needs_no_storage() -> Result<(), Failure> {
    const DENIALS: [&str; 2] = [
        "for (const name of ['sessionStorage', 'localStorage']) \
            Object.defineProperty(window, name, { \
                get() { throw new DOMException('denied', 'SecurityError') } })",
        "for (const name of ['getItem', 'setItem', 'removeItem', 'key']) \
            Storage.prototype[name] = () => { throw new DOMException('full', 'QuotaExceededError') }",
    ];
    for (number, denial) in DENIALS.into_iter().enumerate() {
        let stage = quiet_stage(&format!("storage-denied-{number}"));
        stage
            .play(async |page, center| {
                page.before_all(denial).await?;
                for storage in STORAGES {
                    begin(page, &format!("/?storage={storage}")).await?;
                    say(page, storage).await?;
                    is_sent(center, storage).await;
                    page.quiet().await?;
                    reload_to_the_form(page).await?;
                    page.quiet().await?;
                }
                Ok(())
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_full_storage_costs_the_resumption_until_there_is_room_again() -> Result<(), Failure> {
    let stage = quiet_stage("storage-full");
    stage
        .play(async |page, center| {
            for storage in STORAGES {
                open_window(page, &format!("/?storage={storage}")).await?;
                page.script(FILL).await?;
                send_form(page).await?;
                begun(page).await?;
                say(page, storage).await?;
                is_sent(center, storage).await;
                page.quiet().await?;
                assert_eq!(kept(page).await?, json!([[], []]));
                reload_to_the_form(page).await?;
                send_form(page).await?;
                begun(page).await?;
                page.script(EMPTY).await?;
                let words = format!("{storage} again");
                say(page, &words).await?;
                is_sent(center, &words).await;
                page.reload().await?;
                page.by_role("textbox", "Message").await?;
                page.reads(&words).await?;
                assert_eq!(copies(page, &words).await?, 1);
                page.quiet().await?;
                page.script("sessionStorage.clear(); localStorage.clear()")
                    .await?;
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn no_former_text_is_left_where_a_new_one_finds_no_room() -> Result<(), Failure> {
    let stage = quiet_stage("storage-filled");
    stage
        .play(async |page, center| {
            for storage in STORAGES {
                begin(page, &format!("/?storage={storage}")).await?;
                page.offline(true).await?;
                page.reads("You are offline").await?;
                say(page, storage).await?;
                page.reads("Waiting").await?;
                assert_ne!(kept(page).await?, json!([[], []]), "it waits there");
                page.script(FILL).await?;
                let draft = "longer than what was there before ".repeat(8);
                let composer = page.by_role("textbox", "Message").await?;
                composer.type_text(&draft).await?;
                until_so("it is given up", async || {
                    Ok(kept(page).await? == json!([[], []]))
                })
                .await;
                page.script(FILL).await?;
                page.offline(false).await?;
                is_sent(center, storage).await;
                reload_to_the_form(page).await?;
                assert_eq!(served(center, storage), 1);
                page.script("sessionStorage.clear(); localStorage.clear()")
                    .await?;
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_new_tab_takes_up_what_the_browser_keeps_and_nothing_else() -> Result<(), Failure> {
    let stage = quiet_stage("storage-tab");
    stage
        .play(async |page, center| {
            let closed = page.beside().await?;
            begin_with_ann(&closed, center, "/?storage=local").await?;
            say(&closed, "I heard you").await?;
            is_sent(center, "I heard you").await;
            let draft = "half a sentence";
            let composer = closed.by_role("textbox", "Message").await?;
            composer.type_text(draft).await?;
            assert_eq!(
                closed.script("return sessionStorage.length").await?,
                json!(0)
            );
            closed.close_window().await?;
            ann_says(center, "While nobody was there");
            page.open("/?storage=session").await?;
            reload_to_the_form(page).await?;
            page.open("/?storage=local").await?;
            let composer = page.by_role("textbox", "Message").await?;
            assert_eq!(composer.value().await?, draft);
            page.reads("While nobody was there").await?;
            assert_eq!(copies(page, "I heard you").await?, 1);
            ann_says(center, "Welcome back");
            page.reads("Welcome back").await?;
            assert_eq!(center.emulator().chats().len(), 1);
            for _ in 0..2 {
                page.by_role("button", "End chat").await?.click().await?;
            }
            page.reads("Chat ended").await?;
            assert_eq!(kept(page).await?, json!([[], []]));
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn nothing_is_kept_where_the_page_does_not_want_it() -> Result<(), Failure> {
    let stage = quiet_stage("storage-none");
    stage
        .play(async |page, center| {
            begin(page, "/?storage=none").await?;
            say(page, "hello").await?;
            is_sent(center, "hello").await;
            let all = "return [sessionStorage.length, localStorage.length]";
            assert_eq!(page.script(all).await?, json!([0, 0]));
            reload_to_the_form(page).await?;
            page.quiet().await
        })
        .await
}
