//! What a page downloads: the loader, the glue and the wasm.

use std::fs;
use std::iter;
use std::path::Path;

use oxc_span::SourceType;

use crate::beside::Beside;
use crate::error::Error;
use crate::glue::Glue;
use crate::integrity::brief;
use crate::join::join;
use crate::languages::Languages;
use crate::minify::minify;
use crate::pack::pack;
use crate::style;
use crate::widget::{self, Program, Recipe};
use crate::workspace::Workspace;

/// What every page loads at once.
pub(crate) const LOADER: &str = "causerie.js";

/// What pages load by a tag of its own if they want it, and the module of `www/` that each is.
const TAGS: [(&str, &str); 6] = [
    ("invitation.js", "inviting.js"),
    ("opener.js", "opening.js"),
    ("masker.js", "masking.js"),
    ("subdomains.js", "crossing.js"),
    ("home.js", "homing.js"),
    ("logger.js", "logging.js"),
];

/// The contents of what pages download.
#[derive(Debug)]
pub(crate) struct Shipped {
    pub(crate) loader: String,
    /// A page loads one.
    pub(crate) widgets: Vec<Widget>,
    pub(crate) languages: Languages,
    beside: Beside,
    /// In the order of `TAGS`.
    tags: Vec<String>,
    /// The integrity of their glues, as the loader holds it; empty where it asks for none.
    glues: String,
}

/// A widget: the wasm, packed, and the glue with the style sheet of the window and the widget's face
/// to JavaScript.
#[derive(Debug)]
pub(crate) struct Widget {
    name: &'static str,
    pub(crate) glue: String,
    pub(crate) wasm: Vec<u8>,
}

/// A wasm, and the glue with its companions as one module.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) source: String,
    pub(crate) wasm: Vec<u8>,
}

impl Shipped {
    /// Builds all of it. As it is published, nothing else may run: the loader compares the glue,
    /// and the glue the wasm.
    pub(crate) fn build(workspace: &Workspace, recipe: Recipe) -> Result<Self, Error> {
        let languages = Languages::read(workspace, recipe)?;
        let beside = Beside::read(workspace)?;
        let modules = [
            ("LANGUAGES", languages.integrity(recipe)),
            ("BESIDE", beside.integrity(recipe)),
        ];
        let widgets = Program::WIDGETS;
        let widgets = widgets.map(|program| Widget::build(workspace, program, recipe, &modules));
        let widgets = widgets.into_iter().collect::<Result<Vec<_>, _>>()?;
        let glues = match recipe {
            Recipe::Ordinary => String::new(),
            Recipe::Published => glues(&widgets),
        };
        let tag = |(_, module)| {
            let script = join(&workspace.root().join("www"), module)?;
            minify(&script, SourceType::cjs())
        };
        let tags = TAGS.into_iter().map(tag);
        Ok(Self {
            loader: loader(workspace, "", &glues)?,
            widgets,
            languages,
            beside,
            tags: tags.collect::<Result<_, _>>()?,
            glues,
        })
    }

    /// The loader for the same files that are at `home` from it.
    pub(crate) fn loader_from(&self, workspace: &Workspace, home: &str) -> Result<String, Error> {
        loader(workspace, home, &self.glues)
    }

    /// The files by name, what is loaded first coming first.
    pub(crate) fn files(&self) -> Vec<(String, &[u8])> {
        let loader = (LOADER.to_owned(), self.loader.as_bytes());
        let widgets = self.widgets.iter().flat_map(Widget::files);
        let names = TAGS.iter().map(|(name, _)| (*name).to_owned());
        let tags = names.zip(self.tags.iter().map(String::as_bytes));
        let more = self.languages.files().chain([self.beside.file()]);
        let more = more.chain(tags);
        iter::once(loader).chain(widgets).chain(more).collect()
    }
}

impl Widget {
    /// `modules` are those that it may import, with the integrity of each.
    fn build(
        workspace: &Workspace,
        program: Program,
        recipe: Recipe,
        modules: &[(&str, String)],
    ) -> Result<Self, Error> {
        let Pair { mut source, wasm } = Pair::build(workspace, program, recipe)?;
        let wasm = pack(&wasm).map_err(|error| Error::Glue(format!("{error:#}")))?;
        for (name, integrity) in modules {
            source = state(&source, name, integrity)?;
        }
        let source = match recipe {
            Recipe::Ordinary => source,
            Recipe::Published => state(&source, "WASM", &brief(&wasm))?,
        };
        Ok(Self {
            name: program.name(),
            glue: minify(&own(&source), SourceType::mjs())?,
            wasm,
        })
    }

    /// Both files by name.
    pub(crate) fn files(&self) -> [(String, &[u8]); 2] {
        [
            (format!("{}.js", self.name), self.glue.as_bytes()),
            (format!("{}_bg.wasm", self.name), &self.wasm),
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
        let mut source = guard(&text(&glue.script)?)?;
        for companion in companions(program) {
            source += &text(&workspace.root().join("www").join(companion))?;
        }
        if program != Program::Session {
            source = state(&source, "WINDOW", &style::window(workspace)?)?;
        }
        let wasm = fs::read(&glue.wasm).map_err(Error::file("read", &glue.wasm))?;
        Ok(Self { source, wasm })
    }
}

/// The modules of `www/` that come in one file with the glue of a program.
fn companions(program: Program) -> &'static [&'static str] {
    match program {
        Program::Session => &["glued.js", "npm/held.js"],
        Program::Widget => &[
            "glued.js",
            "written.js",
            "shown.js",
            "npm/near.js",
            "speak.js",
            "drawn.js",
            "early.js",
            "mounted.js",
        ],
        _ => &[
            "glued.js",
            "written.js",
            "shown.js",
            "near.js",
            "speak.js",
            "drawn.js",
            "early.js",
            "mounted.js",
            "begin.js",
        ],
    }
}

/// Has the exports guarded as `www/glued.js` does it.
fn guard(glue: &str) -> Result<String, Error> {
    const BARE: &str = "wasm = instance.exports;";
    match glue.split_once(BARE) {
        Some((before, after)) => Ok(format!("{before}wasm = guarded(instance.exports);{after}")),
        None => Err(Error::Glue(format!("`{BARE}` is not in it"))),
    }
}

/// Glue without the ways into it that only others use.
fn own(source: &str) -> String {
    let lines = source.split_inclusive('\n');
    lines.filter(|line| !line.starts_with("export {")).collect()
}

/// A browser takes what has any of them.
fn glues(widgets: &[Widget]) -> String {
    let glues = widgets.iter().map(|widget| widget.glue.as_bytes());
    glues.map(brief).collect::<Vec<_>>().join(" ")
}

/// The loader of files that are at `home` from it (empty for beside it), with the integrity of
/// the glues; without any, none is asked for.
fn loader(workspace: &Workspace, home: &str, glues: &str) -> Result<String, Error> {
    let script = join(&workspace.root().join("www"), "script.js")?;
    let script = state(&script, "HOME", home)?;
    minify(&state(&script, "GLUES", glues)?, SourceType::cjs())
}

/// Puts a value into the line that waits for it.
pub(crate) fn state(script: &str, name: &str, value: &str) -> Result<String, Error> {
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
impl Shipped {
    /// Something that is quickly made.
    pub(crate) fn example() -> Self {
        let widgets = Program::WIDGETS.map(|program| Widget {
            name: program.name(),
            glue: "glue".repeat(100),
            wasm: b"wasm".repeat(100),
        });
        Self {
            loader: "loader".repeat(100),
            languages: Languages::example(),
            beside: Beside::example(),
            tags: TAGS.map(|(name, _)| name.repeat(100)).into(),
            glues: glues(&widgets),
            widgets: widgets.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exports_are_guarded_or_there_is_no_glue() {
        let guarded = guard("a;\nwasm = instance.exports;\nb;\n").unwrap();
        assert_eq!(guarded, "a;\nwasm = guarded(instance.exports);\nb;\n");
        let error = guard("wasm = other;").unwrap_err().to_string();
        assert!(error.contains("instance.exports"), "{error}");
    }

    #[test]
    fn a_fact_has_its_line() {
        let script = "let a;\nconst HOME = \"\";\n";
        let stated = state(script, "HOME", "../1.0.0/").unwrap();
        assert_eq!(stated, "let a;\nconst HOME = \"../1.0.0/\";\n");
        let missing = state(script, "GLUES", "x").unwrap_err().to_string();
        assert!(missing.contains("const GLUES"), "{missing}");
    }

    #[test]
    fn the_loader_asks_for_integrity_when_it_is_told_to() {
        let workspace = Workspace::find().unwrap();
        let plain = loader(&workspace, "", "").unwrap();
        assert!(!plain.contains("modulepreload"));
        let (home, glues) = ("../9.9.9/", "sha256-one sha256-two");
        let strict = loader(&workspace, home, glues).unwrap();
        for fact in ["modulepreload", home, glues] {
            assert!(strict.contains(fact), "{fact}");
        }
    }

    #[test]
    fn trunk_joins_the_same_modules() {
        let workspace = Workspace::find().unwrap();
        let trunk = text(&workspace.root().join("Trunk.toml")).unwrap();
        let mut rest = &*trunk;
        for companion in companions(Program::GmsV1) {
            let (_, after) = rest.split_once(&format!(" {companion}")).expect(companion);
            rest = after;
        }
    }

    #[test]
    fn the_loader_names_each_widget() {
        let workspace = Workspace::find().unwrap();
        let loader = text(&workspace.root().join("www/load.js")).unwrap();
        assert!(loader.contains("`${base}widget-${name}`"));
        for program in Program::WIDGETS {
            let name = program.name().strip_prefix("widget-").unwrap();
            assert!(loader.contains(&format!("\"{name}\"")), "{name}");
        }
    }
}
