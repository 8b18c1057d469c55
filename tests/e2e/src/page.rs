//! One window of the browser.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};
use thirtyfour::session::handle::SessionHandle;
use thirtyfour::{WebDriver, WindowHandle};

use crate::chromium::Chromium;
use crate::endpoint::Endpoint;
use crate::role::Place;
use crate::wait::{LIMIT, until};
use crate::{Element, Entry, Failure, Level, Name, Traffic, traffic};

const TEXT: &str = include_str!("page.js");

/// What a person sees and does in a window. Where there are several, whatever is asked of a page
/// brings its window to the front, and only elements of the window in front can be used.
#[derive(Debug)]
pub struct Page {
    driver: WebDriver,
    origin: SocketAddr,
    window: WindowHandle,
    /// Whether it is what its first frame shows.
    framed: bool,
}

impl Page {
    pub(crate) async fn new(
        chromium: &Chromium,
        origin: SocketAddr,
        traffic: bool,
    ) -> Result<Self, Failure> {
        let driver = chromium.open(traffic).await?;
        let window = driver.window().await?;
        Ok(Self {
            driver,
            origin,
            window,
            framed: false,
        })
    }

    /// Another window of the same browser, beside this one and as empty as a new browser.
    pub async fn beside(&self) -> Result<Self, Failure> {
        Ok(Self {
            driver: self.driver.clone(),
            origin: self.origin,
            window: self.driver.new_window().await?,
            framed: false,
        })
    }

    /// Another tab of this window, as empty as a new browser: of both, only the one in front is
    /// visible.
    pub async fn tab(&self) -> Result<Self, Failure> {
        self.front().await?;
        Ok(Self {
            driver: self.driver.clone(),
            origin: self.origin,
            window: self.driver.new_tab().await?,
            framed: false,
        })
    }

    /// What the first frame of the window shows, as a page of its own.
    pub fn framed(&self) -> Self {
        Self {
            driver: self.driver.clone(),
            origin: self.origin,
            window: self.window.clone(),
            framed: true,
        }
    }

    /// Brings the window to the front: elements that were found in it can be used again.
    pub async fn front(&self) -> Result<(), Failure> {
        self.driver.switch_to_window(self.window.clone()).await?;
        if self.framed {
            self.driver.enter_frame(0).await?;
        }
        Ok(())
    }

    pub(crate) async fn close(self) {
        // The driver shuts down next, which closes a browser that did not listen.
        let _ = self.driver.quit().await;
    }

    /// Closes the window; others of the browser stay.
    pub async fn close_window(self) -> Result<(), Failure> {
        self.front().await?;
        Ok(self.driver.close_window().await?)
    }

    /// Opens a path of the site, or any URL with a scheme, and waits until it is loaded.
    pub async fn open(&self, path: &str) -> Result<(), Failure> {
        let local = || format!("http://{}{path}", self.origin);
        let url = if path.starts_with('/') {
            local()
        } else {
            path.to_owned()
        };
        self.front().await?;
        Ok(self.driver.goto(url).await?)
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Result<(), Failure> {
        self.front().await?;
        Ok(self.driver.refresh().await?)
    }

    /// The first element with this role and name, waited for.
    pub async fn by_role<'a>(
        &self,
        role: &str,
        name: impl Into<Name<'a>>,
    ) -> Result<Element, Failure> {
        self.front().await?;
        Place::document(self.session())
            .first(role, name.into())
            .await
            .map(Element::new)
    }

    /// Clicks the first element with this role and name: the one that stands there then, if it is
    /// being replaced, as a launcher is by the widget that has loaded by itself.
    pub async fn click<'a>(
        &self,
        role: &str,
        name: impl Into<Name<'a>> + Copy,
    ) -> Result<(), Failure> {
        match self.by_role(role, name).await?.click().await {
            Err(failure) if failure.is_stale() => self.by_role(role, name).await?.click().await,
            outcome => outcome,
        }
    }

    /// All elements with this role and name at this moment.
    pub async fn all_by_role<'a>(
        &self,
        role: &str,
        name: impl Into<Name<'a>>,
    ) -> Result<Vec<Element>, Failure> {
        self.front().await?;
        let found = Place::document(self.session())
            .all(role, name.into())
            .await?;
        Ok(found.into_iter().map(Element::new).collect())
    }

    /// Waits until there is no such element.
    pub async fn gone<'a>(&self, role: &str, name: impl Into<Name<'a>>) -> Result<(), Failure> {
        self.front().await?;
        Place::document(self.session())
            .gone(role, name.into())
            .await
    }

    /// What the keyboard acts on.
    pub async fn focused(&self) -> Result<Element, Failure> {
        self.front().await?;
        Ok(Element::new(self.driver.active_element().await?))
    }

    /// Everything that can be read, shadow roots included.
    pub async fn text(&self) -> Result<String, Failure> {
        self.front().await?;
        Ok(self.driver.execute(TEXT, vec![]).await?.convert()?)
    }

    /// Waits until this can be read somewhere.
    pub async fn reads(&self, words: &str) -> Result<(), Failure> {
        let read = until(LIMIT, async || {
            Ok(self.text().await?.contains(words).then_some(()))
        });
        match read.await? {
            Some(()) => Ok(()),
            None => Err(Failure::Missing {
                what: format!("the page did not say {words:?}"),
                limit: LIMIT,
                there: self.text().await?,
            }),
        }
    }

    /// Runs JavaScript in the page and gives what it returns.
    pub async fn script(&self, source: &str) -> Result<Value, Failure> {
        self.front().await?;
        Ok(self.driver.execute(source, vec![]).await?.json().clone())
    }

    /// What was written to the console since the last question.
    pub async fn console(&self) -> Result<Vec<Entry>, Failure> {
        self.front().await?;
        Ok(self
            .driver
            .browser_log()
            .await?
            .into_iter()
            .map(Entry::from)
            .collect())
    }

    /// Adds what came over the network since the last question, where the stage has it counted.
    pub async fn traffic(&self, traffic: &mut Traffic) -> Result<(), Failure> {
        for entry in self.driver.get_log(traffic::LOG).await? {
            traffic.hear(&entry.message);
        }
        Ok(())
    }

    /// Claims that nothing in the console since the last question is an error.
    pub async fn quiet(&self) -> Result<(), Failure> {
        let entries = self.console().await?;
        let errors = entries.iter().filter(|entry| entry.level == Level::Error);
        let lines = errors.map(Entry::to_string).collect::<Vec<_>>();
        if lines.is_empty() {
            Ok(())
        } else {
            Err(Failure::Console(lines.join("\n")))
        }
    }

    /// Gives the page this many CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) -> Result<(), Failure> {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false
        });
        self.devtools("Emulation.setDeviceMetricsOverride", size)
            .await
    }

    /// Lets the system prefer dark colours, or light ones.
    pub async fn dark(&self, dark: bool) -> Result<(), Failure> {
        let scheme = if dark { "dark" } else { "light" };
        let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [feature] }),
        )
        .await
    }

    /// Cuts the page off the network, or connects it again.
    pub async fn offline(&self, offline: bool) -> Result<(), Failure> {
        let conditions = json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1
        });
        self.devtools("Network.enable", json!({})).await?;
        self.devtools("Network.emulateNetworkConditions", conditions)
            .await
    }

    /// Saves what is seen as `target/screenshots/{name}.png` and gives the path.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf, Failure> {
        let folder = screenshots()?;
        fs::create_dir_all(&folder).map_err(Failure::io("make the folder for screenshots"))?;
        let path = folder.join(format!("{name}.png"));
        self.front().await?;
        self.driver.screenshot(&path).await?;
        Ok(path)
    }

    /// Screenshots at 360x740 and 1440x900, light and dark: four files that begin with `name`.
    pub async fn screenshots(&self, name: &str) -> Result<(), Failure> {
        for (width, height) in [(360, 740), (1440, 900)] {
            self.resize(width, height).await?;
            for (dark, scheme) in [(false, "light"), (true, "dark")] {
                self.dark(dark).await?;
                self.screenshot(&format!("{name}-{width}-{scheme}")).await?;
            }
        }
        self.dark(false).await
    }

    /// Calls a method of the Chrome DevTools Protocol.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Result<(), Failure> {
        self.ask_devtools(method, parameters).await.map(drop)
    }

    /// The same for one that answers.
    pub async fn ask_devtools(&self, method: &str, parameters: Value) -> Result<Value, Failure> {
        self.front().await?;
        Endpoint::devtools(method, parameters)
            .send(self.session())
            .await
    }

    /// The client library's driver, for what has no word here.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    fn session(&self) -> &Arc<SessionHandle> {
        self.driver.handle()
    }
}

/// The test runs as `target/debug/deps/e2e-…`.
fn screenshots() -> Result<PathBuf, Failure> {
    let program = std::env::current_exe().map_err(Failure::io("find the test's own program"))?;
    let target = program.ancestors().nth(3).unwrap_or(&program);
    Ok(target.join("screenshots"))
}
