//! What the browser does to the page that is seen.

use std::rc::Rc;

use causerie_core::config::Config;

use super::World;
use crate::way::Way;

impl World {
    /// The visitor loads the page anew. What was on its way to the server still
    /// arrives there; answers find nobody.
    pub fn reload(&mut self) {
        let gone = self.browser.reload(self.now());
        self.forget(gone);
        self.drain();
    }

    /// The same, and now the page goes another way.
    pub fn reload_over(&mut self, way: Way) {
        let config = Rc::new(Config::new(&way.options()).unwrap());
        self.browser.configure(config);
        self.reload();
    }

    /// The wall clock jumps; the monotonic one does not.
    pub const fn jump_wall_clock(&mut self, millis: i64) {
        self.wall_skew += millis;
    }

    /// The visitor's machine sleeps so long: no timer of the page fires, and what arrives is
    /// seen at the end.
    pub fn sleep(&mut self, millis: u64) {
        self.asleep = true;
        self.pass(millis);
        self.asleep = false;
    }

    /// From now on timers fire once a minute only, as in a tab that has been hidden for long, or
    /// no longer so.
    pub const fn throttle(&mut self, throttled: bool) {
        self.browser.throttled = throttled;
    }

    /// The page crashes when it has asked for so many things more, and whatever else it asks for
    /// at that moment is not done; or it does not crash. It is loaded anew at once.
    pub const fn crash_after(&mut self, outputs: Option<u64>) {
        self.browser.crashes_after = outputs;
    }

    /// Whether the page that is seen is about to crash.
    pub const fn is_crashing(&self) -> bool {
        self.browser.crashes_after.is_some()
    }
}
