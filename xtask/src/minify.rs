//! Scripts and style sheets as short as they can be and mean the same.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

use crate::error::Error;

/// A script in the shortest form: no layout, short names for what nobody else reads.
pub(crate) fn minify(script: &str, kind: SourceType) -> Result<String, Error> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, kind).parse();
    if let Some(fault) = parsed.diagnostics.first() {
        return Err(Error::Glue(fault.to_string()));
    }
    let mut program = parsed.program;
    let options = MinifierOptions {
        mangle: Some(MangleOptions::default()),
        mangle_properties: None,
        compress: Some(CompressOptions::default()),
    };
    let names = Minifier::new(options).minify(&allocator, &mut program);
    let written = Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(names.scoping)
        .with_private_member_mappings(names.class_private_mappings)
        .build(&program);
    Ok(written.code)
}

/// A style sheet of lines without what only its readers need.
pub(crate) fn shorten_css(css: &str) -> String {
    let lines = css.lines().map(str::trim);
    let short = lines.map(|line| {
        line.replace(": ", ":")
            .replace(" {", "{")
            .replace(", ", ",")
            .replace(" + ", "+")
            .replace(" 0.", " .")
    });
    let css: String = short.collect();
    css.replace(";}", "}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_others_read_stay() {
        let script = "export function load(path) {\n  const longer = path + 1;\n  return [longer, longer];\n}\n";
        let short = minify(script, SourceType::mjs()).unwrap();
        assert_eq!(short, "export function load(e){let t=e+1;return[t,t]}");
    }

    #[test]
    fn what_is_no_script_is_an_error() {
        assert!(minify("let 1 = ;", SourceType::mjs()).is_err());
    }

    #[test]
    fn style_sheets_lose_their_layout() {
        let css = "\n  .a,\n  .b {\n    margin: 0 1px;\n    color: rgb(1, 2, 3);\n  }\n";
        assert_eq!(shorten_css(css), ".a,.b{margin:0 1px;color:rgb(1,2,3)}");
    }
}
