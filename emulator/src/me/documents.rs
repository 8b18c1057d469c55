//! What agents can attach. The documents speak of a `documentId` and do not say where it comes
//! from; that an agent posts the document first is ours.

use super::refusal::Refusal;
use super::reply;
use crate::dice::Dice;
use crate::emulator::Emulator;
use crate::file::Upload;
use crate::http::{Request, Response};
use crate::id::FileId;
use serde_json::json;
use std::collections::BTreeMap;

/// So many bytes are kept in all.
const ROOM: usize = 64 * 1024 * 1024;

/// Documents by their ids; they are kept in memory only, until they are attached.
#[derive(Debug, Default)]
pub(crate) struct Documents(BTreeMap<FileId, Upload>);

impl Documents {
    pub(super) fn get(&self, id: &str, name: Option<&str>) -> Result<Upload, Refusal> {
        let kept = self.0.get(&FileId::new(id));
        let mut upload = kept
            .cloned()
            .ok_or_else(|| Refusal::NoDocument { id: id.to_owned() })?;
        if let Some(name) = name {
            name.clone_into(&mut upload.name);
        }
        Ok(upload)
    }

    fn keep(&mut self, upload: Upload, dice: &mut Dice) -> Result<FileId, Refusal> {
        let sizes = self.0.values().map(|upload| upload.bytes.len());
        let size = sizes.fold(upload.bytes.len(), usize::saturating_add);
        if size > ROOM {
            return Err(Refusal::Full);
        }
        let id = FileId::mint(dice);
        self.0.insert(id.clone(), upload);
        Ok(id)
    }
}

/// `POST /api/v2/me/documents?name=`, the document itself in the body.
pub(super) fn store(emulator: &mut Emulator, request: &Request) -> Result<Response, Refusal> {
    let mut pairs = form_urlencoded::parse(request.query.as_bytes());
    let name = pairs.find(|(name, _)| name == "name");
    let (_, name) = name.ok_or(Refusal::Missing { field: "name" })?;
    let upload = Upload {
        name: name.into_owned(),
        media_type: request.header("content-type").map(str::to_owned),
        bytes: request.body.clone(),
        data: BTreeMap::new(),
    };
    let mut dice = emulator.dice.fork();
    let id = emulator.documents.keep(upload, &mut dice)?;
    Ok(reply::with("documentId", json!(id.as_str())))
}
