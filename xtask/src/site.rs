//! Pages with the widget on them, each in one folder. The demo site: the widget's two files, the
//! loader, everything in `www/`, and `index.html`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use oxc_span::SourceType;

use crate::error::Error;
use crate::glue::Glue;
use crate::join::join;
use crate::minify::minify;
use crate::widget;
use crate::workspace::Workspace;

/// Builds everything a browser loads and gives the folder to serve.
pub(crate) fn build(workspace: &Workspace) -> Result<PathBuf, Error> {
    let compiled = widget::build(workspace)?;
    let glue = Glue::generate(workspace, "widget", &compiled)?;
    let site = workspace.target().join("site");
    lay_out(workspace.root(), &glue, &site)?;
    Ok(site)
}

/// Builds the page in Yew that the browser suite tries the component on.
pub(crate) fn build_yew(workspace: &Workspace) -> Result<PathBuf, Error> {
    let compiled = widget::build_yew(workspace)?;
    let glue = Glue::generate(workspace, "page", &compiled)?;
    let site = workspace.target().join("site-yew");
    clear(&site)?;
    place(&glue, &site)?;
    copy_folder(&workspace.root().join("examples/yew/page"), &site)?;
    copy(
        &workspace.root().join("www/icon.svg"),
        &site.join("icon.svg"),
    )?;
    Ok(site)
}

fn lay_out(root: &Path, glue: &Glue, site: &Path) -> Result<(), Error> {
    clear(site)?;
    place(glue, site)?;
    let www = root.join("www");
    copy_folder(&www, site)?;
    let loader = minify(&join(&www, "script.js")?, SourceType::cjs())?;
    write(&site.join("causerie.js"), &loader)?;
    let both = read(&glue.script)? + &read(&www.join("mounted.js"))?;
    write(&site.join("widget.js"), &minify(&both, SourceType::mjs())?)?;
    page(&root.join("index.html"), &site.join("index.html"))
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(Error::file("read", path))
}

fn write(path: &Path, text: &str) -> Result<(), Error> {
    fs::write(path, text).map_err(Error::file("write", path))
}

fn clear(site: &Path) -> Result<(), Error> {
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

fn copy_folder(from: &Path, to: &Path) -> Result<(), Error> {
    for entry in fs::read_dir(from).map_err(Error::file("read", from))? {
        let source = entry.map_err(Error::file("read", from))?.path();
        let Some(name) = source.file_name() else {
            continue;
        };
        let copied = to.join(name);
        if source.is_dir() {
            fs::create_dir_all(&copied).map_err(Error::file("create", &copied))?;
            copy_folder(&source, &copied)?;
        } else {
            copy(&source, &copied)?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), Error> {
    fs::copy(from, to).map_err(Error::file("copy", from))?;
    Ok(())
}

fn page(from: &Path, to: &Path) -> Result<(), Error> {
    write(to, &without_trunk(&read(from)?))
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
