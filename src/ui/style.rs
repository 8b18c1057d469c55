//! The one style sheet, in parts.

/// The one style sheet; later parts may overrule earlier ones.
pub const STYLE: &str = concat!(
    include_str!("style/theme.css"),
    include_str!("style/base.css"),
    include_str!("style/launcher.css"),
    include_str!("style/window.css"),
    include_str!("style/form.css"),
    include_str!("style/conversation.css"),
    include_str!("style/composer.css"),
    include_str!("style/note.css"),
    include_str!("style/media.css"),
);
