//! Files: what is taken, what is on its way up, what is fetched.

use std::rc::Rc;
use std::time::Duration;

use super::outbox::Outbox;
use super::{Announcement, Output, Phase, Session};
use crate::TAKES_FILES;
use crate::chat::{ChosenFile, FileFault, FileLimits, SharedFile};
use crate::error::Trouble;
use crate::http::{Failure, FileKey, RequestId, Response};
use crate::protocol::{Backend, FileCommand, FileOutcome, Files, Report};
use crate::time::Monotonic;
use crate::transcript::{Delivery, Portion, RowKey, Setback};

/// A file on its way that does not move for so long has lost its way.
const STALLED: Duration = Duration::from_secs(60);

/// What a live chat has to do with files.
#[derive(Debug, Default)]
pub(super) struct FileDesk {
    /// Files on their way up; they do not wait for messages, nor messages for them.
    pub(super) outbox: Outbox,
    limits: Option<Rc<FileLimits>>,
    /// Whether the limits were asked for; a server that does not tell takes none.
    asked: bool,
    chosen: Vec<Chosen>,
    calls: Vec<FileCall>,
}

/// A file that can be sent (again).
#[derive(Debug)]
struct Chosen {
    row: RowKey,
    key: FileKey,
    file: ChosenFile,
}

/// A request that has to do with a file.
#[derive(Clone, Debug)]
pub(super) struct FileCall {
    id: RequestId,
    command: FileCommand,
    /// The row of the file.
    row: Option<RowKey>,
    /// When to give up waiting for a sign of life.
    until: Monotonic,
}

impl FileDesk {
    fn is_uploading(&self) -> bool {
        let mut commands = self.calls.iter().map(|call| &call.command);
        commands.any(|command| matches!(command, FileCommand::Upload(..)))
    }

    /// How many files, and of how many bytes, are on their way.
    fn open(&self) -> (u64, u64) {
        let open = self.outbox.open();
        let sizes = open
            .filter_map(|row| self.chosen(row))
            .map(|one| one.file.size);
        sizes.fold((0, 0), |(count, bytes), size| {
            (count + 1, bytes.saturating_add(size))
        })
    }

    fn chosen(&self, row: RowKey) -> Option<&Chosen> {
        self.chosen.iter().find(|one| one.row == row)
    }
}

impl Session {
    fn file_desk(&mut self) -> Option<&mut FileDesk> {
        match &mut self.phase {
            Phase::Live(live) if TAKES_FILES => Some(&mut live.files),
            _ => None,
        }
    }

    fn files(&mut self) -> Option<&mut dyn Files> {
        self.backend_mut().and_then(Backend::files)
    }

    /// What files can be sent now.
    pub(super) fn file_limits(&self) -> Option<Rc<FileLimits>> {
        let Phase::Live(live) = &self.phase else {
            return None;
        };
        if !TAKES_FILES {
            return None;
        }
        let alone = self.transcript.agents().next().is_none();
        let limits = live.files.limits.clone().filter(|_| live.is_settled());
        limits.filter(|limits| !(limits.needs_agent && alone))
    }

    /// The visitor chose a file. One that will not be taken is not sent.
    pub(super) fn attach(&mut self, key: FileKey, file: ChosenFile) {
        let limits = self.file_limits();
        let (Phase::Live(live), Some(limits)) = (&mut self.phase, limits) else {
            return;
        };
        let delivery = match limits.allow(&file, live.files.open()) {
            Ok(()) => Delivery::Waiting,
            Err(fault) => Delivery::Failed(Setback::File(fault)),
        };
        let row = self.transcript.attach(&file, delivery, self.now);
        if delivery == Delivery::Waiting {
            live.files.outbox.wait(row);
        }
        live.files.chosen.push(Chosen { row, key, file });
    }

    /// Gives up a file that is not on the other side yet.
    pub(super) fn cancel_file(&mut self, row: RowKey) {
        let Some(desk) = self.file_desk() else {
            return;
        };
        if !desk.chosen.iter().any(|one| one.row == row) {
            return;
        }
        desk.chosen.retain(|one| one.row != row);
        if desk.outbox.cancel(row) {
            let place = desk.calls.iter().position(|call| call.row == Some(row));
            let call = place.map(|place| desk.calls.remove(place));
            if let Some(call) = call {
                self.outputs.push(Output::Abort(call.id));
            }
        }
        let open = self
            .transcript
            .own(row)
            .is_some_and(|row| row.position.is_none());
        if open {
            self.transcript.discard(row);
        }
    }

    /// The visitor wants the file of that row.
    pub(super) fn fetch(&mut self, row: RowKey) {
        let Some(file) = self.shared_file(row) else {
            return;
        };
        if self.file_call(FileCommand::Download(file), Some(row)) {
            self.transcript.progress(row, Portion::Fetching);
        }
    }

    /// The visitor wants the sent file of that row to be gone.
    pub(super) fn remove(&mut self, row: RowKey) {
        let may = self.file_limits().is_some_and(|limits| limits.removes);
        let own = self.transcript.own(row);
        let sent = own.is_some_and(|row| row.delivery() == Some(Delivery::Sent));
        if let Some(file) = self.shared_file(row).filter(|_| may && sent) {
            self.file_call(FileCommand::Remove(file), Some(row));
        }
    }

    /// The file of that row, if the server has it and nothing is under way with it.
    fn shared_file(&mut self, row: RowKey) -> Option<SharedFile> {
        let mut calls = self.file_desk()?.calls.iter();
        let idle = calls.all(|call| call.row != Some(row));
        let file = self.transcript.file(row);
        file.filter(|file| idle && !file.id.is_empty()).cloned()
    }

    pub(super) fn drive_files(&mut self) {
        let usable = self.link.is_usable() && !self.waits_its_turn();
        let Phase::Live(live) = &mut self.phase else {
            return;
        };
        if !TAKES_FILES || !usable || !live.is_settled() {
            return;
        }
        if !live.files.asked {
            live.files.asked = true;
            self.file_call(FileCommand::Limits, None);
            return;
        }
        if live.files.is_uploading() || !live.files.outbox.is_ready() {
            return;
        }
        let Some(row) = live.files.outbox.next(&mut self.transcript) else {
            return;
        };
        let chosen = live.files.chosen(row);
        if let Some((key, file)) = chosen.map(|one| (one.key, one.file.clone())) {
            self.transcript.progress(row, Portion::Sent(0));
            self.file_call(FileCommand::Upload(key, file), Some(row));
        }
    }

    /// Makes a request; `false` where the back end has no such thing.
    fn file_call(&mut self, command: FileCommand, row: Option<RowKey>) -> bool {
        let Some(request) = self.files().and_then(|files| files.file_request(&command)) else {
            return false;
        };
        let id = self.calls.new_id();
        let until = self.now.monotonic + STALLED;
        if let Some(desk) = self.file_desk() {
            desk.calls.push(FileCall {
                id,
                command,
                row,
                until,
            });
        }
        self.outputs.push(Output::Send(id, request));
        true
    }

    pub(super) fn take_file_call(&mut self, id: RequestId) -> Option<FileCall> {
        let desk = self.file_desk()?;
        let place = desk.calls.iter().position(|call| call.id == id)?;
        Some(desk.calls.remove(place))
    }

    /// A part of a file has left.
    pub(super) fn file_progressed(&mut self, id: RequestId, percent: u8) {
        let until = self.now.monotonic + STALLED;
        let Some(desk) = self.file_desk() else {
            return;
        };
        let Some(call) = desk.calls.iter_mut().find(|call| call.id == id) else {
            return;
        };
        call.until = until;
        if let Some(row) = call.row {
            self.transcript
                .progress(row, Portion::Sent(percent.min(100)));
        }
    }

    pub(super) fn file_answered(&mut self, call: &FileCall, answer: Result<&Response, Failure>) {
        let Some(files) = self.files() else {
            return;
        };
        match (files.file_answer(&call.command, answer), call.row) {
            (FileOutcome::Continue, row) => {
                self.file_call(call.command.clone(), row);
            }
            (FileOutcome::Limits(limits), _) => {
                if let Some(desk) = self.file_desk() {
                    desk.limits = Some(Rc::new(limits));
                }
            }
            (FileOutcome::Downloaded, Some(row)) => {
                self.transcript.progress(row, Portion::Whole);
            }
            (FileOutcome::Removed(report), Some(row)) => self.removed(row, &report),
            (FileOutcome::Uploaded(id, report), Some(row)) => {
                self.uploaded(row, id.as_ref(), &report)
            }
            (FileOutcome::Unfit(fault), Some(_)) => self.unfit(fault),
            (FileOutcome::Refused(trouble), Some(row)) => self.file_refused(call, row, trouble),
            (_, None) => {}
        }
    }

    fn uploaded(&mut self, row: RowKey, id: Option<&Rc<str>>, report: &Report) {
        if let Some(id) = id {
            self.transcript.name_file(row, id);
        }
        self.transcript.progress(row, Portion::Whole);
        self.take_in(report);
        let Some(desk) = self.file_desk() else {
            return;
        };
        let size = desk.chosen(row).map_or(0, |one| one.file.size);
        desk.chosen.retain(|one| one.row != row);
        if let Some(limits) = &mut desk.limits {
            let used = &mut Rc::make_mut(limits).used;
            *used = (used.0 + 1, used.1.saturating_add(size));
        }
        self.settle_file(Delivery::Sent);
        self.announce_own(row);
        // The answer need not hold the event that gives the file its place.
        self.ask_at_once();
    }

    /// What may be sent now is for the server to say.
    fn removed(&mut self, row: RowKey, report: &Report) {
        self.transcript.progress(row, Portion::Gone);
        self.take_in(report);
        if let Some(desk) = self.file_desk() {
            desk.asked = false;
        }
    }

    fn unfit(&mut self, fault: FileFault) {
        self.settle_file(Delivery::Failed(Setback::File(fault)));
    }

    fn settle_file(&mut self, delivery: Delivery) {
        if let Phase::Live(live) = &mut self.phase {
            live.files.outbox.settle(delivery, &mut self.transcript);
        }
    }

    fn file_refused(&mut self, call: &FileCall, row: RowKey, trouble: Trouble) {
        if !matches!(call.command, FileCommand::Upload(..)) {
            if matches!(call.command, FileCommand::Download(_)) {
                self.transcript.progress(row, Portion::Failed);
            }
            return self.announce(Announcement::Error(trouble));
        }
        if trouble.is_uncertain() {
            self.settle_file(Delivery::Uncertain);
            return self.not_refreshed(trouble);
        }
        self.settle_file(Delivery::Failed(Setback::Rejected));
        self.announce(Announcement::Error(trouble));
    }

    pub(super) fn overdue_file(&self) -> Option<RequestId> {
        let Phase::Live(live) = &self.phase else {
            return None;
        };
        let mut calls = live.files.calls.iter();
        let late = calls.find(|call| call.until <= self.now.monotonic);
        late.map(|call| call.id)
    }

    pub(super) fn files_expire(&self) -> Option<Monotonic> {
        let Phase::Live(live) = &self.phase else {
            return None;
        };
        live.files.calls.iter().map(|call| call.until).min()
    }

    pub(super) fn abort_files(&mut self) {
        let Some(desk) = self.file_desk() else {
            return;
        };
        for call in std::mem::take(&mut desk.calls) {
            self.outputs.push(Output::Abort(call.id));
        }
    }
}
