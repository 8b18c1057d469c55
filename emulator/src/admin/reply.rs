//! Faults as JSON, by the names that orders have for them.

use super::route::place;
use crate::faults::{Fault, FaultKind, ListedFault};
use crate::http::Response;
use serde::Serialize;
use std::time::Duration;

/// A fault and what it has done; what was not asked for is not there.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct View<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u32>,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    delay_ms: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    carried_out: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chat: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    method: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body_contains: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skip: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    for_ms: Option<u64>,
    /// How often it was applied.
    applied: usize,
    /// Whether it may be applied again.
    active: bool,
}

#[derive(Serialize)]
struct List<'a> {
    faults: Vec<View<'a>>,
}

/// Faults that are kept, or were.
pub(super) fn faults<'a>(faults: impl Iterator<Item = &'a ListedFault>) -> Response {
    let faults = faults.map(View::listed).collect();
    Response::json(200, &List { faults })
}

pub(super) fn fault(listed: &ListedFault) -> Response {
    Response::json(200, &View::listed(listed))
}

/// A fault that is new.
pub(super) fn added(listed: &ListedFault) -> Response {
    let response = Response::json(201, &View::listed(listed));
    response.with("Location", &place(listed.id()))
}

/// A fault that has acted at once and is not kept.
pub(super) fn done(fault: &Fault, applied: usize) -> Response {
    Response::json(200, &View::of(fault, applied))
}

impl<'a> View<'a> {
    fn listed(listed: &'a ListedFault) -> Self {
        let applied = usize::try_from(listed.applied()).unwrap_or(usize::MAX);
        Self {
            id: Some(listed.id().0),
            active: listed.is_active(),
            ..Self::of(listed.fault(), applied)
        }
    }

    fn of(fault: &'a Fault, applied: usize) -> Self {
        let (scope, reply) = (&fault.scope, reply(&fault.kind));
        Self {
            id: None,
            kind: fault.kind.name(),
            delay_ms: delay(&fault.kind).map(millis),
            status: reply.map(|reply| reply.status),
            body: reply.map(|reply| reply.body.as_str()),
            content_type: reply.map(|reply| reply.content_type.as_str()),
            retry_after: reply.and_then(|reply| reply.retry_after),
            carried_out: reply.map(|reply| reply.carried_out),
            chat: scope.chat.as_deref(),
            method: scope.method.as_deref(),
            path: scope.path.as_deref(),
            body_contains: scope.body.as_deref(),
            times: fault.times,
            skip: Some(fault.skip).filter(|skip| *skip > 0),
            for_ms: fault.lasts.map(millis),
            applied,
            active: false,
        }
    }
}

fn delay(kind: &FaultKind) -> Option<Duration> {
    match kind {
        FaultKind::Delay(delay) => Some(*delay),
        _ => None,
    }
}

fn reply(kind: &FaultKind) -> Option<&crate::faults::FalseReply> {
    match kind {
        FaultKind::Status(reply) => Some(reply),
        _ => None,
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
