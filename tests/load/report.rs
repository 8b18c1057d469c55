//! What came of it, as a table.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use crate::arguments::Plan;
use crate::crowd::{Measured, Stretch};
use crate::difference::Difference;
use crate::life::{Outcome, Setback};
use crate::spread::Spread;
use crate::visitor::FALLBACK;

/// How many visitors who got stuck are told one by one.
const TOLD: usize = 5;

#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) plan: Plan,
    pub(crate) time: Duration,
    pub(crate) requests: u64,
    pub(crate) failures: u64,
    pub(crate) connections: u64,
    /// The contact centre's, in bytes: without a chat, with all, and when all have talked.
    pub(crate) memory: [Option<u64>; 3],
    /// Coming, talking, parting.
    pub(crate) stretches: [Stretch; 3],
    pub(crate) measured: Measured,
    pub(crate) events: usize,
    pub(crate) rows: usize,
    pub(crate) difference: Difference,
    pub(crate) troubles: BTreeMap<&'static str, usize>,
    pub(crate) setbacks: Vec<Setback>,
}

impl Report {
    /// Takes in what one chat came to.
    pub(crate) fn add(&mut self, outcome: Result<Outcome, Setback>) {
        match outcome {
            Ok(outcome) => {
                self.events += outcome.events;
                self.rows += outcome.rows;
                self.difference += outcome.difference;
                for trouble in outcome.troubles {
                    *self.troubles.entry(trouble).or_default() += 1;
                }
            }
            Err(setback) => self.setbacks.push(setback),
        }
    }

    /// Whether every chat was played as planned and showed every event once and in its place.
    pub(crate) fn is_clean(&self) -> bool {
        let planned = !self.troubles.contains_key(FALLBACK);
        planned && self.difference.is_none() && self.setbacks.is_empty()
    }

    /// What a chat adds to the contact centre's memory, in bytes.
    fn weight(&self, with: Option<u64>) -> Option<u64> {
        let [alone, ..] = self.memory;
        let chats = u64::try_from(self.plan.chats).unwrap_or(u64::MAX);
        with?.saturating_sub(alone?).checked_div(chats)
    }

    fn counts(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Plan {
            backend,
            delivery,
            chats,
            ..
        } = &self.plan;
        let way = format!("{backend}, {delivery}");
        row(f, "chats", chats, &way)?;
        row(f, "events", self.events, "")?;
        row(f, "rows compared", self.rows, "")?;
        let found = &self.difference;
        row(f, "  lost", found.lost, "")?;
        row(f, "  doubled", found.doubled, "")?;
        row(f, "  of no chat", found.strange, "")?;
        row(f, "  misplaced", found.misplaced, "")?;
        if let Some(example) = &found.example {
            writeln!(f, "  for instance {example:?}")?;
        }
        row(f, "chats that got stuck", self.setbacks.len(), "")?;
        for setback in self.setbacks.iter().take(TOLD) {
            writeln!(f, "  {setback}")?;
        }
        for (trouble, count) in &self.troubles {
            row(f, trouble, count, "")?;
        }
        Ok(())
    }

    fn costs(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [alone, met, full] = self.memory;
        row(f, "memory without a chat", Size(alone), "")?;
        row(f, "memory per chat", Size(self.weight(met)), "all open")?;
        row(f, "", Size(self.weight(full)), "after the talk")?;
        row(f, "connections", self.connections, "")?;
        row(f, "requests", self.requests, "")?;
        row(f, "  without an answer", self.failures, "")?;
        row(f, "seconds", self.time.as_secs(), "")?;
        let names = ["  coming", "  talking", "  parting"];
        for (name, stretch) in names.into_iter().zip(self.stretches) {
            let told = format!("{} requests/s{}", stretch.rate(), stretch.load());
            row(f, name, stretch.time.as_secs(), &told)?;
        }
        Ok(())
    }

    fn times(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heads = ["milliseconds", "count", "p50", "p90", "p99", "max"];
        let [name, count, p50, p90, p99, max] = heads;
        writeln!(f, "{name:<24}{count:>8}{p50:>9}{p90:>9}{p99:>9}{max:>9}")?;
        let Measured {
            begun,
            sent,
            back,
            late,
        } = &self.measured;
        spread(f, "the chat begins", begun)?;
        spread(f, "Enter to sent", sent)?;
        spread(f, "Enter to the event", back)?;
        spread(f, "this program is late", late)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.counts(f)?;
        writeln!(f)?;
        self.costs(f)?;
        writeln!(f)?;
        self.times(f)
    }
}

impl Stretch {
    fn rate(&self) -> u64 {
        let millis = self.time.as_millis().max(1);
        let rate = u128::from(self.requests) * 1000 / millis;
        u64::try_from(rate).unwrap_or(u64::MAX)
    }

    /// In parts of one processor.
    fn load(&self) -> String {
        let share = |busy: Duration| busy.as_millis() * 100 / self.time.as_millis().max(1);
        self.busy.map_or_else(String::new, |(centre, own)| {
            let (centre, own) = (share(centre), share(own));
            format!(", contact centre {centre} %, this program {own} % of a processor")
        })
    }
}

/// Bytes as people read them.
struct Size(Option<u64>);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.0 {
            None => "unknown".to_owned(),
            Some(bytes) if bytes < 10 * 1024 * 1024 => format!("{} KiB", bytes / 1024),
            Some(bytes) => format!("{} MiB", bytes / 1024 / 1024),
        };
        f.pad(&text)
    }
}

fn row(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    value: impl fmt::Display,
    note: &str,
) -> fmt::Result {
    let line = format!("{name:<28}{value:>12}  {note}");
    writeln!(f, "{}", line.trim_end())
}

fn spread(f: &mut fmt::Formatter<'_>, name: &str, measured: &[Duration]) -> fmt::Result {
    let Some(spread) = Spread::of(measured) else {
        return Ok(());
    };
    let millis = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1000.0);
    let [p50, p90, p99, max] = [spread.p50, spread.p90, spread.p99, spread.max].map(millis);
    let count = spread.count;
    writeln!(f, "{name:<24}{count:>8}{p50:>9}{p90:>9}{p99:>9}{max:>9}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let words = ["--url", "http://a:1", "--chats", "4"];
        let plan = crate::arguments::read(lexopt::Parser::from_args(words));
        Report {
            plan: plan.unwrap().unwrap(),
            time: Duration::from_secs(9),
            requests: 0,
            failures: 0,
            connections: 0,
            memory: [Some(1024), Some(9 * 1024), None],
            stretches: [Stretch {
                time: Duration::from_secs(2),
                requests: 100,
                busy: Some((Duration::from_secs(1), Duration::from_millis(200))),
            }; 3],
            measured: Measured::default(),
            events: 0,
            rows: 0,
            difference: Difference::default(),
            troubles: BTreeMap::new(),
            setbacks: Vec::new(),
        }
    }

    fn played(difference: Difference, troubles: &[&'static str]) -> Report {
        let mut report = report();
        report.add(Ok(Outcome {
            events: 3,
            rows: 2,
            difference,
            troubles: troubles.to_vec(),
        }));
        report
    }

    #[test]
    fn any_difference_any_setback_and_any_fallback_is_a_failure() {
        assert!(played(Difference::default(), &["errors"]).is_clean());
        assert!(!played(Difference::default(), &[FALLBACK]).is_clean());
        let lost = Difference {
            lost: 1,
            ..Difference::default()
        };
        assert!(!played(lost, &[]).is_clean());
        let mut stuck = played(Difference::default(), &[]);
        stuck.add(Err(Setback::NoRecord));
        assert!(!stuck.is_clean());
    }

    #[test]
    fn the_table_tells_what_was_counted_and_what_it_costs() {
        let mut report = played(Difference::default(), &["errors", "errors"]);
        report.measured.sent = vec![Duration::from_micros(1500)];
        let table = report.to_string();
        for line in [
            "chats                                  4  gms-v1, cometd",
            "  lost                                 0",
            "errors                                 2",
            "memory per chat                    2 KiB  all open",
            "                                 unknown  after the talk",
            "  talking                              2  50 requests/s, contact centre 50 %, \
             this program 10 % of a processor",
            "Enter to sent                  1      1.5      1.5      1.5      1.5",
        ] {
            assert!(table.lines().any(|one| one == line), "{line}\n{table}");
        }
    }
}
