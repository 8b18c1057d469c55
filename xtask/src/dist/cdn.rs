//! Files to host: a folder for each version, whose files never change, and a loader that follows
//! the versions.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::compress::{brotli, gzip};
use crate::error::Error;
use crate::integrity::integrity;
use crate::shipped::{LOADER, Shipped};
use crate::site;
use crate::workspace::Workspace;

/// The folder of the loader that follows the versions, for as long as what pages write is
/// understood by the next one.
const ALIAS: &str = "v1";

/// For programs that write the line themselves.
#[derive(Serialize)]
struct Manifest<'a> {
    version: &'a str,
    files: BTreeMap<String, String>,
}

/// Fills a folder that does not exist.
pub(super) fn write(workspace: &Workspace, shipped: &Shipped, folder: &Path) -> Result<(), Error> {
    let version = Workspace::version();
    let fixed = folder.join(version);
    for (name, contents) in shipped.files() {
        publish(&fixed, &name, contents)?;
    }
    let files = shipped.files().into_iter();
    let manifest = Manifest {
        version,
        files: files
            .map(|(name, bytes)| (name, integrity(bytes)))
            .collect(),
    };
    let manifest = serde_json::to_string_pretty(&manifest).map_err(Error::Manifest)? + "\n";
    site::write(&fixed.join("integrity.json"), manifest.as_bytes())?;
    let line = snippet(version, &integrity(shipped.loader.as_bytes()));
    site::write(&fixed.join("snippet.html"), line.as_bytes())?;
    let follower = shipped.loader_from(workspace, &format!("../{version}/"))?;
    publish(&folder.join(ALIAS), LOADER, follower.as_bytes())
}

/// Puts a file into a folder, with its compressed forms beside it.
fn publish(folder: &Path, name: &str, contents: &[u8]) -> Result<(), Error> {
    let path = folder.join(name);
    site::write(&path, contents)?;
    let forms = [("br", brotli(contents)), ("gz", gzip(contents))];
    for (end, form) in forms {
        let form = form.map_err(Error::file("compress", &path))?;
        site::write(&folder.join(format!("{name}.{end}")), &form)?;
    }
    Ok(())
}

/// The one line for a page, of a version that never changes.
fn snippet(version: &str, integrity: &str) -> String {
    format!(
        "<script async src=\"https://chat.example/{version}/{LOADER}\"\n  \
         integrity=\"{integrity}\" crossorigin=\"anonymous\"\n  \
         data-url=\"https://gms.example/genesys\" data-contact-url=\"/contact\"></script>\n"
    )
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Read;

    use super::*;

    fn shipped() -> Shipped {
        Shipped::example()
    }

    fn written(name: &str) -> std::path::PathBuf {
        let workspace = Workspace::find().unwrap();
        let folder = workspace.target().join("tmp").join(name);
        site::clear(&folder).unwrap();
        write(&workspace, &shipped(), &folder).unwrap();
        folder
    }

    #[test]
    fn compressed_forms_are_those_of_the_file() {
        let folder = written("cdn-forms").join(Workspace::version());
        for (name, contents) in shipped().files() {
            let file = |end| fs::File::open(folder.join(format!("{name}.{end}"))).unwrap();
            let (mut br, mut gz) = (Vec::new(), Vec::new());
            let mut unzip = flate2::read::GzDecoder::new(file("gz"));
            unzip.read_to_end(&mut gz).unwrap();
            let mut unbrotli = brotli::Decompressor::new(file("br"), 4096);
            unbrotli.read_to_end(&mut br).unwrap();
            assert_eq!(
                (br.as_slice(), gz.as_slice()),
                (contents, contents),
                "{name}"
            );
        }
    }

    #[test]
    fn the_line_and_the_list_tell_the_integrity_of_what_is_there() {
        let folder = written("cdn-list").join(Workspace::version());
        let line = fs::read_to_string(folder.join("snippet.html")).unwrap();
        let list = fs::read_to_string(folder.join("integrity.json")).unwrap();
        let list: serde_json::Value = serde_json::from_str(&list).unwrap();
        for (name, _) in shipped().files() {
            let file = fs::read(folder.join(&name)).unwrap();
            assert_eq!(list["files"][&name], integrity(&file), "{name}");
        }
        assert!(line.contains(list["files"][LOADER].as_str().unwrap()));
    }

    #[test]
    fn the_loader_that_follows_versions_looks_into_the_folder_of_this_one() {
        let loader = written("cdn-alias").join(ALIAS).join(LOADER);
        let loader = fs::read_to_string(loader).unwrap();
        let home = format!("../{}/", Workspace::version());
        assert!(loader.contains(&home), "{loader}");
    }
}
