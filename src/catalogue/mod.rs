//! The catalogue in memory: one immutable value, read whole from the database for each content
//! version, with everything that follows from it. Its pages make no query.

pub mod entry;
mod faqs;
mod fold;
mod names;
pub mod near;
pub mod related;
pub mod skill_use;
pub mod wages;

use std::collections::HashMap;

use crate::db::wages as wage_tables;
use crate::db::{self, Db, categories, meta, paths, postings, skills, sources};
use crate::model::path::{Category, Path};
use crate::model::posting::StoredPosting;
use crate::model::skill::Skill;
use crate::model::slug::Slug;
use crate::model::source::Source;
use crate::model::stage::Stage;
use crate::model::wage::Wages;
use entry::{CategoryEntry, PathEntry, Rung, SkillEntry};
use names::Names;

/// Postings that a path's page lists for each stage, newest first; the rest are behind a link.
pub const POSTINGS_PER_STAGE: u32 = 6;

/// Postings that a path's page lists as listed under it but another job.
pub const LISTED_POSTINGS: u32 = 10;

/// Postings that the home page lists.
pub const NEWEST_POSTINGS: u32 = 6;

/// Everything the pages of the catalogue show.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// The content version of the database that this was read from.
    pub version: i64,
    /// Of its content; another one has other paths or skills.
    pub generation: i64,
    /// In the order in which they are shown.
    pub categories: Vec<CategoryEntry>,
    /// By category, then by name.
    pub paths: Vec<PathEntry>,
    /// By name.
    pub skills: Vec<SkillEntry>,
    pub sources: Vec<Source>,
    /// Of the occupations that paths name; `None` where the content brings no wages.
    pub wages: Option<Wages>,
    /// The newest postings of all.
    pub newest: Vec<StoredPosting>,
    /// How many postings there are in all.
    pub postings: u64,
    category_places: HashMap<Slug, usize>,
    path_places: HashMap<Slug, usize>,
    skill_places: HashMap<Slug, usize>,
    names: Names,
}

/// Which postings are shown where, as the index of postings tells it.
#[derive(Debug, Default)]
pub struct Openings {
    /// How many there are.
    pub total: u64,
    /// Ids of the newest of all.
    pub newest: Vec<i64>,
    /// Those on each rung that has any; stage `None` is unknown.
    pub rungs: Vec<RungOpenings>,
}

/// The postings on one rung.
#[derive(Debug)]
pub struct RungOpenings {
    pub path: Slug,
    pub stage: Option<Stage>,
    pub count: u64,
    /// Ids of the newest.
    pub newest: Vec<i64>,
}

/// What [`Catalogue`] is made of, as read from one state of the database.
#[derive(Debug, Default)]
pub struct Parts {
    pub version: i64,
    pub generation: i64,
    pub sources: Vec<Source>,
    pub categories: Vec<Category>,
    pub skills: Vec<Skill>,
    pub paths: Vec<Path>,
    /// Of the occupations that paths name.
    pub wages: Option<Wages>,
    /// Newest postings of each path that stand on it, lowest stage first, unknown stage last.
    pub standing: Vec<StoredPosting>,
    /// Newest postings of each path that are only listed under it.
    pub listed: Vec<StoredPosting>,
    pub newest: Vec<StoredPosting>,
    pub postings: u64,
    pub open: Vec<(Slug, Option<Stage>, u64)>,
}

impl Parts {
    /// Reads them from one state of the database. Without `openings` they tell of the newest postings only.
    pub async fn read(db: &Db, openings: Option<&Openings>) -> db::Result<Self> {
        let mut snapshot = db.snapshot().await?;
        let paths = paths::list(&mut snapshot).await?;
        let occupations = paths.iter().flat_map(|path| &path.soc).map(String::as_str);
        let wages = wage_tables::find(&mut snapshot, occupations).await?;
        let (newest, total) = match openings {
            Some(openings) => {
                (postings::list_by_ids(&mut snapshot, &openings.newest, false).await?, openings.total)
            }
            None => {
                let newest = postings::list(&mut snapshot, NEWEST_POSTINGS, 0).await?;
                (newest, postings::count(&mut snapshot).await?)
            }
        };
        let rungs = openings.map_or(&[][..], |openings| &openings.rungs);
        let standing: Vec<i64> = rungs.iter().flat_map(|rung| rung.newest.iter().copied()).collect();
        let parts = Self {
            version: meta::find_content_version(&mut snapshot).await?,
            generation: meta::find_generation(&mut snapshot).await?,
            sources: sources::list(&mut snapshot).await?,
            categories: categories::list(&mut snapshot).await?,
            skills: skills::list(&mut snapshot).await?,
            paths,
            wages,
            standing: postings::list_by_ids(&mut snapshot, &standing, false).await?,
            listed: postings::list_by_listing(&mut snapshot, LISTED_POSTINGS).await?,
            newest,
            postings: total,
            open: rungs.iter().map(|rung| (rung.path.clone(), rung.stage, rung.count)).collect(),
        };
        snapshot.rollback().await?;
        Ok(parts)
    }
}

impl Catalogue {
    /// Reads the catalogue from one state of the database. Without `openings` it tells of the newest
    /// postings only.
    pub async fn load(db: &Db, openings: Option<&Openings>) -> db::Result<Self> {
        Ok(Self::new(Parts::read(db, openings).await?))
    }

    /// The catalogue of these parts, which takes a core for some hundredths of a second. References that
    /// don't resolve are left out; the database's foreign keys make that impossible.
    pub fn new(parts: Parts) -> Self {
        let names: HashMap<&Slug, &str> =
            parts.skills.iter().map(|skill| (&skill.slug, skill.name.as_str())).collect();
        let mut uses = skill_use::find(&parts.paths);
        let mut with = skill_use::find_companions(&parts.paths);
        let paths = path_entries(&parts, &names);
        let categories = parts
            .categories
            .into_iter()
            .map(|category| CategoryEntry {
                open: paths.iter().filter(|p| p.path.category == category.slug).map(|p| p.open).sum(),
                paths: (0..paths.len()).filter(|at| paths[*at].path.category == category.slug).collect(),
                category,
            })
            .collect::<Vec<_>>();
        let skills = parts
            .skills
            .into_iter()
            .map(|skill| SkillEntry {
                uses: uses.remove(&skill.slug).unwrap_or_default(),
                companions: with.remove(&skill.slug).unwrap_or_default(),
                skill,
            })
            .collect::<Vec<_>>();
        Self {
            version: parts.version,
            generation: parts.generation,
            category_places: places(categories.iter().map(|entry| &entry.category.slug)),
            path_places: places(paths.iter().map(|entry| &entry.path.slug)),
            skill_places: places(skills.iter().map(|entry| &entry.skill.slug)),
            names: near::index(&paths, &categories, &skills),
            categories,
            paths,
            skills,
            sources: parts.sources,
            newest: parts.newest,
            postings: parts.postings,
            wages: parts.wages,
        }
    }

    /// The category with this slug.
    pub fn category(&self, slug: &str) -> Option<&CategoryEntry> {
        self.category_places.get(slug).map(|at| &self.categories[*at])
    }

    /// The path with this slug.
    pub fn path(&self, slug: &str) -> Option<&PathEntry> {
        self.path_places.get(slug).map(|at| &self.paths[*at])
    }

    /// The source with this slug.
    pub fn source(&self, slug: &Slug) -> Option<&Source> {
        self.sources.iter().find(|source| source.slug == *slug)
    }

    /// The skill with this slug.
    pub fn skill(&self, slug: &str) -> Option<&SkillEntry> {
        self.skill_places.get(slug).map(|at| &self.skills[*at])
    }

    /// The paths of a category, by name.
    pub fn paths_of<'a>(&'a self, category: &'a CategoryEntry) -> impl Iterator<Item = &'a PathEntry> {
        category.paths.iter().map(|at| &self.paths[*at])
    }
}

fn places<'a>(slugs: impl Iterator<Item = &'a Slug>) -> HashMap<Slug, usize> {
    slugs.cloned().zip(0..).collect()
}

/// The entries of all paths, in their order.
fn path_entries(parts: &Parts, names: &HashMap<&Slug, &str>) -> Vec<PathEntry> {
    let mut related = related::find(&parts.paths, names);
    let mut paths = Vec::with_capacity(parts.paths.len());
    for path in &parts.paths {
        let Some(category) = parts.categories.iter().find(|entry| entry.slug == path.category) else {
            continue;
        };
        let open: Vec<(Option<Stage>, u64)> =
            parts.open.iter().filter(|row| row.0 == path.slug).map(|row| (row.1, row.2)).collect();
        let open_at = |stage: Stage| open.iter().filter(|row| row.0 == Some(stage)).map(|row| row.1).sum();
        let occupations = parts.wages.as_ref().map(|all| wages::of(path, all)).unwrap_or_default();
        let release = parts.wages.as_ref().filter(|_| !occupations.is_empty()).map(|all| &all.release.source);
        paths.push(PathEntry {
            faqs: faqs::of(path, names, &parts.sources),
            rungs: Rung::all(path, names, &parts.sources, open_at),
            occupations,
            related: related.remove(&path.slug).unwrap_or_default(),
            open: open.iter().map(|row| row.1).sum(),
            open_by_stage: open,
            standing: standing_on(&parts.standing, path),
            listed: parts.listed.iter().filter(|p| p.only_listed_under(&path.slug)).cloned().collect(),
            sources: cited(&parts.sources, path, release),
            category: category.clone(),
            path: path.clone(),
        });
    }
    paths
}

fn standing_on(postings: &[StoredPosting], path: &Path) -> Vec<StoredPosting> {
    postings.iter().filter(|posting| posting.standing.path.as_ref() == Some(&path.slug)).cloned().collect()
}

/// The sources that a path or one of its bands names, and that of the wages beside them, in the order
/// of the content.
fn cited(sources: &[Source], path: &Path, wages: Option<&Slug>) -> Vec<Source> {
    let named = |slug: &Slug| {
        path.sources.contains(slug)
            || path.levels.iter().any(|level| level.pay.source == *slug)
            || wages == Some(slug)
    };
    sources.iter().filter(|source| named(&source.slug)).cloned().collect()
}
