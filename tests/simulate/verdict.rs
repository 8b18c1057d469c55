//! What must hold when everything works again.

use std::collections::{BTreeMap, BTreeSet};

use causerie_core::session::{Stage, View};
use causerie_core::transcript::Delivery;

use causerie_tests::{TabNumber, shown};

use crate::deed::Deed;
use crate::desk::SECRET;
use crate::life::Life;

/// So many milliseconds, and so many requests at most in any of them: a message each second, the
/// questions between, what is told about typing, and as many again.
const SPAN: u64 = 10_000;
const MOST: usize = 60;

/// So many more for each further page that asks within that time: a page that takes a chat up has
/// to shake hands, to connect three times, to subscribe, and to read the conversation twice.
const ANEW: usize = 7;

/// How a line ends whose message may have arrived, as nobody can say any more.
const UNKNOWN: &str = " (Failed(Unknown))";

/// A promise that was not kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Violation {
    #[error("a row is {1} long after: {0}")]
    Unsettled(String, &'static str),
    #[error("shown as failed, but the contact centre has it: {0}")]
    Arrived(String),
    #[error("the stage is {0} long after")]
    Stuck(String),
    #[error("the chat goes on, and the visitor is told that it is over ({0})")]
    Abandoned(String),
    #[error("shown: {shown:#?}\nthe contact centre has: {served:#?}")]
    Differs {
        shown: Vec<String>,
        served: Vec<String>,
    },
    #[error("what was said has no row any more: {0}; shown: {1:#?}")]
    Vanished(String, Vec<String>),
    #[error("the contact centre has it more than once: {0}")]
    Doubled(String),
    #[error("own messages are out of order: {0:?}")]
    Disordered(Vec<usize>),
    #[error("what is for agents only is shown: {0:#?}")]
    Overheard(Vec<String>),
    #[error("{0} are shown as typing long after")]
    Typing(String),
    #[error("{requests} requests in the {SPAN} ms from {from}")]
    Hurried { requests: usize, from: u64 },
    #[error("{0} tabs lead")]
    Led(usize),
    #[error("a tab shows {other:#?}\nthe one that is seen: {seen:#?}")]
    TabsDiffer {
        seen: Vec<String>,
        other: Vec<String>,
    },
    #[error("a panic: {0}")]
    Panic(String),
}

/// Compares both sides of a chat in which everything works again.
pub(crate) fn judge(life: &Life) -> Result<(), Violation> {
    let is_live = life.is_live();
    let stage = life.world.view().stage;
    let left = life.done.contains(&Deed::Leaves);
    match &stage {
        Stage::Chatting if is_live => settled(life)?,
        Stage::Ended(_) | Stage::Form(_) if !is_live || left => {}
        Stage::Ended(_) | Stage::Form(_) => return Err(Violation::Abandoned(format!("{stage:?}"))),
        _ => return Err(Violation::Stuck(format!("{stage:?}"))),
    }
    same(life, left)?;
    mirrored(life)?;
    discreet(life)?;
    present(life)?;
    single(life)?;
    ordered(life)?;
    unhurried(life)
}

/// Every message is sent or plainly not, and nobody types for ever.
fn settled(life: &Life) -> Result<(), Violation> {
    let view = life.world.view();
    for row in view.rows.0.iter() {
        let state = match row.delivery() {
            Some(Delivery::Sending) => "being sent",
            Some(Delivery::Uncertain) => "uncertain",
            Some(Delivery::Waiting) => "waiting",
            Some(Delivery::Failed(_) | Delivery::Sent) | None => continue,
        };
        return Err(Violation::Unsettled(row.text().to_owned(), state));
    }
    match view.typing.first() {
        Some(who) => Err(Violation::Typing(who.to_string())),
        None => Ok(()),
    }
}

/// What is shown is what the contact centre has. Whoever has left, or is forgotten, has not heard
/// all of it.
fn same(life: &Life, left: bool) -> Result<(), Violation> {
    if matches!(life.world.view().stage, Stage::Form(_)) {
        return Ok(());
    }
    let lines = life.world.shown().into_iter();
    let (failed, shown): (Vec<_>, Vec<_>) = lines.partition(|line| line.ends_with(')'));
    let is_unknown = |line: &String| line.ends_with(UNKNOWN);
    let (unknown, failed): (Vec<_>, Vec<_>) = failed.into_iter().partition(is_unknown);
    let mut served = life
        .forgotten
        .clone()
        .unwrap_or_else(|| life.world.served());
    let mut shown = shown;
    // A name that is learnt too late, after the agent goes by yet another, is no news.
    if left || life.done.contains(&Deed::LosesPushes) {
        for lines in [&mut shown, &mut served] {
            lines.retain(|line| !line.contains(" = "));
        }
    }
    let is_same = if left || life.forgotten.is_some() {
        let mut rest = served.clone();
        shown.iter().all(|line| take(&mut rest, line))
    } else {
        for line in unknown.iter().rev() {
            if served != shown {
                let line = line.trim_end_matches(UNKNOWN);
                take(&mut served, line);
            }
        }
        served == shown
    };
    if !is_same {
        let shown = life.world.shown();
        return Err(Violation::Differs { shown, served });
    }
    let arrived = failed.into_iter().find(|line| {
        let words = line.split(" (").next().unwrap_or_default();
        words.contains("question") && served.iter().any(|other| other == words)
    });
    arrived.map_or(Ok(()), |line| Err(Violation::Arrived(line)))
}

/// One tab leads, and all show the same.
fn mirrored(life: &Life) -> Result<(), Violation> {
    let leaders = life.world.leaders();
    if leaders != 1 {
        return Err(Violation::Led(leaders));
    }
    let lines = |view: &View| {
        let mut lines = shown(view);
        // What is wrong with the form is told where it was sent.
        let stage = match &view.stage {
            Stage::Form(_) => Stage::default(),
            stage => stage.clone(),
        };
        lines.push(format!("{stage:?} {:?} {}", view.agents, view.draft));
        lines
    };
    let seen = lines(&life.world.view());
    let views = life.world.views();
    let other = views.iter().map(lines).find(|other| *other != seen);
    other.map_or(Ok(()), |other| Err(Violation::TabsDiffer { seen, other }))
}

/// What agents say among themselves is theirs.
fn discreet(life: &Life) -> Result<(), Violation> {
    let shown = life.world.shown();
    if shown.iter().any(|line| line.contains(SECRET)) {
        return Err(Violation::Overheard(shown));
    }
    Ok(())
}

/// Whatever the visitor has said stands there, sent or not.
fn present(life: &Life) -> Result<(), Violation> {
    let view = life.world.view();
    // The transcript is the server's, and who has left does not ask for it again.
    let anew = life.is_reloaded() || life.unread;
    let unasked = anew && life.done.contains(&Deed::Leaves);
    if unasked || life.forgotten.is_some() || matches!(view.stage, Stage::Form(_)) {
        return Ok(());
    }
    let own = view.rows.0.iter().filter(|row| row.is_own());
    let mut rows: Vec<String> = own.map(|row| row.text().to_owned()).collect();
    let mut gone = life.went();
    let mut words = life.words.iter();
    let missing = words.find(|text| !take(&mut rows, text) && !take(&mut gone, text));
    missing.map_or(Ok(()), |text| {
        Err(Violation::Vanished(text.clone(), life.world.shown()))
    })
}

/// What was said once is there once, unless the browser or the visitor has sent it again.
fn single(life: &Life) -> Result<(), Violation> {
    let done = |deed: &Deed| life.done.contains(deed);
    if [Deed::Retries, Deed::SendsTwice].iter().any(done) {
        return Ok(());
    }
    let mut own: Vec<String> = life.world.served();
    own.retain(|line| line.starts_with("me: question "));
    own.sort_unstable();
    let twice = own.windows(2).find(|two| two.first() == two.last());
    let line = twice.and_then(|two| two.first()).cloned();
    line.map_or(Ok(()), |line| Err(Violation::Doubled(line)))
}

/// Takes one such line out, if there is one.
fn take(lines: &mut Vec<String>, line: &str) -> bool {
    let place = lines.iter().rposition(|other| other == line);
    place.map(|place| lines.remove(place)).is_some()
}

/// Whether what a page sent over a slow network may have come after what the next one did, asked
/// and sent over one that was quicker.
fn is_overtaken(life: &Life) -> bool {
    let ends = [Deed::ClosesTab, Deed::CrashesTab];
    let ends = life.is_reloaded() || ends.iter().any(|deed| life.done.contains(deed));
    life.done.contains(&Deed::Slows) && ends
}

/// The contact centre has own messages in the order in which they were written, but for what was
/// sent again, for what the next page has overtaken, and for what was said in different tabs.
fn ordered(life: &Life) -> Result<(), Violation> {
    if is_overtaken(life) || life.done.contains(&Deed::Retries) {
        return Ok(());
    }
    let mut first: BTreeMap<(Option<TabNumber>, usize), usize> = BTreeMap::new();
    for (place, line) in life.world.served().iter().enumerate() {
        let number = line
            .strip_prefix("me: question ")
            .and_then(|text| text.parse::<usize>().ok());
        if let Some(number) = number {
            let tab = life.places.get(number - 1).copied();
            first.entry((tab, number)).or_insert(place);
        }
    }
    let places: Vec<_> = first
        .into_iter()
        .map(|((tab, _), place)| (tab, place))
        .collect();
    if places.is_sorted() {
        Ok(())
    } else {
        Err(Violation::Disordered(
            places.into_iter().map(|(_, place)| place).collect(),
        ))
    }
}

/// The contact centre is not asked more often than is bearable.
fn unhurried(life: &Life) -> Result<(), Violation> {
    let world = &life.world;
    for (first, (from, _)) in world.requests.iter().enumerate() {
        let times = world.requests.iter().skip(first).map(|(at, _)| *at);
        let requests = times.take_while(|at| at - from < SPAN).count();
        if requests > MOST {
            let pages = world.askers.iter().skip(first).take(requests);
            let pages: BTreeSet<_> = pages.collect();
            if requests > MOST + ANEW * (pages.len() - 1) {
                return Err(Violation::Hurried {
                    requests,
                    from: *from,
                });
            }
        }
    }
    Ok(())
}
