//! One visitor, from a page to the first letter.

use std::time::Duration;

use causerie_e2e::{Failure, LIMIT, Page, Traffic, until};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep, sleep_until};

use super::beginning::Beginning;
use super::contestant::Contestant;
use super::network::Network;
use crate::processor::{SLOWER, slow_down};

/// How long the pointer is on the button before it is pressed.
const AHEAD: Duration = Duration::from_millis(150);

/// How long a page is left alone after it was loaded.
const REST: Duration = Duration::from_millis(200);

/// How long nothing is asked of the browser, as answering takes it time.
const PATIENCE: Duration = Duration::from_millis(20);

/// Who visits what over which network.
#[derive(Debug)]
pub(super) struct Visit<'a> {
    pub(super) contestant: &'a Contestant,
    pub(super) network: Network,
    pub(super) beginning: Beginning,
    /// One that no other visit has used.
    pub(super) origin: String,
}

/// What a visit came to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outcome {
    /// Bytes of the widget before the button was pressed; without a button, before anything.
    pub(super) before: u64,
    /// Bytes until somebody could write.
    pub(super) bytes: u64,
    /// From the beginning until somebody could write.
    pub(super) wait: Duration,
}

impl Visit<'_> {
    pub(super) async fn play(&self, page: &Page) -> Result<Outcome, Failure> {
        let outcome = self.visit(page).await;
        // The next one's process is started at full speed.
        slow_down(page, 1).await?;
        Network::Local.lay(page).await?;
        outcome.map_err(|failure| {
            let Self {
                contestant,
                network,
                beginning,
                ..
            } = self;
            let name = contestant.key;
            Failure::Claim(format!("{name}, {network:?}, {beginning:?}: {failure}"))
        })
    }

    async fn visit(&self, page: &Page) -> Result<Outcome, Failure> {
        point(page, "mouseMoved", 1.0, 1.0).await?;
        page.open(&format!("{}/blank", self.origin)).await?;
        slow_down(page, SLOWER).await?;
        self.network.lay(page).await?;
        let mut traffic = Traffic::default();
        page.traffic(&mut Traffic::default()).await?;
        let path = format!("{}/{}", self.contestant.key, self.beginning.page());
        page.open(&format!("{}/{path}", self.origin)).await?;
        if self.beginning != Beginning::Load {
            self.press(page).await?;
        }
        let usable = page.script("return probe.usable").await?;
        let of = |name| usable.get(name).and_then(Value::as_f64);
        let (Some(begun), Some(moment), Some(origin)) = (of("begun"), of("moment"), of("origin"))
        else {
            return Err(Failure::Claim(format!("it did not start: {usable}")));
        };
        type_letter(page).await?;
        page.traffic(&mut traffic).await?;
        Ok(Outcome {
            before: traffic.bytes(origin + begun),
            bytes: traffic.bytes(origin + moment),
            wait: Duration::from_secs_f64((moment - begun) / 1000.0),
        })
    }

    /// Presses the button, as soon as there is one.
    async fn press(&self, page: &Page) -> Result<(), Failure> {
        let place = until(LIMIT, async || {
            let place = page.script("return probe.place()").await?;
            let of = |name| place.get(name).and_then(Value::as_f64);
            Ok(of("x").zip(of("y")))
        });
        let Some((x, y)) = place.await? else {
            return Err(Failure::Claim("there is no button".to_owned()));
        };
        sleep(REST).await;
        if self.beginning == Beginning::Click {
            page.script("probe.press()").await?;
        } else {
            let press = Instant::now() + AHEAD;
            point(page, "mouseMoved", x, y).await?;
            sleep_until(press).await;
            point(page, "mousePressed", x, y).await?;
            point(page, "mouseReleased", x, y).await?;
        }
        sleep(PATIENCE).await;
        Ok(())
    }
}

async fn point(page: &Page, deed: &str, x: f64, y: f64) -> Result<(), Failure> {
    let button = if deed == "mouseMoved" { "none" } else { "left" };
    let event = json!({ "type": deed, "x": x, "y": y, "button": button, "clickCount": 1 });
    page.devtools("Input.dispatchMouseEvent", event).await
}

/// The letter that the page has written itself may please a field that takes none from a keyboard; and
/// where another field has come for the first, it must have that letter too.
async fn type_letter(page: &Page) -> Result<(), Failure> {
    let key = |deed| json!({ "type": deed, "key": "y", "text": "y", "code": "KeyY" });
    page.devtools("Input.dispatchKeyEvent", key("keyDown"))
        .await?;
    page.devtools(
        "Input.dispatchKeyEvent",
        json!({ "type": "keyUp", "key": "y", "code": "KeyY" }),
    )
    .await?;
    let written = page.script("return probe.text()").await?;
    if written
        .as_str()
        .is_some_and(|text| text.contains('x') && text.contains('y'))
    {
        return Ok(());
    }
    Err(Failure::Claim(format!("it takes no letters: {written}")))
}
