//! The server goes away and comes back; so does the network.

use std::ops::Range;
use std::time::{Duration, Instant};

use causerie_e2e::{Center, Failure, Page};
use causerie_emulator::{ChatId, Fault, FaultKind};

use crate::visit::{
    ann_says, begin_with_ann, copies, latest, quiet_stage, said_in, say, served, shown, until_so,
};

#[tokio::test]
async fn a_server_that_is_killed_and_comes_back_is_taken_up_again() -> Result<(), Failure> {
    let stage = quiet_stage("network-killed");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            say(page, "before").await?;
            until_so("it is sent", async || Ok(served(center, "before") == 1)).await;
            center.stop().await;
            page.reads("Reconnecting").await?;
            say(page, "written meanwhile").await?;
            page.reads("Waiting").await?;
            tokio::time::sleep(Duration::from_secs(4)).await;
            // Before the server is back: the widget may be quicker than the click otherwise.
            let again = page.by_role("button", "Try again").await?;
            center.resume().await?;
            // It may have tried by itself in between, and then the button is gone.
            let _ = again.click().await;
            until_so("it is sent", async || {
                Ok(served(center, "written meanwhile") == 1)
            })
            .await;
            ann_says(center, "and we are back");
            page.reads("and we are back").await?;
            assert_eq!(copies(page, "written meanwhile").await?, 1);
            let text = page.text().await?;
            assert!(!text.contains("Reconnecting"), "{text}");
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_server_that_lost_its_memory_ends_the_chat_in_words() -> Result<(), Failure> {
    let stage = quiet_stage("network-forgot");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            ann_says(center, "hold on");
            page.reads("hold on").await?;
            center.forget();
            page.reads("Chat ended").await?;
            assert_eq!(
                copies(page, "hold on").await?,
                1,
                "the conversation stays readable"
            );
            page.by_role("button", "Start a new chat")
                .await?
                .click()
                .await?;
            page.by_role("button", "Start chat").await.map(drop)
        })
        .await
}

/// Two ways to a contact centre, of which the second is pushed.
const WAYS: [&str; 2] = ["/?backend=gws", "/?delivery=cometd&user=BuzzBrain"];

/// Windows beside each other, each with a chat of its own that Ann has joined.
async fn windows(page: &Page, center: &Center) -> Result<Vec<(Page, ChatId)>, Failure> {
    let mut windows = Vec::new();
    for path in WAYS {
        let window = page.beside().await?;
        begin_with_ann(&window, center, path).await?;
        windows.push((window, latest(center)));
    }
    Ok(windows)
}

fn numbered(word: &str, numbers: Range<u8>) -> Vec<String> {
    numbers
        .map(|number| format!("{word}-{number:02}"))
        .collect()
}

/// Both say these numbers, in turns; Ann only where there is a contact centre, and first, so that
/// what she says is kept with the message that follows.
async fn burst(
    (window, chat): &(Page, ChatId),
    center: Option<&Center>,
    numbers: Range<u8>,
) -> Result<(), Failure> {
    let hers = numbered("hers", numbers.clone());
    for (mine, hers) in numbered("mine", numbers).iter().zip(hers) {
        if let Some(center) = center {
            let said = center.emulator().say(chat, "Ann", &hers, center.now());
            said.unwrap();
        }
        say(window, mine).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_server_that_is_killed_in_the_middle_of_a_burst_loses_and_doubles_nothing()
-> Result<(), Failure> {
    let stage = quiet_stage("network-burst").keeps_chats();
    stage
        .play(async |page, center| {
            let windows = windows(page, center).await?;
            for both in &windows {
                // It arrives, and its answer does not.
                let held = FaultKind::Delay(Duration::from_secs(60));
                center.suffer(Fault::new(held).of(both.1.as_str()).saying("mine-03"))?;
                burst(both, Some(center), 0..4).await?;
                until_so("all have arrived", async || {
                    Ok(said_in(center, &both.1).len() == 8)
                })
                .await;
            }
            center.die().await?;
            let dead = Instant::now();
            for both in &windows {
                burst(both, None, 4..8).await?;
                both.0.reads("Reconnecting").await?;
            }
            tokio::time::sleep(Duration::from_secs(10).saturating_sub(dead.elapsed())).await;
            center.resume().await?;
            for both in &windows {
                burst(both, Some(center), 8..12).await?;
            }
            for (window, chat) in &windows {
                let (mine, hers) = (numbered("mine", 0..12), numbered("hers", 0..12));
                let all = [mine.clone(), hers].concat();
                until_so("all is there", async || {
                    let said = said_in(center, chat);
                    Ok(said.len() >= 20 && shown(window, &all).await? == said)
                })
                .await;
                let said = said_in(center, chat);
                let of_visitor = said.iter().filter(|words| words.starts_with("mine"));
                assert!(of_visitor.eq(&mine), "{said:?}");
                assert_eq!(said.len(), 20, "{said:?}");
                let text = window.text().await?;
                for trouble in ["Reconnecting", "Not sent", "Waiting", "Checking"] {
                    assert!(!text.contains(trouble), "{text}");
                }
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn what_is_written_offline_goes_out_when_the_network_is_back() -> Result<(), Failure> {
    const OFFLINE: &str = "You are offline";
    let stage = quiet_stage("network-offline");
    stage
        .play(async |page, center| {
            let windows = windows(page, center).await?;
            let words = numbered("mine", 0..3);
            for (window, _) in &windows {
                window.offline(true).await?;
                window.reads(OFFLINE).await?;
            }
            let since = Instant::now();
            for (window, _) in &windows {
                for word in &words {
                    say(window, word).await?;
                }
            }
            // As long as a tunnel; nothing is tried and nothing is given up meanwhile.
            tokio::time::sleep(Duration::from_secs(30).saturating_sub(since.elapsed())).await;
            for (window, chat) in &windows {
                assert_eq!(shown(window, &words).await?, words);
                assert_eq!(copies(window, "Waiting…").await?, words.len());
                assert!(window.text().await?.contains(OFFLINE));
                assert_eq!(said_in(center, chat), [""; 0]);
                window.offline(false).await?;
            }
            for (window, chat) in &windows {
                until_so("all are sent", async || Ok(said_in(center, chat) == words)).await;
                until_so("all is well", async || {
                    let text = window.text().await?;
                    Ok(!text.contains(OFFLINE) && !text.contains("Waiting…"))
                })
                .await;
                assert_eq!(shown(window, &words).await?, words);
                assert_eq!(said_in(center, chat), words);
            }
            Ok(())
        })
        .await
}
