//! What names a chat from one page load to the next, as one text: a JSON array
//! that begins with the name of the back end.

use crate::json::{self, Value};

/// One text of these parts.
pub(super) fn write(parts: &[&str]) -> String {
    let parts = parts.iter().map(|part| Value::from(*part));
    Value::Array(parts.collect()).write()
}

/// The parts behind the name, if it is that of this back end.
pub(super) fn read(key: &str, backend: &str) -> Option<Vec<String>> {
    let parts = json::parse(key)?;
    let (name, parts) = parts.as_array()?.split_first()?;
    let mut texts = Vec::new();
    for part in parts {
        texts.push(part.as_str()?.to_owned());
    }
    (name.as_str() == Some(backend)).then_some(texts)
}

/// Whether the text is of this form, and so no service's id.
pub(super) fn is_one(key: &str) -> bool {
    key.starts_with('[')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_by_the_same_back_end_only() {
        let key = write(&["gws", "a \"b\"", "c/d"]);
        assert!(is_one(&key));
        assert_eq!(
            read(&key, "gws"),
            Some(vec!["a \"b\"".into(), "c/d".into()])
        );
        assert_eq!(read(&key, "web-api"), None);
    }

    #[test]
    fn garbage_is_no_key() {
        for key in [
            "",
            "9d6c31d3",
            "[",
            "[]",
            "{}",
            "[5]",
            r#"["gws",5]"#,
            r#"[["gws"],"a"]"#,
        ] {
            assert_eq!(read(key, "gws"), None, "{key}");
        }
    }
}
