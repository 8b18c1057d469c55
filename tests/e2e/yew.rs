//! The component on a page that is written in Yew (`examples/yew`).

use causerie_e2e::{Center, Failure, Page, Stage};
use thirtyfour::Key;

use crate::attention::SENSES;
use crate::menu::{KEEP, got};
use crate::phone::{fitted, telephone};
use crate::rules::ready;
use crate::visit::{agent, ann_says, begun, quiet_stage, say, served, until_so};

fn yew_stage(name: &str) -> Stage {
    let site = std::env::var_os("CAUSERIE_YEW_SITE").unwrap_or_default();
    quiet_stage(name).site(site)
}

/// A chat that Ann has joined.
async fn chat(page: &Page, center: &Center) -> Result<(), Failure> {
    page.open("/").await?;
    page.click("button", "Chat with us").await?;
    begun(page).await?;
    agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
    page.reads("Ann joined").await
}

/// Whether that is so of the widget, `host`, with its shadow root, `root`.
async fn is_so(page: &Page, expression: &str) -> Result<bool, Failure> {
    let script = format!(
        "const host = document.querySelector('causerie-widget'); \
         const root = host.shadowRoot; return {expression}"
    );
    Ok(page.script(&script).await? == true)
}

#[tokio::test]
async fn a_page_in_yew_carries_a_chat_and_can_take_it_down() -> Result<(), Failure> {
    let stage = yew_stage("yew");
    stage
        .play(async |page, center| {
            chat(page, center).await?;
            say(page, "hello").await?;
            until_so("it is sent", async || Ok(served(center, "hello") == 1)).await;
            ann_says(center, "hello yourself");
            page.reads("hello yourself").await?;
            page.by_role("button", "Rename").await?.click().await?;
            page.by_role("dialog", "Help").await?;
            page.reads("hello yourself").await?;
            assert_eq!(center.emulator().chats().len(), 1);
            page.by_role("button", "Translate").await?.click().await?;
            page.reads("انضم Ann إلى المحادثة").await?;
            page.by_role("button", "إرسال الرسالة").await?;
            page.reads("hello yourself").await?;
            page.by_role("button", "Remove").await?.click().await?;
            page.gone("dialog", "Help").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_page_in_yew_shows_what_agents_emphasize_and_hears_how_a_chat_was() -> Result<(), Failure>
{
    let stage = yew_stage("yew-rating");
    stage
        .play(async |page, center| {
            chat(page, center).await?;
            ann_says(center, "A **bold** word");
            let bold = "root.querySelector('.formatted strong')?.textContent === 'bold'";
            until_so(bold, async || is_so(page, bold).await).await;
            page.by_role("button", "Resize the window with the arrow keys")
                .await?;
            agent(center, |centre, chat, now| centre.end(chat, now));
            page.by_role("radiogroup", "How was this chat?").await?;
            page.by_role("radio", "Good").await?.click().await?;
            let send = page.by_role("button", "Send rating").await?;
            send.press(Key::Enter).await?;
            page.reads("Thank you for your rating").await?;
            page.reads("The last chat: 4 of 5").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_page_in_yew_lets_the_visitor_keep_all_that_was_said_in_their_language()
-> Result<(), Failure> {
    const COUNT: usize = 300;
    let stage = yew_stage("yew-menu");
    stage
        .play(async |page, center| {
            chat(page, center).await?;
            agent(center, |centre, chat, now| {
                (0..COUNT).try_for_each(|number| {
                    centre.say(chat, "Ann", &format!("number {number}."), now)
                })
            });
            page.reads("number 299.").await?;
            page.script(KEEP).await?;
            let [name, text] = got(page, "Save as text").await?;
            assert!(name.ends_with(".txt"), "{name}");
            assert_eq!(text.matches("number ").count(), COUNT);
            page.click("button", "More options").await?;
            page.by_role("button", "Sound for new messages").await?;
            page.click("button", "More options").await?;
            page.click("button", "Translate").await?;
            page.click("button", "خيارات أخرى").await?;
            page.by_role("button", "حفظ كنص").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_page_in_yew_calls_who_does_not_see_the_window_while_the_widget_is_there()
-> Result<(), Failure> {
    let stage = yew_stage("yew-attention");
    stage
        .play(async |page, center| {
            let titled = async |expected: &str| {
                until_so(expected, async || {
                    Ok(page.script("return document.title").await? == expected)
                })
                .await;
            };
            page.before_all(SENSES).await?;
            chat(page, center).await?;
            page.click("button", "More options").await?;
            page.click("button", "Notifications for new messages")
                .await?;
            page.click("button", "Close chat window").await?;
            page.script("look(true)").await?;
            ann_says(center, "Are you there?");
            titled("(1) A page in Yew").await;
            page.script("shown.onclick(); look(false)").await?;
            page.reads("Are you there?").await?;
            titled("A page in Yew").await;
            page.click("button", "Close chat window").await?;
            ann_says(center, "Hello?");
            titled("(1) A page in Yew").await;
            page.click("button", "Remove").await?;
            titled("A page in Yew").await;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn on_a_telephone_a_window_in_yew_is_where_its_keyboard_is_not() -> Result<(), Failure> {
    const EDGES: &str = "(({ top, bottom }) => [top, bottom].join())\
        (root.querySelector('.window').getBoundingClientRect())";
    let stage = yew_stage("yew-phone");
    stage
        .play(async |page, center| {
            telephone(page, 360, 740).await?;
            chat(page, center).await?;
            fitted(page).await;
            page.script("see(400, 60)").await?;
            assert!(is_so(page, &format!("{EDGES} === '60,460'")).await?);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_window_in_yew_can_be_a_part_of_the_page_and_lets_it_scroll() -> Result<(), Failure> {
    const COVERS: &str = "[host, root.querySelector('.window')]\
        .map((one) => JSON.stringify(one.getBoundingClientRect())).every((box, _, all) => box === all[0])";
    const HELD: &str = "return document.documentElement.style.overflow";
    let stage = yew_stage("yew-inline");
    stage
        .play(async |page, center| {
            page.resize(480, 740).await?;
            chat(page, center).await?;
            fitted(page).await;
            // The window covers the page's button.
            let embed = page.by_role("button", "Embed").await?;
            embed.press(Key::Enter).await?;
            until_so("it is a part of the page", async || {
                is_so(page, COVERS).await
            })
            .await;
            assert_eq!(page.script(HELD).await?, "");
            page.reads("Ann joined").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn an_answer_that_breaks_a_rule_begins_no_chat_in_yew() -> Result<(), Failure> {
    let stage = yew_stage("yew-rules");
    stage
        .play(async |page, center| {
            page.open("/").await?;
            page.click("button", "Ask").await?;
            page.click("button", "Chat with us").await?;
            let order = page.by_role("textbox", "Order").await?;
            ready(page, "more.js").await;
            order.type_text("AB-12").await?;
            page.click("button", "Start chat").await?;
            page.reads("Two letters and four digits").await?;
            assert!(center.emulator().chats().is_empty());
            order.type_text("34").await?;
            page.click("button", "Start chat").await?;
            begun(page).await?;
            page.quiet().await
        })
        .await
}
