//! Pages with the widget on them, each in one folder. The demo site: what a page downloads,
//! the files of `www/`, and `index.html`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::glue::Glue;
use crate::shipped::Shipped;
use crate::widget::{self, Recipe};
use crate::workspace::Workspace;

/// Builds everything a browser loads and gives the folder to serve.
pub(crate) fn build(workspace: &Workspace) -> Result<PathBuf, Error> {
    let shipped = Shipped::build(workspace, Recipe::Ordinary)?;
    let site = workspace.target().join("site");
    lay_out(workspace.root(), &shipped, &site)?;
    Ok(site)
}

/// Builds the page in Yew that the browser suite tries the component on.
pub(crate) fn build_yew(workspace: &Workspace) -> Result<PathBuf, Error> {
    let compiled = widget::build_yew(workspace)?;
    let glue = Glue::generate(workspace, "debug", "page", &compiled)?;
    let site = workspace.target().join("site-yew");
    clear(&site)?;
    place(&glue, &site)?;
    if let Some(folder) = glue.script.parent() {
        copy_all(&folder.join("snippets"), &site.join("snippets"))?;
    }
    copy_files(&workspace.root().join("examples/yew/page"), &site)?;
    copy(
        &workspace.root().join("www/icon.svg"),
        &site.join("icon.svg"),
    )?;
    Ok(site)
}

fn lay_out(root: &Path, shipped: &Shipped, site: &Path) -> Result<(), Error> {
    clear(site)?;
    copy_files(&root.join("www"), site)?;
    for (name, contents) in shipped.files() {
        write(&site.join(name), contents)?;
    }
    page(&root.join("index.html"), &site.join("index.html"))
}

/// Puts a file there, in the place of what is there, and makes the folder for it.
pub(crate) fn write(path: &Path, contents: &[u8]) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::file("create", folder))?;
    }
    fs::write(path, contents).map_err(Error::file("write", path))
}

/// Makes an empty folder, or empties the one that is there.
pub(crate) fn clear(site: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(site) {
        Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
            return Err(Error::file("remove", site)(cause));
        }
        _ => {}
    }
    fs::create_dir_all(site).map_err(Error::file("create", site))
}

fn place(glue: &Glue, site: &Path) -> Result<(), Error> {
    for file in [&glue.script, &glue.wasm] {
        if let Some(name) = file.file_name() {
            copy(file, &site.join(name))?;
        }
    }
    Ok(())
}

/// Copies the files of a folder, and none of those in folders of it.
pub(crate) fn copy_files(from: &Path, to: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(from).map_err(Error::file("read", from))? {
        let source = entry.map_err(Error::file("read", from))?.path();
        if let Some(name) = source.file_name().filter(|_| source.is_file()) {
            copy(&source, &to.join(name))?;
        }
    }
    Ok(())
}

/// Copies a folder with all that is in it.
fn copy_all(from: &Path, to: &Path) -> Result<(), Error> {
    fs::create_dir_all(to).map_err(Error::file("create", to))?;
    copy_files(from, to)?;
    for entry in fs::read_dir(from).map_err(Error::file("read", from))? {
        let source = entry.map_err(Error::file("read", from))?.path();
        if let Some(name) = source.file_name().filter(|_| source.is_dir()) {
            copy_all(&source, &to.join(name))?;
        }
    }
    Ok(())
}

/// Copies a file.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    fs::copy(from, to).map_err(Error::file("copy", from))?;
    Ok(())
}

fn page(from: &Path, to: &Path) -> Result<(), Error> {
    let html = fs::read_to_string(from).map_err(Error::file("read", from))?;
    write(to, without_trunk(&html).as_bytes())
}

/// Lines with `data-trunk` are orders to Trunk, which serves the same page with live reload.
fn without_trunk(html: &str) -> String {
    html.split_inclusive('\n')
        .filter(|line| !line.contains("data-trunk"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_to_trunk_are_left_out() {
        let html = "<head>\n<link data-trunk rel=\"rust\" />\n<title>x</title>\n</head>";
        assert_eq!(without_trunk(html), "<head>\n<title>x</title>\n</head>");
    }
}
