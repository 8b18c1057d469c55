//! One conversation in one widget.

use std::time::Duration;

use causerie_e2e::{Center, Failure, LIMIT, Page, until};
use causerie_emulator::{AgentError, ChatId, Emulator, Now};
use serde_json::{Value, json};

use super::contestant::{Contestant, Kind};
use super::conversation;
use crate::processor::{SLOWER, slow_down};

/// The slowest of all takes 16 seconds to open ten thousand messages.
const PATIENCE: Duration = Duration::from_secs(180);

const AGENT: &str = "Ann";

/// A conversation of that length in that widget.
#[derive(Debug)]
pub(super) struct Visit {
    pub(super) contestant: Contestant,
    pub(super) length: usize,
    pub(super) measurements: usize,
    /// One that no other visit has used.
    pub(super) origin: String,
}

/// What a visit came to.
#[derive(Debug, Clone, Default)]
pub(super) struct Outcome {
    /// Until the last message is painted, from when all are in the page.
    pub(super) first: Vec<Duration>,
    /// The same, from when a server has answered with all of them.
    pub(super) answered: Vec<Duration>,
    /// Until one more is painted.
    pub(super) added: Vec<Duration>,
    /// From a key to the frame after it.
    pub(super) typed: Vec<Duration>,
    /// Elements of the whole page.
    pub(super) nodes: u64,
    /// Bytes of the page's JavaScript, and of its wasm.
    pub(super) heap: u64,
}

impl Visit {
    pub(super) async fn play(&self, page: &Page, center: &Center) -> Result<Outcome, Failure> {
        page.driver().set_script_timeout(PATIENCE).await?;
        let outcome = self.visit(page, center).await;
        slow_down(page, 1).await?;
        outcome.map_err(|failure| {
            Failure::Claim(format!(
                "{}, {}: {failure}",
                self.contestant.key, self.length
            ))
        })
    }

    async fn visit(&self, page: &Page, center: &Center) -> Result<Outcome, Failure> {
        let mut outcome = Outcome::default();
        page.open(&format!("{}/blank", self.origin)).await?;
        match self.contestant.kind {
            Kind::Causerie => self.open_causerie(page, center, &mut outcome).await?,
            Kind::Bundle { .. } => self.mount(page, &mut outcome).await?,
        }
        outcome.nodes = whole(&page.script("return probe.nodes()").await?);
        outcome.heap = heap(page).await?;
        for number in (self.length..).take(self.measurements) {
            let added = self.add(page, center, number).await?;
            outcome.added.push(added);
        }
        for place in 0..self.measurements {
            outcome.typed.push(type_letter(page, place + 1).await?);
        }
        Ok(outcome)
    }

    /// What the others are given is in the page.
    async fn mount(&self, page: &Page, outcome: &mut Outcome) -> Result<(), Failure> {
        self.load(page).await?;
        let (length, last) = (self.length, conversation::name(self.length - 1));
        let first = format!("return probe.mount({length}, {last:?})");
        outcome.first.push(millis(&page.script(&first).await?)?);
        Ok(())
    }

    /// What Causerie is given comes from a contact centre, in a chat that goes on when a page is
    /// loaded: into a window that is closed and is opened then, and into one that is open.
    async fn open_causerie(
        &self,
        page: &Page,
        center: &Center,
        outcome: &mut Outcome,
    ) -> Result<(), Failure> {
        let last = conversation::name(self.length - 1);
        let before = center.emulator().chats().len();
        self.load(page).await?;
        so("a chat begins", async || {
            Ok(center.emulator().chats().len() > before)
        })
        .await?;
        page.by_role("button", "End chat").await?;
        act(center, |centre, chat, now| centre.join(chat, AGENT, now))?;
        page.reads("Ann joined").await?;
        page.script("probe.close()").await?;
        page.gone("dialog", "Chat").await?;
        page.open(&format!("{}/blank", self.origin)).await?;
        for words in conversation::said(self.length) {
            act(center, |centre, chat, now| {
                centre.say(chat, AGENT, &words, now)
            })?;
        }
        self.load(page).await?;
        let told = format!("return probe.told({last:?})");
        so("the page is told", async || {
            Ok(page.script(&told).await? == true)
        })
        .await?;
        page.by_role("button", "Chat with us").await?;
        let first = format!("return probe.open({last:?})");
        outcome.first.push(millis(&page.script(&first).await?)?);
        page.open(&format!("{}/blank", self.origin)).await?;
        self.load(page).await?;
        let answered = format!("probe.listen({last:?}); return probe.heard");
        outcome
            .answered
            .push(millis(&page.script(&answered).await?)?);
        Ok(())
    }

    async fn load(&self, page: &Page) -> Result<(), Failure> {
        slow_down(page, SLOWER).await?;
        page.open(&format!("{}/{}", self.origin, self.contestant.key))
            .await
    }

    async fn add(&self, page: &Page, center: &Center, number: usize) -> Result<Duration, Failure> {
        let (words, name) = (conversation::message(number), conversation::name(number));
        if self.contestant.kind == Kind::Causerie {
            page.script(&format!("probe.listen({name:?})")).await?;
            act(center, |centre, chat, now| {
                centre.say(chat, AGENT, &words, now)
            })?;
            return millis(&page.script("return probe.heard").await?);
        }
        let added = format!("return probe.add({words:?}, {name:?})");
        millis(&page.script(&added).await?)
    }
}

/// Types a letter, so that so many of them stand in the field.
async fn type_letter(page: &Page, count: usize) -> Result<Duration, Failure> {
    page.script("probe.key()").await?;
    let key = |deed| json!({ "type": deed, "key": "y", "text": "y", "code": "KeyY" });
    page.devtools("Input.dispatchKeyEvent", key("keyDown"))
        .await?;
    let up = json!({ "type": "keyUp", "key": "y", "code": "KeyY" });
    page.devtools("Input.dispatchKeyEvent", up).await?;
    let typed = millis(&page.script("return probe.typed").await?)?;
    let written = page.script("return probe.written()").await?;
    if written
        .as_str()
        .is_some_and(|text| text.matches('y').count() == count)
    {
        return Ok(typed);
    }
    Err(Failure::Claim(format!(
        "it has {written}, and {count} letters were typed"
    )))
}

/// What the page keeps once nothing is left that is not used.
async fn heap(page: &Page) -> Result<u64, Failure> {
    page.devtools("HeapProfiler.collectGarbage", json!({}))
        .await?;
    let usage = page.ask_devtools("Runtime.getHeapUsage", json!({})).await?;
    let script = usage.get("usedSize").map(whole).unwrap_or_default();
    Ok(script + whole(&page.script("return probe.memory()").await?))
}

/// A number without a fraction.
fn whole(value: &Value) -> u64 {
    value.as_f64().unwrap_or_default() as u64
}

fn millis(value: &Value) -> Result<Duration, Failure> {
    let millis = value
        .as_f64()
        .map(|millis| Duration::try_from_secs_f64(millis / 1000.0));
    match millis {
        Some(Ok(wait)) => Ok(wait),
        _ => Err(Failure::Claim(format!("{value} is no time"))),
    }
}

async fn so(what: &str, is_so: impl AsyncFn() -> Result<bool, Failure>) -> Result<(), Failure> {
    let so = until(LIMIT, async || Ok(is_so().await?.then_some(())));
    so.await?
        .ok_or_else(|| Failure::Claim(format!("never: {what}")))
}

fn act(
    center: &Center,
    deed: impl FnOnce(&mut Emulator, &ChatId, Now) -> Result<(), AgentError>,
) -> Result<(), Failure> {
    let now = center.now();
    let mut centre = center.emulator();
    let latest = centre.chats().last().map(|chat| chat.id().clone());
    let latest = latest.ok_or_else(|| Failure::Claim("there is no chat".to_owned()))?;
    deed(&mut centre, &latest, now).map_err(|refusal| Failure::Claim(refusal.to_string()))
}
