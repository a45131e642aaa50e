//! Checks of a ladder by itself: stages, years, what leads from rung to rung.

use std::collections::{HashMap, HashSet};

use super::Files;
use crate::content::problem::Problem;

pub const STAGES: &str = "stages";
pub const YEARS: &str = "years";
pub const ADVANCE: &str = "advance";
pub const SKILL_TWICE: &str = "skill-twice";
pub const GROWTH: &str = "growth";

/// Skills that each rung above the lowest adds, or asks for better, at the least.
const FEWEST_STEPS: usize = 2;

/// A ladder never leads down.
pub fn stages(files: &Files, problems: &mut Vec<Problem>) {
    for path in &files.paths {
        let levels = &path.document.value.levels;
        for (rank, pair) in levels.windows(2).enumerate() {
            let (below, here) = (pair[0].stage, pair[1].stage);
            if here < below {
                problems.extend(path.document.source.problem(
                    STAGES,
                    &format!("/levels/{}/stage", rank + 1),
                    format!("{} stands above {}", here.word(), below.word()),
                    "Put the levels in order, lowest first, or correct the stage".to_owned(),
                ));
            }
        }
    }
}

/// Years of a rung are the right way round, and each rung begins where the one below ends.
pub fn years(files: &Files, problems: &mut Vec<Problem>) {
    for path in &files.paths {
        let levels = &path.document.value.levels;
        for (rank, level) in levels.iter().enumerate() {
            let mut report = |message: String, help: &str| {
                let pointer = format!("/levels/{rank}/years");
                problems.extend(path.document.source.problem(YEARS, &pointer, message, help.to_owned()));
            };
            let years = level.years;
            if years.max.is_some_and(|max| max < years.min) {
                report(
                    "the upper end is below the lower end".to_owned(),
                    "Swap the two or correct the wrong one",
                );
            }
            if rank + 1 < levels.len() && years.max.is_none() {
                report("these years have no end though a rung follows".to_owned(), "Add \"max\"");
            }
            let below = rank.checked_sub(1).and_then(|below| levels[below].years.max);
            if let Some(end) = below.filter(|end| *end != years.min) {
                let message = format!("this rung begins at {} years, the one below ends at {end}", years.min);
                report(message, "Make the two meet");
            }
        }
    }
}

/// Every rung but the last says how to advance; the last has nowhere to go.
pub fn advance(files: &Files, problems: &mut Vec<Problem>) {
    for path in &files.paths {
        let source = &path.document.source;
        let levels = &path.document.value.levels;
        for (rank, level) in levels.iter().enumerate() {
            let last = rank + 1 == levels.len();
            if last && level.advance.is_some() {
                problems.extend(source.problem(
                    ADVANCE,
                    &format!("/levels/{rank}/advance"),
                    "there is no rung above this one".to_owned(),
                    "Remove the field, or add the rung to which it leads".to_owned(),
                ));
            } else if !last && level.advance.is_none() {
                problems.extend(source.problem(
                    ADVANCE,
                    &format!("/levels/{rank}"),
                    "nothing says how to advance from here".to_owned(),
                    "Add \"advance\"".to_owned(),
                ));
            }
        }
    }
}

/// A rung names a skill once.
pub fn skill_twice(files: &Files, problems: &mut Vec<Problem>) {
    for path in &files.paths {
        for (rank, level) in path.document.value.levels.iter().enumerate() {
            let mut seen = HashSet::new();
            for (at, requirement) in level.skills.iter().enumerate() {
                for (inner, skill) in requirement.skills.iter().enumerate() {
                    if !seen.insert(skill) {
                        problems.extend(path.document.source.problem(
                            SKILL_TWICE,
                            &format!("/levels/{rank}/skills/{at}/skills/{inner}"),
                            format!("{skill} stands twice on this rung"),
                            "Keep the one with the higher proficiency".to_owned(),
                        ));
                    }
                }
            }
        }
    }
}

/// Each rung above the lowest adds skills, or asks for some better than the rungs below.
pub fn growth(files: &Files, problems: &mut Vec<Problem>) {
    for path in files.paths.iter().filter(|path| !path.document.value.verbatim) {
        let mut best = HashMap::new();
        for (rank, level) in path.document.value.levels.iter().enumerate() {
            let needs = || {
                level.skills.iter().flat_map(|need| need.skills.iter().map(|skill| (skill, need.proficiency)))
            };
            let added = needs().filter(|(skill, _)| !best.contains_key(skill)).count();
            let raised =
                needs().filter(|(skill, now)| best.get(skill).is_some_and(|then| then < now)).count();
            if rank > 0 && added < FEWEST_STEPS && raised < FEWEST_STEPS {
                problems.extend(path.document.source.problem(
                    GROWTH,
                    &format!("/levels/{rank}/skills"),
                    format!("this rung adds {added} skills to those below and raises {raised}"),
                    format!("Name {FEWEST_STEPS} that are new, or {FEWEST_STEPS} that are needed better"),
                ));
            }
            for (skill, now) in needs() {
                let then = best.entry(skill).or_insert(now);
                *then = now.max(*then);
            }
        }
    }
}
