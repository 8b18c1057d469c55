//! What `cargo xtask dist` writes, on a page of another origin.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use causerie_e2e::{Ability, Center, Failure, Page};
use serde_json::json;

use crate::host::{self, Host};
use crate::visit::{agent, ann_says, quiet_stage, say, send_form, served, until_so};

pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What the loader fetches for a page that names no back end.
const FILES: [&str; 2] = ["widget-gms-v1.js", "widget-gms-v1_bg.wasm"];

/// What a page has not that came over HTTP from elsewhere than this machine.
const INSECURE: &str = "<script>\
    Object.defineProperty(Crypto.prototype, 'subtle', { get() {} })</script>";

/// The files to host.
pub(crate) fn hosted() -> PathBuf {
    env::var_os("CAUSERIE_DIST").map_or_else(PathBuf::new, |dist| Path::new(&dist).join("cdn"))
}

/// The line that is published, for files and a contact centre at these origins.
pub(crate) fn line(files: &str, center: &str) -> String {
    let line = fs::read_to_string(hosted().join(VERSION).join("snippet.html")).unwrap();
    let line = line.replace("https://chat.example", files);
    line.replace("https://gms.example", center)
}

/// With both at the contact centre of a test.
fn line_at(center: &Center) -> String {
    let origin = format!("http://{}", center.address());
    line(&origin, &origin)
}

async fn open_page(page: &Page, line: &str) -> Result<(), Failure> {
    page.open(&host::page(&host::document(line), "")).await
}

async fn carry_a_chat(page: &Page, center: &Center) -> Result<(), Failure> {
    page.click("button", "Chat with us").await?;
    send_form(page).await?;
    page.by_role("textbox", "Message").await?;
    say(page, "hello").await?;
    until_so("it is sent", async || Ok(served(center, "hello") == 1)).await;
    agent(center, |centre, chat, now| centre.join(chat, "Ann", now));
    ann_says(center, "hello yourself");
    page.reads("hello yourself").await
}

#[tokio::test]
async fn the_published_line_carries_a_chat_with_files_of_that_version() -> Result<(), Failure> {
    let site = Copy::new("line");
    quiet_stage("published-line")
        .site(&site.0)
        .play(async |page, center| {
            let line = line_at(center);
            assert!(line.contains("integrity=\"sha384-"), "{line}");
            open_page(page, &line).await?;
            carry_a_chat(page, center).await?;
            let links = "return document.querySelectorAll('link[rel=modulepreload]').length";
            assert_eq!(page.script(links).await?, 0, "nothing is left behind");
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn the_loader_that_follows_versions_fetches_the_one_that_is_published() -> Result<(), Failure>
{
    let site = Copy::new("alias");
    quiet_stage("published-alias")
        .site(&site.0)
        .play(async |page, center| {
            let origin = format!("http://{}", center.address());
            let line = format!(
                "<script async src=\"{origin}/v1/causerie.js\" data-url=\"{origin}/genesys\">\
                 </script>"
            );
            open_page(page, &line).await?;
            carry_a_chat(page, center).await?;
            let fetched = "return performance.getEntriesByType('resource') \
                .map(({ name }) => new URL(name).pathname) \
                .filter((path) => path.includes('widget')).sort()";
            let expected = FILES.map(|file| format!("/{VERSION}/{file}"));
            assert_eq!(page.script(fetched).await?, json!(expected));
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_file_that_somebody_changed_is_not_run() -> Result<(), Failure> {
    let [glue, wasm] = FILES;
    for (file, change, context) in [
        (glue, "\nwindow.changed = true;\n", ""),
        (wasm, "\0\u{2}\u{1}x", ""),
        (wasm, "\0\u{2}\u{1}x", INSECURE),
    ] {
        let site = Copy::new("changed");
        site.change(file, change);
        let is_glue = file == glue;
        quiet_stage(&format!(
            "published-changed{}",
            if is_glue { "-glue" } else { "" }
        ))
        .site(&site.0)
        .play(async |page, center| {
            if is_glue {
                page.needs(Ability::Integrity)?;
            }
            open_page(page, &format!("{context}{}", line_at(center))).await?;
            let told = "window.told = []; document.addEventListener('causerie:error', \
                    ({ detail }) => told.push(detail.name))";
            page.script(told).await?;
            page.click("button", "Chat with us").await?;
            page.by_role("link", "Contact us another way").await?;
            assert_eq!(page.script("return told").await?, json!(["NetworkError"]));
            assert_eq!(page.script("return window.changed").await?, json!(null));
            Ok(())
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_page_that_is_not_secure_has_the_browser_compare_the_wasm() -> Result<(), Failure> {
    let site = Copy::new("insecure");
    quiet_stage("published-insecure")
        .site(&site.0)
        .play(async |page, center| {
            open_page(page, &format!("{INSECURE}{}", line_at(center))).await?;
            carry_a_chat(page, center).await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn a_server_that_says_nothing_of_caches_is_asked_for_each_file_once() -> Result<(), Failure> {
    quiet_stage("published-plain")
        .play(async |page, center| {
            let files = Host::start();
            let all = [("Access-Control-Allow-Origin", "*")];
            let all = all.map(|(name, value)| (name.to_owned(), value.to_owned()));
            files.folder(hosted().join(VERSION), &all);
            let center_origin = format!("http://{}", center.address());
            open_page(page, &line(&files.origin(), &center_origin)).await?;
            carry_a_chat(page, center).await?;
            for file in FILES {
                let asked = files.asked(&format!("/{VERSION}/{file}"));
                assert_eq!(asked.len(), 1, "{file}");
            }
            page.quiet().await
        })
        .await
}

/// A copy of the files as a site, until it is dropped.
struct Copy(PathBuf);

impl Copy {
    fn new(name: &str) -> Self {
        let copy = Self(env::temp_dir().join(format!("causerie-{name}-{}", std::process::id())));
        for folder in ["v1", VERSION, &format!("{VERSION}/languages")] {
            fs::create_dir_all(copy.0.join(folder)).unwrap();
            for file in fs::read_dir(hosted().join(folder)).unwrap() {
                let file = file.unwrap();
                if file.path().is_file() {
                    fs::copy(file.path(), copy.0.join(folder).join(file.file_name())).unwrap();
                }
            }
        }
        // A site has a page.
        fs::write(copy.0.join("index.html"), "").unwrap();
        copy
    }

    /// Has something added to a file: it is valid, and not what was published.
    fn change(&self, file: &str, change: &str) {
        let path = self.0.join(VERSION).join(file);
        let mut contents = fs::read(&path).unwrap();
        contents.extend_from_slice(change.as_bytes());
        fs::write(path, contents).unwrap();
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
