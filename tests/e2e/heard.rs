//! What is read out to those who hear the page, by what is put into live regions.

use causerie_e2e::{Failure, Page};

/// Writes it down from now on.
pub(crate) async fn listen(page: &Page) -> Result<(), Failure> {
    page.script(include_str!("heard.js")).await.map(drop)
}

/// What was read out since the last question.
pub(crate) async fn heard(page: &Page) -> Result<Vec<String>, Failure> {
    let heard = page.script("return heard()").await?;
    let lines = heard.as_array().cloned().unwrap_or_default();
    Ok(lines
        .iter()
        .filter_map(|line| line.as_str().map(str::to_owned))
        .collect())
}
