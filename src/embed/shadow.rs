//! A place on the page that the page's styles do not reach, nor the other way
//! round.

use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, Element, ShadowRoot, ShadowRootInit, ShadowRootMode};

use crate::ui::{BASE, STYLE};

/// An open shadow root with the widget's style.
pub(super) struct Shadow {
    place: Element,
}

impl Shadow {
    /// Gives `host` a shadow root, or empties the one it has.
    pub(super) fn attach(host: &Element) -> Option<Self> {
        let root = host.shadow_root().or_else(|| open(host))?;
        root.set_text_content(None);
        if adopt(&root).is_err() {
            embed(&root)?;
        }
        let place = root.owner_document()?.create_element("div").ok()?;
        root.append_child(&place).ok()?;
        Some(Self { place })
    }

    /// The element that the content belongs in.
    pub(super) fn place(&self) -> Element {
        self.place.clone()
    }
}

fn open(host: &Element) -> Option<ShadowRoot> {
    host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
        .ok()
}

/// Constructed style sheets pass any content security policy.
fn adopt(root: &ShadowRoot) -> Result<(), JsValue> {
    let sheets = js_sys::Array::new();
    for style in [BASE, STYLE] {
        let sheet = CssStyleSheet::new()?;
        sheet.replace_sync(style)?;
        sheets.push(&sheet);
    }
    root.set_adopted_style_sheets(&sheets);
    Ok(())
}

/// For browsers that cannot construct style sheets.
fn embed(root: &ShadowRoot) -> Option<()> {
    for text in [BASE, STYLE] {
        let style = root.owner_document()?.create_element("style").ok()?;
        style.set_text_content(Some(text));
        root.append_child(&style).ok()?;
    }
    Some(())
}
