//! Files, beside the commands: for back ends that take them.

use std::rc::Rc;

use super::Report;
use crate::chat::{ChosenFile, FileFault, FileLimits, SharedFile};
use crate::error::Trouble;
use crate::http::{Failure, FileKey, Request, Response};

/// What a session wants done with files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileCommand {
    /// Bring that file to the visitor.
    Download(SharedFile),
    /// Tell what files are taken.
    Limits,
    /// Let that file be gone.
    Remove(SharedFile),
    /// Take in that file, which whoever drives the core holds by that key.
    Upload(FileKey, ChosenFile),
}

/// What an answer comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileOutcome {
    /// The command has another step: ask for its next request.
    Continue,
    /// The visitor has the file.
    Downloaded,
    /// What files are taken.
    Limits(FileLimits),
    /// The command was not carried out, or nobody knows whether it was.
    Refused(Trouble),
    /// The file is gone.
    Removed(Report),
    /// The file is not taken.
    Unfit(FileFault),
    /// The server has the file, and may say by what name.
    Uploaded(Option<Rc<str>>, Report),
}

/// A back end's way with files.
pub trait Files {
    /// The request that a command comes to; `None` while there is no chat.
    fn file_request(&mut self, command: &FileCommand) -> Option<Request>;

    /// What the answer to it comes to.
    fn file_answer(
        &mut self,
        command: &FileCommand,
        answer: Result<&Response, Failure>,
    ) -> FileOutcome;
}
