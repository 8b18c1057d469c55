//! The agents' desk beside the widget, in windows of one browser.

mod keyboard;
mod losses;
mod picture;
mod things;

use causerie_e2e::{Center, Failure, Name, Stage};
use serde_json::json;

use crate::duty::{
    WIDGET, accept, accept_as, answer, be_ready, chat_with_anna, choose, press, reads_in_log, say,
};
use crate::visit::{self, copies, open_window, quiet_stage, send_form, until_so};

/// Everything that the customer was ever told, in order: who, and what.
fn told(center: &Center) -> Vec<String> {
    let centre = center.emulator();
    let chats = centre.chats();
    let events = chats.last().unwrap().transcript().iter();
    let told = events.map(|event| format!("{}: {}", event.nickname, event.text));
    told.filter(|line| !line.ends_with("typing")).collect()
}

#[tokio::test]
async fn a_whole_chat_is_had_by_hand_at_both_ends() -> Result<(), Failure> {
    let stage = quiet_stage("desk-whole");
    stage
        .play(async |page, center| {
            let desk = page.beside().await?;
            be_ready(&desk, "anna").await?;
            open_window(page, WIDGET).await?;
            send_form(page).await?;
            desk.reads("A visitor wants to chat").await?;
            desk.screenshots("desk-incoming").await?;
            accept_as(&desk, "Marat").await?;
            page.reads("Marat joined").await?;

            visit::say(page, "Where is my order?").await?;
            reads_in_log(&desk, "Where is my order?").await?;
            let message = desk.by_role("textbox", "Message").await?;
            message.type_text("It is on").await?;
            page.reads("Marat is typing").await?;
            until_so("a pause is told", async || {
                Ok(!page.text().await?.contains("is typing"))
            })
            .await;
            desk.front().await?;
            message.type_text(" its way.\n").await?;
            page.reads("It is on its way.").await?;
            let widget = page.by_role("textbox", "Message").await?;
            widget.type_text("Tha").await?;
            desk.reads("VasyaP is typing").await?;
            desk.screenshots("desk-chat").await?;

            press(&desk, "End chat").await?;
            answer(&desk, "End chat").await?;
            desk.reads("The chat has ended.").await?;
            page.reads("Chat ended").await?;
            assert_eq!(copies(page, "It is on its way.").await?, 1);
            assert!(!center.emulator().chats()[0].is_live());
            press(&desk, "Remove from the desk").await?;
            desk.gone("log", "Conversation").await?;
            desk.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_chat_is_handed_over_to_a_second_desk() -> Result<(), Failure> {
    let stage = quiet_stage("desk-transfer");
    stage
        .play(async |page, center| {
            let anna = chat_with_anna(page).await?;
            say(&anna, "My colleague knows more.").await?;
            let paul = page.beside().await?;
            be_ready(&paul, "paul").await?;
            choose(&anna, "Transfer", "Paul, ready").await?;
            anna.reads("You have handed the chat over to Paul.").await?;
            page.reads("Anna left").await?;
            accept(&paul).await?;
            reads_in_log(&paul, "My colleague knows more.").await?;
            page.reads("Paul joined").await?;
            visit::say(page, "Hello Paul").await?;
            reads_in_log(&paul, "Hello Paul").await?;
            say(&paul, "Hello!").await?;
            page.reads("Hello!").await?;
            assert_eq!(
                told(center),
                [
                    "VasyaP: has joined the session",
                    "Anna: has joined the session",
                    "Anna: My colleague knows more.",
                    "Anna: has left the session",
                    "Paul: has joined the session",
                    "VasyaP: Hello Paul",
                    "Paul: Hello!",
                ]
            );
            let annas = anna.by_role("log", "Conversation").await?;
            assert!(!annas.text().await?.contains("Hello Paul"));
            anna.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_chat_is_handed_over_to_a_colleague_whom_a_script_plays() -> Result<(), Failure> {
    let stage = Stage::named("desk-automatic");
    stage
        .play(async |page, _| {
            let anna = chat_with_anna(page).await?;
            choose(&anna, "Transfer", "Martin, automatic").await?;
            anna.reads("You have handed the chat over to Martin.")
                .await?;
            page.reads("Anna left").await?;
            page.reads("Martin joined").await?;
            anna.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_colleague_is_asked_unseen_and_then_brought_in() -> Result<(), Failure> {
    let stage = quiet_stage("desk-conference");
    stage
        .play(async |page, center| {
            let anna = chat_with_anna(page).await?;
            let paul = page.beside().await?;
            be_ready(&paul, "paul").await?;
            visit::say(page, "Can I have it in blue?").await?;
            choose(&anna, "Consult", "Paul, ready").await?;
            anna.reads("Paul is asked for advice").await?;
            paul.reads("Anna asks for your advice").await?;
            accept(&paul).await?;
            reads_in_log(&paul, "Can I have it in blue?").await?;
            paul.reads("The customer sees nothing of you.").await?;
            anna.reads("Paul gives advice.").await?;

            say(&anna, "Do we have it in blue?").await?;
            reads_in_log(&paul, "Do we have it in blue?").await?;
            let field = paul.by_role("textbox", "Message").await?;
            field.type_text("Only ").await?;
            anna.reads("Paul is typing to colleagues").await?;
            paul.front().await?;
            field.type_text("in grey.\n").await?;
            reads_in_log(&anna, "Only in grey.").await?;
            anna.screenshots("desk-consult").await?;
            let check = paul.by_role("checkbox", "Colleagues only").await?;
            assert_eq!(check.property("disabled").await?.as_deref(), Some("true"));
            let before = [
                "VasyaP: has joined the session",
                "Anna: has joined the session",
            ];
            let mut expected = before.map(str::to_owned).to_vec();
            expected.push("VasyaP: Can I have it in blue?".to_owned());
            assert_eq!(told(center), expected);
            let text = visit::conversation(page).await?.text().await?;
            assert!(!text.contains("Paul") && !text.contains("grey"), "{text}");

            press(&anna, "Bring Paul in").await?;
            page.reads("Paul joined").await?;
            say(&paul, "I am afraid there is only grey.").await?;
            page.reads("I am afraid there is only grey.").await?;
            anna.gone("button", "Bring Paul in").await?;
            say(&anna, "I am sorry, too.").await?;
            page.reads("I am sorry, too.").await?;
            let text = visit::conversation(page).await?.text().await?;
            assert!(!text.contains("Only in grey"), "{text}");

            press(&anna, "Leave").await?;
            answer(&anna, "Leave").await?;
            page.reads("Anna left").await?;
            say(&paul, "I am still here.").await?;
            page.reads("I am still here.").await?;
            paul.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_chat_is_handed_over_after_advice() -> Result<(), Failure> {
    let stage = quiet_stage("desk-two-step");
    stage
        .play(async |page, center| {
            let anna = chat_with_anna(page).await?;
            let paul = page.beside().await?;
            be_ready(&paul, "paul").await?;
            choose(&anna, "Consult", "Paul, ready").await?;
            accept(&paul).await?;
            say(&paul, "Let me do it.").await?;
            reads_in_log(&anna, "Let me do it.").await?;
            press(&anna, "Hand over to Paul").await?;
            anna.reads("You have handed the chat over to Paul.").await?;
            page.reads("Anna left").await?;
            paul.gone("button", "Send to colleagues").await?;
            say(&paul, "Paul speaking.").await?;
            page.reads("Paul speaking.").await?;
            assert_eq!(
                told(center)[2..],
                [
                    "Paul: has joined the session",
                    "Anna: has left the session",
                    "Paul: Paul speaking.",
                ]
            );
            press(&paul, "End chat").await?;
            answer(&paul, "End chat").await?;
            page.reads("Chat ended").await
        })
        .await
}

#[tokio::test]
async fn a_colleague_is_invited_and_everybody_speaks() -> Result<(), Failure> {
    let stage = quiet_stage("desk-invite");
    stage
        .play(async |page, _| {
            let anna = chat_with_anna(page).await?;
            let paul = page.beside().await?;
            be_ready(&paul, "paul").await?;
            choose(&anna, "Invite", "Paul, ready").await?;
            anna.reads("Paul is invited.").await?;
            paul.reads("Anna asks you to join").await?;
            accept(&paul).await?;
            page.reads("Paul joined").await?;
            say(&paul, "Hello, too").await?;
            page.reads("Hello, too").await?;
            reads_in_log(&anna, "Hello, too").await?;
            let aside = anna.by_role("checkbox", "Colleagues only").await?;
            aside.click().await?;
            say(&anna, "How late is it?").await?;
            reads_in_log(&paul, "How late is it?").await?;
            let text = visit::conversation(page).await?.text().await?;
            assert!(!text.contains("How late"), "{text}");
            press(&anna, "Invite").await?;
            answer(&anna, "Paul, ready").await?;
            anna.reads("has to do with the chat already").await?;
            anna.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_rejected_chat_goes_to_the_next_desk() -> Result<(), Failure> {
    let stage = quiet_stage("desk-reject");
    stage
        .play(async |page, _| {
            let anna = page.beside().await?;
            be_ready(&anna, "anna").await?;
            open_window(page, WIDGET).await?;
            send_form(page).await?;
            let reject = Name::Containing("Reject the chat with");
            let reject = anna.by_role("button", reject).await?;
            let paul = page.beside().await?;
            be_ready(&paul, "paul").await?;
            anna.front().await?;
            reject.click().await?;
            anna.gone("button", Name::Containing("Accept the chat with"))
                .await?;
            accept(&paul).await?;
            page.reads("Paul joined").await
        })
        .await
}

#[tokio::test]
async fn on_a_phone_the_list_and_the_chat_take_turns() -> Result<(), Failure> {
    let excess = "return document.documentElement.scrollWidth - innerWidth";
    let stage = quiet_stage("desk-phone");
    stage
        .play(async |page, _| {
            let desk = page.beside().await?;
            desk.resize(360, 740).await?;
            be_ready(&desk, "anna").await?;
            open_window(page, WIDGET).await?;
            send_form(page).await?;
            accept(&desk).await?;
            desk.gone("button", Name::Containing("VasyaP Chatting"))
                .await?;
            let long = "Donaudampfschifffahrtsgesellschaftskapitänswitwe".repeat(3);
            visit::say(page, &long).await?;
            reads_in_log(&desk, &long).await?;
            press(&desk, "Details").await?;
            desk.reads("vasya@example.com").await?;
            assert_eq!(desk.script(excess).await?, json!(0));
            press(&desk, "Details").await?;
            press(&desk, "All chats").await?;
            desk.gone("textbox", "Message").await?;
            assert_eq!(desk.script(excess).await?, json!(0));
            let item = desk
                .by_role("button", Name::Containing("VasyaP Chatting"))
                .await?;
            assert!(item.has_focus().await?);
            item.click().await?;
            let message = desk.by_role("textbox", "Message").await?;
            assert!(message.has_focus().await?);
            desk.quiet().await
        })
        .await
}

#[tokio::test]
async fn the_desk_violates_no_policy_and_asks_nobody_else() -> Result<(), Failure> {
    let watch = "window.violations = []; \
        document.addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective))";
    let paths = "return [...new Set(performance.getEntriesByType('resource') \
        .map((e) => new URL(e.name)).filter((url) => url.origin === location.origin) \
        .map((url) => url.pathname.split('/').slice(0, 4).join('/')) \
        .filter((path) => !path.startsWith('/desk/')))].sort()";
    let origins = "return new Set(performance.getEntriesByType('resource') \
        .map((e) => new URL(e.name).origin)).size";
    let stage = quiet_stage("desk-policy");
    stage
        .play(async |page, center| {
            let desk = chat_with_anna(page).await?;
            desk.script(watch).await?;
            let hostile = "<img src=x onerror=\"window.pwned=1\"><b>x</b>";
            visit::say(page, hostile).await?;
            reads_in_log(&desk, hostile).await?;
            visit::agent(center, |centre, chat, now| {
                centre.push_url(chat, "Anna", "javascript:window.pwned=1", now)
            });
            reads_in_log(&desk, "javascript:").await?;
            let log = desk.by_role("log", "Conversation").await?;
            assert!(log.all_by_role("link", Name::Any).await?.is_empty());
            assert!(log.all_by_role("img", Name::Any).await?.is_empty());
            assert_eq!(desk.script("return window.violations").await?, json!([]));
            assert_eq!(
                desk.script("return window.pwned ?? null").await?,
                json!(null)
            );
            assert_eq!(desk.script(origins).await?, json!(1));
            assert_eq!(
                desk.script(paths).await?,
                json!(["/api/v2/me", "/api/v2/notifications"])
            );
            desk.quiet().await
        })
        .await
}
