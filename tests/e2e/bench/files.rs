//! Everything that is served, in the form in which it is sent.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use brotli::CompressorWriter;
use causerie_e2e::Failure;

/// For a process to be started with.
const BLANK: &[u8] = b"<!doctype html><title>Nothing</title><link rel=\"icon\" href=\"data:,\">";

/// What Causerie's pages load; the demo's files beside it are not wanted.
const CAUSERIE: [&str; 4] = [
    "beside.js",
    "causerie.js",
    "widget-gms-v1.js",
    "widget-gms-v1_bg.wasm",
];

/// A file after brotli, and its type.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub(crate) mime: &'static str,
    pub(crate) body: Bytes,
}

/// Files by their path, with the slash before it.
#[derive(Debug)]
pub(crate) struct Files(HashMap<String, File>);

impl Files {
    /// Compresses what `cargo xtask bench` has built.
    pub(crate) fn read() -> Result<Self, Failure> {
        let mut files = Self(HashMap::new());
        let shipped = shipped()?;
        for name in CAUSERIE {
            files.add_file(&format!("/causerie/{name}"), &shipped.join(name))?;
        }
        let peers = folder("CAUSERIE_BENCH_PEERS")?;
        let listed = fs::read_dir(&peers).map_err(io("list the peers' files"))?;
        for entry in listed {
            let path = entry.map_err(io("list the peers' files"))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files.add_file(&format!("/peers/{name}"), &path)?;
        }
        files.add("/blank", "text/html", BLANK)?;
        Ok(files)
    }

    /// Adds a page with this in its head and in its body, but for what all pages have.
    pub(crate) fn add_page(
        &mut self,
        path: &str,
        probe: &str,
        markup: &str,
    ) -> Result<(), Failure> {
        let page = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>Any website</title>\
             <link rel=\"icon\" href=\"data:,\"><script>{probe}</script></head>\
             <body><h1>Any website</h1><p>It sells something, and somebody has a question.</p>\
             {markup}</body></html>"
        );
        self.add(path, "text/html", page.as_bytes())
    }

    pub(crate) fn get(&self, path: &str) -> Option<&File> {
        self.0.get(path)
    }

    fn add_file(&mut self, path: &str, file: &Path) -> Result<(), Failure> {
        let content = fs::read(file).map_err(io(format!("read {}", file.display())))?;
        let mime = match file.extension().and_then(|extension| extension.to_str()) {
            Some("css") => "text/css",
            Some("js") => "text/javascript",
            Some("wasm") => "application/wasm",
            _ => "application/octet-stream",
        };
        self.add(path, mime, &content)
    }

    /// Adds what is compressed first.
    pub(crate) fn add(
        &mut self,
        path: &str,
        mime: &'static str,
        content: &[u8],
    ) -> Result<(), Failure> {
        let mut body = Vec::new();
        // Quality and window are brotli's greatest, as of whoever compresses once for all visitors.
        CompressorWriter::new(&mut body, 4096, 11, 22)
            .write_all(content)
            .map_err(io(format!("compress {path}")))?;
        let body = body.into();
        self.0.insert(path.to_owned(), File { mime, body });
        Ok(())
    }
}

/// The folder with Causerie's files.
pub(crate) fn shipped() -> Result<PathBuf, Failure> {
    folder("CAUSERIE_SHIPPED")
}

fn folder(variable: &str) -> Result<PathBuf, Failure> {
    let folder = PathBuf::from(env::var_os(variable).unwrap_or_default());
    if folder.is_dir() {
        return Ok(folder);
    }
    Err(Failure::Claim(format!(
        "{variable} is no folder; `cargo xtask bench` sets it"
    )))
}

fn io(act: impl Into<String>) -> impl FnOnce(std::io::Error) -> Failure {
    let act = act.into();
    move |cause| Failure::Io { act, cause }
}
