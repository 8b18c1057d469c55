//! The program itself: what it prints, and how it ends.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, Command, Stdio};

struct Program {
    child: Child,
    log: Option<Lines<BufReader<ChildStderr>>>,
    address: String,
}

impl Program {
    fn start(options: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_causerie-emulator"))
            .args(["--listen", "127.0.0.1:0"])
            .args(options)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut printed = BufReader::new(child.stdout.take().unwrap());
        printed.read_line(&mut line).unwrap();
        let address = line.strip_prefix("Listening at http://").unwrap();
        let address = address.trim_end().trim_end_matches('/').to_owned();
        let log = BufReader::new(child.stderr.take().unwrap()).lines();
        Self {
            child,
            log: Some(log),
            address,
        }
    }

    /// A connection over which this was sent.
    fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    fn ask(&self, request: &str) -> String {
        rest(self.send(request))
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status();
        assert!(sent.unwrap().success());
    }

    /// Waits for a line of the log.
    fn until_it_logs(&mut self, words: &str) {
        let has = |line: std::io::Result<String>| line.unwrap().contains(words);
        assert!(
            self.log.as_mut().unwrap().any(has),
            "it ended without \"{words}\""
        );
    }

    fn ends_with(&mut self, code: i32) {
        assert_eq!(self.child.wait().unwrap().code(), Some(code));
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It has ended already where the test has passed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn rest(mut stream: TcpStream) -> String {
    let mut rest = String::new();
    stream.read_to_string(&mut rest).unwrap();
    rest
}

fn cometd(message: &str) -> String {
    let length = message.len();
    format!(
        "POST /genesys/cometd HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\
         Connection: close\r\n\r\n{message}"
    )
}

/// A connect that is held.
fn held(program: &mut Program) -> TcpStream {
    let welcome = program.ask(&cometd(r#"{"channel": "/meta/handshake"}"#));
    let client = welcome.split(r#""clientId":""#).nth(1).unwrap();
    let client = client.split('"').next().unwrap();
    let connect = cometd(&format!(
        r#"{{"channel": "/meta/connect", "connectionType": "long-polling", "clientId": "{client}"}}"#
    ));
    program.ask(&connect);
    let held = program.send(&connect);
    program.until_it_logs("asks request=3");
    held
}

#[test]
fn both_signals_answer_what_is_held_and_end_well() {
    for signal in ["INT", "TERM"] {
        let mut program = Program::start(&["--log=debug"]);
        let held = held(&mut program);
        program.signal(signal);
        assert!(rest(held).starts_with("HTTP/1.1 503"), "{signal}");
        program.ends_with(0);
        program.until_it_logs("stopped cut=0");
    }
}

#[test]
fn a_second_signal_ends_it_at_once() {
    let mut program = Program::start(&["--log=debug"]);
    let head = "POST /genesys HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\
        Expect: 100-continue\r\n\r\n";
    let mut stuck = program.send(head);
    let mut continued = [0; 25];
    stuck.read_exact(&mut continued).unwrap();
    program.signal("TERM");
    program.until_it_logs("stopping");
    program.signal("INT");
    program.ends_with(1);
    program.until_it_logs("stopped at once");
}

#[test]
fn it_goes_on_when_nobody_reads_the_log() {
    let mut program = Program::start(&["--log=debug"]);
    program.log = None;
    for _ in 0..3 {
        let health = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        assert!(program.ask(health).starts_with("HTTP/1.1 200"));
    }
    program.signal("TERM");
    program.ends_with(0);
}

#[test]
fn it_tells_what_it_is_and_what_it_does_not_understand() {
    let run = |options: &[&str]| {
        let program = Command::new(env!("CARGO_BIN_EXE_causerie-emulator"))
            .args(options)
            .output()
            .unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            program.status.code(),
            text(program.stdout),
            text(program.stderr),
        )
    };
    let version = concat!("causerie-emulator ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(
        run(&["--version"]),
        (Some(0), version.to_owned(), String::new())
    );
    let (code, help, _) = run(&["-h"]);
    assert!(code == Some(0) && help.contains("Usage: causerie-emulator [OPTIONS]"));
    let (code, printed, complaint) = run(&["--lisen", "x"]);
    assert_eq!((code, printed.as_str()), (Some(2), ""));
    assert!(complaint.ends_with("try --help\n"), "{complaint}");
}
