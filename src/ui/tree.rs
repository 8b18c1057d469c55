//! What is to be on the page, as a value: nothing here knows a browser.
//!
//! A tree says what its parts mean to a person ([`Handler`]) instead of holding
//! code, so that it can be compared, printed, and tried without a page.

use std::borrow::Cow;
use std::fmt;
use std::rc::Rc;

use super::deed::{Deed, Entry};

/// Text of a tree: most of it is the same for everybody.
pub type Words = Cow<'static, str>;

/// A name and a value.
pub type Attribute = (&'static str, &'static str);

/// A part of a tree.
#[derive(Clone, Debug)]
pub enum Node {
    /// An element with all it holds; the same allocation is never looked at twice.
    Element(Rc<Element>),
    /// Text, never markup; empty, it keeps a place for what comes and goes.
    Text(Words),
}

/// An element with all it holds.
#[derive(Debug)]
pub struct Element {
    /// Its name in the document.
    pub tag: &'static str,
    /// Tells it apart from its neighbours, where their order may change.
    pub key: Option<u64>,
    /// Attributes that such an element always has.
    pub fixed: &'static [Attribute],
    /// Attributes that depend on what is shown.
    pub varying: Vec<(&'static str, Words)>,
    /// What a field for text holds.
    pub value: Option<Words>,
    /// What a person can do with it.
    pub handlers: Vec<Handler>,
    /// What is inside.
    pub children: Vec<Node>,
}

/// What it means when a person does something with an element.
#[derive(Clone, Debug, PartialEq)]
pub enum Handler {
    /// Activates it, by whatever means.
    Click(Deed),
    /// Presses Enter alone, and not to end a word of an input method.
    Enter(Deed),
    /// Presses Escape, and not to leave an input method.
    Escape(Deed),
    /// Chooses files, pastes them, or drops them on it.
    Files,
    /// Changes its text.
    Input(Entry),
    /// Scrolls what it holds.
    Scroll,
    /// Sends it, if it is a form.
    Submit(Deed),
}

impl Node {
    /// What tells an element apart from its neighbours.
    pub fn key(&self) -> Option<u64> {
        match self {
            Self::Element(element) => element.key,
            Self::Text(_) => None,
        }
    }
}

/// An element of that name, with the attributes it always has.
pub(super) fn element(tag: &'static str, fixed: &'static [Attribute]) -> Box<Element> {
    Box::new(Element {
        tag,
        key: None,
        fixed,
        varying: Vec::new(),
        value: None,
        handlers: Vec::new(),
        children: Vec::new(),
    })
}

/// Text in a place of its own.
pub(super) fn text(words: impl Into<Words>) -> Node {
    Node::Text(words.into())
}

/// What keeps a place for what comes and goes.
pub(super) const fn nothing() -> Node {
    Node::Text(Cow::Borrowed(""))
}

impl Element {
    pub(super) fn key(mut self: Box<Self>, key: u64) -> Box<Self> {
        self.key = Some(key);
        self
    }

    pub(super) fn with(
        mut self: Box<Self>,
        name: &'static str,
        value: impl Into<Words>,
    ) -> Box<Self> {
        self.varying.push((name, value.into()));
        self
    }

    pub(super) fn value(mut self: Box<Self>, value: &str) -> Box<Self> {
        self.value = Some(value.to_owned().into());
        self
    }

    pub(super) fn on(mut self: Box<Self>, handler: Handler) -> Box<Self> {
        self.handlers.push(handler);
        self
    }

    pub(super) fn hold(mut self: Box<Self>, child: impl Into<Node>) -> Box<Self> {
        self.children.push(child.into());
        self
    }

    pub(super) fn hold_all(mut self: Box<Self>, children: Vec<Node>) -> Box<Self> {
        self.children.extend(children);
        self
    }

    /// The value of that attribute, where it has it.
    #[inline(never)]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes();
        all.find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// Every attribute, in the order in which they were given.
    pub fn attributes(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let varying = self.varying.iter().map(|(name, value)| (*name, &**value));
        self.fixed.iter().copied().chain(varying)
    }
}

impl From<Box<Element>> for Node {
    fn from(element: Box<Element>) -> Self {
        Self::Element(element.into())
    }
}

impl From<Option<Box<Element>>> for Node {
    fn from(element: Option<Box<Element>>) -> Self {
        element.map_or_else(nothing, Self::from)
    }
}

impl From<&'static str> for Node {
    fn from(words: &'static str) -> Self {
        text(words)
    }
}

/// As a document would have it; what a field holds stands where a document
/// first has it.
impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let element = match self {
            Self::Text(words) => return f.write_str(&escaped(words)),
            Self::Element(element) => element,
        };
        let (tag, value) = (element.tag, element.value.as_deref());
        write!(f, "<{tag}")?;
        let field = value
            .filter(|_| tag != "textarea")
            .map(|value| ("value", value));
        for (name, value) in element.attributes().chain(field) {
            write!(f, " {name}=\"{}\"", escaped(value))?;
        }
        f.write_str(">")?;
        if tag == "input" {
            return Ok(());
        }
        let inside = value.filter(|_| tag == "textarea");
        f.write_str(&escaped(inside.unwrap_or_default()))?;
        element.children.iter().try_for_each(|child| child.fmt(f))?;
        write!(f, "</{tag}>")
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
