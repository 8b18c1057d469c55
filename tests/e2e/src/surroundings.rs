//! What a page finds around it: room, what the visitor prefers, a network.

use serde_json::{Value, json};

use crate::wait::{LIMIT, until};
use crate::{Ability, Engine, Failure, Page, firefox};

/// MiniBrowser's window is not narrower, for its toolbar has no room in less.
const WIDE: u32 = 450;

/// Of the element that shows a page in Firefox.
const SIZE: &str = "
    const [width, height] = arguments;
    for (const bound of ['', 'min-', 'max-']) {
      tab.style.setProperty(`${bound}width`, `${width}px`);
      tab.style.setProperty(`${bound}height`, `${height}px`);
    }";

/// What Firefox calls the preferences for which style sheets have a word.
const PREFERENCE: &str = "
    const [name, value] = arguments;
    const context = tab.browsingContext.top;
    if (name === 'prefers-color-scheme') context.prefersColorSchemeOverride = value;
    else if (name === 'forced-colors') context.forcedColorsOverride = value;
    else if (name === 'prefers-reduced-motion') {
      Services.prefs.setIntPref('ui.prefersReducedMotion', value === 'reduce' ? 1 : 0);
    } else throw new Error(name);";

/// Every process of Firefox that shows pages runs the script when one begins.
const PRELOAD: &str = include_str!("preload.js");

impl Page {
    /// Gives the page this many CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) -> Result<(), Failure> {
        match self.engine() {
            Engine::Chromium => {
                let size = json!({
                    "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false
                });
                let method = "Emulation.setDeviceMetricsOverride";
                return self.devtools(method, size).await;
            }
            Engine::Firefox => drop(self.privileged(SIZE, json!([width, height])).await?),
            Engine::WebKit => self.resize_window(width, height).await?,
        }
        let size = json!([width, height]);
        let fits = until(LIMIT, async || {
            let now = self.script("return [innerWidth, innerHeight]").await?;
            Ok((now == size).then_some(()))
        });
        let size = format!("the page has not {width} by {height} pixels");
        fits.await?.ok_or(Failure::Claim(size))
    }

    /// A window is higher than its page.
    async fn resize_window(&self, width: u32, height: u32) -> Result<(), Failure> {
        if width < WIDE {
            self.engine().needs(Ability::Narrow)?;
        }
        let inner = self.script("return innerHeight").await?.as_i64();
        let outer = self.driver().get_window_rect().await?;
        let bars = outer.height - inner.unwrap_or(outer.height);
        let height = height.saturating_add_signed(i32::try_from(bars).unwrap_or_default());
        Ok(self.driver().set_window_rect(0, 0, width, height).await?)
    }

    /// Lets the system prefer dark colours, or light ones.
    pub async fn dark(&self, dark: bool) -> Result<(), Failure> {
        let scheme = if dark { "dark" } else { "light" };
        self.prefer("prefers-color-scheme", scheme).await
    }

    /// Lets the system have a preference, as style sheets ask for it; in Chromium, it has no other
    /// then.
    pub async fn prefer(&self, name: &str, value: &str) -> Result<(), Failure> {
        self.engine().needs(Ability::Preferences)?;
        if self.engine() == Engine::Firefox {
            let preference = json!([name, value]);
            return self.privileged(PREFERENCE, preference).await.map(drop);
        }
        let features = json!({ "features": [{ "name": name, "value": value }] });
        self.devtools("Emulation.setEmulatedMedia", features).await
    }

    /// Cuts the page off the network, or connects it again.
    pub async fn offline(&self, offline: bool) -> Result<(), Failure> {
        self.engine().needs(Ability::Offline)?;
        if self.engine() == Engine::Firefox {
            let cut = "tab.browsingContext.top.forceOffline = arguments[0]";
            return self.privileged(cut, json!([offline])).await.map(drop);
        }
        let conditions = json!({
            "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1
        });
        self.devtools("Network.enable", json!({})).await?;
        self.devtools("Network.emulateNetworkConditions", conditions)
            .await
    }

    /// Has the visitor read these languages, as a list that headers can have; for pages that are
    /// opened from now on.
    pub async fn languages(&self, tags: &str) -> Result<(), Failure> {
        self.engine().needs(Ability::Languages)?;
        if self.engine() == Engine::Firefox {
            let set = "Services.prefs.setStringPref('intl.accept_languages', arguments[0])";
            return self.privileged(set, json!([tags])).await.map(drop);
        }
        let agent = self.script("return navigator.userAgent").await?;
        let browser = json!({ "userAgent": agent, "acceptLanguage": tags });
        self.devtools("Network.setUserAgentOverride", browser).await
    }

    /// Runs a script in every document of the site from now on, before the document's own.
    pub async fn before_all(&self, script: &str) -> Result<(), Failure> {
        if let Some(site) = self.site() {
            return site.add(script);
        }
        if self.engine() == Engine::Firefox {
            return self.privileged(PRELOAD, json!([script])).await.map(drop);
        }
        let script = json!({ "source": script });
        self.devtools("Page.addScriptToEvaluateOnNewDocument", script)
            .await
    }

    /// Freezes the tab, or lets it live again.
    pub async fn freeze(&self, frozen: bool) -> Result<(), Failure> {
        self.engine().needs(Ability::Lifecycle)?;
        let state = if frozen { "frozen" } else { "active" };
        self.devtools("Page.setWebLifecycleState", json!({ "state": state }))
            .await
    }

    /// Has the tab end as one does that has no memory.
    pub async fn crash(&self) -> Result<(), Failure> {
        self.engine().needs(Ability::Lifecycle)?;
        // There is nobody left to answer.
        let _ = self.devtools("Page.crash", json!({})).await;
        Ok(())
    }

    /// Runs a script in Firefox's own half.
    async fn privileged(&self, script: &str, arguments: Value) -> Result<Value, Failure> {
        self.front().await?;
        let arguments = arguments.as_array().cloned().unwrap_or_default();
        firefox::run(self.session(), script, arguments).await
    }
}
