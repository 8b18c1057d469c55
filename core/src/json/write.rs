//! From values to text.

use super::{Object, Value};

impl Value {
    /// Its text.
    pub(crate) fn write(&self) -> String {
        let mut out = String::new();
        self.write_to(&mut out);
        out
    }

    fn write_to(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
            Self::Number(text) => out.push_str(text),
            Self::String(text) => quote(text, out),
            Self::Array(items) => {
                out.push('[');
                for (place, item) in items.iter().enumerate() {
                    separate(place, out);
                    item.write_to(out);
                }
                out.push(']');
            }
            Self::Object(object) => object.write_to(out),
        }
    }
}

impl Object {
    /// Its text.
    pub(crate) fn write(&self) -> String {
        let mut out = String::new();
        self.write_to(&mut out);
        out
    }

    fn write_to(&self, out: &mut String) {
        out.push('{');
        for (place, (name, value)) in self.0.iter().enumerate() {
            separate(place, out);
            quote(name, out);
            out.push(':');
            value.write_to(out);
        }
        out.push('}');
    }
}

fn separate(place: usize, out: &mut String) {
    if place > 0 {
        out.push(',');
    }
}

fn quote(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            '\0'..='\u{1f}' => {
                let digit = |code| char::from_digit(code, 16).unwrap_or_default();
                out.push_str("\\u00");
                out.push(digit(u32::from(letter) / 16));
                out.push(digit(u32::from(letter) % 16));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_what_a_library_reads() {
        let text = "quote \" backslash \\ newline \n bell \u{7} é 😀 </script>";
        let mut object = Object::default();
        object.set(
            "a",
            Value::Array(vec![text.into(), 5.into(), true.into(), Value::Null]),
        );
        object.set("b\"", Value::Object(Object::default()));
        let read: serde_json::Value = serde_json::from_str(&object.write()).unwrap();
        assert_eq!(
            read,
            serde_json::json!({"a": [text, 5, true, null], "b\"": {}})
        );
    }
}
