//! Which events a reply lists, and how they are counted.

use crate::Now;
use crate::rig::{Rig, listed};
use serde_json::json;

#[test]
fn event_one_is_never_listed() {
    let mut rig = Rig::chatting();
    for form in ["", "transcriptPosition=0", "transcriptPosition=1"] {
        assert_eq!(
            rig.ask("/refresh", form)["transcriptToShow"],
            json!([]),
            "{form}"
        );
    }
    let own = &rig.transcript()[0];
    assert_eq!((own.position.0, own.nickname.as_str()), (1, "VasyaP"));
}

#[test]
fn refresh_position_is_exclusive() {
    let mut rig = Rig::chatting();
    for text in ["two", "three", "four"] {
        rig.ask("/send", &format!("message={text}"));
    }
    let reply = rig.ask("/refresh?transcriptPosition=2", "");
    let expected = [
        ("Message.Text".into(), "three".into()),
        ("Message.Text".into(), "four".into()),
    ];
    assert_eq!(listed(&reply), expected);
    assert_eq!(reply["transcriptPosition"], "4");
    assert_eq!(
        rig.ask("/refresh", "transcriptPosition=4")["transcriptToShow"],
        json!([])
    );
}

#[test]
fn reply_position_is_that_of_the_last_event_listed() {
    let mut rig = Rig::chatting();
    let chat = rig.chat();
    rig.center.join(&chat, "ksippo", rig.now).unwrap();
    rig.center.start_typing(&chat, "ksippo", rig.now).unwrap();
    rig.center
        .say(&chat, "ksippo", "hello customer", rig.now)
        .unwrap();
    let reply = rig.ask("/refresh", "message=hello agent");
    assert_eq!(reply["transcriptToShow"].as_array().unwrap().len(), 4);
    assert_eq!(reply["transcriptPosition"], "5");
}

#[test]
fn without_a_position_only_news_is_listed() {
    let mut rig = Rig::chatting();
    assert_eq!(listed(&rig.ask("/send", "message=one")).len(), 1);
    assert_eq!(listed(&rig.refresh()).len(), 0);
    let typing = rig.ask("/startTyping", "");
    assert_eq!(
        listed(&typing),
        [("Notice.TypingStarted".into(), "is typing".into())]
    );
    let stopped = rig.ask("/stopTyping", "");
    assert_eq!(
        listed(&stopped),
        [("Notice.TypingStopped".into(), "stopped typing".into())]
    );
    assert_eq!(
        listed(&rig.ask("/refresh", "transcriptPosition=1")).len(),
        3
    );
    assert_eq!(listed(&rig.refresh()).len(), 0);
}

#[test]
fn positions_beyond_the_end_list_nothing_and_do_not_move_the_cursor() {
    let mut rig = Rig::chatting();
    for absurd in ["99", "4294967295", "99999999999999999999999"] {
        let reply = rig.ask("/refresh", &format!("transcriptPosition={absurd}"));
        assert_eq!(reply["transcriptToShow"], json!([]));
        assert_eq!(reply["transcriptPosition"], "1");
    }
    assert_eq!(listed(&rig.ask("/send", "message=still here")).len(), 1);
}

#[test]
fn events_are_five_strings_and_seconds_count_from_started_at() {
    let mut rig = Rig::chatting();
    rig.wait(71_000);
    let reply = rig.ask("/refresh", "message=hello+agent");
    let expected = json!([["Message.Text", "VasyaP", "hello agent", "71", "CLIENT"]]);
    assert_eq!(reply["transcriptToShow"], expected);
    assert_eq!(reply["startedAt"], "2012-06-09T06:15:35Z");
}

#[test]
fn seconds_and_started_at_add_up_to_the_wall_clock() {
    let mut rig = Rig::chatting();
    // The chat starts at 35.25 s; 35.25 + 0.8 lies in second 36.
    rig.wait(800);
    assert_eq!(rig.ask("/send", "message=x")["transcriptToShow"][0][3], "1");
}

#[test]
fn a_clock_set_back_keeps_the_order() {
    let mut rig = Rig::chatting();
    rig.ask("/send", "message=one");
    rig.now = Now::from_millis(5);
    rig.ask("/send", "message=two");
    let times: Vec<_> = rig.transcript().iter().map(|event| event.at).collect();
    assert!(times.is_sorted());
}
