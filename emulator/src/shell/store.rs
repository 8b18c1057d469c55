//! The records in a file, by SQLite.

use crate::id::{ChatId, FileId, ServiceId};
use crate::ledger::{Change, Name};
use rusqlite::{Connection, Transaction};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The layout that this version reads and writes, `user_version` of the file.
const VERSION: u32 = 1;

const FILE: &str = "causerie.sqlite";

const LAYOUT: &str = "
    CREATE TABLE centre (one INTEGER PRIMARY KEY CHECK (one = 1), body TEXT NOT NULL);
    CREATE TABLE service (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE chat (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE event (
        chat TEXT NOT NULL, position INTEGER NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (chat, position)) WITHOUT ROWID;
    CREATE TABLE aside (
        chat TEXT NOT NULL, nth INTEGER NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (chat, nth)) WITHOUT ROWID;
    CREATE TABLE file (
        chat TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, bytes BLOB NOT NULL,
        PRIMARY KEY (chat, id));
    PRAGMA user_version = 1;
";

/// Where a contact centre is kept over restarts. One process has it at a time.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    /// What could not be written yet.
    unwritten: Vec<Change>,
}

/// Why nothing can be kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The directory cannot be made.
    #[error("cannot make the directory {}: {source}", .directory.display())]
    Directory {
        /// Which directory.
        directory: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another process has it.
    #[error("{} is in use by another emulator; stop that one, or give this one another --data",
        .directory.display())]
    InUse {
        /// Which directory.
        directory: PathBuf,
    },
    /// It was written by another version.
    #[error("{} was written by another version (layout {found}, this one knows {VERSION}); give \
        --data another directory, or remove that one", .directory.display())]
    OtherVersion {
        /// Which directory.
        directory: PathBuf,
        /// The layout that was found.
        found: u32,
    },
    /// SQLite says no: no room, no rights, no database.
    #[error("cannot keep data: {0}")]
    Database(#[from] rusqlite::Error),
}

impl Store {
    /// Opens what is kept in `directory`, which is made where it is missing.
    ///
    /// # Errors
    /// When the directory cannot be made or read, is in use, or was written by another version.
    pub fn open(directory: &Path) -> Result<Self, StoreError> {
        fs::create_dir_all(directory).map_err(|source| StoreError::Directory {
            directory: directory.to_owned(),
            source,
        })?;
        let connection = Connection::open(directory.join(FILE))?;
        connection.busy_timeout(Duration::ZERO)?;
        match prepare(&connection) {
            Ok(VERSION) => Ok(Self {
                connection,
                unwritten: Vec::new(),
            }),
            Ok(found) => Err(StoreError::OtherVersion {
                directory: directory.to_owned(),
                found,
            }),
            Err(error) if is_busy(&error) => Err(StoreError::InUse {
                directory: directory.to_owned(),
            }),
            Err(error) => Err(error.into()),
        }
    }

    /// Everything that is kept.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn load(&self) -> Result<Vec<Change>, StoreError> {
        let mut records = Vec::new();
        for (query, name) in TABLES {
            let mut statement = self.connection.prepare(query)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let (first, second) = (row.get(0)?, row.get::<_, Option<String>>(1)?);
                records.push(Change {
                    name: name(first, second.unwrap_or_default()),
                    body: Some(row.get(2)?),
                    bytes: row.get(3)?,
                });
            }
        }
        Ok(records)
    }

    /// Writes all changes or none. What could not be written is tried again with the next.
    ///
    /// # Errors
    /// When the file cannot be written; nothing that follows from the changes may be told then.
    pub fn write(&mut self, changes: Vec<Change>) -> Result<(), StoreError> {
        self.unwritten.extend(changes);
        if self.unwritten.is_empty() {
            return Ok(());
        }
        let transaction = self.connection.transaction()?;
        for change in &self.unwritten {
            write(&transaction, change)?;
        }
        transaction.commit()?;
        self.unwritten.clear();
        Ok(())
    }
}

type Named = fn(String, String) -> Name;

/// How each table is read: two texts that make the name, the body, the bytes.
const TABLES: [(&str, Named); 6] = [
    ("SELECT '', NULL, body, x'' FROM centre", |_, _| {
        Name::Centre
    }),
    ("SELECT id, NULL, body, x'' FROM service", |id, _| {
        Name::Service(ServiceId::new(id))
    }),
    ("SELECT id, NULL, body, x'' FROM chat", |id, _| {
        Name::Chat(ChatId::new(id))
    }),
    (
        "SELECT chat, CAST(position AS TEXT), body, x'' FROM event",
        |chat, position| Name::Event(ChatId::new(chat), number(&position)),
    ),
    (
        "SELECT chat, CAST(nth AS TEXT), body, x'' FROM aside",
        |chat, nth| Name::Aside(ChatId::new(chat), number(&nth)),
    ),
    ("SELECT chat, id, body, bytes FROM file", |chat, id| {
        Name::File(ChatId::new(chat), FileId::new(id))
    }),
];

fn number(text: &str) -> u32 {
    text.parse().unwrap_or_default()
}

/// The layout of the file, made where it is new.
fn prepare(connection: &Connection) -> Result<u32, rusqlite::Error> {
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    // A process that is killed loses nothing so; a computer without power may lose the last
    // moments, but never half of a transaction.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    let version = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == 0 {
        connection.execute_batch(&format!("BEGIN EXCLUSIVE; {LAYOUT} COMMIT;"))?;
        return Ok(VERSION);
    }
    // Takes the lock now, so that a second process is refused at its start.
    connection.execute_batch("BEGIN EXCLUSIVE; COMMIT;")?;
    Ok(version)
}

fn is_busy(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error_code();
    matches!(
        code,
        Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked)
    )
}

fn write(transaction: &Transaction<'_>, change: &Change) -> Result<(), rusqlite::Error> {
    let run = |sql: &str, params: &[&dyn rusqlite::ToSql]| {
        transaction.prepare_cached(sql)?.execute(params)
    };
    let bytes = &change.bytes;
    match (&change.name, &change.body) {
        (Name::Centre, Some(body)) => run("REPLACE INTO centre VALUES (1, ?1)", &[body]),
        (Name::Service(id), Some(body)) => run(
            "REPLACE INTO service VALUES (?1, ?2)",
            &[&id.as_str(), body],
        ),
        (Name::Chat(id), Some(body)) => {
            run("REPLACE INTO chat VALUES (?1, ?2)", &[&id.as_str(), body])
        }
        (Name::Event(id, position), Some(body)) => run(
            "REPLACE INTO event VALUES (?1, ?2, ?3)",
            &[&id.as_str(), position, body],
        ),
        (Name::Aside(id, nth), Some(body)) => run(
            "REPLACE INTO aside VALUES (?1, ?2, ?3)",
            &[&id.as_str(), nth, body],
        ),
        (Name::File(id, file), Some(body)) => run(
            "REPLACE INTO file VALUES (?1, ?2, ?3, ?4)",
            &[&id.as_str(), &file.as_str(), body, bytes],
        ),
        (name, None) => return erase(transaction, name),
    }?;
    Ok(())
}

fn erase(transaction: &Transaction<'_>, name: &Name) -> Result<(), rusqlite::Error> {
    let run = |sql: &str, params: &[&dyn rusqlite::ToSql]| {
        transaction.prepare_cached(sql)?.execute(params)
    };
    match name {
        Name::Service(id) => {
            run("DELETE FROM service WHERE id = ?1", &[&id.as_str()])?;
        }
        Name::Chat(id) => {
            let id = id.as_str();
            run("DELETE FROM chat WHERE id = ?1", &[&id])?;
            run("DELETE FROM event WHERE chat = ?1", &[&id])?;
            run("DELETE FROM aside WHERE chat = ?1", &[&id])?;
            run("DELETE FROM file WHERE chat = ?1", &[&id])?;
        }
        Name::File(chat, id) => {
            let sql = "DELETE FROM file WHERE chat = ?1 AND id = ?2";
            run(sql, &[&chat.as_str(), &id.as_str()])?;
        }
        // These go with their chats.
        Name::Centre | Name::Event(..) | Name::Aside(..) => {}
    }
    Ok(())
}

#[cfg(test)]
impl Store {
    /// A disk that takes nothing any more, or does again.
    pub(super) fn refuse(&self, refuses: bool) {
        let done = self.connection.pragma_update(None, "query_only", refuses);
        done.unwrap();
    }

    /// What another version leaves.
    pub(super) fn pretend(&self, version: u32) {
        let done = self.connection.pragma_update(None, "user_version", version);
        done.unwrap();
    }
}
