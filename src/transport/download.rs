//! A file for the visitor to keep.

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement, Url};

use crate::window::window;

/// How long the browser may take to begin.
const KEPT_MILLIS: u32 = 60_000;

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
    Timeout::new(KEPT_MILLIS, forget).forget();
    Some(())
}
