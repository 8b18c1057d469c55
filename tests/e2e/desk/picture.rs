//! Both ends of a chat in one picture, which the README shows.

use std::path::Path;

use causerie_e2e::{Failure, Name, Page};
use thirtyfour::Key;

use super::keyboard::{ask_for_chat, customer_says};
use crate::duty::{accept, answer, be_ready, chat_with_anna, choose, press, reads_in_log, say};
use crate::visit::{self, quiet_stage};

/// Shows two screenshots beside each other and takes one of both.
async fn side_by_side(page: &Page, left: &Path, right: &Path) -> Result<(), Failure> {
    let image = |path: &Path| format!("<img src=\"{}\">", path.file_name().unwrap().display());
    let style = "body { display: flex; gap: 16px; margin: 0; padding: 16px; background: #c9d3dd } \
        img { border-radius: 8px }";
    let (left, right_image) = (image(left), image(right));
    let markup = format!("<!doctype html><style>{style}</style>{left}{right_image}");
    let both = right.with_file_name("desk-beside-widget.html");
    std::fs::write(&both, markup).unwrap();
    page.resize(1608, 732).await?;
    page.open(&format!("file://{}", both.display())).await?;
    page.screenshot("desk-beside-widget").await.map(drop)
}

#[tokio::test]
async fn both_ends_of_a_chat_are_seen_side_by_side() -> Result<(), Failure> {
    let stage = quiet_stage("desk-picture");
    stage
        .play(async |page, _| {
            page.resize(400, 700).await?;
            let anna = chat_with_anna(page).await?;
            anna.resize(1160, 700).await?;
            let ada = ask_for_chat(&anna, "Ada").await?;
            accept(&anna).await?;
            let paul = page.beside().await?;
            be_ready(&paul, "paul").await?;
            let list = Name::Containing("VasyaP Chatting");
            anna.by_role("button", list).await?.click().await?;

            visit::say(page, "Good morning, can I have the lamp in blue?").await?;
            reads_in_log(&anna, "in blue?").await?;
            say(&anna, "Good morning! One moment, I am asking a colleague.").await?;
            choose(&anna, "Consult", "Paul, ready").await?;
            accept(&paul).await?;
            anna.reads("Paul gives advice.").await?;
            say(&anna, "Do we have the lamp in blue?").await?;
            reads_in_log(&paul, "in blue?").await?;
            say(&paul, "Only in grey, until March.").await?;
            reads_in_log(&anna, "until March.").await?;
            customer_says(&anna, &ada, "Are you still there?").await?;
            anna.by_role("button", Name::Containing("1 unread")).await?;
            let field = page.by_role("textbox", "Message").await?;
            field.type_text("Grey would be fine").await?;
            anna.reads("VasyaP is typing").await?;

            let text = visit::conversation(page).await?.text().await?;
            assert!(!text.contains("Paul") && !text.contains("March"), "{text}");
            let desk = anna.screenshot("desk-beside-widget-left").await?;
            let widget = page.screenshot("desk-beside-widget-right").await?;
            press(&anna, "End chat").await?;
            answer(&anna, "Cancel").await?;
            field_is_kept(page).await?;
            side_by_side(&paul, &desk, &widget).await
        })
        .await
}

/// A question that was taken back has ended nothing.
async fn field_is_kept(page: &Page) -> Result<(), Failure> {
    let field = page.by_role("textbox", "Message").await?;
    assert_eq!(field.value().await?, "Grey would be fine");
    field.press(Key::End).await
}
