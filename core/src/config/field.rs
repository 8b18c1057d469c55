//! One question of the pre-chat form.

/// One question of the pre-chat form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// `firstName`, `lastName`, `email`, `subject`, `nickname`, or a name of
    /// the page's own whose answer becomes business data.
    pub name: String,
    /// The words before it; `None` for the widget's own.
    pub label: Option<String>,
    /// What is asked for.
    pub kind: Kind,
    /// Whether the chat does not start without an answer.
    pub required: bool,
    /// What can be chosen, with the words for it.
    pub choices: Vec<(String, String)>,
}

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A yes, which is the answer `true`; no is no answer.
    Checkbox,
    /// An e-mail address.
    Email,
    /// Nothing: the answer is what is known of the visitor.
    Hidden,
    /// One of several choices.
    Select,
    /// A telephone number.
    Tel,
    /// A line of text.
    Text,
}

impl Field {
    /// A field of that name with its usual kind, not required.
    pub(super) fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            label: None,
            kind: if name == "email" {
                Kind::Email
            } else {
                Kind::Text
            },
            required: false,
            choices: Vec::new(),
        }
    }

    /// First name, last name, e-mail and subject; the first and the last are
    /// required, since agents greet by name and older servers insist on a
    /// subject.
    pub(super) fn usual() -> Vec<Self> {
        let required = |name| Self {
            required: true,
            ..Self::named(name)
        };
        vec![
            required("firstName"),
            Self::named("lastName"),
            Self::named("email"),
            required("subject"),
        ]
    }
}
