//! How the widget looks and speaks.

use super::read::Reader;

/// How the widget looks and speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presentation {
    /// The heading of the window; `None` for the widget's own.
    pub title: Option<String>,
    /// The words on the launcher; `None` for the widget's own.
    pub launcher: Option<String>,
    /// What is said to the visitor, a line for each word, as the interface knows them; `None` for
    /// English.
    pub words: Option<String>,
    /// A BCP 47 tag for dates, times and numbers; `None` for that of the words.
    pub locale: Option<String>,
    /// Writing direction; `None` for the page's, and in the window that of the words.
    pub dir: Option<Direction>,
    /// Colours.
    pub theme: Theme,
    /// Where to turn to when there is no chat.
    pub contact_url: Option<String>,
    /// Whether the window has a menu: to keep the conversation, or to be told of news. What is in it
    /// is decided in JavaScript.
    pub menu: bool,
    /// Whether the window is open from the start.
    pub open: bool,
}

/// Writing direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

/// Colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the visitor's system is set.
    #[default]
    Auto,
    /// Dark.
    Dark,
    /// Light.
    Light,
}

const DIRECTIONS: &[(&str, Option<Direction>)] = &[
    ("auto", None),
    ("ltr", Some(Direction::Ltr)),
    ("rtl", Some(Direction::Rtl)),
];

const THEMES: &[(&str, Theme)] = &[
    ("auto", Theme::Auto),
    ("light", Theme::Light),
    ("dark", Theme::Dark),
];

/// Whether the conversation cannot be kept.
const TRANSCRIPTS: &[(&str, bool)] = &[("offer", false), ("none", true)];

/// Whether the visitor is asked how to be told of news.
const ATTENTIONS: &[(&str, bool)] = &[("title", false), ("all", true), ("none", false)];

impl Presentation {
    pub(super) fn read(read: &mut Reader<'_>) -> Self {
        Self {
            title: read.line("title"),
            launcher: read.line("launcher"),
            words: read.line("words"),
            locale: read.locale("locale"),
            dir: read.choice("dir", DIRECTIONS),
            theme: read.choice("theme", THEMES),
            contact_url: read.contact("contactUrl"),
            menu: !read.choice("transcript", TRANSCRIPTS) | read.choice("attention", ATTENTIONS),
            open: read.flag("open"),
        }
    }
}
