//! Text for pages.

use std::fmt::{Display, Formatter, Result, Write};

/// Text of which nothing is taken for markup, neither between tags nor in a quoted attribute.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for letter in self.0.chars() {
            match letter {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                letter => f.write_char(letter)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_that_could_open_or_close_anything() {
        let told = Escaped("<b title=\"a\" lang='b'>&amp; Ölé</b>").to_string();
        assert!(!told.contains(['<', '>', '"', '\'']), "{told}");
        assert!(told.ends_with("&amp;amp; Ölé&lt;/b&gt;"), "{told}");
    }
}
