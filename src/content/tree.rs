//! The set of content files: shipped in the binary, or a folder of the operator's.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use anyhow::Context;
use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};
use tar::Archive;
use walkdir::{DirEntry, WalkDir};

/// The folder `data/` as `build.rs` packed it.
static SHIPPED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/content.tar.gz"));

/// Raised whenever the way from files to database changes, so that an unchanged set of files is
/// loaded anew by a new version of the program.
const RULES: u32 = 3;

/// Largest content file in bytes; a larger one is a mistake, not content.
const MAX_FILE: u64 = 8 * 1024 * 1024;

/// Content files by their path inside the folder, with `/` between parts.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// What to call the folder in messages.
    pub name: String,
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Tree {
    /// The content that came with the binary. Fails only if the binary is damaged.
    pub fn shipped() -> anyhow::Result<Self> {
        let mut tree = Self { name: "data".to_owned(), files: BTreeMap::new() };
        let mut archive = Archive::new(GzDecoder::new(SHIPPED));
        for entry in archive.entries()? {
            let mut entry = entry?;
            let name = entry.path()?.to_string_lossy().replace('\\', "/");
            let mut bytes = Vec::with_capacity(usize::try_from(entry.size())?);
            entry.read_to_end(&mut bytes)?;
            tree.add(name, bytes);
        }
        Ok(tree)
    }

    /// The content in an operator's folder; names that begin with a dot are passed over. Fails if the
    /// folder or a file in it can't be read.
    pub fn from_dir(root: &Path) -> anyhow::Result<Self> {
        let mut tree = Self { name: root.display().to_string(), files: BTreeMap::new() };
        let hidden =
            |entry: &DirEntry| entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        let entries = WalkDir::new(root).follow_links(true);
        for entry in entries.into_iter().filter_entry(|entry| !hidden(entry)) {
            let unreadable = || format!("cannot read the content folder {}", root.display());
            let entry = entry.with_context(unreadable)?;
            let about = entry.metadata().with_context(unreadable)?;
            if entry.depth() == 0 && !about.is_dir() {
                anyhow::bail!("{} is not a folder", root.display());
            }
            if !about.is_file() {
                continue;
            }
            let file = entry.path();
            if about.len() > MAX_FILE {
                anyhow::bail!("{} is larger than {MAX_FILE} bytes", file.display());
            }
            let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
            let inner = file.strip_prefix(root)?;
            tree.add(inner.to_string_lossy().replace('\\', "/"), bytes);
        }
        Ok(tree)
    }

    /// The files of postings that come with the content.
    pub fn postings(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let files = self.files.iter().filter(|(name, _)| name.starts_with("postings/"));
        files.map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// JSON files are content, and so are wage tables and postings; schemas are for editors, and boards
    /// for `sync`.
    fn add(&mut self, name: String, bytes: Vec<u8>) {
        let is = |wanted: &str| Path::new(&name).extension().is_some_and(|extension| extension == wanted);
        let content = is("json") && !name.starts_with("schema/") && !name.starts_with("boards/");
        let table = is("csv") && name.starts_with("wages/");
        if content || table || (is("ndjson") && name.starts_with("postings/")) {
            self.files.insert(name, bytes);
        }
    }

    /// Digest of every file and of the rules by which they are read, in hexadecimal.
    pub fn fingerprint(&self) -> String {
        let mut digest = Sha256::new();
        digest.update(RULES.to_le_bytes());
        for (name, bytes) in &self.files {
            for part in [name.as_bytes(), bytes] {
                digest.update((part.len() as u64).to_le_bytes());
                digest.update(part);
            }
        }
        digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
