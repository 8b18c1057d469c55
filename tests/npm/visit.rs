//! What a visitor and an agent do.

use std::time::Duration;

use causerie_e2e::{Center, Failure, Page, Stage, until};
use causerie_emulator::{AgentError, ChatId, Emulator, Now, Settings};

/// A contact centre in which only the test acts, before a site.
pub(crate) fn stage(name: &str, site: std::path::PathBuf) -> Stage {
    Stage::named(name)
        .settings(Settings::unscripted())
        .site(site)
}

/// Somebody at the contact centre does something in the latest chat.
pub(crate) fn agent(
    center: &Center,
    deed: impl FnOnce(&mut Emulator, &ChatId, Now) -> Result<(), AgentError>,
) {
    let now = center.now();
    let mut centre = center.emulator();
    let chat = centre.chats().last().unwrap().id().clone();
    deed(&mut centre, &chat, now).unwrap();
}

/// Ann comes and says something.
pub(crate) fn ann_greets(center: &Center, words: &str) {
    agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
    agent(center, |centre, chat, now| {
        centre.say(chat, "Ann", words, now)
    });
}

/// How often the visitor's words stand in the server's latest transcript.
pub(crate) fn served(center: &Center, words: &str) -> usize {
    let centre = center.emulator();
    let chats = centre.chats();
    let events = chats.last().map(|chat| chat.transcript().iter());
    let events = events.into_iter().flatten();
    events.filter(|event| event.text == words).count()
}

/// Waits until it is so.
pub(crate) async fn until_so(what: &str, mut is_so: impl AsyncFnMut() -> Result<bool, Failure>) {
    let so = until(Duration::from_secs(20), async || {
        Ok(is_so().await?.then_some(()))
    });
    assert!(so.await.unwrap().is_some(), "never: {what}");
}

/// From the click on the launcher to a chat in which both have spoken.
pub(crate) async fn begin_chat(page: &Page, center: &Center) -> Result<(), Failure> {
    let launcher = page.by_role("button", "Chat with us").await?;
    launcher.click().await?;
    for (name, text) in [("First name", "Ada"), ("Subject", "Relativity")] {
        page.by_role("textbox", name).await?.type_text(text).await?;
    }
    let start = page.by_role("button", "Start chat").await?;
    start.click().await?;
    let composer = page.by_role("textbox", "Message").await?;
    composer.type_text("hello").await?;
    let send = page.by_role("button", "Send message").await?;
    send.click().await?;
    until_so("it is sent", async || Ok(served(center, "hello") == 1)).await;
    ann_greets(center, "hello yourself");
    page.reads("hello yourself").await
}

/// Ends the chat; nothing was wrong.
pub(crate) async fn end_chat(page: &Page) -> Result<(), Failure> {
    for _ in 0..2 {
        let end = page.by_role("button", "End chat").await?;
        end.click().await?;
    }
    page.reads("Chat ended").await?;
    page.quiet().await
}

/// Counts the instances of wasm that are made from now on.
pub(crate) const COUNT_INSTANCES: &str = "window.instances = 0; \
    const { instantiate } = WebAssembly; \
    WebAssembly.instantiate = (...call) => { instances += 1; return instantiate(...call); }";

/// How many files whose names hold these words the page has fetched.
pub(crate) async fn fetched(page: &Page, words: &str) -> Result<u64, Failure> {
    let script = format!(
        "return performance.getEntriesByType('resource').filter(({{ name }}) => \
         /{words}/.test(name)).length"
    );
    Ok(page.script(&script).await?.as_u64().unwrap())
}
