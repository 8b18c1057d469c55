//! Scripts without what only their readers need.

/// Drops indentation, empty lines, and comments that have their lines to themselves. Neither the
/// glue nor the modules have text that runs over lines in which that would mean something.
pub(crate) fn lighten(script: &str) -> String {
    let mut light = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            light.push_str(line);
            light.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    light
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let script = "/**\n * Starts.\n */\nexport function start(a) {\n    // why\n    return a; // kept\n}\n\n/* one line */\nlet b = 1;\n";
        let light = "export function start(a) {\nreturn a; // kept\n}\nlet b = 1;\n";
        assert_eq!(lighten(script), light);
    }
}
