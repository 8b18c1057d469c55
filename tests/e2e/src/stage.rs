//! One test from curtain to curtain.

use std::any::Any;
use std::env;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::PathBuf;
use std::pin::pin;
use std::task::Poll;

use causerie_emulator::Settings;

use crate::driver::Driver;
use crate::replica::Replica;
use crate::{Center, Engine, Failure, Page, absence};

/// What a test needs before it begins.
#[derive(Debug)]
pub struct Stage {
    name: String,
    settings: Settings,
    site: Option<PathBuf>,
    traffic: bool,
    keeps: bool,
}

impl Stage {
    /// The demo site before a contact centre with the documents' settings and its scripted
    /// agent. The name is that of the screenshot a failure leaves.
    pub fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            settings: Settings::default(),
            site: None,
            traffic: false,
            keeps: false,
        }
    }

    /// Another contact centre, such as [`Settings::unscripted`].
    pub fn settings(self, settings: Settings) -> Self {
        Self { settings, ..self }
    }

    /// Another site than the demo's.
    pub fn site(self, site: impl Into<PathBuf>) -> Self {
        Self {
            site: Some(site.into()),
            ..self
        }
    }

    /// A browser that keeps what [`Page::traffic`] tells.
    pub fn count_traffic(self) -> Self {
        Self {
            traffic: true,
            ..self
        }
    }

    /// A contact centre that keeps its chats, so that it can be killed.
    pub fn keeps_chats(self) -> Self {
        Self {
            keeps: true,
            ..self
        }
    }

    /// Opens everything, runs the test, and closes everything, whatever the test did.
    pub async fn play(
        self,
        test: impl AsyncFnOnce(&Page, &mut Center) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let site = self.site.map_or_else(demo_site, Ok)?;
        let engine = Engine::chosen()?;
        let browser = Driver::start(engine)?;
        let copy = match engine {
            Engine::WebKit => Some(Replica::of(&site, browser.folder("site"))?),
            Engine::Chromium | Engine::Firefox => None,
        };
        let site = copy.as_ref().map_or(site, |copy| copy.folder().to_owned());
        let data = self.keeps.then(|| browser.folder("center"));
        let mut center = Center::start(self.settings, site, data).await?;
        let page = Page::new(&browser, center.address(), self.traffic, copy).await?;
        let outcome = caught(test(&page, &mut center)).await;
        let outcome = outcome.map(|outcome| match outcome {
            Err(Failure::Lacks(ability)) => absence::told(engine, &self.name, ability),
            Ok(()) => absence::denied(engine, &self.name),
            failed => failed,
        });
        if !matches!(outcome, Ok(Ok(()))) {
            report(&page, &self.name).await;
        }
        page.close().await;
        center.stop().await;
        drop(browser);
        outcome.unwrap_or_else(|panic| resume_unwind(panic))
    }
}

/// A panic becomes a value, so that the stage is cleared before it goes on.
async fn caught<T>(test: impl Future<Output = T>) -> Result<T, Box<dyn Any + Send>> {
    let mut test = pin!(test);
    poll_fn(
        |context| match catch_unwind(AssertUnwindSafe(|| test.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
            Err(panic) => Poll::Ready(Err(panic)),
        },
    )
    .await
}

/// What can still be learnt from a test that failed.
async fn report(page: &Page, name: &str) {
    for entry in page.console().await.unwrap_or_default() {
        eprintln!("{entry}");
    }
    match page.screenshot(&format!("failed-{name}")).await {
        Ok(path) => eprintln!("{name}: see {}", path.display()),
        Err(failure) => eprintln!("{name}: no screenshot: {failure}"),
    }
}

fn demo_site() -> Result<PathBuf, Failure> {
    let site = PathBuf::from(env::var_os("CAUSERIE_SITE").unwrap_or_default());
    if site.join("index.html").is_file() {
        Ok(site)
    } else {
        Err(Failure::NoSite(site))
    }
}
