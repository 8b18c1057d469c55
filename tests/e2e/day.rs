//! When something was said: the days of a conversation, and the time of day.

use causerie_e2e::{Failure, Page};
use serde_json::{Value, json};

use crate::visit::{agent, ann_says, begin_with_ann, quiet_stage, say, until_so};

/// What of the last group of messages is seen of the times, and the lines that tell days.
const TIMES: &str = "
    const root = document.querySelector('causerie-chat').shadowRoot;
    const seen = (one) => getComputedStyle(one).opacity !== '0';
    const days = [...root.querySelectorAll('.day')].map((day) => day.textContent);
    const times = [...root.querySelectorAll('.by-agent .meta')].map(seen);
    return [days, times];";

/// The clock of the page goes ahead by a day.
const TOMORROW: &str = "const now = window.Date.now; window.Date.now = () => now() + 864e5;";

async fn times(page: &Page) -> Result<Value, Failure> {
    page.script(TIMES).await
}

#[tokio::test]
async fn a_conversation_says_of_which_day_it_is_and_when_it_is_asked_the_time()
-> Result<(), Failure> {
    let stage = quiet_stage("day-times");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            for words in ["one", "two", "three"] {
                ann_says(center, words);
                page.reads(words).await?;
            }
            // What is below the pointer says when, too.
            page.driver().action_chain().move_to(1, 1).perform().await?;
            until_so("only the last of a group says when", async || {
                Ok(times(page).await? == json!([["today"], [false, false, true]]))
            })
            .await;
            say(page, "four").await?;
            page.reads("Sent").await?;
            page.screenshots("day-today").await?;
            let point = "const root = document.querySelector('causerie-chat').shadowRoot;
                const { x, y } = root.querySelector('.by-agent .bubble').getBoundingClientRect();
                return [x + 5, y + 5]";
            let point = page.script(point).await?;
            let [x, y] = [0, 1].map(|axis| point[axis].as_f64().unwrap() as i64);
            let mouse = page.driver().action_chain();
            mouse.move_to(x, y).perform().await?;
            until_so("the first says when, too", async || {
                Ok(times(page).await?[1] == json!([true, false, true]))
            })
            .await;
            page.screenshot("day-asked").await?;
            page.script(TOMORROW).await?;
            ann_says(center, "five");
            page.reads("five").await?;
            assert_eq!(times(page).await?[0], json!(["yesterday"]));
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn days_are_called_as_people_call_them() -> Result<(), Failure> {
    // At noon, wherever that is: days before, in which language, and what it is called.
    const CASES: &str = "
        const noon = (days) => new Date(new Date().setHours(12, 0, 0, 0)).setDate(new Date().getDate() + days);
        const full = (days, tag) => new Date(noon(days)).toLocaleDateString(tag, { dateStyle: 'full' });
        return import('/written.js').then(({ written }) => {
          const day = (days, tag) => written('{day}', noon(days), tag);
          return [day(0, 'de'), day(-1, 'de'), day(-1, 'ar'), day(-2, 'en') === full(-2, 'en'),
            day(-400, 'ja') === full(-400, 'ja'), day(1, 'en') === full(1, 'en')];
        });";
    let stage = quiet_stage("day-words");
    stage
        .play(async |page, _| {
            page.open("/").await?;
            assert_eq!(
                page.script(CASES).await?,
                json!(["heute", "gestern", "أمس", true, true, true])
            );
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn another_speaker_and_one_who_was_silent_are_named_again() -> Result<(), Failure> {
    let stage = quiet_stage("day-groups");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            ann_says(center, "one");
            agent(center, |centre, chat, now| centre.system_says(chat, "two", now));
            ann_says(center, "three");
            ann_says(center, "four");
            page.reads("four").await?;
            let named = "const root = document.querySelector('causerie-chat').shadowRoot;
                return [...root.querySelectorAll('.message')].map((one) => one.matches('.follows'))";
            assert_eq!(
                page.script(named).await?,
                json!([false, false, false, true])
            );
            page.quiet().await
        })
        .await
}
