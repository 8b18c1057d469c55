//! A tab that is opened while a chat goes on in another.

use causerie_e2e::{Failure, Name, Page};
use serde_json::{Value, json};

use crate::visit::{
    WAYS, ann_says, begin_with_ann, copies, join, open_window, quiet_stage, say, served, until_so,
};

/// What tells new tabs of a chat, of all that is kept for all tabs.
const SIGNS: &str = "return Object.entries(localStorage) \
    .filter(([name]) => /^causerie:.* shared$/.test(name))";

/// Whether the wasm was fetched.
const LOADED: &str = "return performance.getEntriesByType('resource') \
    .some(({ name }) => name.endsWith('.wasm'))";

/// What a browser that crashed has left, so many hours ago.
fn put_up(hours: u32) -> String {
    format!(
        "localStorage.setItem('causerie:/genesys request-chat shared', \
         `${{Math.floor(Date.now() / 3600000) - {hours}}}`)"
    )
}

async fn signs(page: &Page) -> Result<Vec<(String, String)>, Failure> {
    Ok(serde_json::from_value(page.script(SIGNS).await?).unwrap())
}

async fn no_sign_is_left(page: &Page) {
    until_so("it is taken down", async || {
        Ok(signs(page).await?.is_empty())
    })
    .await;
}

async fn end(page: &Page) -> Result<(), Failure> {
    for _ in 0..2 {
        page.by_role("button", "End chat").await?.click().await?;
    }
    page.reads("Chat ended").await
}

#[tokio::test]
async fn a_new_tab_shows_the_running_chat_by_itself() -> Result<(), Failure> {
    for (way, path) in WAYS {
        eprintln!("{way}");
        quiet_stage(&format!("newcomer-{way}"))
            .play(async |first, center| {
                begin_with_ann(first, center, path).await?;
                ann_says(center, "hello");
                first.reads("hello").await?;
                let second = first.beside().await?;
                join(&second, path).await?;
                second.reads("hello").await?;
                say(&second, "from the new one").await?;
                until_so("it is sent", async || {
                    Ok(served(center, "from the new one") == 1)
                })
                .await;
                first.reads("from the new one").await?;
                assert_eq!(copies(&second, "hello").await?, 1);
                second.close_window().await?;
                ann_says(center, "back with the first");
                first.reads("back with the first").await?;
                until_so("the next one is told", async || {
                    Ok(signs(first).await?.len() == 1)
                })
                .await;
                end(first).await?;
                no_sign_is_left(first).await;
                assert_eq!(center.emulator().chats().len(), 1);
                first.quiet().await
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_new_tab_of_the_window_in_front_shows_what_is_unread() -> Result<(), Failure> {
    quiet_stage("newcomer-unread")
        .play(async |first, center| {
            begin_with_ann(first, center, "/").await?;
            let close = first.by_role("button", "Close chat window").await?;
            close.click().await?;
            first.gone("dialog", "Chat").await?;
            ann_says(center, "one");
            ann_says(center, "two");
            first
                .by_role("button", Name::Containing("2 unread"))
                .await?;
            let second = first.tab().await?;
            second.open("/").await?;
            second
                .by_role("button", Name::Containing("2 unread"))
                .await?;
            assert!(second.all_by_role("dialog", "Chat").await?.is_empty());
            ann_says(center, "three");
            let launcher = second
                .by_role("button", Name::Containing("3 unread"))
                .await?;
            launcher.click().await?;
            second.reads("three").await?;
            assert_eq!(center.emulator().chats().len(), 1);
            second.quiet().await
        })
        .await
}

#[tokio::test]
async fn the_sign_holds_a_time_and_goes_with_the_tab() -> Result<(), Failure> {
    quiet_stage("newcomer-closed")
        .play(async |page, center| {
            let first = page.beside().await?;
            begin_with_ann(&first, center, "/").await?;
            let [(name, value)] = signs(&first).await?.try_into().unwrap();
            assert_eq!(name, "causerie:/genesys request-chat shared");
            let hours: f64 = value.parse().unwrap();
            let now = first.script("return Date.now() / 3600000").await?;
            let ago = now.as_f64().unwrap() - hours;
            assert!((0.0..1.5).contains(&ago), "{ago}");
            first.reload().await?;
            first.reads("Ann joined").await?;
            until_so("it is put up again", async || {
                Ok(signs(&first).await?.len() == 1)
            })
            .await;
            first.close_window().await?;
            page.open("/").await?;
            page.by_role("button", "Chat with us").await?;
            assert_eq!(page.script(LOADED).await?, json!(false));
            no_sign_is_left(page).await;
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_sign_that_a_crash_has_left_loads_one_page_and_no_chat() -> Result<(), Failure> {
    const NO_LOCKS: &str = "delete Navigator.prototype.locks;";
    for (name, script) in [("locks", ""), ("none", NO_LOCKS)] {
        for hours in [1, 9_999] {
            quiet_stage(&format!("newcomer-crashed-{name}-{hours}"))
                .play(async |page, center| {
                    page.before_all(script).await?;
                    page.open("/icon.svg").await?;
                    page.script(&put_up(hours)).await?;
                    // That picture has no icon.
                    page.console().await?;
                    page.open("/").await?;
                    no_sign_is_left(page).await;
                    assert_eq!(page.script(LOADED).await?, json!(true));
                    page.by_role("button", "Chat with us").await?;
                    assert!(page.all_by_role("dialog", "Chat").await?.is_empty());
                    page.reload().await?;
                    page.by_role("button", "Chat with us").await?;
                    assert_eq!(page.script(LOADED).await?, json!(false));
                    assert!(center.emulator().chats().is_empty());
                    assert_eq!(center.emulator().services().count(), 0);
                    page.quiet().await
                })
                .await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn no_sign_is_put_up_where_nothing_is_to_be_kept() -> Result<(), Failure> {
    const ALL: &str = "return Object.keys(localStorage)";
    for (storage, kept) in [
        ("none", json!([])),
        (
            "local",
            json!([
                "causerie:/genesys request-chat",
                "causerie:open /genesys request-chat"
            ]),
        ),
    ] {
        quiet_stage(&format!("newcomer-{storage}"))
            .play(async |first, center| {
                let path = format!("/?storage={storage}");
                begin_with_ann(first, center, &path).await?;
                let mut names = first.script(ALL).await?;
                names
                    .as_array_mut()
                    .unwrap()
                    .sort_by(|one, two| Value::as_str(one).cmp(&Value::as_str(two)));
                assert_eq!(names, kept, "{storage}");
                let second = first.beside().await?;
                // A tab that is told nothing shows the chat as soon as somebody opens the window.
                match storage {
                    "none" => open_window(&second, &path).await?,
                    _ => join(&second, &path).await?,
                }
                second.reads("Ann joined").await?;
                assert_eq!(center.emulator().chats().len(), 1);
                Ok(())
            })
            .await?;
    }
    Ok(())
}

/// What the tab answers does not leave, as if a phone had stopped it: it is not told so.
const STOP: &str = "window.late = []; const { prototype } = BroadcastChannel; \
    window.post = prototype.postMessage; \
    prototype.postMessage = function (text) { late.push([this, text]) };";

const GO_ON: &str = "BroadcastChannel.prototype.postMessage = post; \
    for (const [channel, text] of late) channel.postMessage(text)";

#[tokio::test]
async fn a_tab_that_is_slow_to_answer_keeps_its_chat_when_a_new_one_is_looked_at()
-> Result<(), Failure> {
    quiet_stage("newcomer-slow")
        .play(async |first, center| {
            begin_with_ann(first, center, "/").await?;
            first.script(STOP).await?;
            let second = first.beside().await?;
            second.open("/").await?;
            until_so("it is loaded", async || {
                Ok(second.script(LOADED).await? == json!(true))
            })
            .await;
            // Longer than a tab waits that wants to lead.
            for round in 0..3 {
                let words = format!("still with the first {round}");
                ann_says(center, &words);
                first.reads(&words).await?;
            }
            second.by_role("button", "Chat with us").await?;
            assert_eq!(signs(&second).await?.len(), 1);
            first.script(GO_ON).await?;
            second.reads("still with the first 2").await?;
            say(&second, "and on").await?;
            until_so("it is sent", async || Ok(served(center, "and on") == 1)).await;
            first.reads("and on").await?;
            assert_eq!(center.emulator().chats().len(), 1);
            Ok(())
        })
        .await
}
