//! Several tabs of one site share one chat.

use std::time::{Duration, Instant};

use causerie_e2e::{Ability, Center, Element, Failure, Name, Page};
use causerie_emulator::{Fault, FaultKind};

use crate::visit::{
    HELD, WAYS, ann_says, begin_with_ann, begun, copies, join, open_window, quiet_stage, say,
    send_form, served, until_so,
};

/// Counts what a tab asks of the server.
pub(crate) const COUNTS: &str = "window.asked = 0; const own = fetch; \
    window.fetch = (...call) => { window.asked += 1; return own(...call) };";

/// As on a page that came over an open connection.
const NO_LOCKS: &str = "delete Navigator.prototype.locks;";

const NO_CHANNEL: &str = "delete window.BroadcastChannel;";

/// A browser in which the first request waits for the second, and which tells what was lost after
/// what was won.
const LATE_LOCKS: &str = "
    const { request } = LockManager.prototype;
    const ask = (locks, call) => request.apply(locks, call).catch(async (error) => {
      await new Promise((done) => setTimeout(done, 100));
      throw error;
    });
    let first;
    LockManager.prototype.request = function (...call) {
      if (!first) return new Promise((_, lost) => (first = () => ask(this, call).catch(lost)));
      first();
      first = () => {};
      return ask(this, call);
    };";

/// What a leader takes to be replaced.
const SOON: Duration = Duration::from_secs(2);

async fn asked(page: &Page) -> Result<u64, Failure> {
    Ok(page.script("return asked").await?.as_u64().unwrap())
}

async fn composer(page: &Page) -> Result<Element, Failure> {
    page.by_role("textbox", "Message").await
}

async fn is_sent(center: &Center, words: &str) {
    until_so("it is sent", async || Ok(served(center, words) == 1)).await;
}

/// Every way, a chat goes on in one window of the browser when the visitor opens the page in
/// another. In both pages `script` runs first.
async fn in_two(
    name: &str,
    script: &str,
    test: impl AsyncFn(&Page, Page, &Center) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let script = format!("{COUNTS} {script}");
    for (way, path) in WAYS {
        eprintln!("{way}");
        let stage = quiet_stage(&format!("tabs-{name}-{way}"));
        stage
            .play(async |first, center| {
                first.before_all(&script).await?;
                begin_with_ann(first, center, path).await?;
                ann_says(center, "hello");
                say(first, "hi").await?;
                is_sent(center, "hi").await;
                first.reads("hello").await?;
                composer(first).await?.type_text("half a sentence").await?;
                let second = first.beside().await?;
                second.before_all(&script).await?;
                if script.contains(NO_CHANNEL) {
                    open_window(&second, path).await?;
                } else {
                    join(&second, path).await?;
                }
                test(first, second, center).await
            })
            .await?;
    }
    Ok(())
}

/// How many requests each makes while the agent says two things, which both show.
async fn asked_meanwhile(both: [&Page; 2], center: &Center) -> Result<[u64; 2], Failure> {
    let before = [asked(both[0]).await?, asked(both[1]).await?];
    for words in ["to one of you", "to both of you"] {
        ann_says(center, words);
        for page in both {
            page.reads(words).await?;
        }
    }
    let after = [asked(both[0]).await?, asked(both[1]).await?];
    Ok([after[0] - before[0], after[1] - before[1]])
}

async fn shows_the_whole_chat(first: &Page, second: Page, center: &Center) -> Result<(), Failure> {
    second.reads("hello").await?;
    let written = composer(&second).await?;
    until_so("the draft is there", async || {
        Ok(written.value().await? == "half a sentence")
    })
    .await;
    second
        .by_role("button", "Send message")
        .await?
        .click()
        .await?;
    is_sent(center, "half a sentence").await;
    first.reads("half a sentence").await?;
    let written = composer(first).await?;
    until_so("nothing is left to be sent", async || {
        Ok(written.value().await?.is_empty())
    })
    .await;
    let requests = asked_meanwhile([first, &second], center).await?;
    assert!(
        requests[0] == 0 && requests[1] > 0,
        "one asks: {requests:?}"
    );
    for page in [first, &second] {
        for words in ["Ann joined", "hello", "hi", "half a sentence", "both"] {
            assert_eq!(copies(page, words).await?, 1, "{words}");
        }
        page.quiet().await?;
    }
    assert_eq!(served(center, "half a sentence"), 1);
    assert_eq!(center.emulator().chats().len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_second_tab_shows_the_whole_chat_and_one_asks_the_server() -> Result<(), Failure> {
    in_two("shared", "", shows_the_whole_chat).await
}

#[tokio::test]
async fn a_second_tab_shows_the_whole_chat_without_locks() -> Result<(), Failure> {
    in_two("shared-unlocked", NO_LOCKS, shows_the_whole_chat).await
}

/// Has a message under way in that tab; `lost` if it does not even arrive.
async fn say_amidst(page: &Page, center: &Center, lost: bool) -> Result<(), Failure> {
    let lost_too = lost.then_some(FaultKind::DropRequest);
    for kind in [Some(HELD), lost_too].into_iter().flatten() {
        center.suffer(Fault::new(kind).saying("amidst").times(1))?;
    }
    say(page, "amidst").await?;
    until_so("it has left", async || {
        Ok(center.emulator().faults().all(|fault| fault.applied() == 1))
    })
    .await;
    assert_eq!(served(center, "amidst"), usize::from(!lost));
    Ok(())
}

/// The tab asks the server soon, though it did not before.
async fn takes_over(page: &Page, before: u64) -> Result<(), Failure> {
    let since = Instant::now();
    until_so("another asks", async || Ok(asked(page).await? > before)).await;
    assert!(since.elapsed() < SOON, "after {:?}", since.elapsed());
    Ok(())
}

/// The chat is in that tab, with each message once, and goes on.
async fn goes_on(page: &Page, center: &Center) -> Result<(), Failure> {
    ann_says(center, "still there?");
    page.reads("still there?").await?;
    say(page, "yes").await?;
    is_sent(center, "yes").await;
    for words in ["hello", "hi", "amidst", "still there?", "yes"] {
        until_so(words, async || Ok(copies(page, words).await? == 1)).await;
    }
    let text = page.text().await?;
    for trouble in ["Reconnecting", "Not sent", "Waiting", "Checking"] {
        assert!(!text.contains(trouble), "{text}");
    }
    assert_eq!(served(center, "amidst"), 1);
    assert_eq!(center.emulator().chats().len(), 1);
    Ok(())
}

async fn is_replaced(
    first: &Page,
    second: Page,
    center: &Center,
    lost: bool,
    ends: impl AsyncFnOnce(Page) -> Result<(), Failure>,
) -> Result<(), Failure> {
    second.reads("hello").await?;
    composer(&second).await?.clear().await?;
    say_amidst(&second, center, lost).await?;
    first.reads("amidst").await?;
    let before = asked(first).await?;
    ends(second).await?;
    takes_over(first, before).await?;
    if lost {
        first.reads("Not sent").await?;
        first.by_role("button", "Try again").await?.click().await?;
        is_sent(center, "amidst").await;
    }
    goes_on(first, center).await
}

#[tokio::test]
async fn a_tab_that_is_closed_leaves_the_chat_to_the_other() -> Result<(), Failure> {
    in_two("closed", "", async |first, second, center| {
        is_replaced(first, second, center, false, Page::close_window).await
    })
    .await
}

#[tokio::test]
async fn what_did_not_leave_a_closed_tab_is_marked_in_the_other() -> Result<(), Failure> {
    in_two("closed-lost", "", async |first, second, center| {
        is_replaced(first, second, center, true, Page::close_window).await
    })
    .await
}

#[tokio::test]
async fn a_tab_that_is_closed_leaves_the_chat_to_the_other_without_locks() -> Result<(), Failure> {
    in_two(
        "closed-unlocked",
        NO_LOCKS,
        async |first, second, center| {
            first.needs(Ability::Farewell)?;
            is_replaced(first, second, center, false, Page::close_window).await
        },
    )
    .await
}

#[tokio::test]
async fn a_tab_that_crashes_leaves_the_chat_to_the_other() -> Result<(), Failure> {
    in_two("crashed", "", async |first, second, center| {
        let crashes = async |page: Page| page.crash().await;
        is_replaced(first, second, center, false, crashes).await
    })
    .await
}

#[tokio::test]
async fn a_frozen_tab_is_replaced_and_sends_nothing_when_it_wakes() -> Result<(), Failure> {
    in_two("frozen", "", async |first, second, center| {
        second.reads("hello").await?;
        composer(&second).await?.clear().await?;
        say_amidst(&second, center, false).await?;
        first.reads("amidst").await?;
        second.freeze(true).await?;
        let before = asked(first).await?;
        say(first, "from the other").await?;
        takes_over(first, before).await?;
        is_sent(center, "from the other").await;
        second.freeze(false).await?;
        let requests = asked_meanwhile([first, &second], center).await?;
        assert!(requests[0] > 0, "{requests:?}");
        goes_on(first, center).await?;
        second.reads("yes").await?;
        for words in ["from the other", "amidst", "yes"] {
            assert_eq!(copies(&second, words).await?, 1, "{words}");
            assert_eq!(served(center, words), 1, "{words}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_tab_that_takes_the_lock_from_itself_leads() -> Result<(), Failure> {
    quiet_stage("tabs-late-locks")
        .play(async |page, center| {
            page.before_all(LATE_LOCKS).await?;
            begin_with_ann(page, center, "/").await?;
            say(page, "hi").await?;
            is_sent(center, "hi").await;
            let second = page.beside().await?;
            join(&second, "/").await?;
            second.reads("Ann joined").await?;
            say(&second, "in the second").await?;
            is_sent(center, "in the second").await;
            page.reads("in the second").await?;
            say(page, "in the first").await?;
            is_sent(center, "in the first").await;
            second.reads("in the first").await?;
            second.quiet().await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn tabs_that_cannot_hear_each_other_chat_for_themselves() -> Result<(), Failure> {
    in_two("deaf", NO_CHANNEL, async |first, second, center| {
        send_form(&second).await?;
        until_so("there are two chats", async || {
            Ok(center.emulator().chats().len() == 2)
        })
        .await;
        begun(&second).await?;
        say(&second, "in the second").await?;
        is_sent(center, "in the second").await;
        assert_eq!(copies(&second, "hello").await?, 0);
        assert_eq!(copies(first, "in the second").await?, 0);
        assert_eq!(composer(first).await?.value().await?, "half a sentence");
        first.quiet().await?;
        second.quiet().await
    })
    .await
}

#[tokio::test]
async fn both_show_how_many_are_unread_and_that_the_chat_has_ended() -> Result<(), Failure> {
    in_two("ended", "", async |first, second, center| {
        second.reads("hello").await?;
        let launcher = async |page: &Page, unread: &str| {
            let name = Name::Containing(unread);
            page.by_role("button", name).await
        };
        let close = second.by_role("button", "Close chat window").await?;
        close.click().await?;
        first.gone("dialog", "Chat").await?;
        for (unread, words) in [("1 unread", "one"), ("2 unread", "two")] {
            ann_says(center, words);
            launcher(first, unread).await?;
            launcher(&second, unread).await?;
        }
        launcher(first, "2 unread").await?.click().await?;
        second.by_role("dialog", "Chat").await?;
        second.gone("button", Name::Containing("unread")).await?;
        for _ in 0..2 {
            second.by_role("button", "End chat").await?.click().await?;
        }
        for page in [first, &second] {
            page.reads("Chat ended").await?;
            page.quiet().await?;
        }
        Ok(())
    })
    .await
}

/// Where there is no form, a window that opens begins a chat.
#[tokio::test]
async fn a_second_tab_begins_no_second_chat_where_there_is_no_form() -> Result<(), Failure> {
    let path = "/?fields=[]";
    quiet_stage("tabs-formless")
        .play(async |first, center| {
            open_window(first, path).await?;
            composer(first).await?;
            say(first, "hi").await?;
            is_sent(center, "hi").await;
            let second = first.beside().await?;
            join(&second, path).await?;
            second.reads("hi").await?;
            say(&second, "me again").await?;
            is_sent(center, "me again").await;
            first.reads("me again").await?;
            assert_eq!(center.emulator().chats().len(), 1);
            Ok(())
        })
        .await
}

/// Tabs of one window, of which only the one in front is seen.
#[tokio::test]
async fn tabs_turned_to_and_fro_lose_and_double_nothing() -> Result<(), Failure> {
    for (way, path) in WAYS {
        eprintln!("{way}");
        quiet_stage(&format!("tabs-turned-{way}"))
            .play(async |first, center| {
                begin_with_ann(first, center, path).await?;
                let second = first.tab().await?;
                join(&second, path).await?;
                second.reads("Ann joined").await?;
                let mut all = Vec::new();
                for round in 0..3 {
                    for (page, name) in [(first, "first"), (&second, "second")] {
                        let words = format!("{name} {round}");
                        say(page, &words).await?;
                        ann_says(center, &format!("{words} heard"));
                        page.reads(&format!("{words} heard")).await?;
                        all.push(words);
                    }
                }
                for words in &all {
                    is_sent(center, words).await;
                    for page in [first, &second] {
                        assert_eq!(copies(page, words).await?, 2, "{words}");
                    }
                }
                assert_eq!(center.emulator().chats().len(), 1);
                Ok(())
            })
            .await?;
    }
    Ok(())
}
