//! Who sends a request, by its headers.

use crate::dice::Dice;
use crate::http::Request;
use crate::id::BrowserId;

use super::settings::{CometdSettings, Cookie, SameSite};

const COOKIE: &str = "BAYEUX_BROWSER";

/// On whose behalf a request comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum User {
    /// Nobody in particular.
    Nobody,
    /// A customer by `gms_user`, "the value uniquely representing application end user"; a session
    /// is whose its latest request says.
    Named(String),
    /// Somebody who has shown a password, for whose sessions nobody else may speak.
    Proven(String),
}

/// The user and the browser that a request names.
#[derive(Debug, Clone, Default)]
pub(super) struct Caller {
    pub(super) user: Option<String>,
    /// Whether the user has shown a password.
    pub(super) is_proven: bool,
    /// The cookie, unless it is switched off.
    pub(super) browser: Option<BrowserId>,
}

impl Caller {
    pub(super) fn of(request: &Request, user: User, settings: &CometdSettings) -> Self {
        let cookie = request.header("cookie").and_then(browser);
        let is_proven = matches!(user, User::Proven(_));
        let user = match user {
            User::Nobody => None,
            User::Named(name) | User::Proven(name) => Some(name),
        };
        Self {
            user,
            is_proven,
            browser: cookie.filter(|_| settings.cookie != Cookie::Off),
        }
    }

    /// Gives the browser an identity, where it needs one; the value of `Set-Cookie`.
    pub(super) fn identify(
        &mut self,
        dice: &mut Dice,
        settings: &CometdSettings,
    ) -> Option<String> {
        if settings.cookie == Cookie::Off || self.browser.is_some() {
            return None;
        }
        let browser = BrowserId::mint(dice);
        let line = format!(
            "{COOKIE}={browser}; Path=/; HttpOnly; {}",
            attribute(settings)
        );
        self.browser = Some(browser);
        Some(line)
    }
}

fn browser(cookies: &str) -> Option<BrowserId> {
    let pairs = cookies.split(';').filter_map(|pair| pair.split_once('='));
    pairs
        .filter(|(name, _)| name.trim() == COOKIE)
        .map(|(_, value)| BrowserId::new(value.trim()))
        .next()
}

fn attribute(settings: &CometdSettings) -> &'static str {
    match settings.same_site {
        SameSite::Lax => "SameSite=Lax",
        SameSite::Strict => "SameSite=Strict",
        SameSite::None => "SameSite=None; Secure",
    }
}
