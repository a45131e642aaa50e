//! Checks of a ladder by itself: pay, stages, years, what leads from rung to rung.

use std::collections::HashSet;

use super::Files;
use crate::content::problem::Problem;

pub const PAY_BAND: &str = "pay-band";
pub const STAGES: &str = "stages";
pub const YEARS: &str = "years";
pub const ADVANCE: &str = "advance";
pub const SKILL_TWICE: &str = "skill-twice";

/// A band has its ends the right way round, and an end at all.
pub fn pay_bands(files: &Files, problems: &mut Vec<Problem>) {
    for path in &files.paths {
        let source = &path.document.source;
        for (rank, level) in path.document.value.levels.iter().enumerate() {
            let pay = &level.pay;
            match pay.max {
                Some(max) if max < pay.min => problems.extend(source.problem(
                    PAY_BAND,
                    &format!("/levels/{rank}/pay/max"),
                    format!("the upper end {max} is below the lower end {}", pay.min),
                    "Swap the two or correct the wrong one".to_owned(),
                )),
                None if !pay.open_top => problems.extend(source.problem(
                    PAY_BAND,
                    &format!("/levels/{rank}/pay"),
                    "the band has no upper end".to_owned(),
                    "Add \"max\", or \"open_top\": true if pay has no stated end".to_owned(),
                )),
                _ => {}
            }
        }
    }
}

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

/// Years of a rung are the right way round and never begin before those of the rung below.
pub fn years(files: &Files, problems: &mut Vec<Problem>) {
    for path in &files.paths {
        let source = &path.document.source;
        let levels = &path.document.value.levels;
        for (rank, level) in levels.iter().enumerate() {
            if level.years.max.is_some_and(|max| max < level.years.min) {
                problems.extend(source.problem(
                    YEARS,
                    &format!("/levels/{rank}/years"),
                    "the upper end is below the lower end".to_owned(),
                    "Swap the two or correct the wrong one".to_owned(),
                ));
            }
            if rank > 0 && levels[rank - 1].years.min > level.years.min {
                problems.extend(source.problem(
                    YEARS,
                    &format!("/levels/{rank}/years"),
                    "this rung begins at fewer years than the one below".to_owned(),
                    "Correct the years or the order of the levels".to_owned(),
                ));
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
