//! The documents: their links lead somewhere, and the README names the two commands.

use std::collections::HashSet;

use super::complaint::Complaint;
use super::source::{Files, Source};

const COMMANDS: [&str; 2] = ["cargo xtask demo", "cargo xtask test"];

pub(super) fn check(files: &Files) -> Vec<Complaint> {
    let known = known(files);
    let documents = files
        .sources
        .iter()
        .filter(|source| source.path.ends_with(".md"));
    let broken = documents.flat_map(|document| broken(document, &known));
    broken.chain(readme(&files.sources)).collect()
}

/// Files and the folders they are in.
fn known(files: &Files) -> HashSet<&str> {
    let texts = files.sources.iter().map(|source| source.path.as_str());
    let paths = texts.chain(files.others.iter().map(String::as_str));
    let with_folders = paths.flat_map(|path| {
        let ends = path
            .match_indices('/')
            .map(|(end, _)| end)
            .chain([path.len()]);
        ends.filter_map(|end| path.get(..end))
    });
    with_folders.collect()
}

fn broken(document: &Source, files: &HashSet<&str>) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    let mut fenced = false;
    for (number, line) in document.lines() {
        fenced ^= line.trim_start().starts_with("```");
        let lost = links(line).filter(|link| !fenced && !leads(document, link, files));
        complaints.extend(lost.map(|link| {
            Complaint::line(
                document,
                number,
                format!("the link to `{link}` leads nowhere: correct it"),
            )
        }));
    }
    complaints
}

/// The targets of `[text](target)`.
fn links(line: &str) -> impl Iterator<Item = &str> {
    let starts = line.split("](").skip(1);
    starts.filter_map(|rest| rest.split([')', ' ']).next())
}

fn leads(document: &Source, link: &str, files: &HashSet<&str>) -> bool {
    let elsewhere = link.contains("://") || link.starts_with("mailto:") || link.starts_with('#');
    let path = link.split('#').next().unwrap_or(link);
    elsewhere || files.contains(resolve(&document.path, path).as_str())
}

fn resolve(document: &str, link: &str) -> String {
    let mut folders: Vec<&str> = document.split('/').collect();
    folders.pop();
    for step in link.trim_end_matches('/').split('/') {
        match step {
            "." => {}
            ".." => drop(folders.pop()),
            name => folders.push(name),
        }
    }
    folders.join("/")
}

fn readme(sources: &[Source]) -> Vec<Complaint> {
    let readme = sources.iter().find(|source| source.path == "README.md");
    let text = readme.map_or("", |readme| readme.text.as_str());
    let unnamed = COMMANDS.iter().filter(|command| !text.contains(**command));
    let what = |command| format!("does not name `{command}`: a stranger needs it");
    unnamed
        .map(|command| Complaint::whole("README.md", what(command)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::source::sample;
    use super::*;

    fn project(document: &str) -> Files {
        let sources = vec![
            sample("README.md", "`cargo xtask demo`, `cargo xtask test`\n"),
            sample("docs/guide.md", document),
        ];
        Files {
            sources,
            others: vec!["docs/picture.png".to_owned()],
        }
    }

    #[test]
    fn links_to_files_folders_and_elsewhere_pass() {
        let document =
            "[a](picture.png) [b](../README.md#c) [d](https://e.f) [g](../docs/) [h](#i)\n";
        assert_eq!(check(&project(document)), []);
    }

    #[test]
    fn a_link_to_nothing_is_found() {
        assert_eq!(check(&project("see [a](missing.md)\n")).len(), 1);
        assert_eq!(check(&project("```\nsee [a](missing.md)\n```\n")), []);
    }

    #[test]
    fn both_commands_are_named() {
        let mut files = project("");
        files.sources.remove(0);
        assert_eq!(check(&files).len(), 2);
        files
            .sources
            .push(sample("README.md", "`cargo xtask demo`\n"));
        assert_eq!(check(&files).len(), 1);
    }
}
