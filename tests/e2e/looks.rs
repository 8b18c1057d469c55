//! Screenshots of each stage, to be looked at, and what can be measured of them.

use causerie_e2e::{Failure, Page};

use crate::visit::{agent, ann_says, begin_with_ann, conversation, open_window, quiet_stage, say};

/// The box of the window, as `[left, top, right, bottom]`.
async fn window(page: &Page) -> Result<Vec<f64>, Failure> {
    let script = "const find = (root) => root.querySelector('[role=dialog]') ?? \
        [...root.querySelectorAll('*')].map((e) => e.shadowRoot && find(e.shadowRoot)).find(Boolean); \
        const box = find(document).getBoundingClientRect(); \
        return [box.left, box.top, box.right, box.bottom]";
    let numbers = page.script(script).await?;
    Ok(numbers
        .as_array()
        .unwrap()
        .iter()
        .filter_map(serde_json::Value::as_f64)
        .collect())
}

#[tokio::test]
async fn every_stage_fits_a_phone_and_a_desktop() -> Result<(), Failure> {
    let stage = quiet_stage("looks");
    stage
        .play(async |page, center| {
            open_window(page, "/").await?;
            page.screenshots("form").await?;
            page.resize(360, 740).await?;
            let width = page.script("return document.documentElement.clientWidth").await?;
            let full = [0.0, 0.0, width.as_f64().unwrap_or_default(), 740.0];
            assert_eq!(window(page).await?, full, "full screen on a phone");
            begin_with_ann(page, center, "/").await?;
            ann_says(center, "Good morning, how may I help you?");
            say(page, "A word as long as this: Donaudampfschifffahrtsgesellschaftskapitänswitwe".repeat(3).as_str()).await?;
            agent(center, |centre, chat, now| centre.push_url(chat, "Ann", "https://example.com/help", now));
            agent(center, |centre, chat, now| centre.start_typing(chat, "Ann", now));
            page.reads("Ann is typing").await?;
            page.screenshots("chat").await?;
            page.resize(1440, 900).await?;
            let edges = window(page).await?;
            assert!(edges[0] > 0.0 && edges[2] <= 1440.0 && edges[3] <= 900.0, "{edges:?}");
            let wide = "const find = (root) => root.querySelector('[role=log]') ?? \
                [...root.querySelectorAll('*')].map((e) => e.shadowRoot && find(e.shadowRoot)).find(Boolean); \
                const log = find(document); return log.scrollWidth <= log.clientWidth";
            assert_eq!(page.script(wide).await?, true, "nothing is wider than the window");
            agent(center, |centre, chat, now| centre.end(chat, now));
            page.reads("Chat ended").await?;
            page.screenshots("ended").await
        })
        .await
}

#[tokio::test]
async fn the_conversation_stays_where_it_is_read() -> Result<(), Failure> {
    let stage = quiet_stage("looks-scroll");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            for number in 0..40 {
                ann_says(center, &format!("line {number}"));
            }
            page.reads("line 39").await?;
            let log = conversation(page).await?;
            let at_end = async || -> Result<bool, Failure> {
                let top: f64 = log
                    .property("scrollTop")
                    .await?
                    .unwrap_or_default()
                    .parse()
                    .unwrap_or_default();
                let height: f64 = log
                    .property("scrollHeight")
                    .await?
                    .unwrap_or_default()
                    .parse()
                    .unwrap_or_default();
                let seen: f64 = log
                    .property("clientHeight")
                    .await?
                    .unwrap_or_default()
                    .parse()
                    .unwrap_or_default();
                Ok(height - top - seen < 4.0)
            };
            crate::visit::until_so("it is at its end", at_end).await;
            log.press(thirtyfour::Key::Home).await?;
            let at_top = async || Ok(log.property("scrollTop").await?.as_deref() == Some("0"));
            crate::visit::until_so("it was scrolled", at_top).await;
            let before = log.property("scrollTop").await?;
            ann_says(center, "line 40");
            page.reads("line 40").await?;
            assert_eq!(log.property("scrollTop").await?, before);
            Ok(())
        })
        .await
}
