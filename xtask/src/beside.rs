//! What a visitor can do beside chatting: a module that the glue imports when somebody wants to.

use oxc_span::SourceType;

use crate::error::Error;
use crate::integrity::brief;
use crate::join::join_module;
use crate::minify::minify;
use crate::widget::Recipe;
use crate::workspace::Workspace;

/// What the glue imports.
const MODULE: &str = "beside.js";

/// The module: `more.js` with all it imports.
#[derive(Debug)]
pub(crate) struct Beside(String);

impl Beside {
    pub(crate) fn read(workspace: &Workspace) -> Result<Self, Error> {
        let module = join_module(&workspace.root().join("www"), "more.js", "beside")?;
        Ok(Self(minify(&module, SourceType::mjs())?))
    }

    /// What the glue compares the module with; as it is tried, with nothing.
    pub(crate) fn integrity(&self, recipe: Recipe) -> String {
        match recipe {
            Recipe::Ordinary => String::new(),
            Recipe::Published => brief(self.0.as_bytes()),
        }
    }

    pub(crate) fn file(&self) -> (String, &[u8]) {
        (MODULE.to_owned(), self.0.as_bytes())
    }
}

#[cfg(test)]
impl Beside {
    /// Something that is quickly made.
    pub(crate) fn example() -> Self {
        Self("beside".repeat(100))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_module_gives_what_the_glue_asks_for_and_brings_all_it_needs() {
        let workspace = Workspace::find().unwrap();
        let beside = Beside::read(&workspace).unwrap();
        assert!(
            beside.0.contains("as beside}") || beside.0.contains("{beside}"),
            "{}",
            beside.0
        );
        let imports = ["import ", "import{", "import(", "import\""];
        let imports = imports.iter().any(|form| beside.0.contains(form));
        assert!(!imports, "it would have no integrity");
        assert!(beside.integrity(Recipe::Ordinary).is_empty());
        assert_eq!(
            beside.integrity(Recipe::Published),
            brief(beside.0.as_bytes())
        );
    }
}
