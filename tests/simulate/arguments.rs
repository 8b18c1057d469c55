//! What was asked for on the command line.

use lexopt::prelude::{Long, ValueExt};

use crate::story::Story;

/// What to play.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Plan {
    /// So many stories of that seed.
    Many { chats: u64, seed: u64 },
    /// This one.
    One(Box<Story>),
}

/// Reads the command line of this process.
pub(crate) fn parse() -> Result<Plan, lexopt::Error> {
    read(lexopt::Parser::from_env())
}

fn read(mut parser: lexopt::Parser) -> Result<Plan, lexopt::Error> {
    let (mut chats, mut seed, mut story) = (1_000, 1, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("chats") => chats = parser.value()?.parse()?,
            Long("seed") => seed = parser.value()?.parse()?,
            Long("story") => story = Some(parser.value()?.parse()?),
            _ => return Err(argument.unexpected()),
        }
    }
    Ok(match story {
        Some(story) => Plan::One(Box::new(story)),
        None => Plan::Many { chats, seed },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<const N: usize>(words: [&str; N]) -> Result<Plan, lexopt::Error> {
        read(lexopt::Parser::from_args(words))
    }

    #[test]
    fn a_run_or_a_story_is_asked_for() {
        let many = words(["--chats", "5", "--seed", "7"]).unwrap();
        assert_eq!(many, Plan::Many { chats: 5, seed: 7 });
        let line = "gws 3 | 0 opens 0 | 5 says 1";
        let one = words(["--story", line]).unwrap();
        assert_eq!(one, Plan::One(Box::new(line.parse().unwrap())));
        let wrong = words(["--story", "gws"]).unwrap_err().to_string();
        assert!(wrong.contains("a way and a seed"), "{wrong}");
        assert!(words(["--chat", "5"]).is_err());
    }
}
