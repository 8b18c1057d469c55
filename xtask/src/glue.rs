//! The JavaScript that loads the wasm and lends it the browser, made by wasm-bindgen's library:
//! no tool to install, and its version is the widget's because one table pins both.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::abridge::abridge;
use crate::error::Error;
use crate::lighten::lighten;
use crate::process::say;
use crate::shorthand::shorten;
use crate::trim::trim;
use crate::workspace::Workspace;

/// The pair of files a page loads: for a module `widget`, `widget.js` and `widget_bg.wasm`.
#[derive(Debug)]
pub(crate) struct Glue {
    pub(crate) script: PathBuf,
    pub(crate) wasm: PathBuf,
}

impl Glue {
    /// Generates both from what the compiler left by a recipe, unless that was done already.
    pub(crate) fn generate(
        workspace: &Workspace,
        recipe: &str,
        module: &str,
        compiled: &Path,
    ) -> Result<Self, Error> {
        let folder = workspace.target().join("glue").join(recipe).join(module);
        let glue = Self::within(&folder, module);
        let stamp = folder.join("stamp");
        let bytes = fs::read(compiled).map_err(Error::file("read", compiled))?;
        let digest = digest(&bytes);
        if is_later(&stamp) && fs::read_to_string(&stamp).is_ok_and(|seen| seen == digest) {
            return Ok(glue);
        }
        say("generating the JavaScript glue");
        bindgen(bytes, module, &folder).map_err(|error| Error::Glue(format!("{error:#}")))?;
        glue.shorten()?;
        fs::write(&stamp, digest).map_err(Error::file("write", &stamp))?;
        Ok(glue)
    }

    fn shorten(&self) -> Result<(), Error> {
        let (script, wasm) = (&self.script, &self.wasm);
        let text = fs::read_to_string(script).map_err(Error::file("read", script))?;
        let bytes = fs::read(wasm).map_err(Error::file("read", wasm))?;
        let (text, bytes) = abridge(&shorten(&trim(&lighten(&text))), &bytes)
            .map_err(|error| Error::Glue(format!("{error:#}")))?;
        fs::write(script, text).map_err(Error::file("write", script))?;
        fs::write(wasm, bytes).map_err(Error::file("write", wasm))
    }

    fn within(folder: &Path, module: &str) -> Self {
        let file = |end| folder.join(format!("{module}{end}"));
        Self {
            script: file(".js"),
            wasm: file("_bg.wasm"),
        }
    }
}

fn bindgen(bytes: Vec<u8>, module: &str, folder: &Path) -> Result<(), impl std::fmt::Display> {
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(module, bytes).typescript(false);
    // For debuggers; a visitor would only download it. What goes by their names goes after them.
    bindgen.remove_producers_section(true);
    bindgen.web(true)?.generate(folder)
}

/// Whether it was written after this program, which may write something else than another did.
fn is_later(file: &Path) -> bool {
    let changed = |path: &Path| fs::metadata(path).and_then(|about| about.modified()).ok();
    changed(file) > env::current_exe().ok().as_deref().and_then(changed)
}

fn digest(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_byte_changes_the_digest() {
        assert_eq!(digest(b"wasm"), digest(b"wasm"));
        assert_ne!(digest(b"wasm"), digest(b"wasn"));
    }

    #[test]
    fn what_another_program_has_made_is_made_anew() {
        let file = Workspace::find().unwrap().target().join("tmp/stamp");
        assert!(!is_later(&file.join("missing")));
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, "").unwrap();
        assert!(is_later(&file));
        let stamp = fs::File::options().append(true).open(&file).unwrap();
        stamp.set_modified(std::time::UNIX_EPOCH).unwrap();
        assert!(!is_later(&file));
    }

    #[test]
    fn the_pair_has_the_names_the_loader_imports() {
        let glue = Glue::within(Path::new("x"), "widget");
        assert_eq!(glue.script, Path::new("x/widget.js"));
        assert_eq!(glue.wasm, Path::new("x/widget_bg.wasm"));
    }
}
