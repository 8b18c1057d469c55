//! The menu: a conversation to keep, on paper or in a file.

use causerie_e2e::{Failure, Name, Page};
use serde_json::json;
use thirtyfour::Key;

use crate::visit::{agent, ann_says, begin_with_ann, quiet_stage, say, until_so};

/// Writes down what is given to the visitor to keep, and what is printed.
pub(crate) const KEEP: &str = "
    window.kept = [];
    const { createObjectURL } = URL;
    let last;
    URL.createObjectURL = (blob) => createObjectURL.call(URL, (last = blob));
    HTMLAnchorElement.prototype.click = function () {
      last.text().then((text) => kept.push([this.download, text]));
    };";

/// As a printer would, in each frame: what has loaded is heard of here before it is there.
const PRINTER: &str = "
    document.addEventListener('load', ({ target: { contentDocument, contentWindow } }) => {
      if (contentWindow) contentWindow.print = () => {
        const sheet = contentDocument.adoptedStyleSheets.length;
        kept.push([`paper ${contentDocument.title} ${sheet}`, contentDocument.body.innerText]);
        contentWindow.dispatchEvent(new Event('afterprint'));
      };
    }, true);";

async fn press(page: &Page, name: &str) -> Result<(), Failure> {
    page.by_role("button", name).await?.click().await
}

/// What the visitor has got by that item of the menu.
pub(crate) async fn got(page: &Page, item: &str) -> Result<[String; 2], Failure> {
    press(page, "More options").await?;
    press(page, item).await?;
    page.gone("button", item).await?;
    until_so("it is there", async || {
        Ok(page.script("return kept.length").await? == 1)
    })
    .await;
    let [kept]: [[String; 2]; 1] =
        serde_json::from_value(page.script("return kept.splice(0)").await?).unwrap();
    Ok(kept)
}

#[tokio::test]
async fn a_conversation_is_kept_as_text_as_a_page_and_on_paper() -> Result<(), Failure> {
    let stage = quiet_stage("menu-keep");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/?backend=gms-v2").await?;
            ann_says(center, "<b>Good</b> morning: https://example.com/help");
            agent(center, |centre, chat, now| {
                centre.push_url(chat, "Ann", "https://example.com/more", now)
            });
            say(page, "I am\u{202e} well").await?;
            page.reads("Sent").await?;
            page.script(KEEP).await?;
            page.script(PRINTER).await?;
            let before = page
                .script("return document.querySelectorAll('*').length")
                .await?;

            let [name, text] = got(page, "Save as text").await?;
            assert!(
                name.starts_with("chat-20") && name.ends_with(".txt"),
                "{name}"
            );
            let lines: Vec<_> = text.lines().collect();
            assert_eq!(lines[..2], ["Chat with us", ""]);
            assert_eq!(lines[2], "Ann joined the chat");
            let ends = [
                "Ann said: <b>Good</b> morning: https://example.com/help",
                "Ann said: Ann shared a link https://example.com/more",
                "You said: I am\u{202e} well",
            ];
            assert_eq!(lines.len(), 6, "{text}");
            for (line, end) in lines[3..].iter().zip(ends) {
                let (when, said) = line.split_once("] ").unwrap();
                assert!(when.starts_with('[') && when.contains(':'), "{line}");
                assert_eq!(said, end);
            }

            let [name, html] = got(page, "Save as a web page").await?;
            assert!(name.ends_with(".html"), "{name}");
            assert!(
                html.starts_with("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">"),
                "{html}"
            );
            assert!(html.contains("<meta charset=\"utf-8\">"), "{html}");
            assert!(
                html.contains("&lt;b&gt;Good&lt;/b&gt; morning: <a "),
                "{html}"
            );
            assert!(html.contains("rel=\"noopener noreferrer\""), "{html}");

            let [name, paper] = got(page, "Print").await?;
            assert_eq!(name, "paper Chat with us 1");
            assert!(paper.contains("You said: I am"), "{paper}");
            let after = page
                .script("return document.querySelectorAll('*').length")
                .await?;
            assert_eq!(after, before, "the frame is gone");
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_long_conversation_is_kept_whole_and_drawn_as_before() -> Result<(), Failure> {
    const COUNT: usize = 600;
    let stage = quiet_stage("menu-long");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            agent(center, |centre, chat, now| {
                (0..COUNT).try_for_each(|number| centre.say(chat, "Ann", &format!("number {number}."), now))
            });
            page.reads("number 599.").await?;
            page.script(KEEP).await?;
            let drawn = "return document.querySelector('causerie-chat').shadowRoot.querySelectorAll('.message').length";
            let before = page.script(drawn).await?.as_u64().unwrap();
            assert!(before < 200);
            let [_, text] = got(page, "Save as text").await?;
            assert_eq!(text.matches("number ").count(), COUNT);
            assert!(page.script(drawn).await?.as_u64().unwrap() < 200);
            let end = "const log = document.querySelector('causerie-chat').shadowRoot.querySelector('[role=log]'); \
                return log.scrollHeight - log.scrollTop - log.clientHeight";
            let below = page.script(end).await?.as_f64().unwrap();
            assert!(below < 4.0, "the end is still seen: {below}");
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn the_menu_is_fetched_when_it_is_opened_and_closed_by_every_way_out() -> Result<(), Failure>
{
    const FETCHED: &str = "return performance.getEntriesByType('resource') \
        .filter(({ name }) => name.endsWith('/beside.js')).length > 0";
    let stage = quiet_stage("menu-ways");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            assert_eq!(page.script(FETCHED).await?, false);
            let button = page.by_role("button", "More options").await?;
            let expanded = async || button.attribute("aria-expanded").await;
            let open = async || -> Result<(), Failure> {
                button.press(Key::Enter).await?;
                let first = page.by_role("button", "Save as text").await?;
                until_so("the keyboard is in it", async || first.has_focus().await).await;
                assert_eq!(expanded().await?.as_deref(), Some("true"));
                Ok(())
            };
            open().await?;
            assert_eq!(page.script(FETCHED).await?, true);
            let item = page.by_role("button", "Print").await?;
            item.press(Key::Escape).await?;
            page.gone("button", "Print").await?;
            assert!(button.has_focus().await?);
            assert_eq!(expanded().await?.as_deref(), Some("false"));
            page.by_role("dialog", "Chat").await?;
            open().await?;
            button.click().await?;
            page.gone("button", "Print").await?;
            open().await?;
            page.by_role("heading", "Chat with us")
                .await?
                .click()
                .await?;
            page.gone("button", "Print").await?;
            open().await?;
            ann_says(center, "Are you there?");
            page.reads("Are you there?").await?;
            page.by_role("button", "Print")
                .await?
                .press(Key::Tab)
                .await?;
            page.gone("button", "Print").await?;
            open().await?;
            press(page, "Close chat window").await?;
            page.gone("dialog", "Chat").await?;
            press(page, "Chat with us").await?;
            page.by_role("dialog", "Chat").await?;
            let menus = page
                .all_by_role("button", Name::Containing("Print"))
                .await?;
            assert!(menus.is_empty());
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_page_that_offers_nothing_has_no_menu_and_a_german_one_speaks_german()
-> Result<(), Failure> {
    let stage = quiet_stage("menu-options");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/?transcript=none").await?;
            let all = page.all_by_role("button", "More options").await?;
            assert!(all.is_empty());
            Ok(())
        })
        .await?;
    let stage = quiet_stage("menu-german");
    stage
        .play(async |page, _| {
            page.open("/?language=de&fields=[]&attention=all&transcript=none")
                .await?;
            page.click("button", "Chat with us").await?;
            press(page, "Weitere Optionen").await?;
            page.by_role("button", "Ton bei neuen Nachrichten").await?;
            let all = page.all_by_role("button", "Drucken").await?;
            assert!(all.is_empty());
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn pressed_by_mouse_the_menu_stays_in_the_window() -> Result<(), Failure> {
    const WITHIN: &str = "
        const root = document.querySelector('causerie-chat').shadowRoot;
        const [menu, window] = ['.menu', '.window'].map((name) => root.querySelector(name).getBoundingClientRect());
        return [menu.left >= window.left, menu.right <= window.right, menu.bottom <= window.bottom, menu.width > 150]";
    let stage = quiet_stage("menu-looks");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/?attention=all").await?;
            press(page, "More options").await?;
            page.by_role("button", "Notifications for new messages")
                .await?;
            for (width, height) in [(1440, 900), (360, 740), (320, 256)] {
                page.resize(width, height).await?;
                let within = page.script(WITHIN).await?;
                assert_eq!(within, json!([true, true, true, true]), "{width}");
            }
            page.resize(1440, 900).await?;
            page.screenshots("menu").await
        })
        .await
}
