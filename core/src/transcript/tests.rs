//! How events become rows.

use super::*;
use crate::chat::WebUrl;
use crate::time::Wall;

const NOW: Now = Now {
    monotonic: Monotonic::from_millis(1_000),
    wall: Wall::from_millis(1_000),
};

fn from(role: Role, nickname: &str) -> Participant {
    Participant {
        role,
        id: None,
        nickname: nickname.into(),
    }
}

fn event(position: u64, from: Participant, content: Content) -> Event {
    Event {
        position: Some(Position(position)),
        at: None,
        from,
        content,
    }
}

fn says(position: u64, role: Role, text: &str) -> Event {
    event(position, from(role, "kSippO"), Content::Text(text.into()))
}

fn notice(position: u64, nickname: &str, notice: Notice) -> Event {
    event(
        position,
        from(Role::Agent, nickname),
        Content::Notice(notice),
    )
}

fn merge(transcript: &mut Transcript, events: impl IntoIterator<Item = Event>) {
    for event in events {
        transcript.merge(&event, NOW);
    }
}

fn texts(transcript: &Transcript) -> Vec<&str> {
    transcript.rows().iter().map(|row| row.text()).collect()
}

fn delivery(transcript: &Transcript, key: RowKey) -> Option<Delivery> {
    transcript.own(key).and_then(|row| row.delivery())
}

#[test]
fn only_agents_are_seen_to_come_and_go() {
    let mut transcript = Transcript::default();
    for (role, place) in [(Role::Visitor, 1), (Role::System, 3), (Role::Agent, 5)] {
        for (notice, place) in [(Notice::Joined, place), (Notice::Left, place + 1)] {
            let event = event(place, from(role, "X"), Content::Notice(notice));
            transcript.merge(&event, NOW);
        }
    }
    let places: Vec<_> = transcript.rows().iter().map(|row| row.position).collect();
    assert_eq!(places, [Some(Position(5)), Some(Position(6))]);
}

#[test]
fn what_was_heard_is_what_others_did() {
    let mut transcript = Transcript::default();
    assert_eq!(transcript.heard(), Position(0));
    merge(
        &mut transcript,
        [
            notice(2, "Ann", Notice::Joined),
            says(3, Role::System, "recorded"),
            says(4, Role::Visitor, "mine"),
            notice(5, "Ann", Notice::TypingStarted),
        ],
    );
    transcript.write("more", Delivery::Waiting, NOW);
    assert_eq!(transcript.heard(), Position(3));
}

#[test]
fn rows_come_in_the_servers_order_and_nothing_twice() {
    let mut transcript = Transcript::default();
    merge(
        &mut transcript,
        [
            says(4, Role::Agent, "b"),
            says(2, Role::Agent, "a"),
            says(4, Role::Agent, "b"),
        ],
    );
    assert_eq!(texts(&transcript), ["a", "b"]);
    assert_eq!(transcript.last(), Position(4));
}

#[test]
fn an_echo_keeps_the_row_key_and_is_drawn_once_in_place() {
    let mut transcript = Transcript::default();
    merge(&mut transcript, [says(2, Role::Agent, "hello")]);
    let key = transcript.write("hi", Delivery::Waiting, NOW);
    transcript.deliver(key, Delivery::Sending);
    merge(
        &mut transcript,
        [
            says(3, Role::Agent, "there?"),
            says(4, Role::Visitor, "hi "),
            says(5, Role::Agent, "ok"),
        ],
    );
    assert_eq!(texts(&transcript), ["hello", "there?", "hi", "ok"]);
    assert_eq!(transcript.rows()[2].key, key);
    assert_eq!(delivery(&transcript, key), Some(Delivery::Sent));
}

#[test]
fn echoes_are_matched_one_to_one() {
    let mut transcript = Transcript::default();
    let keys = ["ok", "ok"].map(|text| transcript.write(text, Delivery::Sending, NOW));
    merge(&mut transcript, [says(2, Role::Visitor, "ok")]);
    let places = keys.map(|key| transcript.own(key).unwrap().position);
    assert_eq!(places, [Some(Position(2)), None]);
    merge(
        &mut transcript,
        [says(3, Role::Visitor, "ok"), says(4, Role::Visitor, "ok")],
    );
    assert_eq!(
        texts(&transcript),
        ["ok", "ok", "ok"],
        "the server has it three times"
    );
}

#[test]
fn a_message_is_no_echo_of_one_that_was_sent_later() {
    let mut transcript = Transcript::default();
    let key = transcript.rewrite("yes", Delivery::Uncertain, Position(5), NOW);
    merge(
        &mut transcript,
        [says(3, Role::Visitor, "yes"), says(6, Role::Agent, "and?")],
    );
    assert_eq!(delivery(&transcript, key), Some(Delivery::Uncertain));
    assert_eq!(texts(&transcript), ["yes", "and?", "yes"]);
}

#[test]
fn the_first_attempt_may_arrive_before_the_second_leaves() {
    let mut transcript = Transcript::default();
    merge(&mut transcript, [says(1, Role::Agent, "well?")]);
    let key = transcript.write("yes", Delivery::Sending, NOW);
    transcript.deliver(key, Delivery::Failed(Setback::Lost));
    transcript.deliver(key, Delivery::Waiting);
    merge(&mut transcript, [says(2, Role::Visitor, "yes")]);
    assert_eq!(delivery(&transcript, key), Some(Delivery::Sent));
    assert_eq!(texts(&transcript), ["well?", "yes"]);
}

#[test]
fn a_message_is_no_echo_of_one_that_has_not_left_nor_of_another_speaker() {
    let mut transcript = Transcript::default();
    let key = transcript.write("yes", Delivery::Waiting, NOW);
    merge(
        &mut transcript,
        [says(2, Role::Visitor, "yes"), says(3, Role::Agent, "yes")],
    );
    assert_eq!(delivery(&transcript, key), Some(Delivery::Waiting));
    assert_eq!(transcript.rows().len(), 3);
}

#[test]
fn an_echo_goes_to_a_message_on_its_way_before_one_given_up() {
    let mut transcript = Transcript::default();
    let given_up = transcript.write("ok", Delivery::Failed(Setback::Lost), NOW);
    let sending = transcript.write("ok", Delivery::Sending, NOW);
    merge(&mut transcript, [says(2, Role::Visitor, "ok")]);
    assert_eq!(delivery(&transcript, sending), Some(Delivery::Sent));
    assert!(transcript.own(given_up).unwrap().is_failed());
    merge(&mut transcript, [says(3, Role::Visitor, "ok")]);
    assert_eq!(
        delivery(&transcript, given_up),
        Some(Delivery::Sent),
        "it was only late"
    );
}

#[test]
fn a_message_the_server_reworded_is_one_row() {
    let mut transcript = Transcript::default();
    let key = transcript.write("d*mn", Delivery::Sending, NOW);
    let news: Vec<_> = transcript
        .merge(&says(2, Role::Visitor, "****"), NOW)
        .into_iter()
        .collect();
    transcript.settle_reworded(key, &news);
    assert_eq!(texts(&transcript), ["****"]);
    assert_eq!(transcript.rows()[0].key, key);
}

#[test]
fn a_line_break_may_come_back_in_another_spelling() {
    let mut transcript = Transcript::default();
    transcript.write("one\ntwo", Delivery::Sending, NOW);
    merge(&mut transcript, [says(2, Role::Visitor, "one\r\ntwo")]);
    assert_eq!(transcript.rows().len(), 1);
}

#[test]
fn a_failed_message_stays_where_it_failed() {
    let mut transcript = Transcript::default();
    merge(&mut transcript, [says(2, Role::Agent, "a")]);
    let key = transcript.write("lost", Delivery::Sending, NOW);
    transcript.deliver(key, Delivery::Failed(Setback::Lost));
    merge(&mut transcript, [says(3, Role::Agent, "b")]);
    assert_eq!(texts(&transcript), ["a", "lost", "b"]);
}

#[test]
fn typing_is_no_row_and_ends_with_a_message_a_departure_or_time() {
    let mut transcript = Transcript::default();
    let names = |transcript: &Transcript| {
        transcript
            .typing()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    merge(
        &mut transcript,
        [
            notice(2, "kSippO", Notice::TypingStarted),
            notice(3, "Ann", Notice::TypingStarted),
        ],
    );
    assert_eq!(names(&transcript), ["kSippO", "Ann"]);
    merge(
        &mut transcript,
        [says(4, Role::Agent, "hi"), notice(5, "Ann", Notice::Left)],
    );
    assert!(names(&transcript).is_empty());
    merge(
        &mut transcript,
        [notice(6, "kSippO", Notice::TypingStarted)],
    );
    let expiry = transcript.typing_expires().unwrap();
    transcript.expire_typing(expiry);
    assert!(names(&transcript).is_empty());
}

#[test]
fn who_began_to_type_long_before_something_else_happened_is_not_typing() {
    let at = |seconds: i64, event: Event| Event {
        at: Some(Wall::from_millis(seconds * 1_000)),
        ..event
    };
    let mut transcript = Transcript::default();
    let begins = notice(2, "Ann", Notice::TypingStarted);
    let soon = says(3, Role::Visitor, "Hello?");
    merge(&mut transcript, [at(100, begins), at(120, soon)]);
    assert_eq!(transcript.typing().count(), 1);
    let late = says(4, Role::Visitor, "Are you there?");
    merge(&mut transcript, [at(130, late)]);
    assert_eq!(transcript.typing().count(), 0);
}

#[test]
fn own_typing_and_own_comings_are_not_drawn() {
    let mut transcript = Transcript::default();
    for (place, content) in [
        (1, Notice::Joined),
        (2, Notice::TypingStarted),
        (3, Notice::TypingStopped),
        (4, Notice::Left),
    ] {
        let own = event(
            place,
            from(Role::Visitor, "VasyaP"),
            Content::Notice(content),
        );
        merge(&mut transcript, [own]);
    }
    assert!(transcript.rows().is_empty());
    assert_eq!(transcript.typing().count(), 0);
    assert_eq!(transcript.last(), Position(4));
}

#[test]
fn a_transfer_is_one_leaving_and_one_joining() {
    let mut transcript = Transcript::default();
    merge(
        &mut transcript,
        [
            notice(2, "Ann", Notice::Joined),
            notice(3, "Ann", Notice::Left),
            notice(4, "Bob", Notice::Joined),
        ],
    );
    assert!(transcript.agents().eq(["Bob"].map(Rc::from).iter()));
    assert!(matches!(&transcript.rows()[1].entry, Entry::Left(who) if &*who.nickname == "Ann"));
    assert!(matches!(&transcript.rows()[2].entry, Entry::Joined(who) if &*who.nickname == "Bob"));
}

#[test]
fn who_leaves_before_the_agent_was_taken_for_gone() {
    let own = |position, notice| {
        let visitor = from(Role::Visitor, "Vasya");
        event(position, visitor, Content::Notice(notice))
    };
    let joined = || notice(3, "kSippO", Notice::Joined);
    let left = |position| notice(position, "kSippO", Notice::Left);
    for (events, dismissed) in [
        (vec![joined()], false),
        (vec![joined(), left(4)], false),
        (vec![joined(), own(4, Notice::Left)], true),
        (vec![joined(), own(4, Notice::Left), left(5)], true),
        // The contact centre closes the chat for all.
        (vec![joined(), left(4), own(5, Notice::Left)], false),
        // Before anybody came.
        (vec![own(2, Notice::Joined), own(3, Notice::Left)], true),
        (vec![own(3, Notice::Left), own(4, Notice::Joined)], false),
    ] {
        let mut transcript = Transcript::default();
        merge(&mut transcript, events.clone());
        assert_eq!(transcript.is_dismissed(), dismissed, "{events:?}");
        let mut unsent = Transcript::default();
        unsent.write("not sent yet", Delivery::Waiting, NOW);
        merge(&mut unsent, events.clone());
        assert_eq!(unsent.is_dismissed(), dismissed, "{events:?}");
    }
}

#[test]
fn unknown_notices_take_their_place_and_are_invisible() {
    let mut transcript = Transcript::default();
    let url = WebUrl::parse("https://example.com").unwrap();
    merge(
        &mut transcript,
        [
            notice(2, "Ann", Notice::Unknown),
            notice(3, "Ann", Notice::PushedUrl(url)),
        ],
    );
    assert_eq!(texts(&transcript), ["https://example.com"]);
    assert_eq!(transcript.last(), Position(3));
}

#[test]
fn unchanged_rows_stay_the_same_allocation() {
    let mut transcript = Transcript::default();
    merge(&mut transcript, [says(2, Role::Agent, "a")]);
    let before = Rc::clone(&transcript.rows()[0]);
    transcript.write("b", Delivery::Waiting, NOW);
    merge(&mut transcript, [says(3, Role::Agent, "c")]);
    assert!(Rc::ptr_eq(&before, &transcript.rows()[0]));
}

#[test]
fn a_file_that_is_gone_stays_gone_whoever_removed_it() {
    for role in [Role::Agent, Role::Visitor] {
        let mut transcript = Transcript::default();
        let shared = SharedFile {
            id: "f1".into(),
            name: "a.pdf".into(),
            size: None,
        };
        let other = SharedFile {
            id: "f2".into(),
            ..shared.clone()
        };
        merge(
            &mut transcript,
            [
                event(2, from(role, "X"), Content::File(shared)),
                event(3, from(role, "X"), Content::File(other)),
                event(4, from(role, "X"), Content::Removed("f1".into())),
                event(5, from(role, "X"), Content::Removed("f9".into())),
            ],
        );
        let keys: Vec<_> = transcript.rows().iter().map(|row| row.key).collect();
        for key in &keys {
            transcript.progress(*key, Portion::Fetching);
        }
        let portions: Vec<_> = transcript
            .rows()
            .iter()
            .map(|row| match row.entry {
                Entry::File { portion, .. } => portion,
                _ => panic!("no file"),
            })
            .collect();
        assert_eq!(portions, [Portion::Gone, Portion::Fetching]);
        assert_eq!(transcript.file(keys[0]), None);
        assert!(transcript.file(keys[1]).is_some());
    }
}

#[test]
fn an_echo_that_one_row_has_had_is_no_other_rows_after_a_reload() {
    let mut transcript = Transcript::default();
    let lost = transcript.write("yes", Delivery::Failed(Setback::Lost), NOW);
    transcript.write("yes", Delivery::Sending, NOW);
    merge(&mut transcript, [says(2, Role::Visitor, "yes")]);
    let row = transcript.own(lost).unwrap().clone();
    let mut anew = Transcript::default();
    let lost = anew.rewrite(row.text(), Delivery::Failed(Setback::Lost), row.after, NOW);
    merge(&mut anew, [says(2, Role::Visitor, "yes")]);
    assert_eq!(delivery(&anew, lost), Some(Delivery::Failed(Setback::Lost)));
    assert_eq!(anew.rows().len(), 2);
}

#[test]
fn what_a_browser_sent_twice_is_no_reworded_message() {
    let mut transcript = Transcript::default();
    merge(&mut transcript, [says(2, Role::Visitor, "one")]);
    let key = transcript.write("two", Delivery::Sent, NOW);
    let news = transcript.merge(&says(3, Role::Visitor, "one"), NOW);
    transcript.settle_reworded(key, &news.into_iter().collect::<Vec<_>>());
    assert_eq!(transcript.own(key).unwrap().text(), "two");
    assert_eq!(texts(&transcript).len(), 3);
}

/// A message that another page has written after that place, and doubts.
fn doubted_elsewhere(text: &str, after: u64) -> Row {
    let mut other = Transcript::default();
    other.stand_apart(NOW.wall, 7);
    other.rewrite(text, Delivery::Uncertain, Position(after), NOW);
    Row::clone(&other.rows()[0])
}

#[test]
fn a_message_that_is_told_of_after_its_echo_was_read_is_one_row() {
    let mut transcript = Transcript::default();
    merge(&mut transcript, [says(2, Role::Visitor, "yes")]);
    let told = doubted_elsewhere("yes", 1);
    transcript.adopt(told.clone());
    assert_eq!(delivery(&transcript, told.key), Some(Delivery::Sent));
    assert_eq!(transcript.rows().len(), 1);
}

#[test]
fn an_echo_goes_to_no_message_that_was_sent_later_nor_to_what_was_not_sent() {
    let mut transcript = Transcript::default();
    merge(&mut transcript, [says(2, Role::Visitor, "yes")]);
    let later = doubted_elsewhere("yes", 2);
    let mut unsent = doubted_elsewhere("yes", 1);
    (unsent.key, unsent.entry) = (RowKey(later.key.0 + 1), later.entry.clone());
    unsent.deliver(Delivery::Waiting);
    for row in [later, unsent] {
        transcript.adopt(row);
    }
    assert_eq!(texts(&transcript), ["yes"; 3]);
}

#[test]
fn an_echo_that_has_found_its_row_is_not_given_to_one_that_is_told_of() {
    let mut transcript = Transcript::default();
    transcript.write("yes", Delivery::Sending, NOW);
    transcript.name(Position(3), RowKey(9));
    let both = [2, 3].map(|place| says(place, Role::Visitor, "yes"));
    merge(&mut transcript, both);
    let told = doubted_elsewhere("yes", 1);
    transcript.adopt(told.clone());
    assert_eq!(delivery(&transcript, told.key), Some(Delivery::Uncertain));
    assert_eq!(transcript.rows().len(), 3);
}
