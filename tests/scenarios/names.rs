//! Agents who change their names in the middle of a chat.

use causerie_core::chat::Remark;
use causerie_core::session::{Act, Announcement};
use causerie_tests::{Way, World};

/// The back ends that tell of it.
const WAYS: [Way; 3] = [Way::GmsV2, Way::GmsV2Pushed, Way::WebApi];

/// A world in which Ann has said something and goes by another name since.
fn renamed(way: Way) -> World {
    let mut world = World::over(way);
    world.meet_ann();
    world.ann("hello");
    world.agent(|centre, chat, now| centre.start_typing(chat, "Ann", now));
    world.until("Ann types", |world| world.view().typing == ["Ann".into()]);
    world.agent(|centre, chat, now| centre.rename(chat, "Ann", "Ann B.", now));
    world.pass(3_000);
    world
}

#[test]
fn an_agent_goes_by_the_new_name_and_said_what_was_said_by_the_old_one() {
    for way in WAYS {
        let mut world = renamed(way);
        assert_eq!(world.view().agents, ["Ann B.".into()], "{way:?}");
        assert_eq!(world.view().typing, ["Ann B.".into()], "{way:?}");
        world.agent(|centre, chat, now| centre.say(chat, "Ann B.", "it is me", now));
        world.pass(3_000);
        let lines = ["+ Ann", "Ann: hello", "Ann = Ann B.", "Ann B.: it is me"];
        assert_eq!(world.shown(), lines, "{way:?}");
        assert!(world.view().typing.is_empty(), "{way:?}");
        world.reload();
        world.pass(3_000);
        assert_eq!(world.shown(), lines, "{way:?}");
        world.agent(|centre, chat, now| centre.leave(chat, "Ann B.", now));
        world.pass(3_000);
        assert!(world.view().agents.is_empty(), "{way:?}");
        world.assert_same();
    }
}

#[test]
fn the_page_is_told_of_both_names_once() {
    for way in WAYS {
        let mut world = renamed(way);
        world.reload();
        world.pass(3_000);
        let told = world.announced.iter().filter_map(|told| match told {
            Announcement::Renamed(who, name) => Some((&*who.nickname, &**name)),
            _ => None,
        });
        assert_eq!(told.collect::<Vec<_>>(), [("Ann", "Ann B.")], "{way:?}");
    }
}

#[test]
fn a_visitor_who_changes_names_sees_nothing_of_it() {
    for way in [Way::GmsV2, Way::GmsV2Pushed] {
        let mut world = World::over(way);
        world.meet_ann();
        let remark = Remark::Nickname("JD".into());
        world.act(Act::Tell(remark.into()));
        world.pass(5_000);
        world.say("hello");
        world.pass(5_000);
        assert_eq!(world.centre.chats()[0].nickname(), "JD");
        assert_eq!(world.shown(), ["+ Ann", "me: hello"], "{way:?}");
    }
}
