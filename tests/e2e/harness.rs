//! The harness tried on a page of its own, with one shadow root inside another.

use std::cell::RefCell;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use causerie_e2e::{Failure, Level, Name, Page, Stage};
use tokio::net::TcpSocket;
use tokio::task::{LocalSet, spawn_local};

fn stage(name: &str) -> Stage {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("page");
    Stage::named(name).site(folder)
}

#[tokio::test]
async fn roles_and_names_are_found_in_shadow_roots() -> Result<(), Failure> {
    let stage = stage("harness-roles");
    stage
        .play(async |page, _| {
            page.open("/").await?;
            let field = page.by_role("textbox", "Your name").await?;
            field.type_text("Ada").await?;
            assert_eq!(field.value().await?, "Ada");
            assert!(field.has_focus().await?);
            page.by_role("button", "Greet").await?.click().await?;
            page.reads("Hello, Ada").await?;
            let log = page.by_role("log", Name::Containing("Greet")).await?;
            assert_eq!(log.text().await?, "Hello, Ada");
            assert_eq!(log.all_by_role("paragraph", Name::Any).await?.len(), 1);
            page.gone("button", "Farewell").await?;
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn what_is_hidden_is_not_found() -> Result<(), Failure> {
    let stage = stage("harness-hidden");
    stage
        .play(async |page, _| {
            page.open("/").await?;
            page.by_role("button", "Greet").await?;
            assert_eq!(page.all_by_role("button", Name::Any).await?.len(), 1);
            Ok(())
        })
        .await
}

#[tokio::test]
async fn console_errors_are_heard() -> Result<(), Failure> {
    let stage = stage("harness-console");
    stage
        .play(async |page, _| {
            page.open("/").await?;
            page.script("setTimeout(() => { throw new Error('on purpose') })")
                .await?;
            page.script("console.warn('careful')").await?;
            let heard = page.console().await?;
            let find = |level, text| {
                heard
                    .iter()
                    .any(|e| e.level == level && e.message.contains(text))
            };
            assert!(
                find(Level::Error, "on purpose") && find(Level::Warning, "careful"),
                "{heard:?}"
            );
            page.quiet().await
        })
        .await
}

#[tokio::test]
async fn the_page_can_be_dark_small_and_offline() -> Result<(), Failure> {
    let stage = stage("harness-look");
    stage
        .play(async |page, _| {
            page.open("/").await?;
            page.resize(360, 740).await?;
            assert_eq!(page.script("return innerWidth").await?, 360);
            page.dark(true).await?;
            let dark = "return matchMedia('(prefers-color-scheme: dark)').matches";
            assert_eq!(page.script(dark).await?, true);
            let shot = page.screenshot("harness-dark-360").await?;
            assert!(shot.is_file());
            page.offline(true).await?;
            let reached = "return fetch('/health').then(r => r.ok, () => false)";
            assert_eq!(page.script(reached).await?, false);
            assert_eq!(page.script("return navigator.onLine").await?, false);
            page.offline(false).await?;
            assert_eq!(page.script(reached).await?, true);
            Ok(())
        })
        .await
}

#[tokio::test]
async fn the_centre_stops_and_comes_back() -> Result<(), Failure> {
    let stage = stage("harness-centre");
    stage
        .play(async |page, center| {
            page.open("/").await?;
            let reached = "return fetch('/health').then(r => r.ok, () => false)";
            assert_eq!(page.script(reached).await?, true);
            center.stop().await;
            assert_eq!(page.script(reached).await?, false);
            // One that does not mean to share is told that somebody is there.
            let other = TcpSocket::new_v4().unwrap().bind(center.address());
            assert_eq!(other.unwrap_err().kind(), ErrorKind::AddrInUse);
            center.resume().await?;
            assert_eq!(page.script(reached).await?, true);
            Ok(())
        })
        .await
}

/// Where the browser keeps what it knows; WebKit's driver does not tell.
fn profile_of(page: &Page) -> Option<PathBuf> {
    let told = page.driver().capabilities();
    let chrome = told.get("chrome").map(|chrome| &chrome["userDataDir"]);
    let profile = chrome.or_else(|| told.get("moz:profile"))?;
    profile.as_str().map(PathBuf::from)
}

#[tokio::test]
async fn a_panic_still_closes_everything() {
    let profile = Rc::new(RefCell::new(None));
    let seen = profile.clone();
    let test = stage("harness-panic").play(async move |page, _| {
        if let Some(profile) = profile_of(page) {
            assert!(profile.is_dir());
            seen.replace(Some(profile));
        }
        panic!("on purpose");
    });
    let local = LocalSet::new();
    let ended = local.run_until(async { spawn_local(test).await }).await;
    let said = ended.unwrap_err().into_panic();
    assert_eq!(said.downcast_ref(), Some(&"on purpose"));
    assert!(!profile.borrow().as_ref().is_some_and(|path| path.exists()));
}
