//! `cargo xtask tidy`: the rules of the house that no compiler checks.

mod cases;
mod complaint;
mod crates;
mod links;
mod naming;
mod paths;
mod rooms;
mod shape;
mod source;
mod whitespace;
mod words;

use crate::error::Error;
use crate::process::say;
use crate::workspace::Workspace;

use complaint::Complaint;
use source::{Files, Source};

/// Looks at every file of the project and prints what is wrong and what to do.
pub(crate) fn run(workspace: &Workspace) -> Result<(), Error> {
    let files = Files::below(workspace.root())?;
    let mut complaints = crates::check(workspace)?;
    complaints.extend(files.sources.iter().flat_map(about));
    complaints.extend(cases::check(&files));
    complaints.extend(links::check(&files));
    for complaint in &complaints {
        eprintln!("{complaint}");
    }
    if complaints.is_empty() {
        say(format!("tidy: {} files", files.sources.len()));
        Ok(())
    } else {
        Err(Error::Untidy(complaints.len()))
    }
}

/// Every rule that needs to see one file only.
fn about(source: &Source) -> Vec<Complaint> {
    let rules = [
        naming::check,
        rooms::check,
        shape::check,
        whitespace::check,
        words::check,
    ];
    rules.iter().flat_map(|rule| rule(source)).collect()
}
