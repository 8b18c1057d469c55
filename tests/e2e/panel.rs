//! The panel for faults, by keyboard, and what it tells.

use std::path::Path;

use causerie_e2e::{Center, Element, Engine, Failure, Page, Stage};
use causerie_emulator::{Fault, FaultKind};
use thirtyfour::Key;

use crate::visit::until_so;

/// The panel is a part of the emulator and needs no widget.
fn stage(name: &str) -> Stage {
    Stage::named(name).site(Path::new(env!("CARGO_MANIFEST_DIR")).join("page"))
}

async fn choose(page: &Page, kind: &str) -> Result<(), Failure> {
    let select = page.by_role("combobox", "What goes wrong").await?;
    match page.engine() {
        Engine::Chromium => {}
        // Else what was typed last is taken for the beginning of it.
        Engine::Firefox => select.press(Key::Home).await?,
        // Letters choose nothing there.
        Engine::WebKit => return select.choose_option(kind).await,
    }
    select.type_text(kind).await
}

async fn add(page: &Page) -> Result<(), Failure> {
    page.by_role("button", "Add").await?.press(Key::Enter).await
}

async fn write(page: &Page, role: &str, name: &str, text: &str) -> Result<Element, Failure> {
    let field = page.by_role(role, name).await?;
    field.clear().await?;
    field.type_text(text).await?;
    Ok(field)
}

fn kinds(center: &Center) -> Vec<&'static str> {
    let centre = center.emulator();
    let faults = centre.faults().map(|one| one.fault().kind.name());
    faults.collect()
}

#[tokio::test]
async fn faults_are_added_listed_and_removed_by_keyboard() -> Result<(), Failure> {
    stage("panel-keyboard")
        .play(async |page, center| {
            page.open("/desk/faults").await?;
            page.reads("There are none.").await?;
            choose(page, "A request comes twice").await?;
            page.reads("carried out twice").await?;
            write(page, "textbox", "The path holds, or with * is", "/service/").await?;
            write(page, "spinbutton", "So many are hit", "2").await?;
            add(page).await?;
            page.reads("Added: “A request comes twice”, number 1.")
                .await?;
            let expected = Fault::new(FaultKind::Duplicate).on("/service/").times(2);
            let kept = center.emulator().faults().next().cloned().unwrap();
            assert_eq!(*kept.fault(), expected);

            page.script(
                "return fetch('/genesys/1/service/request-chat', {method: 'POST'})\
                .then((answer) => answer.status)",
            )
            .await?;
            assert_eq!(center.emulator().services().count(), 2);
            page.by_role("rowheader", "1. A request comes twice")
                .await?;
            until_so("the row tells of it", async || {
                let text = page.text().await?;
                Ok(text.contains("/service/\t2 times\t1\tactive"))
            })
            .await;
            page.screenshots("faults").await?;

            let remove = page.by_role("button", "Remove number 1").await?;
            remove.press(Key::Enter).await?;
            page.reads("Number 1 is removed; it was applied once.")
                .await?;
            page.reads("There are none.").await?;
            assert!(kinds(center).is_empty());
            assert!(page.by_role("heading", "Faults").await?.has_focus().await?);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn what_is_refused_is_told_at_its_field() -> Result<(), Failure> {
    stage("panel-refusals")
        .play(async |page, center| {
            page.open("/desk/faults").await?;
            page.reads("its answer comes later").await?;
            let delay = write(page, "spinbutton", "Milliseconds", "0").await?;
            add(page).await?;
            page.reads("the field \"delayMs\" is 0: allowed is a whole number from 1 to 3600000.")
                .await?;
            assert!(delay.has_focus().await?);
            assert_eq!(
                delay.attribute("aria-invalid").await?.as_deref(),
                Some("true")
            );
            write(page, "spinbutton", "Milliseconds", "250").await?;
            let chat = write(
                page,
                "combobox",
                "Id of the chat or of its service",
                "nobody",
            )
            .await?;
            add(page).await?;
            page.reads("allowed is the id of a chat").await?;
            assert!(chat.has_focus().await?);
            assert_eq!(delay.attribute("aria-invalid").await?, None);
            assert!(kinds(center).is_empty());
            Ok(())
        })
        .await
}

#[tokio::test]
async fn every_kind_can_be_ordered_as_the_page_offers_it() -> Result<(), Failure> {
    stage("panel-kinds")
        .play(async |page, center| {
            page.open("/desk/faults").await?;
            let orders = [
                ("An answer is late", "delay"),
                ("An answer is lost", "drop-reply"),
                ("A request is lost", "drop-request"),
                ("A request comes twice", "duplicate"),
                ("Another answer", "status"),
                ("A garbled answer", "garbage"),
                ("Polls hang", "hold-polls"),
                ("A push is lost", "lose-push"),
                ("No agents", "no-agent"),
            ];
            for (number, (words, _)) in (1..).zip(orders) {
                choose(page, words).await?;
                add(page).await?;
                page.reads(&format!("Added: “{words}”, number {number}."))
                    .await?;
            }
            assert_eq!(kinds(center), orders.map(|(_, kind)| kind));
            for words in [
                "Cut polls",
                "Forget sessions",
                "End agents’ sessions",
                "Other credentials",
            ] {
                choose(page, words).await?;
                add(page).await?;
                page.reads(&format!("Done: “{words}”, applied to 0."))
                    .await?;
            }
            page.by_role("button", "Remove all")
                .await?
                .press(Key::Enter)
                .await?;
            page.reads("Removed: 9.").await?;
            assert!(kinds(center).is_empty());
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_contact_centre_that_is_gone_is_told() -> Result<(), Failure> {
    stage("panel-gone")
        .play(async |page, center| {
            page.open("/desk/faults").await?;
            page.reads("There are none.").await?;
            center.stop().await;
            page.reads("The contact centre cannot be reached.").await?;
            center.resume().await?;
            page.reads("There are none.").await
        })
        .await
}
