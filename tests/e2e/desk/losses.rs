//! A desk that loses its session, its server, or its account.

use causerie_e2e::{Failure, Name};
use causerie_emulator::{Emulator, FalseReply, Fault, FaultKind};
use thirtyfour::Key;

use crate::duty::{chat_with_anna, press, reads_in_log, say, shows_ready, sign_in};
use crate::visit::{self, copies, quiet_stage, until_so};

#[tokio::test]
async fn a_session_that_is_forgotten_is_begun_anew_and_nothing_is_missed() -> Result<(), Failure> {
    let stage = quiet_stage("desk-forgotten");
    stage
        .play(async |page, center| {
            let desk = chat_with_anna(page).await?;
            for round in 0..3 {
                center.suffer(Fault::new(FaultKind::AgentGone))?;
                let words = format!("round {round}");
                visit::say(page, &words).await?;
                reads_in_log(&desk, &words).await?;
                assert_eq!(copies(&desk, &words).await?, 1);
            }
            desk.reads("You are not ready any more").await?;
            desk.reads("Connected").await?;
            say(&desk, "still here").await?;
            page.reads("still here").await?;
            desk.quiet().await
        })
        .await
}

#[tokio::test]
async fn what_is_written_while_the_server_is_away_is_kept_and_tried_again() -> Result<(), Failure> {
    let stage = quiet_stage("desk-away");
    stage
        .play(async |page, center| {
            let desk = chat_with_anna(page).await?;
            // What the desk asked for when it took the chat has been answered.
            visit::say(page, "before").await?;
            reads_in_log(&desk, "before").await?;
            center.stop().await;
            desk.reads("The contact centre cannot be reached").await?;
            desk.reads("Reconnecting").await?;
            say(&desk, "written meanwhile").await?;
            desk.reads("Sending").await?;
            desk.screenshots("desk-away").await?;
            center.resume().await?;
            for button in desk.all_by_role("button", "Try now").await? {
                // It goes where the desk has found out by itself meanwhile.
                let _ = button.click().await;
            }
            desk.reads("Connected again.").await?;
            desk.reads("Not sent. It did not arrive.").await?;
            assert_eq!(visit::served(center, "written meanwhile"), 0);
            press(&desk, "Try again").await?;
            desk.gone("button", "Try again").await?;
            until_so("it has arrived", async || {
                Ok(visit::served(center, "written meanwhile") == 1)
            })
            .await;
            until_so("it is shown once", async || {
                Ok(copies(&desk, "written meanwhile").await? == 1)
            })
            .await;
            shows_ready(&desk, true).await;
            Ok(())
        })
        .await
}

#[tokio::test]
async fn that_there_was_no_answer_is_forgotten_when_there_are_answers_again() -> Result<(), Failure>
{
    let stage = quiet_stage("desk-again");
    stage
        .play(async |page, center| {
            let desk = chat_with_anna(page).await?;
            let busy = FaultKind::Status(FalseReply::refusal(503, "busy"));
            let busy = Fault::new(busy).on("/me/chats/").times(1);
            center.suffer(busy)?;
            let item = Name::Containing("VasyaP Chatting");
            desk.by_role("button", item).await?.click().await?;
            desk.reads("The contact centre cannot be reached.").await?;
            desk.reads("Connected").await?;
            center.stop().await;
            desk.reads("Reconnecting").await?;
            center.resume().await?;
            desk.reads("Connected again.").await?;
            desk.gone("button", "Try now").await
        })
        .await
}

#[tokio::test]
async fn a_server_that_has_lost_its_memory_is_told_to_the_agent() -> Result<(), Failure> {
    let stage = quiet_stage("desk-memory");
    stage
        .play(async |page, center| {
            let desk = chat_with_anna(page).await?;
            visit::say(page, "remember me").await?;
            reads_in_log(&desk, "remember me").await?;
            center.forget();
            desk.reads("The contact centre does not know this chat any more")
                .await?;
            desk.reads("The contact centre has forgotten the chat with VasyaP.")
                .await?;
            desk.reads("You are not ready any more").await?;
            shows_ready(&desk, false).await;
            assert_eq!(copies(&desk, "remember me").await?, 1);
            press(&desk, "Remove from the desk").await?;
            desk.gone("log", "Conversation").await
        })
        .await
}

#[tokio::test]
async fn a_reload_goes_on_with_the_chat_and_what_was_being_written() -> Result<(), Failure> {
    let stage = quiet_stage("desk-reload");
    stage
        .play(async |page, _| {
            let desk = chat_with_anna(page).await?;
            visit::say(page, "before the reload").await?;
            reads_in_log(&desk, "before the reload").await?;
            let message = desk.by_role("textbox", "Message").await?;
            message.type_text("half a sen").await?;
            desk.reload().await?;
            reads_in_log(&desk, "before the reload").await?;
            shows_ready(&desk, true).await;
            let message = desk.by_role("textbox", "Message").await?;
            assert_eq!(message.value().await?, "half a sen");
            message.type_text("tence").await?;
            message.press(Key::Enter).await?;
            page.reads("half a sentence").await?;
            reads_in_log(&desk, "You").await?;
            assert_eq!(copies(&desk, "before the reload").await?, 1);
            desk.quiet().await
        })
        .await
}

#[tokio::test]
async fn who_is_not_known_stays_at_the_door() -> Result<(), Failure> {
    let stage = quiet_stage("desk-door");
    stage
        .play(async |page, _| {
            page.open("/desk").await?;
            page.reads("default accounts").await?;
            page.screenshots("desk-door").await?;
            let name = page.by_role("textbox", "Name").await?;
            name.type_text("anna\u{e004}wrong\u{e007}").await?;
            page.reads("The name or the password is wrong.").await?;
            sign_in(page, "anna").await
        })
        .await
}

#[tokio::test]
async fn an_account_that_is_closed_signs_the_agent_out() -> Result<(), Failure> {
    let stage = quiet_stage("desk-closed");
    stage
        .play(async |page, center| {
            sign_in(page, "anna").await?;
            let set = |centre: &mut Emulator, password: &str| {
                password.clone_into(&mut centre.settings_mut().staff.agents[0].password);
            };
            set(&mut center.emulator(), "another");
            center.suffer(Fault::new(FaultKind::AgentGone))?;
            page.reads("You are signed out.").await?;
            page.reload().await?;
            page.by_role("textbox", "Password").await.map(drop)
        })
        .await
}
