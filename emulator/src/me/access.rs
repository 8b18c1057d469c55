//! Who asks.

use super::refusal::Refusal;
use crate::emulator::Emulator;
use crate::http::Request;
use crate::id::AgentId;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The agent whose name and password the request shows, by basic authentication.
pub(crate) fn admit(emulator: &mut Emulator, request: &Request) -> Result<AgentId, Refusal> {
    let shown = request.header("authorization").and_then(credentials);
    let (name, password) = shown.ok_or(Refusal::Unauthenticated)?;
    let mut accounts = emulator.settings.staff.agents.iter();
    let account = accounts.find(|one| one.user_name == name && one.password == password);
    let agent = account.ok_or(Refusal::Unauthenticated)?.id();
    emulator.roster.hear(&agent, request.header("host"));
    Ok(agent)
}

/// "Basic" with a name and a password.
fn credentials(header: &str) -> Option<(String, String)> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = STANDARD.decode(encoded.trim()).ok()?;
    let decoded = String::from_utf8(decoded).ok()?;
    let (name, password) = decoded.split_once(':')?;
    Some((name.to_owned(), password.to_owned()))
}
