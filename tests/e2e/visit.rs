//! What a visitor and an agent do, by roles and names.

use std::time::Duration;

use causerie_e2e::{Center, Element, Failure, Page, Stage, until};
use causerie_emulator::{
    AgentError, ChatId, Emulator, EventType, FalseReply, Fault, FaultKind, Now, Settings, Upload,
};

/// Ways to a contact centre: polled and pushed, by requests and by what is published.
pub(crate) const WAYS: [(&str, &str); 4] = [
    ("v1", "/"),
    ("v1-pushed", "/?delivery=cometd&user=BuzzBrain"),
    ("v2-pushed", "/?backend=gms-v2&delivery=cometd"),
    ("gws", "/?backend=gws"),
];

/// Longer than any test waits.
pub(crate) const HELD: FaultKind = FaultKind::Delay(Duration::from_secs(60));

/// A contact centre in which only the test acts.
pub(crate) fn quiet_stage(name: &str) -> Stage {
    Stage::named(name).settings(Settings::unscripted())
}

/// Opens the demo page and the window.
pub(crate) async fn open_window(page: &Page, path: &str) -> Result<(), Failure> {
    page.open(path).await?;
    page.click("button", "Chat with us").await?;
    page.by_role("dialog", "Chat").await.map(drop)
}

/// Opens the demo page, where a chat goes on in another tab, in a window that is open.
pub(crate) async fn join(page: &Page, path: &str) -> Result<(), Failure> {
    page.open(path).await?;
    page.by_role("dialog", "Chat").await.map(drop)
}

/// Fills in the form and sends it.
pub(crate) async fn send_form(page: &Page) -> Result<(), Failure> {
    for (name, text) in [
        ("First name", "Vasya"),
        ("Last name", "Pupkin"),
        ("Email", "vasya@example.com"),
        ("Subject", "A question"),
    ] {
        page.by_role("textbox", name).await?.type_text(text).await?;
    }
    page.by_role("button", "Start chat").await?.click().await
}

/// Opens the page and begins a chat.
pub(crate) async fn begin(page: &Page, path: &str) -> Result<(), Failure> {
    open_window(page, path).await?;
    send_form(page).await?;
    begun(page).await
}

/// Waits until there is a chat: one can write before.
pub(crate) async fn begun(page: &Page) -> Result<(), Failure> {
    page.by_role("button", "End chat").await.map(drop)
}

/// Begins a chat that an agent, Ann, joins.
pub(crate) async fn begin_with_ann(
    page: &Page,
    center: &Center,
    path: &str,
) -> Result<(), Failure> {
    begin(page, path).await?;
    agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
    page.reads("Ann joined").await
}

/// Has a conversation with everything that there can be in one, up to where Ann is typing.
pub(crate) async fn converse(page: &Page, center: &Center) -> Result<(), Failure> {
    begin_with_ann(page, center, "/?backend=gms-v2&attention=all").await?;
    ann_says(center, "Good morning. https://example.com/help may help.");
    ann_says(center, "How are you?");
    page.reads("How are you?").await?;
    say(page, "I am well").await?;
    page.reads("Sent").await?;
    ann_sends_the_bill(center);
    agent(center, |centre, chat, now| {
        centre.push_url(chat, "Ann", "https://example.com/help", now)?;
        centre.system_says(chat, "This chat is recorded.", now)?;
        centre.start_typing(chat, "Ann", now)
    });
    page.reads("Ann is typing").await
}

/// Writes a message and sends it with the button.
pub(crate) async fn say(page: &Page, text: &str) -> Result<(), Failure> {
    page.by_role("textbox", "Message")
        .await?
        .type_text(text)
        .await?;
    page.by_role("button", "Send message").await?.click().await
}

/// Says something that the contact centre puts off for five seconds.
pub(crate) async fn says_what_waits(
    page: &Page,
    center: &Center,
    words: &str,
) -> Result<(), Failure> {
    let patience = FaultKind::Status(FalseReply {
        retry_after: Some(5),
        ..FalseReply::refusal(503, "busy")
    });
    center.suffer(Fault::new(patience).saying(words).times(1))?;
    say(page, words).await?;
    page.reads("Waiting").await
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

pub(crate) fn ann_says(center: &Center, text: &str) {
    agent(center, |centre, chat, now| {
        centre.say(chat, "Ann", text, now)
    });
}

pub(crate) fn ann_sends_the_bill(center: &Center) {
    agent(center, |centre, chat, now| {
        let upload = Upload {
            name: "bill.pdf".into(),
            bytes: b"the bill".to_vec(),
            ..Upload::default()
        };
        centre.send_file(chat, "Ann", upload, now).map(drop)
    });
}

/// Whoever writes the page is told what is wrong with that option.
pub(crate) async fn is_told_of(page: &Page, option: &str, faults: &[&str]) -> Result<(), Failure> {
    let told = page.console().await?;
    let told: Vec<_> = told.iter().map(ToString::to_string).collect();
    let told = told.join("\n").replace("\\\"", "\"");
    for fault in faults {
        let line = format!("option `{option}`, {fault}");
        assert!(told.contains(&line), "{line}: {told}");
    }
    Ok(())
}

/// The conversation.
pub(crate) async fn conversation(page: &Page) -> Result<Element, Failure> {
    page.by_role("log", "Conversation").await
}

/// How often these words stand in the conversation.
pub(crate) async fn copies(page: &Page, words: &str) -> Result<usize, Failure> {
    Ok(conversation(page)
        .await?
        .text()
        .await?
        .matches(words)
        .count())
}

/// How often the visitor's words stand in the server's latest transcript.
pub(crate) fn served(center: &Center, words: &str) -> usize {
    let centre = center.emulator();
    let chats = centre.chats();
    let events = chats.last().into_iter().flat_map(|chat| chat.transcript());
    events.filter(|event| event.text == words).count()
}

/// All that was said in a chat of the contact centre, in order.
pub(crate) fn said_in(center: &Center, chat: &ChatId) -> Vec<String> {
    let centre = center.emulator();
    let found = centre.chats().into_iter().find(|one| one.id() == chat);
    let events = found.into_iter().flat_map(|chat| chat.transcript());
    let said = events.filter(|event| event.kind == EventType::Text);
    said.map(|event| event.text.clone()).collect()
}

/// What the latest chat is called.
pub(crate) fn latest(center: &Center) -> ChatId {
    let centre = center.emulator();
    centre.chats().last().unwrap().id().clone()
}

/// Of these words, those that stand in the conversation, as often as they do, in order.
pub(crate) async fn shown(page: &Page, words: &[String]) -> Result<Vec<String>, Failure> {
    let text = conversation(page).await?.text().await?;
    let places = words
        .iter()
        .flat_map(|word| text.match_indices(word.as_str()));
    let mut places: Vec<_> = places.collect();
    places.sort_unstable();
    Ok(places
        .into_iter()
        .map(|(_, word)| word.to_owned())
        .collect())
}

/// Waits until it is so.
pub(crate) async fn until_so(what: &str, mut is_so: impl AsyncFnMut() -> Result<bool, Failure>) {
    let limit = Duration::from_secs(20);
    let so = until(limit, async || Ok(is_so().await?.then_some(()))).await;
    assert!(so.unwrap().is_some(), "never: {what}");
}
