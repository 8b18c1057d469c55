//! What came over the network, from the Chrome DevTools Protocol's `Network` events.

use std::collections::HashSet;

use serde_json::Value;

/// The driver's log that holds the events.
pub(crate) const LOG: &str = "performance";

/// All that was fetched, but for documents: what a page brings is counted, not the page.
#[derive(Debug, Default)]
pub struct Traffic {
    /// From the log's clock to the time since the epoch, in seconds.
    offset: f64,
    documents: HashSet<String>,
    arrivals: Vec<Arrival>,
}

/// An answer that is there in full.
#[derive(Debug)]
struct Arrival {
    request: String,
    /// On the log's clock, in seconds.
    moment: f64,
    bytes: u64,
}

impl Traffic {
    /// Takes in one line of the log, in any order.
    pub fn hear(&mut self, line: &str) {
        let entry: Value = serde_json::from_str(line).unwrap_or_default();
        let event = entry.get("message").unwrap_or(&Value::Null);
        let of = |name| event.get("params").and_then(|params| params.get(name));
        let number = |name| of(name).and_then(Value::as_f64).unwrap_or_default();
        let Some(request) = of("requestId").and_then(Value::as_str).map(str::to_owned) else {
            return;
        };
        match event.get("method").and_then(Value::as_str) {
            Some("Network.requestWillBeSent") => {
                self.offset = number("wallTime") - number("timestamp");
                if of("type").and_then(Value::as_str) == Some("Document") {
                    self.documents.insert(request);
                }
            }
            Some("Network.loadingFinished") => self.arrivals.push(Arrival {
                request,
                moment: number("timestamp"),
                bytes: number("encodedDataLength") as u64,
            }),
            _ => {}
        }
    }

    /// Bytes of all answers, headers included, that were there at this time, in milliseconds since
    /// the epoch.
    pub fn bytes(&self, until: f64) -> u64 {
        self.arrived(until).map(|arrival| arrival.bytes).sum()
    }

    fn arrived(&self, until: f64) -> impl Iterator<Item = &Arrival> {
        self.arrivals.iter().filter(move |arrival| {
            self.epoch(arrival.moment) <= until && !self.documents.contains(&arrival.request)
        })
    }

    /// In milliseconds.
    fn epoch(&self, moment: f64) -> f64 {
        (moment + self.offset) * 1000.0
    }
}
