//! A fault as it is ordered by JSON.

use super::body::{Body, wrong};
use super::refusal::Refusal;
use crate::faults::{FalseReply, Fault, FaultError, FaultKind, Scope, limits};
use std::time::Duration;

/// Every field, those of one kind only behind the others.
const FIELDS: [&str; 14] = [
    "kind",
    "chat",
    "method",
    "path",
    "bodyContains",
    "times",
    "skip",
    "forMs",
    "delayMs",
    "status",
    "body",
    "contentType",
    "retryAfter",
    "carriedOut",
];

const DELAY_FIELDS: [&str; 1] = ["delayMs"];
const STATUS_FIELDS: [&str; 5] = ["status", "body", "contentType", "retryAfter", "carriedOut"];

/// The fault that is asked for.
pub(super) fn read(body: &Body) -> Result<Fault, Refusal> {
    body.check_known(&FIELDS)?;
    let kind = kind(body)?;
    check_own_fields(body, &kind)?;
    let times = number(body, "times", &limits::TIMES)?;
    let skip = number(body, "skip", &limits::SKIP)?;
    Ok(Fault {
        kind,
        scope: scope(body)?,
        skip: skip.unwrap_or(0),
        times,
        lasts: millis(body, "forMs")?,
    })
}

fn scope(body: &Body) -> Result<Scope, Refusal> {
    let method = body.text("method")?;
    Ok(Scope {
        chat: body.text("chat")?,
        method: method.map(|method| method.to_ascii_uppercase()),
        path: body.text("path")?,
        body: body.text("bodyContains")?,
    })
}

fn kind(body: &Body) -> Result<FaultKind, Refusal> {
    let named = body.text("kind")?.ok_or_else(|| Refusal::Missing {
        field: "kind",
        allowed: one_of_the_kinds(),
    })?;
    match named.as_str() {
        "delay" => Ok(FaultKind::Delay(delay(body)?)),
        "status" => Ok(FaultKind::Status(reply(body)?)),
        name => {
            let plain = FaultKind::PLAIN.into_iter();
            let mut plain = plain.filter(|kind| kind.name() == name);
            let unknown = || wrong("kind", &named.as_str().into(), &one_of_the_kinds());
            plain.next().ok_or_else(unknown)
        }
    }
}

fn one_of_the_kinds() -> String {
    let plain = FaultKind::PLAIN.iter().map(FaultKind::name);
    let names: Vec<_> = ["delay", "status"].into_iter().chain(plain).collect();
    format!("one of {}", names.join(", "))
}

fn delay(body: &Body) -> Result<Duration, Refusal> {
    millis(body, "delayMs")?.ok_or_else(|| missing_number("delayMs", &limits::DELAY))
}

fn reply(body: &Body) -> Result<FalseReply, Refusal> {
    let status = number(body, "status", &limits::STATUS)?;
    let status = status.ok_or_else(|| missing_number("status", &limits::STATUS))?;
    let text = body.text("body")?.unwrap_or_default();
    let plain = FalseReply::refusal(status, &text);
    Ok(FalseReply {
        content_type: body
            .text("contentType")?
            .unwrap_or(plain.content_type.clone()),
        retry_after: number(body, "retryAfter", &limits::RETRY_AFTER)?,
        carried_out: body.flag("carriedOut")?.unwrap_or(false),
        ..plain
    })
}

/// What belongs to another kind has no meaning.
fn check_own_fields(body: &Body, kind: &FaultKind) -> Result<(), Refusal> {
    let delays = matches!(kind, FaultKind::Delay(_));
    let answers = matches!(kind, FaultKind::Status(_));
    let of_delay = DELAY_FIELDS.into_iter().filter(|_| !delays);
    let of_status = STATUS_FIELDS.into_iter().filter(|_| !answers);
    let foreign = of_delay.chain(of_status).find(|field| body.has(field));
    let kind = kind.name();
    match foreign {
        Some(field) => Err(FaultError::Pointless { field, kind }.into()),
        None => Ok(()),
    }
}

fn millis(body: &Body, field: &'static str) -> Result<Option<Duration>, Refusal> {
    Ok(body.number(field)?.map(Duration::from_millis))
}

/// A number within its limits, which are narrower than its type.
fn number<T: TryFrom<u64> + Default>(
    body: &Body,
    field: &'static str,
    allowed: &limits::Range,
) -> Result<Option<T>, Refusal> {
    let Some(found) = body.number(field)? else {
        return Ok(None);
    };
    limits::check(field, found, allowed)?;
    Ok(Some(T::try_from(found).unwrap_or_default()))
}

fn missing_number(field: &'static str, allowed: &limits::Range) -> Refusal {
    Refusal::Missing {
        field,
        allowed: limits::told(allowed),
    }
}
