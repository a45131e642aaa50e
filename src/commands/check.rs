//! `check`: every problem in the content files.

use anyhow::Result;

use super::load::tree;
use crate::cli::Check;
use crate::content::load::load;

/// Prints what is in the content, or fails with everything that is wrong with it.
#[expect(clippy::print_stdout, reason = "a command answers on standard output")]
pub fn run(options: &Check) -> Result<()> {
    let tree = tree(options.dir.as_deref())?;
    let content = load(&tree)?;
    for path in &content.paths {
        if let Some(reason) = &path.verbatim {
            println!("note: {} is exempt from the checks of its prose: {reason}", path.slug);
        }
    }
    println!(
        "{}: {} categories, {} paths, {} skills, {} sources, {} postings; no problems",
        tree.name,
        content.categories.len(),
        content.paths.len(),
        content.skills.len(),
        content.sources.len(),
        content.postings.len()
    );
    Ok(())
}
