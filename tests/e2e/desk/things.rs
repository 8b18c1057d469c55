//! What an agent hands to a customer besides words, and what is written down about a chat.

use causerie_e2e::{Engine, Failure, Name, Page};
use thirtyfour::Key;

use crate::duty::{accept, answer, be_ready, chat_with_anna, press, reads_in_log};
use crate::files::written;
use crate::visit::{begin, quiet_stage, until_so};

#[tokio::test]
async fn files_go_both_ways() -> Result<(), Failure> {
    let keep = "const make = URL.createObjectURL; \
        URL.createObjectURL = (file) => { window.kept = file; return make(file) }";
    let kept = "return window.kept ? window.kept.text() : ''";
    let stage = quiet_stage("desk-files");
    stage
        .play(async |page, center| {
            let desk = page.beside().await?;
            be_ready(&desk, "anna").await?;
            begin(page, "/?backend=gms-v2&delivery=cometd").await?;
            accept(&desk).await?;
            press(page, "Attach a file").await?;
            let photo = written("causerie-desk-photo.png", "a photo");
            let input = page.by_role("button", "Choose files").await?;
            input.choose(&photo).await?;
            reads_in_log(&desk, "causerie-desk-photo.png").await?;
            desk.script(keep).await?;
            press(&desk, "Download causerie-desk-photo.png").await?;
            until_so("it is there", async || {
                Ok(desk.script(kept).await? == "a photo")
            })
            .await;

            let bill = written("causerie-desk-bill.pdf", "the bill");
            let attach = Name::Containing("Attach a file");
            let input = desk.by_role("button", attach).await?;
            input.choose(&bill).await?;
            page.reads("Anna shared a file").await?;
            reads_in_log(&desk, "causerie-desk-bill.pdf (8 bytes)").await?;
            page.by_role("button", "Download causerie-desk-bill.pdf")
                .await?;
            let centre = center.emulator();
            let chats = centre.chats();
            assert_eq!(chats[0].files().count(), 2);
            Ok(())
        })
        .await
}

#[tokio::test]
async fn an_address_becomes_a_link_and_only_a_web_page_is_one() -> Result<(), Failure> {
    let stage = quiet_stage("desk-address");
    stage
        .play(async |page, _| {
            let desk = chat_with_anna(page).await?;
            press(&desk, "Send an address").await?;
            let address = desk.by_role("textbox", "Address").await?;
            address.type_text("javascript:alert(1)\n").await?;
            desk.reads("This is not the address of a web page.").await?;
            assert!(address.has_focus().await?);
            address.clear().await?;
            address.type_text("example.com/help\n").await?;
            let link = Name::Containing("https://example.com/help");
            page.by_role("link", link).await?;
            desk.by_role("link", "https://example.com/help").await?;
            desk.quiet().await
        })
        .await
}

const OUTCOME: &str = "Outcome of the chat";

async fn write_outcome(desk: &Page, words: &str) -> Result<(), Failure> {
    let field = desk.by_role("combobox", OUTCOME).await?;
    field.clear().await?;
    field.type_text(words).await?;
    if desk.engine() == Engine::WebKit {
        // There, the first only closes the list of what else may be meant.
        field.press(Key::Enter).await?;
    }
    field.press(Key::Enter).await
}

#[tokio::test]
async fn business_data_is_shown_and_the_outcome_is_kept() -> Result<(), Failure> {
    let stage = quiet_stage("desk-outcome");
    stage
        .play(async |page, _| {
            let desk = chat_with_anna(page).await?;
            desk.resize(1280, 800).await?;
            desk.reads("vasya@example.com").await?;
            write_outcome(&desk, "Solved").await?;
            desk.reads("The outcome is saved.").await?;
            desk.reload().await?;
            until_so("it is there again", async || {
                let field = desk.by_role("combobox", OUTCOME).await?;
                Ok(field.value().await? == "Solved")
            })
            .await;
            press(&desk, "End chat").await?;
            answer(&desk, "End chat").await?;
            desk.reads("The chat has ended.").await?;
            write_outcome(&desk, "Sold").await?;
            desk.reads("The outcome is saved.").await
        })
        .await
}

#[tokio::test]
async fn canned_answers_are_the_agents_own() -> Result<(), Failure> {
    let stage = quiet_stage("desk-answers");
    stage
        .play(async |page, _| {
            let desk = chat_with_anna(page).await?;
            press(&desk, "Canned answers").await?;
            desk.screenshots("desk-answers").await?;
            press(&desk, "Edit the answers").await?;
            press(&desk, "Remove answer 2").await?;
            let first = desk.by_role("textbox", "Answer 1").await?;
            first.clear().await?;
            first.type_text("Dear {customer}, {agent} is here.").await?;
            desk.screenshots("desk-editing").await?;
            press(&desk, "Save").await?;
            desk.reload().await?;
            press(&desk, "Canned answers").await?;
            let filter = desk.by_role("combobox", "Find a canned answer").await?;
            filter.type_text("moment").await?;
            desk.reads("No answer has these words.").await?;
            filter.press(Key::Escape).await?;
            desk.gone("combobox", "Find a canned answer").await?;
            press(&desk, "Canned answers").await?;
            let option = Name::Containing("Dear VasyaP, Anna is here.");
            desk.by_role("option", option).await?.click().await?;
            let message = desk.by_role("textbox", "Message").await?;
            assert_eq!(message.value().await?, "Dear VasyaP, Anna is here.");
            message.press(Key::Enter).await?;
            page.reads("Dear VasyaP, Anna is here.").await?;
            desk.quiet().await
        })
        .await
}
