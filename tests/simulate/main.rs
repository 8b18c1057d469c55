//! Generated lives of chats: the widget's session against the emulator, under a clock that
//! passes as fast as it is told to, over a network that does its worst. `cargo xtask simulate`
//! builds and runs it.

// A test says what is wrong by panicking.
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)
)]

mod arguments;
mod deed;
mod desk;
mod life;
mod run;
mod shrink;
mod story;
mod trial;
mod verdict;

use std::process::ExitCode;
use std::time::Instant;

use arguments::Plan;
use run::Tally;
use story::Story;
use verdict::Violation;

fn main() -> ExitCode {
    match arguments::parse() {
        Ok(Plan::Many { chats, seed }) => many(chats, seed),
        Ok(Plan::One(story)) => one(&story),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn many(chats: u64, seed: u64) -> ExitCode {
    let begun = Instant::now();
    // What goes wrong is told once, and shrunk.
    std::panic::set_hook(Box::new(|_| {}));
    let tally = run::run(chats, seed);
    print!("{}", table(&tally, seed, begun.elapsed().as_secs_f64()));
    let mut violations = tally.violations.iter();
    violations.by_ref().take(3).for_each(|(story, violation)| {
        let (story, violation) = shrink::shrink(story, violation);
        tell(&story, &violation);
    });
    if tally.violations.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn one(story: &Story) -> ExitCode {
    match trial::try_out(story) {
        Ok(_) => {
            println!("this story goes well");
            ExitCode::SUCCESS
        }
        Err(violation) => {
            tell(story, &violation);
            ExitCode::FAILURE
        }
    }
}

fn tell(story: &Story, violation: &Violation) {
    println!("\nviolation: {violation}\nreplay: cargo xtask simulate --story '{story}'");
}

/// As it can stand in a document.
fn table(tally: &Tally, seed: u64, seconds: f64) -> String {
    let mut table = format!(
        "{} chats of seed {seed} in {seconds:.1} s: {} violation(s)\n\n\
         | what happened | how often |\n|---|---|\n",
        tally.chats,
        tally.violations.len()
    );
    for (deed, count) in &tally.deeds {
        table += &format!("| {} | {count} |\n", deed.word());
    }
    table
}
