//! Claims about faults.

use crate::rig::Rig;
use crate::{Added, Answer, Fault, FaultId, ListedFault, Request, Response};

mod at_once;
mod chance;
mod counts;
mod polls;
mod pushes;
mod requests;
mod scopes;

/// A fault that is kept; its id.
fn listed(rig: &mut Rig, fault: Fault) -> FaultId {
    match rig.center.add_fault(fault, rig.now) {
        Ok(Added::Listed(id)) => id,
        other => panic!("not listed: {other:?}"),
    }
}

/// One operation of the rig's chat in v1.
fn operation(rig: &Rig, operation: &str, form: &str) -> Request {
    let path = format!("/genesys/1/service/{}/ixn/chat{operation}", rig.service);
    Request::post(&path, form)
}

fn ask(rig: &mut Rig, name: &str, form: &str) -> Answer {
    let request = operation(rig, name, form);
    rig.center.ask(&request, rig.now)
}

/// The customer says something; how that is answered.
fn say(rig: &mut Rig, text: &str) -> Answer {
    ask(rig, "/refresh", &format!("message={text}"))
}

/// What was said, whoever has seen an answer to it.
fn said(rig: &Rig) -> Vec<String> {
    let events = rig.transcript().into_iter();
    events.skip(1).map(|event| event.text).collect()
}

fn is_good(answer: &Answer) -> bool {
    matches!(answer, Answer::Ready(Response { status: 200, body, .. }) if body.starts_with(b"{"))
}

/// How often each fault was applied.
fn applied(rig: &Rig) -> Vec<u32> {
    rig.center.faults().map(ListedFault::applied).collect()
}
