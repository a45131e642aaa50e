//! Bringing content files into the database.

use std::path::Path;

use anyhow::{Context, Result};

use crate::content::load::load;
use crate::content::tree::Tree;
use crate::db::{Db, catalogue, meta, postings};
use crate::matching::Advert;
use crate::matching::Matcher;

/// The operator's content folder, or the shipped content.
pub fn tree(dir: Option<&Path>) -> Result<Tree> {
    dir.map_or_else(Tree::shipped, Tree::from_dir)
}

/// Brings the content into the database if its files are not those loaded last; answers whether it
/// was loaded. All of it in one transaction: a fault leaves everything as it was.
pub async fn load_content(db: &Db, dir: Option<&Path>) -> Result<bool> {
    let tree = tree(dir)?;
    let fingerprint = tree.fingerprint();
    let loaded = meta::find_fingerprint(&mut *db.read().await?).await?;
    if loaded.as_deref() == Some(fingerprint.as_str()) {
        return Ok(false);
    }
    let content = load(&tree)?;
    let matcher = Matcher::new(&content.paths, &content.skills);
    let mut transaction = db.write().await.context("cannot write to the database")?;
    if meta::find_fingerprint(&mut transaction).await?.as_deref() == Some(fingerprint.as_str()) {
        // Another process that started with us was first.
        return Ok(false);
    }
    catalogue::replace(&mut transaction, &content).await.context("cannot load the content")?;
    for posting in &content.postings {
        postings::upsert(&mut transaction, posting).await.context("cannot load the postings")?;
    }
    postings::update_standings(&mut transaction, |title| {
        matcher.find(&Advert { title, company: "", text: "" }).standing
    })
    .await?;
    meta::update_fingerprint(&mut transaction, &fingerprint).await?;
    transaction.commit().await.context("cannot load the content")?;
    tracing::info!(
        paths = content.paths.len(),
        postings = content.postings.len(),
        "content loaded from {}",
        tree.name
    );
    Ok(true)
}
