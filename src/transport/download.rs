//! A file for the visitor to keep.

use std::time::Duration;

use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement, Url};

use super::Timer;
use crate::window::window;

/// How long the browser may take to begin.
const KEPT: Duration = Duration::from_secs(60);

/// Hands a file to the browser, which keeps it or asks where to.
pub(super) fn save(file: &Blob, name: &str) -> Option<()> {
    let document = window()?.document()?;
    let link = document.create_element("a").ok()?;
    let link = link.unchecked_into::<HtmlAnchorElement>();
    let url = Url::create_object_url_with_blob(file).ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Some browsers read it only after a while.
    let forget = move || drop(Url::revoke_object_url(&url));
    std::mem::forget(Timer::after(KEPT, forget));
    Some(())
}
