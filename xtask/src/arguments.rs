//! What was asked for on the command line.

use std::net::{Ipv4Addr, SocketAddr};

use lexopt::prelude::{Long, Short, Value, ValueExt};

use crate::bench::{Benchmark, Plan};
use crate::dist::Check;
use crate::engine::Engine;
use crate::error::Error;
use crate::fuzz::Fuzzing;
use crate::load::Load;
use crate::simulate::Simulation;
use crate::size::Measure;
use crate::suite::Scope;

/// Printed by `cargo xtask help`.
pub(crate) const HELP: &str = "\
The commands of Causerie:

  cargo xtask demo [--listen ADDRESS]    build the widget, serve it with an emulated contact centre
  cargo xtask test [--native|--browser|--peers|--npm]
                                         run all tests, or the part named
  cargo xtask test --engine chromium|firefox|webkit
                                         those in a browser, in that one
  cargo xtask bench [--quick] [NAME...]  measure everything, or what is named:
                                           latency  from an agent's word to the painted row
                                           length   a conversation of ten thousand messages, against others
                                           start    until a visitor can write, against others
  cargo xtask load [--chats NUMBER] [--messages NUMBER] [--backend NAME]
                   [--delivery poll|cometd] [--seed NUMBER]
                                         so many chats at once (5000), each with so many messages
                                         (5), on an emulator: nothing lost, nothing doubled?
  cargo xtask simulate [--chats NUMBER] [--seed NUMBER] [--story LINE]
                                         so many generated lives of chats (5000) over a network that
                                         does its worst, or the one that went wrong
  cargo xtask fuzz [--seconds NUMBER] [TARGET...]
                                         everything that is decoded, and sessions, against a fuzzer:
                                         each target, or those named, so long (60); cargo-fuzz does
                                         it
  cargo xtask dist [--twice]             build what is published into dist/; twice: once more in
                                         another folder, to see that the bytes are the same
  cargo xtask size [--record]            weigh what a visitor downloads against size.toml
  cargo xtask tidy                       check the rules of the house
  cargo xtask ci                         everything a change must pass

Environment:
  CAUSERIE_SITE=FOLDER the widget that `bench length` and `start` measure (unless set: what dist builds)
  CAUSERIE_TOOLCHAIN=auto|rustup|distribution
                       where the compiler for wasm comes from (auto: rustup, else the distribution)
";

const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8888);

/// One command with its options.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Task {
    Bench(Plan),
    Ci,
    Demo { listen: SocketAddr },
    Dist(Check),
    Fuzz(Fuzzing),
    Help,
    Load(Load),
    Simulate(Simulation),
    Size(Measure),
    Test(Scope),
    Tidy,
}

/// Reads the command line of this process.
pub(crate) fn parse() -> Result<Task, Error> {
    read(lexopt::Parser::from_env())
}

fn read(mut parser: lexopt::Parser) -> Result<Task, Error> {
    match parser.next()? {
        Some(Value(name)) => named(&name.string()?, parser),
        Some(Short('h') | Long("help")) | None => Ok(Task::Help),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn named(name: &str, parser: lexopt::Parser) -> Result<Task, Error> {
    match name {
        "bench" => bench(parser),
        "ci" => plain(Task::Ci, parser),
        "demo" => demo(parser),
        "dist" => dist(parser),
        "fuzz" => fuzz(parser),
        "help" => Ok(Task::Help),
        "load" => load(parser),
        "simulate" => simulate(parser),
        "size" => size(parser),
        "test" => test(parser),
        "tidy" => plain(Task::Tidy, parser),
        _ => Err(Error::UnknownTask(name.to_owned())),
    }
}

fn bench(mut parser: lexopt::Parser) -> Result<Task, Error> {
    let mut benchmarks = Vec::new();
    let mut quick = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("quick") => quick = true,
            Short('h') | Long("help") => return Ok(Task::Help),
            Value(name) => benchmarks.push(Benchmark::named(&name.string()?)?),
            _ => return Err(argument.unexpected().into()),
        }
    }
    if benchmarks.is_empty() {
        benchmarks = Benchmark::ALL.to_vec();
    }
    Ok(Task::Bench(Plan { benchmarks, quick }))
}

fn demo(mut parser: lexopt::Parser) -> Result<Task, Error> {
    let mut listen = LISTEN;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("listen") => listen = parser.value()?.parse()?,
            Short('h') | Long("help") => return Ok(Task::Help),
            _ => return Err(argument.unexpected().into()),
        }
    }
    Ok(Task::Demo { listen })
}

fn dist(mut parser: lexopt::Parser) -> Result<Task, Error> {
    let mut check = Check::Once;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("twice") => check = Check::Twice,
            Short('h') | Long("help") => return Ok(Task::Help),
            _ => return Err(argument.unexpected().into()),
        }
    }
    Ok(Task::Dist(check))
}

fn fuzz(mut parser: lexopt::Parser) -> Result<Task, Error> {
    let mut fuzzing = Fuzzing::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("seconds") => fuzzing.seconds = parser.value()?.parse()?,
            Short('h') | Long("help") => return Ok(Task::Help),
            Value(name) => fuzzing.targets.push(name.string()?),
            _ => return Err(argument.unexpected().into()),
        }
    }
    Ok(Task::Fuzz(fuzzing))
}

fn load(mut parser: lexopt::Parser) -> Result<Task, Error> {
    let mut load = Load::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("chats") => load.chats = parser.value()?.parse()?,
            Long("seed") => load.seed = parser.value()?.parse()?,
            Long(name @ ("backend" | "delivery" | "messages")) => {
                let name = format!("--{name}");
                load.rest.extend([name, parser.value()?.string()?]);
            }
            Short('h') | Long("help") => return Ok(Task::Help),
            _ => return Err(argument.unexpected().into()),
        }
    }
    Ok(Task::Load(load))
}

fn simulate(mut parser: lexopt::Parser) -> Result<Task, Error> {
    let (mut many, mut own, mut story) = (5_000, None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("chats") => many = parser.value()?.parse()?,
            Long("seed") => own = Some(parser.value()?.parse()?),
            Long("story") => story = Some(parser.value()?.string()?),
            Short('h') | Long("help") => return Ok(Task::Help),
            _ => return Err(argument.unexpected().into()),
        }
    }
    let simulation = story.map_or(
        Simulation::Many {
            chats: many,
            seed: own,
        },
        Simulation::Story,
    );
    Ok(Task::Simulate(simulation))
}

fn size(mut parser: lexopt::Parser) -> Result<Task, Error> {
    let mut record = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("record") => record = true,
            Short('h') | Long("help") => return Ok(Task::Help),
            _ => return Err(argument.unexpected().into()),
        }
    }
    let measure = if record {
        Measure::Record
    } else {
        Measure::Budget
    };
    Ok(Task::Size(measure))
}

fn test(mut parser: lexopt::Parser) -> Result<Task, Error> {
    let (mut scope, mut engine) = (Scope::All, Engine::Chromium);
    while let Some(argument) = parser.next()? {
        match argument {
            Long("browser") => scope = Scope::Browser(engine),
            Long("engine") => {
                engine = Engine::named(&parser.value()?.string()?)?;
                scope = Scope::Browser(engine);
            }
            Long("native") => scope = Scope::Native,
            Long("npm") => scope = Scope::Npm,
            Long("peers") => scope = Scope::Peers,
            Short('h') | Long("help") => return Ok(Task::Help),
            _ => return Err(argument.unexpected().into()),
        }
    }
    Ok(Task::Test(scope))
}

/// A command without options of its own.
fn plain(task: Task, mut parser: lexopt::Parser) -> Result<Task, Error> {
    match parser.next()? {
        None => Ok(task),
        Some(Short('h') | Long("help")) => Ok(Task::Help),
        Some(argument) => Err(argument.unexpected().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Result<Task, Error> {
        read(lexopt::Parser::from_args(line.split_whitespace()))
    }

    #[test]
    fn demo_listens_on_8888_unless_told() {
        assert_eq!(words("demo").unwrap(), Task::Demo { listen: LISTEN });
        let listen = "127.0.0.1:9".parse().unwrap();
        assert_eq!(
            words("demo --listen 127.0.0.1:9").unwrap(),
            Task::Demo { listen }
        );
    }

    #[test]
    fn test_takes_a_part() {
        assert_eq!(words("test").unwrap(), Task::Test(Scope::All));
        assert_eq!(words("test --native").unwrap(), Task::Test(Scope::Native));
        let browser = |engine| Task::Test(Scope::Browser(engine));
        assert_eq!(words("test --browser").unwrap(), browser(Engine::Chromium));
        for line in [
            "test --engine firefox",
            "test --browser --engine firefox",
            "test --engine firefox --browser",
        ] {
            assert_eq!(words(line).unwrap(), browser(Engine::Firefox), "{line}");
        }
        assert!(words("test --engine presto").is_err());
        assert_eq!(words("test --npm").unwrap(), Task::Test(Scope::Npm));
        assert_eq!(words("test --peers").unwrap(), Task::Test(Scope::Peers));
    }

    #[test]
    fn size_records_only_when_told() {
        assert_eq!(words("size").unwrap(), Task::Size(Measure::Budget));
        assert_eq!(words("size --record").unwrap(), Task::Size(Measure::Record));
    }

    #[test]
    fn simulate_plays_many_or_one() {
        let plain = Task::Simulate(Simulation::default());
        assert_eq!(words("simulate").unwrap(), plain);
        let many = Simulation::Many {
            chats: 9,
            seed: Some(4),
        };
        let told = words("simulate --chats 9 --seed 4").unwrap();
        assert_eq!(told, Task::Simulate(many));
        let one = lexopt::Parser::from_args(["simulate", "--story", "gws 1 | 0 opens 0"]);
        let story = Simulation::Story("gws 1 | 0 opens 0".to_owned());
        assert_eq!(read(one).unwrap(), Task::Simulate(story));
    }

    #[test]
    fn fuzz_takes_all_targets_or_those_named() {
        let plain = Task::Fuzz(Fuzzing::default());
        assert_eq!(words("fuzz").unwrap(), plain);
        let told = words("fuzz json --seconds 9 session").unwrap();
        let fuzzing = Fuzzing {
            targets: vec!["json".to_owned(), "session".to_owned()],
            seconds: 9,
        };
        assert_eq!(told, Task::Fuzz(fuzzing));
        assert!(words("fuzz --seconds long").is_err());
    }

    #[test]
    fn dist_builds_twice_when_told() {
        assert_eq!(words("dist").unwrap(), Task::Dist(Check::Once));
        assert_eq!(words("dist --twice").unwrap(), Task::Dist(Check::Twice));
    }

    #[test]
    fn bench_measures_what_is_named_or_everything() {
        let plan = |benchmarks: &[Benchmark], quick| {
            let benchmarks = benchmarks.to_vec();
            Task::Bench(Plan { benchmarks, quick })
        };
        let latency = [Benchmark::Latency];
        assert_eq!(words("bench").unwrap(), plan(&Benchmark::ALL, false));
        assert_eq!(words("bench latency").unwrap(), plan(&latency, false));
        let quick = words("bench --quick latency").unwrap();
        assert_eq!(quick, plan(&latency, true));
        let refused = words("bench latencies").unwrap_err().to_string();
        assert!(refused.contains("latencies"), "{refused}");
    }

    #[test]
    fn load_is_as_much_as_told() {
        assert_eq!(words("load").unwrap(), Task::Load(Load::default()));
        let told = words("load --chats 7 --backend gws --seed 2 --messages 1").unwrap();
        let rest = ["--backend", "gws", "--messages", "1"].map(str::to_owned);
        let expected = Load {
            chats: 7,
            rest: rest.into(),
            seed: 2,
            ..Load::default()
        };
        assert_eq!(told, Task::Load(expected));
        assert!(words("load --chats many").is_err());
        assert!(words("load --url x").is_err());
    }

    #[test]
    fn help_lists_every_benchmark() {
        for benchmark in Benchmark::ALL {
            let line = format!("  {}  ", benchmark.name());
            assert!(HELP.contains(&line), "{benchmark:?}");
        }
    }

    #[test]
    fn nothing_asked_is_help() {
        assert_eq!(words("").unwrap(), Task::Help);
        assert_eq!(words("demo --help").unwrap(), Task::Help);
    }

    #[test]
    fn unknown_words_are_refused_by_name() {
        assert!(words("dmeo").unwrap_err().to_string().contains("dmeo"));
        assert!(
            words("demo --port 1")
                .unwrap_err()
                .to_string()
                .contains("--port")
        );
        assert!(words("demo --listen here").is_err());
        assert!(words("tidy now").is_err());
    }
}
