//! What can happen in a chat's life.

/// What happens. Each takes a number, which says how long, to what kind of request or to which
/// of several; what it means is said at each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Deed {
    /// The visitor sends the form, and sends it again until there is a chat.
    Opens,
    /// The visitor says something that is said once.
    Says,
    /// The visitor says something that was perhaps said before.
    Repeats,
    /// The visitor writes and does not send it.
    Drafts,
    /// The visitor has a message sent again that was not sent: that one of them.
    Retries,
    /// The visitor gives such a message up: that one of them.
    Discards,
    /// The visitor does not wait for the next attempt.
    TriesAgain,
    /// The agent says something.
    Answers,
    /// The agent begins to type, or ceases to.
    Types,
    /// The agent hands the chat over.
    HandsOver,
    /// The agent goes by another name.
    IsRenamed,
    /// The system says something.
    Informs,
    /// Agents with an account want chats: before there is one, or it is somebody else's.
    SignsOn,
    /// One of them takes the chat that is offered.
    Accepts,
    /// One of them asks the other for advice.
    Consults,
    /// One of them hands the chat to the other, who may come or not.
    PassesOn,
    /// What was a consultation becomes a transfer or a conference, or somebody goes.
    Resolves,
    /// One of them says something to agents only.
    Whispers,
    /// One of them says something to all who may hear it.
    Speaks,
    /// The next request of that kind is lost; the browser notices.
    LosesRequest,
    /// The same, and it is the answer that is lost.
    LosesReply,
    /// The next request of that kind arrives and is never answered.
    FallsSilent,
    /// The browser sends the next request of that kind twice.
    SendsTwice,
    /// The next request of that kind is carried out, and a gateway says that it is not.
    IsBelied,
    /// A gateway refuses the next request of that kind.
    IsRefused,
    /// A gateway refuses the next request of that kind, and asks to be left alone for a while.
    IsPutOff,
    /// Packets take up to so many milliseconds, from now on.
    Slows,
    /// Nothing arrives for so many milliseconds.
    IsCut,
    /// The browser knows for so many milliseconds that it has no network.
    GoesOffline,
    /// The machine sleeps for so many milliseconds.
    Sleeps,
    /// Nobody sees the page for so many milliseconds.
    Hides,
    /// The page is left and comes back from the browser's cache, after so many milliseconds.
    IsCached,
    /// The page is loaded anew.
    Reloads,
    /// The visitor opens another tab of the site, which is then seen; an even number means that
    /// the browser copies what the first has kept.
    OpensTab,
    /// The visitor turns to another tab: that one of the others.
    TurnsToTab,
    /// The tab that is seen is closed, and another is seen.
    ClosesTab,
    /// The tab that is seen crashes, and another is seen.
    CrashesTab,
    /// Tabs that are not seen are frozen for so many milliseconds.
    FreezesTabs,
    /// The same, and they are told before and afterwards.
    SetsTabsAside,
    /// The page crashes after so many more of the things that it is asked for, and is loaded anew.
    Crashes,
    /// The page's timers fire once a minute for so many milliseconds, in which nobody sees it.
    IsThrottled,
    /// The wall clock jumps by so many milliseconds.
    JumpsClock,
    /// The wall clock jumps by hours.
    LeapsClock,
    /// The contact centre answers so many requests with garbage.
    Garbles,
    /// The contact centre is late with its answers, by so many milliseconds.
    Delays,
    /// Pushes are lost, so many.
    LosesPushes,
    /// Pushes are held back for so many milliseconds.
    HoldsPolls,
    /// Held requests are cut.
    CutsPolls,
    /// The contact centre forgets all CometD sessions.
    ForgetsSessions,
    /// The contact centre forgets everything.
    Restarts,
    /// The agent ends the chat.
    Dismisses,
    /// The visitor ends the chat.
    Leaves,
}

impl Deed {
    /// All of them, by the words that stories are written with.
    pub(crate) const ALL: [(Self, &'static str); 52] = [
        (Self::Opens, "opens"),
        (Self::Says, "says"),
        (Self::Repeats, "repeats"),
        (Self::Drafts, "drafts"),
        (Self::Retries, "retries"),
        (Self::Discards, "discards"),
        (Self::TriesAgain, "tries-again"),
        (Self::Answers, "answers"),
        (Self::Types, "types"),
        (Self::HandsOver, "hands-over"),
        (Self::IsRenamed, "is-renamed"),
        (Self::Informs, "informs"),
        (Self::SignsOn, "signs-on"),
        (Self::Accepts, "accepts"),
        (Self::Consults, "consults"),
        (Self::PassesOn, "passes-on"),
        (Self::Resolves, "resolves"),
        (Self::Whispers, "whispers"),
        (Self::Speaks, "speaks"),
        (Self::LosesRequest, "loses-request"),
        (Self::LosesReply, "loses-reply"),
        (Self::FallsSilent, "falls-silent"),
        (Self::SendsTwice, "sends-twice"),
        (Self::IsBelied, "is-belied"),
        (Self::IsRefused, "is-refused"),
        (Self::IsPutOff, "is-put-off"),
        (Self::Slows, "slows"),
        (Self::IsCut, "is-cut"),
        (Self::GoesOffline, "goes-offline"),
        (Self::Sleeps, "sleeps"),
        (Self::Hides, "hides"),
        (Self::IsCached, "is-cached"),
        (Self::Reloads, "reloads"),
        (Self::OpensTab, "opens-tab"),
        (Self::TurnsToTab, "turns-to-tab"),
        (Self::ClosesTab, "closes-tab"),
        (Self::CrashesTab, "crashes-tab"),
        (Self::FreezesTabs, "freezes-tabs"),
        (Self::SetsTabsAside, "sets-tabs-aside"),
        (Self::Crashes, "crashes"),
        (Self::IsThrottled, "is-throttled"),
        (Self::JumpsClock, "jumps-clock"),
        (Self::LeapsClock, "leaps-clock"),
        (Self::Garbles, "garbles"),
        (Self::Delays, "delays"),
        (Self::LosesPushes, "loses-pushes"),
        (Self::HoldsPolls, "holds-polls"),
        (Self::CutsPolls, "cuts-polls"),
        (Self::ForgetsSessions, "forgets-sessions"),
        (Self::Restarts, "restarts"),
        (Self::Dismisses, "dismisses"),
        (Self::Leaves, "leaves"),
    ];

    /// The word for it.
    pub(crate) fn word(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(deed, _)| *deed == self)
            .map_or("", |(_, word)| word)
    }

    /// What that word stands for.
    pub(crate) fn named(word: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(_, other)| *other == word).map(|(deed, _)| *deed)
    }

    /// How likely it is, against all others; the ends are chosen by themselves.
    pub(crate) const fn weight(self) -> u64 {
        match self {
            Self::Says => 24,
            Self::Answers => 20,
            Self::Repeats => 8,
            Self::Drafts | Self::Types => 6,
            Self::Retries | Self::Reloads | Self::TurnsToTab | Self::Crashes => 4,
            Self::OpensTab => 3,
            Self::LosesReply | Self::LosesRequest | Self::FallsSilent => 5,
            Self::Accepts | Self::Consults | Self::Resolves => 5,
            Self::SendsTwice | Self::IsBelied | Self::IsRefused | Self::IsPutOff => 3,
            Self::Opens | Self::SignsOn | Self::Restarts | Self::Dismisses | Self::Leaves => 0,
            Self::Discards
            | Self::TriesAgain
            | Self::HandsOver
            | Self::IsRenamed
            | Self::Informs
            | Self::PassesOn
            | Self::Whispers
            | Self::Speaks
            | Self::Slows
            | Self::IsCut
            | Self::GoesOffline
            | Self::Sleeps
            | Self::Hides
            | Self::IsCached
            | Self::ClosesTab
            | Self::CrashesTab
            | Self::FreezesTabs
            | Self::SetsTabsAside
            | Self::IsThrottled
            | Self::JumpsClock
            | Self::LeapsClock
            | Self::Garbles
            | Self::Delays
            | Self::LosesPushes
            | Self::HoldsPolls
            | Self::CutsPolls
            | Self::ForgetsSessions => 2,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_deed_has_a_word_of_its_own() {
        for (deed, word) in Deed::ALL {
            assert_eq!((deed.word(), Deed::named(word)), (word, Some(deed)));
        }
        assert_eq!(Deed::named("dances"), None);
    }
}
