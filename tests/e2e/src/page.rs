//! One window of the browser.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;
use thirtyfour::session::handle::SessionHandle;
use thirtyfour::{WebDriver, WindowHandle};

use crate::driver::Driver;
use crate::endpoint::Endpoint;
use crate::replica::Replica;
use crate::role::Place;
use crate::wait::{LIMIT, until};
use crate::{Ability, Element, Engine, Entry, Failure, Level, Name, Traffic, console, traffic};

const TEXT: &str = include_str!("page.js");

/// Adds a module to the page, and waits until it says that it is done.
const OWN: &str = "
    const script = Object.assign(document.createElement('script'), { type: 'module' });
    script.textContent = arguments[0];
    return new Promise((resolve, reject) => {
      const hear = ({ detail }) => {
        document.removeEventListener('e2e-done', hear);
        if (detail) reject(new Error(detail));
        else resolve();
      };
      document.addEventListener('e2e-done', hear);
      document.head.append(script);
      script.remove();
    });";
const OWN_DONE: &str = "document.dispatchEvent(new CustomEvent('e2e-done'));";
const OWN_FAILED: &str =
    "document.dispatchEvent(new CustomEvent('e2e-done', { detail: String(thrown) }));";

/// What a person sees and does in a window. Where there are several, whatever is asked of a page
/// brings its window to the front, and only elements of the window in front can be used.
#[derive(Debug)]
pub struct Page {
    engine: Engine,
    driver: WebDriver,
    origin: SocketAddr,
    /// The site, where the browser can be told scripts in no other way.
    site: Option<Replica>,
    window: WindowHandle,
    /// Whether it is what its first frame shows.
    framed: bool,
}

impl Page {
    pub(crate) async fn new(
        browser: &Driver,
        origin: SocketAddr,
        traffic: bool,
        site: Option<Replica>,
    ) -> Result<Self, Failure> {
        let engine = browser.engine();
        let driver = browser.open(traffic).await?;
        let window = driver.window().await?;
        console::begin(engine, driver.handle(), site.as_ref()).await?;
        Ok(Self {
            engine,
            driver,
            origin,
            site,
            window,
            framed: false,
        })
    }

    /// Another window of the same browser, beside this one and as empty as a new browser.
    pub async fn beside(&self) -> Result<Self, Failure> {
        Ok(Self {
            engine: self.engine,
            driver: self.driver.clone(),
            origin: self.origin,
            site: self.site.clone(),
            window: self.driver.new_window().await?,
            framed: false,
        })
    }

    /// The window that a page has opened beside this one, waited for: there is no third.
    pub async fn opened(&self) -> Result<Self, Failure> {
        let found = until(LIMIT, async || {
            let all = self.windows().await?;
            Ok(all.into_iter().find(|window| *window != self.window))
        });
        let window = found.await?.ok_or_else(|| Failure::Missing {
            what: "no other window was opened".into(),
            limit: LIMIT,
            there: String::new(),
        })?;
        self.driver.switch_to_window(window.clone()).await?;
        console::listen(self.engine, self.session()).await?;
        Ok(Self {
            engine: self.engine,
            driver: self.driver.clone(),
            origin: self.origin,
            site: self.site.clone(),
            window,
            framed: false,
        })
    }

    /// All windows of the browser.
    pub async fn windows(&self) -> Result<Vec<WindowHandle>, Failure> {
        Ok(self.driver.windows().await?)
    }

    /// Another tab of this window, as empty as a new browser: of both, only the one in front is
    /// visible.
    pub async fn tab(&self) -> Result<Self, Failure> {
        self.front().await?;
        Ok(Self {
            engine: self.engine,
            driver: self.driver.clone(),
            origin: self.origin,
            site: self.site.clone(),
            window: self.driver.new_tab().await?,
            framed: false,
        })
    }

    /// What the first frame of the window shows, as a page of its own.
    pub fn framed(&self) -> Self {
        Self {
            engine: self.engine,
            driver: self.driver.clone(),
            origin: self.origin,
            site: self.site.clone(),
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
        self.driver.goto(url).await?;
        console::listen(self.engine, self.session()).await
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Result<(), Failure> {
        self.front().await?;
        self.driver.refresh().await?;
        console::listen(self.engine, self.session()).await
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

    /// Runs JavaScript in the page, which may wait for something, and gives what it returns.
    pub async fn script(&self, source: &str) -> Result<Value, Failure> {
        self.front().await?;
        let source = format!("return (async () => {{ {source}\n}})()");
        Ok(self.driver.execute(source, vec![]).await?.json().clone())
    }

    /// The same as a script of the page's own, which has its modules and variables in every engine;
    /// the page's policy must allow it.
    pub async fn own_script(&self, source: &str) -> Result<(), Failure> {
        let source = format!("try {{ {source}\n {OWN_DONE} }} catch (thrown) {{ {OWN_FAILED} }}");
        self.front().await?;
        self.driver.execute(OWN, vec![source.into()]).await?;
        Ok(())
    }

    /// What was written to the console since the last question.
    pub async fn console(&self) -> Result<Vec<Entry>, Failure> {
        self.front().await?;
        console::entries(self.engine, self.session()).await
    }

    /// Adds what came over the network since the last question, where the stage has it counted.
    pub async fn traffic(&self, traffic: &mut Traffic) -> Result<(), Failure> {
        self.engine.needs(Ability::Traffic)?;
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
        if self.engine != Engine::Chromium {
            // They are looked at in one engine only.
            return Ok(());
        }
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
        self.engine.needs(Ability::DevTools)?;
        self.front().await?;
        Endpoint::devtools(method, parameters)
            .send(self.session())
            .await
    }

    /// The client library's driver, for what has no word here.
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// What shows the page.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    pub(crate) fn site(&self) -> Option<&Replica> {
        self.site.as_ref()
    }

    /// Ends the test where the engine cannot do this.
    pub fn needs(&self, ability: Ability) -> Result<(), Failure> {
        self.engine.needs(ability)
    }

    pub(crate) fn session(&self) -> &Arc<SessionHandle> {
        self.driver.handle()
    }
}

/// The test runs as `target/debug/deps/e2e-…`.
fn screenshots() -> Result<PathBuf, Failure> {
    let program = std::env::current_exe().map_err(Failure::io("find the test's own program"))?;
    let target = program.ancestors().nth(3).unwrap_or(&program);
    Ok(target.join("screenshots"))
}
