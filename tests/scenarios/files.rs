//! Files, where the back end takes them.

use causerie_core::chat::{Ended, FileFault};
use causerie_core::session::{Act, Announcement, Page, Stage};
use causerie_core::transcript::{Delivery, Entry, Portion, Row, RowKey, Setback};
use causerie_emulator::{Settings, Upload, UserType};
use causerie_tests::{Fate, Way, World};

/// A chat with Ann in which it is known what files are taken.
fn world() -> World {
    with(Settings::unscripted())
}

fn with(settings: Settings) -> World {
    let mut world = World::over_with(Way::GmsV2, settings);
    world.open();
    world.meet_ann();
    assert!(world.view().files.is_some());
    world
}

fn last(world: &World) -> Row {
    Row::clone(world.view().rows.0.last().unwrap())
}

fn delivery(world: &World, key: RowKey) -> Option<Delivery> {
    let rows = world.view().rows.0;
    rows.iter().find(|row| row.key == key).unwrap().delivery()
}

/// The row of the file of that name.
fn file(world: &World, name: &str) -> RowKey {
    let rows = world.view().rows.0;
    rows.iter().find(|row| row.text() == name).unwrap().key
}

/// The contents of the visitor's files on the server.
fn kept(world: &World) -> Vec<String> {
    let chats = world.centre.chats();
    let files = chats.last().unwrap().files();
    let own = files.filter(|file| file.from() == UserType::Client);
    own.map(|file| String::from_utf8(file.upload().bytes.clone()).unwrap())
        .collect()
}

#[test]
fn a_file_is_sent_and_shown_once_in_its_place() {
    let mut world = world();
    world.say("here it is");
    world.attach("plan.pdf", "the plan");
    let key = last(&world).key;
    world.until("it leaves", |world| {
        delivery(world, key) == Some(Delivery::Sending)
    });
    world.progress(40);
    world.pass(3_000);
    world.ann("thank you");
    world.pass(3_000);
    world.assert_same();
    assert_eq!(
        world.shown()[1..],
        ["me: here it is", "me: [plan.pdf]", "Ann: thank you"]
    );
    assert_eq!(
        delivery(&world, key),
        Some(Delivery::Sent),
        "the row kept its key"
    );
    assert_eq!(kept(&world), ["the plan"]);
}

#[test]
fn what_will_not_be_taken_is_not_sent() {
    let mut settings = Settings::unscripted();
    settings.digital.files.max_file_size = 8;
    let mut world = with(settings);
    let before = world.requests.len();
    for (name, content, fault) in [
        ("plan.exe", "x", FileFault::Type),
        ("plan.pdf", "too large", FileFault::Size(Some(8))),
    ] {
        world.attach(name, content);
        let failed = Delivery::Failed(Setback::File(fault));
        assert_eq!(last(&world).delivery(), Some(failed), "{name}");
    }
    assert_eq!(world.requests.len(), before);
}

#[test]
fn what_the_server_refuses_all_the_same_says_why() {
    let mut world = world();
    world.centre.settings_mut().digital.files.types = vec!["zip".into()];
    world.attach("plan.pdf", "the plan");
    world.pass(3_000);
    let failed = Delivery::Failed(Setback::File(FileFault::Type));
    assert_eq!(last(&world).delivery(), Some(failed));
    assert!(kept(&world).is_empty());
}

#[test]
fn a_file_whose_answer_was_lost_is_looked_for_and_not_sent_again() {
    for fate in [Fate::LoseReply, Fate::Silence] {
        let mut world = world();
        world.network.plan("/file", fate.clone());
        world.attach("plan.pdf", "the plan");
        let key = last(&world).key;
        world.until("it is found", |world| {
            delivery(world, key) == Some(Delivery::Sent)
        });
        world.pass(60_000);
        assert_eq!(kept(&world), ["the plan"], "{fate:?}");
        world.assert_same();
    }
}

#[test]
fn a_file_that_never_arrived_is_offered_again_and_then_arrives_once() {
    let mut world = world();
    world.network.plan("/file", Fate::LoseRequest);
    world.attach("plan.pdf", "the plan");
    let key = last(&world).key;
    let lost = Some(Delivery::Failed(Setback::Lost));
    world.until("it is given up", |world| delivery(world, key) == lost);
    assert!(kept(&world).is_empty());
    world.act(Act::Retry(key));
    world.pass(3_000);
    assert_eq!(kept(&world), ["the plan"]);
    world.assert_same();
}

#[test]
fn a_file_on_its_way_can_be_given_up_and_the_next_goes() {
    let mut world = world();
    world.network.plan("/file", Fate::LoseRequest);
    world.attach("first.pdf", "first");
    world.attach("second.pdf", "second");
    world.act(Act::Discard(file(&world, "first.pdf")));
    world.pass(3_000);
    assert_eq!(kept(&world), ["second"]);
    world.assert_same();
}

/// A file leaves over a line that takes more than three minutes.
fn slow(world: &mut World) -> RowKey {
    let usual = std::mem::replace(&mut world.network.latency, 200_000);
    world.attach("plan.pdf", "the plan");
    world.network.latency = usual;
    last(world).key
}

#[test]
fn a_slow_file_is_not_given_up_while_it_moves() {
    let mut world = world();
    let key = slow(&mut world);
    for percent in [20, 40, 60, 80] {
        world.pass(45_000);
        world.progress(percent);
        assert_eq!(delivery(&world, key), Some(Delivery::Sending));
    }
    world.pass(30_000);
    assert_eq!(delivery(&world, key), Some(Delivery::Sent));
    world.assert_same();
}

#[test]
fn a_file_that_stands_still_is_given_up() {
    let mut world = world();
    let key = slow(&mut world);
    world.pass(70_000);
    let lost = Some(Delivery::Failed(Setback::Lost));
    assert_eq!(delivery(&world, key), lost);
}

#[test]
fn messages_do_not_wait_for_files() {
    let mut world = world();
    world.network.plan("/file", Fate::Silence);
    world.attach("plan.pdf", "the plan");
    world.say("a word meanwhile");
    world.pass(3_000);
    assert!(world.served().contains(&"me: a word meanwhile".to_owned()));
}

#[test]
fn files_wait_for_the_network() {
    let mut world = world();
    world.network.cut();
    world.page(Page::Offline);
    world.attach("plan.pdf", "the plan");
    world.pass(30_000);
    assert_eq!(last(&world).delivery(), Some(Delivery::Waiting));
    world.network.mend();
    world.page(Page::Online);
    world.pass(5_000);
    assert_eq!(kept(&world), ["the plan"]);
    world.assert_same();
}

#[test]
fn an_agents_file_is_fetched_or_said_not_to_be() {
    let mut world = world();
    world.agent(|centre, chat, now| {
        let upload = Upload {
            name: "bill.pdf".into(),
            bytes: b"the bill".to_vec(),
            ..Upload::default()
        };
        centre.send_file(chat, "Ann", upload, now).map(drop)
    });
    world.pass(5_000);
    world.assert_same();
    let row = last(&world);
    let portion = |world: &World| match last(world).entry {
        Entry::File { portion, .. } => portion,
        other => panic!("no file: {other:?}"),
    };
    world.network.plan("/download", Fate::LoseReply);
    world.act(Act::Fetch(row.key));
    assert_eq!(portion(&world), Portion::Fetching);
    world.pass(1_000);
    assert_eq!(portion(&world), Portion::Failed);
    world.act(Act::Fetch(row.key));
    world.pass(1_000);
    assert_eq!(portion(&world), Portion::Whole);
    assert_eq!(world.count("/download"), 2);
}

#[test]
fn a_server_that_does_not_tell_its_limits_takes_no_files() {
    let mut world = World::over(Way::GmsV2);
    world
        .network
        .plan("/limits", Fate::Intercepted(404, String::new()));
    world.open();
    world.meet_ann();
    assert_eq!(world.view().files, None);
    world.attach("plan.pdf", "the plan");
    assert!(world.shown().iter().all(|row| !row.contains("plan.pdf")));
}

#[test]
fn other_back_ends_take_none_and_are_not_asked() {
    for way in [Way::GmsV1, Way::Gws, Way::WebApi] {
        let mut world = World::over(way);
        world.open();
        world.meet_ann();
        assert_eq!(world.view().files, None, "{way:?}");
        assert_eq!(world.count("/limits"), 0, "{way:?}");
    }
}

#[test]
fn a_chat_that_ends_gives_up_what_was_on_its_way() {
    let mut world = world();
    let key = slow(&mut world);
    world.act(Act::End);
    world.pass(5_000);
    let given_up = Some(Delivery::Failed(Setback::Unknown));
    assert_eq!(delivery(&world, key), given_up);
}

#[test]
fn where_an_agent_is_needed_for_files_they_are_offered_once_one_is_there() {
    let mut settings = Settings::unscripted();
    settings.digital.files.need_agent = true;
    let mut world = World::over_with(Way::GmsV2, settings);
    world.open();
    world.pass(5_000);
    assert_eq!(world.view().files, None);
    world.meet_ann();
    assert!(world.view().files.is_some());
}

const WAYS: [Way; 2] = [Way::GmsV2, Way::GmsV2Pushed];

/// A world in which Ann has joined and it is known what files are taken.
fn taking_files(way: Way) -> World {
    let mut world = World::over(way);
    world.meet_ann();
    assert!(world.view().files.is_some(), "{way:?}");
    world
}

/// The end of the address that a file is sent to.
const fn address(way: Way) -> &'static str {
    match way {
        Way::GmsV2Pushed => "/2/chat-ntf",
        _ => "/file",
    }
}

#[test]
fn both_sides_send_files_and_the_visitor_fetches_one() {
    for way in WAYS {
        let mut world = taking_files(way);
        world.attach("plan.pdf", "the plan");
        world.say("here it is");
        world.pass(5_000);
        let upload = Upload {
            name: "answer.png".to_owned(),
            media_type: None,
            bytes: vec![0; 100],
            data: Default::default(),
        };
        world.agent(|centre, chat, now| centre.send_file(chat, "Ann", upload, now).map(drop));
        world.pass(5_000);
        world.assert_same();
        let mut shown = world.shown();
        shown.sort();
        let expected = [
            "+ Ann",
            "Ann: [answer.png]",
            "me: [plan.pdf]",
            "me: here it is",
        ];
        assert_eq!(shown, expected, "{way:?}");
        let row = world.view().rows.0.last().unwrap().clone();
        world.act(Act::Fetch(row.key));
        world.pass(1_000);
        let row = world.view().rows.0.last().unwrap().clone();
        match &row.entry {
            Entry::File { portion, .. } => assert_eq!(*portion, Portion::Whole, "{way:?}"),
            other => panic!("{other:?}"),
        }
        let errors = |told: &&Announcement| matches!(told, Announcement::Error(_));
        assert_eq!(world.announced.iter().find(errors), None);
    }
}

#[test]
fn a_file_whose_answer_was_lost_is_looked_for_over_either_delivery() {
    for way in WAYS {
        let mut world = taking_files(way);
        world.network.plan(address(way), Fate::LoseReply);
        world.attach("plan.pdf", "the plan");
        world.pass(30_000);
        world.assert_same();
        assert_eq!(world.shown(), ["+ Ann", "me: [plan.pdf]"], "{way:?}");
    }
}

#[test]
fn a_file_that_is_not_taken_says_so_over_either_delivery() {
    for way in WAYS {
        let mut world = taking_files(way);
        world.centre.settings_mut().digital.files.types.clear();
        world.attach("plan.pdf", "the plan");
        world.pass(5_000);
        let last = world.shown().last().cloned().unwrap();
        assert_eq!(last, "me: [plan.pdf] (Failed(File(Type)))", "{way:?}");
    }
}

/// A chat in which the visitor has sent a file.
fn with_file(settings: Settings) -> (World, RowKey) {
    let mut world = with(settings);
    world.attach("plan.pdf", "the plan");
    world.pass(3_000);
    let key = last(&world).key;
    assert_eq!(delivery(&world, key), Some(Delivery::Sent));
    (world, key)
}

#[test]
fn a_sent_file_can_be_removed_and_makes_room_for_another() {
    let mut settings = Settings::unscripted();
    settings.digital.files.max_files = 1;
    let (mut world, key) = with_file(settings);
    world.act(Act::Remove(key));
    world.act(Act::Remove(key));
    world.pass(3_000);
    assert_eq!(world.count("/delete"), 1);
    assert!(kept(&world).is_empty());
    assert_eq!(world.shown(), ["+ Ann", "[plan.pdf removed]"]);
    world.assert_same();
    assert_eq!(world.view().files.unwrap().used, (0, 0));
    world.attach("better.pdf", "the better plan");
    world.pass(3_000);
    assert_eq!(kept(&world), ["the better plan"]);
    world.reload();
    world.pass(5_000);
    world.assert_same();
}

#[test]
fn a_removal_whose_answer_was_lost_is_seen_in_the_transcript() {
    for fate in [Fate::LoseReply, Fate::Silence] {
        let (mut world, key) = with_file(Settings::unscripted());
        world.network.plan("/delete", fate.clone());
        world.act(Act::Remove(key));
        world.pass(5_000);
        assert_eq!(world.shown(), ["+ Ann", "[plan.pdf removed]"], "{fate:?}");
        world.pass(90_000);
        world.assert_same();
    }
}

#[test]
fn a_removal_that_did_not_arrive_or_is_refused_leaves_the_file_to_be_removed_again() {
    for fate in [
        Fate::LoseRequest,
        Fate::Intercepted(503, String::new()),
        Fate::Intercepted(400, String::new()),
    ] {
        let (mut world, key) = with_file(Settings::unscripted());
        world.network.plan("/delete", fate.clone());
        world.act(Act::Remove(key));
        world.pass(5_000);
        assert_eq!(world.shown(), ["+ Ann", "me: [plan.pdf]"]);
        let told = |one: &Announcement| matches!(one, Announcement::Error(_));
        assert!(world.announced.iter().any(told), "{fate:?}");
        world.act(Act::Remove(key));
        world.pass(5_000);
        assert!(kept(&world).is_empty());
        world.assert_same();
    }
}

#[test]
fn what_is_not_the_visitors_or_may_not_be_removed_stays() {
    let (mut world, _) = with_file(Settings::unscripted());
    world.agent(|centre, chat, now| {
        let upload = Upload {
            name: "bill.pdf".into(),
            ..Upload::default()
        };
        centre.send_file(chat, "Ann", upload, now).map(drop)
    });
    world.pass(5_000);
    world.act(Act::Remove(file(&world, "bill.pdf")));
    world.pass(1_000);
    assert_eq!(world.count("/delete"), 0);
    let denied = r#"{"statusCode":0,"chatEnded":false,"messages":[{"from":{"type":"Client"},
        "type":"Notice","text":"file-client-cfg-get","userData":{"delete-file":"none"}}]}"#;
    world
        .network
        .plan("/limits", Fate::Intercepted(200, denied.into()));
    world.reload();
    world.pass(5_000);
    assert!(!world.view().files.unwrap().removes);
    world.act(Act::Remove(file(&world, "plan.pdf")));
    world.pass(1_000);
    assert_eq!(world.count("/delete"), 0);
}

#[test]
fn a_file_is_removed_over_every_way() {
    for way in WAYS {
        let mut world = World::over(way);
        world.meet_ann();
        world.attach("plan.pdf", "the plan");
        world.pass(3_000);
        world.act(Act::Remove(last(&world).key));
        world.pass(3_000);
        assert!(kept(&world).is_empty(), "{way:?}");
        world.assert_same();
        assert_eq!(world.shown(), ["+ Ann", "[plan.pdf removed]"], "{way:?}");
    }
}

#[test]
fn a_file_that_arrives_as_the_visitor_leaves_is_not_asked_for_without_a_pause() {
    let mut world = world();
    world.attach("plan.pdf", "the plan");
    world.pass(10);
    world.network.latency = 2_000;
    world.act(Act::End);
    world.until("the end", |world| {
        world.view().stage == Stage::Ended(Ended::ByVisitor)
    });
    assert_eq!(kept(&world), ["the plan"]);
}
