//! Why a command of the page is not carried out.

use causerie_core::config::OptionError;
use causerie_core::error::Trouble;
use causerie_core::text::concat;
use thiserror::Error;
use wasm_bindgen::JsValue;

/// Why a command of the page is not carried out; then nothing was done.
#[derive(Debug, Error)]
#[error("{}", self.sentence())]
pub(super) enum Refusal {
    /// The command was given something else than it takes.
    Argument(OptionError),
    /// It belongs before a chat.
    Chat,
    /// It belongs into a chat.
    NoChat,
    /// The answers that were given do not do.
    Form,
    /// The back end has no such operation.
    Unsupported(Trouble),
    /// It was destroyed, or never was.
    NoWidget,
}

impl Refusal {
    const fn name(&self) -> &'static str {
        match self {
            Self::Argument(_) => "Argument",
            Self::Chat => "Chat",
            Self::NoChat => "NoChat",
            Self::Form => "Form",
            Self::Unsupported(_) => "Unsupported",
            Self::NoWidget => "Absent",
        }
    }

    fn sentence(&self) -> String {
        let plain = match self {
            Self::Argument(fault) => return fault.sentence(),
            Self::Chat => "a chat goes on",
            Self::NoChat => "there is no chat at present",
            Self::Form => "the form is not complete",
            Self::Unsupported(trouble) => return trouble.sentence(),
            Self::NoWidget => "the widget is not on the page",
        };
        plain.to_owned()
    }
}

impl From<OptionError> for Refusal {
    fn from(fault: OptionError) -> Self {
        Self::Argument(fault)
    }
}

/// The loader makes an `Error` of it: the name, a colon, the sentence.
impl From<Refusal> for JsValue {
    fn from(refusal: Refusal) -> Self {
        Self::from_str(&concat(&[refusal.name(), ":", &refusal.sentence()]))
    }
}
