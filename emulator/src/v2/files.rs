//! What is done with files.

use super::chat::at;
use super::route::{FileAct, Place};
use crate::chat::Chat;
use crate::data;
use crate::digital::{self, Code, EventObject, Fields, Refusal, Reply};
use crate::emulator::Emulator;
use crate::file::Upload;
use crate::http::Response;
use crate::id::FileId;
use crate::now::Now;
use crate::settings::Settings;
use std::collections::BTreeMap;

/// `/genesys/2/chat/{service}/{chatId}/file…`
pub(super) fn answer(
    emulator: &mut Emulator,
    place: &Place,
    act: &FileAct,
    fields: &Fields,
    now: Now,
) -> Result<Response, Refusal> {
    let stored = emulator.stored_bytes();
    let (chat, settings) = at(emulator, place, fields, now)?;
    perform(chat, act, fields, settings, stored, now)
}

/// `/genesys/2/chat-ntf`, where the chat is found by its key. The two spellings of the limits are
/// those of two official clients.
pub(super) fn notify(
    emulator: &mut Emulator,
    fields: &Fields,
    now: Now,
) -> Result<Response, Refusal> {
    let file = || fields.require("fileId").map(FileId::new);
    let act = match fields.require("operation")? {
        "fileGetLimits" | "fileGetsLimits" => FileAct::Limits,
        "fileUpload" => FileAct::Upload,
        "fileDownload" => FileAct::Download(file()?),
        "fileDelete" => FileAct::Delete(file()?),
        _ => return Err(Refusal::UnknownOperation),
    };
    let stored = emulator.stored_bytes();
    let (chat, settings) = digital::by_key(emulator, fields, now)?;
    perform(chat, &act, fields, settings, stored, now)
}

/// The same for a chat that was found. `stored` are the bytes of all files of all chats.
fn perform(
    chat: &mut Chat,
    act: &FileAct,
    fields: &Fields,
    settings: &Settings,
    stored: u64,
    now: Now,
) -> Result<Response, Refusal> {
    match act {
        FileAct::Limits => Ok(limits(chat, settings, now)),
        FileAct::Download(file) => download(chat, file, settings),
        _ if !chat.is_live() => Err(Refusal::NoChat),
        FileAct::Upload => upload(chat, fields, settings, stored, now),
        FileAct::Delete(file) => delete(chat, file, settings, now),
    }
}

/// The limits come as a notice that belongs to no transcript, every value as text.
fn limits(chat: &Chat, settings: &Settings, now: Now) -> Response {
    let limits = &settings.digital.files;
    let pairs = [
        ("delete-file", "odd".to_owned()),
        ("download-attempts", limits.download_attempts.to_string()),
        ("upload-file-types", limits.types.join(":")),
        ("upload-max-file-size", limits.max_file_size.to_string()),
        ("upload-max-files", limits.max_files.to_string()),
        ("upload-max-total-size", limits.max_total_size.to_string()),
        ("upload-need-agent", limits.need_agent.to_string()),
        ("used-download-attempts", chat.files.downloads.to_string()),
        ("used-upload-max-files", chat.files.sent().to_string()),
        (
            "used-upload-max-total-size",
            chat.files.sent_bytes().to_string(),
        ),
    ];
    let told: BTreeMap<_, _> = pairs.map(|(name, value)| (name.to_owned(), value)).into();
    let from = chat.customer_party();
    let quirks = settings.digital.quirks;
    let notice = EventObject::notice(&from, "file-client-cfg-get", told, now.seconds(), quirks);
    Reply::notice(chat, notice, quirks).into_response()
}

fn upload(
    chat: &mut Chat,
    fields: &Fields,
    settings: &Settings,
    stored: u64,
    now: Now,
) -> Result<Response, Refusal> {
    let upload = fields.upload().ok_or(Refusal::Wrong { what: "file" })?;
    check(chat, &upload, settings, stored)?;
    let id = chat.customer_uploads(upload, now);
    Ok(Reply::stored(chat, &id, settings.digital.quirks).into_response())
}

/// What is too much, with the limit as advice. Of one file that is too large no code is known;
/// it is answered like all of them together.
fn check(chat: &Chat, upload: &Upload, settings: &Settings, stored: u64) -> Result<(), Refusal> {
    let limits = &settings.digital.files;
    let size = u64::try_from(upload.bytes.len()).unwrap_or(u64::MAX);
    let too_large = |limit: u64| Err(Refusal::invalid(Code::TotalSize, limit.to_string()));
    let told = upload.name.len() + upload.media_type.as_ref().map_or(0, String::len);
    if told + data::size(&upload.data) > data::LIMIT {
        return Err(Refusal::Wrong { what: "userData" });
    }
    if limits.need_agent && !chat.parties().iter().any(|one| one.user_type.is_staff()) {
        return Err(Refusal::Wrong { what: "an agent" });
    }
    if chat.files.sent() >= limits.max_files {
        let advice = limits.max_files.to_string();
        return Err(Refusal::invalid(Code::TooManyFiles, advice));
    }
    if !limits.types.contains(&ending(&upload.name)) {
        return Err(Refusal::invalid(Code::FileType, limits.types.join(":")));
    }
    if size > limits.max_file_size {
        return too_large(limits.max_file_size);
    }
    if chat.files.sent_bytes().saturating_add(size) > limits.max_total_size
        || stored.saturating_add(size) > limits.store_size
    {
        return too_large(limits.max_total_size);
    }
    Ok(())
}

fn download(chat: &mut Chat, id: &FileId, settings: &Settings) -> Result<Response, Refusal> {
    let attempts = settings.digital.files.download_attempts;
    let what = "fileId";
    let file = chat.files.kept.get(id).ok_or(Refusal::Wrong { what })?;
    if chat.files.downloads >= attempts {
        return Err(Refusal::Wrong {
            what: "a download attempt",
        });
    }
    let response = file.handed_out();
    chat.files.downloads = chat.files.downloads.saturating_add(1);
    Ok(response)
}

fn delete(
    chat: &mut Chat,
    id: &FileId,
    settings: &Settings,
    now: Now,
) -> Result<Response, Refusal> {
    if !chat.customer_deletes(id, now) {
        return Err(Refusal::Wrong { what: "fileId" });
    }
    Ok(Reply::listing(chat, None, settings).into_response())
}

/// What stands behind the last dot, in lower case.
fn ending(name: &str) -> String {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.unwrap_or_default().to_ascii_lowercase()
}
