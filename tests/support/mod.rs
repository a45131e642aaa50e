//! What several tests use: a site in memory of the test, and the program as a process.

pub mod board_server;
pub mod boards;
pub mod chance;
pub mod connection;
pub mod content;
pub mod disk;
pub mod html;
pub mod postings;
pub mod process;
pub mod site;

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

/// A path inside the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every file in a folder and the folders in it.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    entries.filter(|entry| entry.file_type().is_file()).map(DirEntry::into_path).collect()
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Real data to test with, which is not part of the project: where it is, if it is anywhere.
#[expect(clippy::print_stdout, reason = "who skips says so")]
pub fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("CAREER_PATHS_SHARED_DATA").map(PathBuf::from);
    let found = root.unwrap_or_else(|| project("../shared/data")).join(path);
    if found.exists() {
        return Some(found);
    }
    println!("skipped: {} is not there; set CAREER_PATHS_SHARED_DATA", found.display());
    None
}
