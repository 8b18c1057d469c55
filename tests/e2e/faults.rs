//! Faults on purpose, as a real browser passes them on to the widget.

use std::time::Duration;

use causerie_e2e::{Center, Failure, Page, Stage};
use causerie_emulator::{Added, FalseReply, Fault, FaultKind};

use crate::visit::{
    ann_says, begin_with_ann, begun, copies, open_window, quiet_stage, say, send_form, served,
    until_so,
};

const PUSHED: &str = "/?delivery=cometd&user=BuzzBrain";

/// A chat in which something happens to the next request that says this.
async fn chat_with(
    name: &str,
    kind: FaultKind,
    words: &str,
    then: impl AsyncFnOnce(&Page, &Center) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let stage: Stage = quiet_stage(name);
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            center.suffer(Fault::new(kind).saying(words).times(1))?;
            say(page, words).await?;
            then(page, center).await
        })
        .await
}

async fn is_sent_once(page: &Page, center: &Center, words: &str) -> Result<(), Failure> {
    until_so("it is sent", async || Ok(served(center, words) == 1)).await;
    ann_says(center, "and then");
    page.reads("and then").await?;
    assert_eq!(copies(page, words).await?, 1);
    assert_eq!(served(center, words), 1);
    let text = page.text().await?;
    assert!(!text.contains("Not sent"), "{text}");
    Ok(())
}

#[tokio::test]
async fn a_message_whose_answer_was_lost_is_found_and_not_sent_again() -> Result<(), Failure> {
    let kind = FaultKind::DropReply;
    chat_with("faults-reply", kind, "hello", async |page, center| {
        is_sent_once(page, center, "hello").await
    })
    .await
}

#[tokio::test]
async fn a_message_that_was_lost_is_left_to_the_visitor() -> Result<(), Failure> {
    let kind = FaultKind::DropRequest;
    chat_with("faults-request", kind, "hello", async |page, center| {
        page.reads("Not sent").await?;
        assert_eq!(served(center, "hello"), 0);
        page.by_role("button", "Try again").await?.click().await?;
        is_sent_once(page, center, "hello").await
    })
    .await
}

#[tokio::test]
async fn a_message_whose_answer_is_garbled_is_found() -> Result<(), Failure> {
    let kind = FaultKind::Garbage;
    chat_with("faults-garbage", kind, "hello", async |page, center| {
        is_sent_once(page, center, "hello").await
    })
    .await
}

#[tokio::test]
async fn a_message_that_a_busy_server_refuses_goes_out_by_itself() -> Result<(), Failure> {
    let kind = FaultKind::Status(FalseReply {
        retry_after: Some(1),
        ..FalseReply::refusal(503, "busy")
    });
    chat_with("faults-busy", kind, "hello", async |page, center| {
        is_sent_once(page, center, "hello").await
    })
    .await
}

#[tokio::test]
async fn a_message_that_the_server_takes_twice_is_shown_as_it_has_it() -> Result<(), Failure> {
    let kind = FaultKind::Duplicate;
    chat_with("faults-twice", kind, "hello", async |page, center| {
        until_so("both are shown", async || {
            Ok(copies(page, "hello").await? == 2)
        })
        .await;
        assert_eq!(served(center, "hello"), 2);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_gateway_that_answers_for_the_server_is_told_and_can_be_tried_again()
-> Result<(), Failure> {
    let stage = quiet_stage("faults-gateway");
    stage
        .play(async |page, center| {
            let page_of_gateway = FalseReply {
                content_type: "text/html".to_owned(),
                ..FalseReply::refusal(502, "<h1>Bad Gateway</h1>")
            };
            center.suffer(Fault::new(FaultKind::Status(page_of_gateway)).on("/genesys/1/"))?;
            open_window(page, "/").await?;
            send_form(page).await?;
            page.reads("Chat is unavailable").await?;
            center.recover();
            page.by_role("button", "Try again").await?.click().await?;
            begun(page).await?;
            assert_eq!(center.emulator().chats().len(), 1);
            Ok(())
        })
        .await
}

#[tokio::test]
async fn a_slow_server_is_waited_for() -> Result<(), Failure> {
    let stage = quiet_stage("faults-slow");
    stage
        .play(async |page, center| {
            let slow = FaultKind::Delay(Duration::from_millis(1200));
            center.suffer(Fault::new(slow))?;
            begin_with_ann(page, center, "/").await?;
            say(page, "hello").await?;
            is_sent_once(page, center, "hello").await
        })
        .await
}

#[tokio::test]
async fn a_pushed_chat_survives_what_befalls_its_polls() -> Result<(), Failure> {
    let stage = quiet_stage("faults-polls");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, PUSHED).await?;
            until_so("a poll is held", async || {
                Ok(center.suffer(Fault::new(FaultKind::CutPolls))? == Added::Done { applied: 1 })
            })
            .await;
            ann_says(center, "after the cut");
            page.reads("after the cut").await?;
            center.suffer(Fault::new(FaultKind::ForgetSessions))?;
            ann_says(center, "into the void");
            page.reads("into the void").await?;
            center.suffer(Fault::new(FaultKind::LosePush).times(1))?;
            ann_says(center, "lost on the way");
            ann_says(center, "with a gap before it");
            page.reads("lost on the way").await?;
            center.suffer(Fault::new(FaultKind::HoldPolls))?;
            ann_says(center, "while the polls hang");
            center.recover();
            page.reads("while the polls hang").await?;
            for words in ["after the cut", "into the void", "with a gap before it"] {
                assert_eq!(copies(page, words).await?, 1, "{words}");
            }
            Ok(())
        })
        .await
}

#[tokio::test]
async fn credentials_that_change_behind_the_visitors_back_are_adopted() -> Result<(), Failure> {
    let stage = quiet_stage("faults-rotation");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/?backend=gms-v2").await?;
            center.suffer(Fault::new(FaultKind::RotateCredentials))?;
            say(page, "hello").await?;
            is_sent_once(page, center, "hello").await?;
            page.reload().await?;
            page.reads("and then").await
        })
        .await
}
