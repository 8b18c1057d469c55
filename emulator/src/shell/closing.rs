//! How the connections learn that the server closes.

use std::future;
use tokio::sync::watch;

/// The server's end.
#[derive(Debug)]
pub(super) struct Close(watch::Sender<bool>);

/// A connection's end.
#[derive(Debug, Clone)]
pub(super) struct Closing(watch::Receiver<bool>);

pub(super) fn closing() -> (Close, Closing) {
    let (sender, receiver) = watch::channel(false);
    (Close(sender), Closing(receiver))
}

impl Close {
    /// Tells every connection to answer what it has been asked, and to end.
    pub(super) fn begin(&self) {
        self.0.send_replace(true);
    }
}

impl Closing {
    /// Waits until it is told so.
    pub(super) async fn begins(&mut self) {
        if self.0.wait_for(|begun| *begun).await.is_err() {
            // The server is gone, and takes its connections along.
            future::pending().await
        }
    }
}
