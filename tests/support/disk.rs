//! A small disk of its own for a test.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A disk in memory. Unmounted when dropped.
pub struct Disk(TempDir);

impl Disk {
    /// With room for so many MiB. Fails where that is not allowed: root may do it, as in a container.
    pub fn mount(mebibytes: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let done = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={mebibytes}m,mode=777"), "tmpfs"])
            .arg(folder.path())
            .output()
            .expect("mount(8)");
        let err = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "this test needs root, to mount a small disk (tmpfs): {err}");
        Self(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    fn ballast(&self) -> PathBuf {
        self.path().join("ballast")
    }

    /// Leaves only so many KiB free.
    pub fn fill(&self, free: u64) {
        let mut ballast = File::options().create(true).append(true).open(self.ballast()).unwrap();
        // To the last byte.
        for size in [1 << 20, 4096, 1] {
            let bytes = vec![0; size];
            while ballast.write_all(&bytes).is_ok() {}
        }
        let held = ballast.metadata().unwrap().len();
        ballast.set_len(held.saturating_sub(free * 1024)).unwrap();
    }

    /// Frees what was filled.
    pub fn free(&self) {
        std::fs::remove_file(self.ballast()).unwrap();
    }

    /// Makes it a disk that can only be read, or one that can be written again.
    pub fn set_read_only(&self, read_only: bool) {
        let mode = if read_only { "remount,ro" } else { "remount,rw" };
        let done = Command::new("mount").args(["-o", mode]).arg(self.path()).status().unwrap();
        assert!(done.success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Whoever has a file open there holds it only as long as that.
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}
