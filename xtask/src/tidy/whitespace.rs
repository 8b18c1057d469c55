//! White space that nobody sees and every diff shows.

use super::complaint::Complaint;
use super::source::Source;

pub(super) fn check(source: &Source) -> Vec<Complaint> {
    let lines = source
        .lines()
        .filter_map(|(number, line)| Some(Complaint::line(source, number, fault(source, line)?)));
    lines.chain(ending(source)).collect()
}

fn fault(source: &Source, line: &str) -> Option<&'static str> {
    if line.ends_with([' ', '\t', '\r']) {
        return Some("white space at the end of the line: delete it");
    }
    (source.is_rust() && line.contains('\t')).then_some("a tab: use spaces, or \\t in a string")
}

fn ending(source: &Source) -> Option<Complaint> {
    let what = match source.text.as_str() {
        text if text.is_empty() || text.ends_with("\n\n") => "ends in empty lines: end it once",
        text if !text.ends_with('\n') => "has no line end at its end: add one",
        _ => return None,
    };
    Some(Complaint::whole(source.path.clone(), what))
}

#[cfg(test)]
mod tests {
    use super::super::source::sample;
    use super::*;

    #[test]
    fn clean_text_passes() {
        assert_eq!(check(&sample("a.rs", "fn a() {}\n")), []);
        assert_eq!(check(&sample("Makefile", "a:\n\tb\n")), []);
    }

    #[test]
    fn each_fault_is_found() {
        for bad in ["a \n", "a\tb\n", "a\r\n", "a", "a\n\n", ""] {
            assert_eq!(check(&sample("a.rs", bad)).len(), 1, "{bad:?}");
        }
    }
}
