//! What a server advises: whether, when and how to ask again.

use std::time::Duration;

use crate::json::{self, Object, Value};
use crate::text;

/// How long a server holds a connect when it does not say.
const USUAL_TIMEOUT: Duration = Duration::from_secs(60);

/// Nobody waits longer than this for one answer, whatever the advice.
const LONGEST_TIMEOUT: Duration = Duration::from_secs(600);

/// Nobody is put off for longer than this.
const LONGEST_INTERVAL: Duration = Duration::from_secs(300);

/// How often to ask when the server's word for it is not known.
const STRANGE_INTERVAL: Duration = Duration::from_secs(2);

/// What to do after a reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reconnect {
    /// Begin anew with a handshake.
    Handshake,
    /// Ask nothing more.
    Never,
    /// Connect again.
    Retry,
}

/// The last advice given; each replaces the one before as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Advice {
    /// `None` where the server did not say, which a refusal leaves open.
    pub(super) reconnect: Option<Reconnect>,
    /// How long to wait before asking again.
    pub(super) interval: Duration,
    /// How long the server holds a connect.
    pub(super) timeout: Duration,
    /// How long a client may stay away before it is forgotten, where told.
    pub(super) max_interval: Option<Duration>,
}

impl Default for Advice {
    fn default() -> Self {
        Self {
            reconnect: None,
            interval: Duration::ZERO,
            timeout: USUAL_TIMEOUT,
            max_interval: None,
        }
    }
}

impl Advice {
    /// Reads the advice of a reply; what is told for long polling goes before
    /// what is told for all transports.
    pub(super) fn read(advice: &Object) -> Self {
        let special = match advice.get("long-polling") {
            Some(Value::Object(special)) => Some(special),
            _ => None,
        };
        let field = |name: &str| {
            special
                .and_then(|special| special.get(name))
                .or_else(|| advice.get(name))
        };
        let word = field("reconnect").and_then(Value::as_str);
        let interval = field("interval").and_then(millis);
        let strange = word.is_some_and(|word| !["retry", "handshake", "none"].contains(&word));
        let floor = if strange {
            STRANGE_INTERVAL
        } else {
            Duration::ZERO
        };
        Self {
            reconnect: match (word, interval) {
                (Some("none"), _) | (_, Some(Millis::Negative)) => Some(Reconnect::Never),
                (Some("handshake"), _) => Some(Reconnect::Handshake),
                (Some(_), _) => Some(Reconnect::Retry),
                (None, _) => None,
            },
            interval: span(interval)
                .unwrap_or_default()
                .clamp(floor, LONGEST_INTERVAL),
            timeout: span(field("timeout").and_then(millis))
                .unwrap_or(USUAL_TIMEOUT)
                .min(LONGEST_TIMEOUT),
            max_interval: span(field("maxInterval").and_then(millis)),
        }
    }
}

#[derive(Clone, Copy)]
enum Millis {
    Negative,
    Span(Duration),
}

fn span(millis: Option<Millis>) -> Option<Duration> {
    match millis? {
        Millis::Negative => None,
        Millis::Span(span) => Some(span),
    }
}

/// Milliseconds as a whole number, a fraction, or either of them as text. More
/// than a number can hold counts as very long.
fn millis(value: &Value) -> Option<Millis> {
    let text = json::plain(value)?;
    let text = text::trim(&text);
    if text.starts_with('-') {
        return Some(Millis::Negative);
    }
    let text = text.to_ascii_lowercase();
    let (number, powers) = text::cut(&text, b'e');
    let (whole, _) = text::cut(number, b'.');
    let digits = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    let powers = powers.map(|powers| powers.strip_prefix('+').unwrap_or(powers));
    let powers = powers.and_then(text::number).unwrap_or_default();
    let mut count = text::number(whole).unwrap_or(u64::MAX);
    for _ in 0..powers.min(20) {
        count = count.saturating_mul(10);
    }
    digits.then(|| Millis::Span(Duration::from_millis(count)))
}
