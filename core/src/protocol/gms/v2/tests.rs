//! What is asked and what answers mean.

use super::*;
use crate::chat::{Ended, Position, WebUrl};
use crate::config::Options;
use crate::error::{Rejection, Trouble};
use crate::protocol::{Extent, Report};

const KEY: &str = r#"["gms-v2","0004/8a","u1","k 1","117"]"#;
const CHAT: &str = "https://gms.example/genesys/2/chat/customer-support/0004%2F8a";

fn config() -> Rc<Config> {
    let options = Options::new()
        .with("backend", "gms-v2")
        .with("url", "https://gms.example/genesys")
        .with("headers", r#"{"apikey": "k"}"#)
        .with("user", "BuzzBrain");
    Rc::new(Config::new(&options).unwrap())
}

fn chat() -> Chat {
    Chat::resume(config(), KEY).unwrap()
}

fn answer(status: u16, body: &str) -> Response {
    Response {
        status,
        body: body.to_owned(),
        retry_after: None,
    }
}

fn ok(body: &str) -> Response {
    answer(200, body)
}

/// Messages by Alice at these places, with these fields beside them.
fn page(places: &[u64], fields: &str) -> Response {
    let items: Vec<_> = places
        .iter()
        .map(|place| {
            format!(
                r#"{{"from":{{"nickname":"Alice","participantId":2,"type":"Agent"}},
                    "index":{place},"type":"Message","text":"hi","utcTime":1432845097900}}"#
            )
        })
        .collect();
    ok(&format!(
        r#"{{"messages":[{}],"statusCode":0{fields}}}"#,
        items.join(",")
    ))
}

fn ask(chat: &mut Chat, command: &Command, response: &Response) -> Outcome {
    chat.request(command);
    chat.answer(command, Ok(response))
}

fn refresh(chat: &mut Chat, response: &Response) -> Outcome {
    ask(chat, &Command::Refresh, response)
}

fn send() -> Command {
    Command::Send("hello & more".into())
}

fn tell(remark: Remark) -> Command {
    Command::Tell(remark.into())
}

fn done(outcome: Outcome) -> Report {
    match outcome {
        Outcome::Done(report) => report,
        other => panic!("not done: {other:?}"),
    }
}

fn refused(outcome: Outcome) -> Trouble {
    match outcome {
        Outcome::Refused(trouble) => trouble,
        other => panic!("not refused: {other:?}"),
    }
}

fn rejected(field: Option<&'static str>, words: Option<&str>) -> Trouble {
    Trouble::Rejected(Rejection {
        field,
        words: words.map(str::to_owned),
    })
}

fn body(request: &Request) -> &str {
    request.body.as_str()
}

fn position(chat: &Chat) -> String {
    let request = chat.request(&Command::Refresh);
    let fields = body(&request).rsplit_once("transcriptPosition=");
    fields.unwrap().1.to_owned()
}

#[test]
fn a_chat_is_requested_from_its_service() {
    let mut form = Form {
        first_name: "John".into(),
        last_name: "Doe".into(),
        email: "j@example.test".into(),
        subject: "Help & more".into(),
        ..Form::default()
    };
    form.set("plan", "gold".into());
    let request = Chat::new(config()).request(&Command::Open(form));
    assert_eq!(
        request.url,
        "https://gms.example/genesys/2/chat/customer-support"
    );
    assert_eq!(
        body(&request),
        "nickname=John+Doe&firstName=John&lastName=Doe&emailAddress=j%40example.test\
            &subject=Help+%26+more&userData%5Bplan%5D=gold"
    );
    for header in [
        ("apikey", "k"),
        ("gms_user", "BuzzBrain"),
        ("Content-Type", "application/x-www-form-urlencoded"),
    ] {
        let header = (header.0.to_owned(), header.1.to_owned());
        assert!(request.headers.contains(&header), "{header:?}");
    }
}

#[test]
fn whoever_gives_half_a_name_or_none_has_one_all_the_same() {
    let nickname = |first: &str, last: &str, nick: &str| {
        let form = Form {
            first_name: first.into(),
            last_name: last.into(),
            nickname: nick.into(),
            ..Form::default()
        };
        let request = Chat::new(config()).request(&Command::Open(form));
        let fields = body(&request).split('&').next().map(str::to_owned);
        fields.unwrap()
    };
    assert_eq!(nickname("John", "", ""), "nickname=John");
    assert_eq!(nickname("", "Doe", " "), "nickname=Doe");
    assert_eq!(nickname("John", "Doe", "JD"), "nickname=JD");
    assert_eq!(nickname("", "", ""), "nickname=Anonymous");
}

#[test]
fn a_chat_is_known_by_what_its_creation_answers() {
    let mut chat = Chat::new(config());
    let open = Command::Open(Form::default());
    let created = page(
        &[1],
        r#","chatId":"0004/8a","alias":117,"userId":"u1","secureKey":"k 1""#,
    );
    let report = done(ask(&mut chat, &open, &created));
    assert_eq!((report.events.len(), report.ended), (1, None));
    assert_eq!(chat.key(), Some(KEY));
    assert_eq!(position(&chat), "2");
}

#[test]
fn operations_show_the_credentials_and_say_no_more_than_they_must() {
    let chat = chat();
    let shown = "userId=u1&secureKey=k+1&alias=117";
    for (command, operation, more) in [
        (Command::Refresh, "refresh", "&transcriptPosition=1"),
        (
            send(),
            "send",
            "&transcriptPosition=1&message=hello+%26+more",
        ),
        (
            Command::Typing(true),
            "startTyping",
            "&transcriptPosition=1",
        ),
        (
            Command::Typing(false),
            "stopTyping",
            "&transcriptPosition=1",
        ),
        (
            Command::Seen(Position(7)),
            "readReceipt",
            "&transcriptPosition=7",
        ),
        (
            tell(Remark::Data(vec![
                ("a b".into(), "1&2".into()),
                ("c".into(), "".into()),
            ])),
            "updateData",
            "&userData%5Ba+b%5D=1%262&userData%5Bc%5D=",
        ),
        (
            tell(Remark::Nickname("J & D".into())),
            "updateNickname",
            "&nickname=J+%26+D",
        ),
        (
            tell(Remark::Notice("n".into())),
            "customNotice",
            "&message=n",
        ),
        (
            tell(Remark::PushUrl(
                WebUrl::parse("https://a.example/?b").unwrap(),
            )),
            "pushUrl",
            "&pushUrl=https%3A%2F%2Fa.example%2F%3Fb",
        ),
        (Command::End, "disconnect", ""),
    ] {
        let request = chat.request(&command);
        assert_eq!(request.url, format!("{CHAT}/{operation}"));
        assert_eq!(body(&request), format!("{shown}{more}"));
    }
}

#[test]
fn a_message_is_called_what_the_page_wants_and_nothing_else_is() {
    let mut config = Config::clone(&config());
    config.message_type = Some("text".into());
    let chat = Chat::resume(Rc::new(config), KEY).unwrap();
    let request = chat.request(&send());
    assert!(body(&request).ends_with("&message=hello+%26+more&messageType=text"));
    for command in [Command::Refresh, Command::Typing(true), Command::End] {
        assert!(!body(&chat.request(&command)).contains("messageType"));
    }
}

/// A chat of a page that lets agents see what is being written.
fn previewing() -> Chat {
    let mut config = Config::clone(&config());
    config.typing_preview = true;
    Chat::resume(Rc::new(config), KEY).unwrap()
}

/// The draft that goes along with a command.
fn shown(chat: &mut Chat, draft: &Rc<str>, command: &Command) -> Option<String> {
    chat.preview(draft);
    let request = chat.request(command);
    let fields = body(&request).split_once("&message=");
    fields.map(|(_, draft)| draft.to_owned())
}

#[test]
fn what_is_being_written_is_shown_only_where_the_page_wants_it() {
    let telling = [
        Command::Refresh,
        Command::Typing(true),
        Command::Typing(false),
    ];
    for command in telling {
        let draft = shown(&mut previewing(), &"my pa".into(), &command);
        assert_eq!(draft.as_deref(), Some("my+pa"));
        let emptied = shown(&mut previewing(), &"".into(), &command);
        assert_eq!(emptied.as_deref(), Some(""), "{command:?}");
        assert_eq!(shown(&mut chat(), &"my pa".into(), &command), None);
    }
    for command in [send(), Command::End, Command::Open(Form::default())] {
        let mut chat = previewing();
        chat.preview(&"my pa".into());
        assert!(!body(&chat.request(&command)).contains("my+pa"));
    }
}

#[test]
fn a_question_is_not_refused_for_the_draft_that_goes_along() {
    let too_long = r#""errors":[{"code":204,"advice":"5"}]"#;
    for (status, body) in [
        (400, format!("{{{too_long}}}")),
        (200, format!(r#"{{"statusCode":2,{too_long}}}"#)),
        (
            200,
            format!(r#"{{"statusCode":2,"chatEnded":false,{too_long}}}"#),
        ),
    ] {
        let (mut chat, command) = (previewing(), Command::Refresh);
        let (long, short) = (Rc::from("my long"), Rc::from("my"));
        assert!(shown(&mut chat, &long, &command).is_some());
        let outcome = chat.answer(&command, Ok(&answer(status, &body)));
        assert_eq!(outcome, Outcome::Continue, "{body}");
        assert!(shown(&mut chat, &long, &command).is_none());
        assert_eq!(done(refresh(&mut chat, &page(&[], ""))).ended, None);
        assert!(shown(&mut chat, &short, &command).is_some());
    }
}

#[test]
fn a_chat_that_is_gone_is_asked_once_more_without_the_draft() {
    let gone = ok(r#"{"statusCode":2,"chatEnded":true}"#);
    for (draft, more) in [("my", true), ("", false)] {
        let (mut chat, draft) = (previewing(), Rc::from(draft));
        assert!(shown(&mut chat, &draft, &Command::Refresh).is_some());
        let outcome = chat.answer(&Command::Refresh, Ok(&gone));
        assert_eq!(outcome == Outcome::Continue, more);
        shown(&mut chat, &draft, &Command::Refresh);
        let outcome = chat.answer(&Command::Refresh, Ok(&gone));
        assert_eq!(done(outcome).ended, Some(Ended::Lost));
    }
}

#[test]
fn every_good_answer_may_change_the_credentials_and_no_other() {
    let mut chat = chat();
    for (status, alias) in [(1, "118"), (2, "119")] {
        let body = format!(
            r#"{{"statusCode":{status},"chatEnded":false,"alias":"{alias}","secureKey":"bad"}}"#
        );
        refresh(&mut chat, &ok(&body));
        assert_eq!(chat.key(), Some(KEY));
    }
    for command in [Command::Refresh, send(), Command::Typing(true)] {
        ask(
            &mut chat,
            &command,
            &ok(r#"{"statusCode":0,"alias":"118"}"#),
        );
        assert!(body(&chat.request(&command)).contains("secureKey=k+1&alias=118"));
        let new = r#"{"statusCode":0,"alias":"117","secureKey":"","userId":null,"chatId":"other"}"#;
        ask(&mut chat, &command, &ok(new));
        assert_eq!(chat.key(), Some(KEY));
    }
}

#[test]
fn positions_are_inclusive_and_follow_what_was_listed() {
    let mut chat = chat();
    let report = done(refresh(
        &mut chat,
        &page(&[1, 2, 3], r#","nextPosition":9"#),
    ));
    assert_eq!((report.events.len(), report.extent), (3, Extent::Whole));
    assert_eq!(position(&chat), "4");
    refresh(&mut chat, &page(&[], r#","nextPosition":9"#));
    refresh(&mut chat, &page(&[1, 2], ""));
    assert_eq!(position(&chat), "4");
    refresh(&mut chat, &page(&[7], ""));
    assert_eq!(position(&chat), "8", "a server may keep some to itself");
}

#[test]
fn answers_to_other_operations_move_the_position_only_if_they_leave_nothing_out() {
    for command in [send(), Command::Typing(true), Command::End] {
        let mut chat = chat();
        refresh(&mut chat, &page(&[1, 2], ""));
        let report = done(ask(&mut chat, &command, &page(&[5], "")));
        assert_eq!((report.events.len(), report.extent), (1, Extent::News));
        assert_eq!(position(&chat), "3");
        ask(&mut chat, &command, &page(&[3, 4, 5], ""));
        assert_eq!(position(&chat), "6");
    }
}

#[test]
fn an_answer_without_messages_tells_nothing() {
    let report = done(refresh(&mut chat(), &ok(r#"{"statusCode":0}"#)));
    assert_eq!((report.extent, report.ended), (Extent::Nothing, None));
    let report = done(refresh(&mut chat(), &page(&[], "")));
    assert_eq!((report.extent, report.ended), (Extent::Whole, None));
}

#[test]
fn a_chat_is_over_when_it_says_so_and_after_a_failure_unless_it_says_not() {
    for (body, ended) in [
        (r#"{"statusCode":0,"chatEnded":false}"#, None),
        (
            r#"{"statusCode":0,"chatEnded":true}"#,
            Some(Ended::ByContactCentre),
        ),
        (
            r#"{"statusCode":"0","chatEnded":"true"}"#,
            Some(Ended::ByContactCentre),
        ),
        (r#"{"statusCode":2,"chatEnded":true}"#, Some(Ended::Lost)),
        (r#"{"statusCode":2}"#, Some(Ended::Lost)),
    ] {
        assert_eq!(done(refresh(&mut chat(), &ok(body))).ended, ended, "{body}");
    }
    for body in [
        r#"{"statusCode":1,"chatEnded":true}"#,
        r#"{"statusCode":1}"#,
        r#"{"statusCode":2,"chatEnded":false}"#,
    ] {
        let trouble = refused(refresh(&mut chat(), &ok(body)));
        assert_eq!(trouble, Trouble::Recoverable, "{body}");
    }
}

#[test]
fn a_message_that_failed_is_lost_rejected_or_too_late() {
    for (answer, trouble) in [
        (ok(r#"{"statusCode":1}"#), Trouble::Recoverable),
        (ok(r#"{"statusCode":2,"chatEnded":true}"#), Trouble::Gone),
        (
            ok(r#"{"statusCode":2,"chatEnded":false}"#),
            rejected(None, None),
        ),
        (
            ok(r#"{"statusCode":2,"errors":[{"code":204,"advice":"140"}]}"#),
            rejected(None, None),
        ),
        (
            answer(400, r#"{"errors":[{"code":204,"advice":"140"}]}"#),
            rejected(None, None),
        ),
        (answer(400, "Bad Request"), rejected(None, None)),
        (answer(502, "<html>"), Trouble::Server(502)),
        (ok("{}"), Trouble::Garbled),
        (ok(r#"{"statusCode":"?"}"#), Trouble::Garbled),
    ] {
        let outcome = ask(&mut chat(), &send(), &answer);
        assert_eq!(refused(outcome), trouble, "{answer:?}");
    }
}

#[test]
fn what_was_entered_wrongly_is_told_with_its_field() {
    for (code, advice, trouble) in [
        (102, "firstName", rejected(Some("firstName"), None)),
        (103, "", rejected(Some("lastName"), None)),
        (
            161,
            "Give a name",
            rejected(Some("firstName"), Some("Give a name")),
        ),
        (364, "<b>bad mail</b>", rejected(Some("email"), None)),
        (240, "Try again later", Trouble::Busy),
        (999, "No idea why", rejected(None, Some("No idea why"))),
    ] {
        let errors =
            format!(r#"{{"statusCode":2,"errors":[{{"code":{code},"advice":"{advice}"}}]}}"#);
        for status in [400, 200] {
            let open = Command::Open(Form::default());
            let outcome = ask(&mut Chat::new(config()), &open, &answer(status, &errors));
            assert_eq!(refused(outcome), trouble, "{status} {code}");
        }
    }
}

#[test]
fn what_is_no_chat_service_is_told_from_one_that_fails() {
    for (answer, misconfigured) in [
        (ok("<!doctype html>"), true),
        (answer(404, r#"{"message":"unknown service"}"#), true),
        (answer(401, ""), true),
        (answer(500, ""), false),
        (ok(""), false),
        (ok(r#"{"statusCode":0}"#), false),
        (ok(r#"{"statusCode":1}"#), false),
    ] {
        let mut chat = Chat::new(config());
        let trouble = refused(ask(&mut chat, &Command::Open(Form::default()), &answer));
        let found = matches!(trouble, Trouble::Misconfigured { .. });
        assert_eq!(found, misconfigured, "{answer:?} gave {trouble:?}");
        assert_eq!(chat.key(), None);
    }
}

#[test]
fn keys_of_others_and_garbage_are_no_chat() {
    for key in [
        "",
        "0004",
        r#"["gms-v2"]"#,
        r#"["gms-v2","a","b","c"]"#,
        r#"["gms-v2","","b","c","d"]"#,
        r#"["gms-v2","a","b","c","d","e"]"#,
        r#"["web-api","a","b","c","d"]"#,
        r#"["gms-v2",1,2,3,4]"#,
    ] {
        assert!(Chat::resume(config(), key).is_none(), "{key}");
    }
    assert!(Chat::resume(config(), r#"["gms-v2","a","","",""]"#).is_some());
}

#[test]
fn what_names_no_chat_is_none_and_moves_no_position() {
    let mut chat = Chat::new(config());
    let open = Command::Open(Form::default());
    let nameless = ask(&mut chat, &open, &page(&[1, 2, 3], ""));
    assert_eq!(refused(nameless), Trouble::Garbled);
    let fields = r#","chatId":"0004/8a","userId":"u1","secureKey":"k 1","alias":"117""#;
    let begun = ask(&mut chat, &open, &page(&[1], fields));
    assert!(matches!(begun, Outcome::Done(_)), "{begun:?}");
    let asked = chat.request(&Command::Refresh);
    let body = asked.body.as_str();
    assert!(body.contains("transcriptPosition=2"), "{body}");
}
