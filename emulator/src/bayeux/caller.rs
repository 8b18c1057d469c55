//! Who sends a request, by its headers.

use crate::dice::Dice;
use crate::http::Request;
use crate::id::BrowserId;

use super::settings::{CometdSettings, Cookie, SameSite};

const COOKIE: &str = "BAYEUX_BROWSER";

/// The user and the browser that a request names.
#[derive(Debug, Clone, Default)]
pub(super) struct Caller {
    /// A customer's `gms_user`, "the value uniquely representing application end user"; or an
    /// agent.
    pub(super) user: Option<String>,
    /// The cookie, unless it is switched off.
    pub(super) browser: Option<BrowserId>,
}

impl Caller {
    pub(super) fn of(request: &Request, user: Option<String>, settings: &CometdSettings) -> Self {
        let cookie = request.header("cookie").and_then(browser);
        Self {
            user,
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
