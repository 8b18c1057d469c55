//! What others say is text, whatever it holds and however it is written.

use causerie_e2e::{Failure, Page};
use serde_json::{Value, json};

use crate::visit::{agent, ann_says, begin_with_ann, quiet_stage, say};

async fn found(page: &Page, script: &str) -> Result<Value, Failure> {
    let root = "const root = document.querySelector('causerie-chat').shadowRoot; \
        const bubbles = [...root.querySelectorAll('.bubble')];";
    page.script(&format!("{root} {script}")).await
}

#[tokio::test]
async fn markup_is_read_and_never_made() -> Result<(), Failure> {
    const MARKUP: [&str; 4] = [
        "<img src=x onerror=\"window.caught = 1\">",
        "</div></causerie-chat><script>window.caught = 2</script>",
        "<a href=\"javascript:window.caught = 3\">https://bank.example</a>",
        "&lt;b&gt;<svg/onload=window.caught=4>",
    ];
    let stage = quiet_stage("guile-markup");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            MARKUP.iter().for_each(|words| ann_says(center, words));
            say(page, MARKUP[0]).await?;
            page.reads("Sent").await?;
            let shown = found(page, "return bubbles.map((one) => one.textContent)").await?;
            assert_eq!(shown, json!([MARKUP[0], MARKUP[1], MARKUP[2], MARKUP[3], MARKUP[0]]));
            let made = "return [bubbles.flatMap((one) => [...one.querySelectorAll('*')].map((made) => made.localName)), window.caught ?? null]";
            assert_eq!(found(page, made).await?, json!([[], null]));
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn only_what_leads_where_it_says_is_a_link() -> Result<(), Failure> {
    let stage = quiet_stage("guile-links");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            ann_says(
                center,
                "javascript:alert(1) JAVASCRIPT:alert(1) data:text/html,x \
                 https://bank.example\u{202e}moc.live mailto:ann@example.com?bcc=eve@example.com \
                 tel:*21*110# http:// mailto:ann@example.com tel:+49-30-901820 https://example.com.",
            );
            page.reads("+49-30-901820").await?;
            let links = "return [...root.querySelectorAll('.bubble a')].map(({ href, textContent, rel }) => [href, textContent, rel])";
            let rel = "noopener noreferrer";
            assert_eq!(
                found(page, links).await?,
                json!([
                    ["mailto:ann@example.com", "mailto:ann@example.com", rel],
                    ["tel:+49-30-901820", "tel:+49-30-901820", rel],
                    ["https://example.com/", "https://example.com", rel],
                ])
            );
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn signs_that_turn_or_pile_up_reach_no_other_words() -> Result<(), Failure> {
    // Whether letters run from left to right: where the first and the last stand.
    const RUNS: &str = "
        const place = (node, at) => {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          return range.getBoundingClientRect().left;
        };
        const text = (element) => document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
        const runs = (element) => place(text(element), 0) < place(text(element), text(element).length - 1);
        const row = bubbles[0].parentNode;
        const [bubble, next] = bubbles;
        return [row.querySelector('.speaker span'), row.querySelector('time'), next].map(runs)";
    let stage = quiet_stage("guile-signs");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            let mallory = "\u{202e}\u{2067}yrollaM";
            agent(center, |centre, chat, now| {
                centre.join(chat, mallory, now)?;
                centre.say(chat, mallory, "\u{202e}\u{2067}backwards and open", now)?;
                centre.say(chat, "Ann", "forwards", now)?;
                let piled = format!("Z{} that was it", "\u{0335}\u{0489}\u{0310}".repeat(200));
                centre.say(chat, "Ann", &piled, now)
            });
            page.reads("that was it").await?;
            assert_eq!(found(page, RUNS).await?, json!([true, true, true]));
            let cut = "return bubbles.map((one) => getComputedStyle(one).overflow)";
            assert_eq!(found(page, cut).await?, json!(["clip", "clip", "clip"]));
            page.screenshot("guile-signs").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_hundred_thousand_letters_without_a_gap_stay_in_the_window() -> Result<(), Failure> {
    const FITS: &str = "
        const log = root.querySelector('[role=log]');
        return [bubbles[0].textContent.length, log.scrollWidth <= log.clientWidth, bubbles.length]";
    let stage = quiet_stage("guile-long");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            ann_says(center, &format!("{}end", "W".repeat(99_997)));
            ann_says(center, "and then?");
            page.reads("and then?").await?;
            assert_eq!(found(page, FITS).await?, json!([100_000, true, 2]));
            say(page, "still here").await?;
            page.reads("Sent").await?;
            page.quiet().await
        })
        .await
}
