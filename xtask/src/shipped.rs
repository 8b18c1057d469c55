//! What a page downloads: the loader, the glue and the wasm.

use std::fs;
use std::path::Path;

use oxc_span::SourceType;

use crate::error::Error;
use crate::glue::Glue;
use crate::join::join;
use crate::minify::minify;
use crate::widget::{self, Program, Recipe};
use crate::workspace::Workspace;

/// What every page loads at once.
pub(crate) const LOADER: &str = "causerie.js";

/// The glue with the widget's face to JavaScript.
pub(crate) const GLUE: &str = "widget.js";

/// The widget.
pub(crate) const WASM: &str = "widget_bg.wasm";

/// The contents of the three files. The style sheet of the window is inside the wasm.
#[derive(Debug)]
pub(crate) struct Shipped {
    pub(crate) loader: String,
    pub(crate) glue: String,
    pub(crate) wasm: Vec<u8>,
    /// The glue as it was before it was made short.
    pub(crate) source: String,
}

/// A wasm, and the glue with its companions as one module.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) source: String,
    pub(crate) wasm: Vec<u8>,
}

/// What is written into the loader when it is made.
#[derive(Debug, Default)]
pub(crate) struct Facts<'a> {
    /// Where the other files are, from the loader; empty for beside it.
    pub(crate) home: &'a str,
    /// The integrity of the glue and of the wasm; without them, none is asked for.
    pub(crate) glue: &'a str,
    pub(crate) wasm: &'a str,
}

impl Shipped {
    /// Builds all three; the loader asks for no integrity.
    pub(crate) fn build(workspace: &Workspace, recipe: Recipe) -> Result<Self, Error> {
        let Pair { source, wasm } = Pair::build(workspace, Program::Widget, recipe)?;
        Ok(Self {
            loader: loader(workspace, &Facts::default())?,
            glue: minify(&source, SourceType::mjs())?,
            wasm,
            source,
        })
    }

    /// The files by name, what is loaded first coming first.
    pub(crate) fn files(&self) -> [(&'static str, &[u8]); 3] {
        [
            (LOADER, self.loader.as_bytes()),
            (GLUE, self.glue.as_bytes()),
            (WASM, &self.wasm),
        ]
    }
}

impl Pair {
    /// Builds both.
    pub(crate) fn build(
        workspace: &Workspace,
        program: Program,
        recipe: Recipe,
    ) -> Result<Self, Error> {
        let compiled = widget::build(workspace, program, recipe)?;
        let glue = Glue::generate(workspace, recipe.name(), program.name(), &compiled)?;
        let companions = match program {
            Program::Widget => ["glued.js", "mounted.js"],
            Program::Session => ["glued.js", "npm/held.js"],
        };
        let mut source = text(&glue.script)?;
        for companion in companions {
            source += &text(&workspace.root().join("www").join(companion))?;
        }
        let wasm = fs::read(&glue.wasm).map_err(Error::file("read", &glue.wasm))?;
        Ok(Self { source, wasm })
    }
}

/// The loader, with these facts in it.
pub(crate) fn loader(workspace: &Workspace, facts: &Facts<'_>) -> Result<String, Error> {
    let mut script = join(&workspace.root().join("www"), "script.js")?;
    let facts = [
        ("HOME", facts.home),
        ("GLUE", facts.glue),
        ("WASM", facts.wasm),
    ];
    for (name, value) in facts {
        script = state(&script, name, value)?;
    }
    minify(&script, SourceType::cjs())
}

/// Puts a value into the line that waits for it.
fn state(script: &str, name: &str, value: &str) -> Result<String, Error> {
    let line = format!("const {name} = \"\";\n");
    match script.matches(&line).count() {
        1 => Ok(script.replace(&line, &format!("const {name} = \"{value}\";\n"))),
        _ => Err(Error::Glue(format!(
            "one module of www/ must say `{}`",
            line.trim()
        ))),
    }
}

fn text(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(Error::file("read", path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fact_has_its_line() {
        let script = "let a;\nconst HOME = \"\";\n";
        let stated = state(script, "HOME", "../1.0.0/").unwrap();
        assert_eq!(stated, "let a;\nconst HOME = \"../1.0.0/\";\n");
        let missing = state(script, "GLUE", "x").unwrap_err().to_string();
        assert!(missing.contains("const GLUE"), "{missing}");
    }

    #[test]
    fn the_loader_asks_for_integrity_when_it_is_told_to() {
        let workspace = Workspace::find().unwrap();
        let plain = loader(&workspace, &Facts::default()).unwrap();
        assert!(!plain.contains("modulepreload"));
        let facts = Facts {
            home: "../9.9.9/",
            glue: "sha384-glue",
            wasm: "sha384-wasm",
        };
        let strict = loader(&workspace, &facts).unwrap();
        for fact in ["modulepreload", facts.home, facts.glue, facts.wasm] {
            assert!(strict.contains(fact), "{fact}");
        }
    }
}
