//! What agents can attach. The documents speak of a `documentId` and do not say where it comes
//! from; that an agent posts the document first is ours.

use super::body::NAME_LIMIT;
use super::refusal::Refusal;
use super::reply;
use crate::dice::Dice;
use crate::emulator::Emulator;
use crate::file::Upload;
use crate::http::{Request, Response};
use crate::id::FileId;
use serde_json::json;
use std::collections::{BTreeMap, VecDeque};

/// So many bytes are kept in all.
const ROOM: usize = 64 * 1024 * 1024;

/// So many documents are kept in all.
const MOST: usize = 1000;

/// Documents in the order in which they came, in memory only; the oldest make room for the newest.
#[derive(Debug, Default)]
pub(crate) struct Documents(VecDeque<(FileId, Upload)>);

impl Documents {
    /// A document, which may be attached to any number of chats.
    pub(super) fn get(&self, id: &str) -> Result<Upload, Refusal> {
        let mut kept = self.0.iter();
        let found = kept.find(|(kept, _)| kept.as_str() == id);
        let (_, upload) = found.ok_or_else(|| Refusal::NoDocument { id: id.to_owned() })?;
        Ok(upload.clone())
    }

    fn keep(&mut self, upload: Upload, dice: &mut Dice) -> Result<FileId, Refusal> {
        let room = ROOM.checked_sub(upload.bytes.len()).ok_or(Refusal::Full)?;
        while self.size() > room || self.0.len() >= MOST {
            self.0.pop_front();
        }
        let id = FileId::mint(dice);
        self.0.push_back((id.clone(), upload));
        Ok(id)
    }

    fn size(&self) -> usize {
        let sizes = self.0.iter().map(|(_, upload)| upload.bytes.len());
        sizes.fold(0, usize::saturating_add)
    }
}

/// `POST /api/v2/me/documents?name=`, the document itself in the body.
pub(super) fn store(emulator: &mut Emulator, request: &Request) -> Result<Response, Refusal> {
    let upload = Upload {
        name: name(request)?,
        media_type: request.header("content-type").map(str::to_owned),
        bytes: request.body.clone(),
        data: BTreeMap::new(),
    };
    let mut dice = emulator.dice.fork();
    let id = emulator.documents.keep(upload, &mut dice)?;
    Ok(reply::with("documentId", json!(id.as_str())))
}

fn name(request: &Request) -> Result<String, Refusal> {
    let (field, limit) = ("name", NAME_LIMIT);
    let mut pairs = form_urlencoded::parse(request.query.as_bytes());
    let name = pairs.find(|(name, _)| name == field);
    match name.map(|(_, name)| name.into_owned()) {
        Some(name) if name.len() > limit => Err(Refusal::TooLong { field, limit }),
        Some(name) if !name.trim().is_empty() => Ok(name),
        _ => Err(Refusal::Missing { field }),
    }
}
