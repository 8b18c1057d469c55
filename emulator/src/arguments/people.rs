//! The options that say who plays the contact centre's side.

use super::one_of;
use causerie_emulator::{Book, Scripts};
use lexopt::{Error, Parser};
use std::sync::Arc;

/// What they have said so far; their order does not matter.
#[derive(Debug, Default)]
pub(super) struct People {
    nobody: bool,
    gws: Option<Arc<Book>>,
}

impl People {
    /// Takes one of them; `false` for any other option.
    pub(super) fn take(&mut self, name: &str, parser: &mut Parser) -> Result<bool, Error> {
        match name {
            "no-script" => self.nobody = true,
            "gws-cast" => self.gws = Some(one_of(parser, &CASTS)?()),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// The scripts that are played; `None` where nobody is to play.
    pub(super) fn scripts(self) -> Option<Scripts> {
        if self.nobody {
            return None;
        }
        let mut scripts = Scripts::default();
        if let Some(gws) = self.gws {
            scripts.gws = gws;
        }
        Some(scripts)
    }
}

type BuiltIn = fn() -> Arc<Book>;

const CASTS: [(&str, BuiltIn); 2] = [("roboto", Book::roboto), ("colleagues", Book::colleagues)];

#[cfg(test)]
mod tests {
    use super::*;

    fn played(given: &[&str]) -> Option<Scripts> {
        let Ok(Some(arguments)) = super::super::read(Parser::from_args(given)) else {
            panic!("not run")
        };
        arguments.settings.script
    }

    #[test]
    fn scripts_follow_the_options_in_any_order() {
        let (cast, colleagues) = ("--gws-cast=colleagues", Book::colleagues());
        assert_eq!(played(&[]), Some(Scripts::default()));
        assert_eq!(played(&[cast]), Some(Scripts::only(colleagues)));
        assert_eq!(played(&["--gws-cast=roboto"]), Some(Scripts::default()));
        assert_eq!(played(&["--no-script", cast]), None);
    }
}
