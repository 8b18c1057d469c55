//! From an agent's word to the painted row: polled, and pushed over CometD.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use causerie_e2e::{Center, Failure, Page, Spread, Stage, Table};
use causerie_emulator::{AgentError, ChatId, Emulator, Now, Settings};

use crate::plan::Plan;

const PAINTED: &str = include_str!("painted.js");

/// The page's clock against the machine's, in milliseconds; the smallest of many differences, as
/// the page may be interrupted between the two.
const SKEW: &str = "return Math.min(...Array.from({ length: 20 }, () => \
    Math.abs(performance.timeOrigin + performance.now() - Date.now())))";

/// How much the clocks may differ: `Date.now` has whole milliseconds.
const TOLERANCE: f64 = 1.5;

/// How long nothing is said, so that the browser is done with the orders of this program.
const SETTLING: Duration = Duration::from_millis(100);

/// The golden section: its multiples come near no period, and cover it evenly.
const IRREGULAR: f64 = 0.618_033_988_749_895;

const AGENT: &str = "Ann";

/// A way in which news come.
struct Mode {
    name: &'static str,
    options: &'static str,
    pushed: bool,
    /// How often the page asks; over so long the agent's moments are spread.
    period: Duration,
}

/// The one that the others are compared with comes last.
///
/// An idle chat asks as often as a lively one does whose interval is four times as long. That
/// spares a minute of silence before each message.
const MODES: [Mode; 3] = [
    Mode {
        name: "polled, idle: every 4 s",
        options: "delivery=poll&pollInterval=8000",
        pushed: false,
        period: Duration::from_secs(4),
    },
    Mode {
        name: "polled, lively: every second",
        options: "delivery=poll",
        pushed: false,
        period: Duration::from_secs(1),
    },
    Mode {
        name: "pushed over CometD",
        options: "delivery=cometd",
        pushed: true,
        period: Duration::from_secs(1),
    },
];

/// Measures, and prints a table.
pub(crate) async fn run(plan: Plan) -> Result<(), Failure> {
    let stage = Stage::named("latency").settings(Settings::unscripted());
    stage
        .play(async |page, center| {
            let mut measured = MODES.map(|mode| (mode, Vec::new()));
            for round in 0..plan.rounds {
                eprintln!("latency: round {} of {}", round + 1, plan.rounds);
                for (mode, waits) in &mut measured {
                    mode.open(page, center).await?;
                    mode.measure(page, center, plan.measurements, waits).await?;
                    close(page, center).await?;
                }
            }
            print!("{}", table(&measured));
            Ok(())
        })
        .await
}

impl Mode {
    /// Begins a chat that the agent joins.
    async fn open(&self, page: &Page, center: &Center) -> Result<(), Failure> {
        let path = format!("/?open=true&fields=[]&user=latency&{}", self.options);
        page.open(&path).await?;
        page.by_role("button", "End chat").await?;
        act(center, |centre, chat, now| centre.join(chat, AGENT, now))?;
        page.reads("Ann joined").await?;
        let skew = page.script(SKEW).await?;
        if skew.as_f64().is_none_or(|skew| skew > TOLERANCE) {
            return claim(format!("the clocks of page and machine differ: {skew} ms"));
        }
        let pushed = center.emulator().chats().last().map(|chat| chat.is_comet());
        if pushed != Some(self.pushed) {
            return claim(format!("this chat is not {}", self.name));
        }
        Ok(())
    }

    /// Adds so many waits. What is said before them is not counted: it makes the chat a lively one
    /// and gives its rhythm a beginning.
    async fn measure(
        &self,
        page: &Page,
        center: &Center,
        count: usize,
        waits: &mut Vec<Duration>,
    ) -> Result<(), Failure> {
        wait(page, center, "first of all", SETTLING).await?;
        for _ in 0..count {
            let number = waits.len();
            let moment = self.period.mul_f64((number as f64 * IRREGULAR).fract());
            let words = format!("number {number:03}");
            waits.push(wait(page, center, &words, SETTLING + moment).await?);
        }
        Ok(())
    }
}

/// How long the page takes to show what the agent says after a pause.
async fn wait(
    page: &Page,
    center: &Center,
    words: &str,
    pause: Duration,
) -> Result<Duration, Failure> {
    page.driver().execute(PAINTED, vec![words.into()]).await?;
    let spoken = async {
        tokio::time::sleep(pause).await;
        say(center, words)
    };
    let painted = page.script("return window.painted");
    let (spoken, painted) = tokio::try_join!(spoken, painted)?;
    let painted = Duration::try_from_secs_f64(painted.as_f64().unwrap_or_default() / 1000.0);
    let wait = painted.ok().and_then(|painted| painted.checked_sub(spoken));
    wait.ok_or_else(|| Failure::Claim(format!("{words:?} was painted before it was said")))
}

/// The moment, since the epoch, at which the contact centre took the words.
fn say(center: &Center, words: &str) -> Result<Duration, Failure> {
    let mut taken = Duration::ZERO;
    act(center, |centre, chat, now| {
        taken = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        centre.say(chat, AGENT, words, now)
    })?;
    Ok(taken)
}

/// Ends the chat, or the next page would go on with it.
async fn close(page: &Page, center: &Center) -> Result<(), Failure> {
    act(center, |centre, chat, now| centre.end(chat, now))?;
    page.reads("Chat ended").await
}

fn act(
    center: &Center,
    deed: impl FnOnce(&mut Emulator, &ChatId, Now) -> Result<(), AgentError>,
) -> Result<(), Failure> {
    let now = center.now();
    let mut centre = center.emulator();
    let latest = centre.chats().last().map(|chat| chat.id().clone());
    let Some(chat) = latest else {
        return claim("there is no chat".to_owned());
    };
    deed(&mut centre, &chat, now).map_err(|refusal| Failure::Claim(refusal.to_string()))
}

fn claim(what: String) -> Result<(), Failure> {
    Err(Failure::Claim(what))
}

/// As it can stand in a document.
fn table(measured: &[(Mode, Vec<Duration>)]) -> Table {
    let spreads = measured
        .iter()
        .filter_map(|(mode, waits)| Some((mode.name, Spread::of(waits)?)));
    let spreads: Vec<_> = spreads.collect();
    let last = spreads.last().map(|(_, spread)| spread.median);
    let unit = last.unwrap_or_default().as_secs_f64();
    let columns = [
        "news come",
        "times as long",
        "messages",
        "median",
        "95 %",
        "longest",
    ];
    let mut table = Table::new(columns);
    for (name, spread) in spreads {
        let ratio = spread.median.as_secs_f64() / unit;
        let [median, p95, max] = [spread.median, spread.p95, spread.max].map(millis);
        let (ratio, count) = (format!("{ratio:.1}"), spread.count.to_string());
        table.add([name.to_owned(), ratio, count, median, p95, max]);
    }
    table
}

fn millis(wait: Duration) -> String {
    format!("{:.1} ms", wait.as_secs_f64() * 1000.0)
}
