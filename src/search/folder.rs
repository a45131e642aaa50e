//! The folder of the index, beside the database: opened, checked, locked, made anew.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tantivy::directory::MmapDirectory;
use tantivy::directory::error::LockError;
use tantivy::{Directory, Index, IndexReader, IndexSettings, ReloadPolicy, TantivyError};

use super::fields::{Fields, VERSION, schema};
use super::sealed::Sealed;
use super::snapshot::Stand;
use super::words;
use crate::db::open::beside;

/// The file of a commit, without which there is no index.
const META: &str = "meta.json";

/// Where the index of a database is, and the lock of whoever writes to it.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

/// An index that is open for reading.
#[derive(Clone)]
pub struct Opened {
    pub index: Index,
    pub reader: IndexReader,
    pub fields: Fields,
}

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("index", &self.index).finish_non_exhaustive()
    }
}

impl Folder {
    /// The folder of the index of a database file: `career-paths.db` has `career-paths.db.search`.
    pub fn beside(database: &Path) -> Self {
        Self(beside(database, ".search"))
    }

    fn index(&self) -> PathBuf {
        self.0.join("index")
    }

    /// The lock of whoever writes, `None` while another process has it. It ends with the process.
    pub fn lock(&self) -> io::Result<Option<File>> {
        fs::create_dir_all(&self.0)?;
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(self.0.join("lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Whether an index is there at all.
    pub fn exists(&self) -> bool {
        self.index().join(META).exists()
    }

    /// Bytes of the index.
    pub fn size(&self) -> u64 {
        let files = fs::read_dir(self.index()).into_iter().flatten().flatten();
        files.filter_map(|file| Some(file.metadata().ok()?.len())).sum()
    }

    /// What the last commit says, without the index being opened; `None` where that can't be told.
    pub fn peek(&self) -> Option<Stand> {
        let meta: serde_json::Value =
            serde_json::from_slice(&fs::read(self.index().join(META)).ok()?).ok()?;
        serde_json::from_str(meta.get("payload")?.as_str()?).ok()
    }

    /// Leaves no index, so that it is made anew; for whoever has the lock.
    pub fn clear(&self) -> io::Result<()> {
        fs::remove_file(self.index().join(META))
    }

    /// Opens the index, every file of it checked against its checksum. Fails where it is missing,
    /// damaged, or another version's.
    pub fn open(&self) -> tantivy::Result<Opened> {
        let folder = MmapDirectory::open(self.index())?;
        match Self::open_in(folder.clone()) {
            Err(TantivyError::LockFailure(LockError::IoError(_), _)) => Self::open_in(Sealed(folder)),
            result => result,
        }
    }

    fn open_in(folder: impl Directory) -> tantivy::Result<Opened> {
        let (schema, fields) = schema();
        let mut index = Index::open(Box::new(folder) as Box<dyn Directory>)?;
        if index.schema() != schema {
            return Err(TantivyError::SchemaError("another version's".to_owned()));
        }
        if let Some(file) = index.validate_checksum()?.into_iter().next() {
            return Err(TantivyError::SystemError(format!("{} is damaged", file.display())));
        }
        index.set_tokenizers(words::analyzers());
        Opened::new(index, fields)
    }

    /// Makes an empty index in place of whatever is there; for whoever has the lock.
    pub fn create(&self) -> tantivy::Result<Opened> {
        let folder = self.index();
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => fs::create_dir_all(&folder)?,
        }
        let (schema, fields) = schema();
        let settings = IndexSettings::default();
        let mut index = Index::create(MmapDirectory::open(&folder)?, schema, settings)?;
        index.set_tokenizers(words::analyzers());
        Opened::new(index, fields)
    }
}

impl Opened {
    fn new(index: Index, fields: Fields) -> tantivy::Result<Self> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Self { index, reader, fields })
    }

    /// What the last commit says; `None` where there was none, or another version's.
    pub fn stand(&self) -> tantivy::Result<Option<Stand>> {
        let payload = self.index.load_metas()?.payload;
        let stand = payload.and_then(|payload| serde_json::from_str::<Stand>(&payload).ok());
        Ok(stand.filter(|stand| stand.version == VERSION))
    }
}
