//! For everybody: what is read out, at any zoom and spacing, in forced colours, without motion and
//! without a mouse. What axe-core can tell is in `audit.rs`.

use causerie_e2e::{Failure, Page};
use serde_json::{Value, json};
use thirtyfour::{Key, TypingData};

use crate::heard::{heard, listen};
use crate::visit::{
    agent, ann_says, begin_with_ann, open_window, quiet_stage, say, send_form, until_so,
};

/// A list of texts that a script returns; the window is `root` in it.
async fn found(page: &Page, script: &str) -> Result<Value, Failure> {
    let root = "const root = document.querySelector('causerie-chat').shadowRoot;";
    page.script(&format!("{root} {script}")).await
}

#[tokio::test]
async fn who_says_what_is_read_out_once() -> Result<(), Failure> {
    let stage = quiet_stage("access-heard");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            listen(page).await?;
            ann_says(center, "one");
            page.reads("one").await?;
            ann_says(center, "two");
            page.reads("two").await?;
            assert_eq!(
                heard(page).await?,
                ["log: Ann said one", "log: Ann said two"]
            );
            for _ in 0..3 {
                agent(center, |centre, chat, now| {
                    centre.start_typing(chat, "Ann", now)
                });
                page.reads("Ann is typing").await?;
            }
            say(page, "three").await?;
            page.reads("Sent").await?;
            assert_eq!(
                heard(page).await?,
                ["status: Ann is typing", "log: You said three Sending…"]
            );
            for name in ["Close chat window", "Chat with us"] {
                page.by_role("button", name).await?.click().await?;
            }
            page.reads("three").await?;
            assert_eq!(heard(page).await?, [""; 0], "history is not read out again");
            agent(center, |centre, chat, now| centre.end(chat, now));
            page.reads("Chat ended").await?;
            let last = heard(page).await?;
            assert!(
                last.iter().any(|line| line.contains("Ann left")),
                "{last:?}"
            );
            Ok(())
        })
        .await
}

#[tokio::test]
async fn what_went_wrong_is_read_out() -> Result<(), Failure> {
    let stage = quiet_stage("access-wrong");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            listen(page).await?;
            page.offline(true).await?;
            page.reads("You are offline").await?;
            let lines = heard(page).await?;
            assert!(
                lines
                    .iter()
                    .any(|line| line.starts_with("status: You are offline")),
                "{lines:?}"
            );
            Ok(())
        })
        .await
}

/// A page of 1280 pixels at 400 %: everything can be reached, and nothing runs out to the side.
#[tokio::test]
async fn everything_can_be_used_at_four_times_the_size() -> Result<(), Failure> {
    const CUT: &str = "
        const window = root.querySelector('.window');
        const wide = [window, ...window.querySelectorAll('*')].filter(
          (one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline'
            && one.clientWidth > 1 && !one.matches('.agents, .file'));
        const lost = [...window.querySelectorAll('button, textarea, input')].filter((one) => {
          one.scrollIntoView({ block: 'nearest' });
          const { top, right, bottom, left } = one.getBoundingClientRect();
          return top < -1 || left < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
        });
        return [...wide, ...lost].map((one) => one.outerHTML.slice(0, 80));";
    let stage = quiet_stage("access-zoom");
    stage
        .play(async |page, center| {
            page.resize(320, 256).await?;
            open_window(page, "/").await?;
            assert_eq!(found(page, CUT).await?, json!([]), "the form");
            page.screenshot("access-zoom-form").await?;
            send_form(page).await?;
            crate::visit::begun(page).await?;
            agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
            ann_says(center, "Good morning, how may I help you?");
            page.reads("Good morning").await?;
            page.screenshot("access-zoom-chat").await?;
            assert_eq!(found(page, CUT).await?, json!([]), "the conversation");
            let height =
                found(page, "return root.querySelector('[role=log]').clientHeight").await?;
            assert!(height.as_u64() > Some(40), "a line can be read: {height}");
            Ok(())
        })
        .await
}

/// The spacing that WCAG 1.4.12 names.
#[tokio::test]
async fn no_words_are_cut_when_they_are_spaced() -> Result<(), Failure> {
    const SPACE: &str = "
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
          word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }`);
        root.adoptedStyleSheets.push(sheet);";
    const CUT: &str = "
        const holds = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
        const cut = [...root.querySelectorAll('.window *')].filter((one) => holds(one)
          && !one.matches('.unseen, .follows > .speaker, .agents')
          && getComputedStyle(one).overflow !== 'visible'
          && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1));
        return cut.map((one) => one.outerHTML.slice(0, 80));";
    let stage = quiet_stage("access-spacing");
    stage
        .play(async |page, center| {
            open_window(page, "/").await?;
            found(page, SPACE).await?;
            page.by_role("button", "Start chat").await?.click().await?;
            assert_eq!(found(page, CUT).await?, json!([]), "the form");
            send_form(page).await?;
            crate::visit::begun(page).await?;
            agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
            ann_says(center, "Good morning, how may I help you?");
            page.reads("Good morning").await?;
            page.by_role("button", "End chat").await?.click().await?;
            page.by_role("button", "Keep chatting").await?;
            page.screenshot("access-spacing").await?;
            assert_eq!(found(page, CUT).await?, json!([]), "the conversation");
            Ok(())
        })
        .await
}

#[tokio::test]
async fn forced_colours_leave_every_edge_to_be_seen() -> Result<(), Failure> {
    const BARE: &str = "
        const parts = '.launcher, .window, .bubble, .send, .field input, .primary, textarea';
        const bare = [...root.querySelectorAll(parts)].filter((one) => {
          const edge = (element) => getComputedStyle(element).borderTopStyle === 'solid';
          return !edge(one) && !edge(one.parentElement);
        });
        return bare.map((one) => one.outerHTML.slice(0, 80));";
    let stage = quiet_stage("access-forced");
    stage
        .play(async |page, center| {
            open_window(page, "/").await?;
            page.prefer("forced-colors", "active").await?;
            assert_eq!(
                page.script("return matchMedia('(forced-colors: active)').matches")
                    .await?,
                true
            );
            assert_eq!(found(page, BARE).await?, json!([]), "the form");
            page.screenshot("access-forced-form").await?;
            begin_with_ann(page, center, "/").await?;
            ann_says(center, "Good morning");
            page.reads("Good morning").await?;
            assert_eq!(found(page, BARE).await?, json!([]), "the conversation");
            page.screenshot("access-forced-chat").await.map(drop)
        })
        .await
}

#[tokio::test]
async fn nothing_moves_for_those_who_want_no_motion() -> Result<(), Failure> {
    let stage = quiet_stage("access-motion");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            agent(center, |centre, chat, now| {
                centre.start_typing(chat, "Ann", now)
            });
            page.reads("Ann is typing").await?;
            let moving = "return root.getAnimations({ subtree: true }).length";
            let moving = async || found(page, moving).await;
            assert_ne!(moving().await?, 0, "dots nod");
            page.prefer("prefers-reduced-motion", "reduce").await?;
            until_so("they stand still", async || Ok(moving().await? == 0)).await;
            Ok(())
        })
        .await
}

/// From the first key to the last; every stop on the way has a name and is seen.
#[tokio::test]
async fn a_whole_chat_needs_no_mouse() -> Result<(), Failure> {
    const STOP: &str = "
        let at = document.activeElement;
        while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(at);
        const seen = at.getRootNode() === document || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2);
        const label = at.getAttribute('aria-label') || at.labels?.[0]?.textContent || at.textContent;
        return [at.computedName || label || at.outerHTML.slice(0, 200), seen || at.matches('[type=text], [type=email], textarea, .window')];";
    let stage = quiet_stage("access-keys");
    stage
        .play(async |page, center| {
            let press = async |text: TypingData| -> Result<(), Failure> {
                page.front().await?;
                page.driver()
                    .action_chain()
                    .send_keys(text)
                    .perform()
                    .await?;
                Ok(())
            };
            let back = async || -> Result<(), Failure> {
                let keys = page.driver().action_chain().key_down(Key::Shift);
                let keys = keys.send_keys(Key::Tab).key_up(Key::Shift);
                Ok(keys.perform().await?)
            };
            let tab_to = async |name: &str| -> Result<(), Failure> {
                for step in 0..120 {
                    let stop = page.script(STOP).await?;
                    let is_there = stop[0].as_str().is_some_and(|one| one.contains(name));
                    assert_eq!(
                        stop[1], true,
                        "on the way to {name}, the place is not seen: {stop}"
                    );
                    if is_there {
                        return Ok(());
                    }
                    if step < 60 {
                        press(Key::Tab.into()).await?;
                    } else {
                        back().await?;
                    }
                }
                panic!("the keyboard does not come to {name}");
            };
            page.open("/").await?;
            page.by_role("button", "Chat with us")
                .await?
                .press(Key::Enter)
                .await?;
            page.by_role("dialog", "Chat").await?;
            until_so("focus is in the form", async || {
                Ok(page.script(STOP).await?[0].as_str() == Some("First name"))
            })
            .await;
            for (name, text) in [("First name", "Vasya"), ("Subject", "A question")] {
                tab_to(name).await?;
                press(text.into()).await?;
            }
            tab_to("Start chat").await?;
            press(Key::Enter.into()).await?;
            crate::visit::begun(page).await?;
            agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
            page.reads("Ann joined").await?;
            tab_to("Message").await?;
            press("hello".to_owned() + Key::Enter).await?;
            page.reads("Sent").await?;
            tab_to("End chat").await?;
            press(Key::Enter.into()).await?;
            page.by_role("button", "Keep chatting").await?;
            tab_to("End chat").await?;
            press(Key::Enter.into()).await?;
            page.reads("Chat ended").await?;
            tab_to("Start a new chat").await?;
            press(Key::Escape.into()).await?;
            page.gone("dialog", "Chat").await?;
            page.quiet().await
        })
        .await
}
