//! A conversation of ten thousand messages.

use causerie_e2e::{Center, Failure, Page, Stage};
use causerie_emulator::Settings;
use serde_json::Value;
use thirtyfour::Key;

use crate::visit::{agent, ann_says, begin_with_ann, conversation, say, until_so};

const COUNT: usize = 10_000;

/// What the tests ask the page, over and over.
const EYE: &str = include_str!("length.js");

fn stage(name: &str) -> Stage {
    Stage::named(name).settings(Settings {
        event_limit: 2 * COUNT,
        ..Settings::unscripted()
    })
}

/// Begins a chat in which Ann has said so much, and looks at its end.
async fn begin_long(page: &Page, center: &Center) -> Result<(), Failure> {
    begin_with_ann(page, center, "/").await?;
    agent(center, |centre, chat, now| {
        (0..COUNT).try_for_each(|number| {
            // As long as a message of a chat, now one line and now five.
            let words = "word ".repeat(number * 7 % 60 + 1);
            centre.say(chat, "Ann", &format!("number {number}: {words}"), now)
        })
    });
    page.reads("number 9999:").await?;
    page.script(EYE).await.map(drop)
}

/// What an expression of `length.js` comes to.
async fn eye(page: &Page, expression: &str) -> Result<Value, Failure> {
    page.script(&format!("return eye.{expression}")).await
}

async fn number(page: &Page, expression: &str) -> Result<f64, Failure> {
    Ok(eye(page, expression).await?.as_f64().unwrap())
}

/// Waits until that row is among those that are seen.
async fn sees(page: &Page, row: usize) {
    let seen = format!("sees({row})");
    until_so(&format!("{row} is seen"), async || {
        Ok(eye(page, &seen).await? == true)
    })
    .await;
}

/// How much of the document the conversation may be: rows have eight nodes each.
const MOST: f64 = 3_000.0;

#[tokio::test]
async fn a_long_conversation_opens_at_its_end_and_is_read_to_its_beginning() -> Result<(), Failure>
{
    let stage = stage("length-reading");
    stage
        .play(async |page, center| {
            begin_long(page, center).await?;
            sees(page, COUNT - 1).await;
            assert!(number(page, "below()").await? < 4.0);
            assert!(number(page, "nodes()").await? < MOST);
            let log = conversation(page).await?;
            log.press(Key::Home).await?;
            sees(page, 0).await;
            page.reads("Ann joined").await?;
            assert_eq!(number(page, "top()").await?, 0.0);
            assert!(number(page, "nodes()").await? < MOST);
            log.press(Key::End).await?;
            sees(page, COUNT - 1).await;
            assert!(number(page, "below()").await? < 4.0);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn the_beginning_is_found_in_a_browser_that_keeps_nothing_in_its_place() -> Result<(), Failure>
{
    let stage = stage("length-beginning");
    stage
        .play(async |page, center| {
            begin_long(page, center).await?;
            sees(page, COUNT - 1).await;
            eye(page, "unanchor()").await?;
            conversation(page).await?.press(Key::Home).await?;
            sees(page, 0).await;
            assert_eq!(number(page, "top()").await?, 0.0);
            page.quiet().await
        })
        .await
}

/// Goes up by steps of a few rows, and looks at each where those stand that were seen before.
async fn climb(page: &Page) -> Result<(), Failure> {
    let mut oldest = f64::INFINITY;
    // One by one, for no script may take longer than a minute.
    for _ in 0..6 {
        let climbed = eye(page, "climb(50, 400)").await?;
        assert_eq!(climbed["jumps"], 0, "{climbed}");
        assert!(climbed["nodes"].as_f64().unwrap() < MOST, "{climbed}");
        oldest = climbed["oldest"].as_f64().unwrap();
    }
    assert!(oldest < 9_500.0, "{oldest}");
    Ok(())
}

#[tokio::test]
async fn nothing_jumps_on_the_way_up() -> Result<(), Failure> {
    let stage = stage("length-up");
    stage
        .play(async |page, center| {
            begin_long(page, center).await?;
            climb(page).await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn nothing_jumps_in_a_browser_that_keeps_nothing_in_its_place() -> Result<(), Failure> {
    let stage = stage("length-anchor");
    stage
        .play(async |page, center| {
            begin_long(page, center).await?;
            eye(page, "unanchor()").await?;
            climb(page).await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn news_do_not_move_those_who_read_above_and_lead_to_the_end() -> Result<(), Failure> {
    let stage = stage("length-news");
    stage
        .play(async |page, center| {
            begin_long(page, center).await?;
            eye(page, "scroll(0.3)").await?;
            sees(page, 3_000).await;
            let before = eye(page, "first()").await?;
            ann_says(center, "something new");
            page.by_role("button", "New messages").await?;
            assert_eq!(eye(page, "first()").await?, before);
            assert_eq!(eye(page, "announced()").await?, "something new");
            let button = page.by_role("button", "New messages").await?;
            button.click().await?;
            until_so("it is the end", async || {
                Ok(number(page, "below()").await? < 4.0)
            })
            .await;
            page.gone("button", "New messages").await?;
            page.reads("number 9990:").await?;
            say(page, "and I say this").await?;
            page.reads("and I say this").await?;
            until_so("it is the end", async || {
                Ok(number(page, "below()").await? < 4.0)
            })
            .await;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn what_is_selected_stays_so_wherever_one_reads() -> Result<(), Failure> {
    let stage = stage("length-selection");
    stage
        .play(async |page, center| {
            begin_long(page, center).await?;
            eye(page, "scroll(0.5)").await?;
            sees(page, 5_000).await;
            eye(page, "select(4990, 5010)").await?;
            let selected = eye(page, "selected()").await?;
            assert!(selected.as_str().unwrap().contains("number 5000:"));
            ann_says(center, "something new");
            page.by_role("button", "New messages").await?;
            let climbed = eye(page, "climb(60, 800)").await?;
            assert_eq!(climbed["jumps"], 0, "{climbed}");
            assert_eq!(eye(page, "selected()").await?, selected);
            eye(page, "unselect()").await?;
            eye(page, "climb(20, 800)").await?;
            assert_eq!(eye(page, "isDrawn(5000)").await?, false);
            assert!(number(page, "nodes()").await? < MOST);
            Ok(())
        })
        .await
}

#[tokio::test]
async fn the_keyboard_stays_on_a_link_that_is_read_no_more() -> Result<(), Failure> {
    let stage = stage("length-focus");
    stage
        .play(async |page, center| {
            begin_long(page, center).await?;
            ann_says(center, "see https://example.com/help");
            let link = page.by_role("link", "https://example.com/help").await?;
            eye(page, "focus()").await?;
            assert!(link.has_focus().await?);
            eye(page, "scroll(0.5)").await?;
            sees(page, 5_000).await;
            for number in 0..20 {
                ann_says(center, &format!("later {number}"));
            }
            page.reads("later 19").await?;
            assert!(link.has_focus().await?);
            Ok(())
        })
        .await
}
