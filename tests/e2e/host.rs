//! A small server of the test's own: any website, or whoever keeps the widget's files.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::answer::Answer;
use crate::csp;

/// Serves at an origin of its own, to the end of the tests.
#[derive(Clone)]
pub(crate) struct Host {
    address: SocketAddr,
    shared: Arc<(Mutex<State>, Condvar)>,
}

/// One request that came.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// Without the query.
    pub(crate) path: String,
    /// All lines before the body.
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

#[derive(Default)]
struct State {
    answers: BTreeMap<String, Answer>,
    folder: Option<(PathBuf, Vec<(String, String)>)>,
    beyond: Option<SocketAddr>,
    held: BTreeSet<String>,
    asked: Vec<Asked>,
}

impl Host {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let host = Self {
            address: listener.local_addr().unwrap(),
            shared: Arc::default(),
        };
        let serving = host.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let host = serving.clone();
                // Who does not wait for the answer is no fault of the server's.
                thread::spawn(move || drop(host.serve(stream)));
            }
        });
        host
    }

    /// As it stands in addresses: scheme, host and port.
    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on, this is the answer at that path.
    pub(crate) fn at(&self, path: &str, answer: Answer) -> &Self {
        self.state().answers.insert(path.to_owned(), answer);
        self
    }

    /// The folder's files have their own answer again.
    pub(crate) fn mend(&self) {
        self.state().answers.clear();
    }

    /// Serves the files of a folder too, with these headers.
    pub(crate) fn folder(&self, folder: impl Into<PathBuf>, headers: &[(String, String)]) -> &Self {
        self.state().folder = Some((folder.into(), headers.to_vec()));
        self
    }

    /// Whatever else is asked for is passed on to there, and the answer back.
    pub(crate) fn beyond(&self, address: SocketAddr) -> &Self {
        self.state().beyond = Some(address);
        self
    }

    /// Answers nobody who asks for this path.
    pub(crate) fn hold(&self, path: &str) {
        self.state().held.insert(path.to_owned());
    }

    /// Answers all who were held.
    pub(crate) fn release(&self) {
        self.state().held.clear();
        self.shared.1.notify_all();
    }

    /// What was asked for at this path, in the order in which it came.
    pub(crate) fn asked(&self, path: &str) -> Vec<Asked> {
        let state = self.state();
        let asked = state.asked.iter().filter(|asked| asked.path == path);
        asked.cloned().collect()
    }

    /// All lines that browsers sent before the bodies of their requests.
    pub(crate) fn heads(&self) -> Vec<String> {
        let state = self.state();
        state.asked.iter().map(|asked| asked.head.clone()).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self, mut stream: TcpStream) -> io::Result<()> {
        let asked = read(&stream)?;
        self.state().asked.push(asked.clone());
        let wait = |state: &mut State| state.held.contains(&asked.path);
        let state = self.shared.1.wait_while(self.state(), wait);
        let state = state.unwrap_or_else(PoisonError::into_inner);
        let answer = state.answers.get(&asked.path).cloned();
        let answer = answer.or_else(|| file(state.folder.as_ref()?, &asked.path));
        let beyond = state.beyond;
        drop(state);
        match (answer, beyond) {
            (None, Some(address)) => pass_on(&asked, address, &mut stream),
            (answer, _) => {
                let answer = answer.unwrap_or_else(|| Answer::status(404));
                stream.write_all(&answer.bytes())
            }
        }
    }
}

fn read(stream: &TcpStream) -> io::Result<Asked> {
    let mut reader = BufReader::new(stream);
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line == "\r\n" {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap_or_default();
        }
        head += &line;
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let path = head.split([' ', '?']).nth(1).unwrap_or_default().to_owned();
    Ok(Asked { path, head, body })
}

fn file((folder, headers): &(PathBuf, Vec<(String, String)>), path: &str) -> Option<Answer> {
    let name = Path::new(path).file_name().unwrap_or("index.html".as_ref());
    // Whatever the folder is called there.
    let parts: Vec<_> = path.split('/').collect();
    let places = (0..parts.len()).map(|first| folder.join(parts[first..].join("/")));
    let mut places = places
        .chain([folder.join(name)])
        .filter(|place| place.is_file());
    let bytes = std::fs::read(places.next()?).ok()?;
    let answer = Answer::file(&name.to_string_lossy(), bytes);
    let all = headers.iter();
    Some(all.fold(answer, |answer, (name, value)| answer.with(name, value)))
}

fn pass_on(asked: &Asked, address: SocketAddr, back: &mut TcpStream) -> io::Result<()> {
    let mut there = TcpStream::connect(address)?;
    let kept = asked.head.lines().filter(|line| {
        let name = line.split(':').next().unwrap_or_default();
        !name.eq_ignore_ascii_case("connection")
    });
    for line in kept.chain(["Connection: close", ""]) {
        write!(there, "{line}\r\n")?;
    }
    there.write_all(&asked.body)?;
    io::copy(&mut there, back).map(drop)
}

/// Where the widget's files are: another origin than the page's and the contact centre's.
pub(crate) fn files() -> Host {
    let host = Host::start();
    let folder = std::env::var_os("CAUSERIE_SITE").unwrap_or_default();
    host.folder(folder, &csp::headers("files", "", ""));
    host
}

/// Serves one page, and nothing else, at the address that it returns.
pub(crate) fn page(html: &str, policy: &str) -> String {
    let host = Host::start();
    host.at(
        "/",
        Answer::html(html).with("Content-Security-Policy", policy),
    );
    format!("{}/", host.origin())
}

/// A document with these lines in its body.
pub(crate) fn document(lines: &str) -> String {
    bare(lines).replace("</head>", "<link rel=\"icon\" href=\"data:,\"></head>")
}

/// One whose head has nothing that a policy could forbid.
pub(crate) fn bare(lines: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Any website</title>\
         </head><body><h1>Any website</h1>{lines}</body></html>"
    )
}
