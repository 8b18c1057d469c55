//! What is asked and what answers mean, one wire sample at a time.

use super::*;
use crate::chat::{Content, Notice, Role};
use crate::config::Options;
use crate::error::Rejection;
use crate::time::Wall;

const SEND: fn(&str) -> Command = |text| Command::Send(text.to_owned());

fn config(options: Options) -> Rc<Config> {
    Rc::new(Config::new(&options.with("url", "https://gms.example/genesys")).unwrap())
}

fn chat() -> Chat {
    Chat::resume(config(Options::new()), "9d6c31d3").unwrap()
}

fn ok(body: &str) -> Response {
    answer(200, body)
}

fn status(status: u16) -> Response {
    answer(status, "")
}

fn answer(status: u16, body: &str) -> Response {
    Response {
        status,
        body: body.to_owned(),
        retry_after: None,
    }
}

fn done(outcome: Outcome) -> Report {
    match outcome {
        Outcome::Done(report) => report,
        other => panic!("not done: {other:?}"),
    }
}

fn rejected(words: Option<&str>) -> Trouble {
    Trouble::Rejected(Rejection {
        field: None,
        words: words.map(str::to_owned),
    })
}

fn refused(outcome: Outcome) -> Trouble {
    match outcome {
        Outcome::Refused(trouble) => trouble,
        other => panic!("not refused: {other:?}"),
    }
}

/// `count` agent messages ending at `position`, as a refresh answers.
fn page(position: &str, count: usize) -> Response {
    let item = r#"["Message.Text","kSippO","hello","28","AGENT"]"#;
    let items = vec![item; count].join(",");
    ok(&format!(
        r#"{{"chatIxnState":"TRANSCRIPT","transcriptPosition":{position},"transcriptToShow":[{items}]}}"#
    ))
}

fn places(report: &Report) -> Vec<u64> {
    report
        .events
        .iter()
        .filter_map(|event| event.position)
        .map(|place| place.0)
        .collect()
}

fn refresh(chat: &mut Chat, response: &Response) -> Report {
    done(chat.answer(&Command::Refresh, Ok(response)))
}

fn asked(chat: &mut Chat) -> String {
    body(&chat.request(&Command::Refresh))
}

fn body(request: &Request) -> String {
    request.body.as_str().to_owned()
}

#[test]
fn a_chat_is_created_in_two_steps() {
    let options = Options::new()
        .with("user", "BuzzBrain")
        .with("service", "my chat/1");
    let mut chat = Chat::new(config(options));
    let form = Form {
        first_name: "Buzz".into(),
        subject: "French & more".into(),
        ..Form::default()
    };
    let open = Command::Open(form);

    let service = chat.request(&open);
    assert_eq!(
        service.url,
        "https://gms.example/genesys/1/service/my%20chat%2F1"
    );
    assert!(
        service
            .headers
            .contains(&("gms_user".into(), "BuzzBrain".into()))
    );
    assert_eq!(
        chat.answer(&open, Ok(&ok(r#"{"_id":"a7e6/0b"}"#))),
        Outcome::Continue
    );
    assert_eq!(chat.key(), None);

    let interaction = chat.request(&open);
    assert_eq!(
        interaction.url,
        "https://gms.example/genesys/1/service/a7e6%2F0b/ixn/chat"
    );
    assert_eq!(body(&interaction), "firstName=Buzz&subject=French+%26+more");
    assert_eq!(chat.key(), Some(r#"["gms-v1","a7e6/0b"]"#));
    let connected = ok(r#"{"chatIxnState":"CONNECTED","transcriptPosition":1}"#);
    assert_eq!(done(chat.answer(&open, Ok(&connected))), Report::default());
    assert_eq!(chat.key(), Some("a7e6/0b"));
}

#[test]
fn business_data_goes_with_the_service_and_headers_with_every_request() {
    let data = r#"{"plan": "gold", "seats": 3}"#;
    let headers = r#"{"apikey": "k"}"#;
    let mut chat = Chat::new(config(
        Options::new()
            .with("userData", data)
            .with("headers", headers),
    ));
    let mut form = Form::default();
    form.set("order", "42".into());
    let request = chat.request(&Command::Open(form));
    assert_eq!(body(&request), "plan=gold&seats=3&order=42");
    for command in [Command::Refresh, Command::Typing(true), Command::End] {
        assert!(
            chat.request(&command)
                .headers
                .contains(&("apikey".into(), "k".into()))
        );
    }
}

#[test]
fn a_lost_answer_to_the_creation_is_followed_by_a_look_not_a_second_chat() {
    let mut chat = Chat::new(config(Options::new()));
    let open = Command::Open(Form::default());
    chat.answer(&open, Ok(&ok(r#"{"_id":"a7"}"#)));
    chat.request(&open);
    let lost = chat.answer(&open, Err(Failure::Timeout));
    assert_eq!(refused(lost), Trouble::Network(Failure::Timeout));
    assert_eq!(chat.key(), Some(r#"["gms-v1","a7"]"#));

    assert!(chat.request(&open).url.ends_with("/a7/ixn/chat/refresh"));
    assert_eq!(places(&done(chat.answer(&open, Ok(&page("3", 2))))), [2, 3]);
    assert_eq!(chat.key(), Some("a7"));
}

#[test]
fn a_chat_that_may_not_exist_is_looked_for_after_a_reload() {
    let doubtful = || Chat::resume(config(Options::new()), r#"["gms-v1","a7"]"#).unwrap();
    let mut chat = doubtful();
    assert_eq!(chat.key(), Some(r#"["gms-v1","a7"]"#));
    let url = chat.request(&Command::Refresh).url;
    assert!(url.ends_with("/a7/ixn/chat/refresh"));
    let lost = chat.answer(&Command::Refresh, Err(Failure::Timeout));
    assert_eq!(refused(lost), Trouble::Network(Failure::Timeout));
    assert_eq!(chat.key(), Some(r#"["gms-v1","a7"]"#));
    assert_eq!(places(&refresh(&mut chat, &page("3", 2))), [2, 3]);
    assert_eq!(chat.key(), Some("a7"));

    let none = Response {
        status: 503,
        ..page("1", 0)
    };
    let answer = doubtful().answer(&Command::Refresh, Ok(&none));
    assert_eq!(refused(answer), Trouble::Gone);
    let known = chat.answer(&Command::Refresh, Ok(&none));
    assert_eq!(refused(known), Trouble::Busy);
}

#[test]
fn a_chat_that_was_not_created_after_all_is_created() {
    let mut chat = Chat::new(config(Options::new()));
    let open = Command::Open(Form::default());
    chat.answer(&open, Ok(&ok(r#"{"_id":"a7"}"#)));
    chat.answer(&open, Err(Failure::Network));
    assert_eq!(chat.answer(&open, Ok(&status(503))), Outcome::Continue);
    assert!(chat.request(&open).url.ends_with("/a7/ixn/chat"));
}

#[test]
fn no_agent_yet_keeps_the_service() {
    let mut chat = Chat::new(config(Options::new()));
    let open = Command::Open(Form::default());
    chat.answer(&open, Ok(&ok(r#"{"_id":"a7"}"#)));
    assert_eq!(refused(chat.answer(&open, Ok(&status(503)))), Trouble::Busy);
    assert!(chat.request(&open).url.ends_with("/a7/ixn/chat"));
}

#[test]
fn a_service_that_lets_wait_is_quoted_where_it_speaks_to_people() {
    let long = format!(
        r#"{{"_status":"waiting","message":"{}"}}"#,
        "so ".repeat(70)
    );
    for (message, words) in [
        (
            r#"{"_status":"waiting","_dialog":"waiting_for_agent.html"}"#,
            None,
        ),
        (
            r#"{"_status":"waiting","_dialog":"waiting for agent.html"}"#,
            None,
        ),
        (
            r#"{"_status":"waiting","_dialog":"/dialogs/queue?step=2"}"#,
            None,
        ),
        (
            r#"{"_status":"waiting","_dialog":"<b>Please wait</b>"}"#,
            None,
        ),
        (r#"{"_status":"waiting"}"#, None),
        (r#"{"_status":"call_scheduled"}"#, None),
        (&long, None),
        (
            r#"{"_status":"queued","_dialog":" You are no. 3... "}"#,
            Some("You are no. 3..."),
        ),
        (
            r#"{"_status":"waiting","_dialog":"请稍候"}"#,
            Some("请稍候"),
        ),
        (
            r#"{"_status":"queued","_message":"Queued","_dialog":"Two more"}"#,
            Some("Queued"),
        ),
    ] {
        let config = config(Options::new().with("serviceKind", "advanced"));
        let (mut chat, open) = (Chat::new(config), Command::Open(Form::default()));
        chat.answer(&open, Ok(&ok(r#"{"_id":"a7"}"#)));
        let outcome = chat.answer(&open, Ok(&ok(&format!(r#"{{"message":{message}}}"#))));
        assert_eq!(
            outcome,
            Outcome::Wait(words.map(str::to_owned)),
            "{message}"
        );
    }
}

#[test]
fn what_is_no_chat_service_is_told_from_one_that_fails() {
    let html = ok("<!doctype html>");
    for (answer, misconfigured) in [
        (html, true),
        (status(404), true),
        (status(401), true),
        (status(405), true),
        (status(500), false),
        (ok(""), false),
        (ok(r#"{"_id":"#), false),
    ] {
        let mut chat = Chat::new(config(Options::new()));
        let trouble = refused(chat.answer(&Command::Open(Form::default()), Ok(&answer)));
        let found = matches!(trouble, Trouble::Misconfigured { .. });
        assert_eq!(found, misconfigured, "{answer:?} gave {trouble:?}");
    }
}

#[test]
fn positions_are_exclusive_and_the_first_event_is_never_listed() {
    let mut chat = chat();
    assert_eq!(asked(&mut chat), "transcriptPosition=1");
    assert_eq!(places(&refresh(&mut chat, &page("5", 4))), [2, 3, 4, 5]);
    assert_eq!(asked(&mut chat), "transcriptPosition=5");
    assert_eq!(places(&refresh(&mut chat, &page("5", 0))), [0; 0]);
    assert_eq!(places(&refresh(&mut chat, &page("7", 2))), [6, 7]);
}

#[test]
fn a_position_may_be_a_number_a_string_or_damaged() {
    for position in ["5", r#""5""#, r#""5\"""#, r#"" 5""#] {
        let mut chat = chat();
        assert_eq!(
            places(&refresh(&mut chat, &page(position, 4))),
            [2, 3, 4, 5],
            "{position}"
        );
        assert_eq!(asked(&mut chat), "transcriptPosition=5", "{position}");
    }
}

#[test]
fn a_missing_or_absurd_position_loses_nothing_and_passes_over_nothing() {
    for position in [
        "null",
        r#""?""#,
        "-3",
        "1e99",
        "0",
        "18446744073709551615",
        "999999999",
    ] {
        let mut chat = chat();
        refresh(&mut chat, &page("5", 4));
        assert_eq!(
            places(&refresh(&mut chat, &page(position, 1))),
            [6],
            "{position}"
        );
        assert_eq!(asked(&mut chat), "transcriptPosition=5", "{position}");
        assert_eq!(
            places(&refresh(&mut chat, &page("7", 2))),
            [6, 7],
            "{position}"
        );
    }
}

#[test]
fn a_position_without_events_is_not_believed() {
    let mut chat = chat();
    refresh(&mut chat, &page("5", 4));
    refresh(&mut chat, &page("9", 0));
    assert_eq!(asked(&mut chat), "transcriptPosition=5");
}

#[test]
fn a_position_that_goes_back_lists_what_is_known_and_resets_nothing() {
    let mut chat = chat();
    refresh(&mut chat, &page("9", 8));
    assert_eq!(places(&refresh(&mut chat, &page("4", 2))), [3, 4]);
    assert_eq!(asked(&mut chat), "transcriptPosition=9");
}

#[test]
fn events_the_server_counts_but_does_not_list_leave_a_gap() {
    let mut chat = chat();
    assert_eq!(places(&refresh(&mut chat, &page("8", 2))), [7, 8]);
    assert_eq!(asked(&mut chat), "transcriptPosition=8");
}

#[test]
fn typing_answers_do_not_move_the_cursor() {
    let mut chat = chat();
    refresh(&mut chat, &page("5", 4));
    let typing = ok(
        r#"{"chatIxnState":"TRANSCRIPT","transcriptPosition":"8","startedAt":"2012-06-10T07:37:42Z",
            "transcriptToShow":[["Notice.TypingStarted","VasyaP","is typing","57","CLIENT"]]}"#,
    );
    let report = done(chat.answer(&Command::Typing(true), Ok(&typing)));
    assert_eq!(places(&report), [8]);
    assert_eq!(report.events[0].from.role, Role::Visitor);
    assert_eq!(report.events[0].at, Wall::parse_utc("2012-06-10T07:38:39Z"));
    assert_eq!(asked(&mut chat), "transcriptPosition=5");

    let placeless = ok(
        r#"{"chatIxnState":"TRANSCRIPT","transcriptToShow":[["Message.Text","a","b","1","AGENT"]]}"#,
    );
    assert!(
        done(chat.answer(&Command::Typing(false), Ok(&placeless)))
            .events
            .is_empty()
    );
}

#[test]
fn a_message_goes_with_the_position() {
    let mut chat = chat();
    refresh(&mut chat, &page("5", 4));
    let request = chat.request(&SEND("hello agent"));
    assert_eq!(
        request.url,
        "https://gms.example/genesys/1/service/9d6c31d3/ixn/chat/refresh"
    );
    assert_eq!(body(&request), "transcriptPosition=5&message=hello+agent");
}

#[test]
fn one_unreadable_event_costs_only_itself_and_keeps_its_place() {
    let mut chat = chat();
    let report = refresh(
        &mut chat,
        &ok(
            r#"{"chatIxnState":"TRANSCRIPT","transcriptPosition":"8","transcriptToShow":[
            ["Notice.Joined","kSippO","has joined","15","AGENT"], "nonsense", ["Message.Text"],
            ["Notice.Custom","x","y","16","AGENT"], ["Message.Text","kSippO","hi","17","AGENT",3],
            ["Notice.PushUrl","kSippO","javascript:alert(1)","18","AGENT"],
            ["Message.Text",null,7,null,"EXTERNAL"]]}"#,
        ),
    );
    assert_eq!(places(&report), [2, 5, 6, 8]);
    assert_eq!(report.unreadable, 3);
    let unknown = &report.events[1].content;
    assert_eq!(*unknown, Content::Notice(Notice::Unknown));
    assert_eq!(report.events[3].content, Content::Text("7".into()));
}

#[test]
fn both_spellings_of_typing_are_read() {
    for (kind, notice) in [
        ("Notice.TypingStart", Notice::TypingStarted),
        ("Notice.TypingStarted", Notice::TypingStarted),
        ("Notice.TypingStop", Notice::TypingStopped),
        ("Notice.TypingStopped", Notice::TypingStopped),
    ] {
        let body = format!(
            r#"{{"chatIxnState":"TRANSCRIPT","transcriptToShow":[["{kind}","a","","1","AGENT"]]}}"#
        );
        let report = refresh(&mut chat(), &ok(&body));
        assert_eq!(report.events[0].content, Content::Notice(notice), "{kind}");
    }
}

#[test]
fn disconnected_and_a_400_end_the_chat_but_a_failure_does_not() {
    let over = ok(r#"{"chatIxnState":"DISCONNECTED","transcriptPosition":"9"}"#);
    for answer in [over, status(400)] {
        assert_eq!(
            refresh(&mut chat(), &answer).ended,
            Some(Ended::ByContactCentre)
        );
    }
    for answer in [
        status(503),
        status(500),
        ok(""),
        ok("<html>"),
        ok(r#"{"chatIxnState":"TRANSC"#),
    ] {
        refused(chat().answer(&Command::Refresh, Ok(&answer)));
    }
}

#[test]
fn an_acknowledgement_without_a_state_is_no_news() {
    let short = ok(r#"{"_id":"B2FS3346K151548QMEAFD89TE80000EB","comet_channel":"/_genesys"}"#);
    let noted = Report {
        extent: Extent::Nothing,
        ..Report::default()
    };
    assert_eq!(refresh(&mut chat(), &short), noted);
}

#[test]
fn refusals_tell_who_must_act() {
    let explained = answer(415, r#"{"message":"email is wrong"}"#);
    for (answer, trouble) in [
        (status(503), Trouble::Busy),
        (explained, rejected(Some("email is wrong"))),
        (status(413), rejected(None)),
        (status(404), Trouble::Gone),
        (status(502), Trouble::Server(502)),
        (ok("garbage"), Trouble::Garbled),
    ] {
        assert_eq!(refused(chat().answer(&SEND("x"), Ok(&answer))), trouble);
    }
}
