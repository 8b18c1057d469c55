//! The panel for faults, a page of the desk's. What it asks for is let through, or not, where it
//! is asked for.

/// `/desk/faults`
pub(super) const PAGE: &str = include_str!("../../desk/faults.html");

#[cfg(test)]
mod tests {
    use super::PAGE;
    use crate::faults::{FalseReply, FaultKind};
    use std::collections::BTreeMap;
    use std::time::Duration;

    /// What the page says of each kind, by its name.
    fn offered() -> BTreeMap<&'static str, Vec<&'static str>> {
        let options = PAGE
            .lines()
            .filter_map(|line| line.split_once("<option value=\""));
        let taking = options.filter_map(|(_, rest)| {
            let (name, rest) = rest.split_once("\" data-takes=\"")?;
            let (takes, _) = rest.split_once('"')?;
            Some((name, takes.split(' ').collect()))
        });
        taking.collect()
    }

    #[test]
    fn the_page_offers_every_kind_with_what_that_takes() {
        let refusal = FalseReply::refusal(503, "");
        let own = [FaultKind::Delay(Duration::ZERO), FaultKind::Status(refusal)];
        let kinds: Vec<_> = FaultKind::PLAIN.into_iter().chain(own).collect();
        let offered = offered();
        assert_eq!(offered.len(), kinds.len());
        for kind in kinds {
            let takes = [
                ("chat", kind.knows_chats()),
                ("requests", kind.knows_requests()),
                ("count", kind.is_counted()),
                ("time", !kind.is_at_once()),
                ("delay", kind.name() == "delay"),
                ("status", kind.name() == "status"),
            ];
            for (what, takes) in takes {
                let offers = offered[kind.name()].contains(&what);
                assert_eq!(offers, takes, "{what} for {}", kind.name());
            }
        }
    }
}
