//! Under the strict policy that the emulator serves the demo page with.

use causerie_e2e::Failure;

use crate::visit::{ann_says, begin_with_ann, quiet_stage, say};

#[tokio::test]
async fn a_chat_violates_no_policy_and_asks_nobody_else() -> Result<(), Failure> {
    let stage = quiet_stage("policy");
    stage
        .play(async |page, center| {
            begin_with_ann(page, center, "/").await?;
            page.script("window.violations = []; document.addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective))").await?;
            ann_says(center, "hello https://example.com/");
            say(page, "hello").await?;
            page.reads("Sent").await?;
            page.screenshots("policy").await?;
            assert_eq!(page.script("return window.violations").await?, serde_json::json!([]));
            let origins = "return [...new Set(performance.getEntriesByType('resource').map((e) => new URL(e.name).origin))]";
            assert_eq!(page.script(origins).await?.as_array().map(Vec::len), Some(1));
            assert_eq!(page.script("return document.cookie").await?, "");
            page.quiet().await
        })
        .await
}
