//! What a process uses, as `/proc` tells it (Linux).

use std::fs;
use std::time::Duration;

/// The clock of `/proc/…/stat` ticks a hundred times a second wherever Linux runs.
const TICK: Duration = Duration::from_millis(10);

/// A process by its number.
#[derive(Debug, Clone)]
pub(crate) struct Process(String);

/// What it uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Usage {
    /// Resident memory in bytes.
    pub(crate) memory: u64,
    /// How long it has kept processors busy since it began.
    pub(crate) busy: Duration,
}

impl Process {
    pub(crate) fn numbered(number: u32) -> Self {
        Self(number.to_string())
    }

    /// This one.
    pub(crate) fn own() -> Self {
        Self("self".to_owned())
    }

    /// `None` where the system does not tell, or the process is gone.
    pub(crate) fn usage(&self) -> Option<Usage> {
        let read = |file: &str| fs::read_to_string(format!("/proc/{}/{file}", self.0)).ok();
        Some(Usage {
            memory: memory(&read("status")?)?,
            busy: busy(&read("stat")?)?,
        })
    }
}

fn memory(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes.saturating_mul(1024))
}

/// The 14th and 15th field; the second is the program's name, which may hold anything.
fn busy(stat: &str) -> Option<Duration> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u32>().ok();
    Some(TICK * ticks()?.saturating_add(ticks()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resident_memory_is_read() {
        let status = "Name:\tcauserie\nVmPeak:\t  999 kB\nVmRSS:\t   2048 kB\nThreads:\t3\n";
        assert_eq!(memory(status), Some(2 * 1024 * 1024));
        assert_eq!(memory("Name:\tkthreadd\n"), None);
    }

    #[test]
    fn both_times_count_whatever_the_program_is_called() {
        let stat = "42 (a b) c) S 1 42 42 0 -1 4194560 500 0 0 0 150 50 0 0 20 0 3 0 12 0 0";
        assert_eq!(busy(stat), Some(Duration::from_secs(2)));
        assert_eq!(busy(""), None);
    }

    #[test]
    fn a_process_that_is_not_there_uses_nothing() {
        assert_eq!(Process::numbered(u32::MAX).usage(), None);
    }
}
