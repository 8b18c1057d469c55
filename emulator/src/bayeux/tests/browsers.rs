//! The cookie, and several clients of one browser.

use crate::subscriber::Subscriber;
use crate::{CometdSettings, Cookie, SameSite};
use serde_json::{Value, json};

fn with(cookie: Cookie) -> Subscriber {
    Subscriber::new(CometdSettings {
        cookie,
        ..CometdSettings::default()
    })
}

fn cookie_line(same_site: SameSite) -> String {
    let mut one = Subscriber::new(CometdSettings {
        cookie: Cookie::Offered,
        same_site,
        ..CometdSettings::default()
    });
    let response = one.post(&json!({"channel": "/meta/handshake"}));
    response.header("set-cookie").unwrap().to_owned()
}

#[test]
fn the_cookie_comes_with_the_first_handshake() {
    let line = cookie_line(SameSite::Lax);
    let (pair, attributes) = line.split_once("; ").unwrap();
    let value = pair.strip_prefix("BAYEUX_BROWSER=").unwrap();
    assert_eq!(value.len(), 20);
    assert_eq!(attributes, "Path=/; HttpOnly; SameSite=Lax");
    assert!(cookie_line(SameSite::Strict).ends_with("; SameSite=Strict"));
    assert!(cookie_line(SameSite::None).ends_with("; SameSite=None; Secure"));

    let mut one = with(Cookie::Offered);
    one.post(&json!({"channel": "/meta/handshake"}));
    let again = one.post(&json!({"channel": "/meta/handshake"}));
    assert_eq!(again.header("set-cookie"), None);
}

#[test]
fn where_the_cookie_is_required_a_client_without_it_is_unknown() {
    let mut one = with(Cookie::Required);
    one.listen();
    let jar = one.cookie.take();
    assert_eq!(one.poll(json!({}))[0]["error"], "402::Unknown client");
    one.cookie = Some("BAYEUX_BROWSER=another".to_owned());
    assert_eq!(one.subscribe("/a")["error"], "402::Unknown client");
    one.cookie = jar.map(|jar| format!("a=b; {jar}; c"));
    one.hold();
}

#[test]
fn where_it_is_only_offered_a_client_without_it_is_served() {
    let mut one = with(Cookie::Offered);
    one.listen();
    one.cookie = None;
    one.hold();
}

/// Two sessions of one browser, of which the first holds a connect; the second's reply.
fn second_client(one: &mut Subscriber) -> Value {
    one.listen();
    one.hold();
    one.shake_hands(json!({}));
    one.poll(json!({})).remove(0)
}

#[test]
fn a_second_client_of_a_browser_is_not_held_and_told_to_go_slowly() {
    let mut one = with(Cookie::Offered);
    let advice = json!({"interval": 2000, "multiple-clients": true, "reconnect": "retry",
        "timeout": 60_000});
    assert_eq!(second_client(&mut one)["advice"], advice);
    assert_eq!(one.poll(json!({}))[0]["advice"], advice);
}

#[test]
fn a_client_that_goes_slowly_as_told_keeps_its_session() {
    let mut one = with(Cookie::Offered);
    second_client(&mut one);
    one.wait(11_999);
    assert_eq!(one.poll(json!({}))[0]["successful"], true);
    one.wait(12_000);
    assert_eq!(one.poll(json!({}))[0]["successful"], false);
}

#[test]
fn when_the_first_client_leaves_the_second_is_told_to_speed_up() {
    let mut one = with(Cookie::Offered);
    one.listen();
    let first = one.hold();
    one.shake_hands(json!({}));
    one.poll(json!({}));
    one.center.abandon(first, one.now);
    let patient = json!({"advice": {"timeout": 0}});
    let advice = json!({"interval": 0, "reconnect": "retry", "timeout": 60_000});
    assert_eq!(one.poll(patient)[0]["advice"], advice);
    one.hold();
}

#[test]
fn clients_of_different_browsers_do_not_disturb_each_other() {
    let mut one = with(Cookie::Offered);
    one.listen();
    one.hold();
    one.cookie = None;
    one.listen();
    one.hold();
    let mut off = with(Cookie::Off);
    off.cookie = Some("BAYEUX_BROWSER=same".to_owned());
    assert!(second_client(&mut off)["advice"]["multiple-clients"].is_null());
}
