//! Embeds the files of `static/` under names that change with their content, so that browsers may
//! keep them for ever.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest, Sha256};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Macros embed these folders; without the lines a new file is ignored until a source changes.
    for folder in ["migrations", "data", "static"] {
        println!("cargo:rerun-if-changed={folder}");
    }
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let mut files: Vec<PathBuf> =
        fs::read_dir(root.join("static"))?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    files.sort();
    let mut code = String::new();
    let mut all = String::new();
    for file in files {
        let Some(content_type) = content_type(&file) else { continue };
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let extension = file.extension().unwrap_or_default().to_string_lossy().into_owned();
        let digest = Sha256::digest(fs::read(&file)?);
        let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let constant = format!("{name}_{extension}").to_uppercase().replace('-', "_");
        writeln!(
            code,
            "/// `static/{name}.{extension}`.\npub const {constant}: Asset = Asset {{ file: \"{name}.{hash}.{extension}\", \
             content_type: {content_type:?}, bytes: include_bytes!({file:?}) }};"
        )?;
        write!(all, "{constant}, ")?;
    }
    writeln!(code, "/// Every asset.\npub const ALL: &[Asset] = &[{all}];")?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("assets.rs"), code)?;
    Ok(())
}

fn content_type(file: &Path) -> Option<&'static str> {
    match file.extension()?.to_str()? {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "png" => Some("image/png"),
        _ => None,
    }
}
