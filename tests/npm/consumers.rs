//! Pages with the widget, each made by another tool.

use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;

use causerie_e2e::{Center, Failure, Page};

use crate::package::{self, made};
use crate::tool::{HERE, Tool, copy, files};
use crate::visit::{COUNT_INSTANCES, begin_chat, end_chat, fetched, stage, until_so};

/// Files that are served as they stand here.
fn own(names: &[&str]) -> Vec<PathBuf> {
    names
        .iter()
        .map(|name| Path::new(HERE).join(name))
        .collect()
}

/// A whole chat, and nothing is fetched that belongs to a chat without the widget.
async fn carries_a_chat(page: &Page, center: &Center) -> Result<(), Failure> {
    page.by_role("button", "Chat with us").await?;
    assert_eq!(fetched(page, "wasm").await?, 0, "before anybody chats");
    begin_chat(page, center).await?;
    end_chat(page).await?;
    assert_eq!(fetched(page, "wasm").await?, 1);
    assert_eq!(fetched(page, "session[-_.]bg|glue.session").await?, 0);
    Ok(())
}

/// The same page in another language, which is a file of its own.
async fn speaks_german(page: &Page) -> Result<(), Failure> {
    page.reload().await?;
    page.script("document.documentElement.lang = 'de'").await?;
    page.by_role("button", "Chat with us")
        .await?
        .click()
        .await?;
    page.by_role("button", "Chat starten").await.map(drop)
}

/// A page for the site of that name.
fn made_by_vite(name: &str) -> PathBuf {
    package::installed();
    let site = made(name);
    let vite = Tool::installed("vite", "vite").args("build --logLevel warn --outDir");
    vite.with(&site).run();
    site
}

#[tokio::test]
async fn a_page_made_by_vite_carries_a_chat() -> Result<(), Failure> {
    stage("npm-vite", made_by_vite("vite"))
        .play(async |page, center| {
            page.open("/").await?;
            carries_a_chat(page, center).await?;
            speaks_german(page).await
        })
        .await
}

#[tokio::test]
async fn after_a_failure_the_next_widget_has_wasm_of_its_own_and_no_new_download()
-> Result<(), Failure> {
    /// What the window asks of its conversation goes wrong from now on.
    const BREAK: &str = "const log = chat.shadowRoot.querySelector('[role=log]'); \
        const fail = { get() { throw new Error('broken by the page') } }; \
        for (const name of ['scrollHeight', 'scrollTop', 'clientHeight']) \
        Object.defineProperty(log, name, fail); \
        return chat.send('breaks').then(() => 'sent', ({ name }) => name)";
    stage("npm-broken", made_by_vite("broken"))
        .play(async |page, center| {
            page.open("/").await?;
            begin_chat(page, center).await?;
            page.script(COUNT_INSTANCES).await?;
            assert_eq!(page.script(BREAK).await?, "FailedError");
            page.by_role("link", "Contact us another way").await?;
            let launcher = page.by_role("button", "Chat with us").await?;
            launcher.click().await?;
            page.reads("hello yourself").await?;
            assert_eq!(center.emulator().chats().len(), 1, "the chat goes on");
            assert_eq!(page.script("return instances").await?, 1);
            assert_eq!(fetched(page, "wasm").await?, 1);
            Ok(())
        })
        .await
}

#[tokio::test]
async fn an_element_on_a_page_made_by_webpack_carries_a_chat() -> Result<(), Failure> {
    package::installed();
    let site = made("webpack");
    let webpack = Tool::installed("webpack", "webpack").args("--stats errors-warnings");
    let told = webpack.with("--output-path").with(&site).run();
    assert_eq!(told.trim(), "webpack compiled successfully");
    copy(own(&["webpack/index.html", "public/icon.svg"]), &site);
    stage("npm-webpack", site)
        .play(async |page, center| {
            page.open("/").await?;
            carries_a_chat(page, center).await?;
            speaks_german(page).await
        })
        .await
}

#[tokio::test]
async fn a_page_made_by_esbuild_carries_a_chat_with_the_wasm_it_was_told_of() -> Result<(), Failure>
{
    package::installed();
    let site = made("esbuild");
    let esbuild = Tool::installed("esbuild", "esbuild").args(
        "main.js --bundle --format=esm --splitting --minify --loader:.wasm=file \
         --log-level=warning",
    );
    esbuild.with(format!("--outdir={}", site.display())).run();
    copy(own(&["esbuild/index.html", "public/icon.svg"]), &site);
    stage("npm-esbuild", site)
        .play(async |page, center| {
            page.open("/").await?;
            carries_a_chat(page, center).await?;
            speaks_german(page).await
        })
        .await
}

#[tokio::test]
async fn what_a_server_rendered_without_a_window_carries_a_chat_once_it_is_hydrated()
-> Result<(), Failure> {
    package::installed();
    let site = made("server");
    let html = Tool::new("node", "server").with("render.js").run();
    assert!(html.contains("<causerie-chat url=\"/genesys\""), "{html}");
    std::fs::write(site.join("index.html"), html).unwrap();
    let esbuild = Tool::installed("esbuild", "server")
        .args("main.js --bundle --format=esm --splitting --minify --log-level=warning")
        .with("--define:process.env.NODE_ENV=\"production\"");
    esbuild.with(format!("--outdir={}", site.display())).run();
    copy(files(package::file(""), "_bg.wasm"), &site);
    copy(own(&["public/icon.svg"]), &site);
    stage("npm-server", site)
        .play(async |page, center| {
            page.open("/").await?;
            carries_a_chat(page, center).await?;
            speaks_german(page).await
        })
        .await
}

#[tokio::test]
async fn a_page_that_nothing_has_made_carries_a_chat() -> Result<(), Failure> {
    stage("npm-bare", bare("bare"))
        .play(async |page, center| {
            page.open("/").await?;
            carries_a_chat(page, center).await?;
            speaks_german(page).await
        })
        .await
}

#[tokio::test]
async fn a_page_whose_chats_are_kept_elsewhere_carries_one_over_a_reload() -> Result<(), Failure> {
    const KEPT: &str = "return [...Object.values(sessionStorage), ...Object.values(localStorage)]";
    let site = bare("across");
    let (shop, home) = (served_by_itself(&site), served_by_itself(&site));
    stage("npm-across", site)
        .play(async |page, center| {
            let query = format!("center=http://{}&home={home}", center.address());
            page.open(&format!("{shop}/across.html?{query}")).await?;
            begin_chat(page, center).await?;
            page.reload().await?;
            page.by_role("textbox", "Message").await?;
            let kept = page.script(KEPT).await?;
            let kept = kept.as_array().unwrap();
            assert!(!kept.is_empty(), "nothing says that there is a chat");
            assert!(kept.iter().all(|text| text == ""), "{kept:?}");
            end_chat(page).await
        })
        .await
}

#[tokio::test]
async fn the_script_of_the_package_carries_a_chat_with_the_files_beside_it() -> Result<(), Failure>
{
    stage("npm-script", bare("script"))
        .play(async |page, center| {
            page.open("/script.html").await?;
            let ready = "return typeof causerie";
            until_so("it is there", async || {
                Ok(page.script(ready).await? == "function")
            })
            .await;
            carries_a_chat(page, center).await?;
            speaks_german(page).await
        })
        .await
}

/// Serves a site's files at an origin of their own, to the end of the tests: pages of the emulator
/// neither have frames nor are in any.
fn served_by_itself(site: &Path) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let site = site.to_owned();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // Who does not wait for the answer is no fault of the server's.
            let _ = answer(stream, &site);
        }
    });
    origin
}

fn answer(mut stream: TcpStream, site: &Path) -> io::Result<()> {
    let lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let head: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
    let path = head
        .first()
        .map_or("", String::as_str)
        .split([' ', '?'])
        .nth(1)
        .unwrap_or_default();
    let body = std::fs::read(site.join(path.trim_start_matches('/')))?;
    let kind = match Path::new(path).extension().and_then(OsStr::to_str) {
        Some("js") => "text/javascript",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "text/html",
    };
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Connection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(&body)
}

/// A site with the package as it is.
pub(crate) fn bare(name: &str) -> PathBuf {
    package::installed();
    let site = made(name);
    let pages = files(Path::new(HERE).join("bare"), "");
    copy(pages.into_iter().chain(own(&["public/icon.svg"])), &site);
    copy(files(package::file(""), ""), &site.join("causerie"));
    for folder in ["glue", "languages"] {
        let contents = files(package::file(folder), "");
        copy(contents, &site.join("causerie").join(folder));
    }
    site
}
