//! Every state of the window, one after the other, always the same.

use causerie_e2e::{Center, Failure, Page};
use causerie_emulator::{Fault, FaultKind};

use crate::visit::{
    HELD, agent, begin_with_ann, converse, open_window, quiet_stage, say, send_form, until_so,
};

/// Shows each to `seen`, with its name; the page and the contact centre are left as it found them.
pub(crate) async fn each(
    test: &str,
    mut seen: impl AsyncFnMut(&Page, &str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let stage = quiet_stage(&format!("{test}-before"));
    stage
        .play(async |page, center| before(page, center, &mut seen).await)
        .await?;
    let stage = quiet_stage(&format!("{test}-chat"));
    stage
        .play(async |page, center| chat(page, center, &mut seen).await)
        .await?;
    let stage = quiet_stage(&format!("{test}-trouble"));
    stage
        .play(async |page, center| trouble(page, center, &mut seen).await)
        .await
}

/// What there is before an agent comes.
async fn before(
    page: &Page,
    center: &Center,
    seen: &mut impl AsyncFnMut(&Page, &str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    // As long as an answer is held at the end: whoever looks takes time.
    let patient = "/?requestTimeout=60000";
    page.open(patient).await?;
    page.by_role("button", "Chat with us").await?;
    seen(page, "launcher").await?;
    open_window(page, patient).await?;
    focus(page, "First name").await;
    seen(page, "form").await?;
    page.by_role("button", "Start chat").await?.click().await?;
    page.reads("Please fill in").await?;
    focus(page, "First name").await;
    seen(page, "form-with-faults").await?;
    center.suffer(Fault::new(HELD))?;
    send_form(page).await?;
    page.by_role("textbox", "Message").await?;
    say(page, "What I say before there is a chat").await?;
    focus(page, "Message").await;
    seen(page, "waiting").await
}

/// A conversation with everything that there can be in one.
async fn chat(
    page: &Page,
    center: &Center,
    seen: &mut impl AsyncFnMut(&Page, &str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    converse(page, center).await?;
    seen(page, "chat").await?;
    // Nobody is believed to type for long, and whoever looks takes time.
    agent(center, |centre, chat, now| {
        centre.start_typing(chat, "Ann", now)
    });
    page.click("button", "More options").await?;
    page.by_role("button", "Print").await?;
    seen(page, "menu").await?;
    page.click("button", "More options").await?;
    page.gone("button", "Print").await?;
    agent(center, |centre, chat, now| centre.end(chat, now));
    page.reads("Chat ended").await?;
    seen(page, "ended").await
}

async fn trouble(
    page: &Page,
    center: &mut Center,
    seen: &mut impl AsyncFnMut(&Page, &str) -> Result<(), Failure>,
) -> Result<(), Failure> {
    begin_with_ann(page, center, "/").await?;
    let lost = Fault::new(FaultKind::DropRequest);
    center.suffer(lost.saying("lost").times(1))?;
    say(page, "lost").await?;
    page.by_role("button", "Try again").await?;
    seen(page, "failed").await?;
    page.click("button", "Discard").await?;
    page.gone("button", "Discard").await?;
    center.stop().await;
    page.reads("Reconnecting").await?;
    seen(page, "reconnecting").await
}

/// Waits until the keyboard is there.
async fn focus(page: &Page, name: &str) {
    let at = "let at = document.activeElement;
        while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at.labels?.[0]?.textContent || at.getAttribute('aria-label') || at.textContent";
    until_so(name, async || Ok(page.script(at).await? == name)).await;
}
