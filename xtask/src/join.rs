//! Modules made into one script, for pages that load the widget by a tag.
//!
//! No bundler: the modules in `www/` keep to the two forms that are read here, and anything else
//! is an error.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::error::Error;
use crate::lighten::lighten;
use crate::minify::shorten_css;

/// The module `entry` of a folder with all it imports, as one script that leaves no names behind.
pub(crate) fn join(folder: &Path, entry: &str) -> Result<String, Error> {
    Joined::of(folder, entry).map(Joined::script)
}

/// The same as one module, which exports what has that name.
pub(crate) fn join_module(folder: &Path, entry: &str, export: &str) -> Result<String, Error> {
    let Joined { text, .. } = Joined::of(folder, entry)?;
    Ok(format!("{text}export {{ {export} }};\n"))
}

/// What has been joined so far, what is imported first of all.
#[derive(Default)]
struct Joined {
    modules: BTreeSet<String>,
    /// Names at the top of modules, and where they stand: they all share one scope now.
    names: BTreeMap<String, String>,
    text: String,
}

impl Joined {
    fn of(folder: &Path, entry: &str) -> Result<Self, Error> {
        let mut joined = Self::default();
        joined.add(entry, &|name| {
            let path = folder.join(name);
            fs::read_to_string(&path).map_err(Error::file("read", &path))
        })?;
        Ok(joined)
    }

    fn add(
        &mut self,
        module: &str,
        read: &impl Fn(&str) -> Result<String, Error>,
    ) -> Result<(), Error> {
        if !self.modules.insert(module.to_owned()) {
            return Ok(());
        }
        let source = read(module)?;
        self.declare(module, &source)?;
        let script = with_short_css(&lighten(&source));
        let (imports, rest): (Vec<_>, Vec<_>) = script
            .lines()
            .partition(|line| line.starts_with("import ") || line.starts_with("import{"));
        for line in imports {
            let imported = imported(line).ok_or_else(|| Error::Module {
                module: module.to_owned(),
                line: line.to_owned(),
            })?;
            self.add(imported, read)?;
        }
        rest.into_iter()
            .try_for_each(|line| self.line(module, line))
    }

    fn line(&mut self, module: &str, line: &str) -> Result<(), Error> {
        let exported = line.strip_prefix("export ");
        let plain = exported.unwrap_or(line);
        if exported.is_some() && name(plain).is_none() {
            return Err(Error::Module {
                module: module.to_owned(),
                line: line.to_owned(),
            });
        }
        self.text += plain;
        self.text.push('\n');
        Ok(())
    }

    fn declare(&mut self, module: &str, script: &str) -> Result<(), Error> {
        for line in script.lines() {
            let Some(name) = name(line.strip_prefix("export ").unwrap_or(line)) else {
                continue;
            };
            let before = self.names.insert(name.to_owned(), module.to_owned());
            if let Some(before) = before {
                return Err(Error::Module {
                    module: format!("{module}, {before}"),
                    line: line.to_owned(),
                });
            }
        }
        Ok(())
    }

    fn script(self) -> String {
        format!("(()=>{{\n{}}})();\n", self.text)
    }
}

/// The only text over several lines is a style sheet.
fn with_short_css(script: &str) -> String {
    let Some((before, rest)) = script.split_once("`\n") else {
        return script.to_owned();
    };
    match rest.split_once("\n`;\n") {
        Some((css, after)) => format!("{before}`{}`;\n{after}", shorten_css(css)),
        None => script.to_owned(),
    }
}

/// `import { one, two } from "./x.js";` imports `x.js`.
fn imported(line: &str) -> Option<&str> {
    let (names, module) = line.strip_prefix("import {")?.split_once("} from \"./")?;
    let renames = names.contains(" as ");
    module.strip_suffix("\";").filter(|_| !renames)
}

/// What a line declares, if it does.
fn name(line: &str) -> Option<&str> {
    let words = ["async function ", "function ", "class ", "const ", "let "];
    let rest = words.iter().find_map(|word| line.strip_prefix(word))?;
    let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    rest.get(..end.unwrap_or(rest.len()))
        .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(modules: &[(&str, &str)]) -> Result<String, Error> {
        let mut joined = Joined::default();
        joined.add("a.js", &|name| {
            let found = modules.iter().find(|(other, _)| *other == name);
            Ok(found.unwrap().1.to_owned())
        })?;
        Ok(joined.script())
    }

    #[test]
    fn what_is_imported_comes_first_and_once() {
        let script = joined(&[
            (
                "a.js",
                "import { b } from \"./b.js\";\nimport { c } from \"./c.js\";\n\nb(c);\n",
            ),
            (
                "b.js",
                "import { c } from \"./c.js\";\n// why\nexport function b() {\n  return c;\n}\n",
            ),
            ("c.js", "export const c = 1;\n"),
        ]);
        let expected = "(()=>{\nconst c = 1;\nfunction b() {\nreturn c;\n}\nb(c);\n})();\n";
        assert_eq!(script.unwrap(), expected);
    }

    #[test]
    fn names_that_would_mean_two_things_are_an_error() {
        let script = joined(&[
            ("a.js", "import { b } from \"./b.js\";\nconst same = b;\n"),
            ("b.js", "const same = 1;\nexport const b = same;\n"),
        ]);
        let message = script.unwrap_err().to_string();
        assert!(
            message.contains("a.js") && message.contains("const same"),
            "{message}"
        );
    }

    #[test]
    fn other_forms_are_an_error() {
        for line in [
            "import b from \"./b.js\";",
            "import { b as c } from \"./b.js\";",
            "import { b } from \"b\";",
            "export { b } from \"./b.js\";",
            "export default 1;",
        ] {
            let message = joined(&[("a.js", line)]).unwrap_err().to_string();
            assert!(message.contains(line), "{message}");
        }
    }

    #[test]
    fn names_within_functions_are_their_own() {
        let script = joined(&[
            (
                "a.js",
                "import { b } from \"./b.js\";\nconst x = () => {\n  const y = b;\n};\n",
            ),
            ("b.js", "export const b = 1;\nconst y = 2;\n"),
        ]);
        assert!(script.is_ok());
    }
}
