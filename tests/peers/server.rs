//! A contact centre of Node.js around a Bayeux server that others have written.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde::Deserialize;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Child;
use tokio::time::timeout;

use crate::node::node;

/// How long a server may take to begin.
const PATIENCE: Duration = Duration::from_secs(20);

/// Whose Bayeux server it is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Library {
    /// The official one, `cometd-nodejs-server`.
    Cometd,
    /// Faye, a server of another descent.
    Faye,
}

/// What a server tells of itself.
#[derive(Debug, Deserialize)]
pub(crate) struct State {
    /// The chat as it is kept: `[event type, nickname, text, seconds, type of user]`.
    pub(crate) transcript: Vec<[String; 5]>,
    /// The channels of all Bayeux messages that came since the server began.
    pub(crate) heard: Vec<String>,
    /// How many connects are held.
    pub(crate) held: usize,
    /// How many clients the Bayeux library knows.
    pub(crate) sessions: usize,
}

impl State {
    /// How many Bayeux messages came on that channel.
    pub(crate) fn count(&self, channel: &str) -> usize {
        let heard = self.heard.iter();
        heard.filter(|heard| *heard == channel).count()
    }

    /// Whether the transcript has an event of that type by that type of user.
    pub(crate) fn holds(&self, event: &str, by: &str) -> bool {
        let mut events = self.transcript.iter();
        events.any(|[kind, _, _, _, user]| kind == event && user == by)
    }
}

/// A server, and the agent in it.
#[derive(Debug)]
pub(crate) struct Server {
    library: Library,
    chats: PathBuf,
    process: Child,
    address: String,
    http: reqwest::Client,
}

impl Server {
    pub(crate) async fn start(library: Library) -> Self {
        let chats = unused_file();
        let (process, address) = begin(library, &chats, "0").await;
        Self {
            library,
            chats,
            process,
            address,
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
        }
    }

    /// `http://127.0.0.1:…`; the same after a restart.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Ends it in the middle of whatever it does.
    pub(crate) async fn kill(&mut self) {
        self.process.kill().await.unwrap();
    }

    /// Starts it again; of all it knew it has only the chats.
    pub(crate) async fn restart(&mut self) {
        let port = self.address.rsplit(':').next().unwrap();
        let (process, address) = begin(self.library, &self.chats, port).await;
        assert_eq!(address, self.address);
        self.process = process;
    }

    /// Ann does something in the chat, or something happens to the line; `text` is what she says.
    pub(crate) async fn act(&self, deed: &str, text: &str) {
        self.control(deed, text).await;
    }

    pub(crate) async fn state(&self) -> State {
        serde_json::from_str(&self.control("state", "").await).unwrap()
    }

    async fn control(&self, path: &str, text: &str) -> String {
        let url = format!("{}/control/{path}", self.address);
        let question = self.http.post(url).body(text.to_owned());
        let answer = question.send().await.unwrap();
        answer.error_for_status().unwrap().text().await.unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.chats);
    }
}

/// Runs the program; it lives as long as its standard input stays open.
async fn begin(library: Library, chats: &Path, port: &str) -> (Child, String) {
    let program = match library {
        Library::Cometd => "server/cometd.mjs",
        Library::Faye => "server/faye.mjs",
    };
    let mut command = node(program);
    command.arg(chats).arg(port);
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut process = command.spawn().unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let address = timeout(PATIENCE, lines.next_line()).await;
    let address = address.expect("it says its address in time").unwrap();
    (process, address.expect("it says its address"))
}

fn unused_file() -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let name = format!("chats-{}-{count}.json", std::process::id());
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}
