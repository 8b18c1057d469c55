//! What is kept in the browser and what is written to its console, against `docs/csp.md`.

use std::collections::BTreeSet;

use causerie_e2e::{Center, Failure, Page};
use causerie_emulator::{FalseReply, Fault, FaultKind};
use serde_json::Value;

use crate::csp;
use crate::host;
use crate::visit::{agent, ann_says, begun, quiet_stage, say, send_form, served, until_so};

/// What a visitor of [`send_form`] enters and both say, and what the page adds.
const PRIVATE: [&str; 12] = [
    "Vasya",
    "Pupkin",
    "vasya@example.com",
    "A question",
    "my-card-number",
    "half a sentence",
    "your-card-number",
    "k3y-of-the-page",
    "gold-plan",
    "buzz-brain",
    "said-by-the-page",
    "Ada L.",
];

/// Keeps what errors say to the page, and what commands are rejected with.
const HEAR: &str = "window.told = []; \
    for (const name of ['error', 'unhandledrejection']) \
        addEventListener(name, ({ message, reason }) => told.push(`${message ?? reason}`)); \
    document.addEventListener('causerie:error', ({ detail }) => told.push(JSON.stringify(detail)))";

fn attributes(backend: &str) -> String {
    format!(
        "data-backend={backend} data-user=buzz-brain \
         data-headers='{{\"x-api-key\":\"k3y-of-the-page\"}}' \
         data-user-data='{{\"plan\":\"gold-plan\"}}'"
    )
}

async fn begin(page: &Page, center: &Center, attributes: &str) -> Result<(), Failure> {
    let files = host::files();
    let line = format!(
        "<script async src=\"{}/causerie.js\" data-url=\"http://{}/genesys\" {attributes}></script>",
        files.origin(),
        center.address()
    );
    page.open(&host::page(&host::document(&line), "")).await?;
    page.script(HEAR).await?;
    let launcher = page.by_role("button", "Chat with us").await?;
    launcher.click().await
}

/// All that is in the storage of the tab and of all tabs, as an object.
async fn stored(page: &Page) -> Result<serde_json::Map<String, Value>, Failure> {
    let both = "return { ...sessionStorage, ...localStorage }";
    let stored = page.script(both).await?;
    Ok(stored.as_object().cloned().unwrap_or_default())
}

#[tokio::test]
async fn the_tab_keeps_what_the_guide_says_and_nothing_of_the_visitor() -> Result<(), Failure> {
    for (backend, service) in [("gms-v1", "request-chat"), ("gms-v2", "customer-support")] {
        let stage = quiet_stage(&format!("privacy-stored-{backend}"));
        stage
            .play(async |page, center| {
                begin(page, center, &attributes(backend)).await?;
                send_form(page).await?;
                begun(page).await?;
                agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
                page.reads("Ann joined").await?;
                say(page, "my-card-number").await?;
                until_so("it is sent", async || {
                    Ok(served(center, "my-card-number") == 1)
                })
                .await;
                ann_says(center, "your-card-number");
                page.reads("your-card-number").await?;
                let url = format!("http://{}/genesys", center.address());
                let [chat, sign, open] = csp::kept(&url, service).try_into().unwrap();
                until_so("it is settled", async || {
                    let stored = stored(page).await?;
                    let keys: BTreeSet<_> = stored.keys().collect();
                    assert_eq!(keys, BTreeSet::from([&chat, &sign, &open]), "{stored:?}");
                    let text = stored[&chat].as_str().unwrap();
                    Ok(PRIVATE.iter().all(|private| !text.contains(private)))
                })
                .await;
                assert_eq!(stored(page).await?[&open], "yes");
                let hour = stored(page).await?[&sign].as_str().unwrap().to_owned();
                assert!(hour.bytes().all(|byte| byte.is_ascii_digit()), "{hour}");
                let draft = page.by_role("textbox", "Message").await?;
                draft.type_text("half a sentence").await?;
                until_so("the draft is kept", async || {
                    let stored = stored(page).await?;
                    let text = stored[&chat].as_str().unwrap();
                    let kept = PRIVATE.iter().filter(|private| text.contains(*private));
                    Ok(kept.eq(&["half a sentence"]))
                })
                .await;
                for _ in 0..2 {
                    page.by_role("button", "End chat").await?.click().await?;
                }
                page.reads("Chat ended").await?;
                assert!(stored(page).await?.keys().eq([&open]));
                Ok(())
            })
            .await?;
    }
    Ok(())
}

/// What names the chat and lets others in, as far as the tab keeps it.
async fn keys(page: &Page, slot: &str) -> Result<Vec<String>, Failure> {
    let stored = stored(page).await?;
    let saved: Value = serde_json::from_str(stored[slot].as_str().unwrap()).unwrap();
    let text = saved["chat"].as_str().unwrap();
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
    let keys: Vec<_> = words.filter(|word| word.len() >= 8).collect();
    assert!(!keys.is_empty(), "{saved}");
    Ok(keys.into_iter().map(str::to_owned).collect())
}

/// What the widget wrote to the console and told the page since the last question; what the
/// browser itself says of requests that fail has their addresses in it.
async fn logged(page: &Page) -> Result<Vec<String>, Failure> {
    let console = page.console().await?.into_iter();
    let lines = console.map(|entry| entry.message);
    let mut logged: Vec<_> = lines
        .filter(|line| !line.contains("Failed to load resource"))
        .collect();
    let told = page.script("return told.splice(0)").await?;
    logged.extend(serde_json::from_value::<Vec<String>>(told).unwrap());
    Ok(logged)
}

fn refusal(status: u16) -> FaultKind {
    let body = "{\"message\":\"vasya@example.com may not say my-card-number\"}";
    FaultKind::Status(FalseReply {
        content_type: "application/json".to_owned(),
        ..FalseReply::refusal(status, body)
    })
}

/// Has this go wrong with what is said next, which is then said until it is sent.
async fn say_in_spite_of(kind: FaultKind, page: &Page, center: &Center) -> Result<(), Failure> {
    let before = served(center, "my-card-number");
    center.suffer(Fault::new(kind).saying("my-card-number").times(1))?;
    say(page, "my-card-number").await?;
    until_so("it is answered", async || {
        let text = page.text().await?;
        for again in page.all_by_role("button", "Try again").await? {
            // It may be quicker than the click, and then the button is gone.
            let _ = again.click().await;
        }
        Ok(text.contains("did not accept it") || served(center, "my-card-number") > before)
    })
    .await;
    Ok(())
}

#[tokio::test]
async fn a_chat_that_fails_in_every_way_leaves_nothing_private_in_logs() -> Result<(), Failure> {
    for (backend, service) in [("gms-v1", "request-chat"), ("gms-v2", "customer-support")] {
        let stage = quiet_stage(&format!("privacy-logged-{backend}"));
        stage
            .play(async |page, center| {
                begin(page, center, &attributes(backend)).await?;
                center.suffer(Fault::new(refusal(400)).on("/genesys/").times(1))?;
                send_form(page).await?;
                page.reads("could not be started").await?;
                page.by_role("button", "Start chat").await?.click().await?;
                begun(page).await?;
                agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
                page.reads("Ann joined").await?;
                let url = format!("http://{}/genesys", center.address());
                let keys = keys(page, &csp::kept(&url, service)[0]).await?;
                for kind in [
                    FaultKind::DropReply,
                    FaultKind::Garbage,
                    refusal(500),
                    refusal(400),
                ] {
                    say_in_spite_of(kind, page, center).await?;
                }
                ann_says(center, "your-card-number");
                page.reads("your-card-number").await?;
                let commands = "const chat = document.querySelector('causerie-chat'); \
                    chat.send({ text: 'said-by-the-page' }); chat.send(['said-by-the-page']); \
                    chat.start(['Vasya']); chat.set({ userData: ['gold-plan'] }); \
                    chat.tell({ nickname: 'Ada L.', notice: 'said-by-the-page' })";
                page.script(commands).await?;
                center.suffer(Fault::new(refusal(404)))?;
                page.reads("Chat ended").await?;
                let logged = logged(page).await?;
                let all = logged.join("\n");
                for part in [
                    "did not accept",
                    "could not be understood",
                    "ArgumentError",
                    "rejected",
                ] {
                    assert!(all.contains(part), "{part}: {all}");
                }
                let private = PRIVATE.into_iter().chain(keys.iter().map(String::as_str));
                let leaked: Vec<_> = private.filter(|private| all.contains(private)).collect();
                assert_eq!(leaked, [""; 0], "{all}");
                Ok(())
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn options_that_cannot_be_used_are_told_without_what_is_private() -> Result<(), Failure> {
    const WRONG: &str = "const chat = await causerie('start', { \
        url: '/genesys', headers: 'k3y-of-the-page', user: ['buzz-brain'], \
        userData: ['gold-plan'], visitor: ['Vasya'], theme: 'pink' }); \
        chat.open()";
    let stage = quiet_stage("privacy-options");
    stage
        .play(async |page, center| {
            begin(page, center, "").await?;
            page.by_role("dialog", "Chat").await?;
            page.script(WRONG).await?;
            page.reads("Chat is unavailable").await?;
            let all = logged(page).await?.join("\n");
            for option in ["headers", "user", "userData", "visitor"] {
                assert!(all.contains(&format!("option `{option}`: found ")), "{all}");
            }
            assert!(all.contains("pink"), "what is not private is told: {all}");
            let leaked = PRIVATE.iter().filter(|private| all.contains(*private));
            assert_eq!(leaked.count(), 0, "{all}");
            Ok(())
        })
        .await
}
