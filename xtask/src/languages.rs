//! Languages other than the one in the wasm: a module that chooses, and a file for each.

use std::fs;
use std::iter;
use std::path::Path;

use oxc_span::SourceType;

use crate::error::Error;
use crate::integrity::brief;
use crate::join::join_module;
use crate::minify::minify;
use crate::shipped::state;
use crate::widget::Recipe;
use crate::workspace::Workspace;

/// What the glue imports where another language is asked for.
const MODULE: &str = "languages.js";

/// Where the files are, from it.
const FOLDER: &str = "languages";

/// The words of a language, as a JSON object.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) tag: String,
    pub(crate) json: String,
}

/// The module and the files.
#[derive(Debug)]
pub(crate) struct Languages {
    module: String,
    tables: Vec<Table>,
}

impl Languages {
    /// Reads all of them. As it is published, the module takes no file but these.
    pub(crate) fn read(workspace: &Workspace, recipe: Recipe) -> Result<Self, Error> {
        let tables = tables(workspace)?;
        let hashes: Vec<_> = tables
            .iter()
            .map(|one| brief(one.json.as_bytes()))
            .collect();
        let hashes = match recipe {
            Recipe::Ordinary => String::new(),
            Recipe::Published => hashes.join(" "),
        };
        let module = join_module(&workspace.root().join("www"), "bring.js", "bring")?;
        let module = minify(&state(&module, "TABLES", &hashes)?, SourceType::mjs())?;
        Ok(Self { module, tables })
    }

    /// What the glue compares the module with; as it is tried, with nothing.
    pub(crate) fn integrity(&self, recipe: Recipe) -> String {
        match recipe {
            Recipe::Ordinary => String::new(),
            Recipe::Published => brief(self.module.as_bytes()),
        }
    }

    /// All of it by name.
    pub(crate) fn files(&self) -> impl Iterator<Item = (String, &[u8])> {
        let module = (MODULE.to_owned(), self.module.as_bytes());
        let tables = self.tables.iter();
        let tables = tables.map(|one| (format!("{FOLDER}/{}.json", one.tag), one.json.as_bytes()));
        iter::once(module).chain(tables)
    }

    /// The files of all languages.
    pub(crate) fn tables(&self) -> &[Table] {
        &self.tables
    }
}

/// What is written by hand, without layout, in the order of the tags.
fn tables(workspace: &Workspace) -> Result<Vec<Table>, Error> {
    let folder = workspace.root().join("www").join(FOLDER);
    let mut tables = Vec::new();
    for entry in fs::read_dir(&folder).map_err(Error::file("read", &folder))? {
        let path = entry.map_err(Error::file("read", &folder))?.path();
        tables.extend(table(&path)?);
    }
    tables.sort_by(|one: &Table, other| one.tag.cmp(&other.tag));
    Ok(tables)
}

fn table(path: &Path) -> Result<Option<Table>, Error> {
    let Some(tag) = path
        .file_name()
        .and_then(|name| name.to_str()?.strip_suffix(".json"))
    else {
        return Ok(None);
    };
    let text = fs::read_to_string(path).map_err(Error::file("read", path))?;
    Ok(Some(Table {
        tag: tag.to_owned(),
        json: text.lines().map(str::trim).collect(),
    }))
}

#[cfg(test)]
impl Languages {
    /// Something that is quickly made.
    pub(crate) fn example() -> Self {
        let table = Table {
            tag: "de".to_owned(),
            json: "{\"lang\": \"de\"}".repeat(30),
        };
        Self {
            module: "module".repeat(100),
            tables: vec![table],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_module_knows_each_file_and_asks_for_integrity_when_it_is_told_to() {
        let workspace = Workspace::find().unwrap();
        let plain = Languages::read(&workspace, Recipe::Ordinary).unwrap();
        let strict = Languages::read(&workspace, Recipe::Published).unwrap();
        assert!(plain.integrity(Recipe::Ordinary).is_empty());
        assert!(!plain.module.contains("sha256-"));
        assert!(strict.tables.len() > 24);
        let tags = plain
            .module
            .split(['"', '`'])
            .find(|text| text.contains(" de "));
        let tags: Vec<_> = tags.unwrap().split(' ').collect();
        let named: Vec<_> = strict.tables.iter().map(|one| one.tag.as_str()).collect();
        assert_eq!(tags, named);
        for table in &strict.tables {
            assert!(
                strict.module.contains(&brief(table.json.as_bytes())),
                "{}",
                table.tag
            );
        }
    }
}
