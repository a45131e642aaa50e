//! What the catalogue holds of each category, path, rung and skill.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::fold::fold;
use super::related::Related;
use super::skill_use::{Companion, SkillUse};
use super::wages::OccupationWages;
use crate::model::faq::Faq;
use crate::model::path::{Category, Path};
use crate::model::posting::StoredPosting;
use crate::model::skill::{Need, Proficiency, Requirement, Skill};
use crate::model::slug::Slug;
use crate::model::source::{Source, SourceKind};
use crate::model::stage::Stage;

/// Ids that a path's page has besides its rungs; no rung may take one of them.
const IDS_OF_THE_PAGE: &[&str] = &[
    "also-listed",
    "content",
    "faq",
    "hatch",
    "ladder",
    "levels",
    "place",
    "positions",
    "related",
    "sources",
    "wages",
];

/// A category and what is in it.
#[derive(Debug)]
pub struct CategoryEntry {
    pub category: Category,
    /// Places of its paths in [`super::Catalogue::paths`].
    pub paths: Vec<usize>,
    /// Open positions on its paths.
    pub open: u64,
}

/// A path with what follows from it.
#[derive(Debug)]
pub struct PathEntry {
    pub path: Path,
    pub category: Category,
    /// One for each of the path's levels, in the same order.
    pub rungs: Vec<Rung>,
    /// Occupations whose wages bear on this path, its own first.
    pub occupations: Vec<OccupationWages>,
    /// Nearest first.
    pub related: Vec<Related>,
    /// Generated from the ladder, then the written ones.
    pub faqs: Vec<Faq>,
    /// Open positions that stand on this path.
    pub open: u64,
    /// How many of them at each stage; stage `None` is unknown.
    pub open_by_stage: Vec<(Option<Stage>, u64)>,
    /// The newest of them, lowest stage first, unknown stage last.
    pub standing: Vec<StoredPosting>,
    /// Newest positions that are listed under this path but are another job by their title.
    pub listed: Vec<StoredPosting>,
    pub sources: Vec<Source>,
}

impl PathEntry {
    /// Whether the band of any rung is an estimate rather than a statistic.
    pub fn is_estimate(&self) -> bool {
        self.rungs.iter().any(|rung| rung.estimate)
    }

    /// Open positions at a stage; stage `None` is unknown.
    pub fn open_at(&self, stage: Option<Stage>) -> u64 {
        self.open_by_stage.iter().filter(|(known, _)| *known == stage).map(|(_, open)| open).sum()
    }

    /// The lowest rung of a stage, on which its postings stand.
    pub fn rung(&self, stage: Stage) -> Option<&Rung> {
        self.path.levels.iter().position(|level| level.stage == stage).map(|at| &self.rungs[at])
    }

    /// The rung on which a posting with this title stands: of several that share its stage the one whose
    /// own title it bears, the lowest unless it bears one.
    pub fn rung_of(&self, stage: Stage, title: &str) -> Option<&Rung> {
        let of_stage = |at: &usize| self.path.levels[*at].stage == stage;
        let rungs: Vec<usize> = (0..self.path.levels.len()).filter(of_stage).collect();
        if let [] | [_] = rungs.as_slice() {
            // Most stages are those of one rung; lists of positions need not compare titles then.
            return self.rung(stage);
        }
        let title = spaced(title);
        let bears = |at: &usize| {
            let own = self.path.levels[*at].titles.iter().map(|own| spaced(own));
            own.filter(|own| title.contains(own.as_str())).map(|own| own.len()).max()
        };
        let best = rungs.into_iter().filter_map(|at| Some((bears(&at)?, Reverse(at)))).max();
        best.map_or_else(|| self.rung(stage), |(_, Reverse(at))| self.rungs.get(at))
    }
}

/// The words of a title as they are compared, a space before and after each.
fn spaced(title: &str) -> String {
    format!(" {} ", fold(title))
}

/// A rung with what follows from its place on the ladder.
#[derive(Debug)]
pub struct Rung {
    /// 1 at the bottom.
    pub number: usize,
    /// Its `id` on the path's page; unique there.
    pub anchor: String,
    /// "Senior Level", or the trade's own word.
    pub heading: String,
    pub skills: Vec<RungSkill>,
    /// Whether the band is an estimate rather than a statistic.
    pub estimate: bool,
    /// Open positions at its stage, counted on the lowest rung of the stage.
    pub open: u64,
}

/// A requirement as it is shown.
#[derive(Debug)]
pub struct RungSkill {
    /// "TensorFlow/PyTorch", or its label.
    pub name: String,
    /// Whether the name is a label rather than the skills' own names.
    pub labelled: bool,
    /// Slug and name of each skill in it.
    pub skills: Vec<(Slug, String)>,
    pub need: Need,
    pub proficiency: Proficiency,
    pub essential: bool,
    pub change: Change,
}

/// What a requirement adds to the rungs below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The lowest rung has nothing to be compared with.
    First,
    /// No rung below asks for it.
    New,
    /// A rung below asks for less of it.
    Raised(Proficiency),
    /// A rung below asks for as much.
    Same,
}

impl Rung {
    /// The rungs of a path.
    pub fn all(
        path: &Path,
        names: &HashMap<&Slug, &str>,
        sources: &[Source],
        open: impl Fn(Stage) -> u64,
    ) -> Vec<Self> {
        let mut rungs: Vec<Self> = Vec::with_capacity(path.levels.len());
        let mut known: HashMap<&Slug, Proficiency> = HashMap::new();
        for (at, level) in path.levels.iter().enumerate() {
            let label = level.label.as_deref().unwrap_or(level.stage.word());
            let plain = Slug::from_name(label, level.stage.word()).to_string();
            let taken =
                IDS_OF_THE_PAGE.contains(&plain.as_str()) || rungs.iter().any(|rung| rung.anchor == plain);
            let source = sources.iter().find(|source| source.slug == level.pay.source);
            let first_of_stage = path.levels[..at].iter().all(|below| below.stage != level.stage);
            rungs.push(Self {
                number: at + 1,
                anchor: if taken { format!("{plain}-{}", at + 1) } else { plain },
                heading: level.heading(),
                skills: level.skills.iter().map(|r| RungSkill::new(r, names, &known, at)).collect(),
                estimate: source.is_none_or(|source| source.kind == SourceKind::Estimate),
                open: if first_of_stage { open(level.stage) } else { 0 },
            });
            for requirement in &level.skills {
                for skill in &requirement.skills {
                    let best = known.entry(skill).or_insert(requirement.proficiency);
                    *best = (*best).max(requirement.proficiency);
                }
            }
        }
        rungs
    }
}

impl RungSkill {
    fn new(
        requirement: &Requirement,
        names: &HashMap<&Slug, &str>,
        known: &HashMap<&Slug, Proficiency>,
        rank: usize,
    ) -> Self {
        let skills: Vec<(Slug, String)> = requirement
            .skills
            .iter()
            .map(|slug| (slug.clone(), names.get(slug).copied().unwrap_or_default().to_owned()))
            .collect();
        let below = requirement.skills.iter().filter_map(|slug| known.get(slug)).max().copied();
        Self {
            name: display_name(requirement, names),
            labelled: requirement.label.is_some(),
            skills,
            need: requirement.need,
            proficiency: requirement.proficiency,
            essential: requirement.essential,
            change: match below {
                _ if rank == 0 => Change::First,
                None => Change::New,
                Some(before) if before < requirement.proficiency => Change::Raised(before),
                Some(_) => Change::Same,
            },
        }
    }
}

/// The name under which a requirement is shown: its label, or its skills' names joined by a slash.
pub fn display_name(requirement: &Requirement, names: &HashMap<&Slug, &str>) -> String {
    requirement.label.clone().unwrap_or_else(|| {
        let names: Vec<&str> =
            requirement.skills.iter().filter_map(|slug| names.get(slug).copied()).collect();
        names.join("/")
    })
}

/// A skill and where it is needed.
#[derive(Debug)]
pub struct SkillEntry {
    pub skill: Skill,
    pub uses: Vec<SkillUse>,
    /// Skills that stand on the same rungs, most often first.
    pub companions: Vec<Companion>,
}
