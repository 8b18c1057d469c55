//! What is published, and what comes of it.

use std::rc::Rc;

use super::super::Chat;
use super::*;
use crate::chat::{Ended, Position};
use crate::config::{Config, Delivery, GmsV2, Options};
use crate::error::Rejection;
use crate::http::{Failure, Response};
use crate::json;
use crate::protocol::{ErrandId, Feed};

const KEY: &str = r#"["gms-v2-cometd","c8","u1","k+1","117"]"#;
const CHANNEL: &str = "/service/chatV2/customer-support";

/// A chat on its channel, with everything it asks for and tells.
struct Talker {
    chat: Chat,
    now: Monotonic,
    open: Vec<(ErrandId, Request)>,
    told: Vec<Errand>,
}

impl Talker {
    /// A chat that was taken up, on a channel that was just told of.
    fn new() -> Self {
        let config = config();
        Self::with(v2::Chat::resume(config, KEY).unwrap())
    }

    fn with(chat: v2::Chat) -> Self {
        let mut talker = Self::seeking(chat);
        talker.rise();
        talker.told.clear();
        talker
    }

    /// The same before the channel is there.
    fn seeking(chat: v2::Chat) -> Self {
        let config = config();
        let Delivery::Cometd(cometd) = &config.delivery else {
            panic!("{:?}", config.delivery);
        };
        let mut talker = Self {
            chat: Chat::v2(&config, chat, cometd, GmsV2::FOUND.unwrap()),
            now: Monotonic::from_millis(1_000),
            open: Vec::new(),
            told: Vec::new(),
        };
        talker.chat.start(talker.now);
        talker.drain();
        talker
    }

    /// A chat that has seen everything before this place.
    fn at(next: u64) -> Self {
        let mut talker = Self::new();
        let places: Vec<_> = (1..next).collect();
        talker.says(&Command::Refresh);
        talker.acknowledges();
        talker.hears(&listing(&places, ""));
        talker.told.clear();
        talker
    }

    fn rise(&mut self) {
        self.answer("/meta/handshake", r#","clientId":"c1""#, "");
        self.answer("/meta/connect", "", "");
    }

    /// Publishes a command; what was asked besides.
    fn says(&mut self, command: &Command) -> Option<Request> {
        let request = self.chat.request(command, self.now);
        self.drain();
        request
    }

    /// What is told when the channel brings this.
    fn hears(&mut self, data: &str) -> Vec<Errand> {
        self.told.clear();
        let push = format!(r#"{{"channel":"{CHANNEL}","data":{data}}},"#);
        self.answer("/meta/connect", "", &push);
        std::mem::take(&mut self.told)
    }

    /// The publication under way is acknowledged.
    fn acknowledges(&mut self) -> Vec<Errand> {
        self.told.clear();
        self.answer(CHANNEL, "", "");
        std::mem::take(&mut self.told)
    }

    /// The publication under way is refused.
    fn refuses(&mut self, error: &str) -> Vec<Errand> {
        self.told.clear();
        let id = self.id(CHANNEL);
        let body = format!(
            r#"[{{"channel":"{CHANNEL}","id":"{id}","successful":false,"error":"{error}"}}]"#
        );
        self.respond(CHANNEL, 200, &body);
        std::mem::take(&mut self.told)
    }

    fn answer(&mut self, channel: &str, more: &str, before: &str) {
        let id = self.id(channel);
        let body =
            format!(r#"[{before}{{"channel":"{channel}","id":"{id}","successful":true{more}}}]"#);
        self.respond(channel, 200, &body);
    }

    fn respond(&mut self, channel: &str, status: u16, body: &str) {
        let place = self.place(channel);
        let (id, _) = self.open.remove(place);
        Feed::answer(&mut self.chat, id, Ok(&response(status, body)), self.now, 0);
        self.drain();
    }

    fn id(&self, channel: &str) -> String {
        let message = self.message(self.place(channel));
        json::text(&message, "id").unwrap()
    }

    /// The data of the last publication.
    fn published(&self) -> String {
        let last = self.open.len() - 1;
        match self.message(last).get("data") {
            Some(Value::Object(data)) => data.write(),
            other => panic!("{other:?}"),
        }
    }

    fn message(&self, place: usize) -> Object {
        let body = self.open[place].1.body.as_str();
        json::object(body.trim_matches(['[', ']'])).unwrap()
    }

    fn place(&self, channel: &str) -> usize {
        let asked = |(_, request): &(_, Request)| request.body.as_str().contains(channel);
        self.open.iter().position(asked).unwrap()
    }

    fn drain(&mut self) {
        while let Some(errand) = self.chat.poll() {
            match errand {
                Errand::Abort(id) => self.open.retain(|(open, _)| *open != id),
                Errand::Send(id, request) => self.open.push((id, request)),
                other => self.told.push(other),
            }
        }
    }
}

fn config() -> Rc<Config> {
    let options = Options::new()
        .with("url", "/genesys")
        .with("backend", "gms-v2")
        .with("delivery", "cometd")
        .with("user", "BuzzBrain")
        .with("headers", r#"{"apikey":"k"}"#);
    Rc::new(Config::new(&options).unwrap())
}

fn response(status: u16, body: &str) -> Response {
    Response {
        status,
        body: body.to_owned(),
        retry_after: None,
    }
}

/// Words of Ann's at these places, with these fields beside them.
fn listing(places: &[u64], more: &str) -> String {
    let events: Vec<_> = places.iter().map(|place| said("Agent", *place)).collect();
    list(&events.join(","), more)
}

fn list(events: &str, more: &str) -> String {
    format!(r#"{{"statusCode":0,"messages":[{events}]{more}}}"#)
}

fn said(who: &str, place: u64) -> String {
    format!(r#"{{"from":{{"type":"{who}"}},"type":"Message","text":"x","index":{place}}}"#)
}

fn send() -> Command {
    Command::Send("hello".to_owned())
}

/// What each errand brings: the extent of a report, behind `=` if it is an outcome, and the
/// places in it.
fn brief(errands: &[Errand]) -> Vec<String> {
    let report = |report: &Report| {
        let places = report.events.iter().filter_map(|event| event.position);
        let places: Vec<_> = places.map(|Position(place)| place).collect();
        format!("{:?} {places:?}", report.extent)
    };
    let brief = |errand: &Errand| match errand {
        Errand::Report(told) => report(told),
        Errand::Outcome(Outcome::Done(told)) => format!("={}", report(told)),
        Errand::Outcome(Outcome::Refused(trouble)) => format!("={trouble:?}"),
        Errand::Outcome(other) => format!("={other:?}"),
        other => format!("{other:?}"),
    };
    errands.iter().map(brief).collect()
}

#[test]
fn operations_show_what_opens_the_chat_and_say_no_more_than_they_must() {
    let shown = r#"{"chatId":"c8","userId":"u1","secureKey":"k+1","alias":"117","#;
    for (command, more) in [
        (Command::End, r#""operation":"disconnect"}"#),
        (
            Command::Refresh,
            r#""transcriptPosition":4,"operation":"requestNotifications"}"#,
        ),
        (send(), r#""message":"hello","operation":"sendMessage"}"#),
        (Command::Typing(true), r#""operation":"startTyping"}"#),
        (Command::Typing(false), r#""operation":"stopTyping"}"#),
    ] {
        let mut talker = Talker::at(5);
        assert_eq!(talker.says(&command), None);
        assert_eq!(talker.published(), format!("{shown}{more}"));
    }
}

#[test]
fn a_chat_is_requested_with_what_the_visitor_entered_as_one_object() {
    let mut form = Form {
        first_name: "John".into(),
        email: "j@example.test".into(),
        ..Form::default()
    };
    form.set("plan", "gold".into());
    let mut talker = Talker::with(v2::Chat::new(config()));
    assert_eq!(talker.says(&Command::Open(form)), None);
    assert_eq!(
        talker.published(),
        r#"{"chatId":"","userId":"","secureKey":"","alias":"","nickname":"John","firstName":"John","emailAddress":"j@example.test","userData":{"plan":"gold"},"operation":"requestChat"}"#
    );
    assert_eq!(brief(&talker.acknowledges()), [""; 0], "that is no answer");
    let created = listing(
        &[1],
        r#","chatId":"c8","userId":"u1","secureKey":"k+1","alias":117"#,
    );
    assert_eq!(brief(&talker.hears(&created)), ["=News [1]"]);
    assert_eq!(talker.chat.key(), Some(KEY));
}

#[test]
fn every_request_has_the_headers_of_the_page() {
    let mut talker = Talker::at(2);
    talker.says(&send());
    for (_, request) in &talker.open {
        for header in [("gms_user", "BuzzBrain"), ("apikey", "k")] {
            let header = (header.0.to_owned(), header.1.to_owned());
            assert!(request.headers.contains(&header), "{request:?}");
        }
    }
}

#[test]
fn the_echo_answers_a_message_before_behind_and_without_its_acknowledgement() {
    let echo = list(&said("Client", 5), "");
    let mut before = Talker::at(5);
    before.says(&send());
    assert_eq!(brief(&before.hears(&echo)), ["=News [5]"]);
    assert_eq!(brief(&before.acknowledges()), [""; 0]);
    let mut behind = Talker::at(5);
    behind.says(&send());
    assert_eq!(brief(&behind.acknowledges()), [""; 0]);
    assert_eq!(brief(&behind.hears(&echo)), ["=News [5]"]);
    assert_eq!(brief(&behind.hears(&echo)), ["News [5]"], "once");
}

#[test]
fn what_others_say_and_what_was_known_answers_no_message() {
    let mut talker = Talker::at(5);
    talker.says(&send());
    let others = list(&[said("Agent", 5), said("External", 6)].join(","), "");
    assert_eq!(brief(&talker.hears(&others)), ["News [5, 6]"]);
    let known = list(&said("Client", 4), "");
    assert_eq!(brief(&talker.hears(&known)), ["News [4]"]);
    let silent = talker.chat.answer(&send(), Err(Failure::Timeout));
    assert_eq!(silent, Outcome::Refused(Failure::Timeout.into()));
    let late = list(&said("Client", 7), "");
    assert_eq!(brief(&talker.hears(&late)), ["News [7]"]);
}

#[test]
fn an_echo_that_leaves_something_out_is_an_answer_and_a_reason_to_ask() {
    let mut talker = Talker::at(5);
    talker.says(&send());
    let ahead = list(&said("Client", 7), "");
    assert_eq!(brief(&talker.hears(&ahead)), ["=Gap [7]", "Gap []"]);
    talker.says(&send());
    let unplaced = list(
        r#"{"from":{"type":"Client"},"type":"Message","text":"x"}"#,
        "",
    );
    assert_eq!(brief(&talker.hears(&unplaced)), ["=Gap []", "Gap []"]);
}

#[test]
fn an_end_that_tells_of_more_than_is_known_is_a_reason_to_ask_once() {
    let end = |next: u64| list("", &format!(r#","chatEnded":true,"nextPosition":{next}"#));
    let mut talker = Talker::at(5);
    assert_eq!(brief(&talker.hears(&end(5))), ["News []"]);
    let mut talker = Talker::at(5);
    talker.says(&Command::Refresh);
    assert_eq!(brief(&talker.hears(&end(7))), ["Gap []"]);
    talker.says(&Command::Refresh);
    assert_eq!(brief(&talker.hears(&end(7))), ["=Whole []"]);
}

#[test]
fn a_list_answers_a_question_only_if_it_begins_where_it_was_asked_to() {
    let mut talker = Talker::at(5);
    talker.says(&Command::Refresh);
    assert_eq!(brief(&talker.acknowledges()), [""; 0]);
    assert_eq!(brief(&talker.hears(&listing(&[5], ""))), ["News [5]"]);
    assert_eq!(brief(&talker.hears(&listing(&[8], ""))), ["Gap [8]"]);
    let whole = listing(&[4, 5, 6, 8], "");
    assert_eq!(brief(&talker.hears(&whole)), ["=Whole [4, 5, 6, 8]"]);
    assert_eq!(brief(&talker.hears(&whole)), ["News [4, 5, 6, 8]"], "once");
    talker.says(&Command::Refresh);
    assert!(talker.published().contains(r#""transcriptPosition":8"#));
}

#[test]
fn what_was_asked_before_and_is_answered_late_answers_no_other_question() {
    let mut talker = Talker::at(5);
    for first in ["4", "3"] {
        talker.says(&Command::Refresh);
        let place = format!(r#""transcriptPosition":{first},"#);
        assert!(talker.published().contains(&place), "{place}");
        talker.acknowledges();
    }
    assert_eq!(brief(&talker.hears(&listing(&[4], ""))), ["News [4]"]);
    let whole = listing(&[3, 4, 5], "");
    assert_eq!(brief(&talker.hears(&whole)), ["=Whole [3, 4, 5]"]);
    talker.says(&Command::Refresh);
    assert!(talker.published().contains(r#""transcriptPosition":5,"#));
}

#[test]
fn what_was_heard_of_a_message_before_is_no_answer_to_the_next() {
    let mut talker = Talker::at(5);
    let early = said("Client", 7);
    assert_eq!(brief(&talker.hears(&list(&early, ""))), ["Gap [7]"]);
    talker.says(&send());
    let all = list(
        &[&said("Agent", 5), &said("Agent", 6), &early]
            .map(String::as_str)
            .join(","),
        "",
    );
    assert_eq!(brief(&talker.hears(&all)), ["News [5, 6, 7]"]);
}

#[test]
fn a_list_without_places_is_counted_from_where_it_was_asked_for() {
    let event = r#"{"from":{"type":"Agent"},"type":"Message","text":"x"}"#;
    let unplaced = list(&[event, event].join(","), "");
    let mut talker = Talker::at(5);
    assert_eq!(brief(&talker.hears(&unplaced)), ["Gap []"]);
    talker.says(&Command::Refresh);
    assert_eq!(brief(&talker.hears(&unplaced)), ["=Whole [4, 5]"]);
}

#[test]
fn a_question_that_arrived_and_is_not_answered_is_taken_note_of() {
    let mut talker = Talker::at(5);
    talker.says(&Command::Refresh);
    talker.acknowledges();
    let silent = talker.chat.answer(&Command::Refresh, Err(Failure::Timeout));
    assert_eq!(silent, noted());
    talker.says(&Command::Refresh);
    let lost = talker.chat.answer(&Command::Refresh, Err(Failure::Timeout));
    assert_eq!(lost, Outcome::Refused(Failure::Timeout.into()));
}

#[test]
fn the_acknowledgement_answers_what_nothing_comes_of() {
    for command in [Command::Typing(true), Command::Typing(false), Command::End] {
        let mut talker = Talker::at(5);
        talker.says(&command);
        assert_eq!(brief(&talker.acknowledges()), ["=Nothing []"]);
    }
}

#[test]
fn a_failure_is_that_of_what_is_under_way_and_costs_neither_message_nor_chat() {
    let ended = r#"{"statusCode":2,"chatEnded":true}"#;
    let vague = r#"{"statusCode":2,"error":"?"}"#;
    let goes_on = r#"{"statusCode":2,"chatEnded":false}"#;
    let again = r#"{"statusCode":1,"chatEnded":true}"#;
    let long = r#"{"statusCode":2,"errors":[{"code":204,"advice":"140"}]}"#;
    let rejected = Trouble::Rejected(Rejection::default());
    for (command, data, trouble) in [
        (send(), ended, Trouble::Recoverable),
        (send(), vague, Trouble::Recoverable),
        (send(), again, Trouble::Recoverable),
        (send(), goes_on, rejected.clone()),
        (send(), long, rejected),
        (Command::Refresh, ended, Trouble::Gone),
        (Command::Refresh, vague, Trouble::Recoverable),
        (Command::Refresh, goes_on, Trouble::Recoverable),
        (Command::Refresh, again, Trouble::Recoverable),
    ] {
        let mut talker = Talker::at(5);
        talker.says(&command);
        let told = talker.hears(data);
        assert_eq!(
            brief(&told),
            [format!("={trouble:?}")],
            "{command:?} {data}"
        );
        assert_eq!(brief(&talker.hears(data)), ["Gap []"], "that is nobody's");
    }
}

#[test]
fn a_chat_that_was_heard_of_since_is_not_gone() {
    let mut talker = Talker::at(5);
    talker.says(&Command::Refresh);
    talker.hears(&listing(&[5], r#","secureKey":"k2""#));
    let told = talker.hears(r#"{"statusCode":2,"chatEnded":true}"#);
    assert_eq!(brief(&told), ["=Recoverable"]);
}

#[test]
fn what_is_about_another_chat_or_about_none_is_ignored() {
    let mut talker = Talker::at(5);
    talker.says(&Command::Refresh);
    for data in [
        "null",
        "5",
        "[]",
        "{}",
        r#""text""#,
        r#"{"statusCode":"?"}"#,
        r#"{"successful":true}"#,
        &listing(&[4, 5], r#","chatId":"other""#),
        r#"{"statusCode":2,"chatEnded":true,"chatId":"other"}"#,
    ] {
        assert_eq!(brief(&talker.hears(data)), [""; 0], "{data}");
    }
    let own = listing(&[4, 5], r#","chatId":"c8""#);
    assert_eq!(brief(&talker.hears(&own)), ["=Whole [4, 5]"]);
}

#[test]
fn nothing_is_heard_before_there_is_a_chat() {
    let mut talker = Talker::with(v2::Chat::new(config()));
    let late = listing(&[1], r#","chatId":"c8","secureKey":"k""#);
    assert_eq!(brief(&talker.hears(&late)), [""; 0]);
    assert_eq!(talker.chat.key(), None);
}

#[test]
fn the_newest_credentials_are_shown_whatever_brought_them() {
    let mut talker = Talker::at(5);
    talker.hears(&listing(&[5], r#","secureKey":"k2","alias":"118""#));
    talker.says(&send());
    assert!(
        talker
            .published()
            .contains(r#""secureKey":"k2","alias":"118""#)
    );
}

#[test]
fn an_end_comes_with_its_last_words() {
    let told = Talker::at(5).hears(&listing(&[5], r#","chatEnded":true"#));
    match &told[..] {
        [Errand::Report(report)] => {
            assert_eq!(
                (report.events.len(), report.ended),
                (1, Some(Ended::ByContactCentre))
            );
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_a_forgotten_session_refuses_is_published_in_the_next_behind_a_question() {
    let mut talker = Talker::at(5);
    talker.says(&send());
    let told = talker.refuses("402::Unknown client");
    assert_eq!(brief(&told), ["=Continue", "Gap []"]);
    assert_eq!(talker.says(&send()), None);
    assert_eq!(talker.open.len(), 0, "it waits");
    talker.now = Monotonic::from_millis(3_000);
    Feed::tick(&mut talker.chat, talker.now, 0);
    talker.drain();
    talker.rise();
    assert_eq!(brief(&talker.told), ["Gap []", "=Continue"]);
    talker.says(&send());
    let messages = [1, 2].map(|place| talker.message(place).write());
    assert!(messages[0].contains("requestNotifications"), "{messages:?}");
    assert!(messages[1].contains("sendMessage"), "{messages:?}");
}

#[test]
fn a_channel_that_takes_nothing_is_done_without_and_the_page_told() {
    let mut talker = Talker::at(5);
    talker.says(&send());
    let told = talker.refuses("403::denied");
    let fallback = Errand::Fallback("the server does not take what is published");
    assert_eq!(told, [Errand::Outcome(Outcome::Continue), fallback]);
    let request = talker.says(&send()).unwrap();
    assert_eq!(request.url, "/genesys/2/chat/customer-support/c8/send");
}

#[test]
fn a_session_that_breaks_leaves_what_arrived_in_doubt_and_waits_for_what_may_have_not() {
    let renew = r#","advice":{"reconnect":"handshake"}"#;
    let mut arrived = Talker::at(5);
    arrived.says(&send());
    arrived.acknowledges();
    arrived.answer("/meta/connect", renew, "");
    assert_eq!(brief(&arrived.told), ["Gap []", "=Network(Network)"]);
    let mut open = Talker::at(5);
    open.says(&send());
    open.told.clear();
    open.answer("/meta/connect", renew, "");
    assert_eq!(brief(&open.told), ["Gap []"]);
    open.now = Monotonic::from_millis(3_000);
    Feed::tick(&mut open.chat, open.now, 0);
    open.drain();
    open.rise();
    assert_eq!(brief(&open.refuses("402::Unknown client")), ["=Continue"]);
}

#[test]
fn commands_wait_for_the_channel_but_not_for_long() {
    let mut talker = Talker::seeking(v2::Chat::resume(config(), KEY).unwrap());
    assert_eq!(talker.says(&Command::Refresh), None);
    talker.now = Monotonic::from_millis(5_999);
    Feed::tick(&mut talker.chat, talker.now, 0);
    talker.drain();
    assert_eq!(brief(&talker.told), [""; 0]);
    talker.now = Monotonic::from_millis(6_000);
    Feed::tick(&mut talker.chat, talker.now, 0);
    talker.drain();
    assert_eq!(brief(&talker.told), ["=Continue"]);
    let request = talker.says(&Command::Refresh).unwrap();
    assert_eq!(request.url, "/genesys/2/chat/customer-support/c8/refresh");
}

#[test]
fn a_request_that_does_not_find_the_chat_is_believed_only_without_a_channel_to_come() {
    let gone = response(200, r#"{"statusCode":2,"chatEnded":true}"#);
    for (command, without) in [
        (Command::Refresh, "=Nothing []"),
        (send(), "=Gone"),
        (Command::End, "=Gone"),
    ] {
        let mut talker = Talker::seeking(v2::Chat::resume(config(), KEY).unwrap());
        let ask = |talker: &mut Talker| {
            talker.chat.request(&command, talker.now);
            let outcome = talker.chat.answer(&command, Ok(&gone));
            brief(&[Errand::Outcome(outcome)])
        };
        Feed::tick(&mut talker.chat, Monotonic::from_millis(6_000), 0);
        assert_eq!(ask(&mut talker), ["=Busy"], "{command:?}");
        talker.chat.stop(talker.now);
        let without = without.replace("Nothing", "Whole");
        assert_eq!(ask(&mut talker), [without], "{command:?}");
    }
}
