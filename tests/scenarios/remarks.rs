//! What a page says on the visitor's behalf.

use causerie_core::chat::{Remark, WebUrl};
use causerie_core::error::Trouble;
use causerie_core::http::Failure;
use causerie_core::session::{Act, Announcement, Page};
use causerie_core::transcript::Entry;
use causerie_emulator::{DigitalQuirks, Rotation, Settings};
use causerie_tests::{Fate, Way, World};

fn nickname(name: &str) -> Remark {
    Remark::Nickname(name.into())
}

fn notice(words: &str) -> Remark {
    Remark::Notice(words.into())
}

fn data(name: &str, value: &str) -> Remark {
    Remark::Data(vec![(name.into(), value.into())])
}

fn address(url: &str) -> Remark {
    Remark::PushUrl(WebUrl::parse(url).unwrap())
}

fn tell(world: &mut World, remark: &Remark) {
    world.act(Act::Tell(remark.clone().into()));
}

const WAYS: [Way; 2] = [Way::GmsV2, Way::GmsV2Pushed];

fn with_ann(way: Way) -> World {
    let mut world = World::over(way);
    world.meet_ann();
    world
}

/// What went wrong, as the page was told.
fn errors(world: &World) -> Vec<Trouble> {
    let announced = world.announced.iter();
    announced
        .filter_map(|one| match one {
            Announcement::Error(trouble) => Some(trouble.clone()),
            _ => None,
        })
        .collect()
}

#[test]
fn what_the_page_says_arrives_in_order() {
    for way in WAYS {
        let mut world = with_ann(way);
        for remark in [
            nickname("JD"),
            data("plan", "gold"),
            notice("first"),
            notice("second"),
            address("https://shop.example/basket?a=1&b=2"),
        ] {
            tell(&mut world, &remark);
        }
        world.pass(3_000);
        let chat = &world.centre.chats()[0];
        assert_eq!(chat.nickname(), "JD");
        assert_eq!(chat.data()["plan"], "gold");
        assert_eq!(chat.notices(), ["first", "second"]);
        assert_eq!(
            world.shown(),
            ["+ Ann", "JD -> https://shop.example/basket?a=1&b=2"]
        );
        world.assert_same();
        assert_eq!(errors(&world), []);
    }
}

#[test]
fn a_new_nickname_is_shown_as_the_server_tells_it() {
    for way in WAYS {
        let mut world = with_ann(way);
        world.say("as Vasya");
        tell(&mut world, &nickname("JD"));
        world.pass(3_000);
        world.say("as JD");
        world.pass(3_000);
        world.reload();
        world.pass(3_000);
        let rows = world.view().rows.0;
        let own = rows.iter().filter(|row| row.is_own());
        let names: Vec<_> = own.map(|row| row.from().nickname.to_string()).collect();
        assert_eq!(names, ["Vasya Pupkin", "JD"]);
    }
}

#[test]
fn what_may_be_repeated_is_said_three_times_at_most() {
    for way in WAYS {
        for (remark, operation) in [
            (nickname("JD"), "updateNickname"),
            (data("plan", "gold"), "updateData"),
        ] {
            for fate in [
                Fate::LoseRequest,
                Fate::LoseReply,
                Fate::Silence,
                Fate::PutOff(503, 2),
                Fate::Intercepted(200, r#"{"statusCode":1}"#.into()),
            ] {
                let mut world = with_ann(way);
                world.network.plan(operation, fate.clone());
                world.network.plan(operation, fate.clone());
                tell(&mut world, &remark);
                world.pass(60_000);
                assert_eq!(world.count(operation), 3, "{fate:?}");
                assert_eq!(errors(&world), [], "{fate:?}");
                for _ in 0..3 {
                    world.network.plan(operation, fate.clone());
                }
                tell(&mut world, &remark);
                tell(&mut world, &notice("and this"));
                world.pass(90_000);
                assert_eq!(world.count(operation), 6, "{fate:?}");
                assert_eq!(errors(&world).len(), 1, "{fate:?}");
                assert_eq!(world.centre.chats()[0].notices(), ["and this"]);
            }
        }
    }
}

#[test]
fn attempts_are_counted_whatever_is_said_between_them() {
    let options = Way::GmsV2.options().with("readReceipts", true);
    let mut world = World::with(options, Settings::unscripted());
    world.meet_ann();
    world.act(Act::Seen(true));
    world.pass(5_000);
    for _ in 0..6 {
        world.network.plan("updateNickname", Fate::PutOff(503, 0));
    }
    tell(&mut world, &nickname("JD"));
    for number in 0..20 {
        world.ann(&format!("line {number}"));
        world.pass(1_000);
    }
    assert!(world.count("/readReceipt") > 3);
    assert_eq!(world.count("updateNickname"), 3);
    assert_eq!(errors(&world), [Trouble::Busy]);
}

#[test]
fn what_would_be_doubled_is_said_once() {
    for way in WAYS {
        for (fate, arrives) in [(Fate::LoseRequest, 0), (Fate::LoseReply, 1)] {
            let mut world = with_ann(way);
            for (remark, operation) in [
                (notice("once"), "customNotice"),
                (address("https://a.example"), "pushUrl"),
            ] {
                world.network.plan(operation, fate.clone());
                tell(&mut world, &remark);
                world.pass(30_000);
                assert_eq!(world.count(operation), 1, "{fate:?}");
            }
            assert_eq!(world.centre.chats()[0].notices().len(), arrives);
            assert_eq!(world.shown().len(), 1 + arrives);
            let lost = Trouble::Network(Failure::Network);
            assert_eq!(errors(&world), [lost.clone(), lost]);
            world.assert_same();
        }
    }
}

#[test]
fn what_the_server_refuses_is_told_and_the_next_is_said() {
    for way in WAYS {
        let mut world = with_ann(way);
        world.centre.settings_mut().message_limit = 3;
        tell(&mut world, &nickname("J & D"));
        tell(&mut world, &nickname("JD"));
        world.pass(3_000);
        assert_eq!(world.count("updateNickname"), 2, "{way:?}");
        assert!(matches!(&*errors(&world), [Trouble::Rejected(_)]));
        assert_eq!(world.centre.chats()[0].nickname(), "JD");
    }
}

#[test]
fn back_ends_that_have_no_such_operation_are_asked_nothing_and_the_page_is_told() {
    for (way, name) in [
        (Way::GmsV1, "gms-v1"),
        (Way::GmsV1Pushed, "gms-v1"),
        (Way::Gws, "gws"),
        (Way::WebApi, "web-api"),
    ] {
        let mut world = World::over(way);
        tell(&mut world, &nickname("JD"));
        world.meet_ann();
        tell(&mut world, &address("https://a.example"));
        world.pass(30_000);
        let [one, two] = &*errors(&world) else {
            panic!("{way:?}: {:?}", errors(&world));
        };
        assert_eq!(one, two);
        let sentence = format!("the back end {name} has no such operation");
        assert_eq!(one.to_string(), sentence);
        assert_eq!(world.shown(), ["+ Ann"]);
    }
}

#[test]
fn remarks_wait_for_the_network_and_for_the_chat_to_be_known() {
    for way in WAYS {
        let mut world = with_ann(way);
        world.network.cut();
        world.page(Page::Offline);
        tell(&mut world, &notice("later"));
        world.pass(30_000);
        assert_eq!(world.count("customNotice"), 0);
        world.network.mend();
        world.page(Page::Online);
        world.pass(5_000);
        assert_eq!(world.centre.chats()[0].notices(), ["later"]);
        world.reload();
        tell(&mut world, &notice("and now"));
        world.pass(5_000);
        assert_eq!(world.centre.chats()[0].notices(), ["later", "and now"]);
    }
}

#[test]
fn an_address_of_the_visitors_is_the_visitors_own() {
    for way in WAYS {
        let mut world = with_ann(way);
        tell(&mut world, &address("https://a.example"));
        world.pass(3_000);
        let row = world.view().rows.0.last().unwrap().clone();
        assert!(row.is_own() && matches!(row.entry, Entry::PushedUrl(..)));
        let told = Announcement::Message(row);
        assert_eq!(
            world.announced.last(),
            Some(&told),
            "the page is told of it"
        );
    }
}

#[test]
fn everything_beside_the_conversation_keeps_to_its_turn() {
    for way in WAYS {
        // What is pushed changes the credentials under what is published.
        let rotation = match way {
            Way::GmsV2 => Rotation::Strict,
            _ => Rotation::Lenient,
        };
        for latency in [5, 20, 170] {
            let mut settings = Settings::unscripted();
            settings.digital.quirks = DigitalQuirks {
                rotation,
                ..DigitalQuirks::default()
            };
            let options = way.options();
            let options = options.with("readReceipts", true);
            let mut world = World::with(options.with("typingPreview", true), settings);
            world.network.latency = latency;
            world.meet_ann();
            world.act(Act::Seen(true));
            for round in 0..30 {
                world.act(Act::Draft("an".into()));
                tell(&mut world, &notice(&format!("notice {round}")));
                tell(&mut world, &nickname(&format!("Vasya {round}")));
                world.pass(round * 317 % 1_300);
                world.ann(&format!("question {round}"));
                world.say(&format!("answer {round}"));
                world.pass(round * 531 % 2_300);
            }
            world.pass(60_000);
            world.assert_same();
            assert_eq!(errors(&world), [], "{latency}");
            assert_eq!(world.centre.chats()[0].notices().len(), 30);
        }
    }
}
