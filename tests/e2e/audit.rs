//! Every state of the window, judged by axe-core in light and dark, from left and from right.

use std::path::Path;

use causerie_e2e::{Ability, Failure, Page};
use causerie_emulator::Fault;
use serde_json::Value;

use crate::files::written;
use crate::visit::{
    HELD, agent, begin_with_ann, converse, open_window, quiet_stage, say, send_form,
};

/// What WCAG 2.2 asks for in levels A and AA, and what experience does.
const JUDGE: &str = "
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const runOnly = { type: 'tag', values: tags };
    const rules = { 'target-size': { enabled: true } };
    const options = { runOnly, rules, resultTypes: ['violations'] };
    return axe.run(document, options).then(({ violations, passes }) => {
      const nodes = violations.flatMap(({ id, nodes }) => nodes.map((node) => [id, node]));
      const faults = nodes.map(([id, node]) => `${id}: ${node.html}: ${node.failureSummary}`);
      return [passes.length, ...faults];
    });";

/// Writing goes that way from now on.
const TURN: &str = "
    document.documentElement.dir = DIRECTION;
    document.querySelector('causerie-chat').setAttribute('dir', DIRECTION);";

/// Where `cargo xtask test` has put axe-core.
fn axe() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("audit");
    let path = folder.join("node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Claims that nothing is wrong with what is seen in any theme and direction.
pub(crate) async fn passes(page: &Page, state: &str) -> Result<(), Failure> {
    if page.script("return typeof axe").await? == "undefined" {
        page.script(&axe()).await?;
    }
    for (direction, dark) in [("ltr", true), ("rtl", true), ("rtl", false), ("ltr", false)] {
        if Ability::Preferences.is_in(page.engine()) {
            page.dark(dark).await?;
        } else if dark {
            continue;
        }
        page.script(&TURN.replace("DIRECTION", &format!("'{direction}'")))
            .await?;
        let found = page.script(JUDGE).await?;
        let found = found.as_array().cloned().unwrap_or_default();
        let looked = found.first().and_then(Value::as_u64).unwrap_or_default();
        assert!(looked > 5, "{state}: axe has looked at nothing");
        let faults = &found[1..];
        assert!(
            faults.is_empty(),
            "{state}, {direction}, dark: {dark}: {faults:#?}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn launcher_and_form_pass() -> Result<(), Failure> {
    let stage = quiet_stage("audit-form");
    stage
        .play(async |page, center| {
            page.open("/").await?;
            page.by_role("button", "Chat with us").await?;
            passes(page, "the launcher").await?;
            open_window(page, "/").await?;
            passes(page, "the form").await?;
            page.by_role("button", "Start chat").await?.click().await?;
            page.reads("Please fill in").await?;
            passes(page, "a form that is not complete").await?;
            center.suffer(Fault::new(HELD))?;
            send_form(page).await?;
            page.by_role("textbox", "Message").await?;
            say(page, "What I say before there is a chat").await?;
            passes(page, "a chat that is about to be").await
        })
        .await
}

#[tokio::test]
async fn a_conversation_passes() -> Result<(), Failure> {
    let stage = quiet_stage("audit-chat");
    stage
        .play(async |page, center| {
            converse(page, center).await?;
            passes(page, "a conversation").await?;
            page.click("button", "More options").await?;
            page.by_role("button", "Print").await?;
            passes(page, "the menu").await?;
            page.click("button", "More options").await?;
            page.by_role("button", "Attach a file")
                .await?
                .click()
                .await?;
            let input = page.by_role("button", "Choose files").await?;
            passes(page, "files to choose").await?;
            input.choose(&written("causerie-audit.exe", "no")).await?;
            page.reads("Files of this type are not accepted.").await?;
            passes(page, "a file that is not taken").await?;
            page.by_role("button", "End chat").await?.click().await?;
            page.by_role("button", "Keep chatting").await?;
            passes(page, "the question whether to end").await?;
            agent(center, |centre, chat, now| centre.end(chat, now));
            page.reads("Chat ended").await?;
            passes(page, "a chat that is over").await
        })
        .await
}

#[tokio::test]
async fn trouble_passes() -> Result<(), Failure> {
    let stage = quiet_stage("audit-trouble");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            page.offline(true).await?;
            page.reads("You are offline").await?;
            say(page, "Not sent yet").await?;
            passes(page, "a page without a network").await?;
            page.offline(false).await?;
            page.script(
                "const field = document.querySelector('causerie-chat').shadowRoot.querySelector('textarea');
                field.value = 'x'.repeat(70_000);
                field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));",
            )
            .await?;
            page.by_role("button", "Send message").await?.click().await?;
            page.by_role("button", "Discard").await?;
            passes(page, "a message that was not sent").await
        })
        .await
}

#[tokio::test]
async fn what_is_wrong_is_found() -> Result<(), Failure> {
    let stage = quiet_stage("audit-found");
    stage
        .play(async |page, _| {
            open_window(page, "/").await?;
            page.script(&axe()).await?;
            page.script(
                "const root = document.querySelector('causerie-chat').shadowRoot;
                root.querySelector('label').remove();",
            )
            .await?;
            let found = page.script(JUDGE).await?;
            let mut faults = found
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str);
            assert!(faults.any(|fault| fault.starts_with("label: ")), "{found}");
            Ok(())
        })
        .await
}
