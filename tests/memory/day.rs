//! A day in which little is said and much goes wrong.

use std::time::Duration;

use causerie_core::session::{Act, Page, Stage};
use causerie_core::transcript::RowKey;
use causerie_emulator::{Fault, FaultKind, Settings};
use causerie_tests::{Fate, Purpose, Way, World};

/// What was said before the day.
const MESSAGES: usize = 10_000;

/// An idle chat asks once a minute, so that a day is not too long for a test.
const INTERVAL: u64 = 30_000;
const KEEP_ALIVE: u64 = 60_000;

const SECOND: u64 = 1_000;
const MINUTE: u64 = 60 * SECOND;

pub(crate) struct Day {
    world: World,
}

impl Day {
    /// Ann has said everything.
    pub(crate) fn begun(way: Way) -> Self {
        let options = way.options().with("pollInterval", INTERVAL);
        let options = options.with("keepAlive", KEEP_ALIVE);
        let settings = Settings {
            event_limit: 2 * MESSAGES,
            time_to_live: Duration::from_secs(48 * 3600),
            ..Settings::unscripted()
        };
        let mut world = World::configured(options, settings);
        world.meet_ann();
        for number in 0..MESSAGES {
            world.ann(&format!("message {number}"));
        }
        world.pass(2 * MINUTE);
        assert_eq!(world.view().rows.0.len(), MESSAGES + 1, "{way:?}");
        Self { world }
    }

    /// An hour, in the end of which everything is as in its beginning.
    pub(crate) fn hour(&mut self) {
        self.both_type();
        self.message_is_lost_and_given_up();
        self.network_comes_and_goes();
        self.centre_has_trouble();
        self.nobody_looks();
        // What is left of the hour is quiet.
        self.world.pass(44 * MINUTE);
        self.world.forget_records();
    }

    pub(crate) fn assert_goes_on(&self) {
        let view = self.world.view();
        assert_eq!(view.stage, Stage::Chatting);
        assert_eq!(view.rows.0.len(), MESSAGES + 1);
    }

    fn both_type(&mut self) {
        let world = &mut self.world;
        world.act(Act::Draft("hello".to_owned()));
        world.agent(|centre, chat, now| centre.start_typing(chat, "Ann", now));
        world.pass(30 * SECOND);
        world.act(Act::Draft(String::new()));
        world.agent(|centre, chat, now| centre.stop_typing(chat, "Ann", now));
        world.pass(30 * SECOND);
    }

    fn message_is_lost_and_given_up(&mut self) {
        let world = &mut self.world;
        world.network.plan_for(Purpose::Send, Fate::LoseRequest);
        world.say("lost");
        world.pass(2 * MINUTE);
        let rows = world.view().rows;
        let lost: Vec<RowKey> = rows
            .0
            .iter()
            .filter(|row| row.is_failed())
            .map(|row| row.key)
            .collect();
        assert_eq!(lost.len(), 1, "one message is not sent");
        world.act(Act::Discard(lost[0]));
        world.pass(MINUTE);
    }

    fn network_comes_and_goes(&mut self) {
        let world = &mut self.world;
        world.page(Page::Offline);
        world.network.cut();
        world.pass(20 * SECOND);
        world.network.mend();
        world.page(Page::Online);
        world.pass(2 * MINUTE);
        for fate in [Fate::LoseReply, Fate::Silence, Fate::LoseRequest] {
            world.network.plan_for(Purpose::Refresh, fate);
            world.pass(MINUTE);
        }
    }

    fn centre_has_trouble(&mut self) {
        for fault in [
            Fault::new(FaultKind::ForgetSessions),
            Fault::new(FaultKind::CutPolls),
            Fault::new(FaultKind::Garbage).times(1),
            Fault::new(FaultKind::LosePush).times(1),
        ] {
            self.world.suffer(fault);
            self.world.pass(MINUTE);
        }
        self.world.recover();
    }

    fn nobody_looks(&mut self) {
        let world = &mut self.world;
        world.page(Page::Hidden);
        world.pass(MINUTE);
        world.page(Page::Left);
        world.sleep(30 * SECOND);
        world.page(Page::Shown);
        world.pass(MINUTE);
    }
}
