//! Glue as a function. The package names its files where bundlers find them, once and for all,
//! so another instance of the wasm cannot come from another copy of the module; it comes from
//! another call.

use oxc_span::SourceType;

use crate::error::Error;
use crate::minify::minify;

/// A module whose function `make` gives an instance: `init`, and what has these names.
pub(super) fn factory(glue: &str, names: &[&str]) -> Result<String, Error> {
    let inner: String = glue
        .lines()
        .filter(|line| !line.starts_with("export {"))
        .map(|line| line.strip_prefix("export ").unwrap_or(line).to_owned() + "\n")
        .collect();
    let module = format!(
        "export function make() {{\n{inner}\
         return {{ init: __wbg_init, {} }};\n}}\n",
        names.join(", ")
    );
    minify(&module, SourceType::mjs())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "let wasm;\nexport function mount() {\nreturn wasm;\n}\n\
        async function __wbg_init() {\nwasm = 1;\n}\nexport { initSync, __wbg_init as default };\n\
        export class Held {\nat() {\nreturn mount();\n}\n}\n";

    #[test]
    fn nothing_is_shared_between_two_instances() {
        let module = factory(GLUE, &["Held"]).unwrap();
        assert!(module.starts_with("export function make(){"), "{module}");
        assert_eq!(module.matches("export").count(), 1, "{module}");
        for shared in ["init:", "Held:"] {
            assert!(module.contains(shared), "{module}");
        }
    }
}
