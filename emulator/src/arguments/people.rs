//! The options that say who plays the contact centre's side.

use super::one_of;
use causerie_emulator::{AgentAccount, Book, Scripts};
use lexopt::{Error, Parser, ValueExt};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What they have said so far; their order does not matter.
#[derive(Debug, Default)]
pub(super) struct People {
    /// Who may sign in instead of the default agents.
    pub(super) agents: Vec<AgentAccount>,
    nobody: bool,
    script: Option<Arc<Book>>,
    gws: Option<Arc<Book>>,
}

impl People {
    /// Takes one of them; `false` for any other option.
    pub(super) fn take(&mut self, name: &str, parser: &mut Parser) -> Result<bool, Error> {
        match name {
            "agent" => self.agents.push(agent(&parser.value()?.string()?)?),
            "no-script" => self.nobody = true,
            "script" => self.script = Some(read(&PathBuf::from(parser.value()?))?),
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
        let mut scripts = self.script.map_or_else(Scripts::default, Scripts::only);
        if let Some(gws) = self.gws {
            scripts.gws = gws;
        }
        Some(scripts)
    }
}

/// `NAME:PASSWORD`, and perhaps the name under which the agent is seen.
fn agent(value: &str) -> Result<AgentAccount, Error> {
    let mut parts = value.splitn(3, ':');
    let (name, password, nickname) = (parts.next(), parts.next(), parts.next());
    let there = |part: Option<&'_ str>| part.is_some_and(|part| !part.is_empty());
    match (name, password) {
        (Some(name), Some(password)) if there(Some(name)) && there(Some(password)) => {
            let nickname = nickname.filter(|nickname| !nickname.is_empty());
            Ok(AgentAccount::new(name, password, nickname.unwrap_or(name)))
        }
        _ => Err(Error::from(format!(
            "\"{value}\" is no agent; write NAME:PASSWORD or NAME:PASSWORD:NICKNAME"
        ))),
    }
}

type BuiltIn = fn() -> Arc<Book>;

const CASTS: [(&str, BuiltIn); 2] = [("roboto", Book::roboto), ("colleagues", Book::colleagues)];

fn read(path: &Path) -> Result<Arc<Book>, Error> {
    let text = fs::read_to_string(path)
        .map_err(|error| Error::from(format!("cannot read {}: {error}", path.display())))?;
    let book = Book::read(&text);
    book.map(Arc::new)
        .map_err(|error| Error::from(format!("{}: {error}", path.display())))
}

#[cfg(test)]
mod tests {
    use super::super::Wish;
    use super::*;

    fn played(given: &[&str]) -> Option<Scripts> {
        super::super::taken(given).settings.script
    }

    /// A script in a file that no other test uses.
    fn file(name: &str, text: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("causerie-{}-{name}", std::process::id()));
        fs::write(&path, text).unwrap();
        path
    }

    #[test]
    fn scripts_follow_the_options_in_any_order() {
        let own = "agents = [\"Ann\"]\n";
        let path = file("own.toml", own);
        let book = Arc::new(Book::read(own).unwrap());
        let script = format!("--script={}", path.display());
        let (cast, own_cast) = ("--gws-cast=colleagues", Book::colleagues());
        assert_eq!(played(&[]), Some(Scripts::default()));
        assert_eq!(played(&[&script]), Some(Scripts::only(book.clone())));
        for given in [[&script, cast], [cast, &script]] {
            let scripts = played(&given).unwrap();
            assert_eq!((&scripts.gws, &scripts.others), (&own_cast, &book));
        }
        let scripts = played(&[cast]).unwrap();
        assert_eq!((&scripts.gws, &scripts.others), (&own_cast, &own_cast));
        assert_eq!(played(&["--no-script", &script, cast]), None);
        fs::remove_file(path).unwrap();
    }

    #[test]
    fn a_script_that_cannot_be_used_is_named_with_its_fault() {
        let path = file("bad.toml", "agents = [\"Ann\"]\nwelcome = \"Hi\"\n");
        let told = |path: &Path| {
            let given = format!("--script={}", path.display());
            let error = super::super::read(Parser::from_args([given])).unwrap_err();
            error.to_string()
        };
        let error = told(&path);
        let begins = format!("{}: line 2, `welcome`: found ", path.display());
        assert!(error.starts_with(&begins), "{error}");
        fs::remove_file(&path).unwrap();
        let error = told(&path);
        assert!(
            error.starts_with(&format!("cannot read {}", path.display())),
            "{error}"
        );
    }

    #[test]
    fn agents_are_named_with_their_passwords() {
        let agents = |given: &[&str]| match super::super::read(Parser::from_args(given)) {
            Ok(Wish::Run(arguments)) => Some(arguments.settings.staff.agents),
            _ => None,
        };
        let given = ["--agent", "eve:secret:Eve", "--agent=max:x"];
        let expected = [
            AgentAccount::new("eve", "secret", "Eve"),
            AgentAccount::new("max", "x", "max"),
        ];
        assert_eq!(agents(&given), Some(expected.to_vec()));
        for wrong in ["eve", ":x", "eve:"] {
            assert_eq!(agents(&["--agent", wrong]), None, "{wrong}");
        }
    }
}
