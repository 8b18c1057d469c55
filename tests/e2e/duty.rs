//! What an agent does at the desk, by roles and names.

use causerie_e2e::{Failure, Name, Page};
use thirtyfour::Key;

use crate::visit::{conversation, open_window, send_form, until_so};

/// The widget, pushed to, so that nothing waits for the next poll.
pub(crate) const WIDGET: &str = "/?delivery=cometd";

/// Opens the desk, signs in with a password that is the name, and waits until news come.
pub(crate) async fn sign_in(page: &Page, name: &str) -> Result<(), Failure> {
    page.open("/desk").await?;
    page.by_role("textbox", "Name")
        .await?
        .type_text(name)
        .await?;
    let password = page.by_role("textbox", "Password").await?;
    password.type_text(name).await?;
    password.press(Key::Enter).await?;
    page.reads("Connected").await
}

/// Signs in and asks for chats.
pub(crate) async fn be_ready(page: &Page, name: &str) -> Result<(), Failure> {
    sign_in(page, name).await?;
    page.by_role("switch", "Ready for chats")
        .await?
        .click()
        .await?;
    shows_ready(page, true).await;
    Ok(())
}

/// A visitor's chat that Anna, at a desk of her own, has taken.
pub(crate) async fn chat_with_anna(page: &Page) -> Result<Page, Failure> {
    let desk = page.beside().await?;
    be_ready(&desk, "anna").await?;
    open_window(page, WIDGET).await?;
    send_form(page).await?;
    accept(&desk).await?;
    page.reads("Anna joined").await?;
    Ok(desk)
}

/// Waits until the desk shows that the agent is ready, or not.
pub(crate) async fn shows_ready(page: &Page, ready: bool) {
    let wanted = ready.to_string();
    until_so("readiness is shown", async || {
        let switch = page.by_role("switch", "Ready for chats").await?;
        Ok(switch.attribute("aria-checked").await?.as_deref() == Some(&wanted))
    })
    .await;
}

/// Takes the chat that is offered.
pub(crate) async fn accept(page: &Page) -> Result<(), Failure> {
    page.by_role("button", Name::Containing("Accept the chat with"))
        .await?
        .click()
        .await?;
    page.by_role("textbox", "Message").await.map(drop)
}

/// Takes the chat that is offered, under another name.
pub(crate) async fn accept_as(page: &Page, nickname: &str) -> Result<(), Failure> {
    let name = page.by_role("textbox", "Your name in this chat").await?;
    name.clear().await?;
    name.type_text(nickname).await?;
    accept(page).await
}

/// Says it, to whoever the desk is set to.
pub(crate) async fn say(page: &Page, text: &str) -> Result<(), Failure> {
    let message = page.by_role("textbox", "Message").await?;
    message.type_text(text).await?;
    message.press(Key::Enter).await
}

/// Presses a button of the desk.
pub(crate) async fn press(page: &Page, button: &str) -> Result<(), Failure> {
    page.by_role("button", button).await?.click().await
}

/// Answers the question that the desk asks.
pub(crate) async fn answer(page: &Page, button: &str) -> Result<(), Failure> {
    let dialog = page.by_role("dialog", Name::Any).await?;
    dialog.by_role("button", button).await?.click().await
}

/// Chooses a colleague in the dialog that a button opens.
pub(crate) async fn choose(page: &Page, button: &str, colleague: &str) -> Result<(), Failure> {
    press(page, button).await?;
    answer(page, colleague).await
}

/// Waits until this is said in the chat that is open.
pub(crate) async fn reads_in_log(page: &Page, words: &str) -> Result<(), Failure> {
    let is_said = async || Ok(conversation(page).await?.text().await?.contains(words));
    until_so(words, is_said).await;
    Ok(())
}
