//! Benchmarks in a real browser. `cargo xtask bench` builds what they need and runs those named.

mod files;
mod latency;
mod length;
mod plan;
mod processor;
mod server;
mod start;

use std::env;

use causerie_e2e::Failure;

use plan::Plan;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let words: Vec<String> = env::args().skip(1).collect();
    // The other flag, `--bench`, is cargo's own.
    let (flags, names): (Vec<_>, Vec<_>) = words.iter().partition(|word| word.starts_with("--"));
    let plan = if flags.iter().any(|flag| *flag == "--quick") {
        Plan::QUICK
    } else {
        Plan::FULL
    };
    for name in names {
        match name.as_str() {
            "latency" => latency::run(plan).await?,
            "length" => length::run(plan).await?,
            "start" => start::run(plan).await?,
            other => return Err(Failure::Claim(format!("there is no benchmark `{other}`"))),
        }
    }
    Ok(())
}
