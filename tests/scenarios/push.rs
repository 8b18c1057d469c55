//! News over CometD: at once, each once, in order, whatever happens to the channel.

use causerie_core::chat::Ended;
use causerie_core::session::{Act, Announcement, Connection, Page, Stage};
use causerie_core::transcript::Delivery;
use causerie_emulator::{
    AdviceForm, CometReply, CometdQuirks, CometdSettings, Fault, FaultKind, ReplyPlace, Settings,
};
use causerie_tests::{Fate, Purpose, Way, World};

/// Announced on a channel, and published on one.
const WAYS: [Way; 2] = [Way::GmsV1Pushed, Way::GmsV2Pushed];

const COMETD: &str = "/cometd";

/// A world in which Ann has joined the chat.
fn pushed(way: Way) -> World {
    pushed_with(way, Settings::unscripted())
}

fn pushed_with(way: Way, settings: Settings) -> World {
    let mut world = World::over_with(way, settings);
    world.meet_ann();
    world
}

fn settings(change: impl FnOnce(&mut CometdSettings)) -> Settings {
    let mut settings = Settings::unscripted();
    change(&mut settings.cometd);
    settings
}

/// What is published is answered there, without acknowledgements of what is received.
fn answering(place: ReplyPlace) -> Settings {
    settings(|cometd| {
        cometd.ack = false;
        cometd.reply_place = place;
    })
}

fn quirky(quirks: CometdQuirks) -> Settings {
    settings(|cometd| cometd.quirks = quirks)
}

/// Both sides talk for a while.
fn converse(world: &mut World) {
    for round in 0..10 {
        world.agent(|centre, chat, now| centre.start_typing(chat, "Ann", now));
        world.pass(700);
        world.ann(&format!("question {round}"));
        world.pass(300);
        world.act(Act::Draft("an".into()));
        world.say(&format!("answer {round}"));
        world.pass(900);
    }
    world.pass(30_000);
}

fn fallbacks(world: &World) -> usize {
    world
        .announced
        .iter()
        .filter(|told| matches!(told, Announcement::Fallback(_)))
        .count()
}

fn copies(world: &World, line: &str) -> usize {
    world.shown().iter().filter(|shown| *shown == line).count()
}

#[test]
fn the_same_chat_polled_and_pushed_gives_the_same_transcript() {
    for (polled, way) in [
        (Way::GmsV1, Way::GmsV1Pushed),
        (Way::GmsV2, Way::GmsV2Pushed),
    ] {
        let (mut polled, mut pushed) = (pushed(polled), pushed(way));
        for world in [&mut polled, &mut pushed] {
            converse(world);
            world.assert_same();
        }
        assert_eq!(polled.shown(), pushed.shown());
        let (asked, other) = (Purpose::Refresh, polled.count_of(Purpose::Refresh));
        assert!(pushed.count_of(asked) < other / 2, "{way:?}");
        assert_eq!(fallbacks(&pushed), 0);
    }
}

#[test]
fn news_are_shown_when_they_are_said() {
    for way in WAYS {
        let mut world = pushed(way);
        world.pass(120_000);
        for round in 0..20 {
            let line = format!("line {round}");
            world.ann(&line);
            let before = world.time();
            world.until("it is shown", |world| {
                copies(world, &format!("Ann: {line}")) == 1
            });
            assert!(world.time() - before <= 2 * world.network.latency);
            world.pass(5_003);
        }
    }
}

#[test]
fn an_idle_chat_asks_for_safety_and_no_more() {
    for way in WAYS {
        let mut world = pushed(way);
        world.pass(60_000);
        let before = world.requests.len();
        world.pass(600_000);
        let asked = world.requests.len() - before;
        assert!(asked <= 70, "{asked} requests in ten idle minutes");
        assert_eq!(world.view().stage, Stage::Chatting);
    }
}

#[test]
fn the_first_push_may_be_empty_and_own_words_are_drawn_once() {
    for way in WAYS {
        let mut world = pushed(way);
        world.say("hello");
        world.say("hello");
        world.pass(3_000);
        assert_eq!(copies(&world, "me: hello"), 2);
        world.assert_same();
    }
}

#[test]
fn a_lost_push_is_repaired_by_the_next() {
    for way in WAYS {
        let mut world = pushed(way);
        world.suffer(Fault::new(FaultKind::LosePush).times(1));
        world.ann("lost on the way");
        world.ann("arrives");
        world.pass(2_000);
        world.assert_same();
    }
}

#[test]
fn a_lost_push_that_nothing_follows_is_repaired_in_time() {
    for way in WAYS {
        let mut world = pushed(way);
        world.suffer(Fault::new(FaultKind::LosePush).times(1));
        world.ann("lost on the way");
        world.pass(25_000);
        world.assert_same();
    }
}

#[test]
fn a_forgotten_session_is_replaced_and_its_gap_filled() {
    for way in WAYS {
        let mut world = pushed(way);
        for round in 0..3 {
            world.pass(30_000);
            world.suffer(Fault::new(FaultKind::ForgetSessions));
            world.ann(&format!("into the void {round}"));
            world.say(&format!("me too {round}"));
            world.pass(30_000);
            world.assert_same();
        }
        let line = "after the storm";
        world.ann(line);
        world.pass(200);
        assert_eq!(
            copies(&world, &format!("Ann: {line}")),
            1,
            "it is pushed again"
        );
    }
}

#[test]
fn a_gap_is_asked_for_even_when_a_question_is_under_way() {
    for way in WAYS {
        let mut world = pushed(way);
        world.pass(30_000);
        world.network.plan_for(Purpose::Refresh, Fate::Silence);
        world.suffer(Fault::new(FaultKind::ForgetSessions));
        world.ann("into the void");
        world.pass(3_000);
        world.assert_same();
    }
}

#[test]
fn a_gap_is_asked_for_even_when_a_message_is_under_way() {
    // As from a server that tells everything by push, though nobody listens.
    let note = r#"{"message":"Messages will sent over CometD service channel \/_genesys"}"#;
    for (way, fate) in [
        (Way::GmsV1Pushed, Fate::Intercepted(200, note.into())),
        (Way::GmsV2Pushed, Fate::Intercepted(502, String::new())),
    ] {
        let mut world = pushed(way);
        world.pass(30_000);
        world.network.plan_for(Purpose::Send, fate);
        world.network.latency = 500;
        world.say("under way");
        world.network.latency = 20;
        world.suffer(Fault::new(FaultKind::ForgetSessions));
        world.ann("into the void");
        world.pass(3_000);
        assert_eq!(copies(&world, "Ann: into the void"), 1, "{way:?}");
    }
}

#[test]
fn a_channel_that_breaks_while_the_visitor_leaves_is_not_asked_about() {
    for way in WAYS {
        let mut world = pushed(way);
        world.network.plan_for(Purpose::Leave, Fate::Silence);
        world.act(Act::End);
        world.pass(1_000);
        let questions = world.count_of(Purpose::Refresh);
        world.suffer(Fault::new(FaultKind::ForgetSessions));
        world.pass(60_000);
        assert_eq!(world.count_of(Purpose::Refresh), questions);
        assert_eq!(world.view().stage, Stage::Ended(Ended::ByVisitor));
    }
}

#[test]
fn an_outage_of_five_seconds_loses_and_doubles_nothing() {
    for way in WAYS {
        let mut world = pushed(way);
        for round in 0..5 {
            world.network.cut();
            world.ann(&format!("in the tunnel {round}"));
            world.say(&format!("written there {round}"));
            world.pass(5_000);
            world.network.mend();
            world.page(Page::Online);
            world.pass(45_000);
        }
        let failed = world
            .shown()
            .iter()
            .filter(|line| line.contains("Failed"))
            .count();
        let keys: Vec<_> = world
            .view()
            .rows
            .0
            .iter()
            .filter(|row| row.is_failed())
            .map(|row| row.key)
            .collect();
        for key in keys {
            world.act(Act::Retry(key));
            world.pass(5_000);
        }
        world.pass(60_000);
        assert!(failed <= 5);
        let mut shown = world.shown();
        let mut served = world.served();
        shown.sort();
        served.sort();
        assert_eq!(shown, served);
        assert_eq!(world.view().connection, Connection::Good);
    }
}

#[test]
fn lost_requests_and_lost_replies_of_the_channel_are_survived() {
    for way in WAYS {
        for fate in [
            Fate::LoseRequest,
            Fate::LoseReply,
            Fate::Silence,
            Fate::Repeat,
            Fate::Intercepted(502, "bad gateway".into()),
            Fate::Intercepted(200, "<html>".into()),
            Fate::Intercepted(200, "[]".into()),
        ] {
            let mut world = pushed(way);
            for round in 0..6 {
                world.network.plan(COMETD, fate.clone());
                world.ann(&format!("line {round}"));
                world.pass(7_000);
            }
            world.pass(90_000);
            world.assert_same();
        }
    }
}

#[test]
fn a_message_whose_answer_was_lost_is_decided_by_what_is_pushed() {
    for way in WAYS {
        for (fate, arrives) in [
            (Fate::LoseReply, true),
            (Fate::Silence, true),
            (Fate::LoseRequest, false),
        ] {
            let mut world = pushed(way);
            world.pass(1_000);
            world.network.plan_for(Purpose::Send, fate.clone());
            world.say("once");
            world.pass(90_000);
            assert_eq!(
                world
                    .served()
                    .iter()
                    .filter(|line| *line == "me: once")
                    .count(),
                usize::from(arrives)
            );
            let expected = if arrives {
                "me: once"
            } else {
                "me: once (Failed(Lost))"
            };
            assert_eq!(
                world.shown().last().map(String::as_str),
                Some(expected),
                "{fate:?}"
            );
        }
    }
}

#[test]
fn every_deviation_of_real_servers_is_survived() {
    for way in WAYS {
        let quirks = CometdQuirks::default;
        let deviations = [
            quirky(CometdQuirks {
                numeric_ids: true,
                ..quirks()
            }),
            quirky(CometdQuirks {
                wrong_connect_id: true,
                ..quirks()
            }),
            quirky(CometdQuirks {
                subscribe_answered_by_connect: true,
                ..quirks()
            }),
            quirky(CometdQuirks {
                data_as_text: true,
                ..quirks()
            }),
            quirky(CometdQuirks {
                duplicate_delivery: true,
                ..quirks()
            }),
            settings(|cometd| cometd.ack = false),
            answering(ReplyPlace::AfterAck),
            answering(ReplyPlace::OverConnect),
            settings(|cometd| cometd.advice = AdviceForm::Every),
            Settings {
                comet_reply: CometReply::QuickStart,
                ..Settings::unscripted()
            },
        ];
        for settings in deviations {
            let description = format!("{:?} {:?}", settings.cometd, settings.comet_reply);
            let mut world = pushed_with(way, settings);
            converse(&mut world);
            assert_eq!(world.shown(), world.served(), "{description}");
            assert_eq!(fallbacks(&world), 0, "{description}");
        }
    }
}

#[test]
fn advice_to_shake_hands_on_success_and_402_without_advice_are_survived() {
    for way in WAYS {
        for quirks in [
            CometdQuirks {
                handshake_advised: true,
                ..CometdQuirks::default()
            },
            CometdQuirks {
                unknown_without_advice: true,
                ..CometdQuirks::default()
            },
        ] {
            let mut world = pushed(way);
            world.pass(30_000);
            world.centre.settings_mut().cometd.quirks = quirks;
            world.suffer(Fault::new(FaultKind::ForgetSessions));
            world.ann("still here?");
            world.say("yes");
            world.pass(30_000);
            world.centre.settings_mut().cometd.quirks = CometdQuirks::default();
            world.pass(120_000);
            world.assert_same();
        }
    }
}

#[test]
fn when_there_is_no_channel_the_chat_is_polled_and_the_page_told_once() {
    let cut_off: [fn(&mut World); 4] = [
        |world| world.centre.settings_mut().cometd.quirks.handshake_refused = true,
        |world| world.centre.settings_mut().cometd.quirks.endless_unknown = true,
        |world| {
            (0..9).for_each(|_| {
                world
                    .network
                    .plan(COMETD, Fate::Intercepted(404, "<html>".into()))
            })
        },
        |world| (0..9).for_each(|_| world.network.plan(COMETD, Fate::LoseRequest)),
    ];
    for (number, break_channel) in cut_off.into_iter().enumerate() {
        for way in WAYS {
            let mut world = World::over(way);
            break_channel(&mut world);
            world.open();
            assert!(world.time() < 6_000, "the visitor does not wait for long");
            world.agent(|centre, chat, now| centre.join(chat, "Ann", now));
            converse(&mut world);
            world.assert_same();
            assert_eq!(fallbacks(&world), 1, "{way:?} {number}");
        }
    }
}

#[test]
fn a_channel_that_is_refused_in_the_middle_is_replaced_by_polling() {
    for way in WAYS {
        let mut world = pushed(way);
        world.centre.settings_mut().cometd.quirks.handshake_refused = true;
        world.suffer(Fault::new(FaultKind::ForgetSessions));
        converse(&mut world);
        world.assert_same();
        assert_eq!(fallbacks(&world), 1);
    }
}

#[test]
fn endless_402_is_no_storm_and_the_chat_goes_on() {
    for way in WAYS {
        let mut world = pushed(way);
        world.centre.settings_mut().cometd.quirks.endless_unknown = true;
        world.suffer(Fault::new(FaultKind::ForgetSessions));
        let before = world.requests.len();
        converse(&mut world);
        world.pass(60_000);
        world.assert_same();
        let times: Vec<u64> = world.requests[before..]
            .iter()
            .filter(|(_, path)| path.ends_with(COMETD))
            .map(|(at, _)| *at)
            .collect();
        let busiest = times
            .iter()
            .map(|start| {
                times
                    .iter()
                    .filter(|at| (*start..start + 1_000).contains(at))
                    .count()
            })
            .max();
        assert!(busiest < Some(12), "{busiest:?} in one second");
        assert!(times.len() < 3 * 80, "{} requests", times.len());
    }
}

#[test]
fn the_contact_centre_ends_the_chat_by_a_push() {
    for way in WAYS {
        let mut world = pushed(way);
        world.pass(30_000);
        world.ann("goodbye");
        world.agent(|centre, chat, now| centre.end(chat, now));
        let before = world.time();
        world.until("the end", |world| {
            world.view().stage == Stage::Ended(Ended::ByContactCentre)
        });
        assert!(world.time() - before < 200);
        world.assert_same();
        world.pass(1_000);
        let requests = world.requests.len();
        assert!(
            world.requests[requests - 1].1.ends_with(COMETD),
            "the channel is taken leave of"
        );
        world.pass(600_000);
        assert_eq!(world.requests.len(), requests);
    }
}

#[test]
fn an_end_that_is_pushed_twice_is_told_once() {
    for way in WAYS {
        let mut world = pushed_with(
            way,
            quirky(CometdQuirks {
                duplicate_delivery: true,
                ..CometdQuirks::default()
            }),
        );
        world.ann("goodbye");
        world.agent(|centre, chat, now| centre.end(chat, now));
        world.pass(30_000);
        let told = |told: &&Announcement| matches!(told, Announcement::Ended(_));
        assert_eq!(world.announced.iter().filter(told).count(), 1, "{way:?}");
        world.assert_same();
    }
}

#[test]
fn a_page_loaded_anew_goes_on_with_the_same_chat() {
    for way in WAYS {
        let mut world = pushed(way);
        converse(&mut world);
        for _ in 0..3 {
            world.say("under way");
            world.reload();
            world.pass(20_000);
            world.assert_same();
        }
        assert_eq!(world.centre.chats().len(), 1);
        world.ann("pushed");
        world.pass(200);
        assert_eq!(copies(&world, "Ann: pushed"), 1);
    }
}

#[test]
fn a_page_that_is_left_takes_leave_of_the_channel_and_may_come_back() {
    for way in WAYS {
        let mut world = pushed(way);
        world.page(Page::Hidden);
        world.page(Page::Left);
        world.pass(30_000);
        world.ann("while away");
        world.page(Page::Shown);
        world.pass(2_000);
        world.assert_same();
        world.ann("and back");
        world.pass(200);
        assert_eq!(copies(&world, "Ann: and back"), 1);
    }
}

#[test]
fn two_chats_of_one_user_do_not_mix() {
    let mut world = pushed(Way::GmsV1Pushed);
    let other = causerie_emulator::Request::post("/genesys/1/service/request-chat", "");
    world.as_another_client(|centre, now| {
        let mut ask = |path: &str, form: &str| {
            let mut request = causerie_emulator::Request::post(path, form);
            request
                .headers
                .push(("gms_user".into(), "BuzzBrain".into()));
            centre.ask(&request, now).ready().unwrap()
        };
        let created = ask(&other.path, "");
        let created: serde_json::Value = serde_json::from_slice(&created.body).unwrap();
        let id = created["_id"].as_str().unwrap();
        ask(
            &format!("/genesys/1/service/{id}/ixn/chat"),
            "notify_by=comet&firstName=Other",
        );
        ask(
            &format!("/genesys/1/service/{id}/ixn/chat/refresh"),
            "message=not+yours",
        );
    });
    world.pass(3_000);
    assert_eq!(world.shown(), ["+ Ann"]);
}

#[test]
fn a_server_that_only_takes_note_decides_nothing_while_nobody_listens() {
    const NOTE: &str = r#"{"message":"Messages will sent over CometD service channel \/_genesys"}"#;
    let mut world = pushed(Way::GmsV1Pushed);
    let note = || Fate::Intercepted(200, NOTE.into());
    for _ in 0..8 {
        world.network.plan(COMETD, Fate::LoseRequest);
    }
    world.network.plan("/refresh", note());
    // The held connect ends with her words; the next ones are lost.
    world.ann("are you there?");
    world.pass(500);
    world.network.plan("/refresh", Fate::LoseReply);
    for _ in 0..8 {
        world.network.plan("/refresh", note());
    }
    world.say("yes");
    world.pass(10_000);
    let rows = world.view().rows.0;
    let own = rows.iter().find(|row| row.is_own()).unwrap();
    assert_eq!(
        own.delivery(),
        Some(Delivery::Uncertain),
        "the server has it"
    );
    world.pass(120_000);
    world.assert_same();
}
