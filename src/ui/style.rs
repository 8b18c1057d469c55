//! The one style sheet, in parts.

/// As it is written, for those who keep it.
const SOURCE: &str = concat!(
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

/// The one style sheet, without comments and layout; later parts may overrule
/// earlier ones.
pub const STYLE: &str = match str::from_utf8(&SHORT) {
    Ok(style) => style,
    Err(_) => SOURCE,
};

const LENGTH: usize = shorten(SOURCE.as_bytes(), &mut [0; SOURCE.len()]);

const SHORT: [u8; LENGTH] = {
    let mut short = [0; LENGTH];
    shorten(SOURCE.as_bytes(), &mut short);
    short
};

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
