//! How every state of the window looks, as somebody has reviewed it.

use std::path::PathBuf;
use std::time::Duration;

use causerie_e2e::{Ability, Failure, Page, until};
use serde_json::json;

use crate::picture::Picture;
use crate::visit::{open_window, quiet_stage, until_so};
use crate::{reviewed, states};

/// What has changed a moment ago may not be painted yet.
const SOON: Duration = Duration::from_secs(2);

const PHONE: (u32, u32) = (360, 740);
const TABLET: (u32, u32) = (768, 1024);
const DESKTOP: (u32, u32) = (1440, 900);

/// What each state is looked at with. The window is as large on a tablet as on a desktop: what has
/// its own colours or direction there has them in either.
const VIEWS: [(Look, (u32, u32)); 8] = [
    (Look::Light, PHONE),
    (Look::Light, TABLET),
    (Look::Light, DESKTOP),
    (Look::Dark, PHONE),
    (Look::Dark, DESKTOP),
    (Look::Forced, DESKTOP),
    (Look::Arabic, PHONE),
    (Look::Arabic, TABLET),
];

/// Whose eyes it is looked at with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Light,
    Dark,
    /// Colours of the system's, as in Windows' contrast themes.
    Forced,
    /// From right to left.
    Arabic,
}

impl Look {
    const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Forced => "forced",
            Self::Arabic => "arabic",
        }
    }

    /// Has the page look so.
    async fn put_on(self, page: &Page) -> Result<(), Failure> {
        let scheme = if self == Self::Dark { "dark" } else { "light" };
        let forced = if self == Self::Forced {
            "active"
        } else {
            "none"
        };
        let preferences = [
            ("prefers-color-scheme", scheme),
            ("forced-colors", forced),
            ("prefers-reduced-motion", "reduce"),
        ];
        let features = preferences.map(|(name, value)| json!({ "name": name, "value": value }));
        page.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await?;
        let (tag, direction) = match self {
            Self::Arabic => ("ar", "rtl"),
            Self::Light | Self::Dark | Self::Forced => ("en", "ltr"),
        };
        let speaks = SPEAK.replace("TAG", tag).replace("DIRECTION", direction);
        until_so("it speaks that language", async || {
            Ok(page.script(&speaks).await? == true)
        })
        .await;
        page.script(REOPEN).await.map(drop)
    }
}

/// Has the page speak a language, and tells whether it does; a launcher fetches none before it is
/// used.
const SPEAK: &str = "
    const chat = document.querySelector('causerie-chat');
    document.documentElement.dir = 'DIRECTION';
    if (chat.options.language !== 'TAG') chat.set({ language: 'TAG' });
    const root = chat.shadowRoot;
    const said = root.querySelector('.window')?.closest('[lang]')?.lang || 'en';
    return !root.querySelector('.window') || said === 'TAG';";

/// A menu says what it says in the language that there was when it was opened.
const REOPEN: &str = "
    const { shadowRoot: root } = document.querySelector('causerie-chat');
    const more = root.querySelector('.more[aria-expanded=true]');
    for (let clicks = 2; more && clicks--; ) more.click();";

/// Nothing moves, it is always the same time, and letters are those of one font; gives the edges of
/// what is of the widget, with some of what is around.
const STILL: &str = "
    const AROUND = 24;
    const root = document.querySelector('causerie-chat').shadowRoot;
    const add = (place, text) => {
      if (place.still && place.adoptedStyleSheets.includes(place.still)) return;
      place.still = new CSSStyleSheet();
      place.still.replaceSync(text);
      place.adoptedStyleSheets.push(place.still);
    };
    add(document, `main { display: none } causerie-chat { --causerie-font: 'DejaVu Sans' }`);
    add(root, '* { caret-animation: manual }');
    const early = new Date(2026, 0, 1, 9, 5);
    for (const time of root.querySelectorAll('time')) {
      const tag = time.closest('[lang]')?.lang || 'en';
      const text = early.toLocaleTimeString(tag, { timeStyle: 'short' });
      if (time.textContent !== text) time.firstChild.data = text;
    }
    for (let frames = 2; frames--; ) await new Promise(requestAnimationFrame);
    const parts = [...root.querySelectorAll('.window, .launcher')];
    const boxes = parts.map((part) => part.getBoundingClientRect()).filter(({ width }) => width);
    const edge = (side, of) => Math.round(of(...boxes.map((box) => box[side])));
    return [
      Math.max(0, edge('left', Math.min) - AROUND),
      Math.max(0, edge('top', Math.min) - AROUND),
      Math.min(innerWidth, edge('right', Math.max) + AROUND),
      Math.min(innerHeight, edge('bottom', Math.max) + AROUND),
    ];";

/// The font comes with Chromium where that is a package of Debian's or Ubuntu's.
const HAS_FONT: &str = "
    const pen = document.createElement('canvas').getContext('2d');
    const width = (font) => ((pen.font = `15px ${font}`), pen.measureText('ill').width);
    return width(`'DejaVu Sans', monospace`) !== width('monospace');";

/// The widget as it looks now, and a file of all the page.
async fn shot(page: &Page, name: &str) -> Result<(Picture, PathBuf), Failure> {
    let edges = page.script(STILL).await?;
    let edge = |at: usize| {
        edges[at]
            .as_u64()
            .and_then(|edge| usize::try_from(edge).ok())
    };
    let edges = [0, 1, 2, 3].map(|at| edge(at).unwrap());
    let path = page.screenshot(name).await?;
    Ok((Picture::read(&path).unwrap().within(edges), path))
}

/// What looks different from what was reviewed, once it stays as it is.
async fn compared(page: &Page, state: &str) -> Result<Option<String>, Failure> {
    let (name, seen) = (format!("pictures/{state}.png"), format!("reviewed-{state}"));
    let mut last = shot(page, &seen).await?;
    let same = async || {
        // What is to be reviewed shall not be in the midst of something.
        if !reviewed::renews() && reviewed::is_picture(&name, &last.0) {
            return Ok(Some(()));
        }
        let now = shot(page, &seen).await?;
        let stays = now.0 == last.0;
        last = now;
        Ok((stays && reviewed::renews()).then_some(()))
    };
    let settled = until(SOON, same).await?.is_some();
    assert!(
        settled || !reviewed::renews(),
        "{state} does not stay as it is"
    );
    Ok(reviewed::picture(&name, &last.0, &last.1))
}

#[tokio::test]
async fn every_state_of_the_window_looks_as_it_was_reviewed() -> Result<(), Failure> {
    let mut differences = Vec::new();
    states::each("pictures", async |page: &Page, state: &str| {
        page.needs(Ability::DevTools)?;
        let there = page.script(HAS_FONT).await?;
        assert_eq!(there, true, "DejaVu Sans is installed (fonts-dejavu-core)");
        // What is below the pointer has another colour.
        let away = json!({ "type": "mouseMoved", "x": 0, "y": 0 });
        page.devtools("Input.dispatchMouseEvent", away).await?;
        for (look, (width, height)) in VIEWS {
            page.resize(width, height).await?;
            look.put_on(page).await?;
            let name = format!("{state}-{width}-{}", look.name());
            differences.extend(compared(page, &name).await?);
        }
        page.resize(DESKTOP.0, DESKTOP.1).await?;
        Look::Light.put_on(page).await
    })
    .await?;
    reviewed::assert_none(&differences);
    Ok(())
}

/// Pictures in which nothing can be seen would pass for ever.
#[tokio::test]
async fn what_is_no_more_where_it_was_or_has_another_colour_is_seen() -> Result<(), Failure> {
    let stage = quiet_stage("pictures-changed");
    stage
        .play(async |page, _| {
            page.needs(Ability::DevTools)?;
            page.resize(DESKTOP.0, DESKTOP.1).await?;
            open_window(page, "/").await?;
            Look::Light.put_on(page).await?;
            let before = shot(page, "pictures-changed").await?.0;
            for (rule, is_seen) in [
                ("", false),
                (".title { translate: 0 1px }", true),
                (".primary { background: #0b5c7e }", true),
                (".hint { display: none }", true),
            ] {
                let changed = "const root = document.querySelector('causerie-chat').shadowRoot;
                    if (!root.changed) root.adoptedStyleSheets.push(root.changed = new CSSStyleSheet());
                    root.changed.replaceSync('RULE');";
                page.script(&changed.replace("RULE", rule)).await?;
                let now = shot(page, "pictures-changed").await?.0;
                let change = reviewed::change(Some(&before), &now);
                assert_eq!(change.is_some(), is_seen, "{rule}: {change:?}");
            }
            Ok(())
        })
        .await
}
