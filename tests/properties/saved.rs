//! What a page load finds of the last: written by an earlier version, by another script of the
//! site, by hand.
//!
//! The first letter names the back end, and the text follows.

use std::rc::Rc;

use causerie_core::session::Session;

use crate::line::head;
use crate::page::Page;
use crate::request::config;

pub(crate) fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (letter, saved) = head(&text);
    let config = config(letter);
    let mut page = Page::load(Rc::clone(&config), Some(saved.to_owned()));
    assert_kept(&page);
    page.pass(30_000);
    assert_kept(&page);
    page.reload();
    page.pass(1_000);
}

/// What is kept brings back the same words, sent or not, and the same draft.
fn assert_kept(page: &Page) {
    let Some(saved) = page.saved() else {
        return;
    };
    let again = Session::new(page.config(), 3, Some(saved), page.now()).view();
    let now = page.view();
    let own = |view: &causerie_core::session::View| -> Vec<String> {
        let rows = view.rows.0.iter().filter(|row| row.position.is_none());
        rows.map(|row| row.text().to_owned()).collect()
    };
    assert_eq!(own(&again), own(&now));
    assert_eq!(again.draft, now.draft);
}
