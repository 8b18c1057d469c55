//! Requests that meet faults, and replies on their way out.

use super::fate::{Fate, Harm};
use super::kind::{FalseReply, FaultKind};
use crate::emulator::Emulator;
use crate::gws;
use crate::http::{Request, Response};
use crate::id::ClientId;
use crate::me;
use crate::now::Now;
use crate::ticket::{Answer, Ending, Ticket};
use std::time::Duration;

impl Emulator {
    /// Answers a request, if the faults that are for it let it be answered. Delays add up; of the
    /// other faults it meets the oldest.
    pub(crate) fn meet(&mut self, request: &Request, now: Now) -> Answer {
        let (delay, mishap) = self.mishaps(request);
        let harm = match mishap {
            Some(FaultKind::DropReply) => Harm::Cut,
            Some(FaultKind::Garbage) => Harm::Garbled,
            _ => Harm::None,
        };
        let answer = match mishap {
            Some(FaultKind::DropRequest) => Answer::Cut,
            Some(FaultKind::Status(reply)) => self.belie(request, reply, now),
            Some(FaultKind::Duplicate) => {
                self.carry_out_for_nobody(request, now);
                self.carry_out_or_stall(request, now)
            }
            _ => self.carry_out_or_stall(request, now),
        };
        self.send_back(answer, Fate { delay, harm }, now)
    }

    /// What held requests end with goes out, as far as it may.
    pub(crate) fn depart(&mut self, now: Now) {
        let mut released = self.bayeux.take_released();
        released.extend(self.switchboard.take_released());
        for (ticket, response) in released {
            let fate = self.faults.fate(ticket);
            self.faults.forget(ticket);
            self.send_out(ticket, Ending::Answered(response), fate, now);
        }
        self.departures.advance(now);
    }

    /// Whether something is lost on its way to a customer's session.
    pub(crate) fn loses_push_to(&mut self, client: &ClientId) -> bool {
        let losing = self
            .faults
            .active(|fault| fault.kind == FaultKind::LosePush);
        if losing.is_empty() {
            return false;
        }
        let mut chats = self.chats.iter();
        let chat = chats.find(|chat| chat.listeners().contains(client));
        self.faults.lose_push(chat)
    }

    /// How much later a request is answered, and what befalls it.
    fn mishaps(&mut self, request: &Request) -> (Duration, Option<FaultKind>) {
        let fitting = self
            .faults
            .active(|fault| fault.kind.meets_requests() && self.concerns(&fault.scope, request));
        let (mut delay, mut mishap) = (Duration::ZERO, None);
        for id in fitting {
            let Some(one) = self.faults.get_mut(id) else {
                continue;
            };
            let kind = one.fault().kind.clone();
            match kind {
                FaultKind::Delay(more) if one.strikes() => delay = delay.saturating_add(more),
                FaultKind::Delay(_) => {}
                // What another one forestalls does not count.
                kind if mishap.is_none() && one.strikes() => mishap = Some(kind),
                _ => {}
            }
        }
        (delay, mishap)
    }

    /// Carries it out; a connect that is held may be stalled.
    fn carry_out_or_stall(&mut self, request: &Request, now: Now) -> Answer {
        let holding = self.faults.active(|fault| {
            fault.kind == FaultKind::HoldPolls && self.concerns(&fault.scope, request)
        });
        let mut ready = holding.iter().filter_map(|id| self.faults.get(*id));
        let stalls = ready.any(|one| one.is_next());
        let server = if me::notifies(&request.path) {
            &mut self.switchboard
        } else {
            &mut self.bayeux
        };
        server.stalls = stalls;
        let answer = self.carry_out(request, now);
        self.bayeux.stalls = false;
        self.switchboard.stalls = false;
        if let Answer::Held(ticket) = answer {
            for id in holding {
                self.faults.take_poll(id, ticket);
            }
        }
        answer
    }

    /// Carries it out as if its client had gone away at once.
    fn carry_out_for_nobody(&mut self, request: &Request, now: Now) {
        if let Answer::Held(ticket) = self.carry_out(request, now) {
            self.abandon(ticket, now);
        }
    }

    fn belie(&mut self, request: &Request, reply: FalseReply, now: Now) -> Answer {
        if reply.carried_out {
            self.carry_out_for_nobody(request, now);
        }
        let mut response = Response::typed(reply.status, &reply.content_type, reply.body);
        if let Some(seconds) = reply.retry_after {
            response = response.with("Retry-After", &seconds.to_string());
        }
        // Where browsers read what was answered by others, it is the shell that lets them.
        if gws::serves(&request.path) {
            response = gws::allow(response, &self.settings.gws.quirks);
        }
        Answer::Ready(response)
    }

    /// An answer, as its fate has it.
    fn send_back(&mut self, answer: Answer, fate: Fate, now: Now) -> Answer {
        let ending = match answer {
            Answer::Held(ticket) => {
                self.faults.ordain(ticket, fate);
                return answer;
            }
            Answer::Ready(response) => Ending::Answered(response),
            Answer::Cut => Ending::Cut,
        };
        if fate.delay > Duration::ZERO {
            let ticket = Ticket::mint(&mut self.faults.dice);
            self.send_out(ticket, ending, fate, now);
            return Answer::Held(ticket);
        }
        match fate.of(ending, &mut self.faults.dice) {
            Ending::Answered(response) => Answer::Ready(response),
            Ending::Cut => Answer::Cut,
        }
    }

    fn send_out(&mut self, ticket: Ticket, ending: Ending, fate: Fate, now: Now) {
        let ending = fate.of(ending, &mut self.faults.dice);
        if fate.delay > Duration::ZERO {
            let due = now.after(fate.delay);
            self.departures.postpone(ticket, ending, due);
        } else {
            self.departures.push(ticket, ending);
        }
    }
}
