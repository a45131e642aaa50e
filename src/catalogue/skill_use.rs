//! The other way round: which rungs ask for a skill, and which skills go with it.

use std::collections::HashMap;

use crate::model::path::Path;
use crate::model::skill::Proficiency;
use crate::model::slug::Slug;

/// Companions that a skill's page lists.
pub const COMPANIONS: usize = 12;

/// A path that asks for a skill, rung by rung.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillUse {
    pub path: Slug,
    /// What each rung asks for, lowest first; `None` below the first that names the skill.
    pub rungs: Vec<Option<SkillDemand>>,
}

/// How much of a skill a rung asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SkillDemand {
    pub proficiency: Proficiency,
    pub essential: bool,
    /// Whether the rung does not name the skill itself, a lower one having asked for it.
    pub kept: bool,
}

/// A skill that stands on the same rungs as another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Companion {
    pub skill: Slug,
    /// On how many rungs both stand.
    pub rungs: usize,
}

/// For each skill the paths that ask for it, in the order of the paths.
pub fn find(paths: &[Path]) -> HashMap<Slug, Vec<SkillUse>> {
    let mut uses: HashMap<Slug, Vec<SkillUse>> = HashMap::new();
    for path in paths {
        for (rank, level) in path.levels.iter().enumerate() {
            for requirement in &level.skills {
                for skill in &requirement.skills {
                    let uses = uses.entry(skill.clone()).or_default();
                    if uses.last().is_none_or(|last| last.path != path.slug) {
                        uses.push(SkillUse { path: path.slug.clone(), rungs: vec![None; path.levels.len()] });
                    }
                    if let Some(last) = uses.last_mut() {
                        last.rungs[rank] = Some(SkillDemand {
                            proficiency: requirement.proficiency,
                            essential: requirement.essential,
                            kept: false,
                        });
                    }
                }
            }
        }
    }
    for skill_use in uses.values_mut().flatten() {
        keep(&mut skill_use.rungs);
    }
    uses
}

/// What a rung asks for, those above it need as well, even if they do not name it again.
fn keep(rungs: &mut [Option<SkillDemand>]) {
    let mut below: Option<SkillDemand> = None;
    for rung in rungs {
        *rung = rung.or(below.map(|demand| SkillDemand { kept: true, ..demand }));
        below = *rung;
    }
}

/// For each skill those that stand beside it on rungs, most often first.
pub fn find_companions(paths: &[Path]) -> HashMap<Slug, Vec<Companion>> {
    let mut together: HashMap<&Slug, HashMap<&Slug, usize>> = HashMap::new();
    for level in paths.iter().flat_map(|path| &path.levels) {
        let skills: Vec<&Slug> = level.skills.iter().flat_map(|need| &need.skills).collect();
        for skill in &skills {
            let beside = together.entry(skill).or_default();
            for other in skills.iter().filter(|other| *other != skill) {
                *beside.entry(other).or_default() += 1;
            }
        }
    }
    together
        .into_iter()
        .map(|(skill, beside)| {
            let mut companions: Vec<Companion> =
                beside.into_iter().map(|(other, rungs)| Companion { skill: other.clone(), rungs }).collect();
            companions.sort_by(|a, b| b.rungs.cmp(&a.rungs).then(a.skill.cmp(&b.skill)));
            companions.truncate(COMPANIONS);
            (skill.clone(), companions)
        })
        .collect()
}
