//! What a fault is for.

use crate::http::Request;

/// Which requests, and whose; by default all. What is given must all be so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// One chat, by its id or by that of its service. A request is about it when its path or body
    /// names the chat, or the CometD session of a customer who hears of it.
    pub chat: Option<String>,
    /// The method, in capitals. Without it, preflights (`OPTIONS`) are left alone.
    pub method: Option<String>,
    /// What the path holds, percent-encoded; with a `*` in it, which stands for anything, what
    /// the whole path looks like.
    pub path: Option<String>,
    /// What the body holds, such as the name of an operation.
    pub body: Option<String>,
}

impl Scope {
    /// Whether it may be about this request, as far as can be told without knowing the chats.
    pub(super) fn fits(&self, request: &Request) -> bool {
        let method = match &self.method {
            Some(method) => *method == request.method,
            None => request.method != "OPTIONS",
        };
        let path = self.path.as_ref();
        let body = self.body.as_ref();
        method
            && path.is_none_or(|pattern| matches(pattern, &request.path))
            && body.is_none_or(|text| holds(&request.body, text.as_bytes()))
    }
}

/// Whether these bytes are somewhere in those.
pub(super) fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    wanted.is_empty() || bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn matches(pattern: &str, path: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else {
        return path.contains(pattern);
    };
    let Some(mut path) = path.strip_prefix(start) else {
        return false;
    };
    let (middle, end) = rest.rsplit_once('*').unwrap_or(("", rest));
    for part in middle.split('*') {
        let Some(place) = path.find(part) else {
            return false;
        };
        path = path.get(place + part.len()..).unwrap_or_default();
    }
    path.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_text_may_be_anywhere_in_the_path() {
        let path = "/genesys/1/service/abc/ixn/chat/refresh";
        for held in ["", "/", "refresh", "/genesys", "abc/ixn"] {
            assert!(matches(held, path), "{held}");
        }
        for other in ["Refresh", "send", "/genesys/2"] {
            assert!(!matches(other, path), "{other}");
        }
    }

    #[test]
    fn an_asterisk_makes_it_the_whole_path() {
        let path = "/genesys/1/service/abc/ixn/chat";
        for pattern in [
            "*",
            "**",
            "*/ixn/chat",
            "/genesys/*",
            "/genesys/1/*/ixn/*",
            "*abc*",
            "/genesys/1/service/abc/ixn/chat*",
        ] {
            assert!(matches(pattern, path), "{pattern}");
        }
        for pattern in [
            "*/ixn",
            "genesys/*",
            "/genesys/1/*/ixn/*/chat",
            "*chat*chat*",
        ] {
            assert!(!matches(pattern, path), "{pattern}");
        }
        assert!(!matches("a*a", "a") && matches("a*a", "aa"));
    }

    #[test]
    fn preflights_are_left_alone_unless_they_are_named() {
        let mut preflight = Request::get("/api/v2/chats");
        preflight.method = "OPTIONS".to_owned();
        assert!(!Scope::default().fits(&preflight));
        let named = Scope {
            method: Some("OPTIONS".to_owned()),
            ..Scope::default()
        };
        assert!(named.fits(&preflight) && !named.fits(&Request::get("/")));
    }

    #[test]
    fn everything_that_is_given_must_be_so() {
        let scope = Scope {
            method: Some("POST".to_owned()),
            path: Some("/chats/".to_owned()),
            body: Some("SendMessage".to_owned()),
            ..Scope::default()
        };
        let request = Request::post("/api/v2/chats/1", r#"{"operationName":"SendMessage"}"#);
        assert!(scope.fits(&request));
        for other in [
            Request::post("/api/v2/chats/1", "Complete"),
            Request::post("/api/v2/chats", "SendMessage"),
            Request::get("/api/v2/chats/1"),
        ] {
            assert!(!scope.fits(&other), "{other:?}");
        }
    }
}
