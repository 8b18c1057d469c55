//! The style sheets, without comments and layout.

/// Of the window, as it is written.
const WINDOW: &str = concat!(
    include_str!("style/theme.css"),
    include_str!("style/base.css"),
    include_str!("style/launcher.css"),
    include_str!("style/window.css"),
    include_str!("style/form.css"),
    include_str!("style/conversation.css"),
    include_str!("style/composer.css"),
    include_str!("style/media.css"),
);

/// Of the launcher, as it is written: in a module that a page has before it has the widget.
const LAUNCHER: &str = include_str!("../../www/style.js");

/// The style sheet of the window, which leans on [`BASE`]; later parts may overrule earlier
/// ones.
pub const STYLE: &str = {
    const LENGTH: usize = shorten(WINDOW.as_bytes(), &mut [0; WINDOW.len()]);
    const SHORT: [u8; LENGTH] = shortened(WINDOW.as_bytes());
    text(&SHORT, WINDOW)
};

/// The style sheet of the launcher, and what all parts have in common.
pub const BASE: &str = {
    const CSS: &[u8] = quoted(LAUNCHER.as_bytes());
    const LENGTH: usize = shorten(CSS, &mut [0; CSS.len()]);
    const SHORT: [u8; LENGTH] = shortened(CSS);
    text(&SHORT, "")
};

const fn shortened<const LENGTH: usize>(css: &[u8]) -> [u8; LENGTH] {
    let mut short = [0; LENGTH];
    shorten(css, &mut short);
    short
}

const fn text(short: &'static [u8], otherwise: &'static str) -> &'static str {
    match str::from_utf8(short) {
        Ok(style) => style,
        Err(_) => otherwise,
    }
}

/// What stands between the first grave accent and the last.
const fn quoted(mut script: &[u8]) -> &[u8] {
    while let [byte, rest @ ..] = script {
        script = rest;
        if *byte == b'`' {
            break;
        }
    }
    while let [rest @ .., byte] = script {
        script = rest;
        if *byte == b'`' {
            break;
        }
    }
    script
}

/// Writes what of `css` means something, and returns how much that is.
#[expect(clippy::indexing_slicing, reason = "it runs in the compiler only")]
const fn shorten(mut css: &[u8], short: &mut [u8]) -> usize {
    let (mut length, mut last, mut gap) = (0, b'}', false);
    while let [byte, rest @ ..] = css {
        css = rest;
        if *byte == b'/' && matches!(rest, [b'*', ..]) {
            css = after_comment(rest);
        } else if byte.is_ascii_whitespace() {
            gap = true;
        } else {
            if *byte == b'}' && last == b';' {
                length -= 1;
            }
            if gap
                && !matches!(last, b'{' | b'}' | b';' | b',' | b'>' | b':')
                && !matches!(*byte, b'{' | b'}' | b';' | b',' | b'>')
            {
                short[length] = b' ';
                length += 1;
            }
            short[length] = *byte;
            length += 1;
            (last, gap) = (*byte, false);
        }
    }
    length
}

const fn after_comment(mut css: &[u8]) -> &[u8] {
    while let [_, rest @ ..] = css {
        if let [b'*', b'/', rest @ ..] = css {
            return rest;
        }
        css = rest;
    }
    css
}
