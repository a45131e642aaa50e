//! Which paths are near each other, and why: the skills that both ask for, rare ones weighing more.

use std::collections::{BTreeSet, HashMap};

use crate::model::path::Path;
use crate::model::slug::Slug;
use crate::model::stage::Stage;

/// Related paths that a page lists.
pub const RELATED_PATHS: usize = 6;

/// Another path that shares skills with this one.
#[derive(Debug, Clone, PartialEq)]
pub struct Related {
    pub path: Slug,
    /// Slug and name of each skill that both ask for, rarest first.
    pub shared: Vec<(Slug, String)>,
    /// How alike the two are, over 0 and at most 1.
    pub likeness: f64,
    pub pay_step: Option<PayStep>,
}

/// How pay differs at the same stage of two paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayStep {
    pub stage: Stage,
    /// Where both bands hold.
    pub place: String,
    /// The band on this path.
    pub here: String,
    /// The band on the other one.
    pub there: String,
    /// What the middle of the other band is above this one's, rounded for reading: "about $20K more".
    pub difference: String,
}

/// The nearest paths of each path.
pub fn find(paths: &[Path], names: &HashMap<&Slug, &str>) -> HashMap<Slug, Vec<Related>> {
    let skills: Vec<BTreeSet<&Slug>> = paths.iter().map(skills_of).collect();
    let weights = weights(&skills);
    let weight =
        |set: &mut dyn Iterator<Item = &&Slug>| -> f64 { set.filter_map(|slug| weights.get(*slug)).sum() };
    let mut found = HashMap::new();
    let named = |slug: &Slug| (slug.clone(), names.get(slug).copied().unwrap_or_default().to_owned());
    for (path, mine) in paths.iter().zip(&skills) {
        let mut near: Vec<(f64, &Path, Vec<&Slug>)> = Vec::new();
        for (other, theirs) in paths.iter().zip(&skills) {
            let shared: Vec<&Slug> = mine.intersection(theirs).copied().collect();
            if other.slug != path.slug && !shared.is_empty() {
                // Weighted Jaccard index: paths with long lists of skills are not near everything.
                let likeness = weight(&mut shared.iter()) / weight(&mut mine.union(theirs));
                near.push((likeness, other, shared));
            }
        }
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.slug.cmp(&b.1.slug)));
        let related = near.into_iter().take(RELATED_PATHS).map(|(likeness, other, mut shared)| {
            shared.sort_by(|a, b| weights[b].total_cmp(&weights[a]).then(a.cmp(b)));
            let shared = shared.into_iter().map(named).collect();
            Related { path: other.slug.clone(), shared, likeness, pay_step: pay_step(path, other) }
        });
        found.insert(path.slug.clone(), related.collect());
    }
    found
}

fn skills_of(path: &Path) -> BTreeSet<&Slug> {
    path.levels.iter().flat_map(|level| &level.skills).flat_map(|need| &need.skills).collect()
}

/// What a skill weighs: inverse document frequency, so that one that every path asks for says least.
fn weights<'a>(skills: &[BTreeSet<&'a Slug>]) -> HashMap<&'a Slug, f64> {
    let mut paths_with: HashMap<&Slug, u32> = HashMap::new();
    for slug in skills.iter().flatten() {
        *paths_with.entry(slug).or_default() += 1;
    }
    let all = u32::try_from(skills.len()).unwrap_or(u32::MAX);
    paths_with.into_iter().map(|(slug, with)| (slug, (1.0 + f64::from(all) / f64::from(with)).ln())).collect()
}

/// The pay step at the first stage that both ladders have, the middle of a career first; none where the
/// bands are of different places, currencies or periods.
fn pay_step(from: &Path, to: &Path) -> Option<PayStep> {
    [Stage::Mid, Stage::Senior, Stage::Entry, Stage::Lead].into_iter().find_map(|stage| {
        let here = &from.levels.iter().find(|level| level.stage == stage)?.pay;
        let there = &to.levels.iter().find(|level| level.stage == stage)?.pay;
        let (low, high) = (here.middle().min(there.middle()), here.middle().max(there.middle()));
        let gap = here.amount(high - low);
        (here.comparable(there) && here.place == there.place).then(|| PayStep {
            stage,
            place: here.place.clone(),
            here: here.band(),
            there: there.band(),
            difference: if high - low < 1_000 {
                "about the same".to_owned()
            } else if there.middle() > here.middle() {
                format!("about {gap} more")
            } else {
                format!("about {gap} less")
            },
        })
    })
}
