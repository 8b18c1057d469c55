//! Wrong addresses and wrong options: words for the visitor, a line for the
//! developer, and the rest of the page untouched.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use causerie_e2e::{Failure, Level, Page};

use crate::visit::{open_window, quiet_stage, send_form};

/// Waits for a line in the console that holds these words.
async fn console_says(page: &Page, words: &str) -> Result<(), Failure> {
    let mut heard = Vec::new();
    for _ in 0..100 {
        heard.extend(page.console().await?);
        if heard.iter().any(|entry| entry.message.contains(words)) {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the console does not say {words:?}: {heard:#?}");
}

async fn page_is_untouched(page: &Page) -> Result<(), Failure> {
    let heading = page.by_role("heading", "Causerie").await?;
    assert_eq!(heading.text().await?, "Causerie");
    Ok(())
}

#[tokio::test]
async fn an_address_without_a_chat_service_is_told_and_nothing_is_lost() -> Result<(), Failure> {
    for (name, url) in [
        ("not-found", "/genesys/nowhere"),
        ("html", "/index.html?x="),
    ] {
        let stage = quiet_stage(&format!("bad-url-{name}"));
        stage
            .play(async |page, _| {
                open_window(page, &format!("/?url={url}")).await?;
                send_form(page).await?;
                page.reads("Chat is unavailable").await?;
                console_says(page, "check the options `url`").await?;
                let subject = page.by_role("textbox", "Subject").await?;
                assert_eq!(subject.value().await?, "A question");
                page_is_untouched(page).await
            })
            .await?;
    }
    Ok(())
}

/// A server that answers everything and lets no other origin read it.
fn closed_server() -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming().take(50).flatten() {
            let mut stream = stream;
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\nConnection: close\r\n\r\n{\"_id\":\"a\"}");
        }
    });
    address
}

#[tokio::test]
async fn a_server_that_refuses_the_connection_or_the_origin_is_told() -> Result<(), Failure> {
    for (name, address) in [
        ("refused", (Ipv4Addr::LOCALHOST, 9).into()),
        ("cors", closed_server()),
    ] {
        let stage = quiet_stage(&format!("bad-server-{name}"));
        stage
            .play(async |page, _| {
                open_window(page, &format!("/?url=http://{address}/genesys")).await?;
                send_form(page).await?;
                page.reads("Chat is unavailable").await?;
                console_says(page, "causerie:").await?;
                let subject = page.by_role("textbox", "Subject").await?;
                assert_eq!(subject.value().await?, "A question");
                page.by_role("button", "Try again").await?;
                page_is_untouched(page).await
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_server_on_another_origin_can_be_chatted_with() -> Result<(), Failure> {
    let stage = quiet_stage("other-origin");
    stage
        .play(async |page, center| {
            let url = format!("http://localhost:{}/genesys", center.address().port());
            crate::visit::begin_with_ann(page, center, &format!("/?url={url}&user=BuzzBrain"))
                .await?;
            crate::visit::say(page, "from afar").await?;
            crate::visit::until_so("it is sent", async || {
                Ok(crate::visit::served(center, "from afar") == 1)
            })
            .await;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn malformed_options_leave_a_note_and_a_line_each() -> Result<(), Failure> {
    let stage = quiet_stage("bad-options");
    stage
        .play(async |page, _| {
            page.open("/?theme=pink&pollInterval=soon&contactUrl=/contact")
                .await?;
            page.click("button", "Chat with us").await?;
            page.reads("Chat is unavailable").await?;
            let heard = page.console().await?;
            for line in [
                "option `theme`: found \"pink\"",
                "option `pollInterval`: found \"soon\"",
            ] {
                let told = heard
                    .iter()
                    .any(|entry| entry.level == Level::Error && entry.message.contains(line));
                assert!(told, "{line}: {heard:#?}");
            }
            let contact = page
                .by_role("link", causerie_e2e::Name::Containing("ontact"))
                .await?;
            assert!(
                contact
                    .property("href")
                    .await?
                    .unwrap_or_default()
                    .ends_with("/contact")
            );
            page_is_untouched(page).await
        })
        .await
}

#[tokio::test]
async fn a_form_that_is_not_complete_says_what_is_missing() -> Result<(), Failure> {
    let stage = quiet_stage("bad-form");
    stage
        .play(async |page, center| {
            open_window(page, "/").await?;
            page.by_role("textbox", "Email")
                .await?
                .type_text("nobody")
                .await?;
            page.by_role("button", "Start chat").await?.click().await?;
            let first = page.by_role("textbox", "First name").await?;
            assert_eq!(
                first.attribute("aria-invalid").await?.as_deref(),
                Some("true")
            );
            assert!(first.has_focus().await?);
            let email = page.by_role("textbox", "Email").await?;
            assert_eq!(
                email.attribute("aria-invalid").await?.as_deref(),
                Some("true")
            );
            assert_eq!(email.value().await?, "nobody");
            assert_eq!(center.emulator().services().count(), 0);
            page.quiet().await
        })
        .await
}
