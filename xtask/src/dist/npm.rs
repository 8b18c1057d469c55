//! The npm package: faces for modules, types, and the files to host.

use std::fs;
use std::path::Path;

use super::factory::factory;
use crate::error::Error;
use crate::shipped::{LOADER, Pair, Shipped};
use crate::site;
use crate::widget::{Program, Recipe};
use crate::workspace::Workspace;

/// What of `www/` the package's own modules build on. They bring their own `load.js`.
const SHARED: [&str; 28] = [
    "across.js",
    "attend.js",
    "bring.js",
    "causerie.d.ts",
    "commands.js",
    "dress.js",
    "element.js",
    "emoji.js",
    "format.js",
    "inline.js",
    "invite.js",
    "keep.js",
    "later.js",
    "launcher.js",
    "log.js",
    "mask.js",
    "menu.js",
    "more.js",
    "note.js",
    "open.js",
    "phone.js",
    "popout.js",
    "rating.js",
    "refusal.js",
    "resize.js",
    "rules.js",
    "sheet.js",
    "style.js",
];

/// Parts of the glue, and no files of the package.
const COMPANIONS: [&str; 2] = ["held.js", "near.js"];

/// What each glue gives.
const FACTORIES: [(Program, &[&str]); 2] = [
    (Program::Widget, &["Mounted", "prepare"]),
    (Program::Session, &["Held"]),
];

const MANIFEST: &str = "package.json";

/// Fills a folder that does not exist.
pub(super) fn write(workspace: &Workspace, shipped: &Shipped, folder: &Path) -> Result<(), Error> {
    let glue = folder.join("glue");
    fs::create_dir_all(&glue).map_err(Error::file("create", &glue))?;
    let www = workspace.root().join("www");
    for name in SHARED {
        site::copy(&www.join(name), &folder.join(name))?;
    }
    site::copy_files(&www.join("npm"), folder)?;
    for name in COMPANIONS {
        let companion = folder.join(name);
        fs::remove_file(&companion).map_err(Error::file("remove", &companion))?;
    }
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        site::copy(&workspace.root().join(name), &folder.join(name))?;
    }
    for (name, contents) in shipped.files() {
        site::write(&folder.join(name), contents)?;
    }
    let loader = importable(&shipped.loader);
    site::write(&folder.join(LOADER), loader.as_bytes())?;
    for table in shipped.languages.tables() {
        let module = format!("export default {};\n", table.json);
        let path = folder.join(format!("languages/{}.js", table.tag));
        site::write(&path, module.as_bytes())?;
    }
    for (program, names) in FACTORIES {
        let Pair { source, wasm } = Pair::build(workspace, program, Recipe::Published)?;
        site::write(&folder.join(format!("{}_bg.wasm", program.name())), &wasm)?;
        let module = factory(&source, names)?;
        site::write(
            &glue.join(format!("{}.js", program.name())),
            module.as_bytes(),
        )?;
    }
    number(&folder.join(MANIFEST))
}

/// The loader is a script for pages; a server that imports it has no page.
fn importable(loader: &str) -> String {
    format!("globalThis.document&&{loader}")
}

/// Writes the version into the manifest.
fn number(manifest: &Path) -> Result<(), Error> {
    let text = fs::read_to_string(manifest).map_err(Error::file("read", manifest))?;
    let version = Workspace::version();
    let text = text.replace("\"0.0.0\"", &format!("\"{version}\""));
    site::write(manifest, text.as_bytes())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn what_the_modules_of_the_package_import_is_in_it() {
        let www = Workspace::find().unwrap().root().join("www");
        let own: BTreeSet<_> = fs::read_dir(www.join("npm"))
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect();
        let is_there = |name: &str| SHARED.contains(&name) || own.contains(name);
        for module in SHARED {
            let text = fs::read_to_string(www.join(module)).unwrap();
            let imports = text.split("from \"./").skip(1);
            for import in imports.map(|rest| rest.split('"').next().unwrap()) {
                assert!(is_there(import), "{module} imports {import}");
            }
        }
    }

    #[test]
    fn a_server_that_imports_the_loader_passes_over_it() {
        assert_eq!(
            importable("(()=>{})();"),
            "globalThis.document&&(()=>{})();"
        );
    }
}
