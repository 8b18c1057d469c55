//! What happens in a chat, from the form on, whichever way it is reached.

use causerie_core::chat::{Ended, Form};
use causerie_core::error::Trouble;
use causerie_core::session::{Act, Connection, Page, Stage};
use causerie_core::transcript::{Delivery, Setback};
use causerie_emulator::{EventType, Failure, Fault, FaultKind, UserType};
use causerie_tests::{Fate, Purpose, Way, World};

/// The server fails at everything, or at the next message where it has no words for that.
pub(super) fn fail(way: Way, world: &mut World, failure: Failure) {
    match way {
        Way::GmsV2 | Way::GmsV2Pushed | Way::WebApi => {
            world.centre.settings_mut().digital.failure = Some(failure)
        }
        Way::GmsV1 | Way::GmsV1Pushed | Way::Gws => {
            let busy = Fate::Intercepted(503, String::new());
            world.network.plan_for(Purpose::Send, busy);
        }
    }
}

pub(super) fn ended(how: Ended) -> impl Fn(&World) -> bool {
    move |world| world.view().stage == Stage::Ended(how)
}

pub(super) fn problem(world: &World) -> Option<Trouble> {
    match world.view().stage {
        Stage::Form(problem) => problem,
        _ => None,
    }
}

pub(super) fn last(world: &World) -> String {
    world.shown().last().cloned().unwrap_or_default()
}

/// Whether each of the visitor's typing notices began (`true`) or ended.
pub(super) fn typing_told(world: &World) -> Vec<bool> {
    let chats = world.centre.chats();
    let events = chats[0].transcript().iter();
    events
        .filter(|event| event.user_type == UserType::Client)
        .filter_map(|event| match event.kind {
            EventType::TypingStarted => Some(true),
            EventType::TypingStopped => Some(false),
            _ => None,
        })
        .collect()
}

pub(super) fn talk(_: Way, world: &mut World) {
    world.meet_ann();
    world.agent(|centre, chat, now| centre.start_typing(chat, "Ann", now));
    world.until("Ann types", |world| world.view().typing == ["Ann".into()]);
    world.ann("How can I help?");
    world.act(Act::Draft("My".into()));
    world.pass(2_000);
    assert!(world.view().typing.is_empty());
    for text in ["My <b>router</b> & I: 100% \"ö☺\"", "two", "two"] {
        world.say(text);
    }
    world.until("all is sent", |world| last(world) == "me: two");
    world.act(Act::Draft("x".into()));
    world.pass(10_000);
    assert_eq!(typing_told(world), [true, true, false]);
    world.agent(|centre, chat, now| centre.system_says(chat, "This chat is recorded.", now));
    world.pass(30_000);
    assert_eq!(world.view().agents, ["Ann".into()]);
}

pub(super) fn pass_over(_: Way, world: &mut World) {
    world.meet_ann();
    world.agent(|centre, chat, now| centre.send_custom_notice(chat, "Ann", "{}", now));
    world.ann("Did you see that?");
    world.say("No");
    world.pass(5_000);
    assert_eq!(world.shown().len(), 3);
}

pub(super) fn transfer(_: Way, world: &mut World) {
    world.meet_ann();
    world.agent(|centre, chat, now| centre.transfer(chat, "Ann", "Bob", now));
    world.pass(15_000);
    assert_eq!(world.shown(), ["+ Ann", "- Ann", "+ Bob"]);
    assert_eq!(world.view().agents, ["Bob".into()]);
    assert_eq!(world.view().stage, Stage::Chatting);
    world.say("hello Bob");
    world.pass(3_000);
}

pub(super) fn end_by_contact_centre(_: Way, world: &mut World) {
    world.meet_ann();
    world.ann("goodbye");
    world.agent(|centre, chat, now| centre.end(chat, now));
    world.until("the end", ended(Ended::ByContactCentre));
    let requests = world.requests.len();
    world.say("too late");
    world.pass(600_000);
    assert!(world.requests.len() <= requests + 2, "all is said");
}

pub(super) fn end_by_visitor(_: Way, world: &mut World) {
    world.meet_ann();
    world.say("goodbye");
    world.pass(3_000);
    world.network.plan_for(Purpose::Leave, Fate::LoseRequest);
    world.act(Act::End);
    world.until("the end", ended(Ended::ByVisitor));
    assert!(!world.centre.chats()[0].is_live());
    assert_eq!(world.saved(), None);
}

pub(super) fn end_behind_a_message(_: Way, world: &mut World) {
    world.meet_ann();
    world.say("my last word");
    world.act(Act::End);
    world.until("the end", ended(Ended::ByVisitor));
    assert!(world.served().contains(&"me: my last word".to_owned()));
}

pub(super) fn wait_for_agent(way: Way, world: &mut World) {
    world.suffer(Fault::new(FaultKind::NoAgent));
    if way == Way::Gws {
        // A chat begins without an agent, who comes or does not.
        world.open();
        world.pass(120_000);
        assert!(world.view().agents.is_empty());
    } else {
        world.act(Act::Open(Default::default()));
        world.pass(120_000);
        assert!(matches!(
            world.view().stage,
            Stage::Opening { waiting: true, .. }
        ));
        assert!(world.count_of(Purpose::Create) < 20);
        world.recover();
        world.until("the chat begins", |world| {
            world.view().stage == Stage::Chatting
        });
    }
    world.agent(|centre, chat, now| centre.join(chat, "Ann", now));
    world.until("Ann comes", |world| !world.view().agents.is_empty());
    assert_eq!(world.centre.chats().len(), 1);
}

pub(super) fn refuse_form(way: Way, world: &mut World) {
    if way == Way::Gws {
        // It takes every address.
        let refusal = Fate::Intercepted(400, "Bad Request".into());
        world.network.plan_for(Purpose::Create, refusal);
    }
    let mut form = Form::default();
    form.set("email", "nobody".into());
    world.act(Act::Open(form));
    world.until("the form", |world| problem(world).is_some());
    let Some(Trouble::Rejected(rejection)) = problem(world) else {
        panic!("{:?}", problem(world));
    };
    let told = matches!(way, Way::GmsV2 | Way::GmsV2Pushed | Way::WebApi).then_some("email");
    assert_eq!(rejection.field, told);
    world.meet_ann();
    assert_eq!(world.centre.chats().len(), 1);
}

pub(super) fn refuse_message(_: Way, world: &mut World) {
    world.meet_ann();
    world.say(&"x".repeat(1_000_000));
    world.pass(5_000);
    let row = world.view().rows.0.last().unwrap().clone();
    assert_eq!(row.delivery(), Some(Delivery::Failed(Setback::Rejected)));
    world.say("shorter");
    world.pass(5_000);
    assert_eq!(world.view().stage, Stage::Chatting);
    world.act(Act::Discard(row.key));
}

pub(super) fn lose_replies(_: Way, world: &mut World) {
    world.meet_ann();
    for fate in [Fate::LoseReply, Fate::Silence] {
        let text = format!("{fate:?}");
        world.network.plan_for(Purpose::Send, fate);
        world.say(&text);
        world.say("and this");
        world.pass(60_000);
    }
}

pub(super) fn lose_message(_: Way, world: &mut World) {
    world.meet_ann();
    world.network.plan_for(Purpose::Send, Fate::LoseRequest);
    world.say("once");
    world.pass(10_000);
    assert_eq!(last(world), "me: once (Failed(Lost))");
    let key = world.view().rows.0.last().unwrap().key;
    world.act(Act::Retry(key));
    world.pass(5_000);
    assert_eq!(world.view().rows.0.last().unwrap().key, key);
}

pub(super) fn give_up_message(_: Way, world: &mut World) {
    world.meet_ann();
    for fate in [
        Fate::LoseRequest,
        Fate::Intercepted(504, String::new()),
        Fate::Intercepted(200, "{".into()),
    ] {
        world.network.plan_for(Purpose::Send, fate);
        world.say("lost");
        world.pass(20_000);
        assert_eq!(last(world), "me: lost (Failed(Lost))");
    }
    assert_eq!(world.served(), ["+ Ann"], "never sent again by itself");
}

pub(super) fn weather_storm(_: Way, world: &mut World) {
    world.meet_ann();
    let fates = [
        Fate::LoseReply,
        Fate::LoseRequest,
        Fate::Silence,
        Fate::Intercepted(500, "oops".into()),
        Fate::Intercepted(200, "<html>".into()),
        Fate::Intercepted(200, String::new()),
        Fate::Intercepted(200, "{}".into()),
    ];
    for (round, fate) in fates.iter().cycle().take(63).enumerate() {
        world.network.plan_for(Purpose::Refresh, fate.clone());
        if round % 3 == 0 {
            world.ann(&format!("line {round}"));
        }
        world.pass(1_500);
    }
    world.until("the storm is over", |world| world.network.is_calm());
    world.pass(30_000);
    assert_eq!(world.served().len(), 22);
}

pub(super) fn repeat_message(_: Way, world: &mut World) {
    world.meet_ann();
    world.network.plan_for(Purpose::Send, Fate::Repeat);
    world.say("twice");
    world.pass(10_000);
    assert_eq!(world.shown()[1..], ["me: twice", "me: twice"]);
}

pub(super) fn cut_network(_: Way, world: &mut World) {
    world.meet_ann();
    world.network.cut();
    world.pass(30_000);
    assert_ne!(world.view().connection, Connection::Good);
    for text in ["one", "two", "three"] {
        world.say(text);
    }
    world.pass(20_000);
    assert_eq!(last(world), "me: three (Waiting)");
    world.ann("still there?");
    world.network.mend();
    world.pass(30_000);
    assert_eq!(world.view().connection, Connection::Good);
}

pub(super) fn go_offline(_: Way, world: &mut World) {
    world.meet_ann();
    world.page(Page::Offline);
    world.network.cut();
    world.say("at once");
    assert_eq!(last(world), "me: at once (Waiting)");
    world.pass(10_000);
    world.network.mend();
    world.page(Page::Online);
    world.pass(5_000);
}

pub(super) fn reload(_: Way, world: &mut World) {
    world.meet_ann();
    world.ann("hello");
    world.say("hi");
    world.act(Act::Draft("half a sent".into()));
    world.pass(5_000);
    world.reload();
    assert_eq!(world.view().stage, Stage::Resuming);
    world.pass(3_000);
    assert_eq!(world.view().stage, Stage::Chatting);
    assert_eq!(&*world.view().draft, "half a sent");
    world.say("still me");
    world.pass(5_000);
    assert_eq!(world.centre.chats().len(), 1);
}

pub(super) fn reload_under_message(_: Way, world: &mut World) {
    world.meet_ann();
    world.say("yes");
    world.pass(5_000);
    world.say("yes");
    world.pass(10);
    world.reload();
    world.pass(30_000);
    assert_eq!(world.shown()[1..], ["me: yes", "me: yes"]);
}

pub(super) fn thousand_events(_: Way, world: &mut World) {
    world.meet_ann();
    for number in 0..500 {
        world.ann(&format!("agent {number}"));
        world.say(&format!("visitor {number}"));
        world.pass(if number % 50 == 0 { 5_000 } else { 100 });
    }
    world.pass(120_000);
    assert_eq!(world.served().len(), 1_001);
    world.reload();
    world.pass(5_000);
    // In which order both sides spoke depends on the way.
    world.act(Act::End);
    world.until("the end", ended(Ended::ByVisitor));
}

pub(super) fn thousand_at_once(_: Way, world: &mut World) {
    world.meet_ann();
    for number in 0..1_000 {
        world.ann(&number.to_string());
    }
    world.pass(5_000);
}

pub(super) fn recover(way: Way, world: &mut World) {
    world.meet_ann();
    fail(way, world, Failure::Recoverable);
    let requests = world.requests.len();
    world.say("patience");
    world.pass(20_000);
    let asked = world.requests.len() - requests;
    assert!(asked <= 45, "{asked} requests in 20 seconds of failure");
    world.centre.settings_mut().digital.failure = None;
    world.pass(30_000);
    assert_eq!(last(world), "me: patience");
}

pub(super) fn be_slow(_: Way, world: &mut World) {
    world.network.latency = 2_000;
    world.meet_ann();
    world.act(Act::Draft("o".into()));
    world.pass(500);
    for text in ["one", "two"] {
        world.say(text);
    }
    world.pass(60_000);
    world.ann("three");
    world.pass(30_000);
}

pub(super) fn lose_memory(_: Way, world: &mut World) {
    world.meet_ann();
    world.ann("hold on");
    world.pass(5_000);
    world.restart_centre();
    world.until("the end", ended(Ended::Lost));
    assert_eq!(world.shown(), ["+ Ann", "Ann: hold on"]);
    world.act(Act::Restart);
    world.open();
}

pub(super) fn reload_to_nothing(_: Way, world: &mut World) {
    world.meet_ann();
    world.restart_centre();
    world.reload();
    world.until("the form", |world| world.view().stage == Stage::Form(None));
    assert_eq!(world.saved(), None);
    world.open();
}

pub(super) fn give_up_opening(_: Way, world: &mut World) {
    world.network.latency = 1_000;
    world.act(Act::Open(Default::default()));
    world.until("it is under way", |world| {
        world.count_of(Purpose::Create) > 0
    });
    world.pass(500);
    world.act(Act::End);
    world.until("the form", |world| world.view().stage == Stage::Form(None));
    assert!(!world.centre.chats()[0].is_live());
    assert_eq!(world.saved(), None);
    let requests = world.requests.len();
    world.pass(600_000);
    assert_eq!(world.requests.len(), requests);
}

pub(super) fn fail_for_good(way: Way, world: &mut World) {
    world.meet_ann();
    world.ann("hold on");
    world.pass(5_000);
    match way {
        Way::GmsV2 | Way::GmsV2Pushed | Way::WebApi => {
            fail(way, world, Failure::Unrecoverable { chat_ended: true });
        }
        Way::GmsV1 | Way::GmsV1Pushed | Way::Gws => world.restart_centre(),
    }
    world.say("are you there?");
    world.until("the end", ended(Ended::Lost));
}
