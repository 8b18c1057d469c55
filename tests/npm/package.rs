//! The package as npm packs and installs it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::tool::{HERE, Tool};

/// The tarball, which is packed once and installed beside the tools.
pub(crate) fn installed() -> &'static Path {
    static TARBALL: OnceLock<PathBuf> = OnceLock::new();
    TARBALL.get_or_init(|| {
        let dist = env::var_os("CAUSERIE_DIST").map(PathBuf::from);
        let package = dist.unwrap_or_default().join("npm");
        assert!(
            package.join("package.json").is_file(),
            "CAUSERIE_DIST must say where `cargo xtask dist` has written; `cargo xtask test --npm` does"
        );
        let folder = made("");
        let pack = Tool::new("npm", ".").args("pack --silent --pack-destination");
        let name = pack.with(&folder).with(package).run();
        let tarball = folder.join(name.trim());
        let install = Tool::new("npm", ".").args("install --no-save --silent");
        install.with(&tarball).run();
        tarball
    })
}

/// A file of the installed package.
pub(crate) fn file(name: &str) -> PathBuf {
    Path::new(HERE).join("node_modules/causerie").join(name)
}

/// An empty folder for what is made for a consumer.
pub(crate) fn made(consumer: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("npm")
        .join(consumer);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}
