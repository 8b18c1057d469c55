//! The program, killed in the middle of writing: what it has acknowledged is there afterwards,
//! once and in order.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;
use std::{env, fs, process};

/// How often it is killed.
const KILLS: u64 = 300;
/// So many customers write at the same time.
const CUSTOMERS: usize = 3;

struct Program {
    child: Child,
    address: String,
}

impl Program {
    fn start(data: &Path, options: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_causerie-emulator"))
            .args(["--listen", "127.0.0.1:0", "--log", "error", "--data"])
            .arg(data)
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut printed = BufReader::new(child.stdout.take().unwrap());
        printed.read_line(&mut line).unwrap();
        let address = line.strip_prefix("Listening at http://").unwrap();
        let address = address.trim_end().trim_end_matches('/').to_owned();
        Self { child, address }
    }

    /// As `kill -9` does.
    fn kill(self) {
        drop(self);
    }

    fn line(&self) -> Line {
        Line::to(&self.address).unwrap()
    }
}

/// A test that fails leaves nothing running.
impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A connection that is kept.
struct Line(BufReader<TcpStream>);

impl Line {
    fn to(address: &str) -> io::Result<Self> {
        Ok(Self(BufReader::new(TcpStream::connect(address)?)))
    }

    /// The answer, or the error of a connection that breaks before it is whole.
    fn ask(&mut self, method: &str, path: &str, body: &str) -> io::Result<Value> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        self.0.get_mut().write_all(request.as_bytes())?;
        let mut length = 0;
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let line = line.trim_end().to_ascii_lowercase();
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body)?;
        Ok(serde_json::from_slice(&body).unwrap())
    }

    fn post(&mut self, path: &str, body: &Value) -> io::Result<Value> {
        self.ask("POST", path, &body.to_string())
    }

    fn chat(&mut self) -> String {
        let request = json!({"operationName": "RequestChat", "nickname": "James", "subject": "x"});
        let started = self.post("/api/v2/chats", &request).unwrap();
        started["id"].as_str().unwrap().to_owned()
    }

    fn said(&mut self, chat: &str) -> Vec<String> {
        let path = format!("/api/v2/chats/{chat}/messages?index=1");
        let told = self.ask("GET", &path, "").unwrap();
        let messages = told["messages"].as_array().unwrap();
        let indices: Vec<_> = messages.iter().map(|one| one["index"].as_u64()).collect();
        let counted: Vec<_> = (1..).map(Some).take(messages.len()).collect();
        assert_eq!(indices, counted, "the positions of {chat}");
        let texts = messages.iter().filter(|one| one["type"] == "Text");
        let texts = texts.map(|one| one["text"].as_str().unwrap().to_owned());
        texts.collect()
    }
}

/// A directory that goes with the test.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let place = env::temp_dir().join(format!("causerie-crash-{}-{name}", process::id()));
        let _ = fs::remove_dir_all(&place);
        Self(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// One customer's words: those that were acknowledged, and those of which nobody knows.
#[derive(Default)]
struct Words {
    chat: String,
    count: u64,
    acknowledged: Vec<String>,
    unsure: BTreeSet<String>,
}

impl Words {
    /// Speaks until the line breaks.
    fn speak(&mut self, address: &str) {
        let Ok(mut line) = Line::to(address) else {
            return;
        };
        loop {
            self.count += 1;
            let text = format!("message {}", self.count);
            let body = json!({"operationName": "SendMessage", "text": text});
            match line.post(&format!("/api/v2/chats/{}", self.chat), &body) {
                Ok(reply) => {
                    assert_eq!(reply["statusCode"], 0, "{reply}");
                    self.acknowledged.push(text);
                }
                Err(_) => {
                    self.unsure.insert(text);
                    return;
                }
            }
        }
    }

    fn check(&self, said: &[String], kill: u64) {
        let kept: BTreeSet<_> = said.iter().collect();
        assert_eq!(
            kept.len(),
            said.len(),
            "doubled after kill {kill}: {said:?}"
        );
        let sure = said.iter().filter(|text| !self.unsure.contains(*text));
        let sure: Vec<_> = sure.cloned().collect();
        assert_eq!(sure, self.acknowledged, "after kill {kill}");
    }
}

/// Different in each round, the same in each run.
fn moment(kill: u64) -> Duration {
    Duration::from_micros(2_000 + kill.wrapping_mul(0x9e37_79b9) % 25_000)
}

#[test]
fn a_killed_program_has_lost_and_doubled_nothing_that_it_acknowledged() {
    let place = Place::new("words");
    let options = ["--no-script", "--disconnect-timeout", "3600"];
    let program = Program::start(&place.0, &options);
    let mut customers: Vec<Words> = Vec::new();
    for _ in 0..CUSTOMERS {
        let chat = program.line().chat();
        customers.push(Words {
            chat,
            ..Words::default()
        });
    }
    program.kill();
    for kill in 1..=KILLS {
        let program = Program::start(&place.0, &options);
        let mut line = program.line();
        for customer in &customers {
            customer.check(&line.said(&customer.chat), kill);
        }
        let address = program.address.clone();
        thread::scope(|scope| {
            for customer in &mut customers {
                scope.spawn(|| customer.speak(&address));
            }
            thread::sleep(moment(kill));
            program.kill();
        });
    }
    let spoken = customers.iter().map(|one| one.acknowledged.len());
    assert!(
        spoken.sum::<usize>() > 1000,
        "too little was said to mean anything"
    );
}

#[test]
fn what_was_about_to_happen_happens_after_the_restart() {
    let place = Place::new("timers");
    let program = Program::start(&place.0, &[]);
    let chat = program.line().chat();
    program.kill();
    let program = Program::start(&place.0, &[]);
    let mut line = program.line();
    let state = loop {
        let told = line
            .ask("GET", &format!("/api/v2/chats/{chat}"), "")
            .unwrap();
        match told["chat"]["state"].as_str().unwrap() {
            "WaitingForAgent" => thread::sleep(Duration::from_millis(50)),
            state => break state.to_owned(),
        }
    };
    program.kill();
    assert_eq!(state, "Chatting");
}

#[test]
fn a_second_program_is_told_that_the_data_are_in_use() {
    let place = Place::new("second");
    let program = Program::start(&place.0, &[]);
    let second = Command::new(env!("CARGO_BIN_EXE_causerie-emulator"))
        .args(["--listen", "127.0.0.1:0", "--data"])
        .arg(&place.0)
        .output()
        .unwrap();
    program.kill();
    assert_eq!(second.status.code(), Some(1));
    let why = String::from_utf8(second.stderr).unwrap();
    assert!(why.contains("is in use by another emulator"), "{why}");
}
