//! A language as its file has it.

use causerie_core::config::Options;

use super::word::{ENGLISH, KEYS, LATER};

/// The words of a table in the order of [`KEYS`], a line each, as a window is told them; and what
/// it has that is no word. Words that it does not have are English; there is no menu to say those of. A word is text, or an object
/// with a form for each category of plurals.
#[must_use]
pub fn lines(table: &Options) -> (String, Vec<String>) {
    let mut lines: Vec<String> = ENGLISH.lines().map(str::to_owned).collect();
    let mut unknown = Vec::new();
    for (key, word) in table.entries() {
        let place = KEYS.iter().position(|known| *known == key);
        match place.and_then(|place| lines.get_mut(place)) {
            Some(line) => *line = pattern(&word),
            None if LATER.contains(&&*key) => {}
            None => unknown.push(key),
        }
    }
    (lines.join("\n"), unknown)
}

fn pattern(word: &str) -> String {
    let Ok(forms) = Options::from_json(word) else {
        return word.replace('\n', " ");
    };
    let forms = forms.entries().into_iter();
    let forms = forms.map(|(category, form)| format!("{category}:{}", form.replace('\n', " ")));
    forms.collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_table_does_not_have_is_english_and_what_is_no_word_is_told() {
        let table =
            r#"{"agent":"Berater\nin","unread":{"one":", {count}","other":"!"},"agnet":"x"}"#;
        let (lines, unknown) = lines(&Options::from_json(table).unwrap());
        let lines: Vec<_> = lines.lines().collect();
        let line = |key| lines[KEYS.iter().position(|known| *known == key).unwrap()];
        assert_eq!(lines.len(), KEYS.len());
        assert_eq!(line("agent"), "Berater in");
        assert_eq!(line("unread"), "one:, {count}|other:!");
        assert_eq!(line("cancel"), "Cancel");
        assert_eq!(unknown, ["agnet"]);
    }
}
