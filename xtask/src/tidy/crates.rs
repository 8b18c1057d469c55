//! Which crate may not lean on which, as cargo resolves it.

use crate::error::Error;
use crate::process;
use crate::toolchain::TARGET;
use crate::widget::Program;
use crate::workspace::Workspace;

use super::complaint::Complaint;

/// A package and the crates that must not be among its dependencies, however far down.
struct Wall {
    package: &'static str,
    /// Where it runs: `all`, or a target.
    target: &'static str,
    /// Whether it is looked at as it is shipped, without the features for those who build on it.
    shipped: bool,
    /// What counts as a dependency, in the words of `cargo tree --edges`.
    edges: &'static str,
    /// A name, or the beginning of one before a `*`.
    barred: &'static [&'static str],
    why: &'static str,
}

const WALLS: [Wall; 4] = [
    Wall {
        package: "causerie-core",
        target: "all",
        shipped: false,
        edges: "normal,build",
        barred: &[
            "gloo*",
            "js-sys",
            "tokio*",
            "wasm-bindgen*",
            "web-sys",
            "yew*",
        ],
        why: "the core knows no browser and no runtime",
    },
    Wall {
        package: "causerie-emulator",
        target: "all",
        shipped: false,
        edges: "all",
        barred: &["causerie", "causerie-core"],
        why: "the emulator is an independent reading of the documents",
    },
    Wall {
        package: "causerie-load",
        target: "all",
        shipped: false,
        edges: "all",
        barred: &["causerie", "causerie-emulator", "causerie-tests"],
        why: "it meets the contact centre over sockets only, and reads its answers by itself",
    },
    Wall {
        package: "causerie",
        target: TARGET,
        shipped: true,
        edges: "normal,build",
        barred: &[
            "axum*",
            "causerie-emulator",
            "hyper*",
            "reqwest",
            "serde*",
            "tokio*",
            "yew*",
        ],
        why: "every byte of it is downloaded by a visitor",
    },
];

pub(super) fn check(workspace: &Workspace) -> Result<Vec<Complaint>, Error> {
    let mut complaints = Vec::new();
    for wall in &WALLS {
        complaints.extend(wall.complaints(&tree(workspace, wall)?));
    }
    Ok(complaints)
}

fn tree(workspace: &Workspace, wall: &Wall) -> Result<String, Error> {
    let mut cargo = workspace.cargo();
    cargo.args(["tree", "--package", wall.package, "--edges", wall.edges]);
    cargo.args([
        "--target",
        wall.target,
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    if wall.shipped {
        cargo.args([
            "--no-default-features",
            "--features",
            Program::Widget.features(),
        ]);
    }
    process::answer(&mut cargo)
}

impl Wall {
    /// The first line of the tree is the package itself.
    fn complaints(&self, tree: &str) -> Vec<Complaint> {
        let names = tree
            .lines()
            .skip(1)
            .filter_map(|line| line.split(' ').next());
        let wrong = names.filter(|name| self.barred.iter().any(|bar| matches(name, bar)));
        let mut wrong: Vec<&str> = wrong.collect();
        wrong.sort_unstable();
        wrong.dedup();
        let what = |name| format!("depends on {name}: {}; `cargo tree` shows how", self.why);
        wrong
            .into_iter()
            .map(|name| Complaint::whole(self.package, what(name)))
            .collect()
    }
}

fn matches(name: &str, bar: &str) -> bool {
    bar.strip_suffix('*')
        .map_or(name == bar, |start| name.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_barred_crate_is_found() {
        for wall in &WALLS {
            for bar in wall.barred {
                let tree = format!(
                    "{} v0.1.0 (x)\n{} v1.0.0\n",
                    wall.package,
                    bar.trim_end_matches('*')
                );
                assert_eq!(
                    wall.complaints(&tree).len(),
                    1,
                    "{} may use {bar}",
                    wall.package
                );
            }
        }
    }

    #[test]
    fn other_crates_pass_and_one_is_named_once() {
        let tree = "causerie-core v0.1.0 (x)\nserde_json v1.0.0\nyew v1.0.0\nyew v1.0.0 (*)\n";
        assert_eq!(
            WALLS.first().map(|wall| wall.complaints(tree).len()),
            Some(1)
        );
    }
}
