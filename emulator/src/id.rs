//! Identifiers, in the shapes of the document's samples.

use crate::dice::Dice;
use serde::{Deserialize, Serialize};
use std::fmt;

const HEX: &[u8] = b"0123456789abcdef";
const CAPITALS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const SMALL: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// Identifier of a service, `_id`: a UUID for basic services, 32 capitals and digits for
/// advanced ones. Clients treat it as opaque.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ServiceId(String);

impl ServiceId {
    /// The id spelled so; it need not exist.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The id as it stands in paths and replies.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `81f0ef4e-99dd-43ea-8366-8d27a2cbd605`
    pub(crate) fn basic(dice: &mut Dice) -> Self {
        Self(uuid(dice))
    }

    /// `EKUJPKAQ197CFA6SJQKTJ03DBG00001K`
    pub(crate) fn advanced(dice: &mut Dice) -> Self {
        Self(run(dice, CAPITALS, 32))
    }
}

impl fmt::Display for ServiceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Identifier of a chat, `chatSessionId` or `id`: sixteen capitals and digits in GMS v1, a UUID in
/// GWS.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ChatId(String);

impl ChatId {
    /// The id spelled so; it need not exist.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The id as it stands in replies.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `000BRa84KRFB00BK`
    pub(crate) fn mint(dice: &mut Dice) -> Self {
        Self(format!(
            "000{}00{}",
            run(dice, CAPITALS, 9),
            run(dice, CAPITALS, 2)
        ))
    }

    /// `652492d9-c2d9-44c9-b9ad-0ab7984114bb`
    pub(crate) fn uuid(dice: &mut Dice) -> Self {
        Self(uuid(dice))
    }
}

impl fmt::Display for ChatId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `participantId`: participants of a chat are counted from 1, the customer, in the order of
/// joining; who comes back gets another. The system participant of v1, who never joins, is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ParticipantId(pub u32);

/// `agentId`, printed as 32 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AgentId(String);

impl AgentId {
    /// The id spelled so; it need not exist.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The id as it stands in replies.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of whoever signs in under that name: always the same, so that it survives a restart.
    pub(crate) fn of(user_name: &str) -> Self {
        let seed = user_name
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
            });
        Self(run(&mut Dice::new(seed), HEX, 32))
    }
}

impl fmt::Display for AgentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Identifier of a file, `file-id`: sixteen capitals and digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileId(String);

impl FileId {
    /// The id spelled so; it need not exist.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The id as it stands in paths and replies.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `00048aAPEQJ8ABCD`
    pub(crate) fn mint(dice: &mut Dice) -> Self {
        Self(format!("000{}", run(dice, CAPITALS, 13)))
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Identifier of a Bayeux session, `clientId`: 26 small letters and digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct ClientId(String);

impl ClientId {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// `d1jwbpuyen98c1baidgm1civxs`
    pub(crate) fn mint(dice: &mut Dice) -> Self {
        Self(run(dice, SMALL, 26))
    }
}

/// What the `BAYEUX_BROWSER` cookie holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct BrowserId(String);

impl BrowserId {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub(crate) fn mint(dice: &mut Dice) -> Self {
        Self(run(dice, SMALL, 20))
    }
}

impl fmt::Display for BrowserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `id` of a push, printed as 32 hexadecimal digits.
pub(crate) fn push(dice: &mut Dice) -> String {
    run(dice, HEX, 32)
}

/// `userId`, printed as sixteen capital hexadecimal digits.
pub(crate) fn user(dice: &mut Dice) -> String {
    format!("015{}", run(dice, HEX, 13).to_ascii_uppercase())
}

/// `secureKey`, printed as sixteen hexadecimal digits.
pub(crate) fn secure_key(dice: &mut Dice) -> String {
    run(dice, HEX, 16)
}

fn uuid(dice: &mut Dice) -> String {
    let parts = [
        run(dice, HEX, 8),
        run(dice, HEX, 4),
        format!("4{}", run(dice, HEX, 3)),
        format!("{}{}", dice.letter(b"89ab"), run(dice, HEX, 3)),
        run(dice, HEX, 12),
    ];
    parts.join("-")
}

/// `secureKey` as CometD deployments have it: base64, which a form must encode.
pub(crate) fn long_key(dice: &mut Dice) -> String {
    format!("{}+/{}==", run(dice, BASE64, 42), run(dice, BASE64, 42))
}

fn run(dice: &mut Dice, alphabet: &[u8], length: usize) -> String {
    (0..length).map(|_| dice.letter(alphabet)).collect()
}
