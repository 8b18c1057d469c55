//! Why a command of the page is not carried out.

use causerie_core::config::OptionError;
use causerie_core::error::Trouble;
use thiserror::Error;
use wasm_bindgen::JsValue;

/// Why a command of the page is not carried out; then nothing was done.
#[derive(Debug, Error)]
pub(super) enum Refusal {
    /// The command was given something else than it takes.
    #[error(transparent)]
    Argument(#[from] OptionError),
    /// It belongs before a chat.
    #[error("a chat goes on")]
    Chat,
    /// It belongs into a chat.
    #[error("there is no chat at present")]
    NoChat,
    /// The answers that were given do not do.
    #[error("the form is not complete")]
    Form,
    /// The back end has no such operation.
    #[error(transparent)]
    Unsupported(Trouble),
    /// It was destroyed, or never was.
    #[error("the widget is not on the page")]
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
}

/// The loader makes an `Error` of it: the name, a colon, the sentence.
impl From<Refusal> for JsValue {
    fn from(refusal: Refusal) -> Self {
        Self::from_str(&format!("{}:{refusal}", refusal.name()))
    }
}
