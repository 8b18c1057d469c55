//! What a window has beside the chat: modules of `www/`, which come with a page in Yew.

use std::rc::Rc;

use causerie_core::config::Options;
use js_sys::Object;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

use super::face::Face;
use crate::call::{Call, call};
use crate::object::object;
use crate::ui::Deed;

/// The options that those modules read, and nobody else.
pub(super) const OPTIONS: [&str; 5] = ["inline", "markdown", "rating", "resizable", "popOut"];

/// What one widget has beside the chat; dropped, it is taken away.
pub(super) struct Beside {
    module: Module,
    held: Vec<Call>,
}

impl Beside {
    /// Hears from now on what happens in the widget at `host`.
    pub(super) fn of(host: &Element, options: &Options) -> Self {
        Self {
            module: Module::new(host, &written(options)),
            held: Vec::new(),
        }
    }

    /// Has this interface do what it needs.
    pub(super) fn lead(&mut self, face: &Rc<Face>) {
        let asked = |deed: fn(bool) -> Deed| {
            let face = Rc::downgrade(face);
            call(move |how| {
                if let Some(face) = face.upgrade() {
                    face.act_on(deed(how.is_truthy()));
                }
            })
        };
        let [open, whole] = [asked(Deed::Open), asked(Deed::Whole)];
        self.module.obey(open.as_ref(), whole.as_ref());
        self.held = vec![open, whole];
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.module.end();
    }
}

/// The options as the attributes of an element have them, which those modules read too.
fn written(options: &Options) -> Object {
    let entries = options.entries();
    let fields = entries.iter();
    let fields = fields.map(|(name, value)| (&**name, JsValue::from_str(value)));
    object(&fields.collect::<Vec<_>>())
}

#[wasm_bindgen(module = "/www/component.js")]
extern "C" {
    #[wasm_bindgen(js_name = Beside)]
    type Module;

    #[wasm_bindgen(constructor, js_class = "Beside")]
    fn new(host: &Element, options: &Object) -> Module;

    #[wasm_bindgen(method)]
    fn obey(this: &Module, open: &JsValue, whole: &JsValue);

    #[wasm_bindgen(method)]
    fn end(this: &Module);
}

/// Has wasm-bindgen bring these modules too: it brings those of which something is named, and does
/// not look for what they import.
macro_rules! bring {
    ($($module:literal $name:ident,)*) => {
        $(
            #[wasm_bindgen(module = $module)]
            extern "C" {
                fn $name();
            }
        )*

        #[cfg(test)]
        const BROUGHT: &[&str] = &[$($module),*];
    };
}

bring! {
    "/www/attend.js" Attention,
    "/www/dress.js" dress,
    "/www/emoji.js" EMOJI,
    "/www/format.js" format,
    "/www/inline.js" putInline,
    "/www/keep.js" save,
    "/www/later.js" wordsOf,
    "/www/menu.js" Menu,
    "/www/more.js" beside,
    "/www/phone.js" fitScreen,
    "/www/popout.js" PopOut,
    "/www/rating.js" offerRating,
    "/www/resize.js" giveCorner,
    "/www/rules.js" judgeForm,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::*;

    /// The modules that one of `www/` imports.
    fn imports(module: &str) -> Vec<String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&module[1..]);
        let source = fs::read_to_string(path).unwrap();
        let names = source.split("\"./").skip(1);
        let names = names.filter_map(|rest| rest.split_once(".js\""));
        names.map(|(name, _)| format!("/www/{name}.js")).collect()
    }

    #[test]
    fn every_module_comes_that_another_imports() {
        let mut wanted = BTreeSet::new();
        let mut next = vec!["/www/component.js".to_owned()];
        while let Some(module) = next.pop() {
            let fresh = imports(&module).into_iter();
            next.extend(fresh.filter(|module| wanted.insert(module.clone())));
        }
        let brought = BROUGHT.iter().map(|&module| module.to_owned());
        assert_eq!(wanted, brought.collect());
    }
}
