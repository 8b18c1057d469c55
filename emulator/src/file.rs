//! Files that were sent in a chat.

use crate::event::UserType;
use crate::http::Response;
use crate::id::FileId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A file as somebody sends it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Upload {
    /// Its name as the sender spelled it; it may hold anything.
    pub name: String,
    /// Media type, if the sender told one.
    pub media_type: Option<String>,
    /// What is in it.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// What the sender tells about it in pairs, for instance `file-description`.
    pub data: BTreeMap<String, String>,
}

/// A file that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    pub(crate) id: FileId,
    pub(crate) upload: Upload,
    pub(crate) from: UserType,
}

impl File {
    /// `file-id`
    pub fn id(&self) -> &FileId {
        &self.id
    }

    /// What was sent.
    pub fn upload(&self) -> &Upload {
        &self.upload
    }

    /// Who sent it.
    pub fn from(&self) -> UserType {
        self.from
    }

    pub(crate) fn size(&self) -> u64 {
        u64::try_from(self.upload.bytes.len()).unwrap_or(u64::MAX)
    }

    /// The file itself, in a form that no browser takes for a page of ours.
    pub(crate) fn handed_out(&self) -> Response {
        let upload = &self.upload;
        let known = upload.media_type.as_deref().filter(|kind| is_plain(kind));
        let media_type = known.unwrap_or("application/octet-stream");
        let name: String = upload
            .name
            .chars()
            .filter(|letter| is_plain_letter(*letter) && !['"', '\\'].contains(letter))
            .collect();
        Response::typed(200, media_type, upload.bytes.clone())
            .with(
                "Content-Disposition",
                &format!("attachment; filename=\"{name}\""),
            )
            .with("X-Content-Type-Options", "nosniff")
    }

    /// `userData` of the events about it. What the sender tells comes first, so that it cannot
    /// pass for the file's own.
    pub(crate) fn told(&self) -> BTreeMap<String, String> {
        let mut told = self.upload.data.clone();
        told.insert("file-id".to_owned(), self.id.to_string());
        told.insert("file-name".to_owned(), self.upload.name.clone());
        told.insert("file-size".to_owned(), self.size().to_string());
        told
    }
}

/// The files of one chat.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Files {
    #[serde(skip)]
    pub(crate) kept: BTreeMap<FileId, File>,
    /// How often the customer has fetched one.
    pub(crate) downloads: u32,
}

impl Files {
    /// Number of the files that the customer has sent and not deleted.
    pub(crate) fn sent(&self) -> usize {
        self.own().count()
    }

    /// Bytes in them.
    pub(crate) fn sent_bytes(&self) -> u64 {
        self.own().map(File::size).fold(0, u64::saturating_add)
    }

    /// Bytes in all files.
    pub(crate) fn bytes(&self) -> u64 {
        self.kept
            .values()
            .map(File::size)
            .fold(0, u64::saturating_add)
    }

    fn own(&self) -> impl Iterator<Item = &File> {
        self.kept
            .values()
            .filter(|file| file.from == UserType::Client)
    }
}

fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_plain_letter)
}

/// What may stand in a header.
fn is_plain_letter(letter: char) -> bool {
    letter == ' ' || letter.is_ascii_graphic()
}
