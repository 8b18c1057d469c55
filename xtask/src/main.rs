//! `cargo xtask`: the project's commands. `cargo xtask help` lists them.
#![forbid(unsafe_code)]

mod arguments;
mod error;
mod process;
mod workspace;

mod apt;
mod browser;
mod engine;
mod node;
mod pack;
mod toolchain;
mod trim;

mod abridge;
mod arrange;
mod compress;
mod glue;
mod integrity;
mod join;
mod languages;
mod lighten;
mod minify;
mod shipped;
mod shorthand;
mod site;
mod style;
mod widget;

mod bench;
mod beside;
mod ci;
mod demo;
mod dist;
mod fuzz;
mod load;
mod simulate;
mod size;
mod suite;
mod tidy;

use std::process::ExitCode;

use arguments::Task;
use error::Error;
use workspace::Workspace;

fn main() -> ExitCode {
    match arguments::parse().and_then(perform) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<(), Error> {
    match task {
        Task::Bench(plan) => bench::run(&Workspace::find()?, &plan),
        Task::Ci => ci::run(&Workspace::find()?),
        Task::Demo { listen } => demo::run(&Workspace::find()?, listen),
        Task::Dist(check) => dist::run(&Workspace::find()?, check),
        Task::Fuzz(fuzzing) => fuzz::run(&Workspace::find()?, &fuzzing),
        Task::Help => {
            print!("{}", arguments::HELP);
            Ok(())
        }
        Task::Load(load) => load::run(&Workspace::find()?, &load),
        Task::Simulate(simulation) => simulate::run(&Workspace::find()?, &simulation),
        Task::Size(measure) => size::run(&Workspace::find()?, measure),
        Task::Test(scope) => suite::run(&Workspace::find()?, scope),
        Task::Tidy => tidy::run(&Workspace::find()?),
    }
}
