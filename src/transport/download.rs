//! A file for the visitor to keep.

use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// Hands a file to the browser, which keeps it or asks where to.
pub(super) fn save(file: &Blob, name: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let link = document.create_element("a").ok()?;
    let link = link.unchecked_into::<HtmlAnchorElement>();
    let url = Url::create_object_url_with_blob(file).ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url).ok()
}
