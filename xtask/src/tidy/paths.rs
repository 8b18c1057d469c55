//! The paths a Rust file mentions, spelt out from the root of its crate.

use super::source::Source;

/// Every path with its line: `crate::a::b` for what is inside the crate, whether it was written
/// with `crate`, `self` or `super`; as written for everything else. Comments and strings are
/// left out.
pub(super) fn mentioned(source: &Source) -> Vec<(usize, String)> {
    let module = module(&source.path);
    let mut reader = Reader {
        module,
        stack: Vec::new(),
        path: Vec::new(),
        found: Vec::new(),
    };
    let mut code = Code::default();
    for (number, line) in source.lines() {
        reader.read(number, &code.of(line));
    }
    reader.found
}

/// Follows `a::{b, c::d}` through braces; other braces close what they open and mean nothing.
#[derive(Debug)]
struct Reader {
    module: Vec<String>,
    /// What stood before each open brace: the prefix of a group, or nothing for a block.
    stack: Vec<Vec<String>>,
    path: Vec<String>,
    found: Vec<(usize, String)>,
}

impl Reader {
    fn read(&mut self, number: usize, line: &str) {
        let mut rest = line;
        while let Some(letter) = rest.chars().next() {
            let (token, after) = rest.split_at(token_length(rest, letter));
            self.token(number, token, after);
            rest = after;
        }
    }

    fn token(&mut self, number: usize, token: &str, after: &str) {
        let word = token.starts_with(|c: char| c.is_alphabetic() || c == '_');
        match token {
            "::" => {}
            "{" => self.stack.push(std::mem::take(&mut self.path)),
            "}" => {
                self.stack.pop();
            }
            _ if word => {
                self.path.push(token.to_owned());
                if !after.trim_start().starts_with("::") {
                    self.finish(number);
                }
            }
            _ => self.path.clear(),
        }
    }

    fn finish(&mut self, number: usize) {
        let inner = std::mem::take(&mut self.path);
        let prefix = self.stack.iter().flatten().cloned();
        let whole = self.resolve(prefix.chain(inner).collect());
        if whole.len() > 1 {
            self.found.push((number, whole.join("::")));
        }
    }

    fn resolve(&self, path: Vec<String>) -> Vec<String> {
        let relative = |word: &&String| ["self", "super"].contains(&word.as_str());
        let steps: Vec<&String> = path.iter().take_while(relative).collect();
        if steps.is_empty() {
            return path;
        }
        let up = steps.iter().filter(|word| word.as_str() == "super").count();
        let kept = self.module.len().saturating_sub(up).max(1);
        let base = self.module.iter().take(kept);
        base.chain(path.iter().skip(steps.len())).cloned().collect()
    }
}

fn token_length(text: &str, first: char) -> usize {
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    if in_word(first) {
        return text.find(|c| !in_word(c)).unwrap_or(text.len());
    }
    if text.starts_with("::") {
        2
    } else {
        first.len_utf8()
    }
}

/// `core/src/a/b.rs` and `core/src/a/b/mod.rs` are the module `crate::a::b`.
fn module(path: &str) -> Vec<String> {
    let inside = path.split_once("src/").map_or(path, |(_, inside)| inside);
    let inside = inside.strip_suffix(".rs").unwrap_or(inside);
    let names = inside
        .split('/')
        .filter(|name| !["lib", "main", "mod"].contains(name));
    std::iter::once("crate")
        .chain(names)
        .map(str::to_owned)
        .collect()
}

/// Takes comments and strings out, line after line.
#[derive(Debug, Default)]
struct Code {
    /// Inside a string that began on an earlier line.
    quoted: bool,
}

impl Code {
    fn of(&mut self, line: &str) -> String {
        let mut code = String::new();
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            match (self.quoted, letter) {
                (true, '\\') => drop(letters.next()),
                (_, '"') => self.quoted = !self.quoted,
                (true, _) => {}
                (false, '/') if letters.peek() == Some(&'/') => break,
                // The quote as a character, which opens no string.
                (false, '\'') if letters.peek() == Some(&'"') => drop(letters.next()),
                (false, letter) => code.push(letter),
            }
        }
        code
    }
}

#[cfg(test)]
mod tests {
    use super::super::source::sample;
    use super::*;

    fn paths(path: &str, text: &str) -> Vec<String> {
        mentioned(&sample(path, text))
            .into_iter()
            .map(|(_, path)| path)
            .collect()
    }

    #[test]
    fn groups_are_spelt_out() {
        let text = "use crate::{\n    chat::{Role, self},\n    time::Wall,\n};\n";
        let expected = [
            "crate::chat::Role",
            "crate::chat::self",
            "crate::time::Wall",
        ];
        assert_eq!(paths("core/src/a.rs", text), expected);
    }

    #[test]
    fn relative_paths_are_resolved() {
        let text = "use super::super::session::View;\nlet a = super::wire::read;\nself::b::c();\n";
        let expected = [
            "crate::session::View",
            "crate::protocol::wire::read",
            "crate::protocol::gms::b::c",
        ];
        assert_eq!(paths("core/src/protocol/gms.rs", text), expected);
    }

    #[test]
    fn blocks_are_not_groups() {
        let text = "fn a() {\n    b::c(d);\n    match e { F::G => H { i: j::K } }\n}\n";
        assert_eq!(paths("src/a.rs", text), ["b::c", "F::G", "j::K"]);
    }

    #[test]
    fn comments_and_strings_do_not_count() {
        let text =
            "/// See [`crate::a::B`].\nlet c = \"d::e\"; // f::g\nlet h = \"i \\\" j::k\nl::m\";\n";
        assert_eq!(paths("src/a.rs", text), Vec::<String>::new());
    }
}
