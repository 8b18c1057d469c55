//! From values to text.

use std::fmt::{Display, Formatter, Result, Write};

use super::{Object, Value};

impl Display for Value {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        match self {
            Self::Null => out.write_str("null"),
            Self::Bool(flag) => out.write_str(if *flag { "true" } else { "false" }),
            Self::Number(text) => out.write_str(text),
            Self::String(text) => quote(text, out),
            Self::Array(items) => {
                out.write_char('[')?;
                for (place, item) in items.iter().enumerate() {
                    separate(place, out)?;
                    item.fmt(out)?;
                }
                out.write_char(']')
            }
            Self::Object(object) => object.fmt(out),
        }
    }
}

impl Display for Object {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        out.write_char('{')?;
        for (place, (name, value)) in self.0.iter().enumerate() {
            separate(place, out)?;
            quote(name, out)?;
            out.write_char(':')?;
            value.fmt(out)?;
        }
        out.write_char('}')
    }
}

fn separate(place: usize, out: &mut Formatter<'_>) -> Result {
    if place == 0 {
        Ok(())
    } else {
        out.write_char(',')
    }
}

fn quote(text: &str, out: &mut Formatter<'_>) -> Result {
    out.write_char('"')?;
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                out.write_char('\\')?;
                out.write_char(letter)?;
            }
            '\0'..='\u{1f}' => write!(out, "\\u{:04x}", u32::from(letter))?,
            _ => out.write_char(letter)?,
        }
    }
    out.write_char('"')
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
        let read: serde_json::Value = serde_json::from_str(&object.to_string()).unwrap();
        assert_eq!(
            read,
            serde_json::json!({"a": [text, 5, true, null], "b\"": {}})
        );
    }
}
