//! Glue in fewer words that mean the same: what stands in nearly every function that
//! wasm-bindgen writes is said once.

/// How it gives a text to the wasm, which then has a place and a length; or none.
const GIVEN: [&str; 2] = [
    "const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);\n\
     const len1 = WASM_VECTOR_LEN;\n",
    "var ptr1 = isLikeNone(ret) ? 0 : passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);\n\
     var len1 = WASM_VECTOR_LEN;\n",
];
const KEPT: &str = "getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);\n\
                    getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);\n";

/// How it names what a function gives, and gives an object to the wasm or none.
const NAMED: &str = "const ret = ";
const OBJECT: &str = "return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);";

/// How it has an exception kept that a function may throw.
const TRIES: &str = "function handleError(f, args) {\ntry {\nreturn f.apply(this, args);\n";
const CAUGHT: &str = "}\n}\nfunction isLikeNone(";

/// Says it; what stands otherwise than it is known here stays.
pub(crate) fn shorten(glue: &str) -> String {
    let glue = unnamed(&give_at_once(glue));
    match glue.split_once(TRIES) {
        Some((before, after)) if after.contains(CAUGHT) => {
            let after = after.replacen(CAUGHT, &format!("}}\n{CAUGHT}"), 1);
            let tries =
                "function handleError(f) {\nreturn (...args) => {\ntry {\nreturn f(...args);\n";
            arrows(&format!("{before}{tries}{after}"))
        }
        _ => glue,
    }
}

/// One function gives the wasm a text.
fn give_at_once(glue: &str) -> String {
    let [sure, other] = GIVEN.map(|form| format!("{form}{KEPT}"));
    let text = glue
        .replace(&sure, "giveString(arg0, ret);\n")
        .replace(&other, "giveString(arg0, ret);\n");
    if text == glue {
        return text;
    }
    let [_, either] = GIVEN;
    format!("{text}function giveString(arg0, ret) {{\n{either}{KEPT}}}\n")
}

/// What is given at once needs no name; and one function gives the wasm an object.
fn unnamed(glue: &str) -> String {
    let (mut text, mut lines) = (String::new(), glue.lines().peekable());
    while let Some(line) = lines.next() {
        let value = line.strip_prefix(NAMED);
        let value = value.and_then(|value| value.strip_suffix(';'));
        let given = match (value, lines.peek()) {
            (Some(value), Some(&OBJECT)) => Some(format!("return giveObject({value});")),
            (Some(value), Some(&"giveString(arg0, ret);")) => {
                Some(format!("giveString(arg0, {value});"))
            }
            _ => None,
        };
        if given.is_some() {
            lines.next();
        }
        text += given.as_deref().unwrap_or(line);
        text.push('\n');
    }
    if text.contains("return giveObject(") {
        text += &format!("function giveObject(ret) {{\n{OBJECT}\n}}\n");
    }
    text
}

/// What is lent to the wasm has no `this`.
fn arrows(glue: &str) -> String {
    let lines = glue.lines().map(|line| match line {
        "}, arguments); }," => "}),\n".to_owned(),
        _ => arrow(line).unwrap_or_else(|| line.to_owned()) + "\n",
    });
    lines.collect()
}

/// The first line of a function that is lent.
fn arrow(line: &str) -> Option<String> {
    let (name, rest) = line.split_once(": function(")?;
    let (parameters, tries) = match rest.strip_prefix(") { return handleError(function (") {
        Some(rest) => (rest, "handleError("),
        None => (rest, ""),
    };
    let parameters = parameters.strip_suffix(") {")?;
    Some(format!("{name}: {tries}({parameters}) => {{"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_that_are_lent_become_arrows() {
        let glue = format!(
            "a: function(arg0) {{\nreturn arg0;\n}},\n\
             b: function() {{ return handleError(function (arg0, arg1) {{\nreturn arg0;\n}}, arguments); }},\n\
             function other(arg0) {{\n}}\n{TRIES}}} catch (e) {{\n{CAUGHT}x) {{\n}}\n"
        );
        let short = "a: (arg0) => {\nreturn arg0;\n},\n\
                     b: handleError((arg0, arg1) => {\nreturn arg0;\n}),\n\
                     function other(arg0) {\n}\n\
                     function handleError(f) {\nreturn (...args) => {\ntry {\nreturn f(...args);\n\
                     } catch (e) {\n}\n}\n}\nfunction isLikeNone(x) {\n}\n";
        assert_eq!(shorten(&glue), short);
    }

    #[test]
    fn a_text_is_given_by_one_function() {
        let [sure, other] = GIVEN;
        let short = shorten(&format!("{sure}{KEPT}{other}{KEPT}"));
        assert!(short.starts_with("giveString(arg0, ret);\ngiveString(arg0, ret);\nfunction "));
        assert_eq!(short.matches(KEPT).count(), 1);
        assert_eq!(short.matches(sure).count(), 0);
    }

    #[test]
    fn what_is_given_at_once_has_no_name() {
        let [sure, _] = GIVEN;
        let glue = format!("{NAMED}a.b;\n{OBJECT}\n{NAMED}a.c;\n{sure}{KEPT}");
        let short = shorten(&glue);
        assert!(short.starts_with("return giveObject(a.b);\ngiveString(arg0, a.c);\nfunction "));
        assert!(short.ends_with(&format!("function giveObject(ret) {{\n{OBJECT}\n}}\n")));
    }

    #[test]
    fn other_glue_stays() {
        let glue = "a: function(arg0) {\n},\n";
        assert_eq!(shorten(glue), glue);
    }
}
