//! For which path the skills in an advert speak.

use std::collections::{HashMap, HashSet};

use crate::model::path::Path;
use crate::model::skill::{Need, Skill};
use crate::model::slug::Slug;
use crate::model::stage::Stage;

/// How much a skill that is merely useful counts against one that is essential.
const USEFUL: f64 = 0.5;

/// What each skill says of each path.
#[derive(Debug, Default)]
pub struct Evidence {
    /// For each skill: paths that ask for it, and how much it speaks for them.
    weights: Vec<Vec<(usize, f64)>>,
    /// For each path: its essential requirements, with the stage of the rung.
    essentials: Vec<Vec<Essential>>,
}

#[derive(Debug)]
struct Essential {
    stage: Stage,
    /// Numbers of skills.
    skills: Vec<usize>,
    need: Need,
}

impl Evidence {
    /// What the ladders of these paths ask for, skills numbered as in `skills`. A skill that many paths ask
    /// for says little of each.
    pub fn new(paths: &[Path], skills: &[Skill]) -> Self {
        let numbers: HashMap<&Slug, usize> =
            skills.iter().enumerate().map(|(number, skill)| (&skill.slug, number)).collect();
        let mut asked: Vec<HashMap<usize, f64>> = skills.iter().map(|_| HashMap::new()).collect();
        let mut essentials = Vec::new();
        for (number, path) in paths.iter().enumerate() {
            let mut of_path = Vec::new();
            for level in &path.levels {
                for requirement in &level.skills {
                    let known: Vec<usize> =
                        requirement.skills.iter().filter_map(|slug| numbers.get(slug).copied()).collect();
                    for skill in &known {
                        let weight = if requirement.essential { 1.0 } else { USEFUL };
                        let entry = asked[*skill].entry(number).or_insert(0.0);
                        *entry = entry.max(weight);
                    }
                    if requirement.essential && !known.is_empty() {
                        of_path.push(Essential { stage: level.stage, skills: known, need: requirement.need });
                    }
                }
            }
            essentials.push(of_path);
        }
        let weights = asked
            .into_iter()
            .map(|paths_of| {
                let rarity = (number(paths.len()) / number(paths_of.len().max(1))).ln().max(0.0);
                let mut of_skill: Vec<(usize, f64)> =
                    paths_of.into_iter().map(|(path, weight)| (path, weight * rarity)).collect();
                of_skill.sort_by_key(|(path, _)| *path);
                of_skill
            })
            .collect();
        Self { weights, essentials }
    }

    /// How much these skills speak for each path.
    pub fn weigh(&self, found: &[usize]) -> Vec<f64> {
        let mut sums = vec![0.0; self.essentials.len()];
        for (path, weight) in found.iter().filter_map(|skill| self.weights.get(*skill)).flatten() {
            sums[*path] += weight;
        }
        sums
    }

    /// How many of the essential requirements of a path up to a stage are met by these skills, and of how
    /// many; those of its first rung where no stage is known.
    pub fn essentials(&self, path: usize, stage: Option<Stage>, found: &[usize]) -> (usize, usize) {
        let found: HashSet<usize> = found.iter().copied().collect();
        let of_path = self.essentials.get(path).map(Vec::as_slice).unwrap_or_default();
        let upto = stage.or(of_path.first().map(|essential| essential.stage));
        let mut asked: Vec<&[usize]> = Vec::new();
        let mut named = 0;
        for essential in of_path.iter().filter(|essential| Some(essential.stage) <= upto) {
            // A higher rung asks for the same skill again, only better.
            if asked.contains(&essential.skills.as_slice()) {
                continue;
            }
            asked.push(&essential.skills);
            let has = |skill: &usize| found.contains(skill);
            named += usize::from(match essential.need {
                Need::All => essential.skills.iter().all(has),
                Need::Any => essential.skills.iter().any(has),
            });
        }
        (named, asked.len())
    }
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
