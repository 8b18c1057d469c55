//! What a page says that is being left.

use std::time::Duration;

use causerie_e2e::{Failure, Page};
use causerie_emulator::{CometdSettings, Settings};

use crate::visit::{begin_with_ann, quiet_stage, until_so};

const OPTIONS: &str = "/?delivery=cometd&user=BuzzBrain&headers={\"X-Api-Key\":\"secret\"}";
const CROWD: &str = include_str!("crowd.js");

/// A request that gets a connection at once is sent even if nothing keeps it alive: only one that
/// has to wait for its turn tells whether it outlives the page.
#[tokio::test]
async fn a_goodbye_outlives_the_page_and_carries_all_headers() -> Result<(), Failure> {
    let stage = quiet_stage("goodbye").settings(patient());
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, OPTIONS).await?;
            close_in_a_crowd(page).await?;
            until_so("only the crowd is left", async || {
                Ok(center.emulator().sessions() == 6)
            })
            .await;
            let centre = center.emulator();
            let goodbye = centre.last_goodbye().unwrap();
            assert_eq!(goodbye.header("gms_user"), Some("BuzzBrain"));
            assert_eq!(goodbye.header("x-api-key"), Some("secret"));
            Ok(())
        })
        .await
}

/// Sessions that end only when they are told to.
fn patient() -> Settings {
    let cometd = CometdSettings {
        max_interval: Duration::from_secs(600),
        ..CometdSettings::default()
    };
    Settings {
        cometd,
        ..Settings::unscripted()
    }
}

/// Lets another tab take every connection to the server, and closes the tab with the chat.
async fn close_in_a_crowd(page: &Page) -> Result<(), Failure> {
    let browser = page.driver();
    let chat = browser.window().await?;
    let crowd = browser.new_tab().await?;
    browser.switch_to_window(crowd.clone()).await?;
    page.open("/icon.svg").await?;
    page.script(CROWD).await?;
    browser.switch_to_window(chat).await?;
    browser.close_window().await?;
    Ok(browser.switch_to_window(crowd).await?)
}
