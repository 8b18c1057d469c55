//! What a test may need that not every engine lets itself be told from outside.

use std::fmt;

use crate::Engine;

/// Something that a driver can do to its browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ability {
    /// Questions and orders of the Chrome DevTools Protocol that nothing else has words for.
    DevTools,
    /// What a document that is not of the stage's site wrote to the console before it was loaded,
    /// and what the browser did.
    EarlyConsole,
    /// A tab that says that it goes when it is closed: Firefox ends its scripts at times, and what
    /// is not a lock stays as if the tab were there.
    Farewell,
    /// Module preloads that are compared with their integrity: WebKit runs any other file too.
    Integrity,
    /// To keep a page that has a lock, and to show it again as it was: Firefox keeps none.
    Keep,
    /// To leave a page that waits for a file: Firefox's driver never says that the next has come.
    Leave,
    /// A tab that is frozen or that crashes, as one does that is not seen or has no memory.
    Lifecycle,
    /// A script that runs before all others in documents that are not of the stage's site.
    Preload,
    /// Colours, motion and contrast that the system prefers.
    Preferences,
    /// A page without a network, and one that has it again.
    Offline,
    /// A pointer that can be taken away: in Firefox, what it was on stays so in the next page.
    Pointer,
    /// What one origin keeps, in frames on pages of several origins of a site: WebKit has others for
    /// each of these.
    Frames,
    /// The languages that the visitor reads.
    Languages,
    /// A window as narrow as a phone's.
    Narrow,
    /// A driver whose answers no page can spoil: WebKit's writes them with the page's own JSON.
    Trust,
    /// A count of what came over the network.
    Traffic,
}

impl Ability {
    /// Whether there is a way to it in this engine.
    pub const fn is_in(self, engine: Engine) -> bool {
        match engine {
            Engine::Chromium => true,
            Engine::Firefox => !matches!(
                self,
                Self::DevTools
                    | Self::Farewell
                    | Self::Keep
                    | Self::Leave
                    | Self::Lifecycle
                    | Self::Pointer
                    | Self::Traffic
            ),
            Engine::WebKit => matches!(
                self,
                Self::Farewell | Self::Keep | Self::Leave | Self::Pointer
            ),
        }
    }
}

/// As it stands after "needs".
impl fmt::Display for Ability {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::DevTools => "the Chrome DevTools Protocol",
            Self::EarlyConsole => "the console from the beginning",
            Self::Farewell => "a tab that can take its leave",
            Self::Integrity => "module preloads that are compared",
            Self::Keep => "to keep a page that has a lock",
            Self::Leave => "to leave a page that waits for a file",
            Self::Lifecycle => "to freeze a tab",
            Self::Preload => "a script before all others in any page",
            Self::Preferences => "to have the system prefer something",
            Self::Offline => "to be offline",
            Self::Pointer => "a pointer that can be taken away",
            Self::Frames => "frames that share what they keep",
            Self::Languages => "to choose the browser's languages",
            Self::Narrow => "a narrow window",
            Self::Trust => "answers that a page cannot spoil",
            Self::Traffic => "to count the traffic",
        })
    }
}
