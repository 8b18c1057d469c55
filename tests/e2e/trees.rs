//! What assistive technology is told in every state of the window, as somebody has reviewed it.

use std::time::Duration;

use causerie_e2e::{Ability, Failure, Page, until};

use crate::tree::tree;
use crate::visit::{open_window, quiet_stage, until_so};
use crate::{reviewed, states};

/// What was announced a moment ago may still be on its way.
const SOON: Duration = Duration::from_secs(3);

#[tokio::test]
async fn every_state_of_the_window_is_told_as_it_was_reviewed() -> Result<(), Failure> {
    let mut differences = Vec::new();
    states::each("trees", async |page: &Page, state: &str| {
        page.needs(Ability::DevTools)?;
        let name = format!("trees/{state}.txt");
        let mut found = None;
        let same = async || {
            found = reviewed::text(&name, &tree(page).await?);
            Ok(found.is_none().then_some(()))
        };
        until(SOON, same).await?;
        differences.extend(found);
        Ok(())
    })
    .await?;
    reviewed::assert_none(&differences);
    Ok(())
}

/// A tree that does not change would pass for ever.
#[tokio::test]
async fn a_name_that_is_lost_is_lost_in_the_tree() -> Result<(), Failure> {
    let stage = quiet_stage("trees-lost");
    stage
        .play(async |page, _| {
            page.needs(Ability::DevTools)?;
            open_window(page, "/").await?;
            let before = tree(page).await?;
            assert!(before.contains("textbox \"Email"), "{before}");
            page.script(
                "const root = document.querySelector('causerie-chat').shadowRoot;
                for (const label of root.querySelectorAll('label')) label.remove();",
            )
            .await?;
            until_so("the names are gone", async || {
                Ok(!tree(page).await?.contains("textbox \"Email"))
            })
            .await;
            Ok(())
        })
        .await
}
