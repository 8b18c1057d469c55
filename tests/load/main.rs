//! `causerie-load`: many chats at once, over real sockets, against a contact centre that runs.
//!
//! Every visitor is the widget's own [`Session`](causerie_core::session::Session). What each of
//! them sees in the end is compared with what the contact centre has, which is asked for in the
//! plain words of its API: no row may be missing, doubled or out of place.
#![forbid(unsafe_code)]

mod arguments;
mod error;
mod limit;

mod dice;
mod pace;

mod wire;

mod trail;
mod visitor;
mod watched;

mod line;
mod record;

mod difference;

mod crowd;
mod life;

mod process;
mod report;
mod spread;

use std::process::ExitCode;

use arguments::{HELP, Plan};
use error::Error;
use report::Report;

fn main() -> ExitCode {
    match arguments::read(lexopt::Parser::from_env()) {
        Ok(None) => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        Ok(Some(plan)) => verdict(play(plan)),
        Err(error) => verdict(Err(error.into())),
    }
}

/// All visitors live in one thread: a session is not made to be shared.
fn play(plan: Plan) -> Result<Report, Error> {
    limit::check(&plan)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    tokio::task::LocalSet::new().block_on(&runtime, crowd::play(plan))
}

fn verdict(played: Result<Report, Error>) -> ExitCode {
    match played {
        Ok(report) => {
            print!("{report}");
            if report.is_clean() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(error) => {
            eprintln!("causerie-load: {error}");
            ExitCode::from(2)
        }
    }
}
