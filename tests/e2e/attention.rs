//! What calls a visitor who does not see the window.

use causerie_e2e::{Failure, Page};
use serde_json::{Value, json};

use crate::visit::{ann_says, begin_with_ann, quiet_stage, say, until_so};

/// Takes the place of what makes a sound and shows notifications, and of where the visitor is.
pub(crate) const SENSES: &str = "
    window.sensed = [];
    window.away = false;
    document.hasFocus = () => !away;
    window.look = (gone) => {
      away = gone;
      dispatchEvent(new Event(gone ? 'blur' : 'focus'));
    };
    window.allowed = 'granted';
    window.Notification = class {
      static async requestPermission() {
        sensed.push('asked');
        return allowed;
      }
      constructor(title, { body }) {
        sensed.push(`${title}: ${body}`);
        window.shown = this;
      }
      close() {
        sensed.push('closed');
      }
    };
    // Not every machine has something to sound with.
    AudioContext.prototype.resume = () => Promise.resolve();
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...when) {
      sensed.push('tone');
      return start.apply(this, when);
    };";

async fn begin(page: &Page, center: &causerie_e2e::Center, path: &str) -> Result<(), Failure> {
    page.before_all(SENSES).await?;
    begin_with_ann(page, center, path).await
}

async fn title(page: &Page) -> Result<Value, Failure> {
    page.script("return document.title").await
}

async fn titled(page: &Page, expected: &str) {
    until_so(expected, async || Ok(title(page).await? == expected)).await;
}

/// What was asked, shown and sounded since the last question.
async fn sensed(page: &Page) -> Result<Value, Failure> {
    page.script("return sensed.splice(0)").await
}

async fn press(page: &Page, name: &str) -> Result<(), Failure> {
    page.by_role("button", name).await?.click().await
}

#[tokio::test]
async fn the_title_counts_what_is_not_seen_and_is_the_pages_own_again() -> Result<(), Failure> {
    let stage = quiet_stage("attention-title");
    stage
        .play(async |page, center| {
            begin(page, center, "/").await?;
            let own = title(page).await?;
            let own = own.as_str().unwrap();
            ann_says(center, "seen");
            page.reads("seen").await?;
            page.script("look(true)").await?;
            ann_says(center, "one");
            titled(page, &format!("(1) {own}")).await;
            ann_says(center, "two");
            titled(page, &format!("(2) {own}")).await;
            page.script("look(false)").await?;
            titled(page, own).await;
            press(page, "Close chat window").await?;
            ann_says(center, "three");
            titled(page, &format!("(1) {own}")).await;
            page.script("document.title = 'Another'").await?;
            ann_says(center, "four");
            titled(page, "(2) Another").await;
            page.click("button", "Chat with us, 2 unread messages")
                .await?;
            titled(page, "Another").await;
            page.script("look(true)").await?;
            ann_says(center, "five");
            titled(page, "(1) Another").await;
            page.script("chat.destroy()").await?;
            titled(page, "Another").await;
            assert_eq!(
                sensed(page).await?,
                json!([]),
                "nothing else calls by itself"
            );
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_page_may_want_its_title_left_alone() -> Result<(), Failure> {
    let stage = quiet_stage("attention-none");
    stage
        .play(async |page, center| {
            begin(page, center, "/?attention=none").await?;
            let own = title(page).await?;
            page.script("look(true)").await?;
            ann_says(center, "one");
            page.reads("one").await?;
            say(page, "yes").await?;
            page.reads("Sent").await?;
            assert_eq!(title(page).await?, own);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn sound_and_notifications_come_once_the_visitor_wants_them_and_only_unseen()
-> Result<(), Failure> {
    let stage = quiet_stage("attention-all");
    stage
        .play(async |page, center| {
            begin(page, center, "/?attention=all").await?;
            page.script("look(true)").await?;
            ann_says(center, "before");
            page.reads("before").await?;
            page.script("look(false)").await?;
            assert_eq!(sensed(page).await?, json!([]));
            press(page, "More options").await?;
            press(page, "Sound for new messages").await?;
            until_so("it is heard", async || {
                Ok(page.script("return sensed.length").await? == 2)
            })
            .await;
            assert_eq!(
                sensed(page).await?,
                json!(["tone", "tone"]),
                "as an example"
            );
            press(page, "Notifications for new messages").await?;
            until_so("both are on", async || {
                let pressed = "const root = document.querySelector('causerie-chat').shadowRoot; \
                    return root.querySelectorAll('[aria-pressed=true]').length";
                Ok(page.script(pressed).await? == 2)
            })
            .await;
            assert_eq!(sensed(page).await?, json!(["asked"]));
            ann_says(center, "seen");
            page.reads("seen").await?;
            page.script("look(true)").await?;
            ann_says(center, &"long ".repeat(50));
            until_so("it calls", async || {
                Ok(page.script("return sensed.length").await? == 3)
            })
            .await;
            let shown = format!("Ann: {}", "long ".repeat(24));
            assert_eq!(sensed(page).await?, json!([shown, "tone", "tone"]));
            page.script("look(false)").await?;
            assert_eq!(sensed(page).await?, json!(["closed"]));
            press(page, "Close chat window").await?;
            page.script("look(true); shown.onclick()").await?;
            page.by_role("dialog", "Chat").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn the_choice_is_kept_for_the_next_page_and_taken_back() -> Result<(), Failure> {
    const KEPT: &str = "return sessionStorage.getItem('causerie-attention')";
    let stage = quiet_stage("attention-kept");
    stage
        .play(async |page, center| {
            begin(page, center, "/?attention=all").await?;
            press(page, "More options").await?;
            press(page, "Sound for new messages").await?;
            until_so("it is kept", async || {
                Ok(page.script(KEPT).await? == "sound")
            })
            .await;
            page.reload().await?;
            page.reads("Ann joined").await?;
            press(page, "More options").await?;
            let sound = page.by_role("button", "Sound for new messages").await?;
            assert_eq!(
                sound.attribute("aria-pressed").await?.as_deref(),
                Some("true")
            );
            sound.click().await?;
            until_so("it is taken back", async || {
                Ok(page.script(KEPT).await?.is_null())
            })
            .await;
            page.script("window.allowed = 'denied'").await?;
            press(page, "Notifications for new messages").await?;
            page.reads("Your browser does not allow notifications for this site.")
                .await?;
            assert!(page.script(KEPT).await?.is_null());
            page.quiet().await
        })
        .await
}
