//! What a page does with the widget that it has started; the demo page calls it `chat`.

use causerie_e2e::{Ability, Engine, Failure, Page};
use serde_json::Value;

use crate::host;
use crate::visit::{begin_with_ann, open_window, quiet_stage, say, served, until_so};

const COUNTED: &str = include_str!("counted.js");

/// Lets the page say something on the visitor's behalf; what came of it.
async fn told(page: &Page, remark: &str) -> Result<Value, Failure> {
    let script = format!("return chat.tell({remark}).then(() => 'told', String)");
    page.script(&script).await
}

#[tokio::test]
async fn a_page_says_things_on_the_visitors_behalf() -> Result<(), Failure> {
    for delivery in ["poll", "cometd"] {
        let stage = quiet_stage(&format!("tell-{delivery}"));
        stage
            .play(async |page, center| {
                let path = format!("/?backend=gms-v2&delivery={delivery}");
                begin_with_ann(page, center, &path).await?;
                for remark in [
                    "{ notice: 'step 2' }",
                    "{ data: { plan: 'gold', seats: 3 } }",
                    "{ nickname: 'JD' }",
                    "{ url: new URL('https://a.example/b') }",
                ] {
                    assert_eq!(told(page, remark).await?, "told", "{remark}");
                }
                until_so("the contact centre knows", async || {
                    let centre = center.emulator();
                    let chats = centre.chats();
                    let [chat] = chats.as_slice() else {
                        return Ok(false);
                    };
                    let data = |name: &str| chat.data().get(name).map(String::as_str);
                    let attached = data("plan") == Some("gold") && data("seats") == Some("3");
                    Ok(chat.notices() == ["step 2"] && attached && chat.nickname() == "JD")
                })
                .await;
                until_so("the address is there", async || {
                    Ok(served(center, "https://a.example/b") == 1)
                })
                .await;
                page.quiet().await
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_remark_that_cannot_be_said_is_refused_in_a_sentence_and_costs_nothing()
-> Result<(), Failure> {
    const REMARKS: &str = "an object with exactly one of nickname, data, notice, url";
    let stage = quiet_stage("tell-refused");
    stage
        .play(async |page, center| {
            open_window(page, "/?backend=gms-v2").await?;
            let none = "NoChatError: causerie: there is no chat at present";
            assert_eq!(told(page, "{ notice: 'early' }").await?, none);
            page.reload().await?;
            begin_with_ann(page, center, "/?backend=gms-v2").await?;
            for (remark, argument, found, allowed) in [
                ("", "remark", "nothing", REMARKS),
                ("'hello'", "remark", "text", REMARKS),
                ("{ text: 'a' }", "remark", "an object", REMARKS),
                ("{ nickname: undefined }", "remark", "an empty object", REMARKS),
                (
                    "{ nickname: 'JD', notice: 'b' }",
                    "remark",
                    "an object",
                    REMARKS,
                ),
                (
                    "{ notice: ' ' }",
                    "remark.notice",
                    "blank text",
                    "text that is not empty",
                ),
                (
                    "{ data: [1] }",
                    "remark.data",
                    "a list",
                    "an object that is not empty",
                ),
                (
                    "{ url: 'javascript:alert(1)' }",
                    "remark.url",
                    "text",
                    "an http or https address",
                ),
                ("{ data: { n: 1n } }", "remark", "nothing", REMARKS),
            ] {
                let sentence = format!(
                    "ArgumentError: causerie: argument `{argument}`: found {found}, allowed: {allowed}"
                );
                assert_eq!(told(page, remark).await?, sentence, "{remark}");
            }
            say(page, "still here").await?;
            until_so("it is sent", async || Ok(served(center, "still here") == 1)).await;
            let centre = center.emulator();
            let chat = &centre.chats()[0];
            assert_eq!(chat.notices(), [""; 0]);
            assert_eq!(chat.nickname(), "Vasya Pupkin");
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_back_end_without_such_an_operation_is_named() -> Result<(), Failure> {
    let stage = quiet_stage("tell-unsupported");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            assert_eq!(
                told(page, "{ notice: 'x' }").await?,
                "UnsupportedError: causerie: the back end gms-v1 has no such operation"
            );
            page.quiet().await
        })
        .await
}

/// How much of each kind there is.
async fn left(page: &Page) -> Result<Vec<u64>, Failure> {
    let left = page.script("return left()").await?;
    let mut left: Vec<u64> = serde_json::from_value(left).unwrap();
    if page.engine() == Engine::WebKit {
        // Its driver has a timer of its own in the page while it asks.
        left[1] -= 1;
    }
    Ok(left)
}

#[tokio::test]
async fn a_destroyed_widget_leaves_nothing_behind() -> Result<(), Failure> {
    let stage = quiet_stage("destroy");
    stage
        .play(async |page, center| {
            page.before_all(COUNTED).await?;
            begin_with_ann(page, center, "/?backend=gms-v2&delivery=cometd").await?;
            until_so("there is some of each kind", async || {
                let left = left(page).await?;
                Ok(left.iter().all(|count| *count > 0))
            })
            .await;
            page.script("chat.destroy(); chat.destroy()").await?;
            until_so("nothing is left", async || Ok(left(page).await? == [0; 5])).await;
            assert_eq!(
                told(page, "{ notice: 'x' }").await?,
                "AbsentError: causerie: the widget is not on the page"
            );
            Ok(())
        })
        .await
}

/// Ways of putting a widget on the page and taking it off again, a hundred times. Every tenth
/// cannot be loaded, not all are opened, and one begins a chat, which the next go on with. An
/// element that is off the page may only be moved, so it holds the chat a little longer.
const HUNDREDS: [&str; 3] = [
    "const { start } = await import(`${files}/module.js`); \
    for (let round = 0; round < 100; round += 1) { \
        const chat = await start(options(round)); \
        if (round % 3) await chat.open().catch(() => {}); \
        if (round === 5) await begun(); \
        chat.destroy(); \
    }",
    "for (let round = 0; round < 100; round += 1) { \
        await causerie('start', options(round)); \
        if (round % 3) await causerie('open').catch(() => {}); \
        if (round === 5) await begun(); \
        await causerie('destroy'); \
    }",
    "for (let round = 0; round < 100; round += 1) { \
        const chat = document.createElement('causerie-chat'); \
        for (const [name, value] of Object.entries(options(round))) chat.setAttribute(name, value); \
        chat.addEventListener('causerie:started', tell); \
        document.body.append(chat); \
        if (round % 3) await chat.open().catch(() => {}); \
        if (round === 5) await begun(); \
        if (round % 2) chat.remove(); \
        else chat.destroy(); \
    }",
];

#[tokio::test]
async fn a_hundred_widgets_leave_nothing_behind_whatever_made_them() -> Result<(), Failure> {
    let stage = quiet_stage("destroy-hundreds");
    stage
        .play(async |page, center| {
            page.needs(Ability::Preload)?;
            page.before_all(COUNTED).await?;
            let origin = format!("http://{}", center.address());
            let line = format!("<script async src=\"{origin}/causerie.js\"></script>");
            for many in HUNDREDS {
                page.open(&host::page(&host::document(&line), "")).await?;
                until_so("the function is there", async || {
                    Ok(page.script("return typeof causerie").await? == "function")
                })
                .await;
                let before = page.script("return document.querySelectorAll('*').length").await?;
                let chats = center.emulator().chats().len();
                let options = format!(
                    "const files = '{origin}'; const options = (round) => ({{ backend: 'gms-v2', \
                     delivery: 'cometd', fields: '[]', url: round % 10 ? '{origin}/genesys' : '5 5' }}); \
                     let tell; const started = new Promise((resolve) => (tell = resolve)); \
                     document.body.addEventListener('causerie:started', tell); \
                     const begun = () => started;"
                );
                page.own_script(&format!("{options} {many}")).await?;
                until_so("nothing is left", async || Ok(left(page).await? == [0; 5])).await;
                let after = page.script("return document.querySelectorAll('*').length").await?;
                assert_eq!(after, before, "{many}");
                assert!(center.emulator().chats().len() > chats, "a chat has begun");
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn the_chat_of_a_destroyed_widget_is_taken_up_by_the_next() -> Result<(), Failure> {
    let stage = quiet_stage("destroy-and-start");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/?backend=gms-v2").await?;
            let again = "chat.destroy(); \
                return import('/module.js').then(async ({ start }) => { \
                    window.chat = await start({ backend: 'gms-v2', url: '/genesys' }); \
                })";
            page.script(again).await?;
            page.reads("Ann joined").await?;
            say(page, "it is me again").await?;
            until_so("it is sent", async || {
                Ok(served(center, "it is me again") == 1)
            })
            .await;
            assert_eq!(center.emulator().chats().len(), 1);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_widget_may_be_destroyed_by_what_it_tells() -> Result<(), Failure> {
    let stage = quiet_stage("destroy-within");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/?backend=gms-v2").await?;
            page.script("document.addEventListener('causerie:closed', () => chat.destroy())")
                .await?;
            page.by_role("button", "Close chat window")
                .await?
                .click()
                .await?;
            page.gone("dialog", "Chat").await?;
            let hosts = "return document.querySelectorAll('causerie-chat').length";
            assert_eq!(page.script(hosts).await?, 0);
            page.quiet().await
        })
        .await
}
