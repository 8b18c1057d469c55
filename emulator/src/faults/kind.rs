//! What goes wrong.

use std::time::Duration;

/// A kind of fault, by the name that the admin API gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// `delay`: the request is carried out at once, its reply comes so much later; a millisecond
    /// to an hour. Delays of several faults add up.
    Delay(Duration),
    /// `drop-reply`: the request is carried out, and its connection cut instead of an answer.
    DropReply,
    /// `drop-request`: the connection is cut, and nothing is carried out.
    DropRequest,
    /// `duplicate`: the request is carried out twice, as if a browser had repeated it on another
    /// connection; the second answer goes back.
    Duplicate,
    /// `status`: another answer.
    Status(FalseReply),
    /// `garbage`: the bytes of the answer's body are replaced by others. HTTP stays as it is.
    Garbage,
    /// `hold-polls`: connects that are held are not answered, whatever there is to tell and
    /// however long they have waited, until the fault is taken away.
    HoldPolls,
    /// `lose-push`: what would be told over CometD is lost on the way to the customer's sessions,
    /// where no extension brings it again. One that nobody would have heard does not count.
    LosePush,
    /// `no-agent`: no agent is available, as with
    /// [`Settings::agent_available`](crate::Settings::agent_available).
    NoAgent,
    /// `cut-polls`: the connections of all connects that are held are cut, at once.
    CutPolls,
    /// `forget-sessions`: customers' CometD sessions are forgotten at once while the chats stay,
    /// as by a restarted node of a cluster. Held connects are answered with a 402.
    ForgetSessions,
    /// `rotate-credentials`: chats of v2 and of the Web API Server have other credentials at
    /// once. The former ones are good until an answer has told the new ones.
    RotateCredentials,
    /// `agent-gone`: agents' sessions end at once: they are not ready any more, and their CometD
    /// sessions are forgotten.
    AgentGone,
}

/// An answer in the place of the real one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FalseReply {
    /// HTTP status code, 200 to 599.
    pub status: u16,
    /// Media type of the body.
    pub content_type: String,
    /// The body; it may be empty.
    pub body: String,
    /// `Retry-After` in seconds, if it is to be there; an hour at most.
    pub retry_after: Option<u32>,
    /// Whether the request is carried out all the same.
    pub carried_out: bool,
}

impl FalseReply {
    /// Plain text with that status, for a request that is not carried out.
    pub fn refusal(status: u16, body: &str) -> Self {
        Self {
            status,
            content_type: "text/plain; charset=utf-8".to_owned(),
            body: body.to_owned(),
            retry_after: None,
            carried_out: false,
        }
    }
}

impl FaultKind {
    /// The kinds that say everything by their names.
    pub(crate) const PLAIN: [Self; 11] = [
        Self::DropReply,
        Self::DropRequest,
        Self::Duplicate,
        Self::Garbage,
        Self::HoldPolls,
        Self::LosePush,
        Self::NoAgent,
        Self::CutPolls,
        Self::ForgetSessions,
        Self::RotateCredentials,
        Self::AgentGone,
    ];

    /// The name by which the admin API has it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Delay(_) => "delay",
            Self::DropReply => "drop-reply",
            Self::DropRequest => "drop-request",
            Self::Duplicate => "duplicate",
            Self::Status(_) => "status",
            Self::Garbage => "garbage",
            Self::HoldPolls => "hold-polls",
            Self::LosePush => "lose-push",
            Self::NoAgent => "no-agent",
            Self::CutPolls => "cut-polls",
            Self::ForgetSessions => "forget-sessions",
            Self::RotateCredentials => "rotate-credentials",
            Self::AgentGone => "agent-gone",
        }
    }

    /// Whether it acts when it is added, and is over then.
    pub fn is_at_once(&self) -> bool {
        matches!(
            self,
            Self::CutPolls | Self::ForgetSessions | Self::RotateCredentials | Self::AgentGone
        )
    }

    /// Whether it decides what becomes of requests.
    pub(super) fn meets_requests(&self) -> bool {
        matches!(
            self,
            Self::Delay(_)
                | Self::DropReply
                | Self::DropRequest
                | Self::Duplicate
                | Self::Status(_)
                | Self::Garbage
        )
    }

    /// Whether it can be for some requests only; a connect that is held is one.
    pub(crate) fn knows_requests(&self) -> bool {
        self.meets_requests() || matches!(self, Self::HoldPolls | Self::CutPolls)
    }

    /// Whether it can be for one chat only.
    pub(crate) fn knows_chats(&self) -> bool {
        *self != Self::NoAgent
    }

    /// Whether it is applied to one thing after the other.
    pub(crate) fn is_counted(&self) -> bool {
        !self.is_at_once() && *self != Self::NoAgent
    }
}
