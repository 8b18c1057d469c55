//! The page is loaded anew in the middle of a chat.

use causerie_e2e::{Ability, Center, Failure, Page};
use causerie_emulator::{Fault, FaultKind};

use crate::visit::{
    HELD, WAYS, ann_says, begin_with_ann, copies, open_window, quiet_stage, say, says_what_waits,
    send_form, served, until_so,
};

#[tokio::test]
async fn a_reload_goes_on_with_the_same_chat_and_what_was_being_written() -> Result<(), Failure> {
    let stage = quiet_stage("reload");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            ann_says(center, "Before the reload");
            say(page, "I heard you").await?;
            page.reads("Before the reload").await?;
            let draft = "half a sentence";
            page.by_role("textbox", "Message")
                .await?
                .type_text(draft)
                .await?;
            page.reload().await?;
            let composer = page.by_role("textbox", "Message").await?;
            assert_eq!(composer.value().await?, draft);
            page.reads("Before the reload").await?;
            assert_eq!(copies(page, "I heard you").await?, 1);
            ann_says(center, "After the reload");
            page.reads("After the reload").await?;
            assert_eq!(center.emulator().chats().len(), 1);
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_reload_right_after_sending_sends_nothing_twice() -> Result<(), Failure> {
    let stage = quiet_stage("reload-sending");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            for round in 0..3 {
                let text = format!("message {round}");
                say(page, &text).await?;
                page.reload().await?;
                page.by_role("textbox", "Message").await?;
                page.reads("Ann joined").await?;
                until_so(
                    "it is settled",
                    async || Ok(copies(page, &text).await? == 1),
                )
                .await;
                assert!(served(center, &text) <= 1);
            }
            Ok(())
        })
        .await
}

/// A reload while the answer to a message is held back, every way; `lost` says what else befalls
/// it.
async fn in_the_middle_of_a_send(
    lost: Option<FaultKind>,
    then: impl AsyncFn(&Page, &Center) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let arrives = usize::from(lost.is_none());
    for (way, path) in WAYS {
        eprintln!("{way}");
        let stage = quiet_stage(&format!("reload-{way}-{arrives}"));
        stage
            .play(async |page, center| {
                begin_with_ann(page, center, path).await?;
                say(page, "before").await?;
                until_so("it is sent", async || Ok(served(center, "before") == 1)).await;
                for kind in [Some(HELD), lost.clone()].into_iter().flatten() {
                    center.suffer(Fault::new(kind).saying("amidst").times(1))?;
                }
                say(page, "amidst").await?;
                until_so("it has left", async || {
                    Ok(center.emulator().faults().all(|fault| fault.applied() == 1))
                })
                .await;
                assert_eq!(served(center, "amidst"), arrives);
                page.reload().await?;
                page.reads("before").await?;
                then(page, center).await?;
                ann_says(center, "and then");
                page.reads("and then").await?;
                assert_eq!(copies(page, "amidst").await?, 1);
                assert_eq!(served(center, "amidst"), 1);
                assert_eq!(copies(page, "before").await?, 1);
                assert_eq!(copies(page, "Not sent").await?, 0);
                assert_eq!(center.emulator().chats().len(), 1);
                Ok(())
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_message_that_arrived_before_the_reload_is_there_once() -> Result<(), Failure> {
    in_the_middle_of_a_send(None, async |_, _| Ok(())).await
}

#[tokio::test]
async fn a_message_that_never_arrived_is_marked_after_the_reload() -> Result<(), Failure> {
    in_the_middle_of_a_send(Some(FaultKind::DropRequest), async |page, center| {
        page.reads("Not sent").await?;
        assert_eq!(served(center, "amidst"), 0);
        page.by_role("button", "Try again").await?.click().await?;
        until_so("it is sent", async || Ok(served(center, "amidst") == 1)).await;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_was_entered_and_said_before_there_is_a_chat_outlives_a_reload() -> Result<(), Failure>
{
    quiet_stage("reload-opening")
        .play(async |page, center| {
            open_window(page, "/?backend=gws").await?;
            for kind in [HELD, FaultKind::DropRequest] {
                center.suffer(Fault::new(kind).saying("Pupkin").times(1))?;
            }
            send_form(page).await?;
            say(page, "my whole story").await?;
            let composer = page.by_role("textbox", "Message").await?;
            composer.type_text("half a sentence").await?;
            page.reads("my whole story").await?;
            page.reload().await?;
            for (name, entered) in [("First name", "Vasya"), ("Subject", "A question")] {
                let field = page.by_role("textbox", name).await?;
                assert_eq!(field.value().await?, entered);
            }
            assert!(center.emulator().chats().is_empty(), "nobody asked again");
            page.click("button", "Start chat").await?;
            until_so("it is sent", async || {
                Ok(served(center, "my whole story") == 1)
            })
            .await;
            page.reads("my whole story").await?;
            let composer = page.by_role("textbox", "Message").await?;
            assert_eq!(composer.value().await?, "half a sentence");
            assert_eq!(copies(page, "my whole story").await?, 1);
            assert_eq!(center.emulator().chats().len(), 1);
            until_so("what was entered is forgotten", async || {
                let kept = page.script("return JSON.stringify({ ...sessionStorage })");
                let kept = kept.await?;
                Ok(!kept.as_str().unwrap().contains("Pupkin"))
            })
            .await;
            Ok(())
        })
        .await
}

#[tokio::test]
async fn what_is_unread_stays_so_and_what_was_said_between_two_pages_is_too() -> Result<(), Failure>
{
    for (way, path) in WAYS {
        eprintln!("{way}");
        quiet_stage(&format!("reload-unread-{way}"))
            .play(async |page, center| {
                begin_with_ann(page, center, path).await?;
                ann_says(center, "seen");
                page.reads("seen").await?;
                page.click("button", "Close chat window").await?;
                ann_says(center, "one");
                page.by_role("button", "Chat with us, 1 unread message")
                    .await?;
                page.reload().await?;
                page.by_role("button", "Chat with us, 1 unread message")
                    .await?;
                page.open("/icon.svg").await?;
                ann_says(center, "two");
                page.open(path).await?;
                page.click("button", "Chat with us, 2 unread messages")
                    .await?;
                page.reads("two").await?;
                page.click("button", "Close chat window").await?;
                page.reload().await?;
                until_so("the chat goes on", async || {
                    let root = "document.querySelector('causerie-chat')?.shadowRoot";
                    let script =
                        format!("return Boolean({root}?.querySelector('div > .causerie'))");
                    Ok(page.script(&script).await? == true)
                })
                .await;
                page.by_role("button", "Chat with us").await.map(drop)
            })
            .await?;
    }
    Ok(())
}

/// Goes to another document of the site and comes back to this one.
async fn there_and_back(
    page: &Page,
    away: impl AsyncFnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    page.script("window.mark = 'kept'").await?;
    page.open("/icon.svg").await?;
    away().await?;
    page.driver().back().await?;
    let mark = page.script("return window.mark ?? null").await?;
    assert_eq!(mark, "kept", "the browser did not keep the page");
    Ok(())
}

#[tokio::test]
async fn a_page_from_the_back_forward_cache_goes_on_at_once() -> Result<(), Failure> {
    for (way, path) in WAYS {
        eprintln!("{way}");
        let stage = quiet_stage(&format!("reload-back-{way}"));
        stage
            .play(async |page, center| {
                page.needs(Ability::Keep)?;
                begin_with_ann(page, center, path).await?;
                say(page, "before").await?;
                until_so("it is sent", async || Ok(served(center, "before") == 1)).await;
                let composer = page.by_role("textbox", "Message").await?;
                composer.type_text("half a sentence").await?;
                there_and_back(page, async || {
                    ann_says(center, "while you were away");
                    Ok(())
                })
                .await?;
                page.reads("while you were away").await?;
                let composer = page.by_role("textbox", "Message").await?;
                assert_eq!(composer.value().await?, "half a sentence");
                page.by_role("button", "Send message")
                    .await?
                    .click()
                    .await?;
                until_so("it is sent", async || {
                    Ok(served(center, "half a sentence") == 1)
                })
                .await;
                ann_says(center, "and then");
                page.reads("and then").await?;
                for words in ["before", "while you were away", "half a sentence"] {
                    assert_eq!(copies(page, words).await?, 1, "{words}");
                }
                assert_eq!(center.emulator().chats().len(), 1);
                Ok(())
            })
            .await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_the_next_page_did_is_known_to_the_one_that_comes_back() -> Result<(), Failure> {
    // A 503 to what is published leaves a message in doubt, and none is waiting then.
    let published = |(way, _): &(&str, &str)| *way == "v2-pushed";
    let requested = WAYS.into_iter().filter(|way| !published(way));
    for (way, path) in requested.chain([("v2", "/?backend=gms-v2")]) {
        eprintln!("{way}");
        let stage = quiet_stage(&format!("reload-next-{way}"));
        stage
            .play(async |page, center| {
                page.needs(Ability::Keep)?;
                begin_with_ann(page, center, path).await?;
                says_what_waits(page, center, "waiting").await?;
                page.script("window.mark = 'kept'").await?;
                let next = format!("{path}{}theme=dark", if path == "/" { "?" } else { "&" });
                page.open(&next).await?;
                until_so("it is sent", async || Ok(served(center, "waiting") == 1)).await;
                say(page, "from the next page").await?;
                until_so("it is sent", async || {
                    Ok(served(center, "from the next page") == 1)
                })
                .await;
                page.driver().back().await?;
                let mark = page.script("return window.mark ?? null").await?;
                assert_eq!(mark, "kept", "the browser did not keep the page");
                page.reads("from the next page").await?;
                ann_says(center, "and then");
                page.reads("and then").await?;
                say(page, "as if nothing had been").await?;
                until_so("it is sent", async || {
                    Ok(served(center, "as if nothing had been") == 1)
                })
                .await;
                for words in ["waiting", "from the next page", "as if nothing had been"] {
                    assert_eq!(copies(page, words).await?, 1, "{words}");
                    assert_eq!(served(center, words), 1, "{words}");
                }
                assert_eq!(center.emulator().chats().len(), 1);
                Ok(())
            })
            .await?;
    }
    Ok(())
}
