//! One fault, as it is asked for.

use super::kind::FaultKind;
use super::limits;
use super::refusal::FaultError;
use super::scope::Scope;
use std::time::Duration;

/// What goes wrong, for what, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What goes wrong.
    pub kind: FaultKind,
    /// For what.
    pub scope: Scope,
    /// So many fitting occasions pass before it is first applied.
    pub skip: u32,
    /// How often it is applied; as often as there is an occasion when nothing is said.
    pub times: Option<u32>,
    /// How long it is there, a millisecond to a day; until it is taken away when nothing is said.
    pub lasts: Option<Duration>,
}

impl Fault {
    /// A fault of everything, whenever there is an occasion.
    pub fn new(kind: FaultKind) -> Self {
        Self {
            kind,
            scope: Scope::default(),
            skip: 0,
            times: None,
            lasts: None,
        }
    }

    /// The same on requests to such paths only; see [`Scope::path`].
    pub fn on(mut self, path: &str) -> Self {
        self.scope.path = Some(path.to_owned());
        self
    }

    /// The same for requests whose bodies hold this text only.
    pub fn saying(mut self, body: &str) -> Self {
        self.scope.body = Some(body.to_owned());
        self
    }

    /// The same for one chat only, by its id or by that of its service.
    pub fn of(mut self, chat: &str) -> Self {
        self.scope.chat = Some(chat.to_owned());
        self
    }

    /// The same, so often.
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// The same, after so many occasions that pass.
    pub fn after(mut self, occasions: u32) -> Self {
        self.skip = occasions;
        self
    }

    /// The same, for so long.
    pub fn lasting(mut self, lasts: Duration) -> Self {
        self.lasts = Some(lasts);
        self
    }

    /// Whether all of it has a meaning and is within its limits.
    pub(super) fn check(&self) -> Result<(), FaultError> {
        self.check_meaning()?;
        if let FaultKind::Delay(delay) = self.kind {
            limits::check("delayMs", millis(delay), &limits::DELAY)?;
        }
        if let FaultKind::Status(reply) = &self.kind {
            let retry_after = reply.retry_after.unwrap_or(0).into();
            limits::check("status", reply.status.into(), &limits::STATUS)?;
            limits::check("retryAfter", retry_after, &limits::RETRY_AFTER)?;
            not_longer("body", &reply.body, limits::BODY)?;
            not_longer("contentType", &reply.content_type, limits::TEXT)?;
            printable("contentType", &reply.content_type)?;
        }
        let (times, lasts) = (self.times.unwrap_or(1), self.lasts.map_or(1, millis));
        limits::check("times", times.into(), &limits::TIMES)?;
        limits::check("skip", self.skip.into(), &limits::SKIP)?;
        limits::check("forMs", lasts, &limits::LASTS)?;
        self.check_scope()
    }

    fn check_scope(&self) -> Result<(), FaultError> {
        let Scope {
            chat,
            method,
            path,
            body,
        } = &self.scope;
        for (field, text) in [
            ("chat", chat),
            ("method", method),
            ("path", path),
            ("bodyContains", body),
        ] {
            let Some(text) = text else { continue };
            not_longer(field, text, limits::TEXT)?;
            if text.is_empty() {
                return Err(FaultError::Empty { field });
            }
        }
        match method {
            Some(method) if !method.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                Err(FaultError::Method {
                    found: method.clone(),
                })
            }
            _ => Ok(()),
        }
    }

    fn check_meaning(&self) -> Result<(), FaultError> {
        let (kind, scope) = (&self.kind, &self.scope);
        let about_requests = kind.knows_requests();
        let given = [
            ("chat", scope.chat.is_some(), kind.knows_chats()),
            ("method", scope.method.is_some(), about_requests),
            ("path", scope.path.is_some(), about_requests),
            ("bodyContains", scope.body.is_some(), about_requests),
            ("times", self.times.is_some(), kind.is_counted()),
            ("skip", self.skip > 0, kind.is_counted()),
            ("forMs", self.lasts.is_some(), !kind.is_at_once()),
        ];
        let pointless = given.iter().find(|(_, given, meant)| *given && !meant);
        match pointless {
            Some((field, ..)) => Err(FaultError::Pointless {
                field,
                kind: kind.name(),
            }),
            None => Ok(()),
        }
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

fn not_longer(field: &'static str, text: &str, limit: usize) -> Result<(), FaultError> {
    let found = text.len();
    if found <= limit {
        return Ok(());
    }
    Err(FaultError::TooLong {
        field,
        found,
        limit,
    })
}

fn printable(field: &'static str, text: &str) -> Result<(), FaultError> {
    let is_plain = |byte: u8| byte == b' ' || byte.is_ascii_graphic();
    if text.bytes().all(is_plain) {
        return Ok(());
    }
    Err(FaultError::NotPrintable { field })
}
