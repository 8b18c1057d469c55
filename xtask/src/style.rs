//! The style sheet of the window, as the glue has it.

use crate::error::Error;
use crate::lighten::lighten;
use crate::minify::shorten_css;
use crate::workspace::Workspace;

/// Names the parts of the style sheet, in their order.
const PARTS: &str = include_str!("../../src/ui/style.rs");

/// The whole of it in one line, which can stand between quotation marks.
pub(crate) fn window(workspace: &Workspace) -> Result<String, Error> {
    let folder = workspace.root().join("src/ui");
    let parts = parts().map(|part| {
        let path = folder.join(part);
        std::fs::read_to_string(&path).map_err(Error::file("read", &path))
    });
    let css: String = parts.collect::<Result<_, _>>()?;
    Ok(quotable(&shorten_css(&lighten(&css))))
}

fn parts() -> impl Iterator<Item = &'static str> {
    let named = PARTS.split("include_str!(\"").skip(1);
    let named = named.filter_map(|rest| rest.split('"').next());
    named.filter(|name| name.ends_with(".css"))
}

fn quotable(css: &str) -> String {
    css.replace('"', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_in_the_order_in_which_they_overrule() {
        let parts: Vec<_> = parts().collect();
        assert_eq!(parts.first(), Some(&"style/theme.css"));
        assert_eq!(parts.last(), Some(&"style/media.css"));
        assert!(parts.len() > 5, "{parts:?}");
    }

    #[test]
    fn trunk_has_the_same_parts() {
        let root = Workspace::find().unwrap().root().to_owned();
        let trunk = std::fs::read_to_string(root.join("Trunk.toml")).unwrap();
        let names = parts().map(|part| part.trim_start_matches("style/"));
        let names: Vec<_> = names.collect();
        assert!(trunk.contains(&names.join(" ")), "{names:?}");
    }

    #[test]
    fn a_line_of_script_holds_all_of_it() {
        let css = window(&Workspace::find().unwrap()).unwrap();
        assert!(css.contains(".composer{"), "{css}");
        assert!(!css.contains(['"', '\\', '\n']), "{css}");
        assert!(!css.contains("/*"), "{css}");
    }
}
