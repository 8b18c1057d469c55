//! How a visit begins.

/// From which moment the time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Beginning {
    /// The page is opened, and the window with it.
    Load,
    /// The page's button is pressed without any sign before.
    Click,
    /// The button is pressed after the pointer has come onto it.
    Pointer,
}

impl Beginning {
    pub(super) const ALL: [Self; 3] = [Self::Click, Self::Pointer, Self::Load];

    /// The page's path below that of the widget.
    pub(super) const fn page(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Click | Self::Pointer => "click",
        }
    }
}
