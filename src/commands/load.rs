//! Bringing content files into the database.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};

use super::indexing::drop_early;
use super::intake::now;
use super::prepare::{find, prepare};
use crate::cli::Filled;
use crate::content::load::load;
use crate::content::problem::{Problem, Problems, Severity};
use crate::content::tree::Tree;
use crate::db::{Db, catalogue, changes, intake, lifecycle, meta, open, paths, skills};
use crate::feeds::{self, Format, Origin};
use crate::matching::{Matcher, text};
use crate::model::content::Content;
use crate::model::posting::Posting;
use crate::model::slug::Slug;

/// Postings that are matched anew in one transaction.
const BATCH: u32 = 500;

/// The operator's content folder, or the shipped content.
pub fn tree(dir: Option<&Path>) -> Result<Tree> {
    dir.map_or_else(Tree::shipped, Tree::from_dir)
}

/// Opens a database to bring postings into: with content, which a new one is given, and with every
/// posting matched under it.
pub async fn open_filled(options: &Filled) -> Result<Db> {
    let db = open::open(&options.database.file).await?;
    drop_early(&db).await;
    if meta::find_fingerprint(&mut *db.read().await?).await?.is_none() {
        load_content(&db, options.data.as_deref()).await?;
    }
    match_anew(&db).await?;
    Ok(db)
}

/// Brings the content into the database if its files are not those loaded last; answers whether it
/// was loaded. All of it in one transaction: a fault leaves everything as it was. Other postings than
/// those of the content are left to [`match_anew`].
pub async fn load_content(db: &Db, dir: Option<&Path>) -> Result<bool> {
    let tree = tree(dir)?;
    let fingerprint = tree.fingerprint();
    let loaded = meta::find_fingerprint(&mut *db.read().await?).await?;
    if loaded.as_deref() == Some(fingerprint.as_str()) {
        return Ok(false);
    }
    let (content, postings) = read(&tree)?;
    let matcher = Matcher::new(&content.paths, &content.skills);
    let mut transaction = db.write().await.context("cannot write to the database")?;
    if meta::find_fingerprint(&mut transaction).await?.as_deref() == Some(fingerprint.as_str()) {
        // Another process that started with us was first.
        return Ok(false);
    }
    catalogue::replace(&mut transaction, &content).await.context("cannot load the content")?;
    meta::update_fingerprint(&mut transaction, &fingerprint).await?;
    let count = postings.len();
    let incoming: Vec<_> = postings.into_iter().map(|posting| prepare(posting, &matcher)).collect();
    let import = intake::insert_import(&mut transaction, now()).await?;
    intake::upsert(&mut transaction, &import, &incoming).await.context("cannot load the postings")?;
    transaction.commit().await.context("cannot load the content")?;
    tracing::info!(paths = content.paths.len(), postings = count, "content loaded from {}", tree.name);
    Ok(true)
}

/// Reads a whole set of files, postings included. The error is [`Problems`] with every problem of
/// every file, where there is one.
fn read(tree: &Tree) -> Result<(Content, Vec<Posting>)> {
    let (content, mut problems) = match load(tree) {
        Ok(content) => (Some(content), Vec::new()),
        Err(error) => (None, error.downcast::<Problems>()?.0),
    };
    let (postings, faults) = read_postings(tree, content.as_ref());
    problems.extend(faults);
    problems.sort();
    match content {
        Some(content) if problems.is_empty() => Ok((content, postings)),
        _ => Err(Problems(problems).into()),
    }
}

/// Every fault of the postings that come with the content.
pub fn posting_problems(tree: &Tree, content: Option<&Content>) -> Vec<Problem> {
    read_postings(tree, content).1
}

/// Where a posting stands: file and line.
type Spot = (String, usize);

/// The postings in `postings/*.ndjson`, and what is wrong with these files; whether the paths under which
/// they are listed exist, only where the rest of the content is known.
fn read_postings(tree: &Tree, content: Option<&Content>) -> (Vec<Posting>, Vec<Problem>) {
    let (mut postings, mut problems) = (Vec::new(), Vec::new());
    let mut keys = HashSet::new();
    for (name, bytes) in tree.postings() {
        let file = format!("{}/{name}", tree.name);
        let result = feeds::read(Format::Ndjson, &mut &bytes[..], &Origin::default(), &mut |row| {
            let line = row.at.trim_start_matches("line ").parse().unwrap_or(1);
            let spot = (file.clone(), line);
            match row.posting {
                Ok(posting) if keys.insert(posting.key.clone()) => {
                    if let Some(slug) = unknown_listing(&posting, content) {
                        let what = format!("listed_under: there is no path {:?}", slug.as_str());
                        problems.push(problem(&spot, what));
                    }
                    postings.push(posting);
                }
                Ok(_) => problems.push(problem(&spot, "another posting has the same id".to_owned())),
                Err(reason) => problems.push(problem(&spot, reason)),
            }
            ControlFlow::Continue(())
        });
        if let Err(refused) = result {
            problems.push(problem(&(file, 1), format!("the file {refused}")));
        }
    }
    (postings, problems)
}

/// The path under which a posting is listed, if there is no such path.
fn unknown_listing<'a>(posting: &'a Posting, content: Option<&Content>) -> Option<&'a Slug> {
    let known =
        |slug: &Slug| content.is_none_or(|content| content.paths.iter().any(|path| path.slug == *slug));
    posting.listed_under.as_ref().filter(|slug| !known(slug))
}

fn problem((file, line): &Spot, message: String) -> Problem {
    Problem {
        file: file.clone(),
        line: *line,
        column: 1,
        field: String::new(),
        check: "postings",
        message,
        help: "Mend this line or take it out".to_owned(),
        severity: Severity::Error,
    }
}

/// The matcher of the catalogue that is in the database.
pub async fn matcher(db: &Db) -> Result<Arc<Matcher>> {
    let mut snapshot = db.snapshot().await?;
    let paths = paths::list(&mut snapshot).await?;
    let skills = skills::list(&mut snapshot).await?;
    Ok(Arc::new(Matcher::new(&paths, &skills)))
}

/// Matches anew every posting that was matched under an older catalogue; answers how many. In batches,
/// so that others can write meanwhile; what is cut off goes on at the next start.
pub async fn match_anew(db: &Db) -> Result<u64> {
    let mut known: Option<Arc<Matcher>> = None;
    let (mut after, mut total) = (0, 0);
    loop {
        let stale = lifecycle::list_stale(&mut *db.read().await?, after, BATCH).await?;
        let Some(last) = stale.last() else { return Ok(total) };
        after = last.id;
        total += stale.len() as u64;
        let matcher = match &known {
            Some(matcher) => Arc::clone(matcher),
            None => Arc::clone(known.insert(matcher(db).await?)),
        };
        let found = tokio::task::spawn_blocking(move || {
            let match_one = |stale: lifecycle::Stale| {
                let text = stale.html.as_deref().map(text::plain).unwrap_or_default();
                let found = find(&matcher, &stale.title, &stale.company, &text, &stale.excerpt);
                (stale, found)
            };
            stale.into_iter().map(match_one).collect::<Vec<_>>()
        });
        let found = found.await.context("matching failed")?;
        let mut transaction = db.write().await?;
        let change = changes::begin(&mut transaction).await?;
        for (stale, found) in &found {
            lifecycle::update_match(&mut transaction, change, stale.id, &found.standing, &found.skills)
                .await?;
        }
        meta::update_version(&mut transaction).await?;
        transaction.commit().await?;
    }
}
