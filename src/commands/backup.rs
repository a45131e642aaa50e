//! `backup`: a consistent copy of the database while the site serves and imports run.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use super::serve::stop_signal;
use crate::cli::Backup;
use crate::db::backup;
use crate::db::open::beside;

/// Writes the copy under another name beside its own, and gives it its own once it is whole and on the disk.
#[expect(clippy::print_stdout, reason = "a command answers on standard output")]
pub async fn run(options: &Backup) -> Result<()> {
    let stopped = stop_signal()?;
    let (started, file) = (Instant::now(), options.file.as_path());
    let shown = file.display();
    refuse_existing(file)?;
    ensure!(options.database.file.exists(), "there is no database {}", options.database.file.display());
    let part = Part::create(file).with_context(|| format!("cannot write {shown}"))?;
    tokio::select! {
        copied = backup::copy(&options.database.file, &part.0) => copied?,
        () = stopped => bail!("stopped; nothing was written"),
    }
    let bytes = part.sync().with_context(|| format!("cannot write {shown}"))?;
    refuse_existing(file)?;
    fs::rename(&part.0, file).with_context(|| format!("cannot write {shown}"))?;
    // That it has a name has to be on the disk, too.
    sync(folder(file)).with_context(|| format!("cannot write the folder of {shown}"))?;
    println!("wrote {shown}: {bytes} bytes in {:.1} seconds", started.elapsed().as_secs_f64());
    Ok(())
}

fn refuse_existing(file: &Path) -> Result<()> {
    ensure!(!file.exists(), "{} is there already; give the backup another name", file.display());
    Ok(())
}

/// A file that is being written. Removed when dropped, unless it has another name by then.
struct Part(PathBuf);

impl Part {
    fn create(file: &Path) -> std::io::Result<Self> {
        let part = beside(file, &format!(".{}.part", std::process::id()));
        File::create_new(&part)?;
        Ok(Self(part))
    }

    /// Brings it to the disk; answers how many bytes it has.
    fn sync(&self) -> std::io::Result<u64> {
        sync(&self.0)?;
        Ok(fs::metadata(&self.0)?.len())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // It is not there where nothing was written, or where it was renamed.
        let _ = fs::remove_file(&self.0);
        let _ = fs::remove_file(beside(&self.0, "-journal"));
    }
}

fn sync(path: &Path) -> std::io::Result<()> {
    File::open(path)?.sync_all()
}

fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}
