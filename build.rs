//! Embeds the content of `data/`, compressed, and the files of `static/` under names that change with
//! what is in them, so that browsers may keep them for ever.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use tar::{Builder, HeaderMode};
use walkdir::WalkDir;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Where it is written how pictures for links are drawn. Their URLs change with it, so that no one is
/// shown an old one; and with what is drawn.
const DRAWS_PICTURES: [&str; 3] = ["src/web/pictures", "templates/pictures", "static/fonts"];

fn main() -> Result<()> {
    // Macros embed these folders; without the lines a new file is ignored until a source changes.
    for folder in ["migrations", "data", "static"].iter().chain(&DRAWS_PICTURES) {
        println!("cargo:rerun-if-changed={folder}");
    }
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    fs::write(out.join("content.tar.gz"), content(&root.join("data"))?)?;
    fs::write(out.join("assets.rs"), assets(&root.join("static"), &out)?)?;
    println!("cargo:rustc-env=PICTURES_DIGEST={}", digest(&root, &DRAWS_PICTURES)?);
    Ok(())
}

/// The files of a folder as a compressed archive, the same for the same files.
fn content(folder: &Path) -> Result<Vec<u8>> {
    let mut archive = Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    archive.mode(HeaderMode::Deterministic);
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            archive.append_path_with_name(entry.path(), entry.path().strip_prefix(folder)?)?;
        }
    }
    Ok(archive.into_inner()?.finish()?)
}

/// A digest of every file in some folders.
fn digest(root: &Path, folders: &[&str]) -> Result<String> {
    let mut digest = Sha256::new();
    for folder in folders {
        for entry in WalkDir::new(root.join(folder)).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() {
                digest.update(fs::read(entry.path())?);
            }
        }
    }
    Ok(hex(&digest.finalize()))
}

/// The start of a digest, enough to tell files apart.
fn hex(digest: &[u8]) -> String {
    digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The parts of the style sheet in the order of their names, as the one file that pages ask for.
fn style_sheet(parts: &Path, out: &Path) -> Result<PathBuf> {
    let parts: Vec<String> = sorted(parts)?.into_iter().map(fs::read_to_string).collect::<io::Result<_>>()?;
    let whole = out.join("site.css");
    fs::write(&whole, parts.concat())?;
    Ok(whole)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.sort();
    Ok(files)
}

/// Code that names every asset.
fn assets(folder: &Path, out: &Path) -> Result<String> {
    let mut files = sorted(folder)?;
    files.push(style_sheet(&folder.join("site"), out)?);
    let mut code = String::new();
    let mut all = String::new();
    for file in files {
        let Some(content_type) = content_type(&file) else { continue };
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let extension = file.extension().unwrap_or_default().to_string_lossy().into_owned();
        let hash = hex(&Sha256::digest(fs::read(&file)?));
        let constant = format!("{name}_{extension}").to_uppercase().replace('-', "_");
        writeln!(
            code,
            "/// `static/{name}.{extension}`.\npub const {constant}: Asset = Asset {{ file: \"{name}.{hash}.{extension}\", \
             content_type: {content_type:?}, bytes: include_bytes!({file:?}) }};"
        )?;
        write!(all, "{constant}, ")?;
    }
    writeln!(code, "/// Every asset.\npub const ALL: &[Asset] = &[{all}];")?;
    Ok(code)
}

fn content_type(file: &Path) -> Option<&'static str> {
    match file.extension()?.to_str()? {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        "ico" => Some("image/vnd.microsoft.icon"),
        _ => None,
    }
}
