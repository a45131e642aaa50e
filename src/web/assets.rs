//! Files of `static/`, in the binary. A page names them by constant, so that a wrong name does not
//! compile.

use super::cache::CachePolicy;
use super::error::Error;
use super::extract::Segment;
use super::page::Page;

/// A file that never changes under its name.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// File name with a digest of the content in it.
    pub file: &'static str,
    pub content_type: &'static str,
    pub bytes: &'static [u8],
}

impl Asset {
    /// Its URL.
    pub fn url(&self) -> String {
        format!("/assets/{}", self.file)
    }

    /// Itself as an answer.
    pub fn page(&self) -> Page {
        Page::document(self.content_type, self.bytes)
    }
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Answers with the asset of this name.
pub async fn get(Segment(file): Segment) -> Result<Page, Error> {
    let asset = ALL.iter().find(|asset| asset.file == file).ok_or(Error::NotFound)?;
    Ok(asset.page().policy(CachePolicy::Immutable))
}
