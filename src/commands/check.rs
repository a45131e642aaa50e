//! `check`: every problem in the content files.

use anyhow::{Result, bail};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::load::{posting_problems, tree};
use crate::cli::Check;
use crate::content::load::check;
use crate::content::problem::{Problem, Problems, Severity};
use crate::content::tree::Tree;
use crate::model::content::Content;

/// Prints what is in the content and what someone should look at, or fails with everything that is
/// wrong with it.
#[expect(clippy::print_stdout, reason = "a command answers on standard output")]
pub fn run(options: &Check) -> Result<()> {
    let tree = tree(options.dir.as_deref())?;
    let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
    let (content, Problems(mut problems)) = check(&tree, today)?;
    problems.extend(posting_problems(&tree, content.as_ref()));
    problems.sort();
    let (warnings, faults): (Vec<Problem>, Vec<Problem>) =
        problems.into_iter().partition(|problem| problem.severity == Severity::Warning);
    for warning in &warnings {
        println!("{warning}");
    }
    match content {
        Some(content) if faults.is_empty() => println!("{}", summary(&tree, &content, warnings.len())),
        _ => bail!(Problems(faults)),
    }
    Ok(())
}

fn summary(tree: &Tree, content: &Content, warnings: usize) -> String {
    let exempt: String = content
        .paths
        .iter()
        .filter_map(|path| Some((path, path.verbatim.as_ref()?)))
        .map(|(path, reason)| {
            format!("note: {} is exempt from the checks of its prose: {reason}\n", path.slug)
        })
        .collect();
    let wages = content.wages.as_ref().map_or(0, |wages| wages.wages.len());
    format!(
        "{exempt}{}: {} categories, {} paths, {} levels, {} skills, {} sources, {wages} wages, {} postings; \
         no problems, {}",
        tree.name,
        content.categories.len(),
        content.paths.len(),
        content.paths.iter().map(|path| path.levels.len()).sum::<usize>(),
        content.skills.len(),
        content.sources.len(),
        tree.postings()
            .map(|(_, bytes)| bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count())
            .sum::<usize>(),
        if warnings == 0 { "no warnings".to_owned() } else { format!("warnings: {warnings}") },
    )
}
